"""The chronology: the list of events, and beside it, where there is room, the card of the one under the cursor."""

from contextlib import suppress
from datetime import date
from functools import partial

from textual import events, on
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget

from store import chronology, going
from store.dates.stepping import Unit
from store.errors import TimelineError
from store.going import Destination
from tui import keys, paint
from tui.dialogs.asking import AskingDialog
from tui.messages import OpenCard, OpenPassage
from tui.opening import Opened
from tui.pages import Pages
from tui.render import bars, panes, travel
from tui.render.lines import Line
from tui.render.rows import position
from tui.screens.base import NO_ANSWER, CardLoaded, Failed, Page, again
from tui.widgets.event_card import EventCard
from tui.widgets.event_list import EventList
from tui.widgets.line_widget import Bar

STILL = 0.05
"""Seconds that the cursor rests before the card follows, while keys keep coming."""


class ChronologyScreen(Page):
    """Where one begins, and where one comes back to."""

    PLACE = keys.CHRONOLOGY
    BINDINGS = paint.bindings(keys.CHRONOLOGY)
    AUTO_FOCUS = "#list"
    _pending: Timer | None = None
    _step: tuple[Unit, int] | None = None
    """The last step in time, to be repeated."""
    _place = (1, "")
    """The ordinal and the id of the event that one was at: it outlives a failure and a rebuild of the store."""

    def body(self) -> Widget:
        """List and card."""
        return Horizontal(EventList(self.glyphs, id="list"), EventCard(self.glyphs, id="card"))

    @property
    def event_list(self) -> EventList:
        """The list of events."""
        return self.query_one("#list", EventList)

    @property
    def event_card(self) -> EventCard:
        """The card beside the list."""
        return self.query_one("#card", EventCard)

    def on_mount(self) -> None:
        """Shows the events."""
        self._divide(self.app.size.width)
        self._show(self._place[0])
        if self.wide and self.event_list.cursor:
            self._show_first_card()

    def _show(self, ordinal: int) -> None:
        summary = self.opened.summary
        self.set_class(False, "explaining")
        self._show_title()
        if summary.events:
            self.event_list.show(Pages(summary.events, partial(chronology.rows, self.opened.rows)), ordinal)
        else:
            self.event_list.show(Pages(0, lambda first, count: ()), 0)
            self._explain("This store holds no events.", "Build one from a dataset: timeline build FOLDER STORE")
        self._show_position()

    def _divide(self, columns: int) -> None:
        self.set_class(columns < panes.WIDE, "narrow")
        self.event_list.styles.width = panes.list_width(columns)

    def _show_first_card(self) -> None:
        """Before anything is painted there is nothing to wait for in a worker."""
        try:
            self.event_card.show(chronology.event(self.opened.desk, self.event_list.cursor))
        except TimelineError as error:
            self._explain(NO_ANSWER, again(str(error)))

    def _show_title(self) -> None:
        opened, columns = self.opened, self.app.size.width
        self.query_one("#title", Bar).show(bars.title(opened.summary, opened.span, columns, self.glyphs.separator))

    def _show_position(self) -> None:
        self.show_keys(position(self.event_list.cursor, self.opened.summary.events, self.app.size.width))

    def _explain(self, title: str, sentence: str) -> None:
        """Says on the card why there is no event to show; in a narrow window the card takes the list's place."""
        self.set_class(True, "explaining")
        self.event_card.say(title, sentence)

    @on(EventList.Highlighted)
    def _follow(self, message: EventList.Highlighted) -> None:
        self._show_position()
        with suppress(TimelineError):
            self._place = (message.ordinal, self.event_list.pages.row(message.ordinal).id)
        if not self.wide:
            self.notice_change()
            return
        if self._pending is not None:
            self._pending.stop()
            self._pending = self.set_timer(STILL, self._ask_card)
        else:
            self._ask_card()
            self._pending = self.set_timer(STILL, self._settled)

    def _settled(self) -> None:
        self._pending = None

    def _ask_card(self) -> None:
        self._pending = None
        ordinal, desk = self.event_list.cursor, self.opened.desk
        if ordinal:
            self.ask(lambda: CardLoaded(chronology.event(desk, ordinal)))

    @on(CardLoaded)
    def _show_card(self, message: CardLoaded) -> None:
        if message.event.row.ordinal == self.event_list.cursor:
            self.set_class(False, "explaining")
            self.event_card.show(message.event)

    @on(Failed)
    @on(EventList.Failed)
    def _show_failure(self, message: Failed | EventList.Failed) -> None:
        self._explain(NO_ANSWER, again(message.sentence))

    def action_open(self) -> None:
        """From the list to the card where it is hidden, from the card and the wide list to the passage."""
        ordinal = self.event_list.cursor
        if not ordinal:
            return
        shown = self.event_card.event
        on_card = self.event_card.has_focus and shown is not None and shown.row.ordinal == ordinal
        citation = self.event_card.citation if on_card else 0
        self.post_message(OpenPassage(self, ordinal, citation) if self.wide else OpenCard(self, ordinal))

    @on(EventList.Chosen)
    def _open_clicked(self) -> None:
        self.action_open()

    def action_other_pane(self) -> None:
        """Between the list and the card; in a narrow window to the card's own page."""
        if not self.wide:
            self.action_open()
        elif self.event_card.has_focus:
            self.set_focus(self.event_list)
        else:
            self.set_focus(self.event_card)

    def action_go_to(self) -> None:
        """Asks for a time, and goes there."""
        self.app.push_screen(AskingDialog(self.glyphs, travel.EXAMPLES, self._understood), self._go_typed)

    def destination(self, text: str) -> Destination:
        """Where a typed text leads from here. Raises DateError, QueryError."""
        here = self.event_list.row
        return going.destination(self.opened.rows, text, today=date.today().toordinal(), here=here)

    def _understood(self, text: str) -> tuple[Line, bool]:
        if not text.strip():
            return travel.refused(travel.PROMPT), False
        try:
            return travel.understood(self.destination(text), self.glyphs.separator), True
        except TimelineError as error:
            return travel.refused(str(error)), False

    def _go_typed(self, text: str | None) -> None:
        if text:
            self.go_to(self.destination(text))

    def go_to(self, found: Destination) -> None:
        """Goes where a typed text leads."""
        self._step = found.relative or self._step
        self.event_list.go(found.row.ordinal)

    def action_repeat(self) -> None:
        """The last step in time once more."""
        self._repeat(1)

    def action_repeat_back(self) -> None:
        """The last step in time the other way."""
        self._repeat(-1)

    def _repeat(self, way: int) -> None:
        here = self.event_list.row
        if self._step is None or here is None:
            self.tell("There is no step to repeat yet: t and “3 months later” makes one.")
            return
        unit, number = self._step
        try:
            found = going.again(self.opened.rows, here, unit, way * number)
        except TimelineError as error:
            self.tell(str(error))
            return
        if found is None:
            self.tell("No event lies that way.")
        else:
            self.event_list.go(found.ordinal)

    def action_undated(self) -> None:
        """To the first event without a date: they stand at the end."""
        summary = self.opened.summary
        if summary.undated:
            self.event_list.go(summary.events - summary.undated + 1)
        else:
            self.tell("Every event here has a date.")

    def reopen(self, opened: Opened) -> None:
        """Goes on at the same event of the store that was read again, or at its place."""
        super().reopen(opened)
        ordinal, name = self._place
        with suppress(TimelineError):
            ordinal = chronology.ordinal_of(opened.rows, name) if name else ordinal
        self._show(ordinal)
        if self.focused is None:
            self.set_focus(self.event_list)

    def on_resize(self, event: events.Resize) -> None:
        """Shows the card where there is room, and asks for the one that was not needed before."""
        self._divide(event.size.width)
        self._show_title()
        self._show_position()
        shown = self.event_card.event
        if self.wide and (shown is None or shown.row.ordinal != self.event_list.cursor):
            self._ask_card()
        elif not self.wide and self.event_card.has_focus:
            self.set_focus(self.event_list)
