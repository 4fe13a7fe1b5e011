"""A filter: parts that must all hold, in the order in which they were added."""

from __future__ import annotations

from dataclasses import dataclass

from store.filters.parts import All, Part
from store.filters.printing import line_of_all


@dataclass(frozen=True, slots=True)
class Filter:
    """Narrows what is shown. Without a part it keeps everything."""

    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        flat = tuple(inner for part in self.parts for inner in (part.parts if isinstance(part, All) else (part,)))
        object.__setattr__(self, "parts", flat)

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def line(self) -> str:
        """The line that a person types for it: `parse(line)` gives an equal filter."""
        return line_of_all(self.parts)

    def and_(self, other: Part | Filter) -> Filter:
        """Narrowed further; a part that is there already is not repeated."""
        added = other.parts if isinstance(other, Filter) else Filter((other,)).parts
        return Filter(self.parts + tuple(dict.fromkeys(part for part in added if part not in self.parts)))

    def without(self, *indices: int) -> Filter:
        """Without the parts at these indices."""
        return Filter(tuple(part for index, part in enumerate(self.parts) if index not in indices))

    def replaced(self, index: int, part: Part) -> Filter:
        """With another part at an index."""
        return Filter((*self.parts[:index], part, *self.parts[index + 1 :]))


EVERYTHING = Filter()
