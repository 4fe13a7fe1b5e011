"""The page with the list of events, as far as its parts need it: what is in view, and where one is in it."""

from collections.abc import Callable

from store.dates.stepping import Unit
from store.errors import TimelineError
from store.records import EventRow
from store.shown import Shown
from tui import keys
from tui.screens.base import Page
from tui.widgets.event_list import EventList


class ListPage(Page):
    """What `travelling`, `filtering` and `axis_keeping` build on; the chronology puts them together."""

    PLACE = keys.CHRONOLOGY
    shown: Shown
    """What is in view."""
    zoom: Unit | None = None
    """The period of the headings and of the steps; None: all of time at once."""

    @property
    def event_list(self) -> EventList:
        """The list of events."""
        return self.query_one("#list", EventList)

    @property
    def row(self) -> EventRow | None:
        """The event under the cursor."""
        return self.event_list.row

    def here_in(self, shown: Shown) -> int:
        """The ordinal of the event that one is at, or of the nearest to it in this view. Raises QueryError."""
        raise TypeError(f"{type(self).__name__} shows no list")

    @property
    def period(self) -> Unit:
        """The period that headings name and keys step by."""
        return self.zoom or Unit.YEAR

    def show_view(self, shown: Shown, ordinal: int) -> None:
        """Brings other events into view, with the cursor on the one of this ordinal or the next."""
        raise TypeError(f"{type(self).__name__} shows no list")

    def show_place(self) -> None:
        """Shows where one is, on the axis and in words."""
        raise TypeError(f"{type(self).__name__} shows no place")

    def go_to_event(self, ordinal: int) -> None:
        """Moves the cursor to an event, or to the next that is in view, and says so."""
        place = self.shown.place_of(ordinal)
        if not place:
            return
        self.event_list.go(place, context=True)
        if self.shown.ordinal(place) != ordinal:
            self.show_place()  # now, so that what is said next is not taken for said before one moved
            self.tell("That event is not in view: this is the next that is.")

    def attempt(self, act: Callable[[], object]) -> None:
        """Does something for which the store is asked; says why where it does not answer."""
        try:
            act()
        except TimelineError as error:
            self.tell(str(error))

    def leap(self, find: Callable[[int], int | None], otherwise: str) -> None:
        """Goes from the cursor's place to where `find` says; says `otherwise` where that is nowhere."""
        here = self.event_list.cursor
        if not here:
            return

        def go() -> None:
            found = find(here)
            if found is None:
                self.tell(otherwise)
            else:
                self.event_list.go(found, context=True)

        self.attempt(go)
