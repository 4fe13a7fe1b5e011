"""From a set of events to what a screen shows of it."""

from __future__ import annotations

import json

from store import fields
from store.database import WHOLE_TABLE, Store
from store.picked import Picked
from store.runs import OPEN, Runs
from store.selecting.events import EventSet
from store.selecting.memory import memory, slices
from store.shown import Everything, Shown

_RUNS = """
SELECT json_group_array(event_id), json_group_array(ifnull(lo, ?1)), json_group_array(day),
json_group_array(ifnull(hi, ?1)) FROM (SELECT * FROM event_run WHERE event_id BETWEEN ?2 AND ?3 ORDER BY event_id)
"""


def picked(shown_by: Store, events: EventSet, asking: Store | None = None) -> Shown:
    """What a screen shows of these events. It reads from its own store, `shown_by`; `asking` is that of the worker.

    The list stands at once; `prepare` what comes back, also in the worker, before its axis is asked for.
    Raises QueryError.
    """
    if events.count == events.size:
        return Everything(shown_by)
    store = asking or shown_by
    dated = (events.bits & ((1 << memory(store).dated) - 1)).bit_count()
    return Picked.of(shown_by, events.ordinals(), dated, runs(store))


def runs(store: Store) -> Runs:
    """The runs of all events, read once. Raises QueryError."""
    return memory(store).table("runs", lambda: _read(store))


def _read(store: Store) -> Runs:
    found, known = Runs.none(), memory(store)
    for stretch in slices(known.dated):
        row = store.one(_RUNS, (OPEN, *stretch), deadline=WHOLE_TABLE)
        try:
            for column, text in zip(found, row or (), strict=True):
                column.extend(json.loads(text))
        except (TypeError, ValueError, OverflowError):
            raise fields.damaged("the table event_run", "a day in it is no day number") from None
    if not found.plausible or (known.dated and not found.starts):
        raise fields.damaged("the table event_run", "its days can't be those of the events")
    return found
