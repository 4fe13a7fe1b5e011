"""What a filter consists of. Every part is immutable, says what it means whole, and knows where it was typed.

Two parts are equal when they mean the same in the same way, wherever they stand in a line. What can be written in two
ways exists in one only: no conjunction directly within another, nothing of fewer than two parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

Span = tuple[int, int]
"""From one code point of the typed line to another, half open."""
NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a text. One with punctuation inside (`U.S.`) is its words in a row."""

    text: str
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row."""

    text: str
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with these letters."""

    text: str
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Field:
    """One of `store.filters.words.NAMES` with its value, which is not empty."""

    name: str
    value: str
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Dated:
    """One of `store.filters.words.DATES` with an EDTF text in its canonical form."""

    name: str
    edtf: str
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """How many `sources` or `voices` there are: from `least` to `most`, inclusive; None is an open side."""

    name: str
    least: int | None
    most: int | None
    at: Span = field(default=NOWHERE, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.least is None and self.most is None:
            raise ValueError("a number has a lower or an upper bound")


@dataclass(frozen=True, slots=True)
class Flag:
    """One of `store.filters.words.FLAGS`."""

    name: str
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever its part does not keep."""

    part: Part


@dataclass(frozen=True, slots=True)
class All:
    """What each of its parts keeps. Made by `all_of`."""

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if len(self.parts) < 2 or any(isinstance(part, All) for part in self.parts):
            raise ValueError("made by all_of")


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What at least one of its parts keeps. Made by `any_of`."""

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if len(self.parts) < 2 or any(isinstance(part, AnyOf) for part in self.parts):
            raise ValueError("made by any_of")


Leaf: TypeAlias = Word | Phrase | Prefix | Field | Dated | Number | Flag
Part: TypeAlias = Leaf | Not | All | AnyOf


def all_of(parts: Iterable[Part]) -> Part:
    """What each of one or more parts keeps. Raises ValueError for none."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(parts: Iterable[Part]) -> Part:
    """What at least one of one or more parts keeps. Raises ValueError for none."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))]
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def negated(part: Part) -> Part:
    """What this part does not keep; of a part that is negated, what it negates."""
    return part.part if isinstance(part, Not) else Not(part)


def leaves(part: Part) -> Iterable[Leaf]:
    """The parts within a part that hold no others, in their order."""
    match part:
        case Not():
            yield from leaves(part.part)
        case All() | AnyOf():
            for each in part.parts:
                yield from leaves(each)
        case _:
            yield part
