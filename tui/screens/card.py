"""An event's card as a page of its own: in a narrow window, and when one comes from a source."""

from typing import Any, Protocol, runtime_checkable

from textual import on
from textual.widget import Widget

from store import chronology, returning
from store.errors import TimelineError
from store.returning import Remembered
from store.shown import Shown
from tui import keys, paint
from tui.opening import Opened
from tui.places import Place, Value
from tui.remembering import GONE, chosen_in, sought_in
from tui.render import bars, lights
from tui.render.glyphs import Glyphs
from tui.screens.base import NO_ANSWER, CardLoaded, Failed, Page, again
from tui.screens.sharing import NO_ENTITY, Followed, follow
from tui.subject import Subject
from tui.widgets.event_card import EventCard
from tui.widgets.line_widget import Bar


@runtime_checkable
class Finder(Protocol):
    """The page that looks for events by words."""

    def find_from(self, ordinal: int, turning: Any) -> None:
        """Asks for words; a page that shows the event of this ordinal turns to what is found."""

    def step_to_hit(self, direction: int, ordinal: int, turning: Any) -> None:
        """Turns a page to the next hit after the event of this ordinal, or before it."""


class CardScreen(Page):
    """One event, whole."""

    PLACE = keys.CARD
    BINDINGS = paint.bindings(keys.CARD)
    _followed: Followed | None = None

    def __init__(self, opened: Opened, glyphs: Glyphs, ordinal: int) -> None:
        super().__init__(opened, glyphs)
        self.ordinal = ordinal
        self._sought: Remembered | None = None
        """The event by what finds it again; None while only its number is known."""
        self._citation = 0
        """The index of the citation that one comes back to."""
        self._view: tuple[int, int] | None = None
        """What of the card one comes back to, and how far down."""
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
        """The event, and the name, the words or the passage that is chosen."""
        return self.event_card.subject if self.event_card.event is not None else Subject(self.ordinal)

    @property
    def place(self) -> Place | None:
        """The event; its passages are only where the cursor stands."""
        if self._sought is None:
            return None
        chosen = self.event_card.citation if self.event_card.event is not None else self._citation
        how: dict[str, Value] = {"passage": chosen + 1, **self._sought.apart}
        if (view := self._view or (self.event_card.view if self.event_card.event is not None else None)) is not None:
            how |= {"stop": view[0], "top": view[1]}
        return Place(self.PLACE, {"event": self._sought.event}, how)

    def begin_at(self, place: Place) -> None:
        """The card of the event, or of its nearest neighbour."""
        self._sought, self._citation = sought_in(place), chosen_in(place)
        stop, top = place.number("stop"), place.number("top")
        self._view = (max(stop, 0), max(top, 0)) if stop is not None and top is not None else None

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

    def turn_to(self, ordinal: int) -> None:
        """Shows another event, or this one again, with what one looks for lit."""
        self.event_card.look_for(self.opened.sought.terms)
        if ordinal != self.ordinal:
            self._turn_page(ordinal)
        self._show_bars()

    def _turn_page(self, ordinal: int) -> None:
        self.ordinal, self._sought = ordinal, None
        self._ask()

    def on_screen_resume(self) -> None:
        """What one looks for may be something else meanwhile."""
        self.event_card.look_for(self.opened.sought.terms)
        self._show_bars()

    @property
    def _finder(self) -> Finder | None:
        """The page that looks for events. It is asked at once, not by a message: what is typed next is for its line."""
        return next((screen for screen in self.app.screen_stack if isinstance(screen, Finder)), None)

    def action_find(self) -> None:
        """Asks for words, and turns to the nearest event that has them."""
        if (finder := self._finder) is not None:
            finder.find_from(self.ordinal, self)

    def action_next_hit(self) -> None:
        """Turns to the next event that a search has found."""
        self._turn(1)

    def action_previous_hit(self) -> None:
        """Turns to the one before."""
        self._turn(-1)

    def _turn(self, direction: int) -> None:
        if (finder := self._finder) is not None:
            finder.step_to_hit(direction, self.ordinal, self)

    @on(CardLoaded)
    def _show(self, message: CardLoaded) -> None:
        row, gone = message.event.row, self._sought is not None and self._sought.event != message.event.row.id
        self.ordinal, self._sought = row.ordinal, returning.remembered(row)
        self.event_card.show(message.event)
        if not gone and self._view is not None:
            self.event_card.return_to(self._view)
        elif not gone and self._citation:
            self.event_card.choose(self._citation)
        self._citation, self._view = 0, None
        self._show_bars()
        if gone:
            self.tell(GONE)
        if self._open_when_read:
            self.action_open()

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self.event_card.say(NO_ANSWER, again(message.sentence))

    def action_open(self) -> None:
        """To what is under the cursor: an entity, or a passage in its source."""
        self._open_when_read = self.event_card.event is None
        wanted = self.event_card.opening(self)
        if wanted is not None:
            self.post_message(wanted)

    def action_other_pane(self) -> None:
        """To the names, to what was said, to the passages."""
        self.event_card.move_to_part()

    def action_next_sharing(self) -> None:
        """To the next event in view that shares the chosen entity, or else the event's first."""
        if self.event_card.event is None:
            return
        shown: Shown = self.app.shown  # type: ignore[attr-defined]
        try:
            found = follow(self.opened.rows, shown, self.ordinal, self.subject.entity, self._followed)
        except TimelineError as error:
            self.tell(str(error))
            return
        if found is None:
            self.tell(NO_ENTITY)
            return
        self._followed = found
        self._turn_page(found.ordinal)
        self.tell(found.words)

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
        self.show_keys(self._position_words())

    def _position_words(self) -> str:
        sought = self.opened.sought
        return lights.number(sought.hits, sought.place_of(self.ordinal), self.size.width) if sought.terms else ""
