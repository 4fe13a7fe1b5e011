"""The reader: the whole source behind an event, its passage lit, and what else rests on this source."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from store import returning
from store.records import SourcePage
from tui import keys, paint
from tui.messages import OpenCard
from tui.remembering import GONE
from tui.render import bars, dated, panes, reading
from tui.render.lines import Span, plural
from tui.screens import source_loading
from tui.screens.base import Failed, again
from tui.screens.returning_text import ReturningText
from tui.screens.source_loading import PageLoaded, SourceLoaded
from tui.subject import Subject
from tui.widgets.line_widget import Bar
from tui.widgets.passage_view import PassageView
from tui.widgets.resting_list import RestingList

SHORT = 14
"""Lines of a narrow window below which text and list take turns."""


class ReaderScreen(ReturningText):
    """One source, opened for the sake of an event, or for its own."""

    PLACE = keys.READER
    BINDINGS = paint.bindings(keys.READER)
    CSS_PATH = "reader.tcss"

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
    def subject(self) -> Subject:
        """The event in whose passage one is, or the one that is chosen beside the text."""
        source = self.page.source.id if self.page is not None else None
        if self.event is not None and self.lit == self.own_passage():
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
        known, sought, source = self.event, self.sought_event, self.source
        if source:
            self.ask(lambda: source_loading.source(opened, source))
            return

        def answer() -> PageLoaded:
            return source_loading.page(opened, known or source_loading.event(opened, sought, ordinal), citation)

        self.ask(answer)

    @on(PageLoaded)
    def _show(self, message: PageLoaded) -> None:
        row, back_to = message.event.row, self.back_to
        gone = self.sought_event is not None and self.sought_event.event != row.id
        self.event, self.citation = message.event, 0 if gone else message.citation
        if gone and message.citation:
            self.sought_event, self.back_to = returning.remembered(row), None
            self.ask_for_page()  # the first passage behind the neighbour, not the third
            self.tell(GONE)
            return
        self.ordinal, self.sought_event, self.back_to = row.ordinal, returning.remembered(row), None
        self.page = message.pages.digest
        self.lit = message.event.citations[self.citation].passage
        self.take(message.pages, message.version)
        self.show_text()
        self.resting.show(self.page.events, self.ordinal)
        if gone:
            self.tell(GONE)
        elif back_to is not None:
            self.come_back(back_to)

    @on(SourceLoaded)
    def _show_source(self, message: SourceLoaded) -> None:
        page = self.page = message.pages.digest
        if self.span is not None:
            places = {(passage.start, passage.end): passage.id for passage in page.passages}
            self.came_for = places.get(self.span)
        self.lit = self.came_for
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
        if self.source:
            numbers = {passage.id: number for number, passage in enumerate(self.page.passages, 1)}
            number = numbers.get(self.lit) if self.lit is not None else None
            total = plural(len(numbers), "passage")
            return self.page.source.title, f"passage {number:,} of {len(numbers):,}" if number else total
        if self.event is not None and self.lit == self.own_passage():
            return self.event.row.title, f"passage {self.citation + 1} of {len(self.event.citations)}"
        return rows[at].title if at < len(rows) else self.page.source.title, "also rests on this source"

    def _show_date(self, page: SourcePage) -> None:
        """What the date words of the chosen passage were taken for; no line where it has none."""
        shown = self.original.page if self.original is not None and self.reads_original else page
        rows, at = self.resting.rows, self.resting.cursor
        own = self.event is not None and self.lit == self.own_passage()
        event = self.ordinal if own or at >= len(rows) else rows[at].ordinal
        bar = self.query_one("#dated", Bar)
        found = [date for date in shown.dates if date.passage == self.lit and date.event == event]
        bar.display = bool(found)
        for date in found[:1]:
            words = shown.text[date.start : date.end]
            means = dated.meaning(words, date.date, date.basis, page.source.published)
            bar.show((Span(" ", "bar"), Span(means, "bar")))

    @on(RestingList.Highlighted)
    def _light(self, message: RestingList.Highlighted) -> None:
        if self.page is None:
            return
        self.light_event(message.ordinal)
        self.asking_for_words = False
        self.show_text()

    def action_next_passage(self) -> None:
        """To the next passage behind the event, in whichever source it stands."""
        self._step(1)

    def action_previous_passage(self) -> None:
        """To the previous one."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        if self.source:
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

    @property
    def wanted(self) -> str:
        """Among the events, enter opens one."""
        return "open" if self.focused is self.resting else ""

    def action_open(self) -> None:
        """From the events to a card."""
        if self.focused is self.resting and self.resting.rows:
            self.post_message(OpenCard(self, self.resting.rows[self.resting.cursor].ordinal))

    def on_resize(self, event: events.Resize) -> None:
        """Puts the panes side by side where there is room."""
        self.set_class(event.size.width < panes.WIDE, "narrow")
        self.set_class(event.size.width < panes.WIDE and event.size.height < SHORT, "short")
        self.show_bars()
