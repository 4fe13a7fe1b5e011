"""The chronology: the time axis, the list of events, and, where there is room, the card of the one under the cursor."""

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from store import chronology
from store.errors import TimelineError
from store.shown import Shown
from tui import keys, paint
from tui.messages import OpenCard, OpenPassage
from tui.opening import Opened
from tui.pages import Pages
from tui.places import Place
from tui.remembering import chosen_in
from tui.render import bars, filtering, panes
from tui.render.rows import position
from tui.screens.base import NO_ANSWER, CardLoaded, Failed, again
from tui.screens.coming_back import ReturningPage
from tui.subject import NOTHING, Subject
from tui.widgets.event_card import EventCard
from tui.widgets.event_list import EventList
from tui.widgets.line_widget import Bar
from tui.widgets.time_axis import TimeAxis

STILL = 0.05
"""Seconds that the cursor rests before the card follows, while keys keep coming."""


class ChronologyScreen(ReturningPage):
    """Where one begins, and where one comes back to."""

    BINDINGS = paint.bindings(keys.CHRONOLOGY)
    AUTO_FOCUS = "#list"
    _pending: Timer | None = None
    began_at: Place | None = None
    """The place that one comes back to at the start."""

    def body(self) -> Widget:
        """The filter and the time axis above list and card."""
        panes = Horizontal(EventList(self.glyphs, id="list"), EventCard(self.glyphs, id="card"))
        return Vertical(Bar(self.glyphs, id="chips"), TimeAxis(self.glyphs, id="axis"), panes)

    def on_mount(self) -> None:
        """Shows the events."""
        self._divide(self.app.size.width)
        self.show_view(self.view_again(), self.opened.start)
        if self.began_at is not None:
            self.return_to(self.began_at)
        if self.wide and self.event_list.cursor:
            self._show_first_card()
            if self.began_at is not None and chosen_in(self.began_at):
                self.event_card.choose(chosen_in(self.began_at))

    def show_view(self, shown: Shown, ordinal: int) -> None:
        """Brings events into view, with the cursor on the one of this ordinal or the next."""
        self.shown = shown
        self.set_class(False, "explaining")
        self.see_anew()
        self.event_list.show(Pages(shown.count, shown.rows), shown.place_of(ordinal))
        if not self.opened.summary.events:
            self._explain("This store holds no events.", "Build one from a dataset: timeline build FOLDER STORE")
        elif not shown.count and self.view is not None:
            self._explain(*filtering.nothing_left(self.view))
        self._show_title()
        self.show_place()
        self.find_again()

    def _divide(self, columns: int) -> None:
        self.set_class(columns < panes.WIDE, "narrow")
        self.event_list.styles.width = panes.list_width(columns)

    def _show_first_card(self) -> None:
        """Before anything is painted there is nothing to wait for in a worker."""
        try:
            self.event_card.show(chronology.event(self.opened.desk, self._ordinal))
        except TimelineError as error:
            self._explain(NO_ANSWER, again(str(error)))

    @property
    def _ordinal(self) -> int:
        """The ordinal of the event under the cursor; 0 where there is none."""
        cursor = self.event_list.cursor
        return self.shown.ordinal(cursor) if cursor else 0

    @property
    def subject(self) -> Subject:
        """The event under the cursor; on the card also what is chosen there."""
        if not self._ordinal:
            return NOTHING
        return self.event_card.subject if self._on_card else Subject(self._ordinal)

    @property
    def _on_card(self) -> bool:
        """Whether the keys go to the card, and it is that of the event under the cursor."""
        event = self.event_card.event
        return self.focused is self.event_card and event is not None and event.row.ordinal == self._ordinal

    def _show_title(self) -> None:
        opened, columns, view = self.opened, self.app.size.width, self.view
        facts = filtering.facts(view, opened.summary.events) if view is not None and view.filter else None
        line = bars.title(opened.summary, opened.span, columns, self.glyphs.separator, facts)
        self.query_one("#title", Bar).show(line)

    def show_place(self) -> None:
        """Shows where one is, on the axis and in words, and what is being chosen."""
        self.keep_axis()
        where = position(self.event_list.cursor, self.shown.count, self.app.size.width)
        self.show_keys(self.pointed_words() or self.hit_words(where), self.range_words)

    def _explain(self, title: str, sentence: str) -> None:
        """Says on the card why there is no event to show; in a narrow window the card takes the list's place."""
        self.set_class(True, "explaining")
        self.event_card.say(title, sentence)

    @on(EventList.Highlighted)
    def _follow(self, message: EventList.Highlighted) -> None:
        self.follow_list()
        self.show_place()
        self.remember()
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
        ordinal, desk = self._ordinal, self.opened.desk
        if ordinal:
            self.ask(lambda: CardLoaded(chronology.event(desk, ordinal)))

    @on(CardLoaded)
    def _show_card(self, message: CardLoaded) -> None:
        if message.event.row.ordinal == self._ordinal:
            self.set_class(False, "explaining")
            self.event_card.show(message.event)

    @on(Failed)
    @on(EventList.Failed)
    def _show_failure(self, message: Failed | EventList.Failed) -> None:
        self._explain(NO_ANSWER, again(message.sentence))

    def action_open(self) -> None:
        """From the list to the card where it is hidden, from the card and the wide list to the passage."""
        if self.narrow_to_range() or self.drop_culprit():
            return
        ordinal = self._ordinal
        if not ordinal:
            return
        wanted = self.event_card.opening(self) if self._on_card else None
        opening = OpenPassage(self, ordinal, 0) if self.wide else OpenCard(self, ordinal)
        self.post_message(wanted or opening)

    @on(EventList.Chosen)
    def _open_clicked(self) -> None:
        self.action_open()

    def action_other_pane(self) -> None:
        """From the list to the card where it is in view, to the time axis, and back."""
        round_trip: list[Widget] = [self.event_list]
        if self.wide:
            round_trip.append(self.event_card)
        if self.axis_shown:
            round_trip.append(self.time_axis)
        at = round_trip.index(self.focused) if self.focused in round_trip else 0
        self.set_focus(round_trip[(at + 1) % len(round_trip)])
        self.show_place()

    @property
    def keys_place(self) -> str:
        """Where the keys go, as the table of keys names it."""
        return keys.AXIS if self.on_axis else keys.CHRONOLOGY

    def step_back(self) -> bool:
        """A search ends first, then a range."""
        return self.stop_finding() or super().step_back()

    def reopen(self, opened: Opened) -> None:
        """Goes on at the same event of the store that was read again, or at its place."""
        super().reopen(opened)
        above = self.event_list.above
        try:
            shown = self.view_again()
            here = self.here_in(shown)
        except TimelineError as error:
            self._explain(NO_ANSWER, again(str(error)))
            return
        self.show_view(shown, here)
        self.event_list.put(self.event_list.cursor, above)
        if self.focused is None:
            self.set_focus(self.event_list)

    def on_resize(self, event: events.Resize) -> None:
        """Shows the card where there is room, and asks for the one that was not needed before."""
        self._divide(event.size.width)
        self._show_title()
        self.show_chips()
        self.show_place()
        shown = self.event_card.event
        if self.wide and (shown is None or shown.row.ordinal != self._ordinal):
            self._ask_card()
        elif not self.wide and self.focused is self.event_card:
            self.set_focus(self.event_list)
