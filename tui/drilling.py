"""The app's part that knows all pages: it opens them when another page asks for one. The screen stack is the path."""

from textual import on

from store import roster
from store.errors import QueryError
from store.shown import Shown
from tui.dialogs.palette import Offered
from tui.in_front import InFront
from tui.messages import GoTo, Narrow, OpenCard, OpenEntity, OpenPassage, OpenSource
from tui.places import Place
from tui.render import entities
from tui.screens.base import Page
from tui.screens.card import CardScreen
from tui.screens.chronology import ChronologyScreen
from tui.screens.counts import CountsScreen, Remembered
from tui.screens.entities import EntitiesScreen
from tui.screens.entity import EntityScreen
from tui.screens.reader import ReaderScreen

_OFFERED = 8
"""Entities that the command line offers."""
VISITED: dict[str, type[Page]] = {page.PLACE: page for page in (CardScreen, ReaderScreen)}
"""The pages that are visited places besides the chronology, by their names there: each has `place` and `restored`."""


class Drilling(InFront):
    """Opens pages. A page is heard only while it is in front: a key that is pressed twice opens one page."""

    _counted = Remembered()

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

    @on(OpenSource)
    def _open_source(self, message: OpenSource) -> None:
        if message.origin is self.screen:
            self.push_screen(ReaderScreen(self.opened, self.glyphs, source=message.source, passage=message.passage))

    @on(OpenEntity)
    def _open_entity(self, message: OpenEntity) -> None:
        if message.origin is self.screen:
            self.open_entity(message.entity)

    def open_entity(self, entity: str) -> None:
        """The page of the entity of this id."""
        self.push_screen(EntityScreen(self.opened, self.glyphs, entity))

    def offers(self, text: str) -> list[Offered]:
        """The entities of most events of which a name begins with a text."""
        try:
            found = roster.beginning(self.opened.rows, text, _OFFERED)
        except QueryError:  # whoever opens the list of entities is told
            return []
        return [Offered(row.id, entities.offer(row)) for row in found]

    def action_entities(self) -> None:
        """All entities, in a list."""
        if self.page is self.screen and not isinstance(self.screen, EntitiesScreen):
            self.push_screen(EntitiesScreen(self.opened, self.glyphs))

    @on(GoTo)
    async def _go_to(self, message: GoTo) -> None:
        if message.origin is self.screen:
            await self.return_to_chronology()
            self.chronology.go_to_event(message.ordinal)

    @on(Narrow)
    async def _narrow(self, message: Narrow) -> None:
        if message.origin is self.screen:
            await self.return_to_chronology()
            page = self.chronology
            page.attempt(lambda: page.narrow_further(message.line))

    def action_counts(self) -> None:
        """Counts the events in view."""
        if not isinstance(self.screen, CountsScreen):
            page = self.chronology
            self.push_screen(CountsScreen(self.opened, self.glyphs, page.steps.now.effective, page.own, self._counted))
