"""What the parts of the app build on: the open store, and the page in front."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from textual import on

from tui.keyboard import KeysInOrder
from tui.opening import Opened
from tui.render.glyphs import Glyphs
from tui.screens.base import Moved, Page


def aside(work: Callable[[], None]) -> None:
    """Does something that may take long, and for which nobody waits who leaves: what it writes, it writes at once."""
    threading.Thread(target=work, daemon=True).start()


class InFront(KeysInOrder):
    """An app with pages, one of them in front."""

    def __init__(self, opened: Opened, glyphs: Glyphs, **options: Any) -> None:
        super().__init__(**options)
        self.opened = opened
        self.glyphs = glyphs
        self._warnings: deque[str] = deque()

    def tell(self, sentence: str, *, firm: bool = False) -> None:
        """A short word to the reader, on the page in front; a firm one stays although they move on."""
        if self.page is not None:
            self.page.tell(sentence, firm=firm)

    def warn(self, sentence: str) -> None:
        """Says what nobody asked for and the reader must hear: one after the other, each for its while.

        Also before there is a page to say it on.
        """
        self._warnings.append(sentence)
        self._warn_next()

    @on(Moved)
    def _warn_next(self) -> None:
        page = self.page
        if self._warnings and page is not None and page.is_mounted and not page.firm:
            page.tell(self._warnings.popleft(), firm=True)

    @property
    def page(self) -> Page | None:
        """The page in front, dialogs aside."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)
