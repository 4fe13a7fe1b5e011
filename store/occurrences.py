"""The events that one entity takes part in, read from its posting list: by place, in order, without unpacking it.

A posting list is at most a bit for each event of the store (`store.building.postings` has the two forms), and no
question here looks at more of it than a stretch of 512 bytes and one number for each such stretch.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

from store import fields
from store.database import Store

_STRETCH: Final = 512


class Occurrences:
    """Numbers of events, ascending; places run from 1 to `count`."""

    def __init__(self, form: str, data: bytes) -> None:
        """Raises ValueError for bytes that are no posting list."""
        self._numbers: array[int] | None = None
        self._bits, self._counts = b"", [0]
        if form == "array":
            self._numbers = array("I")
            self._numbers.frombytes(data)
            if sys.byteorder == "big":  # pragma: no cover
                self._numbers.byteswap()
        elif form == "bits":
            self._bits = data
            stretches = (data[at : at + _STRETCH] for at in range(0, len(data), _STRETCH))
            self._counts = [0, *accumulate(_ones(stretch) for stretch in stretches)]
        else:
            raise ValueError(f"a posting list has the form array or bits, not {form}")
        self.count: Final = len(self._numbers) if self._numbers is not None else self._counts[-1]

    def until(self, number: int) -> int:
        """How many of the events have this number or a lower one: the place of this one, if it is among them."""
        if self._numbers is not None:
            return bisect_right(self._numbers, number)
        if number <= 0:
            return 0
        byte, bit = divmod(min(number, len(self._bits) * 8), 8)
        stretch = byte // _STRETCH
        before = self._counts[stretch] + _ones(self._bits[stretch * _STRETCH : byte])
        return before + (_ones(bytes([self._bits[byte] & ((1 << bit) - 1)])) if bit else 0)

    def some(self, first: int, count: int) -> list[int]:
        """The numbers of `count` events from place `first` on, fewer at the end."""
        first, last = max(first, 1), min(first + count - 1, self.count)
        if self._numbers is not None:
            return list(self._numbers[first - 1 : last])
        found: list[int] = []
        stretch = bisect_left(self._counts, first) - 1 if first <= last else len(self._counts)
        while len(found) <= last - first and stretch < len(self._counts) - 1:
            numbers = _numbers(self._bits, stretch * _STRETCH)
            skipped = max(first - self._counts[stretch] - 1, 0)
            found += numbers[skipped:]
            stretch += 1
        return found[: last - first + 1]

    def at(self, place: int) -> int:
        """The number of the event at a place."""
        return self.some(place, 1)[0]

    def __contains__(self, number: int) -> bool:
        return self.until(number) > self.until(number - 1)


def _ones(data: bytes) -> int:
    return int.from_bytes(data, "little").bit_count()


def _numbers(bits: bytes, start: int) -> list[int]:
    """The numbers in one stretch, which starts at this byte."""
    stretch = enumerate(bits[start : start + _STRETCH], start)
    return [byte * 8 + bit + 1 for byte, value in stretch if value for bit in range(8) if value >> bit & 1]


def occurrences(store: Store, entity_id: str) -> Occurrences:
    """The events that the entity of this id takes part in. Raises QueryError."""
    row = store.one("SELECT form, data, n FROM posting WHERE facet = 'entity' AND key = ?", (entity_id,))
    if row is None:
        return Occurrences("array", b"")
    where = f"the list of events of entity {entity_id}"
    form, data, known = row
    if not isinstance(data, bytes):
        raise fields.damaged(where, "it is no list")
    try:
        found = Occurrences(fields.text(form, where, "form"), data)
    except ValueError as error:
        raise fields.damaged(where, str(error)) from None
    if found.count != known:
        raise fields.damaged(where, "it is not as long as it should be")
    return found
