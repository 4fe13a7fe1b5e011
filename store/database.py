"""A store opened for reading, and the questions put to it.

For the other modules of `store`; the screens only hold it. Standard library only: the first screen waits for
this.

The file is not trusted: whoever made it may have put a view where a table belongs, a value of the wrong type,
a text that is no text. So it is looked at before it is believed (`store.opening`), no question may run for
ever, and what a row holds is checked where it becomes a record (`store.fields`).
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Final

from store import opening
from store.errors import OpenError, QueryError
from store.refusals import reason

Row = tuple[Any, ...]
"""A row as SQLite gives it: nothing in it is checked yet."""

SECONDS: Final = 2.0
"""How long a question may take, unless the caller says otherwise."""
WHOLE_TABLE: Final = 30.0
"""How long a question may take that asks for all of a table."""
OLDEST_SQLITE: Final = (3, 37)
"""The first SQLite that knows STRICT tables."""


class Store:
    """A store opened for reading. Any thread may use it, one at a time; a worker opens its own."""

    def __init__(self, path: str, identity: opening.Identity, connection: sqlite3.Connection, note: str | None) -> None:
        """Only for `open_store`, which has looked at the file first. Raises OpenError, sqlite3.Error."""
        self.path: Final = path
        self.note: Final = note
        """What the reader should know about how the file was opened, in a sentence; mostly None."""
        self._identity = identity
        self._connection = connection
        self._lock = threading.Lock()
        self._end = time.monotonic() + SECONDS
        self.unwanted: Callable[[], bool] = lambda: False
        """Asked now and then during a question whether nobody wants the answer any more; the question ends then.

        `interrupt` stops what runs; this also stops what is just about to.
        """
        opening.limit(connection, self._late)
        found = opening.contents(connection)
        opening.check_tables(path, connection, found)
        self.full_text: Final = opening.full_text(found)
        """The full-text tables that are ours to the letter; a search leaves any other alone.

        For each there is a table of the words in it: `event_fts_words(term, doc, cnt)` for `event_fts`.
        """
        opening.list_words(connection, self.full_text)
        opening.forbid(connection, found)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def query(self, sql: str, params: Sequence[object] = (), *, deadline: float = SECONDS) -> list[Row]:
        """All rows of the answer. `deadline` in seconds.

        Text that is not UTF-8 comes with replacement characters. Raises QueryError.
        """
        with self._lock:
            self._end = time.monotonic() + deadline
            try:
                return self._rows(sql, params)
            except (sqlite3.Error, MemoryError, OverflowError, UnicodeEncodeError) as error:
                why = reason(error, deadline if self._late() else None)
                raise QueryError(f"{self.path}: {why}") from None

    def one(self, sql: str, params: Sequence[object] = (), *, deadline: float = SECONDS) -> Row | None:
        """The first row of the answer, or None. Raises QueryError."""
        rows = self.query(sql, params, deadline=deadline)
        return rows[0] if rows else None

    def interrupt(self) -> None:
        """Stop the question that is being answered, from another thread: it ends with a QueryError."""
        self._connection.interrupt()

    def replaced(self) -> bool:
        """Whether another file stands at the path now, or this one was written to. False for none."""
        try:
            return opening.identity(os.stat(self.path)) != self._identity
        except OSError:
            return False

    def close(self) -> None:
        """Stop what runs and let go of the file. May be called again."""
        try:
            self._connection.interrupt()
        except sqlite3.ProgrammingError:
            return  # closed already
        with self._lock:
            self._connection.close()

    def _rows(self, sql: str, params: Sequence[object]) -> list[Row]:
        connection = self._connection
        try:
            return connection.execute(sql, params).fetchall()
        except sqlite3.OperationalError as error:
            # SQLite's own errors carry a code. One without is Python's, about text that is not UTF-8.
            if hasattr(error, "sqlite_errorcode"):
                raise
        connection.text_factory = _replacing
        try:
            return connection.execute(sql, params).fetchall()
        finally:
            connection.text_factory = str

    def _late(self) -> bool:
        return self.unwanted() or time.monotonic() > self._end


def open_store(path: str | os.PathLike[str]) -> Store:
    """Open the store at `path`, read-only.

    Raises OpenError: one sentence that says what is wrong with the file and what to do about it.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise OpenError(f"SQLite {sqlite3.sqlite_version} is too old: timeline needs 3.37 or newer")
    name = os.path.abspath(path)
    identity = opening.look(name)
    connection, note = opening.connect(name)
    try:
        return Store(name, identity, connection, note)
    except sqlite3.Error as error:
        connection.close()
        raise OpenError(f"{name}: {reason(error)}") from None
    except BaseException:
        connection.close()
        raise


def _replacing(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
