"""The reader's marks and notes on the events of one dataset: read, changed, and never lost.

A change that returns is on the disk. Where the file can't be read or written, the marks of this session are kept in
memory: `trouble` says so, and nothing else is different.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from store.database import Store
from store.errors import OpenError
from store.marks import file
from store.marks.merging import merged
from store.marks.records import Mark, Named

LONGEST_NOTE = 50_000
"""Characters that one may type into a note."""
_AT_ONCE = 500
_COLUMNS = "event, title, date, marked, note"
_PUT = (
    "INSERT INTO mark(dataset, event, title, date, marked, note) VALUES(?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET title = excluded.title, date = excluded.date, marked = excluded.marked,"
    " note = excluded.note"
)
_Answer = TypeVar("_Answer")


def identity(store: Store) -> str:
    """What marks of a store are kept under: it outlives a rebuild and a move. Raises QueryError."""
    said: dict[object, object] = dict(store.query("SELECT key, value FROM meta WHERE key IN ('dataset', 'title')"))
    return _text(str(said.get("dataset") or "")) or f"title: {_text(str(said.get('title') or ''))}"


class Marks:
    """The marks and notes of one dataset. Any thread may use them."""

    def __init__(self, folder: Path, dataset: str) -> None:
        """`folder`: the reader's state folder, which need not exist."""
        self.path = folder / file.NAME
        self.trouble: str | None = None
        """Why what is changed now is not kept, in a sentence; None while it is."""
        self._dataset = dataset
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._unsaved: set[str] = set()
        """The events that were changed in memory."""

    def __enter__(self) -> Marks:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- changing

    def mark(self, event: Named, marked: bool | None = None) -> Mark:
        """Mark an event, or take the mark away; None: whichever it is not. Returns what is kept now."""

        def changed(old: Mark) -> tuple[bool, str]:
            return (not old.marked if marked is None else marked), old.note

        return self._changed(event, changed)

    def write(self, event: Named, note: str, base: str) -> Mark:
        """Write a note; an empty one is none. Returns what is kept now.

        `base`: the note that one began with. Where another program has written meanwhile, both texts are kept: the
        note that is returned is then another than was given, and begins with it.
        """

        def changed(old: Mark) -> tuple[bool, str]:
            text = _text(note) if note.strip() else ""
            known = old.note in (text, _text(base))
            return old.marked, text if known else merged(text, old.note, _text(base))

        return self._changed(event, changed)

    def _changed(self, event: Named, change: Callable[[Mark], tuple[bool, str]]) -> Mark:
        with self._lock:
            if self.trouble is None:
                try:
                    return self._put(self._writable(), event, change)
                except OpenError as error:
                    self._fall_back(error)
            self._unsaved.add(event.id)
            assert self._connection is not None
            return self._put(self._connection, event, change)

    def _writable(self) -> sqlite3.Connection:
        if self._connection is None and (found := self._opened()) is None:
            file.make(self.path)
            found = self._opened()
            if found is None:
                raise OpenError(f"{self.path}: is gone")
        assert self._connection is not None
        return self._connection

    def _opened(self) -> sqlite3.Connection | None:
        if self._connection is None:
            self._connection = file.connected(self.path)
        return self._connection

    def _put(self, connection: sqlite3.Connection, event: Named, change: Callable[[Mark], tuple[bool, str]]) -> Mark:
        key = (self._dataset, event.id)
        with file.sentences(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                sql = f"SELECT {_COLUMNS} FROM mark WHERE dataset = ? AND event = ?"
                row = connection.execute(sql, key).fetchone()
                marked, note = change(_mark(row) if row else Mark(event, False, ""))
                if marked or note:
                    connection.execute(_PUT, (*key, _text(event.title), event.edtf, int(marked), note))
                else:
                    connection.execute("DELETE FROM mark WHERE dataset = ? AND event = ?", key)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
        return Mark(event, marked, note)

    # ---- reading

    def version(self) -> object:
        """Another value than before whenever another program has changed the file."""

        def ask(connection: sqlite3.Connection) -> object:
            return connection.execute("PRAGMA data_version").fetchone()[0]

        return self._read(ask, None)

    def all_signs(self) -> list[tuple[str, bool, bool]]:
        """For each event that is marked or noted: its id, whether it is marked, whether it has a note."""
        sql = "SELECT event, marked, note <> '' FROM mark WHERE dataset = ? ORDER BY event"

        def ask(connection: sqlite3.Connection) -> list[tuple[str, bool, bool]]:
            return [(event, bool(m), bool(n)) for event, m, n in connection.execute(sql, (self._dataset,))]

        return self._read(ask, [])

    def of(self, events: Sequence[str]) -> dict[str, Mark]:
        """What is kept about these events, by their ids."""
        sql = (
            f"SELECT {_COLUMNS} FROM json_each(?1) wanted"
            " CROSS JOIN mark ON mark.dataset = ?2 AND mark.event = wanted.value"
        )

        def ask(connection: sqlite3.Connection) -> dict[str, Mark]:
            found: dict[str, Mark] = {}
            for at in range(0, len(events), _AT_ONCE):
                part = json.dumps(list(events[at : at + _AT_ONCE]))
                found |= {row[0]: _mark(row) for row in connection.execute(sql, (part, self._dataset))}
            return found

        return self._read(ask, {})

    def note(self, event: str) -> str:
        """The note on an event; empty where there is none."""
        found = self.of([event]).get(event)
        return found.note if found else ""

    def notes(self) -> Iterator[tuple[str, str]]:
        """Every note with the id of its event, read some at a time. For find, in a worker."""
        sql = "SELECT event, note FROM mark WHERE dataset = ? AND event > ? AND note <> '' ORDER BY event LIMIT ?"
        last = ""
        while True:
            key = (self._dataset, last, _AT_ONCE)
            rows: list[tuple[str, str]] = self._read(lambda it, key=key: it.execute(sql, key).fetchall(), [])  # type: ignore[misc]
            if not rows:
                return
            yield from rows
            last = rows[-1][0]

    def _read(self, ask: Callable[[sqlite3.Connection], _Answer], nothing: _Answer) -> _Answer:
        with self._lock:
            try:
                connection = self._opened()
                if connection is None:
                    return nothing
                with file.sentences(self.path):
                    return ask(connection)
            except OpenError as error:
                if self.trouble is not None:
                    return nothing
                self._fall_back(error)
                assert self._connection is not None
                return ask(self._connection)

    # ---- when the file fails

    def _fall_back(self, error: OpenError) -> None:
        """Go on in memory, with what can be read of the file."""
        said = str(error).removeprefix(f"{self.path}: ").rstrip(".")
        about = "" if said.startswith("the ") else "the file " if said.startswith(("is ", "was ", "can't ")) else ""
        self.trouble = f"Marks last only until you leave: {about}{said} ({self.path})."
        old, self._connection = self._connection, file.in_memory()
        if old is None:
            return
        with suppress(sqlite3.Error):
            rows = old.execute(f"SELECT dataset, {_COLUMNS} FROM mark WHERE dataset = ?", (self._dataset,))
            self._connection.executemany(_PUT, rows)
        with suppress(sqlite3.Error):
            old.close()

    def try_again(self) -> bool:
        """Bring what was kept in memory into the file, if it can be written now. False where it still can't."""
        with self._lock:
            if self.trouble is None:
                return True
            kept = self.of(sorted(self._unsaved))
            memory, unsaved, trouble = self._connection, self._unsaved, self.trouble
            self._connection, self._unsaved, self.trouble = None, set(), None
            for event in sorted(unsaved):
                mine = kept.get(event)
                named = mine.event if mine else Named(event, event, None)
                self.mark(named, mine is not None and mine.marked)
                self.write(named, mine.note if mine else "", self.note(event))
                if self.trouble is not None:
                    break
            else:
                if unsaved or self._tried():
                    if memory is not None:
                        memory.close()
                    return True
            if self._connection is not None:
                self._connection.close()
            self._connection, self._unsaved, self.trouble = memory, unsaved, trouble
            return False

    def _tried(self) -> bool:
        self.version()
        return self.trouble is None

    def close(self) -> None:
        """Let go of the file. May be called again."""
        with self._lock:
            if self._connection is not None and self.trouble is None:
                self._connection.close()
                self._connection = None


def _text(text: str) -> str:
    """What can be written: a lone surrogate is no text."""
    return text.encode("utf-8", "replace").decode()


def _mark(row: tuple[object, ...]) -> Mark:
    event, title, edtf, marked, note = row
    return Mark(Named(str(event), str(title), None if edtf is None else str(edtf)), bool(marked), str(note))
