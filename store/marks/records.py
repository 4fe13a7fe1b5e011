"""What a reader keeps about an event, and which events of a store these are."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Named:
    """An event as far as it is kept beside a mark, so that it can still be told when the store has it no more."""

    id: str
    title: str
    edtf: str | None
    """The date; None: undated."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the reader keeps about one event."""

    event: Named
    marked: bool
    note: str
    """Empty where there is none."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Which events of a store are marked and which have a note, by their ordinals in chronological order."""

    marked: array[int] = field(default_factory=lambda: array("q"))
    noted: array[int] = field(default_factory=lambda: array("q"))
    orphans: tuple[str, ...] = ()
    """The ids of those that the store does not have, in their order."""

    def is_marked(self, ordinal: int) -> bool:
        """Whether the event of this number is marked."""
        return _holds(self.marked, ordinal)

    def is_noted(self, ordinal: int) -> bool:
        """Whether it has a note."""
        return _holds(self.noted, ordinal)

    def before(self, ordinal: int) -> int | None:
        """The last marked event before this one."""
        index = bisect_left(self.marked, ordinal) - 1
        return self.marked[index] if index >= 0 else None

    @property
    def own(self) -> Sequence[int]:
        """The events that are marked, or noted, or both."""
        return array("q", sorted({*self.marked, *self.noted}))

    def changed(self, ordinal: int, marked: bool, noted: bool) -> Signs:
        """The same, but for one event."""
        return replace(self, marked=_with(self.marked, ordinal, marked), noted=_with(self.noted, ordinal, noted))


NO_SIGNS = Signs()


def _holds(numbers: array[int], number: int) -> bool:
    index = bisect_left(numbers, number)
    return index < len(numbers) and numbers[index] == number


def _with(numbers: array[int], number: int, wanted: bool) -> array[int]:
    if _holds(numbers, number) == wanted:
        return numbers
    middle = array("q", [number] if wanted else [])
    return numbers[: bisect_left(numbers, number)] + middle + numbers[bisect_right(numbers, number) :]
