"""All marks and notes of a store, and those on events that it does not have any more."""

from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress

from textual import on
from textual.widget import Widget

from store import chronology, returning
from store.errors import TimelineError
from store.marks import finding
from store.marks.keeping import Marks
from store.marks.records import Mark, Signs
from store.returning import Remembered
from store.shown import Everything
from tui import keys, paint
from tui.messages import GoTo
from tui.opening import Opened
from tui.places import Place
from tui.remembering import sought_in
from tui.render import bars
from tui.render.glyphs import Glyphs
from tui.render.marks import Entry
from tui.screens.base import Page
from tui.subject import NOTHING, Subject
from tui.widgets.line_widget import Bar
from tui.widgets.mark_list import MarkList


class MarksScreen(Page):
    """The reader's own list. What is unmarked in it stays until the page is left: the same key marks it again."""

    PLACE = keys.MARKS
    BINDINGS = paint.bindings(keys.MARKS)

    def __init__(self, opened: Opened, glyphs: Glyphs, marks: Marks) -> None:
        super().__init__(opened, glyphs)
        self._marks = marks
        self._sought: Remembered | None = None
        """The event that one was at, by what finds it again."""
        self._above: int | None = None
        """Entries that were above it, where one comes back."""

    @property
    def place(self) -> Place:
        """The event."""
        if self.is_mounted:
            self._keep()
        kept, above = self._sought, self.mark_list.above if self.is_mounted else self._above or 0
        if kept is None:
            return Place(self.PLACE)
        return Place(self.PLACE, {"event": kept.event}, {**kept.apart, "above": above})

    def _keep(self) -> None:
        """Keeps the event that the cursor is on."""
        if (entry := self.mark_list.entry) is not None:
            row, event = entry.row, entry.mark.event.id
            self._sought = returning.remembered(row) if row is not None else Remembered(event)

    def begin_at(self, place: Place) -> None:
        """The event, or the next one that something is kept about."""
        self._sought = sought_in(place) if place.text("event") else None
        self._above = place.number("above")

    def body(self) -> Widget:
        """The list."""
        return MarkList(self.glyphs, id="marks")

    @property
    def mark_list(self) -> MarkList:
        """The list."""
        return self.query_one("#marks", MarkList)

    @property
    def subject(self) -> Subject:
        """The event under the cursor, where the store has it."""
        entry = self.mark_list.entry
        return Subject(entry.row.ordinal) if entry is not None and entry.row is not None else NOTHING

    @property
    def orphan(self) -> Mark | None:
        """What the cursor is on, where the store does not have its event any more."""
        entry = self.mark_list.entry
        return entry.mark if entry is not None and entry.row is None else None

    def on_mount(self) -> None:
        """Shows what is kept."""
        self.set_focus(self.mark_list)
        self.read_again()

    def read_again(self) -> None:
        """Shows what is kept now."""
        signs = self.opened.signs
        own, rows, marks = signs.own, self.opened.rows, self._marks

        def fetch(first: int, count: int) -> Sequence[Entry]:
            numbers = own[first : first + count]
            known = {row.ordinal: row for row in chronology.picked(rows, numbers)}
            kept = marks.of([row.id for row in known.values()])
            entries = [Entry(kept[known[number].id], known[number]) for number in numbers if known[number].id in kept]
            start = max(first - len(own), 0)
            gone = signs.orphans[start : start + count - len(numbers)]
            return [*entries, *(Entry(mark, None) for mark in finding.orphans(marks, gone))]

        self.mark_list.show(len(own) + len(signs.orphans), len(own), _counts(signs), fetch)
        if self._sought is not None:
            with suppress(TimelineError):
                above, self._above = self._above, None
                self.mark_list.put(self._index(self._sought), self.mark_list.above if above is None else above)
        self._show_bars()

    def _index(self, sought: Remembered) -> int:
        """Where an event stands in the list, or would stand. Raises QueryError."""
        signs = self.opened.signs
        if sought.event in signs.orphans:
            return len(signs.own) + signs.orphans.index(sought.event)
        return bisect_left(signs.own, returning.place(Everything(self.opened.rows), sought))

    def changed(self, mark: Mark) -> None:
        """Shows that one was changed."""
        self.mark_list.changed(mark, _counts(self.opened.signs))

    @on(MarkList.Highlighted)
    def _show_bars(self) -> None:
        marks = self.mark_list
        self._keep()
        where = f"{marks.cursor + 1:,} of {marks.count:,}" if marks.count else ""
        self.query_one("#title", Bar).show(bars.place(self.opened.summary.title, "marks and notes", self.size.width))
        self.show_keys(where)

    def action_open(self) -> None:
        """To this event in the chronology."""
        ordinal = self.subject.event
        if ordinal is not None:
            self.post_message(GoTo(self, ordinal))
        elif self.orphan is not None:
            self._show_bars()  # where one is, first: a message stays until that changes
            self.tell("This store does not have that event any more.")

    def on_resize(self) -> None:
        """Fits the bars to the width."""
        self._show_bars()


def _counts(signs: Signs) -> tuple[int, int]:
    """How many are marked, and how many have a note, of those that the store has."""
    return len(signs.marked), len(signs.noted)
