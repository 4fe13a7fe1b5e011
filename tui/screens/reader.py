"""The reader: the whole source behind an event, its passage lit, and what else rests on this source."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from store.records import Event, SourcePage
from tui import keys, paint
from tui.messages import OpenCard
from tui.opening import Opened
from tui.render import bars, dated, panes, reading
from tui.render.glyphs import Glyphs
from tui.render.lines import Span, plural
from tui.screens import source_loading
from tui.screens.base import Failed, again
from tui.screens.finding_in_text import FindingInText
from tui.screens.source_loading import PageLoaded, SourceLoaded
from tui.subject import Subject
from tui.widgets.line_widget import Bar
from tui.widgets.passage_view import PassageView
from tui.widgets.resting_list import RestingList

SHORT = 14
"""Lines of a narrow window below which text and list take turns."""


class ReaderScreen(FindingInText):
    """One source, opened for the sake of an event, or for its own."""

    PLACE = keys.READER
    BINDINGS = paint.bindings(keys.READER)
    CSS_PATH = "reader.tcss"
    event: Event | None = None

    def __init__(
        self,
        opened: Opened,
        glyphs: Glyphs,
        ordinal: int = 0,
        citation: int = 0,
        *,
        source: str = "",
        passage: int | None = None,
    ) -> None:
        """At one of the passages behind an event; or, with the id of a `source`, at one of its passages."""
        super().__init__(opened, glyphs)
        self._source = source
        """The id of the source that was opened for its own sake; empty where an event was."""
        self._came_for = passage
        """The id of the passage of it that one came for."""
        self._span: tuple[int, int] | None = None
        """Where the lit passage stood, once the store was read again: ids may be others then."""
        self.ordinal = ordinal
        self.citation = citation
        """The index, among the event's citations, of the passage that is lit."""
        self._name = ""
        """The event's id, once the store was read again: ordinals may be others then."""

    def compose(self) -> ComposeResult:
        """A line between text and keys says where the lit passage stands."""
        *above, keys_bar = super().compose()
        yield from above
        yield Bar(self.glyphs, id="dated")
        yield Bar(self.glyphs, id="position")
        yield keys_bar

    def body(self) -> Widget:
        """The text, and the events that rest on it."""
        return Container(PassageView(self.glyphs, id="text"), RestingList(self.glyphs, id="resting"), id="panes")

    @property
    def resting(self) -> RestingList:
        """The events that rest on the source."""
        return self.query_one("#resting", RestingList)

    @property
    def subject(self) -> Subject:
        """The event in whose passage one is, or the one that is chosen beside the text."""
        source = self.page.source.id if self.page is not None else None
        if self.event is not None and self.lit == self._own_passage():
            return Subject(self.ordinal, self.citation, source=source)
        rows, at = self.resting.rows, self.resting.cursor
        chosen = at < len(rows) and (self.event is not None or self.focused is self.resting)
        return Subject(rows[at].ordinal if chosen else None, source=source)

    def on_mount(self) -> None:
        """Asks for the source."""
        self.set_focus(self.text)
        self.text.say("", "Reading the source …")
        self.ask_for_page()

    def ask_for_page(self) -> None:
        """Asks for the source at one of the passages behind the event."""
        opened, ordinal, citation = self.opened, self.ordinal, self.citation
        known, name, source = self.event, self._name, self._source
        if source:
            self.ask(lambda: source_loading.source(opened, source))
            return

        def answer() -> PageLoaded:
            return source_loading.page(opened, known or source_loading.event(opened, name, ordinal), citation)

        self.ask(answer)

    @on(PageLoaded)
    def _show(self, message: PageLoaded) -> None:
        self.event, self.citation = message.event, message.citation
        self.ordinal = message.event.row.ordinal
        self.page = message.pages.digest
        self.lit = message.event.citations[self.citation].passage
        self.take(message.pages, message.version)
        self.show_text()
        self.resting.show(self.page.events, self.ordinal)

    @on(SourceLoaded)
    def _show_source(self, message: SourceLoaded) -> None:
        page = self.page = message.pages.digest
        if self._span is not None:
            places = {(passage.start, passage.end): passage.id for passage in page.passages}
            self._came_for = places.get(self._span)
        self.lit = self._came_for
        self.take(message.pages, message.version)
        self.show_text()
        self._show_resting()

    def _show_resting(self) -> None:
        """The events, with the cursor on the first of those that rest on the lit passage."""
        passage = self.passage(self.page, self.lit) if self.page else None
        if self.page is not None:
            self.resting.show(self.page.events, passage.events[0] if passage and passage.events else 0)
            self.show_bars()

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self.page = None
        self.text.say("The source could not be read.", again(message.sentence))
        self.show_bars()

    def show_bars(self) -> None:
        """Shows which event and passage one reads, and where that stands."""
        key, page = self.lit, self.page
        passage = self.passage(page, key) if page else None
        self.query_one("#title", Bar).show(bars.place(*self._title(), self.size.width))
        if page is None or passage is None:
            self.query_one("#position", Bar).show(())
            self.show_keys("")
            return
        where = reading.in_digest(passage, page.source, self.original)
        if self.original is not None and self.reads_original:
            where = reading.in_original(passage, self.passage(self.original.page, key), self.original)
        self.query_one("#position", Bar).show((Span(" ", "bar"), Span(where, "bar.dim")))
        self._show_date(page)
        self.show_keys(self.hit_words())

    def _title(self) -> tuple[str, str]:
        """What one reads, and where in it."""
        rows, at = self.resting.rows, self.resting.cursor
        if self.page is None:
            return self.opened.summary.title, ""
        if self._source:
            numbers = {passage.id: number for number, passage in enumerate(self.page.passages, 1)}
            number = numbers.get(self.lit) if self.lit is not None else None
            total = plural(len(numbers), "passage")
            return self.page.source.title, f"passage {number:,} of {len(numbers):,}" if number else total
        if self.event is not None and self.lit == self._own_passage():
            return self.event.row.title, f"passage {self.citation + 1} of {len(self.event.citations)}"
        return rows[at].title if at < len(rows) else self.page.source.title, "also rests on this source"

    def _show_date(self, page: SourcePage) -> None:
        """What the date words of the chosen passage were taken for; no line where it has none."""
        shown = self.original.page if self.original is not None and self.reads_original else page
        rows, at = self.resting.rows, self.resting.cursor
        own = self.event is not None and self.lit == self._own_passage()
        event = self.ordinal if own or at >= len(rows) else rows[at].ordinal
        bar = self.query_one("#dated", Bar)
        found = [date for date in shown.dates if date.passage == self.lit and date.event == event]
        bar.display = bool(found)
        for date in found[:1]:
            words = shown.text[date.start : date.end]
            means = dated.meaning(words, date.date, date.basis, page.source.published)
            bar.show((Span(" ", "bar"), Span(means, "bar")))

    def _own_passage(self) -> int | None:
        return self.event.citations[self.citation].passage if self.event else self._came_for

    @on(RestingList.Highlighted)
    def _light(self, message: RestingList.Highlighted) -> None:
        if self.page is None:
            return
        if self.event is not None and message.ordinal == self.ordinal:
            self.lit = self._own_passage()
        else:
            events = ((passage.id, passage.events) for passage in self.page.passages)
            self.lit = next((key for key, resting in events if message.ordinal in resting), None)
        self.asking_for_words = False
        self.show_text()

    def action_next_passage(self) -> None:
        """To the next passage behind the event, in whichever source it stands."""
        self._step(1)

    def action_previous_passage(self) -> None:
        """To the previous one."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        if self._source:
            self._step_in_source(direction)
            return
        if self.event is None:
            return
        target = self.citation + direction
        if 0 <= target < len(self.event.citations):
            self.citation = target
            self.ask_for_page()
        else:
            self.tell("This is the last passage behind the event." if direction > 0 else "This is the first passage.")

    def _step_in_source(self, direction: int) -> None:
        """Where no event was opened: along all passages of the source, in the order of its text."""
        passages = self.page.passages if self.page else ()
        at = next((index for index, passage in enumerate(passages) if passage.id == self.lit), -1)
        target = at + direction
        if 0 <= target < len(passages):
            self.lit, self.asking_for_words = passages[target].id, False
            self.show_text()
            self._show_resting()
        elif passages:
            self.tell("This is the last passage." if direction > 0 else "This is the first passage.")

    def action_other_pane(self) -> None:
        """Between the text and the events."""
        to_text = self.focused is self.resting
        self.set_class(not to_text, "other")
        self.set_focus(self.text if to_text else self.resting)

    def action_open(self) -> None:
        """From the events to a card."""
        if self.focused is self.resting and self.resting.rows:
            self.post_message(OpenCard(self, self.resting.rows[self.resting.cursor].ordinal))

    def reopen(self, opened: Opened) -> None:
        """Reads event and source again, wherever they stand now."""
        super().reopen(opened)
        if self.event is not None:
            self._name = self.event.row.id
        passage = self.passage(self.page, self.lit) if self.page else None
        if passage is not None:
            self._span = passage.start, passage.end
        self.event, self.page = None, None
        self.ask_for_page()

    def on_resize(self, event: events.Resize) -> None:
        """Puts the panes side by side where there is room."""
        self.set_class(event.size.width < panes.WIDE, "narrow")
        self.set_class(event.size.width < panes.WIDE and event.size.height < SHORT, "short")
        self.show_bars()
