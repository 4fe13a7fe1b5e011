"""All entities in a list: by number of events, by name, or by when they are first seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from store import roster
from store.database import Store
from store.errors import TimelineError
from store.roster import EntityRow, Order
from tui import keys, paint
from tui.blocks import Column, Fixed, Listed, Target
from tui.dialogs.asking import AskingDialog
from tui.messages import OpenEntity
from tui.opening import Opened
from tui.pages import Paged
from tui.places import Place
from tui.render import bars, entities
from tui.render.glyphs import Glyphs
from tui.render.lines import Line, Span, name, plural, told
from tui.screens.base import Page, again
from tui.subject import NOTHING, Subject
from tui.widgets.column_view import ColumnView
from tui.widgets.line_widget import Bar

_PROMPT = "The beginning of a name, or some letters of it"


@dataclass
class Contained(Message):
    """The entity of most events of which a name has these letters, as its place in the list; None where none has."""

    text: str
    row: EntityRow | None


class EntitiesScreen(Page):
    """The list of all entities of the store."""

    PLACE = keys.ENTITIES
    BINDINGS = paint.bindings(keys.ENTITIES)
    _order = Order.EVENTS
    _count = 0

    def __init__(self, opened: Opened, glyphs: Glyphs) -> None:
        super().__init__(opened, glyphs)
        self._pages = Paged[EntityRow](0, lambda first, count: ())
        self._contained: dict[str, EntityRow | None] = {}
        self._before = 0
        """The stop that the cursor stood on before a name was looked for."""

        self._wanted = ""
        """The id of the entity that one was at: it outlives a failure and a rebuild of the store."""
        self._above: int | None = None
        """Lines that were above it, where one comes back."""

    @property
    def place(self) -> Place:
        """The entity, and the order where it is not the usual one."""
        if self.is_mounted:
            self._wanted = self.subject.entity or self._wanted
        by = {} if self._order is Order.EVENTS else {"by": self._order.name.lower()}
        above = self.view.above if self.is_mounted else self._above
        how = {"above": above} if above is not None else {}
        return Place(self.PLACE, {"entity": self._wanted, **by} if self._wanted else by, how)

    def begin_at(self, place: Place) -> None:
        """The entity, in the order of then."""
        self._order = next((order for order in Order if order.name.lower() == place.text("by")), Order.EVENTS)
        self._wanted, self._above = place.text("entity"), place.number("above")

    def body(self) -> Widget:
        """The heading of the columns above the list."""
        return Vertical(Bar(self.glyphs, id="columns"), ColumnView(self.glyphs, id="entities"))

    @property
    def view(self) -> ColumnView:
        """The list."""
        return self.query_one("#entities", ColumnView)

    def on_mount(self) -> None:
        """Shows the list."""
        self.set_focus(self.view)
        self._show(self._place(self._wanted), self._above)

    def _show(self, place: int = 1, above: int | None = None) -> None:
        store, order = self.opened.rows, self._order
        try:
            self._count = roster.count(store)
        except TimelineError as error:
            self._fail(str(error))
            return
        self._pages = Paged(self._count, lambda first, count: roster.rows(store, order, first, count))
        self.view.show(self._column, max(place - 1, 0), above)
        self._show_bars()

    def _column(self, width: int) -> Column:
        if not self._count:
            lines = told("No entities", "This store names no persons, organisations, places or things.", width)
            return Column([Fixed([(line, None) for line in lines])])
        return Column([Listed(self._count, 1, lambda place: (self._line(place, width),), self._target)])

    def _line(self, place: int, width: int) -> Line:
        return entities.entity_row(self._pages.row(place), width)

    def _target(self, place: int) -> Target:
        entity = self._pages.row(place).id
        return Target(Subject(entity=entity), lambda origin: OpenEntity(origin, entity))

    @property
    def subject(self) -> Subject:
        """The entity under the cursor."""
        target = self.view.target
        return target.subject if target is not None else NOTHING

    @on(ColumnView.Moved)
    def _show_bars(self) -> None:
        width = self.app.size.width
        total = plural(self._count, "entity", "entities")
        self.query_one("#title", Bar).show(bars.place(f"Entities by {self._order}", entities.counted(width), width))
        heading = entities.columns(self._order, max(width - 2, 10))
        self.query_one("#columns", Bar).show(tuple(Span(span.text, "bar.dim") for span in heading))
        self.show_keys(f"{self.view.cursor + 1:,} of {total}" if self._count else "no entities")

    @on(ColumnView.Failed)
    def _tell_failure(self, message: ColumnView.Failed) -> None:
        self._fail(message.sentence)

    def _fail(self, sentence: str) -> None:
        self._count = 0
        self.tell(again(sentence))

    @on(ColumnView.Chosen)
    def action_open(self) -> None:
        """To the page of the entity under the cursor."""
        target = self.view.target
        if target is not None:
            self.post_message(target.opens(self))

    def action_sort(self) -> None:
        """Sorts by what comes next, the cursor on the same entity."""
        orders = list(Order)
        entity = self.subject.entity
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._show(self._place(entity))

    def _place(self, entity: str | None) -> int:
        try:
            return roster.place_of(self.opened.rows, self._order, entity) if entity else 1
        except TimelineError:
            return self.view.cursor + 1

    def action_find_name(self) -> None:
        """Asks for a name, and goes along with what is typed."""
        self._before = self.view.cursor
        self._contained.clear()
        self.app.push_screen(AskingDialog(self.glyphs, _PROMPT, self._understood), self._found)

    def _understood(self, text: str) -> tuple[Line, bool]:
        """The entity that is meant, and the cursor on it: one whose name begins so, else one that has the letters."""
        if not text.strip():
            self.view.go(self._before)
            return (Span(f" {_PROMPT}", "bar.dim"),), False
        try:
            found = next(iter(roster.beginning(self.opened.rows, text, 1)), None)
            if found is None and text not in self._contained:
                self._look_inside(text)
                return (Span(" No name begins so; looking inside the names …", "bar.dim"),), False
            found = found or self._contained[text]
            if found is None:
                return (Span(" No entity has a name with these letters.", "bar.key"),), False
            self.view.go(roster.place_of(self.opened.rows, self._order, found.id) - 1)
        except TimelineError as error:
            return (Span(f" {name(str(error))}", "bar.key"),), False
        return (Span(f" {name(found.name)}", "bar.title"), Span(f"  {entities.own_events(found)}", "bar.dim")), True

    def _look_inside(self, text: str) -> None:
        def question(store: Store) -> Iterator[Message]:
            yield Contained(text, next(iter(roster.containing(store, text, 1)), None))

        self.seek(question, "name")

    @on(Contained)
    def _look_again(self, message: Contained) -> None:
        self._contained[message.text] = message.row
        if isinstance(self.app.screen, AskingDialog):
            self.app.screen.reconsider()

    def _found(self, text: str | None) -> None:
        if text is None:
            self.view.go(self._before)

    def reopen(self, opened: Opened) -> None:
        """The list of the store that was read again, at the same entity."""
        entity, above = self.subject.entity or self._wanted, self.view.above
        super().reopen(opened)
        self._show(self._place(entity), above)

    def on_resize(self) -> None:
        """Fits the bars to the width."""
        self._show_bars()
