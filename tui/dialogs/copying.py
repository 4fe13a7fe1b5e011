"""In which format to copy: a key each, enter for the last one."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span
from tui.widgets.line_widget import LineWidget

Choice = tuple[str, str, str]
"""What is returned, its key, and its name."""


class Choices(LineWidget):
    """The formats with their keys."""

    ground = "bar"
    DEFAULT_CSS = "Choices { width: 1fr; height: auto; }"

    def __init__(self, glyphs: Glyphs, lines: Sequence[Line]) -> None:
        super().__init__(glyphs)
        self._lines = lines
        self.styles.height = len(lines)

    def line(self, y: int) -> Line:
        """The line at `y`."""
        return self._lines[y] if y < len(self._lines) else BLANK


class CopyDialog(ModalScreen[str | None]):
    """Asks at the foot of the screen for a format; returns its name, or None where the reader thought better of it."""

    CSS_PATH = "copying.tcss"
    BINDINGS: ClassVar = [
        Binding("escape,q,h,left,Y", "dismiss", "close", show=False),
        Binding("enter,l,right", "take_last", "the last one", show=False),
    ]

    def __init__(self, glyphs: Glyphs, choices: Sequence[Choice], last: str) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._choices = choices
        self._last = last
        for name, key, _ in choices:
            self._bindings.bind(key, f"take('{name}')", show=False)

    def compose(self) -> ComposeResult:
        """A heading, and a line for each format."""
        lines: list[Line] = [(Span(" Copy with the full citation as", "bar"),)]
        for name, key, called in self._choices:
            enter = "  (or enter)" if name == self._last else ""
            lines.append((Span(f"   {key} ", "bar.key"), Span(f" {called}{enter}", "bar")))
        yield Choices(self.glyphs, lines)

    def action_take(self, name: str) -> None:
        """Takes a format."""
        self.dismiss(name)

    def action_take_last(self) -> None:
        """Takes the format that was taken last."""
        self.dismiss(self._last)
