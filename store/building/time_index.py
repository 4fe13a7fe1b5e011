"""What follows from the dates of all events in chronological order: how they lie in time, and where it was silent.

`store.building.writing` writes it, `store.auditing.audit` makes it again from a store's rows and compares.
"""

from array import array
from collections.abc import Iterator

from store.dates import Date
from store.lasting import Lasting
from store.runs import OPEN, Runs
from store.silences import Steps
from store.spread import Level, extent, levels


class TimeIndex:
    """Is told the date of every event in chronological order."""

    def __init__(self) -> None:
        self._steps = Steps()
        self._lasting = Lasting()
        self._runs = Runs.none()
        self._firsts, self._lasts = array("q"), array("q")

    @property
    def first(self) -> int | None:
        """The earliest day known of any event."""
        return self._firsts[0] if self._firsts else None

    @property
    def last(self) -> int | None:
        """The latest day known of any event."""
        return self._steps.reach

    def add(self, number: int, date: Date | None) -> int | None:
        """Note the event of this id in the store. Returns its reach, None for the first and for an undated one.

        The reach is the latest day on which any event told before may have ended.
        """
        if date is None:
            return None
        first, last = extent(date)
        self._firsts.append(first)
        self._lasts.append(last)
        self._lasting.add(first, last, number)
        self._runs.add(number, date.lo, date.sort_day, date.hi)
        return self._steps.add(number, date.lo, first, last)

    def spread(self) -> Iterator[Level]:
        """The rows of `event_spread`."""
        return levels(zip(self._firsts, self._lasts, strict=True))

    def lasting(self) -> Iterator[tuple[int, int, int, int]]:
        """The rows of `event_lasting`."""
        return self._lasting.rows()

    def runs(self) -> Iterator[tuple[int, int | None, int, int | None]]:
        """The rows of `event_run`."""
        for number, lo, day, hi in zip(*self._runs, strict=True):
            yield number, None if lo == OPEN else lo, day, None if hi == OPEN else hi

    def silences(self) -> Iterator[tuple[int]]:
        """The rows of `silence`."""
        return ((number,) for number in self._steps.outstanding())
