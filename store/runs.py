"""Runs of events: those that follow one another in a chronology and have the same days.

Of a million events that are known to days, months and years there are a tenth as many runs, and whatever is to be told
of events in time is told of their runs. `store.building` keeps the runs of a whole store in its table `event_run`;
what is picked out of a store has its own, in memory.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import NamedTuple

OPEN = -(2**62)
"""Stands in columns of day numbers for one that is not known."""
_FURTHEST = 2**61
"""Day numbers beyond are none."""


class Runs(NamedTuple):
    """Columns with a line for each run, in chronological order. Only events with a date are in one."""

    starts: array[int]
    """The number of the first event."""
    los: array[int]
    """The earliest day that the events may mean, `OPEN` where it is not known."""
    days: array[int]
    """The day that they sort under: the first that is known of them."""
    his: array[int]
    """The latest day that they may mean, `OPEN` where it is not known."""

    @classmethod
    def none(cls) -> Runs:
        """No run yet."""
        return cls(array("q"), array("q"), array("q"), array("q"))

    def add(self, number: int, lo: int | None, day: int, hi: int | None) -> None:
        """Note the next event: its number, and its days; None where one is not known."""
        low, high = OPEN if lo is None else lo, OPEN if hi is None else hi
        if not (self.days and self.days[-1] == day and self.los[-1] == low and self.his[-1] == high):
            for column, value in zip(self, (number, low, day, high), strict=True):
                column.append(value)

    def picked(self, ordinals: array[int], dated: int) -> Runs:
        """The runs that some events are of, each under the place that its first event has among them, from 1 on.

        The first `dated` of these events have a date.
        """
        found, starts, last = Runs.none(), self.starts, len(self.starts)
        places, chosen = found.starts, list[int]()
        place = number = 0  # `number`: of the run after that of the event before
        while place < dated:
            ordinal = ordinals[place]
            number += 1
            if number < last and starts[number] <= ordinal:
                number = bisect_right(starts, ordinal, number)
            places.append(place + 1)
            chosen.append(number - 1)
            if number >= last:
                break
            place = bisect_left(ordinals, starts[number], place, min(place + starts[number] - ordinal, dated))
        for column, whole in zip(found[1:], self[1:], strict=True):
            column.extend(map(whole.__getitem__, chosen))
        return found

    @property
    def plausible(self) -> bool:
        """Whether runs that were read can be some: the first begins with the first event, and no day is too far."""
        if not self.starts:
            return True
        ends = [end for column in self[1:] for end in (min(column), max(column))]
        return self.starts[0] == 1 and all(abs(end) <= _FURTHEST or end == OPEN for end in ends) and ends[2] != OPEN
