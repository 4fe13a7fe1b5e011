"""The events of a store that the reader has marked: their ordinals, in bounded questions. For workers and listings."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence

from store import chronology, fields
from store.database import Store
from store.marks.keeping import Marks
from store.marks.records import Mark, Signs
from store.records import EventRow
from store.selecting import Own

_AT_ONCE = 500
_ORDINALS = "SELECT e.slug, e.id FROM json_each(?) wanted CROSS JOIN event e ON e.slug = wanted.value"


def ordinals(store: Store, events: Sequence[str]) -> dict[str, int]:
    """The ordinals of these events by their ids, of those that the store has. Raises QueryError."""
    found: dict[str, int] = {}
    for at in range(0, len(events), _AT_ONCE):
        rows = store.query(_ORDINALS, (json.dumps(list(events[at : at + _AT_ONCE])),))
        found |= {name: fields.whole(number, f"event {name}", "number") for name, number in rows}
    return found


def signs(store: Store, marks: Marks) -> Signs:
    """All that is marked or noted, by ordinals. Grows with the number of marks: for a worker. Raises QueryError."""
    kept = marks.all_signs()
    known = ordinals(store, [event for event, _, _ in kept])
    return Signs(
        marked=array("q", sorted(known[event] for event, marked, _ in kept if marked and event in known)),
        noted=array("q", sorted(known[event] for event, _, noted in kept if noted and event in known)),
        orphans=tuple(event for event, _, _ in kept if event not in known),
    )


def marked_ordinals(store: Store, marks: Marks) -> array[int]:
    """The ordinals of the marked events, in order. Raises QueryError."""
    return signs(store, marks).marked


def noted_ordinals(store: Store, marks: Marks) -> array[int]:
    """The ordinals of the events that have a note, in order. Raises QueryError."""
    return signs(store, marks).noted


def notes(store: Store, marks: Marks) -> dict[int, str]:
    """The texts of all notes by the ordinals of their events. Raises QueryError."""
    kept = dict(marks.notes())
    return {number: kept[event] for event, number in ordinals(store, [*kept]).items()}


def own(store: Store, marks: Marks) -> Own:
    """What a filter asks for. Raises QueryError."""
    return Own(marked_ordinals(store, marks), notes(store, marks))


def entries(store: Store, marks: Marks, numbers: Sequence[int]) -> list[tuple[EventRow, Mark]]:
    """These events with what is kept about each; what was unmarked meanwhile is left out. Raises QueryError."""
    rows = chronology.picked(store, numbers)
    kept = marks.of([row.id for row in rows])
    return [(row, kept[row.id]) for row in rows if row.id in kept]


def orphans(marks: Marks, events: Sequence[str]) -> Iterator[Mark]:
    """What is kept about events that the store does not have."""
    for at in range(0, len(events), _AT_ONCE):
        kept = marks.of(events[at : at + _AT_ONCE])
        yield from (kept[event] for event in events[at : at + _AT_ONCE] if event in kept)
