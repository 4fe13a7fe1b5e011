"""Where the reader was, kept in a small file for each store: read before the first frame, written at each change.

A file holds the path of pages, the visited places and the colours. It is nobody's only copy of anything, so it is
written without waiting for the disk, in full to another name and then renamed: whoever reads it, or is killed while
writing, finds one state or the other. Two programs on one store do not disturb each other; the last to write wins.
Standard library only: the first frame waits for the reading.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path as File

from tui.places import Path, Place, path_in
from tui.theme import PALETTES

VERSION = 1
MOST_BYTES = 2_000_000
"""A file that is larger is none of ours."""
KEPT = 300
"""Stores whose places are kept."""
UNREADABLE = "The saved place could not be read; timeline begins at the start."
NEWER = "The saved place is a newer timeline’s: this one begins at the start, and leaves it as it is."


@dataclass(frozen=True, slots=True)
class State:
    """What is kept of a reader's stay in a store."""

    path: Path = ()
    """The pages that one was on, from the chronology to the one in front."""
    theme: str = ""
    past: tuple[Path, ...] = ()
    future: tuple[Path, ...] = ()
    trouble: str = ""
    """What is to be said once about a state that could not be used; never kept."""

    @property
    def colours(self) -> str | None:
        """The colours as the command line names them; None where they are not known."""
        return self.theme.removeprefix("timeline-") if self.theme in PALETTES else None

    @property
    def chronology(self) -> Place | None:
        """Where one was in the chronology; None where nothing is known."""
        return self.path[0] if self.path else None


NOWHERE = State()


def file_for(folder: File, named: str | None, dataset: str) -> File:
    """The file of a store's state below a folder: by what the user named (None: the sample) and the dataset in it.

    So a store that is built again at the same path is the same, and so is a dataset whose store stands in a cache.
    """
    where = "the sample" if named is None else os.path.realpath(named)
    digest = hashlib.sha256(f"{where}\n{dataset}".encode("utf-8", "surrogateescape")).hexdigest()
    return folder / "places" / f"{digest[:24]}.json"


def read(file: File) -> State:
    """The state in a file, as far as it can be used."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return NOWHERE
    except OSError as error:
        return NOWHERE if isinstance(error, NotADirectoryError) else State(trouble=UNREADABLE)
    try:
        found = json.loads(content) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        found = None
    version = found.get("version") if isinstance(found, dict) else None
    if isinstance(version, int) and version > VERSION:
        return State(trouble=NEWER)
    state = _state(found) if isinstance(found, dict) and version == VERSION else NOWHERE
    return state if state.path else State(trouble=UNREADABLE)


def _state(found: dict[str, object]) -> State:
    theme = found.get("theme")
    past, future = (_paths(found.get(part)) for part in ("past", "future"))
    return State(path_in(found.get("path")), theme if isinstance(theme, str) else "", past, future)


def _paths(found: object) -> tuple[Path, ...]:
    return tuple(path for part in found if (path := path_in(part))) if isinstance(found, list) else ()


class Saver:
    """Writes states to a file on a thread of its own; where they come faster than that, only the latest.

    What a newer timeline has written is left alone.
    """

    def __init__(self, file: File) -> None:
        self._file = file
        self.failed: Callable[[str], object] | None = None
        """Is told once, from any thread, why nothing can be saved."""
        self._wanted: State | None = None
        self._visits: tuple[tuple[Path, ...], tuple[Path, ...], str] = ((), (), _visits((), ()))
        self._change = threading.Condition()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._may_write: bool | None = None
        """Whether no newer timeline has written the file; None: not looked yet."""

    def save(self, state: State) -> None:
        """Has a state written, soon. Returns at once."""
        with self._change:
            self._wanted = state
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            self._change.notify()

    def flush(self) -> None:
        """Writes what is not written yet, now. From any thread."""
        with self._writing:
            with self._change:
                state, self._wanted = self._wanted, None
            if state is not None:
                self._write(state)

    def finish(self) -> None:
        """Writes what is not written yet, and forgets the stores that nobody has visited for long."""
        self.flush()
        forget_oldest(self._file.parent)

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._wanted is not None)
            self.flush()

    def _write(self, state: State) -> None:
        if self._may_write is None:
            self._may_write = read(self._file).trouble != NEWER
        if not self._may_write:
            return
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}-{id(self):x}")
        try:
            if not self._file.parent.is_dir():
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with open(descriptor, "w", encoding="utf-8") as opened:
                opened.write(self._text(state))
            os.replace(beside, self._file)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            failed, self.failed = self.failed, None
            if failed is not None:
                failed(f"Your place can’t be kept for the next time: {os.strerror(error.errno or 0)}.")

    def _text(self, state: State) -> str:
        """The state as JSON; the visited places, which change seldom, are not made anew for each key."""
        past, future, visits = self._visits
        if state.past is not past or state.future is not future:
            visits = _visits(state.past, state.future)
            self._visits = (state.past, state.future, visits)
        head = {"version": VERSION, "theme": state.theme, "path": _json(state.path)}
        return f"{json.dumps(head)[:-1]}, {visits}}}\n"


def _visits(past: tuple[Path, ...], future: tuple[Path, ...]) -> str:
    visits = {"past": [_json(path) for path in past], "future": [_json(path) for path in future]}
    return json.dumps(visits)[1:-1]


def _json(path: Path) -> list[dict[str, object]]:
    return [place.json for place in path]


def forget_oldest(folder: File, kept: int = KEPT) -> None:
    """Keeps the states of the stores that were visited last. Whatever goes wrong, nothing is said."""
    with suppress(OSError):
        files = sorted(folder.glob("*.json*"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[kept:]:
            file.unlink(missing_ok=True)
