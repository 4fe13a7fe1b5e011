"""Questions that are asked while somebody types: one thread answers them, and leaves each for the next.

The answer to a question may come in pieces, each a message. A newer question about the same thing stops the older one
inside SQLite; what was still to be asked is forgotten. Nobody waits for an answer.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from textual.message import Message

from store.database import Store
from store.errors import TimelineError

Question = Callable[[Store], Iterator[Message | None]]
"""Asks a store and yields what it learns. It is left at a yield when a newer question has come, and rests there while
others have their turn: one that asks several things one after the other yields None between them."""


@dataclass(eq=False)
class _Asked:
    about: str
    question: Question
    hear: Callable[[Message], object]
    fail: Callable[[TimelineError], object]
    stale: bool = False
    pieces: Iterator[Message | None] | None = None
    """The rest of the answer, once it has begun."""


class Seeker:
    """A thread with a connection of its own; both begin with the first question."""

    def __init__(self, connect: Callable[[], Store]) -> None:
        self._connect = connect
        self._changed = threading.Condition()
        self._waiting: dict[str, _Asked] = {}
        self._answering: _Asked | None = None
        self._store: Store | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def seek(
        self,
        about: str,
        question: Question,
        hear: Callable[[Message], object],
        fail: Callable[[TimelineError], object],
    ) -> None:
        """Asks a question in place of the one about the same thing. `hear` and `fail` are called from the thread."""
        with self._changed:
            self._drop(about)
            self._waiting[about] = _Asked(about, question, hear, fail)
            if self._thread is None:
                self._thread = threading.Thread(target=self._answer_all, daemon=True)
                self._thread.start()
            self._changed.notify()

    def forget(self, about: str) -> None:
        """Nobody wants to know any more."""
        with self._changed:
            self._drop(about)

    def close(self) -> None:
        """Stops what runs and lets go of the file."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            if self._answering is not None:
                self._drop(self._answering.about)
            self._changed.notify()

    def _drop(self, about: str) -> None:
        self._waiting.pop(about, None)
        if self._answering is not None and self._answering.about == about:
            self._answering.stale = True
            if self._store is not None:
                self._store.interrupt()

    def _answer_all(self) -> None:
        while (asked := self._next()) is not None:
            try:
                self._answer(asked)
            except TimelineError as error:
                if not asked.stale:
                    asked.fail(error)
        if self._store is not None:
            self._store.close()

    def _next(self) -> _Asked | None:
        with self._changed:
            self._answering = None
            while not self._waiting and not self._closed:
                self._changed.wait()
            if self._closed:
                return None
            self._answering = self._waiting.pop(next(iter(self._waiting)))
            return self._answering

    def _answer(self, asked: _Asked) -> None:
        if self._store is None:
            self._store = self._connect()
        self._store.unwanted = lambda: asked.stale
        asked.pieces = asked.pieces or asked.question(self._store)
        for message in asked.pieces:
            if asked.stale:
                return
            if message is not None:
                with suppress(RuntimeError):  # the reader has left
                    asked.hear(message)
            if self._goes_behind_others(asked):
                return

    def _goes_behind_others(self, asked: _Asked) -> bool:
        """Where others wait, each has its turn after every piece of an answer."""
        with self._changed:
            if self._waiting and not asked.stale and not self._closed:
                self._waiting[asked.about] = asked
                return True
        return False
