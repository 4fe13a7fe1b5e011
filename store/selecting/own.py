"""What is the reader's own, as far as a filter asks for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Own:
    """The events that a reader has marked and written notes on, by their numbers in the store."""

    marked: Collection[int] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    """The text of each note."""


NOTHING_OWN = Own()
