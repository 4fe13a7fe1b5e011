"""The app's part for the reader's own marks and notes: keys that work on every page, and what they change on it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import cast

from textual import on
from textual.message import Message

from store import chronology
from store.database import open_store
from store.errors import TimelineError
from store.marks.keeping import Marks, identity
from store.marks.records import NO_SIGNS, Mark, Named
from tui import keys
from tui.driver import TimelineDriver
from tui.opening import state_folder
from tui.parts.drilling import Pages
from tui.parts.keeper import Changed, Keeper, SignsRead, Told
from tui.parts.keeping_true import KeepingTrue, NoteLeft
from tui.screens.marks import MarksScreen
from tui.widgets.event_card import EventCard
from tui.widgets.event_list import EventList

LEAVING = 6.0
"""Seconds that leaving waits for what is still to be written: longer than for another program that is writing."""
SOON = 1.5
"""Seconds that a key waits for what the one before it asked for; it takes a few hundredths."""
AT_START = 0.3
"""Seconds that the first key waits for the marks to be read."""
PATIENCE = 2.0
"""Seconds that a note waits, before it is opened, for what is still to be written."""


class Marking(KeepingTrue):
    """Marks events and keeps notes on them."""

    _keeper: Keeper | None = None

    def on_mount(self) -> None:
        """Reads what is marked; and sees to it that a lost terminal loses no note."""
        self.begin_marking()
        others = TimelineDriver.on_hangup

        def save() -> None:
            if others is not None:
                others()  # first: it takes no time, and the marks may wait for another program
            self.finish_marking()

        TimelineDriver.on_hangup = staticmethod(save)

    async def on_unmount(self) -> None:
        """Nobody leaves before what was asked for is written."""
        self.finish_marking()

    def begin_marking(self) -> None:
        """Goes on with the store that is open now."""
        if self._keeper is not None:
            self._keeper.close()
        opened = self.opened
        try:
            marks = Marks(state_folder(), identity(opened.desk))
        except TimelineError:
            return
        self._keeper = Keeper(marks, lambda: open_store(opened.path), self.post_message)
        read = self._keeper.read()
        try:
            self._show_signs(cast(SignsRead, read.result(AT_START)))
        except (TimelineError, TimeoutError):
            self._hear_later(read)

    def _hear_later(self, promise: Future[Message]) -> None:
        """Hears what comes of something when it is done."""

        def hear(done: Future[Message]) -> None:
            with suppress(TimelineError, RuntimeError):  # the reader has left
                self.post_message(done.result())

        promise.add_done_callback(hear)

    def finish_marking(self) -> None:
        """Waits until everything is written."""
        from tui.dialogs.note import NoteDialog

        for screen in self.screen_stack:
            if isinstance(screen, NoteDialog):
                screen.keep()
        if self._keeper is not None:
            self._keeper.finish(LEAVING)

    # ---- the keys

    async def action_mark(self) -> None:
        """Marks the event, or takes its mark away. The next key waits for a moment, so that it finds the mark."""
        promises: list[Future[Message]] = []

        def toggle(keeper: Keeper, ordinal: int | None, event: Named) -> None:
            promises.append(keeper.do(lambda marks: Changed(marks, ordinal, marks.mark(event), None)))

        self._with_event(toggle)
        for promise in promises:
            await asyncio.wait([asyncio.wrap_future(promise)], timeout=SOON)
            if promise.done():
                self._show_change(cast(Changed, promise.result()))
            else:
                self._hear_later(promise)

    def action_note(self) -> None:
        """Opens the note on the event."""
        self._with_event(self._open_note)

    def _open_note(self, keeper: Keeper, ordinal: int | None, event: Named) -> None:
        from tui.dialogs.note import NoteDialog

        def keep(text: str, base: str) -> None:
            self._hear_later(keeper.do(lambda marks: Changed(marks, ordinal, marks.write(event, text, base), text)))

        if not keeper.wait(PATIENCE):
            self.tell("The notes are being written to; try again in a moment.")
            return
        before = keeper.marks.note(event.id)

        def left(_: None) -> None:
            self._hear_later(keeper.do(lambda marks: NoteLeft(ordinal, event, before, marks.note(event.id))))

        self.push_screen(NoteDialog(self.glyphs, event, before, keep), left)

    def action_marks(self) -> None:
        """All marks and notes."""
        self.open_again(keys.MARKS)

    def visited_pages(self) -> Pages:
        """The list of marks too."""
        return {**super().visited_pages(), keys.MARKS: self._marks_page}

    def _marks_page(self) -> MarksScreen | None:
        keeper = self._keeper
        if keeper is None:
            return None
        keeper.wait(PATIENCE)
        return MarksScreen(self.opened, self.glyphs, keeper.marks)

    def action_export(self) -> None:
        """Writes the marked events into a new file in the current folder."""
        from tui.commands import exporting

        keeper, path = self._keeper, self.opened.path
        if keeper is None:
            return

        def write(marks: Marks) -> Message:
            with open_store(path) as store:
                return Told(exporting.write_new(store, marks, Path()))

        self._hear_later(keeper.do(write))

    def _with_event(self, act: Callable[[Keeper, int | None, Named], None]) -> None:
        page, keeper = self.page, self._keeper
        if page is None or keeper is None:
            return
        if isinstance(page, MarksScreen) and (orphan := page.orphan) is not None:
            act(keeper, None, orphan.event)
            return
        ordinal = page.subject.event
        if ordinal is None:
            self.tell("There is no event here to be marked.")
            return
        try:
            row = chronology.row(self.opened.rows, ordinal)
        except TimelineError as error:
            self.tell(str(error))
            return
        act(keeper, ordinal, Named(row.id, row.title, row.date.edtf if row.date else None))

    # ---- what is heard

    @on(SignsRead)
    def _show_signs(self, message: SignsRead) -> None:
        if self._keeper is None or message.marks is not self._keeper.marks:
            return
        self.opened.signs, self.opened.notes = message.signs, message.notes
        self._dress_all()
        self.own_read()
        self.chronology.notes_read()
        for screen in self.screen_stack:
            if isinstance(screen, MarksScreen):
                screen.read_again()

    @on(Changed)
    def _show_change(self, message: Changed) -> None:
        from tui.dialogs.note import NoteDialog

        if self._keeper is None or message.marks is not self._keeper.marks:
            return
        mark = message.mark
        if message.ordinal is not None:
            self.opened.signs = self.opened.signs.changed(message.ordinal, mark.marked, bool(mark.note))
            notes = {**self.opened.notes, message.ordinal: mark.note}
            self.opened.notes = {ordinal: note for ordinal, note in notes.items() if note}
        self._dress_all()
        for screen in self.screen_stack:
            if isinstance(screen, MarksScreen):
                screen.changed(mark)
            elif isinstance(screen, NoteDialog) and message.sent is not None and screen.event.id == mark.event.id:
                screen.kept(message.sent, mark.note, lasting=message.marks.trouble is None)
        if message.sent is None and message.marks.trouble is None:
            self.tell("Marked." if mark.marked else "No longer marked.")
        if message.sent is None:
            self.marks_changed(message.ordinal, mark.event, marked=mark.marked)

    @on(Told)
    def _tell_trouble(self, message: Told) -> None:
        self.warn(message.sentence)

    @on(EventCard.Shown)
    def _dress(self, message: EventCard.Shown) -> None:
        self._dress_card(message.card)

    @on(EventList.Ready)
    def _dress_list(self, message: EventList.Ready) -> None:
        self._sign(message.events)

    def _sign(self, events: EventList) -> None:
        if events.manner.signs is not self.opened.signs:
            events.manner = replace(events.manner, signs=self.opened.signs)

    def _dress_all(self) -> None:
        for screen in self.screen_stack:
            for events in screen.query(EventList):
                self._sign(events)
            for card in screen.query(EventCard):
                self._dress_card(card)

    def _dress_card(self, card: EventCard) -> None:
        if card.event is None:
            return
        row, signs = card.event.row, self.opened.signs
        own = None
        if signs is not NO_SIGNS and self._keeper is not None:
            if signs.is_noted(row.ordinal):
                own = self._keeper.marks.of([row.id]).get(row.id)
            elif signs.is_marked(row.ordinal):
                own = Mark(Named(row.id, row.title, None), True, "")
        card.show_own(own)
