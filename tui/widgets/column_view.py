"""A column of blocks with a cursor that goes from stop to stop: the list of entities, and the page of one."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message

from store.errors import QueryError
from tui.blocks import Column, Target
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line
from tui.render.rows import cursor
from tui.widgets.line_widget import MovingWidget

_NOTHING = Column(())


class ColumnView(MovingWidget):
    """Shows as much of a column as there is room for; the stop under the cursor is in view once it was moved."""

    DEFAULT_CSS = "ColumnView { width: 1fr; height: 1fr; }"

    @dataclass
    class Moved(Message):
        """The cursor stands on another stop."""

        number: int

    @dataclass
    class Chosen(Message):
        """What is under the cursor was clicked."""

    @dataclass
    class Failed(Message):
        """The store did not answer."""

        sentence: str

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(glyphs, id=id)
        self.cursor = 0
        """The number of the stop under the cursor."""
        self._make: Callable[[int], Column] = lambda width: _NOTHING
        self._column = _NOTHING
        self._top = 0
        self._wanted: int | None = None
        """Lines that are to be above the cursor, once it is known how many there are."""

    def show(self, make: Callable[[int], Column], cursor: int = 0, above: int | None = None) -> None:
        """Shows what is made for the width that there is, with the cursor on a stop, so many lines below the top."""
        self._make, self.cursor, self._top = make, cursor, 0
        self.fit_anew()
        if above is not None:
            self.put(cursor, above)
        self.refresh()

    def show_again(self, make: Callable[[int], Column]) -> None:
        """Shows more or other lines above and below the stop that one is at, where one is."""
        self._make = make
        self.fit_anew()
        self.refresh()

    def resized(self) -> None:
        """Flows the column anew, and keeps the cursor in view."""
        room = self._column.place(self.cursor)[0] - self._top if self._column.stops else 0
        self._column = self._make(max(self.size.width - 2, 10))
        self.cursor = min(self.cursor, max(self._column.stops - 1, 0))
        if self.cursor and self._column.stops:
            self._top = self._column.place(self.cursor)[0] - min(room, max(self.size.height - 1, 0))
            if room >= 0:  # else one has moved on from it, over lines that lead nowhere
                self._reveal()
        self._top = max(min(self._top, self._last_top), 0)
        if self.size.height and (above := self._wanted) is not None:
            self._wanted = None
            self.put(self.cursor, above)

    @property
    def stops(self) -> int:
        """How many stops there are."""
        return self._column.stops

    @property
    def part(self) -> tuple[str, int, int]:
        """The list that the cursor is in, its place there, and how many there are; `""` where it is in none."""
        return self._column.listed(self.cursor) if self.stops else ("", 0, 0)

    @property
    def target(self) -> Target | None:
        """What the cursor stands on; None where it stands on nothing, or the store does not answer."""
        return self.target_of(self.cursor)

    def target_of(self, stop: int) -> Target | None:
        """What a stop leads to; None where there is none, or the store does not answer."""
        try:
            return self._column.target(stop) if self.stops else None
        except QueryError as error:
            self._fail(error)
            return None

    @property
    def _last_top(self) -> int:
        return max(self._column.height - self.size.height, 0)

    def line(self, y: int) -> Line:
        """The line at `y`, with the cursor before the chosen stop."""
        try:
            line, stop = self._column.line(self._top + y)
        except QueryError as error:
            self._fail(error)
            return BLANK
        here = stop is not None and stop == self.cursor
        return (cursor(here, self.has_focus, self.glyphs), *line) if line or here else BLANK

    def _fail(self, error: QueryError) -> None:
        self._make, self._column, self.cursor, self._top = lambda width: _NOTHING, _NOTHING, 0, 0
        self.refresh()
        self.post_message(self.Failed(str(error)))

    def go(self, stop: int) -> None:
        """Puts the cursor on a stop, or on the nearest that there is."""
        old, self.cursor = self.cursor, min(max(stop, 0), max(self.stops - 1, 0))
        if self.stops:
            self._reveal()
        self.refresh()
        if self.cursor != old:
            self.post_message(self.Moved(self.cursor))

    @property
    def above(self) -> int:
        """How many lines of the view are above the stop under the cursor; fewer than none where it is out of view."""
        if self._wanted is not None:
            return self._wanted
        return self._column.place(self.cursor)[0] - self._top if self.stops else 0

    def put(self, stop: int, above: int) -> None:
        """Puts the cursor on a stop, with so many lines above it; it is in view then, if it was."""
        self.go(stop)
        if not self.size.height:
            self._wanted = above
            return
        if self.stops:
            first, last = self._column.place(self.cursor)
            top = first - above
            if above >= 0:
                top = min(max(top, last - max(self.size.height, 1) + 1), first)
            self._top = max(min(top, self._last_top), 0)
            self.refresh()

    def _reveal(self) -> None:
        first, last = self._column.heading(self.cursor), self._column.place(self.cursor)[1]
        self._top = max(min(max(self._top, last - self.size.height + 1), first, self._last_top), 0)
        y = self._column.place(self.cursor)[0] - self._top
        if self.has_focus:  # for screen readers, the terminal's own cursor comes along
            self.app.cursor_position = Offset(
                self.region.x, self.region.y + min(max(y, 0), max(self.size.height - 1, 0))
            )

    def move(self, lines: int) -> None:
        """Moves the cursor by so many stops; before the first and after the last, and over long texts, the view."""
        target = self.cursor + lines
        if abs(lines) == 1 and not (0 <= target < self.stops and self._near(target, lines)):
            self._top = max(min(self._top + lines, self._last_top), 0)
            self.refresh()
        else:
            self.go(target)

    def _near(self, stop: int, direction: int) -> bool:
        """Whether a stop is in view, or comes into view with no more than a few lines between."""
        first, last = self._column.place(stop)
        slack = max(self.size.height // 2, 1)
        if direction > 0:
            return last < self._top + self.size.height + slack
        return first >= self._top - slack

    def move_page(self, direction: int) -> None:
        """Moves by as many stops as a page has."""
        first, last = self._column.place(self.cursor) if self.stops else (0, 0)
        self.go(self.cursor + direction * max((self.size.height - 1) // (last - first + 1), 1))

    def move_to_edge(self, direction: int) -> None:
        """To the start or to the end."""
        self.go(0 if direction < 0 else self.stops - 1)
        self._top = 0 if direction < 0 else self._last_top
        self.refresh()

    def move_to_part(self) -> None:
        """To the first stop of the next part, its heading at the top if there is room."""
        stop = self._column.next_part(self.cursor)
        self.go(stop)
        if self.stops:
            self._top = max(min(self._column.heading(self.cursor), self._last_top), 0)
            self.refresh()

    def on_click(self, click: events.Click) -> None:
        """A click chooses a stop; on the chosen one it opens it."""
        stop = self._column.line(self._top + click.y)[1]
        self.focus()
        if stop is not None and stop == self.cursor:
            self.post_message(self.Chosen())
        elif stop is not None:
            self.go(stop)
