"""The page of one entity: who it is, when it is seen, with whom, what it said and what is said of it, its events."""

from dataclasses import dataclass

from textual import events, on
from textual.message import Message

from store import profile
from store.errors import TimelineError
from store.picked import Picked
from store.profile import Profile
from tui import keys, paint
from tui.blocks import Column, Fixed
from tui.messages import Narrow, OpenEntity
from tui.opening import Opened
from tui.render import bars, panes
from tui.render.axis.strips import lines
from tui.render.lines import BLANK, Line, told
from tui.screens.base import Failed, again
from tui.screens.entity_parts import Parts, waiting
from tui.screens.returning_entity import ReturningEntity
from tui.sight import Sight
from tui.subject import NOTHING, Subject
from tui.widgets.column_view import ColumnView
from tui.widgets.line_widget import Bar

_PARTED = 60
"""Columns from which on the line of keys says in which part of the page one is."""
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


class EntityScreen(ReturningEntity):
    """All there is about one entity."""

    BINDINGS = paint.bindings(keys.ENTITY)
    CSS_PATH = "entity.tcss"
    _sight: Sight | None = None
    _trouble = ""

    @property
    def subject(self) -> Subject:
        """What the cursor is on; where that is nothing, the entity itself."""
        target = self.view.target if self.parts is not None else None
        return target.subject if target is not None else Subject(entity=self.entity) if self.parts else NOTHING

    def on_mount(self) -> None:
        """Asks for the entity."""
        self.set_class(not self.wide, "narrow")
        self.set_focus(self.facts)
        self.show()
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
        self.show(again=not first)
        self.come_back()
        self._show_bars()

    @on(InTime)
    def _take_axis(self, message: InTime) -> None:
        self._sight = Sight(message.picked)
        self.show(again=True)

    @on(Failed)
    @on(ColumnView.Failed)
    def _show_failure(self, message: Failed | ColumnView.Failed) -> None:
        self.parts, self._trouble = None, message.sentence
        self.show()

    def show(self, *, again: bool = False) -> None:
        """Draws both panes, or the one."""
        for view, make in ((self.facts, self._left), (self.more, self._right)):
            if again:
                view.show_again(make)
            else:
                view.show(make)

    def _left(self, width: int) -> Column:
        parts = self.parts
        if parts is None:
            return Column(waiting("Reading …")) if not self._trouble else self._explained(width)
        entity = parts.profile.entity
        titled = bars.has_room(entity.name, entity.kind, self.app.size.width)
        blocks = [*parts.facts(width, self._axis(width), titled=titled)]
        company = parts.company(width)
        self.left_stops = sum(block.stops for block in (*blocks, *company))
        if not self.narrow:
            return Column([*blocks, *company])
        return Column([*blocks, *company, *parts.said(width), *parts.events(width)])

    def _explained(self, width: int) -> Column:
        sentence = again(self._trouble)
        return Column([Fixed([(line, None) for line in told("This entity can’t be shown.", sentence, width)])])

    def _right(self, width: int) -> Column:
        if self.parts is None or self.narrow:
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
        if not self.narrow and self.more.stops:
            if self.view is self.facts:
                self.set_focus(self.more)
            else:
                self.set_focus(self.facts)
        else:
            self.view.move_to_part()
        self._show_bars()

    def reopen(self, opened: Opened) -> None:
        """Reads the entity again."""
        self.back_to = self.place
        super().reopen(opened)
        self._sight = None
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Puts the panes side by side where there is room, with the cursor on what it was on."""
        narrow = event.size.width < panes.WIDE
        if narrow != self.narrow:
            self.divide(narrow)
        self._show_bars()

    def _show_bars(self) -> None:
        width, parts = self.app.size.width, self.parts
        title, kind = (parts.profile.entity.name, parts.profile.entity.kind) if parts is not None else ("Entity", "")
        self.query_one("#title", Bar).show(bars.place(title, kind, width))
        part, number, count = self.view.part
        where = f"{number:,} of {count:,}"
        self.show_keys("" if not part else where if width < _PARTED else f"{part} {where}")
