"""Events picked out of a store: what a filter keeps, answered from arrays in memory, as `store.shown` asks."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, count, pairwise

from store import chronology
from store.database import Store
from store.lasting import Lasting
from store.records import EventRow
from store.runs import OPEN, Runs
from store.shown import Shown
from store.silences import Steps
from store.spread import Crowd, Extent, Level, Share, Spread, levels_of

Dates = tuple[int, int | None, int | None, int | None]
"""Of an event: its number, the earliest day it may mean, the day it sorts under, the latest day known; all three days
None for one that is undated."""

_AT_ONCE = 2_000
"""Steps that are made before whoever waits may go on: a few milliseconds."""
_LOOKED_UP = 20_000
"""Bytes that are looked up in one go, in which no other thread has its turn: half a millisecond."""


def _in_pieces(steps: Iterable[object]) -> Iterator[None]:
    """Makes steps, and stops now and then."""
    for number, _ in enumerate(steps, 1):
        if number % _AT_ONCE == 0:
            yield


class Picked(Shown):
    """Events picked out of a store. What is told of them in time is told of their runs (`store.runs`)."""

    def __init__(self, store: Store, events: Iterable[Dates]) -> None:
        """`events` in chronological order. Takes a while where they are many: for a worker."""
        super().__init__(store)
        ordinals, runs, dated = array("q"), Runs.none(), 0
        for ordinal, lo, day, hi in events:
            ordinals.append(ordinal)
            if day is not None:
                dated += 1
                runs.add(dated, lo, day, hi)
        self._settle(ordinals, dated, runs)
        self.prepare()

    @classmethod
    def of(cls, store: Store, ordinals: array[int], dated: int, runs: Runs) -> Picked:
        """The same from the numbers of events in chronological order, of which the first `dated` have a date, and from
        the runs of the whole store. What it takes longer to make waits for `prepare`.
        """
        found = cls.__new__(cls)
        Shown.__init__(found, store)
        found._settle(ordinals, dated, runs.picked(ordinals, dated))
        return found

    def _settle(self, ordinals: array[int], dated: int, runs: Runs) -> None:
        self._ordinals, self._starts, self._los, self._firsts = ordinals, runs.starts, runs.los, runs.days
        self._lasts = array("q", map(max, runs.days, runs.his))
        self._reaches = array("q", accumulate(self._lasts, max))
        self.count, self.dated = len(ordinals), dated
        self.first_day = self._firsts[0] if self._firsts else None
        self.last_day = self._reaches[-1] if self._reaches else None
        self.prepared = False
        self._silences, self._spread, self._lasting = array("q"), Spread.of([]), Lasting()

    def preparing(self) -> Iterator[None]:
        """Make what silences and the axis are told from. Until then no row stands after a silence."""
        steps, totals, long = Steps(), list[Level](), Lasting()
        days = zip(self._starts, self._los, self._firsts, self._lasts, strict=True)
        yield from _in_pieces(
            steps.add(place, None if lo == OPEN else lo, first, last) for place, lo, first, last in days
        )
        silences = array("q")
        yield from _in_pieces(map(silences.append, steps.outstanding()))
        yield from _in_pieces(map(totals.append, levels_of(self._crowds())))
        yield from _in_pieces(map(long.add, self._firsts, self._lasts, count()))
        self._silences, self._spread, self._lasting = silences, Spread.of(totals), long
        self.prepared = True

    def _crowds(self) -> Iterator[Crowd]:
        many = (after - start for start, after in pairwise((*self._starts, self.dated + 1)))
        return zip(self._firsts, self._lasts, many, strict=True)

    def _places(self, run: int) -> range:
        """The places of the events of a run."""
        return range(self._starts[run], self._after(run))

    def _after(self, run: int) -> int:
        return self._starts[run + 1] if run + 1 < len(self._starts) else self.dated + 1

    def _reach(self, place: int) -> int | None:
        """The latest day on which any event before a place may have ended; None where there is none."""
        run = bisect_right(self._starts, place) - 1
        run -= self._starts[run] == place
        return self._reaches[run] if run >= 0 else None

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
        return replace(row, reach=self._reach(place), silent=silent)

    def ordinal(self, place: int) -> int:
        return self._ordinals[place - 1]

    def place_of(self, ordinal: int) -> int:
        return min(bisect_left(self._ordinals, ordinal) + 1, self.count)

    def by_place(self, marks: bytes) -> bytes:
        found = bytearray(1)
        for at in range(0, self.count, _LOOKED_UP):
            found += bytes(map(marks.__getitem__, self._ordinals[at : at + _LOOKED_UP]))
        return bytes(found)

    def at(self, day: int) -> int:
        run = bisect_left(self._firsts, day)
        return self._starts[run] if run < len(self._starts) else self.dated + 1

    def shares(self, edges: Sequence[int]) -> tuple[Share, ...]:
        return self._spread.shares(edges)

    def _lasting_in(self, stretches: Sequence[Extent]) -> Iterator[int]:
        found = (run for first, last in stretches for run in self._lasting.within(first, last))
        return (place for run in found for place in self._places(run))

    def _exact_in(self, stretches: Sequence[Extent]) -> Iterator[int]:
        found = (run for first, last in stretches for run in self._runs_from(first, last))
        return (place for run in found if self._lasts[run] == self._firsts[run] for place in self._places(run))

    def _runs_from(self, first: int, last: int) -> range:
        """The runs that sort under a day from one to another."""
        return range(bisect_left(self._firsts, first), bisect_right(self._firsts, last))

    def silence_after(self, place: int) -> int | None:
        index = bisect_right(self._silences, place)
        return self._silences[index] if index < len(self._silences) else None

    def silence_before(self, place: int) -> int | None:
        index = bisect_left(self._silences, place) - 1
        return self._silences[index] if index >= 0 else None
