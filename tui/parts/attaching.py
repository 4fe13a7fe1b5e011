"""The app's part that attaches originals and takes them away."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from store.database import Store, open_store
from store.errors import TimelineError
from store.originals import attaching
from tui.dialogs import originals
from tui.dialogs.asking import AskingDialog
from tui.guard import guard
from tui.parts.in_front import InFront, aside
from tui.render import report
from tui.screens.base import Page


class Attaching(InFront):
    """Attaches originals, and shows on every page what that changes."""

    def action_attach(self) -> None:
        """Asks for originals, and attaches them."""
        self.push_screen(AskingDialog(self.glyphs, originals.PROMPT, originals.understood), self._attach_typed)

    def _attach_typed(self, text: str | None) -> None:
        if not text:
            return
        path = originals.typed(text)
        self.tell("Looking for originals …")
        self._change_originals(lambda store, shelf: list(report.lines(attaching.attach(store, shelf, [path]))))

    def action_detach(self) -> None:
        """Takes all attached originals away."""

        def detach(store: Store, shelf: Path) -> list[str]:
            gone = attaching.detach(store, shelf)
            return [f"Detached: {guard(', '.join(gone))}." if gone else "Nothing was attached."]

        self._change_originals(detach)

    def _change_originals(self, change: Callable[[Store, Path], list[str]]) -> None:
        """Attaches or detaches in a worker, and tells what came of it."""
        opened = self.opened

        def work() -> None:
            try:
                with open_store(opened.path) as store:
                    said = change(store, opened.originals.path)
            except TimelineError as error:
                said = [guard(str(error))]
            with suppress(RuntimeError):  # the reader has left
                self.call_from_thread(self._originals_changed, said)

        aside(work)

    def _originals_changed(self, said: list[str]) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.originals_changed()
        self.push_screen(originals.ReportDialog(self.glyphs, said))
