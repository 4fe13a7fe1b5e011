"""An event's card: a cursor goes from passage to passage, the view follows, and the cursor is never out of view."""

from store.records import Event
from tui.render import card as cards
from tui.render.card import Card
from tui.render.lines import Line, told
from tui.widgets.line_widget import MovingWidget


class EventCard(MovingWidget):
    """The card of one event."""

    DEFAULT_CSS = "EventCard { width: 1fr; height: 1fr; }"

    event: Event | None = None
    """The event shown; None before the first and after a failure."""
    citation = 0
    """The index of the citation under the cursor."""
    _said = ("", "")
    _card = Card((), ())
    _top = 0

    def show(self, event: Event) -> None:
        """Shows an event; the cursor stays where it is if it is the same one."""
        if self.event is None or self.event.row.id != event.row.id:
            self.citation, self._top = 0, 0
        self.event = event
        self.resized()
        self.refresh()

    def choose(self, citation: int) -> None:
        """Puts the cursor on a passage, or on the last that there is."""
        self.citation = citation
        self.resized()
        self.refresh()

    def say(self, title: str, sentence: str) -> None:
        """Says something instead of showing an event."""
        self.event, self._said, self._top = None, (title, sentence), 0
        self.resized()
        self.refresh()

    def resized(self) -> None:
        """Flows the card anew and keeps the chosen passage in view."""
        if self.event is None:
            self._card = Card(told(*self._said, self.size.width), ())
        else:
            self._card = cards.card(self.event, max(self.size.width, 1), self.glyphs)
            self.citation = min(self.citation, max(len(self._card.stops) - 1, 0))
        self._top = min(self._top, self._last_top)
        if self.citation:
            self._reveal()

    @property
    def _last_top(self) -> int:
        return max(len(self._card.lines) - self.size.height, 0)

    def line(self, y: int) -> Line:
        """The line at `y`, with the cursor before the chosen passage."""
        return cards.line(self._card, self._top + y, self.citation, self.has_focus, self.glyphs)

    def move(self, lines: int) -> None:
        """A single step goes to the next passage if that begins in view; else the view moves, and the cursor along."""
        target = self.citation + (1 if lines > 0 else -1)
        if abs(lines) == 1 and 0 <= target < len(self._card.stops) and self._begins_in_view(target, lines):
            self.citation = target
            self._reveal()
        else:
            self._top = min(max(self._top + lines, 0), self._last_top)
            self._bring_cursor(lines)
        self.refresh()

    def _begins_in_view(self, citation: int, direction: int) -> bool:
        first = self._card.stops[citation].first
        slack = 1 if direction < 0 else 0
        return self._top - slack <= first < self._top + self.size.height

    def _bring_cursor(self, direction: int) -> None:
        """After the view moved: the chosen passage is one that is in view, if any is."""
        bottom = self._top + self.size.height
        seen = [stop.citation for stop in self._card.stops if stop.first < bottom and self._top <= stop.last]
        if seen and self.citation not in seen:
            self.citation = seen[0] if direction > 0 else seen[-1]

    def move_to_edge(self, direction: int) -> None:
        """To the top of the card, or to its last passage."""
        self.citation = 0 if direction < 0 else max(len(self._card.stops) - 1, 0)
        self._top = 0 if direction < 0 else self._last_top
        self.refresh()

    def _reveal(self) -> None:
        """Brings the chosen passage into view; of one that is taller than the view, its beginning."""
        stop = self._card.stops[self.citation]
        self._top = min(max(self._top, stop.last - self.size.height + 1), stop.first, self._last_top)
