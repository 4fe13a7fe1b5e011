"""The thread that writes the reader's marks and notes: the disk may be slow, and nobody who types waits for it.

Changes are made one after the other, in the order in which they were asked for, and each is told when it is on the
disk. While nothing is asked, it looks now and then whether another program has written to the file.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from textual.message import Message

from store.database import Store
from store.errors import TimelineError
from store.marks import finding
from store.marks.keeping import Marks
from store.marks.records import Mark, Signs

LOOK = 1.0
"""Seconds after which one looks again for what another program wrote."""
RETRY = 15
"""Looks after which one tries again to write to a file that could not be written."""


@dataclass
class SignsRead(Message):
    """Which events are marked and noted was read."""

    marks: Marks
    signs: Signs
    notes: dict[int, str]
    """The texts of the notes, by the ordinals of their events."""


@dataclass
class Changed(Message):
    """A change is kept."""

    marks: Marks
    ordinal: int | None
    """Of the event, as it was asked for; None for an orphan."""
    mark: Mark
    sent: str | None
    """The text of the note that was to be kept; None where the mark was changed."""


@dataclass
class Told(Message):
    """Something to tell the reader, such as that the file can't be written any more."""

    sentence: str


class Keeper:
    """A thread that makes changes to marks; it begins with the first thing asked of it."""

    def __init__(self, marks: Marks, connect: Callable[[], Store], hear: Callable[[Message], object]) -> None:
        """`hear` is called from the thread, with what nobody asked for."""
        self.marks = marks
        self._connect = connect
        self._hear = hear
        self._jobs: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._version: object = None
        self._told = False
        """Whether it was said that the file can't be written."""
        threading.Thread(target=self._work, daemon=True).start()

    def do(self, change: Callable[[Marks], Message]) -> Future[Message]:
        """Makes a change, after those asked for before it; what it returns is there when the change is kept."""
        return self._promised(lambda: change(self.marks))

    def read(self) -> Future[Message]:
        """Reads all signs."""
        return self._promised(self._signs)

    def _promised(self, job: Callable[[], Message]) -> Future[Message]:
        promise: Future[Message] = Future()

        def keep() -> None:
            try:
                promise.set_result(job())
            except TimelineError as error:
                promise.set_exception(error)

        self._jobs.put(keep)
        return promise

    def finish(self, seconds: float) -> bool:
        """Waits until what was asked for is done, and what could not be written was tried once more.

        False where that takes longer.
        """
        self._jobs.put(self.marks.try_again)
        return self.wait(seconds)

    def wait(self, seconds: float) -> bool:
        """Waits until what was asked for is done. False where that takes longer."""
        done = threading.Event()
        self._jobs.put(lambda: done.set())
        return done.wait(seconds)

    def close(self) -> None:
        """Ends when all that was asked for is done."""
        self._jobs.put(None)

    def _work(self) -> None:
        looks = 0
        while True:
            try:
                job = self._jobs.get(timeout=LOOK)
            except Empty:
                looks += 1
                job = self._look if looks % RETRY else self._look_and_retry
            if job is None:
                self.marks.close()
                return
            with suppress(TimelineError, RuntimeError):  # the store is gone, or the reader has left
                job()
                if self.marks.trouble is not None and not self._told:
                    self._told = True
                    self._hear(Told(self.marks.trouble))

    def _look(self) -> None:
        if self.marks.version() != self._version:
            self._hear(self._signs())

    def _look_and_retry(self) -> None:
        if self.marks.trouble is not None and self.marks.try_again():
            self._told = False
            self._hear(Told("Marks and notes are saved again, with those of meanwhile."))
        self._look()

    def _signs(self) -> Message:
        self._version = self.marks.version()
        with self._connect() as store:
            return SignsRead(self.marks, finding.signs(store, self.marks), finding.notes(store, self.marks))
