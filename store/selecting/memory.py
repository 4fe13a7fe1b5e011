"""What is read of a store once and kept with it: sets of events for parts of filters, and columns of its tables."""

from __future__ import annotations

import json
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from store import chronology, fields
from store.database import WHOLE_TABLE, Store

_MOST = 128
"""Parts of filters that are remembered of a store: of a million events a set has 125,000 bytes."""
AT_ONCE = 50_000
"""Numbers that are taken over from SQLite in one step, so that other threads have their turn."""
_Kept = TypeVar("_Kept")


class Memory:
    """What is known of one store."""

    def __init__(self, store: Store) -> None:
        """Raises QueryError."""
        self.size, self.dated = chronology.size(store)
        self._parts: OrderedDict[object, Any] = OrderedDict()
        self._tables: dict[str, Any] = {}

    def kept(self, part: object, made: Callable[[], _Kept]) -> _Kept:
        """What a part of a filter comes to; made where it is not remembered."""
        if part in self._parts:
            self._parts.move_to_end(part)
        else:
            self._parts[part] = made()
            if len(self._parts) > _MOST:
                self._parts.popitem(last=False)
        found: _Kept = self._parts[part]
        return found

    def table(self, name: str, made: Callable[[], _Kept]) -> _Kept:
        """What is read once and stays."""
        if name not in self._tables:
            self._tables[name] = made()
        found: _Kept = self._tables[name]
        return found


_MEMORIES: WeakKeyDictionary[Store, Memory] = WeakKeyDictionary()


def memory(store: Store) -> Memory:
    """What is known of a store; kept as long as the store is. Raises QueryError."""
    found = _MEMORIES.get(store)
    if found is None:
        found = _MEMORIES[store] = Memory(store)
    return found


def column(store: Store, sql: str, size: int, kind: str = "q") -> array[int]:
    """A column of numbers, one for each number from 1 to `size`. Raises QueryError.

    `sql` gives them as a JSON array for the rows from one number to another.
    """
    found = array(kind)
    for first, last in slices(size):
        row = store.one(sql, (first, last), deadline=WHOLE_TABLE)
        try:
            found.extend(json.loads(row[0]) if row else ())
        except (TypeError, ValueError, OverflowError):
            raise fields.damaged("a table of the store", "a number in it is none") from None
    if len(found) != size:
        raise fields.damaged("a table of the store", "rows of it are missing")
    return found


def slices(size: int) -> Iterator[tuple[int, int]]:
    """The numbers from 1 to `size` in stretches: the first and the last of each."""
    for first in range(1, size + 1, AT_ONCE):
        yield first, min(first + AT_ONCE - 1, size)
