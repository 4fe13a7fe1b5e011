"""The reader: the whole source behind an event, its passage lit, and what else rests on this source."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from store.originals import shelf
from store.originals.reading import Pages
from store.originals.records import OriginalPage
from store.records import Event, Passage, SourcePage
from tui import keys, paint
from tui.messages import OpenCard
from tui.opening import Opened
from tui.render import bars, dated, panes, reading
from tui.render.glyphs import Glyphs
from tui.render.lines import Span
from tui.screens import source_loading
from tui.screens.base import Failed, Page, again
from tui.screens.source_loading import OriginalLoaded, PageLoaded
from tui.widgets.line_widget import Bar
from tui.widgets.passage_view import PassageView
from tui.widgets.resting_list import RestingList

SHORT = 14
"""Lines of a narrow window below which text and list take turns."""


class ReaderScreen(Page):
    """One source, opened for the sake of an event."""

    PLACE = keys.READER
    BINDINGS = paint.bindings(keys.READER)
    CSS_PATH = "reader.tcss"
    event: Event | None = None
    page: SourcePage | None = None
    """The source as the store has it."""
    original: OriginalPage | None = None
    """Its original, if it is attached."""
    _asking_for_words = False
    """The original was asked for and is not there: how to obtain it is told instead of a text."""

    def __init__(self, opened: Opened, glyphs: Glyphs, ordinal: int, citation: int) -> None:
        super().__init__(opened, glyphs)
        self.ordinal = ordinal
        self.citation = citation
        """The index, among the event's citations, of the passage that is lit."""
        self._version: shelf.Version | None = None
        """Of what was attached when the source was read."""
        self._key: int | None = None
        """The id of the passage that is lit."""
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
        opened, ordinal, citation = self.opened, self.ordinal, self.citation
        known, name = self.event, self._name

        def answer() -> PageLoaded:
            return source_loading.page(opened, known or source_loading.event(opened, name, ordinal), citation)

        self.ask(answer)

    @on(PageLoaded)
    def _show(self, message: PageLoaded) -> None:
        self.event, self.citation = message.event, message.citation
        self.ordinal = message.event.row.ordinal
        self.page = message.pages.digest
        self._key = message.event.citations[self.citation].passage
        self._take(message.pages, message.version)
        self._show_text()
        self.resting.show(self.page.events, self.ordinal)

    def _take(self, pages: Pages, version: shelf.Version | None) -> None:
        """What is at hand of the original from now on."""
        self.original, self._version, self._asking_for_words = pages.original, version, False
        if pages.trouble:
            self.tell(f"The original can’t be shown: {pages.trouble}")

    def _ask_for_original(self, *, wanted: bool = False) -> None:
        """Looks at the original again, for the source that one reads, at the place where one is."""
        if self.page is None:
            self._ask()
            return
        opened, source = self.opened, self.page.source.id
        self.ask(lambda: source_loading.original(opened, source, wanted=wanted), "original")

    @on(OriginalLoaded)
    def _show_original(self, message: OriginalLoaded) -> None:
        if self.page is None or message.pages.digest.source.id != self.page.source.id:
            self._ask()  # one has gone on to another source meanwhile
            return
        paragraph = self.text.paragraph
        self._take(message.pages, message.version)
        if message.wanted:
            self._want_words()
        self._show_text(paragraph)

    def _want_words(self) -> None:
        """The original's words, or how to obtain them."""
        if self.original is None:
            self._asking_for_words = True
        else:
            self.opened.prefers_digest = False

    @property
    def reads_original(self) -> bool:
        """Whether the words on the screen are the document's own, which may not be copied from here."""
        return self.original is not None and not self.opened.prefers_digest

    def _show_text(self, paragraph: int | None = None) -> None:
        """Shows the text that is wanted, at the chosen passage, or at a paragraph that the reader had moved to."""
        if self.page is None:
            return
        passage = self._passage(self.page, self._key)
        if self._asking_for_words:
            self.text.say(*reading.obtaining(passage, self.page.source))
        elif self.original is not None and not self.opened.prefers_digest:
            self.text.show(self.original.page, reading.original(self.original), self._key)
            if paragraph is None and passage and self._passage(self.original.page, self._key) is None:
                paragraph = passage.paragraph
        else:
            self.text.show(self.page, reading.digest(self.page.source, self.original), self._key)
        if paragraph is not None:
            self.text.go_to_paragraph(paragraph)
        self._show_bars()

    def action_words(self) -> None:
        """The original's own words, or the digest, at the same paragraph."""
        if self.page is None:
            return
        if self.page.source.kind == "original":
            self.tell("This is the document itself: there is no digest.")
            return
        if self.original is None and self._version != source_loading.version(self.opened):
            self._ask_for_original(wanted=True)  # another program has attached or detached some
            return
        paragraph = self.text.paragraph
        if self._asking_for_words:
            self._asking_for_words = False
        elif self.reads_original:
            self.opened.prefers_digest = True
        else:
            self._want_words()
        self._show_text(paragraph)

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self.page = None
        self.text.say("The source could not be read.", again(message.sentence))
        self._show_bars()

    def _passage(self, page: SourcePage, key: int | None) -> Passage | None:
        return next((passage for passage in page.passages if passage.id == key), None)

    def _show_bars(self) -> None:
        key, page = self._key, self.page
        passage = self._passage(page, key) if page else None
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
            where = reading.in_original(passage, self._passage(self.original.page, key), self.original)
        self.query_one("#position", Bar).show((Span(" ", "bar"), Span(where, "bar.dim")))
        self._show_date(page)
        self.show_keys("")

    def _show_date(self, page: SourcePage) -> None:
        """What the date words of the chosen passage were taken for; no line where it has none."""
        shown = self.original.page if self.original is not None and self.reads_original else page
        rows, at = self.resting.rows, self.resting.cursor
        event = self.ordinal if self._key == self._own_passage() or at >= len(rows) else rows[at].ordinal
        bar = self.query_one("#dated", Bar)
        found = [date for date in shown.dates if date.passage == self._key and date.event == event]
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
        if message.ordinal == self.ordinal:
            self._key = self._own_passage()
        else:
            events = ((passage.id, passage.events) for passage in self.page.passages)
            self._key = next((key for key, resting in events if message.ordinal in resting), None)
        self._asking_for_words = False
        self._show_text()

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

    def originals_changed(self) -> None:
        """Shows the original that is there now, or the digest again, at the place where one is."""
        super().originals_changed()
        self._ask_for_original()

    def reopen(self, opened: Opened) -> None:
        """Reads event and source again, wherever they stand now."""
        super().reopen(opened)
        if self.event is not None:
            self._name = self.event.row.id
        self.event, self.page = None, None
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Puts the panes side by side where there is room."""
        self.set_class(event.size.width < panes.WIDE, "narrow")
        self.set_class(event.size.width < panes.WIDE and event.size.height < SHORT, "short")
        self._show_bars()
