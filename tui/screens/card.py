"""An event's card as a page of its own: in a narrow window, and when one comes from a source."""

from textual import on
from textual.widget import Widget

from store import chronology, returning
from store.errors import TimelineError
from store.returning import Remembered
from tui import keys, paint
from tui.messages import OpenPassage
from tui.opening import Opened
from tui.places import Place
from tui.remembering import GONE, chosen_in, sought_in
from tui.render import bars
from tui.render.glyphs import Glyphs
from tui.screens.base import NO_ANSWER, CardLoaded, Failed, Page, again
from tui.subject import Subject
from tui.widgets.event_card import EventCard
from tui.widgets.line_widget import Bar


class CardScreen(Page):
    """One event, whole."""

    PLACE = keys.CARD
    BINDINGS = paint.bindings(keys.CARD)

    def __init__(self, opened: Opened, glyphs: Glyphs, ordinal: int) -> None:
        super().__init__(opened, glyphs)
        self.ordinal = ordinal
        self._sought: Remembered | None = None
        """The event by what finds it again; None while only its number is known."""
        self._citation = 0
        """The index of the citation that one comes back to."""
        self._open_when_read = False
        """Enter was pressed before there was anything to open."""

    def body(self) -> Widget:
        """The card."""
        return EventCard(self.glyphs, id="card")

    @property
    def event_card(self) -> EventCard:
        """The card."""
        return self.query_one("#card", EventCard)

    @property
    def subject(self) -> Subject:
        """The event, and the passage that is chosen."""
        return Subject(self.ordinal, self.event_card.citation if self.event_card.event is not None else None)

    @property
    def place(self) -> Place | None:
        """The event; its passages are only where the cursor stands."""
        if self._sought is None:
            return None
        chosen = self.event_card.citation if self.event_card.event is not None else self._citation
        return Place(self.PLACE, {"event": self._sought.event}, {"passage": chosen + 1, **self._sought.apart})

    @classmethod
    def restored(cls, opened: Opened, glyphs: Glyphs, place: Place) -> "CardScreen":
        """The card of the event, or of its nearest neighbour."""
        page = cls(opened, glyphs, 0)
        page._sought, page._citation = sought_in(place), chosen_in(place)
        return page

    def on_mount(self) -> None:
        """Asks for the event."""
        self.set_focus(self.event_card)
        if self._sought is not None:
            self._show_at_once(self._sought)
        else:
            self.event_card.say("", "Reading …")
            self._ask()

    def _show_at_once(self, sought: Remembered) -> None:
        """Where one comes back to, there is nothing to wait for in a worker: it was on the screen before."""
        try:
            self._show(CardLoaded(returning.event(self.opened.desk, sought)))
        except TimelineError as error:
            self._show_failure(Failed(str(error)))

    def _ask(self) -> None:
        desk, ordinal, sought = self.opened.desk, self.ordinal, self._sought
        self.ask(lambda: CardLoaded(returning.event(desk, sought) if sought else chronology.event(desk, ordinal)))

    @on(CardLoaded)
    def _show(self, message: CardLoaded) -> None:
        row, gone = message.event.row, self._sought is not None and self._sought.event != message.event.row.id
        self.ordinal, self._sought = row.ordinal, returning.remembered(row)
        self.event_card.show(message.event)
        if not gone and self._citation:
            self.event_card.choose(self._citation)
        self._citation = 0
        self._show_bars()
        if gone:
            self.tell(GONE)
        if self._open_when_read:
            self.action_open()

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self.event_card.say(NO_ANSWER, again(message.sentence))

    def action_open(self) -> None:
        """To the passage under the cursor, in its source."""
        event = self.event_card.event
        self._open_when_read = event is None
        if event is not None and event.citations:
            self.post_message(OpenPassage(self, self.ordinal, self.event_card.citation))

    def reopen(self, opened: Opened) -> None:
        """Reads the event again, wherever it stands now."""
        super().reopen(opened)
        self._citation = self.event_card.citation
        self._ask()

    def on_resize(self) -> None:
        """Fits the bars to the width."""
        self._show_bars()

    def _show_bars(self) -> None:
        summary = self.opened.summary
        detail = f"event {self.ordinal:,} of {summary.events:,}"
        self.query_one("#title", Bar).show(bars.place(summary.title, detail, self.size.width))
        self.show_keys("")
