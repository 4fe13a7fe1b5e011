"""Sets of events as whole numbers: bit 0 stands for the first event of the store."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from store import fields

_DIGITS = bytes([48, *([49] * 255)])
_FLAGS = bytes([0] * 49 + [1] + [0] * 206)
_PIECE = 8192
"""Bytes of a set that are taken apart in one step, so that other threads have their turn."""


@dataclass(frozen=True, slots=True)
class EventSet:
    """Some of the events of a store."""

    bits: int
    size: int
    """How many events the store has."""

    @property
    def count(self) -> int:
        """How many are in it."""
        return self.bits.bit_count()

    def __contains__(self, ordinal: int) -> bool:
        return 1 <= ordinal <= self.size and bool(self.bits >> (ordinal - 1) & 1)

    def __and__(self, other: EventSet) -> EventSet:
        return EventSet(self.bits & other.bits, self.size)

    def __or__(self, other: EventSet) -> EventSet:
        return EventSet(self.bits | other.bits, self.size)

    def __sub__(self, other: EventSet) -> EventSet:
        return EventSet(self.bits & ~other.bits, self.size)

    def __invert__(self) -> EventSet:
        return EventSet(self.bits ^ ((1 << self.size) - 1), self.size)

    def after(self, ordinal: int) -> int | None:
        """The first member after this number; None where there is none."""
        rest = self.bits >> max(ordinal, 0)
        return max(ordinal, 0) + (rest & -rest).bit_length() if rest else None

    def before(self, ordinal: int) -> int | None:
        """The last member before this number; None where there is none."""
        rest = self.bits & ((1 << max(ordinal - 1, 0)) - 1)
        return rest.bit_length() or None

    def flags(self) -> bytes:
        """A byte for each event, 1 for the members."""
        return flags_of(self.bits, self.size)

    def ordinals(self) -> array[int]:
        """The numbers of the members, ascending."""
        found = array("q")
        data = self.bits.to_bytes((self.size + 7) // 8, "little")
        for at in range(0, len(data), _PIECE):
            piece = int.from_bytes(data[at : at + _PIECE], "little")
            if piece:
                first = at * 8 + 1
                found.extend(compress(range(first, first + _PIECE * 8), flags_of(piece, piece.bit_length())))
        return found


def everything(size: int) -> EventSet:
    """All events of a store of this size."""
    return EventSet((1 << size) - 1, size)


def flags_of(bits: int, size: int) -> bytes:
    """A byte for each of the lowest bits, 0 or 1."""
    return format(bits, f"0{size}b")[::-1].encode().translate(_FLAGS) if size else b""


def bits_of_flags(flags: bytes | bytearray) -> int:
    """A bit for each byte: 0 for 0, 1 for any other."""
    return int(flags.translate(_DIGITS)[::-1], 2) if flags else 0


def bits_of(ordinals: Iterable[int], size: int, where: str) -> int:
    """The set of these numbers. Raises QueryError where one is not that of an event; `where` says whose they are."""
    flags = bytearray(size + 1)
    try:
        for ordinal in ordinals:
            if ordinal < 1:
                raise IndexError
            flags[ordinal] = 1
    except (IndexError, TypeError):
        raise fields.damaged(where, "it names an event that there is not") from None
    return bits_of_flags(flags[1:])


def bits_of_words(words: Iterable[Sequence[int]], size: int, where: str) -> int:
    """The set of what comes as pairs: the number of a word of 32 events, and a bit for each of those that are in it.

    Raises QueryError where an event is named that there is not; `where` says whose they are.
    """
    found = array("I", bytes(4 * (size // 32 + 1)))
    try:
        for word, bits in words:
            if word < 0:
                raise IndexError
            found[word] |= bits
    except (IndexError, TypeError, ValueError, OverflowError):
        raise fields.damaged(where, "it names an event that there is not") from None
    if sys.byteorder == "big":  # pragma: no cover
        found.byteswap()
    bits = int.from_bytes(found.tobytes(), "little")
    if bits.bit_length() > size:
        raise fields.damaged(where, "it names an event that there is not")
    return bits


def bits_between(first: int, last: int) -> int:
    """The numbers from one to another, inclusive; nothing where the last comes before the first."""
    return (1 << last) - (1 << (first - 1)) if last >= first >= 1 else 0
