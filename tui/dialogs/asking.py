"""One line to type into, and what is understood of it while it is typed."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.render.glyphs import Glyphs
from tui.render.lines import Line
from tui.widgets.line_widget import Bar

LONGEST = 200
"""Characters that are taken in."""
Understood = Callable[[str], tuple[Line, bool]]
"""What a text means, as a line to be shown, and whether it can be taken."""


class AskingDialog(ModalScreen[str | None]):
    """Asks for a line at the foot of the screen; returns it, or None where the reader thought better of it."""

    CSS_PATH = "asking.tcss"
    BINDINGS: ClassVar = [Binding("escape", "dismiss", "close", show=False)]

    def __init__(self, glyphs: Glyphs, prompt: str, understood: Understood) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._prompt = prompt
        self._understood = understood

    def compose(self) -> ComposeResult:
        """What is understood, above what is typed."""
        with Vertical(id="asking"):
            yield Bar(self.glyphs, id="understood")
            yield Input(placeholder=self._prompt, max_length=LONGEST, compact=True, id="typed")

    def on_mount(self) -> None:
        """Begins with nothing typed, and with a cursor that does not blink: an idle line over ssh stays silent."""
        field = self.query_one(Input)
        field.cursor_blink = False
        self.set_focus(field)
        self._show("")

    def _show(self, text: str) -> bool:
        line, good = self._understood(text)
        self.query_one("#understood", Bar).show(line)
        return good

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._show(message.value)

    @on(Input.Submitted)
    def _take(self, message: Input.Submitted) -> None:
        if self._show(message.value):
            self.dismiss(message.value)
