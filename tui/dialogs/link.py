"""Where one is, as a command line: to be read, copied, or selected and pasted."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.messages import CopyText
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, apart
from tui.render.shell import laid_out, quoted
from tui.widgets.line_widget import LineWidget

_BOTH_KEYS = 52
"""Cells from which both keys are named beside the title."""


class LinkText(LineWidget):
    """The command from the first cell of the screen to the last: what is selected is the command and nothing else."""

    ground = "bar"
    DEFAULT_CSS = "LinkText { width: 1fr; height: 1; }"

    def __init__(self, glyphs: Glyphs, words: Sequence[str]) -> None:
        super().__init__(glyphs)
        self._words = words
        self._lines: list[str] = []

    def fit(self, width: int) -> None:
        """Lays the command out for a screen of this width."""
        self._lines = laid_out(self._words, width)
        self.styles.height = len(self._lines) + 1
        self.refresh()

    def line(self, y: int) -> Line:
        """What it is, and the command below."""
        if not y:
            title = (Span(" This place as a command line", "bar.title"),)
            keys = "y copies, esc closes " if self.size.width >= _BOTH_KEYS else "y copies "
            return apart(title, (Span(keys, "bar.dim"),), self.size.width, "bar")
        return (Span(self._lines[y - 1], "bar.key"),) if y <= len(self._lines) else BLANK


class LinkDialog(ModalScreen[None]):
    """Shows the command until a key that leaves is pressed."""

    CSS_PATH = "asking.tcss"
    BINDINGS: ClassVar = [
        Binding("y,Y", "copy", "copy", show=False),
        Binding("q,h,left,escape,enter", "dismiss", "close", show=False),
    ]

    def __init__(self, glyphs: Glyphs, words: Sequence[str]) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._words = words

    def compose(self) -> ComposeResult:
        """The command, at the foot of the screen."""
        with Vertical(id="asking"):
            yield LinkText(self.glyphs, self._words)

    def on_mount(self) -> None:
        """Fits the command to the screen."""
        self.on_resize()

    def action_copy(self) -> None:
        """Copies the command as one line, and closes."""
        self.post_message(CopyText(" ".join(map(quoted, self._words)), "the command line"))
        self.dismiss()

    def on_resize(self) -> None:
        """Fits the command to the screen."""
        self.query_one(LinkText).fit(self.app.size.width)
