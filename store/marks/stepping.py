"""From one marked event to the next, in what is in view."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from store.marks.records import Signs
from store.shown import Shown


def mark_after(shown: Shown, signs: Signs, place: int) -> int | None:
    """The place of the first marked event after this place; None where there is none. Raises QueryError."""
    marked = signs.marked
    return _first(shown, (marked[at] for at in range(bisect_right(marked, shown.ordinal(place)), len(marked))))


def mark_before(shown: Shown, signs: Signs, place: int) -> int | None:
    """The place of the last marked event before this place. Raises QueryError."""
    marked = signs.marked
    return _first(shown, (marked[at] for at in range(bisect_left(marked, shown.ordinal(place)) - 1, -1, -1)))


def _first(shown: Shown, ordinals: Iterable[int]) -> int | None:
    """The place of the first of these events that is in view."""
    for ordinal in ordinals:
        place = shown.place_of(ordinal)
        if place and shown.ordinal(place) == ordinal:
            return place
    return None
