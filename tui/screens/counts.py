"""How the events in view are spread over kinds, names, sources, years: each count is a way in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

from store.database import Store
from store.facets import FACETS, Counts, Value, counted
from store.filters import Filter, line_of, negated
from store.selecting import Own, select
from tui import keys, paint, places
from tui.messages import Narrow
from tui.opening import Opened
from tui.places import Place
from tui.render import bars, counting
from tui.render.counting import Table
from tui.render.glyphs import Glyphs
from tui.screens.base import Failed, Page, again
from tui.widgets.counts_table import CountsTable
from tui.widgets.line_widget import Bar


@dataclass
class Counted(Message):
    """The values of a facet."""

    facet: int
    counts: Counts


class CountsScreen(Page):
    """The counts of one facet at a time, under the filter that is on."""

    PLACE = keys.COUNTS
    BINDINGS: ClassVar = [
        *paint.bindings(keys.COUNTS),
        *(Binding(str(number), f"facet({number})", show=False) for number in range(1, len(FACETS) + 1)),
    ]

    def __init__(self, opened: Opened, glyphs: Glyphs, wanted: Callable[[], tuple[Filter, Own]]) -> None:
        """`wanted`: the filter that is on, and what is the reader's own, whenever it is asked."""
        super().__init__(opened, glyphs)
        self._asked_of = wanted
        self._wanted, self._own = wanted()
        self._facet = 0
        self._values: dict[str, str] = {}
        """For each facet the value that one was at, as a part of a filter, or else by its label."""
        self._above: dict[int, int] = {}
        """For each facet, by its index, how many values were above that one in view."""
        self._known: Place | None = None
        """Where one was when something was last counted, or began."""

    @property
    def place(self) -> Place | None:
        """The facet and the value; besides, the values of the other facets that one was at."""
        self._keep_value()
        return self._known

    def begin_at(self, place: Place) -> None:
        """The facet and the values of then."""
        facet = place.text("facet")
        self._facet = FACETS.index(facet) if facet in FACETS else 0
        self._values = {name: place.text(name) for name in FACETS if place.text(name)}
        if place.text("value"):
            self._values[FACETS[self._facet]] = place.text("value")
        self._above[self._facet] = max(place.number("above") or 0, 0)
        self._known = place if place.at else None

    def body(self) -> Widget:
        """The counts."""
        return CountsTable(self.glyphs, id="counts")

    @property
    def table(self) -> CountsTable:
        """The counts."""
        return self.query_one("#counts", CountsTable)

    def on_mount(self) -> None:
        """Counts what one looked at last."""
        self.set_focus(self.table)
        self._ask(self._facet)

    def _ask(self, facet: int) -> None:
        self._facet = facet
        self.table.say(facet, "Counting …")
        self._show_bars()
        wanted, own = self._wanted, self._own

        def count(store: Store) -> Counted:
            return Counted(facet, counted(store, FACETS[facet], select(store, wanted, own)))

        self.gather(lambda store: iter([count(store)]), "counts")

    @on(Counted)
    def _show(self, message: Counted) -> None:
        if not message.counts.values:
            self.table.say(message.facet, f"No event in view has a {FACETS[message.facet]}.")
            self._keep({"facet": FACETS[message.facet]})
        else:
            wanted = self._values.get(FACETS[message.facet])
            found = (index for index, value in enumerate(message.counts.values) if _named(value) == wanted)
            self.table.show(message.facet, Table(message.counts), next(found, 0), self._above.get(message.facet, 0))
        self._show_bars()

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self.table.say(self._facet, again(message.sentence))

    def _show_bars(self) -> None:
        facet, table = FACETS[self._facet], self.table.table
        under = f"Counts under {self._wanted.line}" if self._wanted else "Counts"
        detail = counting.title(facet, table.counts if table is not None else None)
        self.query_one("#title", Bar).show(bars.place(under, detail, self.size.width))
        self.show_keys("")

    def _keep_value(self) -> None:
        """Keeps the value under the cursor."""
        table = self.table.table if self.is_mounted else None
        if table is not None and table.size:
            facet = FACETS[self.table.facet]
            self._values[facet] = _named(table.counts.values[self.table.cursor])
            self._above[self.table.facet] = self.table.above
            self._keep({"facet": facet, "value": self._values[facet]})

    def _keep(self, at: dict[str, places.Value]) -> None:
        kept: dict[str, places.Value] = {name: key for name, key in self._values.items() if name != at["facet"]}
        self._known = Place(self.PLACE, at, {**kept, "above": self._above.get(self._facet, 0)})

    def action_next_facet(self) -> None:
        """To the next facet."""
        self._turn(1)

    def action_previous_facet(self) -> None:
        """To the facet before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self._keep_value()
        self._ask((self._facet + by) % len(FACETS))

    def action_facet(self, number: int) -> None:
        """To the facet of a number, from 1."""
        self._keep_value()
        self._ask(number - 1)

    def action_open(self) -> None:
        """Narrows to the value under the cursor."""
        self._narrow(without=False)

    def action_exclude(self) -> None:
        """Narrows to all that has not this value."""
        self._narrow(without=True)

    def _narrow(self, *, without: bool) -> None:
        table = self.table.table
        if table is None or not table.size:
            return
        value = table.counts.values[self.table.cursor]
        if value.part is None:
            self.tell(f"No part of a filter says “{value.label}”.")
        else:
            self.post_message(Narrow(self, line_of(negated(value.part) if without else value.part)))

    def reopen(self, opened: Opened) -> None:
        """Counts again."""
        self._keep_value()
        super().reopen(opened)
        self._count_again()

    def view_changed(self) -> None:
        """Counts again."""
        self._keep_value()
        self._count_again()

    def _count_again(self) -> None:
        self._wanted, self._own = self._asked_of()
        self._ask(self._facet)

    def on_resize(self) -> None:
        """Fits the bars to the width."""
        self._show_bars()


def _named(value: Value) -> str:
    return line_of(value.part) if value.part is not None else value.label
