"""Where the hits of a search lie in what is in view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Hits:
    """The events that were found, by their place in what is in view. More may come as long as they are not `whole`."""

    marks: bytes
    """For each place 1 where there is a hit; the first byte is for no place, since places count from 1."""
    whole: bool
    """Whether all were found."""
    outside: int = 0
    """How many more events of the store have all the terms, but are not in view."""
    lacking: tuple[str, ...] = ()
    """The terms, as typed, that no event of the store has; known only of a whole search."""
    untold: bool = False
    """Whether the store has no full text, so that passages and quotations were not searched."""

    @cached_property
    def count(self) -> int:
        """How many there are, as far as is known."""
        return self.marks.count(1)

    def __contains__(self, place: int) -> bool:
        return 0 < place < len(self.marks) and self.marks[place] == 1

    def after(self, place: int) -> int:
        """The first hit after a place; 0 where there is none."""
        return max(self.marks.find(1, max(place, 0) + 1), 0)

    def before(self, place: int) -> int:
        """The last hit before a place; 0 where there is none."""
        return max(self.marks.rfind(1, 0, max(place, 0)), 0)

    def number(self, place: int) -> int:
        """How many hits there are up to a place: of a hit, its number among the hits."""
        return self.marks.count(1, 0, place + 1)

    def between(self, first: int, last: int) -> bool:
        """Whether there is a hit from one place to another, both included."""
        return self.marks.find(1, max(first, 1), last + 1) >= 0
