"""The app's part that copies what the cursor is on, alone or with its full citation, to the reader's clipboard."""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from textual import on

from store import chronology, entities, quotations, sources
from store.database import Store
from store.errors import TimelineError
from tui import cited, clipboard
from tui.cells import cells
from tui.dialogs.copying import CopyDialog
from tui.dialogs.originals import ReportDialog
from tui.driver import TimelineDriver
from tui.guard import guard
from tui.messages import CopyText
from tui.opening import state_folder, temporary_folder
from tui.parts.in_front import InFront, aside
from tui.screens.reader import ReaderScreen
from tui.subject import NOTHING, Subject

LEAVING = 1.0
"""Seconds that who leaves waits for what was just copied."""
_ORIGINAL = " (the digest’s words: an original’s are not copied)"


class Copying(InFront):
    """Copies. The text is made and given away by a thread: a clipboard that hangs holds nobody up."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._format = "markdown"
        """The one that was chosen last."""
        self._copying = threading.Lock()
        self._done: threading.Event | None = None
        """Of the copy that was asked for last: an older one that still waits is given up."""

    def action_copy(self) -> None:
        """Copies what the cursor is on, as plain text."""
        self._copy(self._subject, cited.PLAIN, with_citation=False)

    def action_copy_cited(self) -> None:
        """Asks for a format, and copies what the cursor is on with its full citation."""
        subject = self._subject
        if subject == NOTHING:
            self.tell("There is nothing here to copy.")
            return
        choices = [(name, each.key, each.name) for name, each in cited.FORMATS.items()]
        self.push_screen(CopyDialog(self.glyphs, choices, self._format), lambda name: self._chosen(subject, name))

    def exit(self, *given: Any, **options: Any) -> None:
        """Leaves, when what was just copied is on its way."""
        if self._done is not None:
            self._done.wait(LEAVING)
        super().exit(*given, **options)

    @property
    def _subject(self) -> Subject:
        return self.page.subject if self.page is not None else NOTHING

    def _chosen(self, subject: Subject, form: str | None) -> None:
        if form is not None:
            self._format = form
            self._copy(subject, form, with_citation=True)

    def _copy(self, subject: Subject, form: str, with_citation: bool) -> None:
        if subject == NOTHING:
            self.tell("There is nothing here to copy.")
            return
        reads_original = isinstance(self.page, ReaderScreen) and self.page.reads_original
        note = _ORIGINAL if reads_original and subject.citation is not None and not with_citation else ""
        store = self.opened.desk
        self._give(lambda: [line + note for line in _copied(store, subject, form, with_citation, self._write)])

    @on(CopyText)
    def _copy_text(self, message: CopyText) -> None:
        """Copies what is no record: a command line."""
        self._give(lambda: _handed_on(message.text, message.what, self._write))

    def _give(self, copied: Callable[[], list[str]]) -> None:
        """Copies on a thread, and says what came of it."""
        done = self._done = threading.Event()

        def work() -> None:
            with self._copying:
                if done is not self._done:
                    return
                try:
                    said = copied()
                finally:
                    done.set()
            with suppress(RuntimeError):  # the reader has left
                self.call_from_thread(self._tell_shortest, said)

        aside(work)

    def _tell_shortest(self, sentences: Sequence[str]) -> None:
        """Says the first of some sentences that fits; one that must be read whole, on a page of its own."""
        room = self.size.width - 2
        fitting = [sentence for sentence in sentences if cells(sentence) <= room]
        if fitting or len(sentences) > 1:
            self.tell((fitting or sentences[-1:])[0])
        else:
            self.push_screen(ReportDialog(self.glyphs, sentences))

    def _write(self, sequence: str) -> None:
        if isinstance(self._driver, TimelineDriver):
            self._driver.pass_on(sequence)


def _copied(
    store: Store, subject: Subject, form: str, with_citation: bool, write: Callable[[str], object]
) -> list[str]:
    """Copies, and says what came of it: sentences of which each is shorter than the one before."""
    try:
        text = text_of(store, subject, form, with_citation)
    except TimelineError as error:
        return [guard(f"Not copied: {error}")]
    if not text:
        return [f"Nothing to copy: no source stands behind it that {cited.FORMATS[form].name} could name."]
    return _handed_on(text, cited.FORMATS[form].name, write)


def _handed_on(text: str, what: str, write: Callable[[str], object]) -> list[str]:
    """Gives a text away, and says by which way it went."""
    found = clipboard.copy(text, write, (state_folder, temporary_folder), os.environ)
    return [guard(sentence) for sentence in clipboard.sentences(found, text, what)]


def text_of(store: Store, subject: Subject, form: str, with_citation: bool) -> str:
    """What a subject says, the narrowest first: a quotation, a passage, an event, a name, a document.

    Raises NotFound, QueryError.
    """
    if subject.quotation is not None:
        return cited.quotation(store, quotations.quotation(store, subject.quotation), form, with_citation)
    if subject.event is not None:
        event = chronology.event(store, subject.event)
        if subject.citation is not None and subject.citation < len(event.citations):
            return cited.passage(store, event, subject.citation, form, with_citation)
        return cited.event(store, event, form, with_citation)
    if subject.entity is not None:
        return cited.entity(entities.entity(store, subject.entity), form)
    return cited.source(sources.source(store, subject.source or ""), form)
