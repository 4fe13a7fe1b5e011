"""The app's part that has a filter asked again when the reader's own marks or notes, for which it asks, have changed.

So what is in view, its counts and its chips are true at once; an event that goes out of view with it is named, and
the cursor is on the nearest one that is left.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.message import Message

from store.filters.filter import Filter
from store.marks.records import Named
from store.selecting import asks_for_marks, asks_for_notes, asks_for_own
from store.shown import Shown
from tui.parts.drilling import Drilling
from tui.screens.base import Page


@dataclass
class NoteLeft(Message):
    """A note was closed, and all that was written in it is kept."""

    ordinal: int | None
    event: Named
    before: str
    """The note as it was when it was opened."""
    note: str


class KeepingTrue(Drilling):
    """Keeps what is in view true to the marks and notes."""

    def marks_changed(self, ordinal: int | None, event: Named, *, marked: bool) -> None:
        """An event was marked, or is no longer."""
        if self._concerns(asks_for_marks):
            self._ask_again(ordinal, f"{'Marked' if marked else 'No longer marked'}, and so out of view: {event.title}")

    @on(NoteLeft)
    def _note_left(self, message: NoteLeft) -> None:
        """What is in view does not change while one writes."""
        if message.note != message.before and self._concerns(asks_for_notes):
            said = "The note is changed" if message.note else "The note is gone"
            self._ask_again(message.ordinal, f"{said}, and so the event is out of view: {message.event.title}")

    def own_read(self) -> None:
        """All marks and notes were read: another program may have changed them."""
        if self._concerns(asks_for_own):
            self.chronology.own_changed(self._view_changed)

    def _concerns(self, asks: Callable[[Filter], bool]) -> bool:
        return asks(self.chronology.steps.now.effective)

    def _ask_again(self, ordinal: int | None, out_of_view: str) -> None:
        def then(before: Shown) -> None:
            self._view_changed(before)
            if ordinal is not None and _in(before, ordinal) and not _in(self.shown, ordinal):
                self.tell(out_of_view, firm=True)  # a page about what is in view moves on meanwhile

        self.chronology.own_changed(then)

    def _view_changed(self, before: Shown) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.view_changed()


def _in(shown: Shown, ordinal: int) -> bool:
    """Whether an event is in view."""
    place = shown.place_of(ordinal)
    return place > 0 and shown.ordinal(place) == ordinal
