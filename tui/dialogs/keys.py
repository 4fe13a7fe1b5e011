"""The keys of where one is, and what can be typed where something is asked for."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tui.dialogs.help import HelpDialog
from tui.render import key_columns
from tui.render.glyphs import Glyphs
from tui.render.lines import Line, flow

WHILE_TYPING = (
    ("enter", "takes what is typed"),
    ("esc", "closes, and nothing is changed"),
    ("← → Home End", "move in the line"),
    ("ctrl+w", "deletes the word before"),
    ("ctrl+u", "deletes all before"),
)
"""The keys of a line that is typed into."""


class KeysDialog(HelpDialog):
    """Shows the keys, and looks for some of them."""

    TITLE_ABOVE = "keys, / searches"
    WIDEST = 120
    BINDINGS: ClassVar = [
        Binding("slash", "search", "search", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("up", "move(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The keys, and the line for the search, which is not there at first."""
        yield from super().compose()
        yield Input(placeholder="Words of what a key does, or the key", max_length=80, compact=True)

    @property
    def field(self) -> Input:
        """What is typed into."""
        return self.query_one(Input)

    @property
    def room(self) -> tuple[int, int]:
        """The columns and the lines that a text can have beside the line for the search."""
        width, height = super().room
        return width, max(height - self.field.display, 1)

    def lines(self) -> Sequence[Line]:
        """The keys of the place."""
        groups = key_columns.matching(self.place, self.field.value)
        if not groups:
            return [*flow("No key here does that.", self.room[0])]
        return key_columns.lines(groups, *self.room)

    def action_search(self) -> None:
        """Begins a search."""
        self.field.cursor_blink = False
        self.field.display = True
        self.set_focus(self.field)
        self.lay()

    @on(Input.Changed)
    def _search(self) -> None:
        self.lay()
        self.text.move_to_edge(-1)

    @on(Input.Submitted)
    def _found(self) -> None:
        self.set_focus(self.text)

    def action_close(self) -> None:
        """Ends the search, or else closes it all."""
        if not self.field.display:
            self.dismiss()
            return
        self.field.value = ""
        self.field.display = False
        self.set_focus(self.text)
        self.lay()

    def action_move(self, lines: int) -> None:
        """Scrolls while one types."""
        self.text.move(lines)

    def action_page(self, direction: int) -> None:
        """Scrolls by a page while one types."""
        self.text.move_page(direction)


class TypingHelp(HelpDialog):
    """What can be typed into a line, and the keys there."""

    TITLE_ABOVE = "what can be typed"

    def __init__(self, glyphs: Glyphs, typed: Sequence[tuple[str, str]]) -> None:
        """`typed` is what can be typed, and what it means."""
        super().__init__(glyphs)
        self._typed = typed

    def lines(self) -> Sequence[Line]:
        """What can be typed, and below it the keys."""
        groups = [("You type", self._typed)] if self._typed else []
        width, height = self.room
        return key_columns.table([*groups, ("Keys", WHILE_TYPING)], min(width, key_columns.TWO - 1), height)
