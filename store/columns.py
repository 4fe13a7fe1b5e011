"""A column of whole numbers out of a store, in one row.

Every row that SQLite hands over is a turn at the interpreter's lock, which the screen wants too: a thread that takes
four thousand rows makes it wait four thousand times. What is put together inside SQLite is handed over once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from store import fields
from store.database import WHOLE_TABLE, Store

_ONLY_NUMBERS = frozenset({int})


def numbers(store: Store, sql: str, params: Sequence[object] = (), *, where: str, names: str = "n") -> list[list[int]]:
    """The columns of these names that a question gives, in its order; `where` says of what for a message.

    Raises QueryError, also where something in them is no whole number.
    """
    columns = ", ".join(f"json_group_array({name})" for name in names.split())
    row = store.one(f"SELECT {columns} FROM ({sql})", params, deadline=WHOLE_TABLE)
    try:
        found = [json.loads(text) for text in row or ()]
    except (TypeError, ValueError):
        raise fields.damaged(where, "a number in it is none") from None
    if any(set(map(type, column)) - _ONLY_NUMBERS for column in found):
        raise fields.damaged(where, "a number in it is not a whole number")
    return found
