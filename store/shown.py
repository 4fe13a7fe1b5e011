"""What is in view: all events of a store, or those picked out of it, asked the same questions by place.

A place is the number of an event in what is in view, from 1 in chronological order, undated events last. The screens,
the axis and every step in time ask these questions alone, so that each of them works on a filtered view as on a whole
store. No question grows with the number of events: of a whole store the answers come from its derived tables, of what
was picked from arrays that are made once, in the worker that picks.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence

from store import chronology, fields
from store.database import Row, Store
from store.errors import NotFound
from store.lasting import LEVELS
from store.records import EventRow
from store.spread import Extent, Level, Share, between


class Shown(ABC):
    """Events in chronological order."""

    count: int
    """How many there are."""
    dated: int
    """How many of them have a date; they come first."""
    first_day: int | None
    """The earliest day number known of any of them; None where none has a date."""
    last_day: int | None
    """The latest."""
    prepared = True
    """Whether `prepare` has nothing to do: until then the axis and silences are not to be asked for on a screen."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @abstractmethod
    def rows(self, first: int, count: int) -> Sequence[EventRow]:
        """The lines of `count` events from place `first` on, fewer at the end. Raises QueryError."""

    @abstractmethod
    def preparing(self) -> Iterator[None]:
        """Make beforehand, step by step, what some answers take long to make. For a worker; nothing else changes."""

    def prepare(self) -> None:
        """All those steps."""
        for _ in self.preparing():
            pass

    def row(self, place: int) -> EventRow:
        """The line at a place. Raises NotFound, QueryError."""
        if 1 <= place <= self.count and (found := self.rows(place, 1)):
            return found[0]
        raise NotFound(f"there is no event number {place} in view")

    @abstractmethod
    def ordinal(self, place: int) -> int:
        """The number that the event at a place has in the whole store."""

    @abstractmethod
    def place_of(self, ordinal: int) -> int:
        """The place of the event of this number in the store, or of the next that is in view; 0 where nothing is."""

    def by_place(self, marks: bytes) -> bytes:
        """Of a byte for each event of the store, by ordinal, those in view, by place. The first is for none."""
        return marks

    @abstractmethod
    def at(self, day: int) -> int:
        """The place of the first event under this day number or a later one, else `dated` + 1. Raises QueryError."""

    @abstractmethod
    def shares(self, edges: Sequence[int]) -> tuple[Share, ...]:
        """What each stretch from one edge (a day number) to the day before the next holds. Raises QueryError."""

    def lasting(self, stretches: Sequence[Extent]) -> list[EventRow]:
        """The events of more than one day that have a day in one of these stretches, in order. Raises QueryError."""
        return self._picked(self._lasting_in(stretches))

    def exact(self, stretches: Sequence[Extent]) -> list[EventRow]:
        """The events known to a single day that lies in one of these stretches, in order. Raises QueryError."""
        return self._picked(self._exact_in(stretches))

    def _picked(self, places: Iterable[int]) -> list[EventRow]:
        return chronology.picked(self.store, [self.ordinal(place) for place in sorted(set(places))])

    @abstractmethod
    def _lasting_in(self, stretches: Sequence[Extent]) -> Iterator[int]:
        """The places of the events of `lasting`."""

    @abstractmethod
    def _exact_in(self, stretches: Sequence[Extent]) -> Iterator[int]:
        """The places of the events of `exact`."""

    @abstractmethod
    def silence_after(self, place: int) -> int | None:
        """The place of the first event after this place that ends a silence which stands out. Raises QueryError."""

    @abstractmethod
    def silence_before(self, place: int) -> int | None:
        """The place of the last event before this place that ends a silence which stands out. Raises QueryError."""


class Everything(Shown):
    """All events of a store: a place is an ordinal."""

    def __init__(self, store: Store) -> None:
        """Raises QueryError."""
        super().__init__(store)
        self.count, self.dated = chronology.size(store)
        ends = store.one("SELECT (SELECT min(day) FROM event_spread), (SELECT max(day) FROM event_spread)") or (
            None,
            None,
        )
        first, after = (fields.whole_or_none(day, "the table event_spread", "day") for day in ends)
        self.first_day = first
        self.last_day = None if after is None else after - 1

    def preparing(self) -> Iterator[None]:
        """All is in the store."""
        return iter(())

    def rows(self, first: int, count: int) -> Sequence[EventRow]:
        return chronology.rows(self.store, first, count)

    def ordinal(self, place: int) -> int:
        return place

    def place_of(self, ordinal: int) -> int:
        return min(max(ordinal, 1), self.count)

    def at(self, day: int) -> int:
        return chronology.at(self.store, day)

    def shares(self, edges: Sequence[int]) -> tuple[Share, ...]:
        found = self.store.query(_LEVELS_AT, (json.dumps(list(edges)),))
        return between(edges, [None if row[0] is None else _level(row) for row in found])

    def _lasting_in(self, stretches: Sequence[Extent]) -> Iterator[int]:
        for (number,) in self.store.query(_LASTING, (json.dumps(stretches), json.dumps([*LEVELS]))):
            yield fields.whole(number, "the table event_lasting", "event")

    def _exact_in(self, stretches: Sequence[Extent]) -> Iterator[int]:
        for (number,) in self.store.query(_EXACT, (json.dumps(stretches),)):
            yield fields.whole(number, "an event", "number")

    def silence_after(self, place: int) -> int | None:
        return self._silence("SELECT min(event_id) FROM silence WHERE event_id > ?", place)

    def silence_before(self, place: int) -> int | None:
        return self._silence("SELECT max(event_id) FROM silence WHERE event_id < ?", place)

    def _silence(self, sql: str, place: int) -> int | None:
        found = self.store.one(sql, (place,))
        return None if found is None else fields.whole_or_none(found[0], "the table silence", "event")


_LEVELS_AT = """
SELECT s.day, s.starting, s.started, s.ended, s.exact, s.amount, s.rate FROM json_each(?) edge
LEFT JOIN event_spread s ON s.day = (SELECT max(day) FROM event_spread WHERE day <= edge.value) ORDER BY edge.key
"""
_STRETCHES = "SELECT value ->> 0 AS first, value ->> 1 AS last FROM json_each(?1)"
_LASTING = f"""
WITH stretch AS MATERIALIZED ({_STRETCHES}) SELECT e.event_id FROM stretch CROSS JOIN json_each(?2) l
CROSS JOIN event_lasting e ON e.level = l.value AND e.first > stretch.first - (1 << l.value)
AND e.first <= stretch.last WHERE e.last >= stretch.first
"""
_EXACT = f"""
WITH stretch AS MATERIALIZED ({_STRETCHES}) SELECT e.id FROM stretch
CROSS JOIN event e ON e.day BETWEEN stretch.first AND stretch.last WHERE ifnull(e.hi, e.day) = e.day
"""


def _level(row: Row) -> Level:
    if [type(value) for value in row] != _LEVEL_TYPES:
        raise fields.damaged("the table event_spread", "a total in it is no number")
    return Level._make(row)


_LEVEL_TYPES = [int, int, int, int, int, float, float]
