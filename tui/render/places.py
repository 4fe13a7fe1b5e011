"""Positions in a text in words, for the reader and the command line."""

from store.originals.records import Placed

MOST = 20
"""Places that are told one by one; of more, the number is told."""


def spans(placed: Placed, most: int = MOST) -> str:
    """`100–120, 300–320 and 2 more`."""
    named = ", ".join(f"{start:,}–{end:,}" for start, end in placed.places[:most])
    more = len(placed.places) + placed.more - most
    return named if more <= 0 else f"{named} and {more:,} more"
