"""What follows from the parts that entities have in events: their orders, when each is seen, who appears with whom.

`store.building.writing` writes it, `store.auditing.audit` makes it again from a store's rows and compares. In memory
are three numbers for each entity; who appears with whom, and of whom is spoken, is asked of the rows themselves.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, repeat
from typing import Any

from store.dataset.drafts import EntityDraft, EventDraft
from store.spread import extent
from store.together import BUSY, COUNTED, KEPT

Ask = Callable[[str, Sequence[object]], Iterable[tuple[Any, ...]]]
"""Puts a question in SQL, with its parameters, to the store that is being made or looked at."""

_SAID_OF = """
SELECT DISTINCT m.entity_id, q.day IS NULL, q.day, q.id
FROM quotation q JOIN passage p ON p.id = q.passage_id
CROSS JOIN mention m ON m.source_id = p.source_id AND m.start >= p.start AND m.start < p."end"
WHERE m."end" <= p."end" AND m.entity_id <> q.speaker_id ORDER BY 1, 2, 3, 4
"""


class EntityIndex:
    """Is told the entities, numbered from 1 in their order, and then every event in chronological order."""

    def __init__(self, entities: Iterable[EntityDraft]) -> None:
        # As SQLite compares names without regard to case: of letters, only those of ASCII are the same.
        self._names: list[bytes] = []
        self._numbers: dict[str, int] = {}
        for number, entity in enumerate(entities):
            self._names.append(entity.name.encode("utf-8", "replace").lower())
            self._numbers[entity.id] = number
        some = len(self._names)
        self._events = array("q", repeat(0, some))
        self._first, self._last = array("q", repeat(0, some)), array("q", repeat(0, some))
        self._latest = array("q", repeat(0, some))

    def add(self, number: int, event: EventDraft) -> None:
        """Note who takes part in the event of this number in the store."""
        latest = extent(event.date)[1] if event.date is not None else None
        for entity in {name for name, _ in event.entities}:
            at = self._numbers[entity]
            self._events[at] += 1
            if latest is None:
                continue
            if not self._first[at]:
                self._first[at] = number
            if not self._last[at] or latest >= self._latest[at]:
                self._last[at], self._latest[at] = number, latest

    def tables(self, ask: Ask) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
        """Each table with its rows, in the order of its columns; `ask` when all other rows are there."""
        yield "entity_place", self._places()
        yield "entity_pair", self._pairs(ask)
        yield "said_of", _said_of(ask)

    def _places(self) -> Iterator[tuple[object, ...]]:
        """Where each entity stands in each order of the list, and the events that it is first and last seen at."""
        every = range(len(self._names))
        by_name = _places(sorted(every, key=lambda at: (self._names[at], at)))
        by_events = _places(sorted(every, key=lambda at: (-self._events[at], by_name[at])))
        by_first = _places(sorted(every, key=lambda at: (not self._first[at], self._first[at], by_name[at])))
        for at in every:
            seen = (self._first[at] or None, self._last[at] or None)
            yield (at + 1, by_events[at], by_name[at], by_first[at], *seen)

    def _pairs(self, ask: Ask) -> Iterator[tuple[object, ...]]:
        for at, events in enumerate(self._events):
            if events > BUSY:
                for place, (other, together) in enumerate(ask(COUNTED, (at + 1, -1, KEPT)), 1):
                    yield at + 1, place, other, together


def _places(order: Sequence[int]) -> "array[int]":
    """For each index its place in an order, from 1."""
    found = array("q", repeat(0, len(order)))
    for place, at in enumerate(order, 1):
        found[at] = place
    return found


def _said_of(ask: Ask) -> Iterator[tuple[object, ...]]:
    """The quotations in whose words an entity is named that did not speak them; by date, undated ones last."""
    before, places = None, count(1)
    for entity, _, _, quotation in ask(_SAID_OF, ()):
        if entity != before:
            before, places = entity, count(1)
        yield entity, next(places), quotation
