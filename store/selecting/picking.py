"""From a set of events to what a screen shows of it."""

from __future__ import annotations

import json
from array import array
from itertools import compress
from typing import NamedTuple

from store import fields
from store.database import WHOLE_TABLE, Store
from store.picked import OPEN, Picked
from store.selecting.events import EventSet, bits_between
from store.selecting.memory import AT_ONCE, memory, slices
from store.shown import Everything, Shown

_FEW = 20_000
"""Up to so many events are asked for one by one; of more, from columns that are read once."""
_LISTED = "json_group_array(ifnull(e.lo, ?1)), json_group_array(ifnull(e.hi, ?1))"
_BY_NUMBER = f"SELECT {_LISTED} FROM json_each(?2) i CROSS JOIN event e ON e.id = i.value"
_BY_STRETCH = f"SELECT {_LISTED} FROM event e WHERE id BETWEEN ?2 AND ?3"


class _Days(NamedTuple):
    """The first and the last day number of events, `OPEN` where one is not known."""

    los: array[int]
    his: array[int]


def picked(shown_by: Store, events: EventSet, asking: Store | None = None) -> Shown:
    """What a screen shows of these events. It reads from its own store, `shown_by`; `asking` is that of the worker.

    The list stands at once; `prepare` what comes back, also in the worker, before its axis is asked for.
    Raises QueryError.
    """
    if events.count == events.size:
        return Everything(shown_by)
    store = asking or shown_by
    ordinals = events.ordinals()
    dated = events.bits & bits_between(1, memory(store).dated)
    days = _days(store, ordinals[: dated.bit_count()], EventSet(dated, events.size))
    return Picked.of(shown_by, ordinals, days.los, days.his)


def _days(store: Store, ordinals: array[int], dated: EventSet) -> _Days:
    found = _Days(array("q"), array("q"))
    if len(ordinals) <= _FEW:
        for at in range(0, len(ordinals), AT_ONCE):
            _extend(store, found, _BY_NUMBER, json.dumps(ordinals[at : at + AT_ONCE].tolist()))
        if len(found.los) != len(ordinals):
            raise fields.damaged("the table event", "rows of it are missing")
        return found
    every, flags = memory(store).table("days", lambda: every_day(store)), dated.flags()
    return _Days(array("q", compress(every.los, flags)), array("q", compress(every.his, flags)))


def every_day(store: Store) -> _Days:
    """The days of all events."""
    found, size = _Days(array("q"), array("q")), memory(store).size
    for stretch in slices(size):
        _extend(store, found, _BY_STRETCH, *stretch)
    if len(found.los) != size:
        raise fields.damaged("the table event", "rows of it are missing")
    return found


def _extend(store: Store, days: _Days, sql: str, *params: object) -> None:
    row = store.one(sql, (OPEN, *params), deadline=WHOLE_TABLE)
    try:
        for column, text in zip(days, row or (), strict=True):
            column.extend(json.loads(text))
    except (TypeError, ValueError, OverflowError):
        raise fields.damaged("the table event", "a day in it is no day number") from None
