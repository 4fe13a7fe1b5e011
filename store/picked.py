"""Events picked out of a store: what a filter keeps, answered from arrays in memory, as `store.shown` asks."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from store import chronology
from store.database import Store
from store.lasting import Lasting
from store.records import EventRow
from store.shown import Shown
from store.silences import Steps
from store.spread import Extent, Level, Share, Spread, levels

Dates = tuple[int, int | None, int | None, int | None]
"""Of an event: its number, the earliest day it may mean, the day it sorts under, the latest day known; all three days
None for one that is undated."""


OPEN = -(2**62)
"""Stands in columns of day numbers for one that is not known."""


_AT_ONCE = 10_000
"""Steps that are made before whoever waits may go on."""


def _in_pieces(steps: Iterable[object]) -> Iterator[None]:
    """Makes steps, and stops now and then."""
    for number, _ in enumerate(steps, 1):
        if number % _AT_ONCE == 0:
            yield


def _added(long: Lasting, extents: Iterable[Extent]) -> Iterator[None]:
    """Notes extents, numbered from 1 in their order, one after the other."""
    for number, (first, last) in enumerate(extents, 1):
        long.add(first, last, number)
        yield


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
        self._silences, self._spread, self._lasting = array("q"), Spread.of([]), Lasting()

    def preparing(self) -> Iterator[None]:
        """Make what silences and the axis are told from. Until then no row stands after a silence."""
        steps, totals, long = Steps(), list[Level](), Lasting()
        days = enumerate(zip(self._los, self._firsts, self._lasts, strict=True), 1)
        yield from _in_pieces(
            steps.add(place, None if lo == OPEN else lo, first, last) for place, (lo, first, last) in days
        )
        self._silences = array("q", steps.outstanding())
        yield
        yield from _in_pieces(map(totals.append, levels(self._extents())))
        self._spread = Spread.of(totals)
        yield from _in_pieces(_added(long, self._extents()))
        self._lasting = long
        self.prepared = True

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
