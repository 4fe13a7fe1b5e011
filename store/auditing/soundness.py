"""Whether a store's file is sound as a SQLite file: pages, references between tables, full text.

For `store.auditing.audit`.

The store is never opened for writing: the full text's own check asks for that, so it is done on a temporary copy.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from store import opening, schema
from store.errors import Problem
from store.refusals import BUILD_AGAIN


def check(path: str) -> Iterator[Problem]:
    """What is wrong with the file. Raises OpenError; problems name tables."""
    connection, _ = opening.connect(path)
    with closing(connection):
        opening.limit(connection, lambda: False)
        try:
            yield from _pages(connection)
            yield from _references(connection)
            yield from _steps(connection)
            yield from _full_text(connection)
        except (sqlite3.Error, MemoryError) as error:
            yield Problem(path, f"is damaged ({error}); {BUILD_AGAIN}")


def _pages(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (word,) in connection.execute("PRAGMA quick_check(20)"):
        if word != "ok":
            yield Problem("the file", f"is damaged: {word}; {BUILD_AGAIN}")


def _references(connection: sqlite3.Connection) -> Iterator[Problem]:
    for table, number, other, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(20):
        row = f"table {table}, row {number}" if number is not None else f"table {table}"
        yield Problem(row, f"refers to a row of {other} that there is not; {BUILD_AGAIN}")


def _steps(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Every step by which a store is made is recorded."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    found: set[str] = set()
    if schema.STEPS_TABLE in tables:
        found = {name for (name,) in connection.execute(f"SELECT name FROM {schema.STEPS_TABLE}")}
    for name, _ in schema.STEPS:
        if name not in found:
            yield Problem(f"table {schema.STEPS_TABLE}", f"the step “{name}” is not recorded; {BUILD_AGAIN}")


def _full_text(connection: sqlite3.Connection) -> Iterator[Problem]:
    ours = opening.full_text(opening.contents(connection))
    with closing(sqlite3.connect("")) as copy:
        connection.backup(copy)
        for table in schema.FULL_TEXT_TABLES:
            if table not in ours:
                yield Problem(f"table {table}", f"is not the full text that a store has; {BUILD_AGAIN}")
                continue
            try:
                copy.execute(f"INSERT INTO {table}({table}, rank) VALUES('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                yield Problem(f"table {table}", f"does not hold the words of the texts ({error}); {BUILD_AGAIN}")
