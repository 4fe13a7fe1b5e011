"""Which silences stand out: those that are long for the time around them.

A chronology that goes day by day is silent when nothing happens for a week; one that goes by centuries is not. So a
silence is measured against the steps from one event's beginning to the next, just before and just after it, not against
a number of days. (The common rule for outliers, a multiple of the median, which a second long silence close by does
not move.)
"""

from array import array
from collections.abc import Iterator
from statistics import median

AROUND = 8
"""How many steps before a silence, and how many after it, are the time around it."""
FACTOR = 3
"""How many times the usual step a silence takes to stand out."""


class Steps:
    """Is told the dates of events in chronological order, and how long it was silent before each."""

    def __init__(self) -> None:
        self.reach: int | None = None
        """The latest day on which any event told so far may have ended; None before the first."""
        self._day: int | None = None
        self._numbers, self._steps, self._silences = array("q"), array("q"), array("q")

    def add(self, number: int, lo: int | None, first: int, last: int) -> int | None:
        """Note an event: the earliest day it may mean (None: open), and its extent. Returns the reach before it."""
        reach = self.reach
        if reach is not None and self._day is not None and first > self._day:
            self._numbers.append(number)
            self._steps.append(first - self._day)
            self._silences.append(max(lo - reach, 0) if lo is not None else 0)
        self._day = first
        # Nothing says that an event with an open end goes on: it counts with the day that is known.
        self.reach = last if reach is None else max(reach, last)
        return reach

    def outstanding(self) -> Iterator[int]:
        """The numbers of the events that end a silence that stands out, in order."""
        for index, days in enumerate(self._silences):
            if days > 1 and self._stands_out(days, index):
                yield self._numbers[index]

    def _stands_out(self, days: int, index: int) -> bool:
        around = [*self._steps[max(index - AROUND, 0) : index], *self._steps[index + 1 : index + 1 + AROUND]]
        return bool(around) and days >= FACTOR * median(around)
