"""The time axis above the list: it shows where in time the events lie, and goes there by cells."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message

from tui import keys, paint
from tui.render.axis.strips import Axis, days_at, lines, pointed
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line
from tui.widgets.line_widget import LineWidget


class TimeAxis(LineWidget, can_focus=True):
    """Two strips of time with a pointer, which moves with the list, or by itself while the keys go here."""

    BINDINGS: ClassVar = paint.bindings(keys.AXIS)
    DEFAULT_CSS = "TimeAxis { width: 1fr; height: 1; }"

    @dataclass
    class Pointed(Message):
        """The pointer wants to stand on another day."""

        day: int

    @dataclass
    class Chosen(Message):
        """Somebody wants to go to these days, from the first day number to the last."""

        first: int
        last: int

    @dataclass
    class Left(Message):
        """The keys shall go to the list again."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(glyphs, id=id)
        self.axis: Axis | None = None
        """What is drawn; None where no event has a date."""
        self._wanted: int | None = None
        """The day that the pointer was moved to, until it is shown there."""
        self._lines: tuple[Line, ...] = ()

    def show(self, axis: Axis | None) -> None:
        """Draws another axis, or the same with another pointer."""
        if axis is None or axis.day == self._wanted:
            self._wanted = None
        if axis != self.axis:
            self.axis = axis
            self._draw_again()

    def _draw_again(self) -> None:
        self._lines = ()
        self.refresh()

    def resized(self) -> None:
        """What was drawn is of another size."""
        self._lines = ()

    def line(self, y: int) -> Line:
        """The line at `y`."""
        if not self._lines and self.axis is not None:
            self._lines = lines(self.axis, self.size.height, self.glyphs, focused=self.has_focus)
        return self._lines[y] if y < len(self._lines) else BLANK

    def watch_has_focus(self, focused: bool) -> None:
        """The pointer looks different where the keys go."""
        super().watch_has_focus(focused)
        self._wanted = None
        self._draw_again()

    @property
    def _pointer(self) -> int | None:
        """The day number that the pointer stands on, or will in a moment."""
        return self._wanted if self._wanted is not None else self.axis.day if self.axis is not None else None

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day number of the cell that the pointer stands on."""
        day = self._pointer
        if self.axis is None or day is None:
            return None
        scale = pointed(self.axis, self.size.height)
        cell = scale.cell_of(day)
        return (day, day) if cell is None else scale.days_of(cell)

    def _point(self, cells: int) -> None:
        """Asks for the pointer so many cells to the right; no further than the whole span goes."""
        day = self._pointer
        if self.axis is not None and day is not None:
            target = pointed(self.axis, self.size.height).moved(day, cells)
            self._wanted = min(max(target, self.axis.whole.first), self.axis.whole.last)
            self.post_message(self.Pointed(self._wanted))

    def action_later(self) -> None:
        self._point(1)

    def action_earlier(self) -> None:
        self._point(-1)

    def action_much_later(self) -> None:
        self._point(max(self.size.width // 2, 1))

    def action_much_earlier(self) -> None:
        self._point(-max(self.size.width // 2, 1))

    def action_choose(self) -> None:
        days = self.days
        if days is not None:
            self.post_message(self.Chosen(*days))

    def action_leave_axis(self) -> None:
        self.post_message(self.Left())

    def on_click(self, click: events.Click) -> None:
        """A click goes to the time under it."""
        days = None if self.axis is None else days_at(self.axis, click.x, click.y, self.size.height)
        if days is not None:
            self.post_message(self.Chosen(*days))
