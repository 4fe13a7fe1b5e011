"""The line for finding: what one types moves the page behind it, which says beside it what it has found."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input

from store.search.terms import LONGEST
from tui import cells
from tui.render.glyphs import Glyphs
from tui.render.lines import Line, Span, field
from tui.widgets.line_widget import LineWidget

_LEAST = 12
"""Cells that are kept for what is typed."""


class Found(LineWidget):
    """What was found, at the right end."""

    ground = "bar"
    DEFAULT_CSS = "Found { width: 0; height: 1; }"
    _words = ""
    _width = 0

    def say(self, words: str) -> None:
        """Shows a few words, cut where there is no room for all."""
        most = max(self.app.size.width - _LEAST, 0)
        self._words = cells.cut(words, most)
        # The place that they take only grows: another width is another layout, and all that lies behind drawn again.
        self._width = min(max(self._width, cells.cells(self._words)), most)
        self.styles.width = self._width + 1
        self.refresh()

    def line(self, y: int) -> Line:
        """The line at `y`."""
        before = " " * max(self.size.width - 1 - cells.cells(self._words), 0)
        return (field(before + self._words, self.size.width, "bar.key"),)


class Prompt(LineWidget):
    """The sign that stands before what is typed."""

    ground = "bar"
    DEFAULT_CSS = "Prompt { width: 2; height: 1; }"

    def line(self, y: int) -> Line:
        """The line at `y`."""
        return (Span(" /", "bar.key"),)


class FindDialog(ModalScreen[str | None]):
    """Asks for words in place of the keys; returns them, or None where the reader thought better of it."""

    CSS_PATH = "finding.tcss"
    BINDINGS: ClassVar = [Binding("escape", "dismiss", "close", show=False)]

    def __init__(self, glyphs: Glyphs, last: str, typed: Callable[[str], None]) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._last = last
        """What was looked for before."""
        self._typed = typed
        self._behind = False
        """Whether something was typed that is not looked for yet."""

    def compose(self) -> ComposeResult:
        """What is typed, and what was found."""
        prompt = 'words, "a phrase"' + (" · enter alone: again" if self._last else "")
        with Horizontal(id="finding"):
            yield Prompt(self.glyphs)
            yield Input(placeholder=prompt, max_length=LONGEST, compact=True, id="sought")
            yield Found(self.glyphs)

    def on_mount(self) -> None:
        """Begins with nothing typed, and with a cursor that does not blink: an idle line over ssh stays silent."""
        field = self.query_one(Input)
        field.cursor_blink = False
        self.set_focus(field)

    def say(self, words: str) -> None:
        """Says what was found."""
        self.query_one(Found).say(words)

    @on(Input.Changed)
    def _follow(self) -> None:
        """The letter is shown first: the list behind is lit anew for the last of several that come at once."""
        if not self._behind:
            self._behind = True
            self.call_after_refresh(self._catch_up)

    def _catch_up(self) -> None:
        self._behind = False
        if self.is_current:  # whoever closed it has the whole line, or wants none of it
            self._typed(self.query_one(Input).value)

    @on(Input.Submitted)
    def _take(self, message: Input.Submitted) -> None:
        self.dismiss(message.value)
