"""What is known of an original and of the passages in it, for the screen and the command line: frozen, no behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from store.records import SourcePage


class State(StrEnum):
    """What is at hand of a source's original."""

    ABSENT = "absent"
    VERIFIED = "verified"
    """The very document: its hash is the one that the dataset has."""
    DIFFERS = "differs"
    """A copy that was changed."""


class Verdict(StrEnum):
    """What is known of a passage in the text that is at hand."""

    EXACT = "exact"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the words of a passage stand in an original."""

    verdict: Verdict
    places: tuple[tuple[int, int], ...]
    """One for exact and moved, all of them for ambiguous (of very many the first), none for lost."""
    more: int = 0
    """How many places there are beyond those."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Words of a passage, copied from what is attached."""

    words: str
    state: State
    """Of the document: verified or differs."""
    verdict: Verdict
    """On the passage in it: exact or moved."""


@dataclass(frozen=True, slots=True)
class OriginalPage:
    """The original of a source as it is at hand, with the passages where they stand in it."""

    page: SourcePage
    """Passages that stand in one place; those that may stand in several have ids below zero, one a place."""
    state: State
    """verified or differs."""
    placed: Mapping[int, Placed]
    """The verdict on every passage, by its id."""
