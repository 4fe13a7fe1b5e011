"""A last look at a store that was just written, before it takes its name."""

import sqlite3

from store.errors import TimelineError


def look_over(connection: sqlite3.Connection) -> None:
    """Raises TimelineError where the file is not sound, and sqlite3.Error. Settles how it is read from then on."""
    for (word,) in connection.execute("PRAGMA quick_check(1)"):
        if word != "ok":
            raise TimelineError(f"the store that was written is not sound ({word}); try again, perhaps on another disk")
    for table, _, other, _ in connection.execute("PRAGMA foreign_key_check"):
        raise TimelineError(f"a row of {table} refers to a row of {other} that there is not")
    connection.execute("PRAGMA journal_mode = DELETE")
