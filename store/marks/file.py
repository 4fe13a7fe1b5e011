"""The file of the reader's marks and notes: one for all datasets, made on the first mark, never overwritten.

Each row is keyed by the id of the dataset, which outlives a rebuild and a move of the store, and by the event's own id.
Two different datasets of the same id share their rows: what is of the other shows as an orphan, and nothing is lost. A
dataset without an id is known by its title.

A rollback journal, not WAL: the file stays one file, and may lie in a home that a network serves. Each change is a
transaction of its own that begins by taking the lock, and is on the disk, its folder too (synchronous = EXTRA), before
anybody is told.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store import opening
from store.errors import OpenError
from store.refusals import reason

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID: Final = 0x544C4E4D
"""'TLNM' in the file's header."""
FORMAT: Final = 1
"""The format of the file (PRAGMA user_version) that this program writes and reads."""
NAME: Final = "marks.sqlite"
WAIT = 5.0
"""Seconds that one program waits for another to have written."""

TABLE: Final = (
    "CREATE TABLE mark(\n"
    "  dataset TEXT NOT NULL, event TEXT NOT NULL, title TEXT NOT NULL, date TEXT,\n"
    "  marked INTEGER NOT NULL CHECK(marked IN (0, 1)), note TEXT NOT NULL DEFAULT '',\n"
    "  PRIMARY KEY(dataset, event), CHECK(marked OR note <> '')) STRICT, WITHOUT ROWID"
)
"""`title` and `date` are those of the event when it was marked, for the day when the store has it no more."""


def _table(db: Database) -> None:
    db.execute(TABLE)


STEPS: Final[tuple[tuple[str, Callable[[Database], None]], ...]] = (("mark", _table),)
"""A new step goes to the end, under a new name, and counts FORMAT up. Names never change: files have them recorded."""


def migrations() -> Migrations:
    """The steps as a sqlite-utils migration set."""
    from sqlite_utils import Migrations

    found = Migrations("timeline marks")
    for name, step in STEPS:
        found(name=name)(step)
    return found


def in_memory() -> sqlite3.Connection:
    """The same table for this session alone."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute(TABLE)
    return connection


def connected(path: Path) -> sqlite3.Connection | None:
    """The file, open for reading and writing; None where nothing was ever marked. Any thread may use it, one at a time.

    Raises OpenError for what is damaged, not ours, or can't be read.
    """
    with sentences(path):
        try:
            if not path.stat().st_size:
                raise OpenError(f"{path}: is empty, so it is no file of marks; move it away")
        except (FileNotFoundError, NotADirectoryError):
            return None
        escaped = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        uri = f"file://{escaped}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
        try:
            opening.limit(connection, lambda: False)
            connection.execute("PRAGMA synchronous = EXTRA")
            _look(path, connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _look(path: Path, connection: sqlite3.Connection) -> None:
    """Raises OpenError where the file is not what it should be."""
    (application,), (version,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in _HEADER)
    if application != APPLICATION_ID:
        raise OpenError(f"{path}: is no file of marks; move it away")
    if version > FORMAT:
        raise OpenError(f"{path}: was written by a newer timeline")
    if version < FORMAT:
        _migrate(connection)
    found = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'mark'").fetchall()
    if found != [(TABLE,)]:
        raise OpenError(f"{path}: is no file of marks; move it away")
    # The first page may be sound and a later one gone: a file cut short is noticed before anything is written to it.
    (pages,), (size,) = (connection.execute(f"PRAGMA page_{name}").fetchone() for name in ("count", "size"))
    if path.stat().st_size < pages * size:
        raise OpenError(f"{path}: {_DAMAGED}")


_HEADER = ("application_id", "user_version")
_DAMAGED = "is damaged; move it away"


def _migrate(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    migrations().apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def make(path: Path) -> None:
    """Make the file if there is none: whole beside its place, then put there unless another program was first.

    Raises OpenError.
    """
    with sentences(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".marks-", dir=path.parent)  # for its owner alone: 0600
        os.close(descriptor)
        try:
            with closing(sqlite3.connect(name, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = EXTRA")
                _migrate(connection)
            _put(name, path)
        finally:
            for left in (name, f"{name}-journal"):
                with suppress(FileNotFoundError):
                    os.unlink(left)


def _put(name: str, path: Path) -> None:
    try:
        os.link(name, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            os.rename(name, path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into one sentence about the file."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        broken = code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
        why = _DAMAGED if broken else _WHY.get(code) or reason(error)
        raise OpenError(f"{path}: {why}") from None
    except OSError as error:
        raise OpenError(f"{path}: can't be written ({error.strerror or error})") from None


_WHY = {
    sqlite3.SQLITE_BUSY: "another program does not let go of it",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk is full, or it fails",
    sqlite3.SQLITE_READONLY: "can't be written; look at its permissions and those of its folder",
    sqlite3.SQLITE_CANTOPEN: "can't be opened; look at its permissions and those of its folder",
}
