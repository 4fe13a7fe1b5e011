"""Which of many events last through some days, of those that are known to more than a single day.

Their extents are kept by size: level 3 has those of 5 to 8 days, level 4 those of 9 to 16. Into a stretch of days can
last only what begins less than a level's length before it, so that few candidates are ever looked at, however many
events there are. `store.building` keeps the levels of a whole store in its table `event_lasting`.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

LEVELS = range(1, 48)
"""All levels that day numbers can have."""


def level_of(first: int, last: int) -> int:
    """The level of an extent, 0 for a single day: it ends less than 2 ** level days after its first day."""
    return (last - first).bit_length()


class Lasting:
    """Extents in ascending order of their first days, each with a number."""

    def __init__(self) -> None:
        self._levels: dict[int, tuple[array[int], array[int], array[int]]] = {}

    def add(self, first: int, last: int, number: int) -> None:
        """Note an extent; one of a single day is left out."""
        level = level_of(first, last)
        if level:
            if level not in self._levels:
                self._levels[level] = array("q"), array("q"), array("q")
            firsts, numbers, lasts = self._levels[level]
            firsts.append(first)
            numbers.append(number)
            lasts.append(last)

    def within(self, first: int, last: int) -> Iterator[int]:
        """The numbers of the extents that have a day from one day number to another, inclusive."""
        for level, (firsts, numbers, lasts) in self._levels.items():
            start, end = bisect_left(firsts, first - (1 << level) + 1), bisect_right(firsts, last)
            yield from (numbers[index] for index in range(start, end) if lasts[index] >= first)

    def rows(self) -> Iterator[tuple[int, int, int, int]]:
        """The rows of `event_lasting`: level, first day, number, last day."""
        for level, columns in sorted(self._levels.items()):
            yield from sorted((level, *row) for row in zip(*columns, strict=True))
