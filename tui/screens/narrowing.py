"""The keys that narrow the list to a range of time, and widen it again."""

from dataclasses import dataclass

from textual import on
from textual.message import Message

from store import narrowing
from store.narrowing import AT_ONCE, Narrowing
from store.records import EventRow
from store.shown import Everything, Shown
from store.windows import Window
from tui.render import bars
from tui.screens.list_page import ListPage


@dataclass
class Narrowed(Message):
    """The range that was asked for."""

    base: Shown
    """What was in view when it was asked for: it is heard only while it still is."""
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

    @property
    def filter_line(self) -> str:
        """All that narrows what is in view, as one line that can be typed; empty where nothing does."""
        return narrowing.line(self._ranges)

    @property
    def filter_on(self) -> bool:
        """Whether what narrows does so now."""
        return not self._off

    def take_ranges(self, ranges: tuple[Narrowing, ...], *, on: bool) -> None:
        """Shows the innermost of these ranges, or everything."""
        self._show_narrowing(ranges, off=not on)

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
        return bars.choosing(window)

    def narrow_to_range(self) -> bool:
        """Narrows to the range that is being chosen. False where none is."""
        here = self.row
        if self._begun is None or here is None:
            return False
        window = narrowing.between(self._begun, here)
        if window is None:
            self.tell("A range begins and ends with events that have a date.")
        else:
            self._give_up()
            self._narrow(window)
        return True

    def _narrow(self, window: Window) -> None:
        shown, desk = self.shown, self.opened.desk
        if shown.count <= AT_ONCE:
            self.attempt(lambda: self._take(Narrowed(shown, narrowing.narrow(shown, window))))
        else:
            self.tell(f"Narrowing to {narrowing.window_words(window)} …")
            self.ask(lambda: Narrowed(shown, narrowing.narrow(shown, window, asking=desk)), about="range")

    @on(Narrowed)
    def _take(self, message: Narrowed) -> None:
        if message.base is self.shown:
            self._show_ranges(() if self._off else self._ranges, message.found)

    def _show_ranges(self, outer: tuple[Narrowing, ...], *inner: Narrowing) -> None:
        """Shows the innermost of these ranges, or everything."""
        self._show_narrowing((*outer, *inner), off=False)

    def _show_narrowing(self, ranges: tuple[Narrowing, ...], *, off: bool) -> None:
        row = self.row
        shown = ranges[-1].shown if ranges and not off else self.everything()
        self._ranges, self._off, self._begun = ranges, off, None
        self.forget("range")
        self.stop_telling()
        self.show_view(shown, row.ordinal if row is not None else 1)

    def action_certain(self) -> None:
        """Between all that may lie in the range and what certainly does."""
        found = self.narrowing
        if found is None:
            self.tell("There is no range: v begins one, and enter narrows to it.")
        elif not found.certain_only and not found.certain.count:
            self.tell("No event lies certainly in the range; those shown may.")
        else:
            self.attempt(lambda: self._show_ranges(self._ranges[:-1], found.switched()))

    def action_drop(self) -> None:
        """Out of the last range, into the one before or to all events."""
        if self._begun is not None:
            self._give_up()
        elif self._ranges:
            self.attempt(lambda: self._show_ranges(self._ranges[:-1]))
        else:
            self.tell("All events are in view.")

    def action_on_off(self) -> None:
        """All events, or the ranges again."""
        if self._ranges:
            self.attempt(lambda: self._show_narrowing(self._ranges, off=not self._off))
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
