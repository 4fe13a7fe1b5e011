"""An event's card: a cursor goes from name to name, from words to words and from passage to passage.

The view follows, and a cursor that is moved is never out of view. A fresh card begins at the first passage.
"""

from dataclasses import dataclass

from textual.message import Message

from store.marks.records import Mark
from store.records import Event
from store.search.terms import Term
from tui.messages import OpenEntity, OpenPassage, OpenSource
from tui.render import card as cards
from tui.render import lights
from tui.render.card import Card, Stop
from tui.render.lines import Line, told
from tui.subject import NOTHING, Subject
from tui.widgets.line_widget import MovingWidget


class EventCard(MovingWidget):
    """The card of one event."""

    DEFAULT_CSS = "EventCard { width: 1fr; height: 1fr; }"

    @dataclass
    class Shown(Message):
        """An event is shown; what the reader keeps about it is wanted."""

        card: "EventCard"

    event: Event | None = None
    """The event shown; None before the first and after a failure."""
    own: Mark | None = None
    """What the reader keeps about it."""
    terms: tuple[Term, ...] = ()
    """What is lit."""
    _said = ("", "")
    _card = Card((), ())
    _chosen: int | None = None
    """The index of the stop under the cursor; None until it was moved."""
    _top = 0
    _wanted: tuple[int, int] | None = None
    """What is to be in view, once it is known how much can be."""

    def show(self, event: Event) -> None:
        """Shows an event; the cursor stays where it is if it is the same one."""
        if self.event is None or self.event.row.id != event.row.id:
            self._chosen, self._top, self.own = None, 0, None
        self.event = event
        self.fit_anew()
        self.refresh()
        self.app.post_message(self.Shown(self))  # a page in whose name it is sent would be the last to hear it

    def show_own(self, own: Mark | None) -> None:
        """Shows what the reader keeps about the event."""
        if own != self.own:
            self.own = own
            self.fit_anew()
            self.refresh()

    def look_for(self, terms: tuple[Term, ...]) -> None:
        """Lights these terms."""
        if terms != self.terms:
            self.terms = terms
            self.refresh()

    def choose(self, citation: int) -> None:
        """Puts the cursor on a passage, or on the last that there is."""
        passages = [index for index, stop in enumerate(self._card.stops) if stop.citation is not None]
        if passages:
            self._chosen = passages[min(citation, len(passages) - 1)]
            self.fit_anew()
            self.refresh()

    @property
    def view(self) -> tuple[int, int]:
        """The index of what the cursor stands on, and how many lines are out of view above."""
        return self._wanted or (self._cursor, self._top)

    def return_to(self, view: tuple[int, int]) -> None:
        """Shows what was in view, with the cursor where it was; as soon as it is known how much is in view."""
        self._wanted = view
        self.resized()
        self.refresh()

    @property
    def citation(self) -> int:
        """The index of the citation under the cursor; 0 where it is on something else."""
        return (self.stop.citation if self.stop is not None else None) or 0

    def say(self, title: str, sentence: str) -> None:
        """Says something instead of showing an event."""
        self.event, self._said, self._top = None, (title, sentence), 0
        self.fit_anew()
        self.refresh()

    def resized(self) -> None:
        """Flows the card anew and keeps the chosen stop in view."""
        if self.event is None:
            self._card = Card(told(*self._said, self.size.width), ())
        else:
            self._card = cards.card(self.event, max(self.size.width, 1), self.glyphs, self.own)
        self._top = min(self._top, self._last_top)
        if self.event is not None and self._chosen is not None:
            self._choose(self._chosen)
        if self._wanted is not None and self.size.height and self._card.stops:
            (chosen, self._top), self._wanted = self._wanted, None
            self._chosen = min(chosen, len(self._card.stops) - 1)
            self._top = min(self._top, self._last_top)

    @property
    def _cursor(self) -> int:
        """The index of the stop that the cursor stands on."""
        return self._card.first_passage if self._chosen is None else self._chosen

    @property
    def stop(self) -> Stop | None:
        """What the cursor stands on."""
        return self._card.stops[self._cursor] if self._cursor < len(self._card.stops) else None

    @property
    def subject(self) -> Subject:
        """The event, and what in it the cursor stands on."""
        if self.event is None:
            return NOTHING
        ordinal, stop = self.event.row.ordinal, self.stop
        if stop is None:
            return Subject(ordinal)
        return Subject(ordinal, stop.citation, quotation=stop.quotation, entity=stop.entity)

    def opening(self, origin: object) -> Message | None:
        """The message that opens what the cursor stands on, from a screen; None where there is nothing to open."""
        event, stop = self.event, self.stop
        if event is None or stop is None:
            return None
        if stop.entity is not None:
            return OpenEntity(origin, stop.entity)
        if stop.citation is not None:
            return OpenPassage(origin, event.row.ordinal, stop.citation)
        said = (quotation for quotation in event.quotations if quotation.id == stop.quotation)
        return next((OpenSource(origin, quotation.source, quotation.passage) for quotation in said), None)

    @property
    def _last_top(self) -> int:
        return max(len(self._card.lines) - self.size.height, 0)

    def line(self, y: int) -> Line:
        """The line at `y`, with the cursor before the chosen stop."""
        index = self._top + y
        first = max(index - 1, 0)  # a phrase may go on over a line's end
        around = [self._line(number) for number in range(first, index + 2)]
        return lights.lit(around, self.terms)[index - first] if self.terms else around[index - first]

    def _line(self, index: int) -> Line:
        return cards.line(self._card, index, self._cursor, self.has_focus, self.glyphs)

    def move(self, lines: int) -> None:
        """A single step goes to the next stop if that begins in view; else the view moves, and the cursor along."""
        target = self._cursor + (1 if lines > 0 else -1)
        if abs(lines) == 1 and 0 <= target < len(self._card.stops) and self._begins_in_view(target, lines):
            self._choose(target)
        else:
            self._top = min(max(self._top + lines, 0), self._last_top)
            self._bring_cursor(lines)
        self.refresh()

    def _choose(self, index: int) -> None:
        self._chosen = min(index, max(len(self._card.stops) - 1, 0))
        if self._card.stops:
            self._reveal()

    def _begins_in_view(self, index: int, direction: int) -> bool:
        first = self._card.stops[index].first
        slack = 1 if direction < 0 else 0
        return self._top - slack <= first < self._top + self.size.height

    def _bring_cursor(self, direction: int) -> None:
        """After the view moved: a cursor that it left behind comes along; one that is still ahead of it waits."""
        bottom, stop = self._top + self.size.height, self.stop
        if stop is None:
            return
        behind = stop.last < self._top if direction > 0 else stop.first >= bottom
        stops = enumerate(self._card.stops)
        seen = [index for index, other in stops if other.first < bottom and self._top <= other.last]
        if behind and seen:
            self._chosen = seen[0] if direction > 0 else seen[-1]

    def move_to_edge(self, direction: int) -> None:
        """To the top of the card, or to its last passage."""
        self._chosen = 0 if direction < 0 else max(len(self._card.stops) - 1, 0)
        self._top = 0 if direction < 0 else self._last_top
        self.refresh()

    def move_to_part(self) -> None:
        """To the next of the card's parts: from the names to what was said, to the passages, to the names again."""
        stops, here = self._card.stops, self.stop
        if here is None:
            return
        order = [*range(self._cursor, len(stops)), *range(self._cursor)]
        self._choose(next((at for at in order if _part(stops[at]) != _part(here)), self._cursor))
        self.refresh()

    def _reveal(self) -> None:
        """Brings the chosen stop into view; of one that is taller than the view, its beginning."""
        stop = self._card.stops[self._cursor]
        self._top = min(max(self._top, stop.last - self.size.height + 1), stop.first, self._last_top)


def _part(stop: Stop) -> str:
    return "names" if stop.entity is not None else "words" if stop.quotation is not None else "passages"
