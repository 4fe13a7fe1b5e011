"""The events that rest on the source that one reads."""

from dataclasses import dataclass

from textual.message import Message

from store.records import EventRow
from tui.render import source
from tui.render.lines import BLANK, Line, Span, plural
from tui.widgets.line_widget import MovingWidget


class RestingList(MovingWidget):
    """A short list of events; moving in it lights their passages."""

    DEFAULT_CSS = "RestingList { width: 1fr; height: 1fr; }"

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another event."""

        ordinal: int

    rows: tuple[EventRow, ...] = ()
    cursor = 0
    """The index of the event under the cursor."""
    _top = 0

    def show(self, rows: tuple[EventRow, ...], ordinal: int) -> None:
        """Shows these events, with the cursor on one of them."""
        self.rows, self._top = rows, 0
        self.point_at(ordinal)

    def point_at(self, ordinal: int, above: int | None = None) -> None:
        """Puts the cursor on an event, with so many above it, and tells nobody."""
        self.cursor = next((index for index, row in enumerate(self.rows) if row.ordinal == ordinal), 0)
        if above is not None:
            self._top = max(self.cursor - max(above, 0), 0)
        self._reveal()

    @property
    def above(self) -> int:
        """How many events are in view above the cursor."""
        return max(self.cursor - self._top, 0)

    def _reveal(self) -> None:
        room = max(self.size.height - 1, 1)
        self._top = max(min(self._top, self.cursor), self.cursor - room + 1)
        self.refresh()

    def line(self, y: int) -> Line:
        """The heading, and an event a line."""
        if y == 0:
            return (Span(" "), Span(f"{plural(len(self.rows), 'event')} on this source", "heading"))
        index = self._top + y - 1
        if index >= len(self.rows):
            return BLANK
        chosen = index == self.cursor
        return source.event_line(
            self.rows[index], self.size.width, self.glyphs, selected=chosen, focused=self.has_focus
        )

    def move(self, lines: int) -> None:
        """Moves the cursor by so many events."""
        target = min(max(self.cursor + lines, 0), max(len(self.rows) - 1, 0))
        if target != self.cursor:
            self.cursor = target
            self._reveal()
            self.post_message(self.Highlighted(self.rows[target].ordinal))

    def move_to_edge(self, direction: int) -> None:
        """To the first or the last event."""
        self.move(direction * len(self.rows))

    def resized(self) -> None:
        """Keeps the cursor in view."""
        self._reveal()
