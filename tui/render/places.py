"""Positions in a text in words, for the reader and the command line."""

from collections.abc import Sequence

MOST = 20
"""Places that are told one by one; of more, the number is told."""


def spans(places: Sequence[tuple[int, int]], most: int = MOST) -> str:
    """`100–120, 300–320 and 2 more places`."""
    named = ", ".join(f"{start:,}–{end:,}" for start, end in places[:most])
    more = len(places) - most
    return named if more <= 0 else f"{named} and {more:,} more"
