"""A list whose rows are read as they come into view, some with a heading above them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message

from store.errors import QueryError
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, told
from tui.render.rows import cursor
from tui.widgets.line_widget import MovingWidget

Draw = Callable[[int, int, Span, bool], Sequence[Line]]
"""Makes the lines of the row at a place, for a width, with the sign before it; whether it is the first in view, which
has its heading in any case. The row is the last of the lines, what is before it its heading. Raises QueryError."""


class PagedList(MovingWidget):
    """Rows in order, with a cursor on one of them."""

    DEFAULT_CSS = "PagedList { width: 1fr; height: 1fr; }"

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row, or on the first after rows were shown."""

        origin: "PagedList"
        place: int

        @property
        def control(self) -> "PagedList":
            """Which list: a page may have several."""
            return self.origin

    @dataclass
    class Chosen(Message):
        """The row under the cursor was clicked."""

        place: int

    @dataclass
    class Failed(Message):
        """The store did not answer."""

        sentence: str

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(glyphs, id=id)
        self.count = 0
        self.cursor = 0
        """The place of the row under the cursor, from 1; 0 where there are none."""
        self.head: Sequence[Line] = ()
        """Lines above the rows, which stay where they are."""
        self._draw: Draw = lambda place, width, marker, first: ()
        self._said: Sequence[Line] = ()
        self._top = 1
        self._lines: list[tuple[int, Line]] = []
        """What is in view: each line with the place of its row."""

    def show(self, count: int, draw: Draw, place: int, above: int | None = None) -> None:
        """Shows so many rows, with the cursor on the one at `place`, and so many above it as far as there is room."""
        self.count, self._draw = count, draw
        self.cursor = 0
        if above is not None:
            self._top = max(min(place, count) - max(above, 0), 1)
        self.go(place)
        self.refresh()

    def say(self, title: str, sentence: str) -> None:
        """Says why there are no rows."""
        self._said = told(title, sentence, max(self.size.width, 20))
        self.refresh()

    @property
    def above(self) -> int:
        """How many rows are in view above the cursor."""
        return max(self.cursor - self._top, 0)

    def go(self, place: int, *, top: bool = False) -> None:
        """Puts the cursor on a row, or on the nearest; with `top`, with as much as fits of what follows."""
        old, self.cursor = self.cursor, min(max(place, min(self.count, 1)), self.count)
        self._lines = []
        try:
            if top:
                self._show_on(self.cursor)
            self._reveal()
        except QueryError as error:
            self._fail(error)
            return
        self.refresh()
        if self.cursor != old:
            self.post_message(self.Highlighted(self, self.cursor))

    def _room(self) -> int:
        return max(self.size.height - len(self.head), 1)

    def _reveal(self) -> None:
        """The first row in view is such that the one under the cursor is in view, with all its lines if they fit."""
        if not self.cursor:
            self._top = 1
            return
        if not self.size.height:
            return  # nobody knows yet what will be in view
        self._top = min(max(self._top, 1), self.cursor)
        used, place = 0, self.cursor
        while place >= self._top:
            first = len(self._of(place, first=True))
            if used + first > self._room():
                self._top = min(place + 1, self.cursor)
                return
            used += len(self._of(place, first=False))
            place -= 1

    def _show_on(self, place: int) -> None:
        """The row at a place is the first in view, or as near to that as leaves no room empty."""
        self._top, self.cursor = 1, self.count
        self._reveal()
        self._top, self.cursor = min(self._top, place), place

    def _of(self, place: int, *, first: bool) -> Sequence[Line]:
        chosen = place == self.cursor
        return self._draw(place, self.size.width, cursor(chosen, self.has_focus, self.glyphs), first)

    def _fill(self) -> None:
        """The lines that are in view; those of a row that does not fit are cut off."""
        self._lines = []
        place = self._top
        while place <= self.count and place and len(self._lines) < self._room():
            self._lines += ((place, line) for line in self._of(place, first=place == self._top))
            place += 1

    def line(self, y: int) -> Line:
        """The line at `y`."""
        if y < len(self.head):
            return self.head[y]
        if not self.count:
            return self._said[y] if y < len(self._said) else BLANK
        try:
            if not self._lines:
                self._fill()
        except QueryError as error:
            self._fail(error)
            return BLANK
        at = y - len(self.head)
        return self._lines[at][1] if at < len(self._lines) else BLANK

    def _fail(self, error: QueryError) -> None:
        self.count = self.cursor = 0
        self._lines = []
        self.refresh()
        self.post_message(self.Failed(str(error)))

    def watch_has_focus(self, focused: bool) -> None:
        """As everywhere, and the terminal's own cursor stands on the chosen row, for screen readers."""
        self._lines = []
        super().watch_has_focus(focused)
        y = next((y for y, (place, _) in reversed([*enumerate(self._lines)]) if place == self.cursor), None)
        if focused and y is not None:
            self.app.cursor_position = Offset(self.region.x, self.region.y + len(self.head) + y)

    def redraw(self) -> None:
        """Draws the rows anew: they look different."""
        self.go(self.cursor)

    def move(self, lines: int) -> None:
        """Moves the cursor by so many rows."""
        self.go(self.cursor + lines)

    def move_page(self, direction: int) -> None:
        """Moves by as many rows as are in view, less one."""
        self.move(direction * max(len({place for place, _ in self._lines}) - 1, 1))

    def move_to_edge(self, direction: int) -> None:
        """Moves to the first or the last row."""
        self.go(1 if direction < 0 else self.count)

    def resized(self) -> None:
        """Keeps the cursor in view."""
        self._lines = []
        try:
            self._reveal()
        except QueryError as error:
            self._fail(error)

    def on_click(self, click: events.Click) -> None:
        """A click chooses a row; on the chosen one it opens it."""
        at = click.y - len(self.head)
        place = self._lines[at][0] if 0 <= at < len(self._lines) else 0
        self.focus()
        if place and place == self.cursor:
            self.post_message(self.Chosen(place))
        elif place:
            self.go(place)
