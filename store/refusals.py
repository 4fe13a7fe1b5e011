"""SQLite's errors in words for the person at the keyboard. For `store.opening` and `store.database`."""

import sqlite3
from typing import Final

BUILD_AGAIN: Final = "build it again with `timeline build FOLDER STORE`"
LARGEST: Final = 64_000_000
"""The largest value that is read from a store, in bytes: a very long book fits many times over."""


def reason(error: Exception, seconds: float | None = None) -> str:
    """What went wrong, to follow the name of the file and a colon.

    `seconds`: the deadline, where it has passed.
    """
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_INTERRUPT:
            return "the question was stopped" if seconds is None else f"no answer within {seconds:g} s"
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_FORMAT:
            return f"is damaged ({error}); {BUILD_AGAIN}"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "is being written to; try again in a moment"
        case sqlite3.SQLITE_TOOBIG:
            return f"holds a value of more than {LARGEST // 1_000_000} MB; {BUILD_AGAIN}"
        case sqlite3.SQLITE_AUTH:
            return f"would do more than read its tables ({error}); {BUILD_AGAIN}"
    if isinstance(error, MemoryError):
        return "the answer does not fit into memory"
    return str(error)
