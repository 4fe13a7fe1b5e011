"""What all our widgets share: they draw lines of spans, and those that move do so with the same keys."""

from abc import abstractmethod
from typing import ClassVar

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui import keys, paint
from tui.render.glyphs import Glyphs
from tui.render.lines import Line


class LineWidget(Widget):
    """A widget that is a number of lines."""

    ground = "text"
    """The style of what the lines leave empty."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.glyphs = glyphs

        self._fitted = Size()

    @abstractmethod
    def line(self, y: int) -> Line:
        """The line at `y`, from 0 at the top of the widget."""

    def resized(self) -> None:
        """Fits what is shown to a new size. Called before anything is drawn in it."""

    def fit_anew(self) -> None:
        """Fits something else to the size that there is now; where that is none, since it is hidden, again later."""
        self._fitted = self.size
        self.resized()

    def _fit(self) -> None:
        if self.size != self._fitted:
            self._fitted = self.size
            self.resized()

    def on_resize(self) -> None:
        """Textual may draw before it tells the size, or tell it before it draws."""
        self._fit()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line as Textual draws it."""
        self._fit()
        line = self.line(y) if self.size.width else ()
        return paint.strip(line, self.size.width, self.app.theme, self.ground, self.glyphs)


class Bar(LineWidget):
    """One line across the screen: a title, or the keys."""

    ground = "bar"
    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(glyphs, id=id)
        self._line: Line = ()

    def show(self, line: Line) -> None:
        """Shows a line, and repaints if it is another than before."""
        if line != self._line:
            self._line = line
            self.refresh()

    def line(self, y: int) -> Line:
        """The line shown."""
        return self._line


class MovingWidget(LineWidget, can_focus=True):
    """A widget with a cursor or a view that the moving keys move."""

    BINDINGS: ClassVar = paint.bindings(keys.MOVING)

    @abstractmethod
    def move(self, lines: int) -> None:
        """Moves by so many lines, down if positive."""

    @abstractmethod
    def move_to_edge(self, direction: int) -> None:
        """Moves to the start (-1) or to the end (1)."""

    def move_page(self, direction: int) -> None:
        """Moves by a page, down if positive."""
        self.move(direction * max(self.size.height - 2, 1))

    def watch_has_focus(self, focused: bool) -> None:
        """The cursor looks different where the keys go."""
        super().watch_has_focus(focused)
        self.refresh()

    def action_line_down(self) -> None:
        self.move(1)

    def action_line_up(self) -> None:
        self.move(-1)

    def action_half_down(self) -> None:
        self.move(max(self.size.height // 2, 1))

    def action_half_up(self) -> None:
        self.move(-max(self.size.height // 2, 1))

    def action_page_down(self) -> None:
        self.move_page(1)

    def action_page_up(self) -> None:
        self.move_page(-1)

    def action_first(self) -> None:
        self.move_to_edge(-1)

    def action_last(self) -> None:
        self.move_to_edge(1)

    def on_mouse_scroll_down(self) -> None:
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        self.move(-3)
