"""How events are spread over time: what any stretch of days holds of them, for the time axis.

Of an event counts what is known of its date: its extent. An event known to a year is spread evenly over the year; one
of which one side is open counts on the day that is known. Both figures of a stretch come from running totals at its
two ends, so that a stretch costs the same whatever it holds. `store.building` keeps the totals of a whole store in the
table `event_spread`; what is picked out of a store has its own, in memory.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from store.dates import Date

Extent = tuple[int, int]
"""The first and the last day number, inclusive."""
Crowd = tuple[int, int, int]
"""An extent, and how many events have it."""

_ONE = 1 << 128
"""One event, as a whole number: sums of parts are then exact, whatever comes and goes in between."""


class Share(NamedTuple):
    """What one stretch of days holds."""

    amount: float
    """Events, each counted by the part of its extent that lies in the stretch: over all stretches, their number."""
    covering: int
    """How many events have a day of their extent in the stretch."""
    exact: int
    """How many of them are known to a single day, which lies in it."""


class Level(NamedTuple):
    """The running totals from a day number on, up to the day of the next level."""

    day: int
    starting: int
    """Events whose extent begins on this day."""
    started: int
    """Events whose extent begins on this day or before."""
    ended: int
    """Events whose extent has ended before this day."""
    exact: int
    """Those of them whose extent was a single day."""
    amount: float
    """Events, by the part of their extents that lies before this day."""
    rate: float
    """What a day adds to the amount, from this day on."""

    def amount_before(self, day: int) -> float:
        """The amount that lies before a day from this one on."""
        return self.amount + self.rate * (day - self.day)

    def started_before(self, day: int) -> int:
        """The events whose extent begins before a day from this one on."""
        return self.started - self.starting if day == self.day else self.started


_NOTHING_YET = Level(0, 0, 0, 0, 0, 0.0, 0.0)


def extent(date: Date) -> Extent:
    """The first and the last day number that are known of a date; an open side has no days of its own."""
    lo = date.lo if date.lo is not None else date.sort_day
    return lo, max(date.hi if date.hi is not None else lo, lo)


def levels(extents: Iterable[Extent]) -> Iterator[Level]:
    """The running totals of extents that come in the order of their first days: one for each day on which they change.

    Only the extents that have begun and not ended are in memory.
    """
    return levels_of((first, last, 1) for first, last in extents)


def levels_of(crowds: Iterable[Crowd]) -> Iterator[Level]:
    """The same of extents that several events have."""
    going_on: list[Crowd] = []  # a heap: the day after the last, the first, and how many
    rate = amount = begun = ended = exact = before = 0
    coming = iter(crowds)
    following = next(coming, None)
    while following is not None or going_on:
        day = going_on[0][0] if following is None or (going_on and going_on[0] < following) else following[0]
        amount += rate * (day - before)
        while going_on and going_on[0][0] == day:
            _, first, many = heappop(going_on)
            rate -= many * (_ONE // (day - first))
            exact, ended = exact + many * (first == day - 1), ended + many
        starting = begun
        while following is not None and following[0] == day:
            rate += following[2] * (_ONE // (following[1] + 1 - day))
            heappush(going_on, (following[1] + 1, day, following[2]))
            begun += following[2]
            following = next(coming, None)
        yield Level(day, begun - starting, begun, ended, exact, amount / _ONE, rate / _ONE)
        before = day


def between(edges: Sequence[int], found: Sequence[Level | None]) -> tuple[Share, ...]:
    """What each stretch from one edge to the day before the next holds, from the level at or before each edge."""
    at = [level or _NOTHING_YET for level in found]
    return tuple(
        Share(
            max(at[i + 1].amount_before(end) - at[i].amount_before(start), 0.0),
            at[i + 1].started_before(end) - at[i].ended,
            at[i + 1].exact - at[i].exact,
        )
        for i, (start, end) in enumerate(pairwise(edges))
    )


class Spread:
    """The running totals of extents that come in the order of their first days, in memory."""

    def __init__(self, extents: Iterable[Extent]) -> None:
        self._settle(list(levels(extents)))

    @classmethod
    def of(cls, found: list[Level]) -> "Spread":
        """The same from the running totals themselves."""
        spread = cls.__new__(cls)
        spread._settle(found)
        return spread

    def _settle(self, found: list[Level]) -> None:
        self._levels = found
        self._days = array("q", (level.day for level in found))

    def shares(self, edges: Sequence[int]) -> tuple[Share, ...]:
        """What each stretch between two ascending edges (day numbers) holds; the later edge is not part of it."""
        at = [bisect_right(self._days, edge) - 1 for edge in edges]
        return between(edges, [self._levels[index] if index >= 0 else None for index in at])
