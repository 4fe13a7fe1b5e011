"""An event's card: a cursor goes from passage to passage, the view follows."""

from store.records import Event
from tui.render import card as cards
from tui.render.card import Card
from tui.render.lines import Line
from tui.widgets.line_widget import MovingWidget


class EventCard(MovingWidget):
    """The card of one event."""

    DEFAULT_CSS = "EventCard { width: 1fr; height: 1fr; }"

    event: Event | None = None
    """The event shown; None before the first and after a failure."""
    citation = 0
    """The index of the citation under the cursor."""
    _card = Card((), ())
    _top = 0

    def show(self, event: Event, citation: int = 0) -> None:
        """Shows an event, with the cursor on one of its citations."""
        self.event, self.citation, self._top = event, citation, 0
        self._compose_card()
        if citation:
            self._reveal()

    def say(self, *lines: Line) -> None:
        """Shows lines instead of an event: why there is none."""
        self.event, self._card, self._top = None, Card(lines, ()), 0
        self.refresh()

    def _compose_card(self) -> None:
        if self.event is not None and self.size.width:
            self._card = cards.card(self.event, self.size.width, self.glyphs)
        self._top = min(self._top, self._last_top)
        self.refresh()

    @property
    def _last_top(self) -> int:
        return max(len(self._card.lines) - self.size.height, 0)

    def line(self, y: int) -> Line:
        """The line at `y`, with the cursor before the chosen passage."""
        return cards.line(self._card, self._top + y, self.citation, self.has_focus, self.glyphs)

    def move(self, lines: int) -> None:
        """Moves to the next passage if it is in view or next to it, else the view."""
        target = self.citation + (1 if lines > 0 else -1)
        bottom = self._top + self.size.height
        if abs(lines) == 1 and 0 <= target < len(self._card.stops):
            stop = self._card.stops[target]
            if self._top - 1 <= stop.first and stop.last <= bottom:
                self.citation = target
                self._reveal()
                return
        self._top = min(max(self._top + lines, 0), self._last_top)
        self.refresh()

    def move_to_edge(self, direction: int) -> None:
        """To the top of the card, or to its last passage."""
        self.citation = 0 if direction < 0 else max(len(self._card.stops) - 1, 0)
        self._top = 0 if direction < 0 else self._last_top
        self.refresh()

    def _reveal(self) -> None:
        stop = self._card.stops[self.citation]
        self._top = max(min(self._top, stop.first), stop.last - self.size.height + 1)
        self._top = min(max(self._top, 0), self._last_top)
        self.refresh()

    def resized(self) -> None:
        """Flows the card anew and keeps the chosen passage in view."""
        self._compose_card()
        if self.citation and self._card.stops:
            self._reveal()
