"""A text in a frame, above everything, until a key that leaves is pressed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from tui import keys
from tui.render.glyphs import ASCII, Glyphs
from tui.render.lines import BLANK, Line
from tui.widgets.line_widget import MovingWidget

FRAME = 2
"""Lines of the frame around the text."""
SIDES = 4
"""Columns of the frame, and of the space inside it."""


def leaving() -> str:
    """The keys that close a dialog that nothing is typed into, whatever was rebound: esc and enter always do."""
    found = [key for key in (keys.of("back", keys.EVERYWHERE), keys.of("help", keys.EVERYWHERE)) if key is not None]
    names = ["escape", "enter", "f1", *(name for key in found for name in key.keys.split(",") if name)]
    return ",".join(dict.fromkeys(names))


class HelpText(MovingWidget):
    """A text, scrolled where it does not fit."""

    DEFAULT_CSS = "HelpText { width: 1fr; height: 1fr; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.lines: Sequence[Line] = ()
        """What there is to read."""
        self._top = 0
        self._where = ""

    def show(self, lines: Sequence[Line], room: int) -> None:
        """Shows a text in a room of so many lines; blank ones are left out where that makes it fit better."""
        self.lines = lines if len(lines) <= room else [line for line in lines if line]
        self.styles.height = min(len(self.lines), room) + FRAME
        self.move(0)

    def line(self, y: int) -> Line:
        """The line at `y`."""
        index = self._top + y
        return self.lines[index] if index < len(self.lines) else BLANK

    def move(self, lines: int) -> None:
        """Scrolls."""
        height = self.size.height
        self._top = min(max(self._top + lines, 0), max(len(self.lines) - height, 0)) if height else 0
        self._say_where()
        self.refresh()

    def move_page(self, direction: int) -> None:
        """Scrolls by all that is in view: what is laid in columns is laid page by page."""
        self.move(direction * max(self.size.height, 1))

    def move_to_edge(self, direction: int) -> None:
        """To the first or the last line."""
        self.move(direction * len(self.lines))

    def resized(self) -> None:
        """Keeps the view inside the text."""
        self.move(0)

    def _say_where(self) -> None:
        """Below the text, where it does not fit: how much of it is in view, and which key shows more."""
        height, count = self.size.height, len(self.lines)
        said = ""
        if 0 < height < count:
            last = min(self._top + height, count)
            more = f"{keys.first('page_down', keys.MOVING)} more" if last < count else "end"
            said = f"{more} {self._top + 1}-{last}/{count}"
        if said != self._where:
            self._where = said
            self.border_subtitle = said.replace("[", r"\[")  # a key, not markup


class HelpDialog(ModalScreen[None]):
    """Shows a text until a key that leaves is pressed."""

    CSS_PATH = "help.tcss"
    TITLE_ABOVE = "help"
    WIDEST = 78
    """Columns of the frame where there is room."""
    BINDINGS: ClassVar = [Binding(leaving(), "close", "close", show=False)]

    def __init__(self, glyphs: Glyphs, place: str = "") -> None:
        super().__init__()
        self.glyphs = glyphs
        self.place = place

    @property
    def room(self) -> tuple[int, int]:
        """The columns and the lines that a text can have."""
        size = self.app.size
        return max(min(size.width, self.WIDEST) - SIDES, 10), max(size.height - FRAME, 1)

    @property
    def text(self) -> HelpText:
        """What shows the text."""
        return self.query_one(HelpText)

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        text = HelpText(self.glyphs)
        text.border_title = self.TITLE_ABOVE
        if self.glyphs is ASCII:
            text.styles.border = ("ascii", "ansi_default")
        yield text

    def lines(self) -> Sequence[Line]:
        """What there is to read, in the width of `room`."""
        raise TypeError(f"{type(self).__name__} has no lines")

    def on_mount(self) -> None:
        """The moving keys scroll the text."""
        self.lay()
        self.set_focus(self.text)

    def on_resize(self) -> None:
        """Lays the text anew."""
        self.lay()

    def lay(self) -> None:
        """Lays the text into the room that there is."""
        lines = self.lines()
        self.text.styles.width = self.room[0] + SIDES
        self.text.show(lines, self.room[1])

    def action_close(self) -> None:
        """Closes it."""
        self.dismiss()
