"""What a place holds that has an event in it, read back as what the screens and the first frame work with."""

from store.dates.stepping import Unit
from store.returning import Remembered
from tui.places import Place

GONE = "That event is no longer in the store: this is the nearest to it."
ALL = "all"
"""The zoom at which all of time is in view, where the others are units."""


def sought_in(place: Place) -> Remembered:
    """The event of a place, and what finds its nearest neighbour where it is gone."""
    return Remembered(place.text("event"), place.number("day"), place.text("after"), place.text("before"))


def zoom_in(place: Place) -> Unit | None:
    """The zoom of a place; all of time where it names no unit."""
    found = place.text("zoom")
    return Unit(found) if found in list(Unit) else None


def chosen_in(place: Place) -> int:
    """The index of the passage that is chosen at a place."""
    return max((place.number("passage") or 1) - 1, 0)
