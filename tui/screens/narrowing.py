"""The keys that narrow the list to a range of time, and widen it again."""

from dataclasses import dataclass

from textual import on
from textual.message import Message

from store import narrowing
from store.narrowing import Narrowing
from store.records import EventRow
from store.shown import Everything, Shown
from store.windows import Window
from tui.render import bars
from tui.screens.list_page import ListPage


@dataclass
class Narrowed(Message):
    """The range that was asked for."""

    found: Narrowing


class NarrowingPage(ListPage):
    """Chooses ranges of time, and shows what lies in them."""

    _ranges: tuple[Narrowing, ...] = ()
    """Each within the one before."""
    _off = False
    """Whether all events are shown although there are ranges."""
    _begun: EventRow | None = None
    """The event at which a range was begun."""

    @property
    def narrowing(self) -> Narrowing | None:
        """The range in view, if one is."""
        return self._ranges[-1] if self._ranges and not self._off else None

    def everything(self) -> Shown:
        """All events of the store."""
        return Everything(self.opened.rows)

    def action_range(self) -> None:
        """Begins a range at the cursor, or gives up the one that was begun."""
        if self._begun is not None:
            self._give_up()
            return
        self._begun = self.row
        self.event_list.range_start = self.event_list.cursor if self._begun is not None else 0
        self.show_place()

    def _give_up(self) -> None:
        self._begun = None
        self.event_list.range_start = 0
        self.show_place()

    @property
    def range_words(self) -> str:
        """What the range is that is being chosen; empty where none is."""
        here = self.row
        if self._begun is None or here is None:
            return ""
        window = narrowing.between(self._begun, here)
        number = abs(self.event_list.cursor - self.event_list.range_start) + 1
        return bars.choosing(window, number)

    def narrow_to_range(self) -> bool:
        """Narrows to the range that is being chosen. False where none is."""
        here = self.row
        if self._begun is None or here is None:
            return False
        window = narrowing.between(self._begun, here)
        if window is None:
            self.tell("An undated event begins or ends no range. Move to one that has a date.")
        else:
            self._give_up()
            self._narrow(window)
        return True

    def _narrow(self, window: Window) -> None:
        shown = self.shown
        self.tell(f"Narrowing to {narrowing.window_words(window)} …")
        self.ask(lambda: Narrowed(narrowing.narrow(shown, window)), about="range")

    @on(Narrowed)
    def _take(self, message: Narrowed) -> None:
        self._show_ranges(() if self._off else self._ranges, message.found)

    def _show_ranges(self, outer: tuple[Narrowing, ...], *inner: Narrowing) -> None:
        """Shows the innermost of these ranges, or everything."""
        row = self.row
        self._ranges, self._off = (*outer, *inner), False
        self._show_narrowing(row)

    def _show_narrowing(self, row: EventRow | None) -> None:
        self.stop_telling()
        found = self.narrowing
        self.show_view(self.everything() if found is None else found.shown, row.ordinal if row is not None else 1)

    def action_certain(self) -> None:
        """Between all that may lie in the range and what certainly does."""
        found = self.narrowing
        if found is None:
            self.tell("There is no range: v begins one, and enter narrows to it.")
        elif not found.certain_only and not found.certain.count:
            self.tell("No event lies certainly in the range; those shown may.")
        else:
            self._show_ranges(self._ranges[:-1], found.switched())

    def action_drop(self) -> None:
        """Out of the last range, into the one before or to all events."""
        if self._begun is not None:
            self._give_up()
        elif self._ranges:
            self._show_ranges(self._ranges[:-1])
        else:
            self.tell("All events are in view.")

    def action_on_off(self) -> None:
        """All events, or the ranges again."""
        if self._ranges:
            row, self._off = self.row, not self._off
            self._show_narrowing(row)
        else:
            self.tell("There is no range: v begins one, and enter narrows to it.")

    def step_back(self) -> bool:
        """One step back out of a range. False where there is none to leave."""
        if self._begun is None and self.narrowing is None:
            return False
        self.action_drop()
        return True

    def narrow_again(self) -> Shown:
        """What is in view of a store that was read again. Raises QueryError."""
        shown, ranges = self.everything(), list[Narrowing]()
        for old in self._ranges:
            ranges.append(narrowing.narrow(shown, old.window, certain_only=old.certain_only))
            shown = ranges[-1].shown
        self._ranges, self._begun = tuple(ranges), None
        return self.everything() if self._off else shown
