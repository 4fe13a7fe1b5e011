"""The reader: the whole source behind an event, its passage lit, and what else rests on this source."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from store import returning
from store.records import Event, SourcePage
from store.returning import Remembered
from tui import keys, paint
from tui.messages import OpenCard
from tui.opening import Opened
from tui.places import Place, Value
from tui.remembering import GONE, chosen_in, sought_in
from tui.render import bars, dated, panes, reading
from tui.render.glyphs import Glyphs
from tui.render.lines import Span
from tui.screens import source_loading
from tui.screens.base import Failed, again
from tui.screens.source_loading import PageLoaded
from tui.screens.two_texts import TwoTexts
from tui.subject import Subject
from tui.widgets.line_widget import Bar
from tui.widgets.passage_view import PassageView
from tui.widgets.resting_list import RestingList

SHORT = 14
"""Lines of a narrow window below which text and list take turns."""


class ReaderScreen(TwoTexts):
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
        self._sought: Remembered | None = None
        """The event by what finds it again; None while only its number is known."""
        self._back_to: Place | None = None
        """Where one comes back to, once the source is there."""

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
        if self.lit == self._own_passage():
            return Subject(self.ordinal, self.citation, source=source)
        return Subject(self.resting.rows[self.resting.cursor].ordinal, source=source)

    @property
    def place(self) -> Place | None:
        """The passage behind the event; in which pane, and which paragraph or event one had moved to."""
        if self._sought is None or self._back_to is not None:
            return self._back_to
        chosen = self.resting.rows[self.resting.cursor].id if self.resting.rows else ""
        how: dict[str, Value] = {
            "pane": "events" if self.resting.has_focus else "text",
            "chosen": chosen,
            **self._sought.apart,
        }
        how["digest"] = self.opened.prefers_digest
        if self.text.paragraph is not None:
            how["paragraph"] = self.text.paragraph
        return Place(self.PLACE, {"event": self._sought.event, "passage": self.citation + 1}, how)

    @classmethod
    def restored(cls, opened: Opened, glyphs: Glyphs, place: Place) -> "ReaderScreen":
        """The reader at the passage behind the event, or behind its nearest neighbour."""
        page = cls(opened, glyphs, 0, chosen_in(place))
        page._sought, page._back_to = sought_in(place), place
        opened.prefers_digest = place.flag("digest", opened.prefers_digest)
        return page

    def on_mount(self) -> None:
        """Asks for the source."""
        self.set_focus(self.text)
        self.text.say("", "Reading the source …")
        self.ask_for_page()

    def ask_for_page(self) -> None:
        """Asks for the source at one of the passages behind the event."""
        opened, ordinal, citation = self.opened, self.ordinal, self.citation
        known, sought = self.event, self._sought

        def answer() -> PageLoaded:
            return source_loading.page(opened, known or source_loading.event(opened, sought, ordinal), citation)

        self.ask(answer)

    @on(PageLoaded)
    def _show(self, message: PageLoaded) -> None:
        row, back_to = message.event.row, self._back_to
        gone = self._sought is not None and self._sought.event != row.id
        self.event, self.citation = message.event, 0 if gone else message.citation
        if gone and message.citation:
            self._sought, self._back_to = returning.remembered(row), None
            self.ask_for_page()  # the first passage behind the neighbour, not the third
            self.tell(GONE)
            return
        self.ordinal, self._sought, self._back_to = row.ordinal, returning.remembered(row), None
        self.page = message.pages.digest
        self.lit = message.event.citations[self.citation].passage
        self.take(message.pages, message.version)
        self.show_text()
        self.resting.show(self.page.events, self.ordinal)
        if gone:
            self.tell(GONE)
        elif back_to is not None:
            self._come_back(back_to)

    def _come_back(self, place: Place) -> None:
        """To the pane, the event beside the text and the paragraph that one was at."""
        rows, chosen = self.resting.rows, place.text("chosen")
        other = next((row.ordinal for row in rows if row.id == chosen), self.ordinal)
        if other != self.ordinal:
            self.resting.point_at(other)
            self._light_event(other)
        if (place.text("pane") == "events") != self.resting.has_focus:
            self.action_other_pane()
        if (paragraph := place.number("paragraph")) is not None:
            self.show_text(paragraph)

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self.page = None
        self.text.say("The source could not be read.", again(message.sentence))
        self.show_bars()

    def show_bars(self) -> None:
        """Shows which event and passage one reads, and where that stands."""
        key, page = self.lit, self.page
        passage = self.passage(page, key) if page else None
        if page is None or passage is None or self.event is None:
            self.query_one("#title", Bar).show(bars.place(self.opened.summary.title, "", self.size.width))
            self.show_keys("")
            return
        title, detail = self.event.row.title, f"passage {self.citation + 1} of {len(self.event.citations)}"
        if key != self._own_passage():
            title, detail = self.resting.rows[self.resting.cursor].title, "also rests on this source"
        self.query_one("#title", Bar).show(bars.place(title, detail, self.size.width))
        where = reading.in_digest(passage, page.source, self.original)
        if self.original is not None and self.reads_original:
            where = reading.in_original(passage, self.passage(self.original.page, key), self.original)
        self.query_one("#position", Bar).show((Span(" ", "bar"), Span(where, "bar.dim")))
        self._show_date(page)
        self.show_keys("")

    def _show_date(self, page: SourcePage) -> None:
        """What the date words of the chosen passage were taken for; no line where it has none."""
        shown = self.original.page if self.original is not None and self.reads_original else page
        rows, at = self.resting.rows, self.resting.cursor
        event = self.ordinal if self.lit == self._own_passage() or at >= len(rows) else rows[at].ordinal
        bar = self.query_one("#dated", Bar)
        found = [date for date in shown.dates if date.passage == self.lit and date.event == event]
        bar.display = bool(found)
        for date in found[:1]:
            words = shown.text[date.start : date.end]
            means = dated.meaning(words, date.date, date.basis, page.source.published)
            bar.show((Span(" ", "bar"), Span(means, "bar")))

    def _own_passage(self) -> int | None:
        return self.event.citations[self.citation].passage if self.event else None

    @on(RestingList.Highlighted)
    def _light(self, message: RestingList.Highlighted) -> None:
        if self.page is None:
            return
        self._light_event(message.ordinal)
        self.asking_for_words = False
        self.show_text()

    def _light_event(self, ordinal: int) -> None:
        """The passage of an event that rests on this source is the one that is lit."""
        passages = self.page.passages if self.page is not None else ()
        resting = next((passage.id for passage in passages if ordinal in passage.events), None)
        self.lit = self._own_passage() if ordinal == self.ordinal else resting

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
            self.ask_for_page()
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
        self._back_to = self.place
        self.event, self.page = None, None
        self.ask_for_page()

    def on_resize(self, event: events.Resize) -> None:
        """Puts the panes side by side where there is room."""
        self.set_class(event.size.width < panes.WIDE, "narrow")
        self.set_class(event.size.width < panes.WIDE and event.size.height < SHORT, "short")
        self.show_bars()
