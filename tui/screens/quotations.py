"""The quotations in view, by speaker or by date, and the one under the cursor as each source gives it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from textual import events, on
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from store import chronology, utterances
from store.database import Store
from store.errors import TimelineError
from store.records import EventRow, Quotation
from store.shown import Shown
from store.utterances import By, Spoken
from tui import keys, paint
from tui.messages import OpenSource
from tui.opening import Opened
from tui.render import bars, lines, spoken
from tui.render.glyphs import Glyphs
from tui.render.lines import Span
from tui.render.spoken import Version
from tui.screens.base import NO_ANSWER, Failed, again
from tui.screens.returning_quotations import ReturningQuotations
from tui.subject import NOTHING, Subject
from tui.widgets.columns_pane import ColumnsPane
from tui.widgets.line_widget import Bar
from tui.widgets.paged_list import PagedList

SHORT = 14
"""Lines of a window below which list and pane take turns."""


@dataclass
class Gathered(Message):
    """The quotations in view, as far as known."""

    spoken: Spoken


@dataclass
class UtteranceLoaded(Message):
    """The quotation that was asked for, with its other versions."""

    asked: str
    """The quotation's id."""
    versions: tuple[Version, ...]
    besides: tuple[Quotation, ...]
    event: EventRow | None


class QuotationsScreen(ReturningQuotations):
    """Who said what, when, and in which words."""

    BINDINGS = paint.bindings(keys.QUOTATIONS)
    CSS_PATH = "quotations.tcss"

    def __init__(self, opened: Opened, glyphs: Glyphs, shown: Callable[[], Shown]) -> None:
        """`shown`: what is in view, whenever it is asked."""
        super().__init__(opened, glyphs)
        self._shown = shown
        self._loaded: UtteranceLoaded | None = None

    def body(self) -> Widget:
        """The list above the utterance."""
        return Vertical(PagedList(self.glyphs, id="list"), ColumnsPane(self.glyphs, id="pane"))

    @property
    def quotation(self) -> Quotation | None:
        """The quotation under the cursor; in the pane, the version that is chosen there."""
        if self.focused is self.pane and self._loaded is not None and self._loaded.versions:
            return self._loaded.versions[min(self.pane.chosen, len(self._loaded.versions) - 1)].quotation
        with suppress(TimelineError):
            return self.lines.row(self.list.cursor).quotation if self.list.cursor else None
        return None

    @property
    def subject(self) -> Subject:
        """The quotation, its speaker, its source, and its event once that is known."""
        quotation = self.quotation
        if quotation is None:
            return NOTHING
        loaded = self._loaded
        event = loaded.event if loaded and quotation.id in {each.quotation.id for each in loaded.versions} else None
        ordinal = event.ordinal if event is not None and event.id == quotation.event else None
        return Subject(ordinal, None, quotation.id, quotation.speaker, quotation.source)

    def on_mount(self) -> None:
        """Asks for the quotations."""
        self.set_class(self.app.size.height < SHORT, "short")
        self.set_focus(self.list)
        self.pane.say("", "Reading …")
        self._ask()

    def _ask(self) -> None:
        shown, by = self._shown(), self.by

        def question(store: Store) -> Iterator[Message | None]:
            for found in utterances.gather(shown, by, store):
                yield Gathered(found) if found is not None else None

        self.gather(question, "quotations")

    @on(Gathered)
    def _show(self, message: Gathered) -> None:
        found = message.spoken
        self.show_list(found, self._draw)
        if found.complete and not found.count:
            why = "No quotation belongs to an event in view." if self.opened.summary.quotations else "There are none."
            self.pane.say("No quotations", why)
        self._show_bars()
        self.more_said()

    def _draw(self, place: int, width: int, marker: Span, first: bool) -> Sequence[lines.Line]:
        assert self.spoken is not None
        said = self.lines.row(place)
        before = None if first else self.lines.before(place)
        above = spoken.headings(self.spoken, place, said, before, width, self.glyphs)
        return (*above, spoken.row(said, width, marker, self.by, self.glyphs))

    @on(PagedList.Highlighted)
    def _follow(self) -> None:
        self._show_bars()
        quotation = self.lines.row(self.list.cursor).quotation if self.list.cursor else None
        if quotation is None:
            return
        self.keep()
        desk, chosen = self.opened.desk, quotation

        def answer() -> Message:
            found = utterances.utterance(desk, chosen)
            event = chronology.row(desk, chronology.ordinal_of(desk, chosen.event)) if chosen.event else None
            return UtteranceLoaded(chosen.id, spoken.versions(found), found.besides, event)

        self.ask(answer, "utterance")

    @on(UtteranceLoaded)
    def _show_utterance(self, message: UtteranceLoaded) -> None:
        same = self._loaded is not None and self._loaded.asked == message.asked
        self._loaded = message
        ids = [version.quotation.id for version in message.versions]
        chosen = self.pane.chosen if same else ids.index(message.asked) if message.asked in ids else 0
        shown = spoken.blocks(message.versions, message.besides, message.event, self.glyphs)
        self.pane.show(shown, chosen, top=not same)
        if self.come_back(message.asked):
            self._show_bars()

    @on(Failed)
    @on(PagedList.Failed)
    def _show_failure(self, message: Failed | PagedList.Failed) -> None:
        self.pane.say(NO_ANSWER, again(message.sentence))

    @on(PagedList.Chosen)
    def _open_clicked(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The passage in its source."""
        quotation = self.quotation
        if quotation is not None:
            self.post_message(OpenSource(self, quotation.source, quotation.passage))

    def action_order(self) -> None:
        """By date, or by speaker."""
        self.by = By.DATE if self.by is By.SPEAKER else By.SPEAKER
        self._ask()
        self.tell(f"By {self.by}.")

    def action_next_speaker(self) -> None:
        """To the next speaker's first quotation."""
        if self._by_speaker() and self.spoken is not None and self.list.cursor:
            self.list.go(self.spoken.next_speaker(self.list.cursor), top=True)

    def action_previous_speaker(self) -> None:
        """To the first quotation of this speaker, or of the one before."""
        if self._by_speaker() and self.spoken is not None and self.list.cursor:
            self.list.go(self.spoken.previous_speaker(self.list.cursor), top=True)

    def _by_speaker(self) -> bool:
        if self.by is By.DATE:
            self.tell("These stand by date: s puts them by speaker.")
        return self.by is By.SPEAKER

    def view_changed(self) -> None:
        """Asks again, and goes on at the same quotation."""
        self._ask()

    def reopen(self, opened: Opened) -> None:
        """Reads all again, and goes on at the same quotation."""
        self.back_to = self.place
        super().reopen(opened)
        self._loaded = None
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Fits the bars; in a very short window, list and utterance take turns."""
        self.set_class(event.size.height < SHORT, "short")
        self._show_bars()

    def _show_bars(self) -> None:
        found, width = self.spoken, self.size.width
        detail = "reading …"
        if found is not None:
            detail = lines.plural(found.count, "quotation") + ("" if found.complete else " so far")
            if self.by is By.SPEAKER:
                detail += f" of {lines.plural(found.speakers, 'speaker')}"
        self.query_one("#title", Bar).show(bars.place(f"Quotations by {self.by}", detail, width))
        count = found.count if found is not None else 0
        self.show_keys(f"{self.list.cursor:,} of {count:,}" if count else "")
