"""Which silences stand out: those that are long for the time around them.

A chronology that goes day by day is silent when nothing happens for a week; one that goes by centuries is not. So a
silence is measured against the steps from one event to the next just before and just after it, not against a number
of days. (The common rule for outliers, a multiple of the median, which a second long silence close by does not move.)
"""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

AROUND = 8
"""How many steps before a silence, and how many after it, are the time around it."""
FACTOR = 4
"""How many times the usual step a silence takes to stand out."""

Step = tuple[int, int]
"""An event's number, and the days from the latest day on which an earlier one may have ended to its own first."""


def outstanding(steps: Iterable[Step]) -> Iterator[int]:
    """The numbers of the events that end a silence that stands out, from all steps of at least a day, in order."""
    every = list(steps)
    lengths = [days for _, days in every]
    for index, (number, days) in enumerate(every):
        if days > 1 and _stands_out(days, lengths, index):
            yield number


def _stands_out(days: int, lengths: Sequence[int], index: int) -> bool:
    around = [*lengths[max(index - AROUND, 0) : index], *lengths[index + 1 : index + 1 + AROUND]]
    return bool(around) and days >= FACTOR * median(around)


class Steps:
    """Is told the dates of events in chronological order, and says how long it was silent before each."""

    def __init__(self) -> None:
        self.reach: int | None = None
        """The latest day on which any event told so far may have ended; None before the first."""
        self.steps: list[Step] = []
        """Those of at least a day."""

    def add(self, number: int, lo: int | None, first: int, last: int) -> int | None:
        """Note an event: the earliest day it may mean (None: open), and its extent. Returns the reach before it."""
        reach = self.reach
        if reach is not None and lo is not None and lo > reach:
            self.steps.append((number, lo - reach))
        # Nothing says that an event with an open end goes on: it counts with the day that is known.
        self.reach = last if reach is None else max(reach, last)
        return reach
