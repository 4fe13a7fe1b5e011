"""The keys of where one is."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from tui import keys
from tui.render.glyphs import ASCII, Glyphs
from tui.render.lines import BLANK, Line, Span
from tui.widgets.line_widget import MovingWidget

KEY_COLUMN = 16
FRAME = 2
"""Lines of the frame around the text."""


_SHOWN = {
    keys.CHRONOLOGY: (keys.CHRONOLOGY, keys.AXIS, keys.MOVING, keys.EVERYWHERE),
    keys.AXIS: (keys.AXIS, keys.CHRONOLOGY, keys.EVERYWHERE),
}
"""What is shown where it is more, or less, than the keys of the place and those that work in it."""


def lines(place: str) -> list[Line]:
    """The keys that work in a place, under headings."""
    found: list[Line] = []
    for where in _SHOWN.get(place, (place, keys.MOVING, keys.EVERYWHERE)):
        found += [BLANK, (Span(keys.PLACES[where], "heading"),)]
        found += [(Span(f"{key.shown:<{KEY_COLUMN}}", "strong"), Span(key.help)) for key in keys.at(where)]
    return found[1:]


class HelpText(MovingWidget):
    """The keys, or another text, scrolled where they don't fit."""

    DEFAULT_CSS = "HelpText { width: 1fr; height: 1fr; }"
    _top = 0

    def __init__(self, glyphs: Glyphs, spaced: list[Line], room: int) -> None:
        super().__init__(glyphs)
        self.lines = spaced if len(spaced) <= room else [line for line in spaced if line]
        """What there is to read."""

    def line(self, y: int) -> Line:
        """The line at `y`."""
        index = self._top + y
        return self.lines[index] if index < len(self.lines) else BLANK

    def move(self, lines: int) -> None:
        """Scrolls."""
        self._top = min(max(self._top + lines, 0), max(len(self.lines) - self.size.height, 0))
        self.refresh()

    def move_to_edge(self, direction: int) -> None:
        """To the first or the last line."""
        self.move(direction * len(self.lines))

    def resized(self) -> None:
        """Keeps the view inside the text."""
        self.move(0)


class HelpDialog(ModalScreen[None]):
    """Shows the keys until a key that leaves is pressed."""

    CSS_PATH = "help.tcss"
    TITLE_ABOVE = "keys"
    BINDINGS: ClassVar = [Binding("q,h,left,escape,enter,question_mark,f1", "dismiss", "close", show=False)]

    def __init__(self, glyphs: Glyphs, place: str) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.place = place

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        text = HelpText(self.glyphs, self.lines(), self.app.size.height - FRAME)
        text.border_title = self.TITLE_ABOVE
        text.styles.height = len(text.lines) + FRAME
        if len(text.lines) + FRAME > self.app.size.height:
            text.border_subtitle = "j k scroll"
        if self.glyphs is ASCII:
            text.styles.border = ("ascii", "ansi_default")
        yield text

    def lines(self) -> list[Line]:
        """The keys of the place."""
        return lines(self.place)

    def on_mount(self) -> None:
        """The moving keys scroll the text."""
        self.query_one(HelpText).focus()
