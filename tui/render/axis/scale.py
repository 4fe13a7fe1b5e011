"""Where days fall on the cells of an axis: in whole numbers, so that no event is ever drawn a cell beside its day."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from store.dates.stepping import Unit, period_number, period_start

_LEAST_CELLS = {Unit.DAY: 4, Unit.DECADE: 8, Unit.CENTURY: 8}
"""The cells that a period has at the least, where it is not the usual number."""
_USUAL_CELLS = 7
"""Enough for a year, a month or a decade to be written at its tick."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Stretches of days, each drawn in `repeat` cells."""

    edges: tuple[int, ...]
    """The day number that each stretch begins with, ascending, and after them the day after the last."""
    repeat: int = 1
    """More than one where a day is wider than a cell."""

    @property
    def stretches(self) -> int:
        """How many stretches there are."""
        return len(self.edges) - 1

    @property
    def width(self) -> int:
        """Cells."""
        return self.stretches * self.repeat

    @property
    def first(self) -> int:
        """The first day number on the scale."""
        return self.edges[0]

    @property
    def last(self) -> int:
        """The last day number on the scale."""
        return self.edges[-1] - 1

    def stretch_of(self, day: int) -> int | None:
        """The index of the stretch that holds a day number; None beyond the ends."""
        return bisect_right(self.edges, day) - 1 if self.first <= day <= self.last else None

    def covered(self, first: int, last: int) -> range:
        """The indices of the stretches that hold a day from one day number to another, inclusive."""
        first, last = max(first, self.first), min(last, self.last)
        if first > last:
            return range(0)
        return range(bisect_right(self.edges, first) - 1, bisect_right(self.edges, last))

    def cell_of(self, day: int) -> int | None:
        """The first cell of the stretch that holds a day number; None beyond the ends."""
        stretch = self.stretch_of(day)
        return None if stretch is None else stretch * self.repeat

    def days_of(self, cell: int) -> tuple[int, int]:
        """The first and the last day number of the stretch that a cell belongs to; the nearest one beyond the ends."""
        stretch = min(max(cell // self.repeat, 0), self.stretches - 1)
        return self.edges[stretch], self.edges[stretch + 1] - 1

    def moved(self, day: int, cells: int) -> int:
        """The day number so many cells right of a day, by a stretch at the least; beyond the ends by the same scale."""
        here = bisect_right(self.edges, day) - 1
        by = max(abs(cells) // self.repeat, 1)
        target = here + by if cells > 0 else here - by
        if 0 <= target < self.stretches:
            return self.edges[target]
        beyond = target if target < 0 else target - self.stretches
        return self.edges[0 if target < 0 else -1] + beyond * (self.edges[-1] - self.edges[0]) // self.stretches


def whole(first: int, last: int, width: int) -> Scale:
    """All days from one day number to another, in at most `width` cells; as many as can be where days repeat."""
    days = last - first + 1
    if days < width:
        return Scale(tuple(range(first, last + 2)), width // days)
    return Scale(tuple(first + index * days // width for index in range(width + 1)))


def zoomed(unit: Unit | None, about: int, width: int, first: int, last: int) -> Scale:
    """The days about one of them, by periods of a unit, out of all from `first` to `last`; None: all of them.

    It follows from its arguments alone, so that zooming in and out comes back to the same cells. It moves by a quarter
    of its width when the day it is about leaves its middle half, and not before.
    """
    if unit is None:
        return whole(first, last, width)
    low, high = period_number(first, unit), period_number(last, unit)
    cells = max(_LEAST_CELLS.get(unit, _USUAL_CELLS), width // (high - low + 1))
    if unit is Unit.DAY:
        return _days(_start(about, unit, width // cells, (first, last)), cells, width)
    if cells > _SHORTEST[unit]:
        start = period_start(low, unit)
        days = period_start(high + 1, unit) - start
        if days <= width:
            return _days(start, width // days, width)
        cells = _SHORTEST[unit]  # no cell may be less than a day
    start = _start(about, unit, width // cells, (first, last))
    return Scale(tuple(islice(_edges(start, unit, cells), width + 1)))


def _start(about: int, unit: Unit, number: int, ends: tuple[int, int]) -> int:
    """The number of the period that a strip of so many whole periods begins with."""
    low, high = (period_number(day, unit) for day in ends)
    number = max(number, 1)
    shift = max(number // 4, 1)
    start = (period_number(min(max(about, ends[0]), ends[1]), unit) - number // 2) // shift * shift
    return max(min(start, high - number + 1), low)


def _days(start: int, repeat: int, width: int) -> Scale:
    """Days from one day number on, each in so many cells, until the width is full."""
    return Scale(tuple(range(start, start + max(width // repeat, 1) + 1)), repeat)


_SHORTEST = {Unit.WEEK: 7, Unit.MONTH: 28, Unit.QUARTER: 90, Unit.YEAR: 365, Unit.DECADE: 3652, Unit.CENTURY: 36_524}
"""The days of the shortest period of each unit."""


def _edges(number: int, unit: Unit, cells: int) -> Iterator[int]:
    while True:
        start, end = period_start(number, unit), period_start(number + 1, unit)
        yield from (start + index * (end - start) // cells for index in range(cells))
        number += 1
