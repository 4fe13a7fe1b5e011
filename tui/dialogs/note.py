"""A note, edited in place at the foot of the screen: what is typed is kept at once, and esc leaves."""

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import TextArea

from store.marks.keeping import LONGEST_NOTE
from store.marks.records import Named
from tui.guard import DROPPED, guard_body
from tui.render.glyphs import Glyphs
from tui.render.lines import Line, Span, apart, field, fit, width_of
from tui.widgets.line_widget import LineWidget

SOON = 0.3
"""Seconds after which what was typed is kept, however one goes on typing."""
TALLEST = 10
"""Lines of the editor where there is room."""


class NoteHead(LineWidget):
    """Which event the note is on, and whether it is kept."""

    ground = "bar"
    DEFAULT_CSS = "NoteHead { width: 1fr; height: 1; }"
    _title = ""
    _state = ""

    def say(self, title: str, state: str) -> None:
        """Shows the event's title and how it stands with the note."""
        if (title, state) != (self._title, self._state):
            self._title, self._state = title, state
            self.refresh()

    def line(self, y: int) -> Line:
        """The line."""
        width = self.size.width
        right = (Span(f"{self._state}  ", "bar.dim"), Span("esc", "bar.key"), Span(" leaves ", "bar"))
        left = (Span(f" {self.glyphs.note} ", "bar.key"), Span("Note on ", "bar"))
        room = width - width_of((*left, *right)) - 1
        return fit(apart((*left, field(self._title, max(room, 8), "bar.title")), right, width, "bar"), width, "bar")


class NoteEditor(TextArea):
    """A few lines to type into. What is pasted is guarded before it is a note: no control sequence becomes one."""

    takes_text = True
    """The keys go to it one by one, as to a field (`tui.keyboard`)."""

    # Textual calls a handler of this name in each class, this one first.

    async def _on_paste(self, event: events.Paste) -> None:
        room = LONGEST_NOTE - len(self.text)
        event.text = clean(event.text[: max(room, 0)])

    async def _on_key(self, event: events.Key) -> None:
        if len(self.text) >= LONGEST_NOTE and (event.is_printable or event.key == "enter"):
            event.prevent_default()
            event.stop()
            self.app.bell()


class NoteDialog(ModalScreen[None]):
    """The note on one event."""

    CSS_PATH = "note.tcss"
    BINDINGS: ClassVar = [Binding("escape", "leave", "close", show=False)]

    def __init__(self, glyphs: Glyphs, event: Named, note: str, keep: Callable[[str, str], None]) -> None:
        """`keep(text, base)`: keeps a text that was made of another; `kept` says when that is done."""
        super().__init__()
        self.glyphs = glyphs
        self.event = event
        self._keep = keep
        self._base = note
        """The note as it was read, or sent to be kept last."""
        self._text = clean(note)
        """The text of the editor as it was when it was last read, sent or shown."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The event's title above the editor."""
        with Vertical(id="noting"):
            yield NoteHead(self.glyphs)
            yield NoteEditor(self._text, id="note", compact=True, theme="css", tab_behavior="focus")

    @property
    def editor(self) -> NoteEditor:
        """The editor."""
        return self.query_one(NoteEditor)

    def on_mount(self) -> None:
        """Begins at the end of what is there, with a cursor that does not blink: an idle line over ssh stays silent."""
        editor = self.editor
        editor.cursor_blink = False
        editor.highlight_cursor_line = False
        editor.move_cursor(editor.document.end)
        self._fit()
        self.set_focus(editor)
        self._say("saved" if self._text else "")

    def on_resize(self) -> None:
        """Takes a part of the height that there is."""
        self._fit()

    def _fit(self) -> None:
        self.editor.styles.height = min(max(self.app.size.height // 3, 1), TALLEST)

    def _say(self, state: str) -> None:
        self.query_one(NoteHead).say(self.event.title, state)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self.editor.text == self._text:
            return
        self._say("…")
        if self._timer is None:
            self._timer = self.set_timer(SOON, self.keep)

    def keep(self) -> None:
        """Keeps what was typed and is not kept yet."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = None
        text = self.editor.text
        if text != self._text:
            base, self._text, self._base = self._base, text, text
            self._keep(text, base)

    def kept(self, sent: str, note: str, *, lasting: bool) -> None:
        """A text is kept. Where another program wrote meanwhile, the note is more than was sent: it is shown."""
        if note != sent and note.strip() and sent == self._base:
            self._take_in(sent, note)
        if self._timer is None and self.editor.text == self._text:
            self._say("saved" if lasting else "kept until you leave")

    def _take_in(self, sent: str, note: str) -> None:
        """Shows what was added elsewhere below what is being typed, and the cursor stays."""
        editor, text = self.editor, clean(note)
        self._base = note
        if note.startswith(sent):
            editor.insert(text[len(sent) :], editor.document.end, maintain_selection_offset=True)
        elif editor.text == self._text:
            editor.text = text
        if editor.text == text:
            self._text = text

    def action_leave(self) -> None:
        """Keeps the note and leaves."""
        self.keep()
        self.dismiss()


def clean(text: str) -> str:
    """A text whose every character can be seen: what acts on a terminal is a visible mark, and stays one."""
    return guard_body(text.replace("\r\n", "\n").replace("\r", "\n")).replace(DROPPED, "")
