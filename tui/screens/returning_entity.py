"""The part of an entity's page that knows where one is on it, in both panes, and comes back there."""

from contextlib import suppress
from dataclasses import dataclass

from textual.containers import Horizontal
from textual.widget import Widget

from store import chronology
from store.errors import TimelineError
from tui import keys
from tui.opening import Opened
from tui.places import Place, Value
from tui.render.glyphs import Glyphs
from tui.screens.base import Page
from tui.screens.entity_parts import Parts
from tui.subject import NOTHING
from tui.widgets.column_view import ColumnView

_NEAR = 40
"""Stops before and after the old one that are looked at for where one was."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one is in a pane."""

    stop: int
    """The number of the stop, as if both panes were one."""
    on: str
    """The id of what it leads to."""
    above: int
    """Lines of the view above it; fewer than none where it is out of view."""

    def values(self, named: str = "") -> dict[str, Value]:
        """As a place keeps it."""
        return {f"{named}stop": self.stop, f"{named}on": self.on, f"{named}above": self.above}


def spot_of(place: Place, named: str = "") -> Spot | None:
    """The spot that a place has kept under a name; None where it has none."""
    stop = place.number(f"{named}stop")
    if stop is None:
        return None
    return Spot(max(stop, 0), place.text(f"{named}on"), place.number(f"{named}above") or 0)


class ReturningEntity(Page):
    """Two panes, or both in one, in which one is found again."""

    PLACE = keys.ENTITY
    parts: Parts | None = None
    left_stops = 0
    """How many stops there are in the left pane, or before what would be in the right one."""

    def __init__(self, opened: Opened, glyphs: Glyphs, entity: str) -> None:
        super().__init__(opened, glyphs)
        self.entity = entity
        """The entity's id."""
        self.back_to: Place | None = None
        """Where one comes back to, once the entity is there."""
        self._other: Spot | None = None
        """Where one was in the pane that the keys did not go to, while both are one."""

    def body(self) -> Widget:
        """Who it is, beside what was said and what happened; where that is too wide, all in one."""
        return Horizontal(ColumnView(self.glyphs, id="facts"), ColumnView(self.glyphs, id="more"))

    @property
    def facts(self) -> ColumnView:
        """The left pane, or the only one."""
        return self.query_one("#facts", ColumnView)

    @property
    def more(self) -> ColumnView:
        """The right pane."""
        return self.query_one("#more", ColumnView)

    @property
    def view(self) -> ColumnView:
        """The pane that the keys go to."""
        return self.more if self.more.has_focus else self.facts

    @property
    def narrow(self) -> bool:
        """Whether both panes are one."""
        return self.has_class("narrow")

    @property
    def place(self) -> Place:
        """The entity; how far down its page one is, and on what, is only where the cursor stands."""
        if self.back_to is not None:
            return self.back_to
        how: dict[str, Value] = {}
        if self.is_mounted and self.parts is not None:
            how = {"pane": "right" if self.view is self.more else "left", **self._spot(self.view).values()}
            other = self._other if self.narrow else self._spot(self._beside)
            how |= other.values("other ") if other is not None else {}
        return Place(self.PLACE, {"entity": self.entity}, how)

    def begin_at(self, place: Place) -> None:
        """The entity, and what the cursor was on."""
        self.entity, self.back_to = place.text("entity"), place

    @property
    def _beside(self) -> ColumnView:
        return self.facts if self.view is self.more else self.more

    def _spot(self, view: ColumnView) -> Spot:
        stop = view.cursor + (self.left_stops if view is self.more else 0)
        return Spot(stop, self._on(view, view.cursor), view.above)

    def _on(self, view: ColumnView, stop: int) -> str:
        """What a stop of a pane leads to, as an id; empty where there is none."""
        target = view.target_of(stop)
        subject = target.subject if target is not None else NOTHING
        if subject.event is not None:
            with suppress(TimelineError):
                return chronology.row(self.opened.rows, subject.event).id
        return subject.quotation or subject.entity or ""

    def come_back(self) -> None:
        """To the stops that lead where they did then, in both panes."""
        place, self.back_to = self.back_to, None
        if place is None:
            return
        self._other = spot_of(place, "other ")
        if (spot := spot_of(place)) is not None:
            self.set_focus(self._pane_of(spot))
            self._put(spot)
        self._put_other()

    def _pane_of(self, spot: Spot) -> ColumnView:
        return self.more if spot.stop >= self.left_stops and not self.narrow and self.more.stops else self.facts

    def _put(self, spot: Spot) -> None:
        """To the same stop, or to one near it that leads there; else to the same or the last."""
        view = self._pane_of(spot)
        stop = spot.stop - (self.left_stops if view is self.more else 0)
        near = sorted(range(max(stop - _NEAR, 0), min(stop + _NEAR + 1, view.stops)), key=lambda each: abs(each - stop))
        found = next((each for each in near if spot.on and self._on(view, each) == spot.on), stop)
        view.put(found, spot.above)

    def _put_other(self) -> None:
        if self._other is not None and not self.narrow and self._pane_of(self._other) is self._beside:
            self._put(self._other)

    def divide(self, narrow: bool) -> None:
        """In one pane the stops of the right one come after those of the left one; what one was on stays chosen."""
        if self.parts is None:
            self.set_class(narrow, "narrow")
            self.show(again=True)
            return
        here = self._spot(self.view)
        if narrow:
            self._other = self._spot(self._beside)
        self.set_class(narrow, "narrow")
        self.show(again=True)
        self.set_focus(self._pane_of(here))
        self._put(here)
        self._put_other()

    def show(self, *, again: bool = False) -> None:
        """Draws both panes, or the one."""
        raise TypeError(f"{type(self).__name__} draws nothing")
