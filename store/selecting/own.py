"""What is the reader's own, as far as a filter asks for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from store.filters.filter import Filter
from store.filters.parts import Flag, Phrase, Prefix, Word, leaves


@dataclass(frozen=True, slots=True)
class Own:
    """The events that a reader has marked and written notes on, by their numbers in the store."""

    marked: Collection[int] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    """The text of each note."""


NOTHING_OWN = Own()


def asks_for_own(asked: Filter) -> bool:
    """Whether what a filter keeps depends on the reader's marks or notes."""
    return asks_for_marks(asked) or asks_for_notes(asked)


def asks_for_marks(asked: Filter) -> bool:
    """Whether it depends on what is marked."""
    return any(leaf == Flag("marked") for part in asked.parts for leaf in leaves(part))


def asks_for_notes(asked: Filter) -> bool:
    """Whether it depends on the notes: words are looked for in them too."""
    found = (leaf for part in asked.parts for leaf in leaves(part))
    return any(isinstance(leaf, Word | Phrase | Prefix) or leaf == Flag("noted") for leaf in found)
