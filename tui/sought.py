"""What one looks for: the pages light it, and go from hit to hit."""

from dataclasses import dataclass
from typing import Protocol

from store.search.hits import Hits
from store.search.terms import Term
from store.shown import Shown


@dataclass(frozen=True, slots=True)
class Sought:
    """A search."""

    line: str = ""
    """As it was typed."""
    terms: tuple[Term, ...] = ()
    """Each of them must occur; none: nothing is looked for."""
    shown: Shown | None = None
    """What was in view when it began."""
    hits: Hits | None = None
    """The events in view that have them; None until the first is found."""

    def place_of(self, ordinal: int) -> int:
        """The place of an event in what is in view; 0 where it is not."""
        place = self.shown.place_of(ordinal) if self.shown is not None else 0
        return place if place and self.shown is not None and self.shown.ordinal(place) == ordinal else 0


NOTHING = Sought()


class Turning(Protocol):
    """A screen that shows one event, and can turn to another."""

    def turn_to(self, ordinal: int) -> None:
        """Shows this event."""

    def tell(self, sentence: str) -> None:
        """Says something to the reader."""
