"""The chronology as one of the visited places: what is kept of where one is in it, and how one comes back there."""

from dataclasses import replace

from textual import on

from store import returning
from store.errors import QueryError, TimelineError
from store.returning import Remembered
from store.shown import Shown
from tui.places import CHRONOLOGY, Place, Value
from tui.remembering import ALL, sought_in, zoom_in
from tui.screens.filtering import Viewed
from tui.screens.finding import FindingPage
from tui.screens.ranging import RangingPage
from tui.screens.sharing import SharingPage
from tui.screens.travelling import Travelling
from tui.widgets.event_card import EventCard


class ReturningPage(Travelling, SharingPage, RangingPage, FindingPage):
    """Knows where one is, and comes back to where one was."""

    _kept = Remembered("")
    """The event that one was at: it outlives an empty view, a failure and a rebuild of the store."""
    _back_to: Place | None = None
    """Where one is on the way to, while a thread filters."""

    @property
    def event_card(self) -> EventCard:
        """The card beside the list."""
        return self.query_one("#card", EventCard)

    def remember(self) -> Remembered:
        """What finds the event under the cursor again, or the last one that there was."""
        row, pages, here = self.row, self.event_list.pages, self.event_list.cursor
        if row is not None and row.id != self._kept.event:
            try:
                self._kept = returning.remembered(
                    row, pages.before(here), pages.row(here + 1) if here < pages.count else None
                )
            except QueryError:
                self._kept = returning.remembered(row)
        return self._kept

    def here_in(self, shown: Shown) -> int:
        """The ordinal of the event that one is at, or of the nearest to it in this view. Raises QueryError."""
        place = returning.place(shown, self.remember())
        return shown.ordinal(place) if place else 1

    @property
    def place(self) -> Place:
        """The event and the filter; zoom, pane and what else there is to how they are shown."""
        if self._back_to is not None:
            return self._back_to
        kept, line = self.remember(), self.filter_line
        pane = "axis" if self.on_axis else "card" if self.focused is self.event_card else "list"
        at: dict[str, Value] = {"event": kept.event}
        how: dict[str, Value] = {
            **kept.apart,
            "above": self.event_list.above,
            "zoom": self.zoom or ALL,
            "axis": self.axis_wanted,
            "since": self.event_list.manner.since,
            "pane": pane,
        }
        if line:
            at |= {"filter": line, "on": self.filter_on}
        if pane == "card":
            how["passage"] = self.event_card.citation + 1
        return Place(CHRONOLOGY, at, how)

    def return_to(self, place: Place) -> None:
        """Goes to another place in the chronology, or to where it would be."""
        self.zoom = zoom_in(place)
        self.event_list.manner = replace(self.event_list.manner, unit=self.period, since=place.flag("since", False))
        self.axis_wanted = place.flag("axis", True)
        line, on_now = place.text("filter"), place.flag("on", True)
        if (line, on_now or not line) == (self.filter_line, self.filter_on):
            self._arrive(place)
            return
        try:
            self.narrow_by(line, on=on_now)
        except TimelineError as error:
            self._arrive(place)
            self.tell(f"Not filtered by {line}: {error}.")
            return
        if not self.answers_at_once:
            self._back_to = place  # this page is there when the thread has answered
        self._arrive(place)

    @on(Viewed)
    def _arrive_when_filtered(self) -> None:
        place, self._back_to = self._back_to, None
        if place is not None:
            self._arrive(place)

    def _arrive(self, place: Place) -> None:
        self.attempt(lambda: self.event_list.put(self._place_of(sought_in(place)), place.number("above") or 0))
        pane = place.text("pane")
        if pane == "card" and self.wide:
            self.set_focus(self.event_card)
        elif pane == "axis" and self.axis_shown:
            self.set_focus(self.time_axis)
        else:
            self.set_focus(self.event_list)
        self.show_place()

    def _place_of(self, sought: Remembered) -> int:
        return returning.place(self.shown, sought) if sought.event else self.event_list.cursor
