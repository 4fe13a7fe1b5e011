"""The command line: every key's action by name, as far as it works where one is; a bare date; an entity's name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui import keys
from tui.dialogs.asking import LONGEST, Understood
from tui.dialogs.keys import TypingHelp
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, apart, field, fit
from tui.widgets.line_widget import LineWidget

TALLEST = 12
"""Lines that the commands take at the most."""


EXAMPLES = (
    ("zoom", "the commands with this word, or with this beginning of one"),
    ("start to", "those with both, in any order; ↑ and ↓ choose, enter obeys"),
    ("jan 2 2024", "a time instead of a command: goes there, as t does"),
    ("said by kirby", "what somebody said; “side by side” or “passage”, and a day: of what happened then"),
)
"""What can be typed, and what it means."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be asked for by name."""

    name: str
    shown: str
    """Its keys, as a person reads them."""
    action: str
    place: str


@dataclass(frozen=True, slots=True)
class Offered:
    """An entity whose name begins with what was typed."""

    entity: str
    """The entity's id."""
    line: Line


Offers = Callable[[str], Sequence[Offered]]
"""Few entities, for a text."""


WITHOUT_KEY = (
    ("Attach originals: a file, or a folder with several", "attach"),
    ("Detach all originals", "detach"),
    ("Export the marked events and the notes (Markdown)", "export"),
    ("Print this place as a command line (link)", "link"),
    ("Save a picture of this screen (SVG)", "picture"),
)
"""The actions that have no key."""


def commands(place: str) -> tuple[Command, ...]:
    """The commands of a place, those that work everywhere, and those without a key."""
    around = {keys.AXIS: (keys.CHRONOLOGY, keys.EVERYWHERE), keys.MATRIX: (keys.SOURCES, keys.EVERYWHERE, keys.MOVING)}
    places = (place, *around.get(place, (keys.EVERYWHERE, keys.MOVING)))
    table = [key for where in places for key in keys.at(where)]
    named = [Command(f"{key.help[0].upper()}{key.help[1:]}", key.shown, key.action, key.place) for key in table]
    return (*named, *(Command(name, "", action, keys.EVERYWHERE) for name, action in WITHOUT_KEY))


def matching(known: Sequence[Command], text: str) -> list[Command]:
    """The commands whose names have all the words that were typed, in any order, or the beginnings of words."""
    words = text.lower().split()
    return [command for command in known if all(word in command.name.lower() for word in words)]


class CommandList(LineWidget):
    """The commands that match, the one that enter takes standing out."""

    ground = "bar"
    DEFAULT_CSS = "CommandList { width: 1fr; height: 1; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.time: Line | None = None
        """What the typed text means as a time; None where it means none."""
        self.offered: Sequence[Offered] = ()
        self.found: Sequence[Command] = ()
        self.chosen = 0

    @property
    def count(self) -> int:
        """How many lines can be chosen."""
        return self._before + len(self.found)

    @property
    def _before(self) -> int:
        """The lines above the commands: the time, and the entities."""
        return len(self.offered) + (self.time is not None)

    def show(self, found: Sequence[Command], time: Line | None, offered: Sequence[Offered]) -> None:
        """Shows what matches, the first of it chosen."""
        self.found, self.time, self.offered, self.chosen = found, time, offered, 0
        self.styles.height = min(max(self.count, 1), TALLEST, max(self.app.size.height - 2, 1))
        self.refresh()

    def move(self, by: int) -> None:
        """Chooses another line."""
        self.chosen = min(max(self.chosen + by, 0), max(self.count - 1, 0))
        self.refresh()

    @property
    def command(self) -> Command | None:
        """The command that is chosen; None where it is something else, or nothing."""
        index = self.chosen - self._before
        return self.found[index] if 0 <= index < len(self.found) else None

    @property
    def entity(self) -> Offered | None:
        """The entity that is chosen; None where it is something else, or nothing."""
        index = self.chosen - (self.time is not None)
        return self.offered[index] if 0 <= index < len(self.offered) else None

    def line(self, y: int) -> Line:
        """The line at `y`: the list is scrolled so far that the chosen one is in view."""
        index = max(self.chosen - self.size.height + 1, 0) + y
        if not self.count:
            return (Span(" No command has these words, no entity has this name, and it is no time.", "bar"),)
        if index >= self.count:
            return BLANK
        marker = Span(self.glyphs.cursor if index == self.chosen else " ", "bar.key")
        if self.time is not None and not index:
            return (marker, Span("Go to", "bar.title"), *self.time)
        if index < self._before:
            offered = self.offered[index - (self.time is not None)]
            return fit((marker, *offered.line), self.size.width, "bar")
        command = self.found[index - self._before]
        width = self.size.width
        keys_shown = (Span(f"{command.shown} ", "bar.dim"),)
        style = "bar.title" if index == self.chosen else "bar"
        name = field(command.name, max(width - len(command.shown) - 4, 8), style)
        return fit(apart((marker, name), keys_shown, width, "bar"), width, "bar")


class PaletteDialog(ModalScreen[Command | Offered | str | None]):
    """Asks for a command or an entity by name, or for a time; returns the one, the other, or the text of the time."""

    CSS_PATH = "asking.tcss"
    BINDINGS: ClassVar = [
        Binding("escape", "dismiss", "close", show=False),
        Binding("f1", "explain", "what can be typed", show=False),
        Binding("down,ctrl+n", "move(1)", "next", show=False),
        Binding("up,ctrl+p", "move(-1)", "previous", show=False),
        Binding("pagedown", "move(10)", "further", show=False),
        Binding("pageup", "move(-10)", "back", show=False),
    ]

    def __init__(self, glyphs: Glyphs, place: str, understood: Understood | None, offers: Offers) -> None:
        """`understood` says what a text means as a time; None where there is no time to go to."""
        super().__init__()
        self.glyphs = glyphs
        self._known = commands(place)
        self._understood = understood
        self._offers = offers

    def compose(self) -> ComposeResult:
        """The commands, above what is typed."""
        with Vertical(id="asking"):
            yield CommandList(self.glyphs)
            yield Input(placeholder="Which command, which time, or whose name?", max_length=LONGEST, compact=True)

    def on_mount(self) -> None:
        """Begins with all commands, and with a cursor that does not blink: an idle line over ssh stays silent."""
        self.query_one(Input).cursor_blink = False
        self.set_focus(self.query_one(Input))
        self._show("")

    def _show(self, text: str) -> None:
        time = None
        if self._understood is not None and text.strip():
            line, good = self._understood(text)
            time = line if good else None
        self.query_one(CommandList).show(matching(self._known, text), time, self._offers(text))

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._show(message.value)

    def action_explain(self) -> None:
        """What can be typed here."""
        self.app.push_screen(TypingHelp(self.glyphs, EXAMPLES))

    def action_move(self, by: int) -> None:
        """Chooses another line."""
        self.query_one(CommandList).move(by)

    @on(Input.Submitted)
    def _take(self, message: Input.Submitted) -> None:
        chosen = self.query_one(CommandList)
        if chosen.command is not None:
            self.dismiss(chosen.command)
        elif chosen.entity is not None:
            self.dismiss(chosen.entity)
        elif chosen.time is not None:
            self.dismiss(message.value)
