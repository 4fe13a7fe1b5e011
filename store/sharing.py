"""The next event in view that shares an entity, and which of them it is. For the screens."""

from dataclasses import dataclass

from store.occurrences import Occurrences
from store.shown import Everything, Shown


@dataclass(frozen=True, slots=True)
class Sharing:
    """An event that shares an entity with the one that one was at."""

    ordinal: int
    place: int
    """Which it is of all events of the entity, from 1."""
    count: int
    """How many events the entity has, in the whole store."""
    wrapped: bool
    """Whether one began again at the first."""


def next_sharing(shown: Shown, own: Occurrences, ordinal: int) -> Sharing | None:
    """The next event of an entity after this one that is in view, or after the last the first; it may be the same one.

    None where none is in view. Raises QueryError.
    """
    for after, wrapped in ((ordinal, False), (0, True)):
        found = _next_in_view(shown, own, after)
        if found:
            return Sharing(found, own.until(found), own.count, wrapped)
    return None


def _next_in_view(shown: Shown, own: Occurrences, after: int) -> int:
    """The first number above `after` that both have, 0 for none: each leaps to where the other may go on."""
    while (place := own.until(after) + 1) <= own.count:
        number = own.at(place)
        if isinstance(shown, Everything):
            return number
        seen = shown.place_of(number)
        in_view = shown.ordinal(seen) if seen else 0
        if in_view == number:
            return number
        if in_view < number:  # nothing in view comes after it
            return 0
        after = in_view - 1
    return 0
