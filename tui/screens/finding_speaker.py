"""Among quotations: going to a speaker while one types the beginning of a name, or some letters of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import on
from textual.message import Message

from store import roster
from store.database import Store
from store.errors import TimelineError
from store.roster import EntityRow
from store.utterances import Spoken
from tui.dialogs.asking import AskingDialog
from tui.opening import Opened
from tui.render.glyphs import Glyphs
from tui.render.lines import Line, Span, name, plural
from tui.screens.base import Page
from tui.widgets.paged_list import PagedList

_PROMPT = "The beginning of a speaker's name, or some letters of it"
_TRIED = 100
"""Entities with the letters of which the one of most events that is quoted here is meant."""


@dataclass
class NamesFound(Message):
    """The entities of which a name has these letters, those of most events first."""

    text: str
    rows: Sequence[EntityRow]


class FindingSpeaker(Page):
    """Goes to the first quotation of somebody; what is in the list, `said` and `list` tell."""

    def __init__(self, opened: Opened, glyphs: Glyphs) -> None:
        super().__init__(opened, glyphs)
        self._named: dict[str, Sequence[EntityRow]] = {}
        self._before = 0
        """The place that the cursor had before a speaker was looked for."""

    @property
    def said(self) -> Spoken | None:
        """The quotations in view; None before any is known."""
        raise TypeError(f"{type(self).__name__} has no quotations")

    @property
    def list(self) -> PagedList:
        """The list of them."""
        raise TypeError(f"{type(self).__name__} has no list")

    def action_find_speaker(self) -> None:
        """Asks for a name, and goes along with what is typed."""
        if self.said is not None and self.said.complete and not self.said.count:
            self.tell("No quotation is in view.")
            return
        self._before = self.list.cursor
        self._named.clear()
        self.app.push_screen(AskingDialog(self.glyphs, _PROMPT, self._understood), self._found)

    def _understood(self, text: str) -> tuple[Line, bool]:
        """Who is meant, and the cursor on their first quotation: whose name begins so, else whose has the letters."""
        if not text.strip():
            self.list.go(self._before)
            return (Span(f" {_PROMPT}", "bar.dim"),), False
        try:
            found = self._quoted(roster.beginning(self.opened.rows, text, _TRIED))
            if found is None and text not in self._named:
                self._look_inside(text)
                return (Span(" No speaker's name begins so; looking inside the names …", "bar.dim"),), False
            found = found or self._quoted(self._named[text])
        except TimelineError as error:
            return (Span(f" {name(str(error))}", "bar.key"),), False
        if found is None and not (self.said is not None and self.said.complete):
            return (Span(" Reading …", "bar.dim"),), False
        if found is None:
            return (Span(" Nobody with such a name is quoted in what is in view.", "bar.key"),), False
        row, place = found
        self.list.go(place, top=True)
        count = plural(row.quotations, "quotation")
        return (Span(f" {name(row.name)}", "bar.title"), Span(f"  {count} in the whole store", "bar.dim")), True

    def _quoted(self, rows: Sequence[EntityRow]) -> tuple[EntityRow, int] | None:
        """The first of some entities that says something in view, and the place where it begins."""
        said = self.said
        if said is None:
            return None
        quoted = ((row, said.place_of_speaker(self.opened.rows, row.id)) for row in rows if row.quotations)
        return next(((row, place) for row, place in quoted if place is not None), None)

    def _look_inside(self, text: str) -> None:
        def question(store: Store) -> Iterator[Message]:
            yield NamesFound(text, roster.containing(store, text, _TRIED))

        self.seek(question, "name")

    @on(NamesFound)
    def _look_again(self, message: NamesFound) -> None:
        self._named[message.text] = message.rows
        self.more_said()

    def more_said(self) -> None:
        """More is known than when the name was typed that stands in the dialog, if there is one."""
        if isinstance(self.app.screen, AskingDialog):
            self.app.screen.reconsider()

    def _found(self, text: str | None) -> None:
        if text is None:
            self.list.go(self._before)
