"""The file in which attached originals are kept: the reader's own, for one dataset, never the store.

A SQLite file with one table. Nothing in it is believed: what it holds is recognised again whenever it is read, and a
file that has anything but our table in it is refused. Writing is one transaction; two programs may use it.
"""

import hashlib
import os
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from store import opening
from store.errors import OpenError
from store.refusals import reason

APPLICATION_ID = 0x544C4E4F
"""'TLNO' in the file's header."""
_TABLE = (
    "CREATE TABLE original(source TEXT PRIMARY KEY, name TEXT NOT NULL, salt BLOB, content BLOB NOT NULL)"
    " STRICT, WITHOUT ROWID"
)
_PAGE = 32768
"""Bytes: texts are long, and read whole."""
_WAIT = 5.0
"""Seconds that one program waits for another to have written."""
_DAMAGED = "is damaged; remove it, and attach the originals again"
Version = tuple[int, int, int]
"""Of the file: what changes whenever something is attached or taken away."""
_Value = TypeVar("_Value")
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was attached."""

    source: str
    """The id of the source that it was recognised as."""
    name: str
    """The file's name as it was given."""
    salt: bytes | None
    """So that it need not be made again; whoever uses it proves it first."""
    content: bytes


def file_name(dataset: str) -> str:
    """The name of the file for a dataset. A store may call its dataset anything, so that odd names are hashed."""
    plain = dataset if _PLAIN.fullmatch(dataset) else hashlib.sha256(dataset.encode("utf-8", "replace")).hexdigest()
    return f"{plain}.originals"


def names(path: Path) -> dict[str, str]:
    """The names of the attached files by source id. Raises OpenError."""
    with _reading(path) as connection:
        rows = connection.execute("SELECT source, name FROM original").fetchall() if connection else []
    return {_sound(source, str, path): _sound(name, str, path) for source, name in rows}


def read(path: Path, source: str) -> Kept | None:
    """What is attached for a source. Raises OpenError."""
    with _reading(path) as connection:
        sql = "SELECT source, name, salt, content FROM original WHERE source = ?"
        row = connection.execute(sql, (source,)).fetchone() if connection else None
    if row is None:
        return None
    salt = None if row[2] is None else _sound(row[2], bytes, path)
    return Kept(source, _sound(row[1], str, path), salt, _sound(row[3], bytes, path))


def _sound(value: object, kind: type[_Value], path: Path) -> _Value:
    """A value of the type that its column promises. Raises OpenError."""
    if isinstance(value, kind):
        return value
    raise OpenError(f"{path}: {_DAMAGED}")


def keep(path: Path, some: Iterable[Kept]) -> None:
    """Keep these files, each in the place of what its source had. All or none. Raises OpenError."""
    rows = [(each.source, each.name, each.salt, each.content) for each in some]
    with _writing(path) as connection:
        connection.executemany("INSERT OR REPLACE INTO original VALUES(?, ?, ?, ?)", rows)


def remove(path: Path, sources: Collection[str] | None) -> list[str]:
    """Remove what is attached for these sources, or for all; the ids of those that had something. Raises OpenError."""
    if not _size(path):
        return []
    with _writing(path) as connection:
        had = [source for (source,) in connection.execute("SELECT source FROM original ORDER BY source")]
        gone = [source for source in had if sources is None or source in sources]
        connection.executemany("DELETE FROM original WHERE source = ?", ((source,) for source in gone))
    with _sentences(path), closing(_connected(path)) as connection:
        connection.execute("VACUUM")
    return gone


def _size(path: Path) -> int:
    """The size of the file in bytes, 0 where there is none. Raises OpenError where one can't look."""
    with _sentences(path):
        try:
            return path.stat().st_size
        except FileNotFoundError:
            return 0


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection to a file that is what it should be; None where nothing was ever attached."""
    if not _size(path):
        yield None
        return
    with _sentences(path), closing(_connected(path)) as connection:
        connection.execute("PRAGMA query_only = 1")
        connection.execute("BEGIN")
        yield connection if _is_ours(path, connection) else None


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    with _sentences(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(_connected(path)) as connection:
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            if not _is_ours(path, connection):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(_TABLE)
            yield connection
            connection.execute("COMMIT")


def _connected(path: Path) -> sqlite3.Connection:
    try:
        escaped = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        connection = sqlite3.connect(f"file://{escaped}?mode=rw", uri=True, timeout=_WAIT, isolation_level=None)
    except sqlite3.Error:
        raise OpenError(f"{path}: can't be opened; look at its permissions and those of its folder") from None
    try:
        opening.limit(connection, lambda: False)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1 << 27)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # VACUUM wants one
    except BaseException:
        connection.close()
        raise
    return connection


def _is_ours(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether the file has our table and nothing else; False for one that has nothing. Raises OpenError."""
    found = connection.execute("SELECT sql FROM sqlite_schema").fetchall()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if not found and application in (0, APPLICATION_ID):
        return False
    if found != [(_TABLE,)] or application != APPLICATION_ID:
        raise OpenError(f"{path}: is no file of attached originals; move it away, and attach them again")
    (pages,), (size,) = (connection.execute(f"PRAGMA page_{name}").fetchone() for name in ("count", "size"))
    if path.stat().st_size < pages * size:
        raise OpenError(f"{path}: {_DAMAGED}")
    return True


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into one sentence about the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        damaged = code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
        why = _DAMAGED if damaged else reason(error)
        raise OpenError(f"{path}: {why}") from None
    except OSError as error:
        raise OpenError(f"{path}: can't be read or written ({error.strerror or error})") from None


def version(path: Path) -> Version | None:
    """The version of the file; None where nothing was ever attached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found.st_size else None
