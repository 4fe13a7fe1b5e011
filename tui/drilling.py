"""The app's part that knows all pages: it opens them when another page asks for one. The screen stack is the path."""

from textual import on

from store.shown import Shown
from tui.in_front import InFront
from tui.messages import GoTo, OpenCard, OpenPassage
from tui.places import Place
from tui.screens.base import Page
from tui.screens.card import CardScreen
from tui.screens.chronology import ChronologyScreen
from tui.screens.reader import ReaderScreen

VISITED: dict[str, type[Page]] = {page.PLACE: page for page in (CardScreen, ReaderScreen)}
"""The pages that are visited places besides the chronology, by their names there: each has `place` and `restored`."""


class Drilling(InFront):
    """Opens pages. A page is heard only while it is in front: a key that is pressed twice opens one page."""

    @property
    def chronology(self) -> ChronologyScreen:
        """The page that one began with, below all others."""
        return next(screen for screen in self.screen_stack if isinstance(screen, ChronologyScreen))

    @property
    def shown(self) -> Shown:
        """The events in view."""
        return self.chronology.shown

    def visited_again(self, place: Place) -> Page | None:
        """A page at a place that was visited; None where there is no such page."""
        kind = VISITED.get(place.page)
        return None if kind is None else kind.restored(self.opened, self.glyphs, place)

    async def return_to_chronology(self) -> None:
        """Back to the page below all others."""
        while self.screen is not self.chronology:
            await self.pop_screen()

    @on(OpenCard)
    def _open_card(self, message: OpenCard) -> None:
        if message.origin is self.screen:
            self.push_screen(CardScreen(self.opened, self.glyphs, message.ordinal))

    @on(OpenPassage)
    def _open_passage(self, message: OpenPassage) -> None:
        if message.origin is self.screen:
            self.push_screen(ReaderScreen(self.opened, self.glyphs, message.ordinal, message.citation))

    @on(GoTo)
    async def _go_to(self, message: GoTo) -> None:
        if message.origin is self.screen:
            await self.return_to_chronology()
            self.chronology.go_to_event(message.ordinal)
