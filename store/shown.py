"""What is in view: all events of a store, or those picked out of it, asked the same questions by place.

A place is the number of an event in what is in view, from 1 in chronological order, undated events last. The screens,
the axis and every step in time ask these questions alone, so that each of them works on a filtered view as on a whole
store. No question grows with the number of events: of a whole store the answers come from its derived tables, of what
was picked from arrays that are made once, in the worker that picks.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from store import chronology, fields
from store.database import Row, Store
from store.errors import NotFound
from store.lasting import LEVELS, Lasting, lasting
from store.records import EventRow
from store.silences import Steps
from store.spread import Extent, Level, Share, Spread, between


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
    def prepare(self) -> None:
        """Make beforehand what some answers take long to make. For a worker; nothing else changes."""

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

    def prepare(self) -> None:
        """All is in the store."""

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


Dates = tuple[int, int | None, int | None, int | None]
"""Of an event: its number, the earliest day it may mean, the day it sorts under, the latest day known; all three days
None for one that is undated."""


OPEN = -(2**62)
"""Stands in columns of day numbers for one that is not known."""


class Picked(Shown):
    """Events picked out of a store."""

    def __init__(self, store: Store, events: Iterable[Dates]) -> None:
        """`events` in chronological order. Takes a while where they are many: for a worker."""
        super().__init__(store)
        columns = array("q"), array("q"), array("q")
        for ordinal, lo, day, hi in events:
            columns[0].append(ordinal)
            if day is not None:
                columns[1].append(OPEN if lo is None else lo)
                columns[2].append(OPEN if hi is None else hi)
        self._settle(*columns)
        self.prepare()

    @classmethod
    def of(cls, store: Store, ordinals: array[int], los: array[int], his: array[int]) -> Picked:
        """The same from columns: the numbers of events in chronological order, and of those that have a date the first
        and the last day numbers, `OPEN` where one is not known. What it takes longer to make waits for `prepare`.
        """
        found = cls.__new__(cls)
        Shown.__init__(found, store)
        found._settle(ordinals, los, his)
        return found

    def _settle(self, ordinals: array[int], los: array[int], his: array[int]) -> None:
        self._ordinals, self._los = ordinals, los
        self._firsts = array("q", (hi if lo == OPEN else lo for lo, hi in zip(los, his, strict=True)))
        self._lasts = array("q", map(max, self._firsts, his))
        self._reaches = array("q", accumulate(self._lasts, max))
        self.count, self.dated = len(ordinals), len(los)
        self.first_day = self._firsts[0] if self._firsts else None
        self.last_day = self._reaches[-1] if self._reaches else None
        self.prepared = False

    def prepare(self) -> None:
        """Make what silences and the axis are told from. Until then no row stands after a silence. For a worker."""
        _ = self._silences, self._spread, self._lasting
        self.prepared = True

    @cached_property
    def _silences(self) -> array[int]:
        steps = Steps()
        for place, (lo, first, last) in enumerate(zip(self._los, self._firsts, self._lasts, strict=True), 1):
            steps.add(place, None if lo == OPEN else lo, first, last)
        return array("q", steps.outstanding())

    @cached_property
    def _spread(self) -> Spread:
        return Spread(self._extents())

    @cached_property
    def _lasting(self) -> Lasting:
        return lasting(self._extents())

    def _extents(self) -> Iterable[Extent]:
        return zip(self._firsts, self._lasts, strict=True)

    def __contains__(self, ordinal: int) -> bool:
        index = bisect_left(self._ordinals, ordinal)
        return index < self.count and self._ordinals[index] == ordinal

    def rows(self, first: int, count: int) -> Sequence[EventRow]:
        first = max(first, 1)
        found = chronology.picked(self.store, self._ordinals[first - 1 : first - 1 + count])
        return [self._in_view(row, place) for place, row in enumerate(found, first)]

    def _in_view(self, row: EventRow, place: int) -> EventRow:
        """Silence is counted from what is in view before it."""
        if row.date is None:
            return row
        index = bisect_left(self._silences, place) if self.prepared else 0
        silent = self.prepared and index < len(self._silences) and self._silences[index] == place
        return replace(row, reach=self._reaches[place - 2] if place > 1 else None, silent=silent)

    def ordinal(self, place: int) -> int:
        return self._ordinals[place - 1]

    def place_of(self, ordinal: int) -> int:
        return min(bisect_left(self._ordinals, ordinal) + 1, self.count)

    def by_place(self, marks: bytes) -> bytes:
        return bytes((0, *map(marks.__getitem__, self._ordinals)))

    def at(self, day: int) -> int:
        return bisect_left(self._firsts, day) + 1

    def shares(self, edges: Sequence[int]) -> tuple[Share, ...]:
        return self._spread.shares(edges)

    def _lasting_in(self, stretches: Sequence[Extent]) -> Iterator[int]:
        return (place for first, last in stretches for place in self._lasting.within(first, last))

    def _exact_in(self, stretches: Sequence[Extent]) -> Iterator[int]:
        places = (place for first, last in stretches for place in range(self.at(first), self.at(last + 1)))
        return (place for place in places if self._lasts[place - 1] == self._firsts[place - 1])

    def silence_after(self, place: int) -> int | None:
        index = bisect_right(self._silences, place)
        return self._silences[index] if index < len(self._silences) else None

    def silence_before(self, place: int) -> int | None:
        index = bisect_left(self._silences, place) - 1
        return self._silences[index] if index >= 0 else None
