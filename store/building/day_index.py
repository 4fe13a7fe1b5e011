"""What follows from the days of events in chronological order: where a day begins, and where it has been silent.

`store.building.writing` writes it, `store.auditing.audit` makes it again from a store's rows and compares.
"""

from array import array
from collections.abc import Iterator

from store.dates import Date


class DayIndex:
    """Is told the date of every event in chronological order, and keeps a row for each day."""

    def __init__(self) -> None:
        self.first: int | None = None
        """The earliest day known of any event so far."""
        self.last: int | None = None
        """The latest."""
        self._reach: int | None = None
        self._days, self._firsts, self._counts = array("q"), array("q"), array("q")

    def reach_before(self, date: Date | None) -> int | None:
        """The latest day on which any event told so far may have ended; None where there is none, or no date to
        compare.
        """
        return None if date is None else self._reach

    def add(self, number: int, date: Date | None) -> None:
        """Note the event with this id in the store; an undated one is on no day."""
        if date is None:
            return
        day = date.sort_day
        # Nothing says that an event with an open end goes on: it counts with the day that is known.
        end = day if date.hi is None else date.hi
        self._reach = end if self._reach is None else max(self._reach, end)
        self.first = day if self.first is None else min(self.first, day)
        self.last = self._reach
        if self._days and self._days[-1] == day:
            self._counts[-1] += 1
        else:
            self._days.append(day)
            self._firsts.append(number)
            self._counts.append(1)

    def days(self) -> Iterator[tuple[int, int, int]]:
        """The rows of `event_day`: a day, the first event that sorts under it, and how many do."""
        return zip(self._days, self._firsts, self._counts, strict=True)
