"""The ladder by which a file that nobody vouches for becomes a connection.

For `store.database` and `store.auditing.soundness`.

The header first (does it say what we are?), then a read-only connection, then limits, then the tables (is each one a
table, with our columns?), then a list of what no question may do. Each rung refuses with one OpenError.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final

from store import schema
from store.derived_tables import DERIVED
from store.errors import OpenError
from store.refusals import BUILD_AGAIN, LARGEST, reason

Identity = tuple[int, int, int, int]
"""What tells a file from another that took its name: device, inode, time of the last change, size."""
Found = Mapping[str, tuple[str, str]]
"""What the file's schema holds: name → (type, SQL)."""

_HEADER: Final = 100
_PRAGMAS: Final = (
    "trusted_schema=0",
    "cell_size_check=1",
    "mmap_size=0",
    "temp_store=MEMORY",
    "cache_size=-16384",
)
_DENIED: Final = frozenset({sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH, sqlite3.SQLITE_RECURSIVE})
_DENIED_FUNCTIONS: Final = frozenset({"load_extension", "fts3_tokenizer"})
_WANTS_TO_WRITE: Final = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM}
)


def identity(found: os.stat_result) -> Identity:
    """The identity of a file, from its `stat`."""
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def look(path: str) -> Identity:
    """Read the file's header before SQLite does. Raises OpenError."""
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise OpenError(f"{path}: is a folder; `timeline build FOLDER STORE` makes a store of a dataset")
        if not stat.S_ISREG(found.st_mode):
            raise OpenError(f"{path}: is not a file")
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            header = file.read(_HEADER)
    except FileNotFoundError:
        raise OpenError(f"{path}: there is no such file") from None
    except (OSError, ValueError) as error:
        raise OpenError(f"{path}: can't be read ({getattr(error, 'strerror', None) or error})") from None
    _judge(path, header, found.st_size)
    return identity(found)


def _judge(path: str, header: bytes, size: int) -> None:
    def number(at: int, width: int = 4) -> int:
        return int.from_bytes(header[at : at + width], "big")

    if not header:
        raise OpenError(f"{path}: is empty, not a store")
    if len(header) < _HEADER or header[:16] != b"SQLite format 3\0":
        raise OpenError(f"{path}: is not a store, nor any other SQLite file")
    if number(68) != schema.APPLICATION_ID:
        raise OpenError(f"{path}: is a SQLite file, but not a timeline store")
    if number(60) != schema.FORMAT:
        newer = number(60) > schema.FORMAT
        age, advice = ("a newer", "update timeline") if newer else ("an older", BUILD_AGAIN)
        raise OpenError(
            f"{path}: was made by {age} version of timeline (store format {number(60)}; this one reads"
            f" {schema.FORMAT}); {advice}"
        )
    whole = (65536 if number(16, 2) == 1 else number(16, 2)) * number(28)
    if number(24) == number(92) and size < whole:
        lengths = f"{size:,} of {whole:,} bytes"
        raise OpenError(f"{path}: is cut short ({lengths}); copy it again, or {BUILD_AGAIN}")


def connect(path: str) -> tuple[sqlite3.Connection, str | None]:
    """A read-only connection, and a note where it was made in an unusual way. Raises OpenError.

    Where SQLite wants to write beside the file and can't, the file is read as it lies, if that is safe.
    """
    try:
        return _connection(path), None
    except sqlite3.OperationalError as error:
        if any(_holds_something(path + end) for end in ("-journal", "-wal")):
            raise OpenError(
                f"{path}: a build is running or was interrupted (a -journal or -wal file lies beside it);"
                f" wait for it, or {BUILD_AGAIN}"
            ) from None
        if error.sqlite_errorcode & 0xFF not in _WANTS_TO_WRITE:
            raise OpenError(f"{path}: {reason(error)}") from None
        why = str(error)
    except sqlite3.Error as error:
        raise OpenError(f"{path}: {reason(error)}") from None
    try:
        return _connection(path, "&immutable=1"), f"read as it lies, without locks ({why})"
    except sqlite3.Error as error:
        raise OpenError(f"{path}: {reason(error)}") from None


def _connection(path: str, options: str = "") -> sqlite3.Connection:
    # A ? or # in a name would cut the path short, and the read-only mode with it.
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    uri = f"file://{escaped}?mode=ro{options}"
    connection = sqlite3.connect(uri, uri=True, timeout=1.0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _holds_something(path: str) -> bool:
    try:
        return os.path.getsize(path) > 0
    except OSError:
        return False


def limit(connection: sqlite3.Connection, late: Callable[[], bool]) -> None:
    """Bound what a question can cost; `late` is asked now and then whether to stop. Raises sqlite3.Error."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    connection.set_progress_handler(late, 10_000)


def contents(connection: sqlite3.Connection) -> Found:
    """What the file's schema holds. Raises sqlite3.Error."""
    rows = connection.execute("SELECT name, type, sql FROM sqlite_schema").fetchall()
    return {str(name): (str(kind), str(sql)) for name, kind, sql in rows}


def check_tables(path: str, connection: sqlite3.Connection, found: Found) -> None:
    """Every table that we read must be a real table and have our columns. Raises OpenError, sqlite3.Error."""
    for table, sql in _tables().items():
        kind, have = found.get(table, ("missing", ""))
        if kind == "table" and have == sql:
            continue
        if kind == "table" and have.startswith("CREATE VIRTUAL"):
            kind = "virtual table"
        if kind != "table" or not have.startswith("CREATE TABLE "):
            what = "missing" if kind == "missing" else f"a {kind}, not a table"
            raise OpenError(f"{path}: is not a whole timeline store: {table} is {what}; {BUILD_AGAIN}")
        # Hidden columns are computed when they are read: those don't count.
        real = {row[1] for row in connection.execute(f"PRAGMA table_xinfo({table})") if row[6] == 0}
        if lacking := sorted(_columns(table) - real):
            raise OpenError(f"{path}: is not a whole timeline store: {table} lacks {', '.join(lacking)}; {BUILD_AGAIN}")


def full_text(found: Found) -> frozenset[str]:
    """The full-text tables that are ours to the letter."""
    ours = set(_statements(schema.FULL_TEXT))
    return frozenset(name for name, (kind, sql) in found.items() if kind == "table" and sql in ours)


def list_words(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Make `temp.<table>_words` for each full-text table: the words in it. Raises sqlite3.Error."""
    for table in tables:
        connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab(main, {table}, row)")


def forbid(connection: sqlite3.Connection, found: Found) -> None:
    """Deny what reading tables does not need: above all, to run the file's own views and triggers."""
    behind = frozenset(name.lower() for name, (kind, _) in found.items() if kind in ("view", "trigger"))

    def judge(action: int, first: str | None, second: str | None, _: str | None, source: str | None) -> int:
        # A list of what is denied: full text and json_each ask for things that one would never allow by name.
        if (
            action in _DENIED
            or (action == sqlite3.SQLITE_PRAGMA and first != "data_version")
            or (action == sqlite3.SQLITE_FUNCTION and second in _DENIED_FUNCTIONS)
            or (action == sqlite3.SQLITE_READ and first is not None and first.lower() in behind)
            or (source is not None and source.lower() in behind)
        ):
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    connection.execute("PRAGMA query_only=1").close()
    connection.set_authorizer(judge)


@cache
def _tables() -> dict[str, str]:
    """Our tables and the SQL that makes them."""
    made = (re.match(r"CREATE TABLE (\w+)", sql) for sql in _statements(schema.TABLES + DERIVED))
    return {table[1]: table.string for table in made if table}


@cache
def _columns(table: str) -> set[str]:
    pattern = sqlite3.connect(":memory:")
    try:
        pattern.execute(_tables()[table])
        return {row[1] for row in pattern.execute(f"PRAGMA table_xinfo({table})")}
    finally:
        pattern.close()


def _statements(script: str) -> Iterable[str]:
    return filter(None, map(str.strip, script.split(";")))
