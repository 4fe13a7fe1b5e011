"""One line to type into, and what is understood of it while it is typed."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.dialogs.keys import TypingHelp
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, flow, width_of
from tui.widgets.line_widget import LineWidget

LONGEST = 200
"""Characters that are taken in."""
Understood = Callable[[str], tuple[Line, bool]]
"""What a text means, as a line to be shown, and whether it can be taken."""


class Said(LineWidget):
    """What is understood, in one line; a refusal in as many as it takes."""

    ground = "bar"
    DEFAULT_CSS = "Said { width: 1fr; height: 1; }"
    _lines: tuple[Line, ...] = ()

    def say(self, line: Line, *, whole: bool) -> None:
        """Shows a line; all of it, if it is to be read as a `whole`."""
        self._lines = (line,)
        if whole and width_of(line) > self.app.size.width - 1:
            flowed = flow("".join(span.text for span in line).strip(), self.app.size.width - 2, "bar")
            self._lines = tuple((Span(" ", "bar"), *spans) for spans in flowed)
        self.styles.height = len(self._lines)
        self.refresh()

    def line(self, y: int) -> Line:
        """The line at `y`."""
        return self._lines[y] if y < len(self._lines) else BLANK


class AskingDialog(ModalScreen[str | None]):
    """Asks for a line at the foot of the screen; returns it, or None where the reader thought better of it."""

    CSS_PATH = "asking.tcss"
    BINDINGS: ClassVar = [
        Binding("escape", "dismiss", "close", show=False),
        Binding("f1", "explain", "what can be typed", show=False),
    ]

    def __init__(
        self, glyphs: Glyphs, prompt: str, understood: Understood, examples: Sequence[tuple[str, str]] = ()
    ) -> None:
        """`examples` are what can be typed, and what it means, for whoever presses F1."""
        super().__init__()
        self.glyphs = glyphs
        self._prompt = prompt
        self._understood = understood
        self._examples = examples

    def compose(self) -> ComposeResult:
        """What is understood, above what is typed."""
        with Vertical(id="asking"):
            yield Said(self.glyphs)
            yield Input(placeholder=self._prompt, max_length=LONGEST, compact=True, id="typed")

    def on_mount(self) -> None:
        """Begins with nothing typed, and with a cursor that does not blink: an idle line over ssh stays silent."""
        field = self.query_one(Input)
        field.cursor_blink = False
        self.set_focus(field)
        self._show("")

    def action_explain(self) -> None:
        """What can be typed here."""
        self.app.push_screen(TypingHelp(self.glyphs, self._examples))

    def _show(self, text: str) -> bool:
        line, good = self._understood(text)
        if not text and self._examples:
            line = (*line, Span("  F1", "bar.key"), Span(" what can be typed", "bar"))
        self.query_one(Said).say(line, whole=not good)
        return good

    def reconsider(self) -> None:
        """Says anew what is understood of what stands there: more is known than when it was typed."""
        self._show(self.query_one(Input).value)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._show(message.value)

    @on(Input.Submitted)
    def _take(self, message: Input.Submitted) -> None:
        if self._show(message.value):
            self.dismiss(message.value)
