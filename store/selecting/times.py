"""Windows of time as sets of events. The rule is that of `store.dates.certain` and `store.dates.possible`.

Events stand in the order of the day that they sort under, so that a window is a stretch of them, but for those that
began before it and last into it, and those of which one end is open: these few are asked for.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from store import chronology, fields
from store.database import WHOLE_TABLE, Store
from store.lasting import LEVELS
from store.selecting import postings
from store.selecting.events import EventSet, bits_between, bits_of
from store.selecting.memory import AT_ONCE, Memory, memory

_LASTING = """
SELECT e.event_id FROM json_each(?2) l CROSS JOIN event_lasting e
ON e.level = l.value AND e.first > ?1 - (1 << l.value) AND e.first <= ?1 WHERE e.last >= ?1
"""
_OPEN = """
SELECT e.id, e.lo IS NULL FROM json_each(?) i CROSS JOIN event e ON e.id = i.value
WHERE e.day IS NOT NULL AND (e.lo IS NULL OR e.hi IS NULL)
"""
_EARLIEST, _LATEST = -(2**60), 2**60


class _Open(NamedTuple):
    start: int
    """The events whose first day is not known, and those whose last is not."""
    end: int


def possible(store: Store, lo: int | None, hi: int | None) -> int:
    """The events that may lie in the window from one day number to another; None is an open side. Raises QueryError."""
    known = memory(store)
    first, last = _stretch(store, known, lo, hi)
    found = bits_between(first, last)
    if lo is not None:
        found |= _lasting(store, known, lo)
    ends = _open(store, known)
    return found | ends.start & bits_between(first, known.dated) | ends.end & bits_between(1, last)


def certain(store: Store, lo: int | None, hi: int | None) -> int:
    """The events that lie in the window whatever their dates mean. Raises QueryError."""
    known = memory(store)
    first, last = _stretch(store, known, lo, hi)
    found, ends = bits_between(first, last), _open(store, known)
    if lo is not None:
        found &= ~ends.start
    if hi is not None:
        found &= ~ends.end & ~_lasting(store, known, hi + 1)
    return found


def _stretch(store: Store, known: Memory, lo: int | None, hi: int | None) -> tuple[int, int]:
    """The first and the last event that sort under a day of the window; the last before the first where none does."""
    first = 1 if lo is None else min(chronology.at(store, max(lo, _EARLIEST)), known.dated + 1)
    last = known.dated if hi is None else min(chronology.at(store, min(hi, _LATEST) + 1) - 1, known.dated)
    return first, last


def _lasting(store: Store, known: Memory, day: int) -> int:
    """The events of more than one day that have this one."""
    rows = store.query(_LASTING, (day, json.dumps([*LEVELS])), deadline=WHOLE_TABLE)
    return bits_of((number for (number,) in rows), known.size, "the table event_lasting")


def _open(store: Store, known: Memory) -> _Open:
    return known.table("open", lambda: _read_open(store, known))


def _read_open(store: Store, known: Memory) -> _Open:
    """An open end makes an interval, so only those have to be looked at."""
    intervals = EventSet(postings.bits(store, "precision", ["interval"], known.size), known.size).ordinals()
    starts, ends = list[int](), list[int]()
    for at in range(0, len(intervals), AT_ONCE):
        some = json.dumps(intervals[at : at + AT_ONCE].tolist())
        for number, start in store.query(_OPEN, (some,), deadline=WHOLE_TABLE):
            (starts if start else ends).append(fields.whole(number, "an event", "number"))
    where = "the table event"
    return _Open(bits_of(starts, known.size, where), bits_of(ends, known.size, where))
