"""Where nothing is left of a filter: which of its parts are to blame, and what is left without them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import and_
from typing import NamedTuple


class Excluding(NamedTuple):
    """The parts without which something is left; none where something is left anyway, or nothing ever."""

    parts: tuple[int, ...] = ()
    """Their indices in the filter."""
    left: int = 0
    """How many are left without them."""


NOTHING_EXCLUDED = Excluding()


def excluding(sets: Sequence[int], every: int) -> Excluding:
    """The parts to blame, from what each of them keeps alone; `every`: all that there is.

    One part, if one is enough: that which was added last. Else each one that leaves nothing of what those before it
    keep together, so that what was asked for first stays.
    """
    before = list(accumulate(sets, and_, initial=every))
    if before[-1]:
        return NOTHING_EXCLUDED
    after = every
    for index in range(len(sets) - 1, -1, -1):
        if left := before[index] & after:
            return Excluding((index,), left.bit_count())
        after &= sets[index]
    kept, blamed = every, list[int]()
    for index, these in enumerate(sets):
        if kept & these:
            kept &= these
        else:
            blamed.append(index)
    return Excluding(tuple(blamed), kept.bit_count()) if kept else NOTHING_EXCLUDED
