"""The keys that choose a range of time between two events: a part of the filter, from when to when."""

from store import viewing, windows
from tui.filter_steps import Step
from tui.render import bars
from tui.screens.filtering import FilteringPage


class RangingPage(FilteringPage):
    """Chooses ranges of time."""

    def action_range(self) -> None:
        """Begins a range at the cursor, or gives up the one that was begun."""
        if self.begun is not None:
            self.give_up()
            return
        self.begun = self.row
        self.event_list.range_start = self.event_list.cursor if self.begun is not None else 0
        self.show_place()

    @property
    def range_words(self) -> str:
        """What the range is that is being chosen; empty where none is."""
        here = self.row
        if self.begun is None or here is None:
            return ""
        return bars.choosing(windows.between(self.begun, here))

    def narrow_to_range(self) -> bool:
        """Narrows to the range that is being chosen. False where none is."""
        here = self.row
        if self.begun is None or here is None:
            return False
        window = windows.between(self.begun, here)
        if window is None:
            self.tell("A range begins and ends with events that have a date.")
        else:
            self.give_up()
            self.narrow_with(viewing.range_part(window))
        return True

    def action_certain(self) -> None:
        """Between all that may lie in the last range and what certainly does."""
        switched = viewing.switched(self.steps.now.filter)
        if switched is None or not self.steps.now.on:
            self.tell("There is no range: v begins one, and enter narrows to it.")
        else:
            self.take_step(self.steps.to(Step(switched)))
