"""The reader: the whole source behind an event, its passage lit, and what else rests on this source."""

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget

from store import chronology, passages
from store.errors import NotFound
from store.records import Event, Passage, SourcePage
from tui import keys, paint
from tui.messages import OpenCard
from tui.opening import Opened
from tui.render import bars, panes, source
from tui.render.glyphs import Glyphs
from tui.render.lines import Span
from tui.screens.base import Failed, Page, again
from tui.widgets.line_widget import Bar
from tui.widgets.passage_view import PassageView
from tui.widgets.resting_list import RestingList

SHORT = 14
"""Lines of a narrow window below which text and list take turns."""


@dataclass
class PageLoaded(Message):
    """The source that was asked for, and the event for whose sake."""

    citation: int
    event: Event
    page: SourcePage


class ReaderScreen(Page):
    """One source, opened for the sake of an event."""

    PLACE = keys.READER
    BINDINGS = paint.bindings(keys.READER)
    CSS_PATH = "reader.tcss"
    event: Event | None = None

    def __init__(self, opened: Opened, glyphs: Glyphs, ordinal: int, citation: int) -> None:
        super().__init__(opened, glyphs)
        self.ordinal = ordinal
        self.citation = citation
        """The index, among the event's citations, of the passage that is lit."""
        self._name = ""
        """The event's id, once the store was read again: ordinals may be others then."""

    def compose(self) -> ComposeResult:
        """A line between text and keys says where the lit passage stands."""
        *above, keys_bar = super().compose()
        yield from above
        yield Bar(self.glyphs, id="position")
        yield keys_bar

    def body(self) -> Widget:
        """The text, and the events that rest on it."""
        return Container(PassageView(self.glyphs, id="text"), RestingList(self.glyphs, id="resting"), id="panes")

    @property
    def text(self) -> PassageView:
        """The source's text."""
        return self.query_one("#text", PassageView)

    @property
    def resting(self) -> RestingList:
        """The events that rest on the source."""
        return self.query_one("#resting", RestingList)

    def on_mount(self) -> None:
        """Asks for the source."""
        self.set_focus(self.text)
        self.text.say("", "Reading the source …")
        self._ask()

    def _ask(self) -> None:
        desk, ordinal, citation = self.opened.desk, self.ordinal, self.citation
        known, page, name = self.event, self.text.page, self._name

        def answer() -> PageLoaded:
            event = known or chronology.event(desk, chronology.ordinal_of(desk, name) if name else ordinal)
            if not event.citations:
                raise NotFound("no passage stands behind this event")
            chosen = min(citation, len(event.citations) - 1)
            source_id = event.citations[chosen].source
            same = known is not None and page is not None and page.source.id == source_id
            return PageLoaded(chosen, event, page if same and page else passages.page(desk, source_id))

        self.ask(answer)

    @on(PageLoaded)
    def _show(self, message: PageLoaded) -> None:
        self.event, self.citation = message.event, message.citation
        self.ordinal = message.event.row.ordinal
        passage = message.event.citations[self.citation].passage
        self.text.show(message.page, passage)
        self.resting.show(message.page.events, self.ordinal)
        self._show_bars(passage)

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self.text.say("The source could not be read.", again(message.sentence))
        self._show_bars(None)

    def _passage(self, key: int | None) -> Passage | None:
        page = self.text.page
        return next((passage for passage in page.passages if passage.id == key), None) if page else None

    def _show_bars(self, key: int | None) -> None:
        page, passage = self.text.page, self._passage(key)
        if page is None or passage is None or self.event is None:
            self.query_one("#title", Bar).show(bars.place(self.opened.summary.title, "", self.size.width))
            self.show_keys("")
            return
        title, detail = self.event.row.title, f"passage {self.citation + 1} of {len(self.event.citations)}"
        if key != self._own_passage():
            title, detail = self.resting.rows[self.resting.cursor].title, "also rests on this source"
        self.query_one("#title", Bar).show(bars.place(title, detail, self.size.width))
        where = source.position(passage, page.source)
        self.query_one("#position", Bar).show((Span(" ", "bar"), Span(where, "bar.dim")))
        self.show_keys("")

    def _own_passage(self) -> int | None:
        return self.event.citations[self.citation].passage if self.event else None

    @on(RestingList.Highlighted)
    def _light(self, message: RestingList.Highlighted) -> None:
        page = self.text.page
        if page is None:
            return
        own = self._own_passage()
        if message.ordinal == self.ordinal:
            key = own
        else:
            key = next((passage.id for passage in page.passages if message.ordinal in passage.events), None)
        self.text.light(key)
        self._show_bars(key)

    def action_next_passage(self) -> None:
        """To the next passage behind the event, in whichever source it stands."""
        self._step(1)

    def action_previous_passage(self) -> None:
        """To the previous one."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        if self.event is None:
            return
        target = self.citation + direction
        if 0 <= target < len(self.event.citations):
            self.citation = target
            self._ask()
        else:
            self.tell("This is the last passage behind the event." if direction > 0 else "This is the first passage.")

    def action_other_pane(self) -> None:
        """Between the text and the events."""
        to_text = self.resting.has_focus
        self.set_class(not to_text, "other")
        self.set_focus(self.text if to_text else self.resting)

    def action_open(self) -> None:
        """From the events to a card."""
        if self.resting.has_focus and self.resting.rows:
            self.post_message(OpenCard(self, self.resting.rows[self.resting.cursor].ordinal))

    def reopen(self, opened: Opened) -> None:
        """Reads event and source again, wherever they stand now."""
        super().reopen(opened)
        if self.event is not None:
            self._name = self.event.row.id
        self.event = None
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Puts the panes side by side where there is room."""
        self.set_class(event.size.width < panes.WIDE, "narrow")
        self.set_class(event.size.width < panes.WIDE and event.size.height < SHORT, "short")
        self._show_bars(self.text.passage)
