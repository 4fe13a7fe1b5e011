"""The line that a filter is typed into: what it keeps, what can come next, and what is wrong with it and where."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from store.errors import FilterError
from store.filters.tokens import LONGEST
from tui import cells
from tui.dialogs.asking import Said
from tui.dialogs.keys import TypingHelp
from tui.guard import guard
from tui.render.filtering import TYPED
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, apart, field, fit
from tui.widgets.line_widget import LineWidget

TALLEST = 8
"""Lines of suggestions at the most."""
MISTAKEN: Line = (Span(" This is no filter yet.", "bar.dim"),)
PROMPT = "entity:, by:, kind:, in:2024-01, “words in a row”, -not, or; tab completes"


class Suggestion(NamedTuple):
    """Something that may be typed here."""

    text: str
    start: int
    end: int
    """What it takes the place of, in code points of the line."""
    label: str
    """Its name."""
    what: str
    """What it is, in a word or two."""
    events: int | None


class Suggestions(LineWidget):
    """What may be typed next, the one that tab takes standing out."""

    ground = "bar"
    DEFAULT_CSS = "Suggestions { width: 1fr; height: 0; }"
    chosen = 0
    _found: Sequence[Suggestion] = ()

    def show(self, found: Sequence[Suggestion]) -> None:
        """Shows what may be typed."""
        self._found, self.chosen = found, 0
        self.styles.height = min(len(found), TALLEST, max(self.app.size.height - 4, 0))
        self.refresh()

    def move(self, by: int) -> None:
        """Chooses another."""
        self.chosen = min(max(self.chosen + by, 0), max(len(self._found) - 1, 0))
        self.refresh()

    @property
    def suggestion(self) -> Suggestion | None:
        """The one that is chosen."""
        return self._found[self.chosen] if self._found else None

    def line(self, y: int) -> Line:
        """The line at `y`: the list is scrolled so far that the chosen one is in view."""
        index = max(self.chosen - self.size.height + 1, 0) + y
        if index >= len(self._found):
            return BLANK
        found, width = self._found[index], self.size.width
        number = "" if found.events is None else f"{found.events:,} "
        marker = Span(self.glyphs.cursor if index == self.chosen else " ", "bar.key")
        name = field(found.label, max(width * 2 // 3, 8), "bar.title" if index == self.chosen else "bar")
        what = field(f"  {found.what}", max(width // 4, 8), "bar.dim")
        return fit(apart((marker, name, what), (Span(number, "bar.dim"),), width, "bar"), width, "bar")


class Pointer(LineWidget):
    """Points from below at the letters that are wrong, and says why."""

    ground = "bar"
    DEFAULT_CSS = "Pointer { width: 1fr; height: 0; }"
    _lines: tuple[Line, ...] = ()

    def point(self, at: int, length: int, sentence: str) -> None:
        """Points at `length` cells from the cell `at` on; nothing is said where there is no sentence."""
        if not sentence:
            self._lines = ()
        else:
            width = self.app.size.width
            at = min(max(at, 0), width - 1)
            arrow = Span(" " * at + "^" * max(min(length, width - at), 1), "bar.key")
            words = guard(sentence)
            pieces = (words[start:end] for start, end in cells.wrap(words, max(width - 2, 8)))
            self._lines = ((arrow,), *((Span(" ", "bar"), Span(piece, "bar.key")) for piece in pieces))
        self.styles.height = len(self._lines)
        self.refresh()

    def line(self, y: int) -> Line:
        """The line at `y`."""
        return self._lines[y] if y < len(self._lines) else BLANK


class Reading(Protocol):
    """What the dialog asks of whoever opened it. Answers to what takes long come through `FilterDialog.learn`."""

    def check(self, line: str) -> None:
        """Raises FilterError where a line is no filter."""

    def count(self, line: str, cursor: int) -> None:
        """Asks what a line keeps, and what can be typed at its cursor."""


class FilterDialog(ModalScreen[str | None]):
    """Asks for a filter; returns its line, or None where the reader thought better of it."""

    CSS_PATH = "filtering.tcss"
    BINDINGS: ClassVar = [
        Binding("escape", "dismiss", "close", show=False),
        Binding("f1", "explain", "what can be typed", show=False),
        Binding("tab", "complete", "complete", show=False, priority=True),
        Binding("down,ctrl+n", "move(1)", "next", show=False),
        Binding("up,ctrl+p", "move(-1)", "previous", show=False),
    ]

    class Asked(Message):
        """Whoever opened the dialog is to say what the line keeps."""

    def __init__(self, glyphs: Glyphs, line: str, reading: Reading) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._begun = f"{line} " if line else ""
        self._reading = reading
        self._wrong: FilterError | None = None

    def action_explain(self) -> None:
        """What can be typed here."""
        self.app.push_screen(TypingHelp(self.glyphs, TYPED))

    def compose(self) -> ComposeResult:
        """What can be typed, what is understood, the line itself, and what is wrong with it."""
        with Vertical(id="filtering"):
            yield Suggestions(self.glyphs)
            yield Said(self.glyphs)
            yield Input(self._begun, placeholder=PROMPT, max_length=LONGEST, compact=True, select_on_focus=False)
            yield Pointer(self.glyphs)

    def on_mount(self) -> None:
        """Begins at the end of the line, with a cursor that does not blink: an idle line over ssh stays silent."""
        self.field.cursor_blink = False
        self.set_focus(self.field)
        self.field.cursor_position = len(self._begun)
        self._read()

    @property
    def field(self) -> Input:
        """What is typed into."""
        return self.query_one(Input)

    def _read(self) -> None:
        """Looks at the line: what is wrong with it is said at once, what it keeps when that is known."""
        self._wrong = None
        try:
            self._reading.check(self.field.value)
        except FilterError as error:
            self._say_wrong(error)
        else:
            self.query_one(Pointer).point(0, 0, "")
        self._reading.count(self.field.value, self.field.cursor_position)

    def _say_wrong(self, error: FilterError) -> None:
        self._wrong = error
        line, field = self.field.value, self.field
        # A field draws a margin of one cell, and is scrolled where the line is longer than it.
        before = cells.cells(guard(line[: error.start])) + 1 - field.scroll_offset.x
        self.query_one(Pointer).point(before, cells.cells(guard(line[error.start : error.end])), error.sentence)

    def learn(self, line: str, said: Line, suggestions: Sequence[Suggestion] | None, wrong: FilterError | None) -> None:
        """What was asked is known; of another line it is not heard. None for suggestions leaves those there are."""
        if not self.is_attached or line != self.field.value:
            return
        if wrong is not None and self._wrong is None:
            self._say_wrong(wrong)
        self.query_one(Said).say(said if self._wrong is None else MISTAKEN, whole=False)
        if suggestions is not None:
            self.query_one(Suggestions).show(suggestions)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._read()

    def action_move(self, by: int) -> None:
        """Chooses another suggestion."""
        self.query_one(Suggestions).move(by)

    def action_complete(self) -> None:
        """Takes the suggestion that is chosen into the line."""
        found = self.query_one(Suggestions).suggestion
        if found is not None:
            line = self.field.value
            self.field.value = f"{line[: found.start]}{found.text}{line[found.end :]}"
            self.field.cursor_position = found.start + len(found.text)

    @on(Input.Submitted)
    def _take(self, message: Input.Submitted) -> None:
        if self._wrong is None:
            self.dismiss(message.value)
