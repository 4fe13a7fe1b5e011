"""The keys that narrow what is in view by a filter, range by range or line by line, and widen it again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual import on
from textual.message import Message

from store import chronology, filters, viewing
from store.database import Store
from store.errors import FilterError
from store.filters import Filter, Part
from store.records import Event, EventRow
from store.selecting import Own, missing, resolve, select
from store.selecting.completing import Candidate, complete
from store.shown import Shown
from store.viewing import View
from tui.dialogs.choosing import Choice, ChoosingDialog
from tui.dialogs.filtering import FilterDialog, Suggestion
from tui.filter_steps import Step, Steps
from tui.opening import AT_ONCE
from tui.render import chips, filtering
from tui.screens.list_page import ListPage
from tui.widgets.line_widget import Bar


@dataclass
class Viewed(Message):
    """What a filter keeps."""

    steps: Steps
    view: View


@dataclass
class Prepared(Message):
    """The axis of what is in view can be drawn, and its silences told."""


@dataclass
class Counted(Message):
    """What a line keeps that is being typed, and what can come next."""

    line: str
    count: int | None
    suggestions: list[Suggestion] | None
    wrong: FilterError | None = None
    notes: Sequence[str] = ()
    """What is to be said besides."""


NO_FILTER = "There is no filter: f types one, and v begins a range of time."


def _suggestion(found: Candidate) -> Suggestion:
    return Suggestion(found.insert, found.start, found.end, found.label, found.what, found.count)


class FilteringPage(ListPage):
    """Filters what is in view."""

    steps = Steps()
    """The filter, and those before it."""
    view: View | None = None
    """What the filter keeps that is on; None before the first answer."""
    begun: EventRow | None = None
    """The event at which a range was begun."""
    _dialog: FilterDialog | None = None
    _then: Callable[[], None] | None = None
    """What is to be done when the filter has been asked again."""

    @property
    def own(self) -> Own:
        """What is the reader's own, for the filter."""
        return Own(self.opened.signs.marked, self.opened.notes)

    @property
    def answers_at_once(self) -> bool:
        """Whether the store is so small that a filter is answered before the next key."""
        return self.opened.summary.events <= AT_ONCE

    @property
    def filter_line(self) -> str:
        """The filter as one types it, whether it is on or not."""
        return self.steps.now.filter.line

    @property
    def filter_on(self) -> bool:
        """Whether the filter is on."""
        return self.steps.now.on

    def narrow_by(self, line: str, *, on: bool = True) -> None:
        """Filters by a line. Raises FilterError for one that is no filter, or names what the store has not."""
        found = filters.parse(line)
        resolve(self.opened.rows, found)
        self.take_step(self.steps.to(Step(found, on)))

    def narrow_further(self, line: str) -> None:
        """Filters by what is on already and this line besides. Raises FilterError, QueryError."""
        found = filters.parse(line)
        resolve(self.opened.rows, found)
        self.narrow_with(found)

    def narrow_with(self, more: Part | Filter) -> None:
        """Filters by what is on already and this besides."""
        self.take_step(self.steps.to(Step(self.steps.now.effective.and_(more))))

    def take_step(self, steps: Steps) -> None:
        """Shows what another filter keeps, the cursor where it was or on the next that is kept."""
        self.begun, self.event_list.range_start = None, 0
        wanted, own = steps.now.effective, self.own
        if self.answers_at_once or not wanted:
            self.forget("filter")
            self.attempt(lambda: self._show(Viewed(steps, viewing.view(self.opened.rows, wanted, own))))
            return
        rows = self.opened.rows

        def question(store: Store) -> Iterator[Message | None]:
            found = viewing.view(rows, wanted, own, asking=store)
            yield Viewed(steps, found)
            yield from found.shown.preparing()
            yield Prepared()

        self.tell("Filtering …")
        self.seek(question, "filter")

    @on(Viewed)
    def _show(self, message: Viewed) -> None:
        here = self.here_in(message.view.shown)
        self.steps, self.view = message.steps, message.view
        self.stop_telling()
        self.show_chips()
        self.show_view(message.view.shown, here)
        then, self._then = self._then, None
        if then is not None:
            then()

    @on(Prepared)
    def _show_prepared(self) -> None:
        self.show_view(self.shown, self.here_in(self.shown))

    def show_chips(self) -> None:
        """Shows the parts of the filter, and how many events each leaves."""
        now, view = self.steps.now, self.view
        left = view.left if view is not None and now.on and view.filter == now.filter else ()
        drawn = chips.of(now.filter, left)
        bar = self.query_one("#chips", Bar)
        bar.display = bool(drawn)
        bar.show(chips.line(drawn, now.on, self.app.size.width))

    def action_filter(self) -> None:
        """Asks for a filter."""
        self._dialog = FilterDialog(self.glyphs, self.filter_line, self)
        self.app.push_screen(self._dialog, self._filter_typed)

    def _filter_typed(self, line: str | None) -> None:
        self._dialog = None
        self.forget("count")
        if line is not None:
            self.attempt(lambda: self.narrow_by(line))

    def check(self, line: str, *, names: bool = False) -> None:
        """Raises FilterError where a line is no filter; with `names`, also where the store has not what it names."""
        found = filters.parse(line)
        if names:
            resolve(self.opened.rows, found)

    def count(self, line: str, cursor: int) -> None:
        """Counts what a line keeps that is being typed, and looks for what can be typed next."""
        own = self.own

        def question(store: Store) -> Iterator[Counted]:
            yield Counted(line, None, [_suggestion(found) for found in complete(store, line, cursor)])
            try:
                wanted = filters.parse(line)
                yield Counted(line, select(store, wanted, own).count, None, notes=missing(store, wanted))
            except FilterError as error:
                yield Counted(line, None, None, error)

        if not self.answers_at_once:
            self.seek(question, "count")
        else:
            self.attempt(lambda: [self._tell_count(answer) for answer in question(self.opened.rows)])

    @on(Counted)
    def _tell_count(self, message: Counted) -> None:
        if self._dialog is not None:
            said = filtering.kept(message.line, message.count, self.opened.summary.events, message.notes)
            self._dialog.learn(message.line, said, message.suggestions, message.wrong)

    def action_narrow_here(self) -> None:
        """Narrows to the value under the cursor; on the list, to one of those that the event has."""
        row = self.row
        if row is None:
            return

        def go() -> None:
            event = chronology.event(self.opened.rows, row.ordinal)
            line = viewing.value_of(event, self.subject.entity, self.subject.quotation, self.subject.citation)
            if line:
                self.narrow_further(line)
            else:
                self._choose_value(event)

        self.attempt(go)

    def _choose_value(self, event: Event) -> None:
        values = viewing.values(event)

        def chosen(index: int | None) -> None:
            if index is not None:
                self.attempt(lambda: self.narrow_further(values[index].line))

        choices = [Choice(value.name, value.what) for value in values]
        self.app.push_screen(ChoosingDialog(self.glyphs, filtering.values_title(event), choices), chosen)

    def action_undo(self) -> None:
        """Back to the filter before."""
        self._walk(self.steps.undone(), "This is the first filter.")

    def action_redo(self) -> None:
        """Forward to the filter that was undone."""
        self._walk(self.steps.redone(), "There is no later filter.")

    def _walk(self, steps: Steps | None, otherwise: str) -> None:
        if steps is None:
            self.tell(otherwise)
        else:
            self.take_step(steps)

    def action_on_off(self) -> None:
        """All events, or the filter again."""
        now = self.steps.now
        if now.filter:
            self.take_step(self.steps.to(Step(now.filter, not now.on)))
        else:
            self.tell(NO_FILTER)

    def action_drop(self) -> None:
        """Without the last part of the filter, or the range that was begun."""
        parts = self.steps.now.filter.parts
        if self.begun is not None:
            self.give_up()
        elif parts:
            self.drop_part(len(parts) - 1)
        else:
            self.tell("All events are in view.")

    def give_up(self) -> None:
        """No range is chosen any more."""
        self.begun = None
        self.event_list.range_start = 0
        self.show_place()

    def own_changed(self, then: Callable[[Shown], None] = lambda before: None) -> None:
        """The reader's marks or notes are others than before: a filter that asks for them is asked again.

        So nothing stays in view that it does not keep, and its counts are true. `then` hears of it, with what was in
        view before.
        """
        before = self.shown
        self._then = lambda: then(before)
        self.take_step(self.steps)

    def drop_culprit(self) -> bool:
        """Drops what excludes everything. False where there is nothing of the kind."""
        view = self.view
        if view is None or view.shown.count or not view.excluding.parts:
            return False
        self.drop_part(*view.excluding.parts)
        return True

    def drop_part(self, *indices: int) -> None:
        """Without one part of the filter, or several."""
        self.take_step(self.steps.to(Step(self.steps.now.filter.without(*indices))))

    def step_back(self) -> bool:
        """One step back out of the filter. False where there is none to leave."""
        if self.begun is None and not self.steps.now.effective:
            return False
        self.action_drop()
        return True

    def view_again(self) -> Shown:
        """What is in view of a store that was read again: a filter that it can't have any more is off.

        Raises QueryError.
        """
        self.begun = None
        rows, now = self.opened.rows, self.steps.now
        try:
            self.view = viewing.view(rows, now.effective, self.own)
        except FilterError as error:
            self.tell(f"The filter is off: {error}.")
            self.steps = self.steps.to(Step(now.filter, on=False))
            self.view = viewing.view(rows, filters.EVERYTHING, self.own)
        self.show_chips()
        return self.view.shown
