"""A few things to choose one from: with the moving keys and enter, or by its number."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.dialogs.asking import Said
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, apart, field, fit
from tui.widgets.line_widget import MovingWidget

TALLEST = 14
"""Lines of choices at the most."""


class Choice(NamedTuple):
    """Something to choose."""

    name: str
    what: str
    """What it is, in a few words."""


class Choices(MovingWidget):
    """The choices, the one that enter takes standing out."""

    ground = "bar"
    DEFAULT_CSS = "Choices { width: 1fr; height: 1; }"

    def __init__(self, glyphs: Glyphs, choices: Sequence[Choice]) -> None:
        super().__init__(glyphs)
        self.choices = choices
        self.chosen = 0

    def move(self, lines: int) -> None:
        """Chooses another."""
        self.chosen = min(max(self.chosen + lines, 0), len(self.choices) - 1)
        self.refresh()

    def move_to_edge(self, direction: int) -> None:
        """Chooses the first or the last."""
        self.move(direction * len(self.choices))

    def line(self, y: int) -> Line:
        """The line at `y`: the list is scrolled so far that the chosen one is in view."""
        index = max(self.chosen - self.size.height + 1, 0) + y
        if index >= len(self.choices):
            return BLANK
        choice, width, here = self.choices[index], self.size.width, index == self.chosen
        number = f"{index + 1} " if index < 9 else "  "
        head = (Span(self.glyphs.cursor if here else " ", "bar.key"), Span(number, "bar.dim"))
        what = field(choice.what, width // 3, "bar.dim")
        name = field(choice.name, max(width - 5 - len(what.text), 8), "bar.title" if here else "bar")
        return fit(apart((*head, name), (what, Span(" ", "bar")), width, "bar"), width, "bar")


class ChoosingDialog(ModalScreen[int | None]):
    """Asks which; returns the index of the one that is chosen, or None."""

    CSS_PATH = "choosing.tcss"
    BINDINGS: ClassVar = [
        Binding("escape,q,h,left", "dismiss", "close", show=False),
        Binding("enter,l,right", "take", "take", show=False),
        *(Binding(f"{number}", f"take_number({number})", "take", show=False) for number in range(1, 10)),
    ]

    def __init__(self, glyphs: Glyphs, question: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._question = question
        self._choices = Choices(glyphs, choices)

    def compose(self) -> ComposeResult:
        """The question above the choices."""
        with Vertical(id="choosing"):
            yield Said(self.glyphs)
            yield self._choices

    def on_mount(self) -> None:
        """The moving keys go to the choices."""
        self.query_one(Said).say((Span(f" {self._question}", "bar.key"),), whole=False)
        room = max(self.app.size.height - 3, 1)
        self._choices.styles.height = min(len(self._choices.choices), TALLEST, room)
        self.set_focus(self._choices)

    def action_take(self) -> None:
        """Takes the chosen one."""
        self.dismiss(self._choices.chosen)

    def action_take_number(self, number: int) -> None:
        """Takes the choice of this number."""
        if number <= len(self._choices.choices):
            self.dismiss(number - 1)
