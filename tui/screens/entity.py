"""The page of one entity: who it is, when it is seen, with whom, what it said and what is said of it, its events."""

from contextlib import suppress
from dataclasses import dataclass

from textual import events, on
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from store import chronology, profile
from store.errors import TimelineError
from store.picked import Picked
from store.profile import Profile
from tui import keys, paint
from tui.blocks import Column, Fixed
from tui.messages import Narrow, OpenEntity
from tui.opening import Opened
from tui.places import Place, Value
from tui.render import bars, panes
from tui.render.axis.strips import lines
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, told
from tui.screens.base import Failed, Page, again
from tui.screens.entity_parts import Parts, waiting
from tui.sight import Sight
from tui.subject import NOTHING, Subject
from tui.widgets.column_view import ColumnView
from tui.widgets.line_widget import Bar

_NEAR = 40
"""Stops before and after the old one that are looked at for where one was."""
_TALL = 34
"""Rows of a screen from which on the axis has several lines."""


@dataclass
class ProfileLoaded(Message):
    """The entity that was asked for."""

    profile: Profile


@dataclass
class InTime(Message):
    """Its events, as they lie in time."""

    picked: Picked


class EntityScreen(Page):
    """All there is about one entity."""

    PLACE = keys.ENTITY
    BINDINGS = paint.bindings(keys.ENTITY)
    CSS_PATH = "entity.tcss"
    parts: Parts | None = None
    _sight: Sight | None = None
    _trouble = ""
    _left_stops = 0
    """How many stops there are in the left pane, or before what would be in the right one."""

    def __init__(self, opened: Opened, glyphs: Glyphs, entity: str) -> None:
        super().__init__(opened, glyphs)
        self.entity = entity
        """The entity's id."""
        self._back_to: Place | None = None
        """Where one comes back to, once the entity is there."""

    @property
    def place(self) -> Place:
        """The entity; how far down its page one is, and on what, is only where the cursor stands."""
        if self._back_to is not None:
            return self._back_to
        how: dict[str, Value] = {}
        if self.is_mounted and self.parts is not None:
            stop = self.facts.cursor
            right = self.view is self.more
            how = {"pane": "right" if right else "left", "stop": self._left_stops + self.more.cursor if right else stop}
            how |= {"on": self._on(self.view, self.view.cursor), "above": self.view.above}
        return Place(self.PLACE, {"entity": self.entity}, how)

    def begin_at(self, place: Place) -> None:
        """The entity, and what the cursor was on."""
        self.entity, self._back_to = place.text("entity"), place

    def _on(self, view: ColumnView, stop: int) -> str:
        """What a stop of a pane leads to, as an id; empty where there is none."""
        target = view.target_of(stop)
        subject = target.subject if target is not None else NOTHING
        if subject.event is not None:
            with suppress(TimelineError):
                return chronology.row(self.opened.rows, subject.event).id
        return subject.quotation or subject.entity or ""

    def _come_back(self, place: Place) -> None:
        """To the stop that leads where it did then: the same, or one near it; else to the same or the last."""
        stop, on = max(place.number("stop") or 0, 0), place.text("on")
        view = self.facts
        if stop >= self._left_stops and not self.has_class("narrow") and self.more.stops:
            view, stop = self.more, stop - self._left_stops
        near = sorted(range(max(stop - _NEAR, 0), min(stop + _NEAR + 1, view.stops)), key=lambda each: abs(each - stop))
        self.set_focus(view)
        found = next((each for each in near if on and self._on(view, each) == on), stop)
        view.put(found, place.number("above") or 0)

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
    def subject(self) -> Subject:
        """What the cursor is on; where that is nothing, the entity itself."""
        target = self.view.target if self.parts is not None else None
        return target.subject if target is not None else Subject(entity=self.entity) if self.parts else NOTHING

    def on_mount(self) -> None:
        """Asks for the entity."""
        self.set_class(not self.wide, "narrow")
        self.set_focus(self.facts)
        self._show()
        self._ask()

    def _ask(self) -> None:
        desk, entity = self.opened.desk, self.entity
        self.ask(lambda: ProfileLoaded(profile.profile(desk, entity)))

    @on(ProfileLoaded)
    def _take(self, message: ProfileLoaded) -> None:
        first = self.parts is None
        self.parts, self._trouble = Parts(message.profile, self.opened.rows, self.glyphs), ""
        number, desk = message.profile.number, self.opened.desk
        if message.profile.first is not None:
            self.ask(lambda: InTime(profile.in_time(desk, number)), "axis")
        self._show(again=not first)
        place, self._back_to = self._back_to, None
        if place is not None:
            self._come_back(place)
        self._show_bars()

    @on(InTime)
    def _take_axis(self, message: InTime) -> None:
        self._sight = Sight(message.picked)
        self._show(again=True)

    @on(Failed)
    @on(ColumnView.Failed)
    def _show_failure(self, message: Failed | ColumnView.Failed) -> None:
        self.parts, self._trouble = None, message.sentence
        self._show()

    def _show(self, *, again: bool = False) -> None:
        for view, make in ((self.facts, self._left), (self.more, self._right)):
            if again:
                view.show_again(make)
            else:
                view.show(make)

    def _left(self, width: int) -> Column:
        parts = self.parts
        if parts is None:
            return Column(waiting("Reading …")) if not self._trouble else self._explained(width)
        blocks = [*parts.facts(width, self._axis(width))]
        company = parts.company(width)
        self._left_stops = sum(block.stops for block in (*blocks, *company))
        if not self.has_class("narrow"):
            return Column([*blocks, *company])
        return Column([*blocks, *company, *parts.said(width), *parts.events(width)])

    def _explained(self, width: int) -> Column:
        sentence = again(self._trouble)
        return Column([Fixed([(line, None) for line in told("This entity can’t be shown.", sentence, width)])])

    def _right(self, width: int) -> Column:
        if self.parts is None or self.has_class("narrow"):
            return Column(())
        return Column([*self.parts.said(width), *self.parts.events(width)])

    def _axis(self, width: int) -> list[Line]:
        """The axis, or the room that it will take."""
        if self.parts is None or self.parts.profile.first is None:
            return []
        height = 6 if self.app.size.height >= _TALL else 1
        axis = None
        if self._sight is not None:
            try:
                axis = self._sight.axis(None, None, None, width, height)
            except TimelineError as error:
                self.tell(str(error))
        return [BLANK] * height if axis is None else [*lines(axis, height, self.glyphs, focused=False)]

    @on(ColumnView.Moved)
    def _moved(self) -> None:
        self._show_bars()

    @on(ColumnView.Chosen)
    def action_open(self) -> None:
        """What the cursor is on."""
        target = self.view.target if self.parts is not None else None
        if target is not None:
            self.post_message(target.opens(self))

    def action_entity_page(self) -> None:
        """The page of the other entity, where enter shows the events that both are in."""
        entity = self.subject.entity
        if entity is not None and entity != self.entity:
            self.post_message(OpenEntity(self, entity))
        else:
            self.tell("The cursor is on no other entity.")

    def action_narrow(self) -> None:
        """The chronology, narrowed to this entity, or to it and the one under the cursor."""
        other = self.subject.entity
        both = [self.entity, *([other] if other is not None and other != self.entity else [])]
        self.post_message(Narrow(self, " ".join(f"entity:{entity}" for entity in both)))

    def action_other_pane(self) -> None:
        """To the next part of the page; from the last part on the left to the right, and back."""
        if not self.has_class("narrow") and self.more.stops:
            if self.view is self.facts:
                self.set_focus(self.more)
            else:
                self.set_focus(self.facts)
        else:
            self.view.move_to_part()
        self._show_bars()

    def reopen(self, opened: Opened) -> None:
        """Reads the entity again."""
        self._back_to = self.place
        super().reopen(opened)
        self._sight = None
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Puts the panes side by side where there is room, with the cursor on what it was on."""
        narrow = event.size.width < panes.WIDE
        if narrow != self.has_class("narrow"):
            self._divide(narrow)
        self._show_bars()

    def _divide(self, narrow: bool) -> None:
        """In one pane the stops of the right one come after those of the left one."""
        left, right = self.facts.cursor, self.more.cursor
        was_right = self.more.has_focus
        self.set_class(narrow, "narrow")
        self._show(again=True)
        if narrow:
            self.set_focus(self.facts)
            self.facts.go(self._left_stops + right if was_right else left)
        elif left >= self._left_stops and self.more.stops:
            self.set_focus(self.more)
            self.more.go(left - self._left_stops)

    def _show_bars(self) -> None:
        detail = self.parts.profile.entity.kind if self.parts is not None else "entity"
        self.query_one("#title", Bar).show(bars.place(self.opened.summary.title, detail, self.app.size.width))
        self.show_keys("")
