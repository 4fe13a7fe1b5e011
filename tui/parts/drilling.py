"""The app's part that knows all pages: it opens them when another page asks for one. The screen stack is the path."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from textual import on
from textual.await_complete import AwaitComplete

from store import roster
from store.errors import QueryError
from store.filters import Filter
from store.selecting import Own
from store.shown import Shown
from tui import keys
from tui.dialogs.palette import Offered
from tui.messages import GoTo, Narrow, OpenCard, OpenEntity, OpenPassage, OpenSource
from tui.opening import Opened
from tui.parts.in_front import InFront
from tui.places import Place
from tui.render import entities
from tui.render.glyphs import Glyphs
from tui.screens.base import Page
from tui.screens.card import CardScreen
from tui.screens.chronology import ChronologyScreen
from tui.screens.counts import CountsScreen
from tui.screens.entities import EntitiesScreen
from tui.screens.entity import EntityScreen
from tui.screens.reader import ReaderScreen

_OFFERED = 8
"""Entities that the command line offers."""
Pages = Mapping[str, Callable[[], Page | None]]
"""Makes pages, by their names among the places; None where one can't be shown now."""


class Drilling(InFront):
    """Opens pages. A page is heard only while it is in front: a key that is pressed twice opens one page."""

    def __init__(self, opened: Opened, glyphs: Glyphs, **options: Any) -> None:
        super().__init__(opened, glyphs, **options)
        self._left: dict[str, Place] = {}
        """Where pages were left in this session, by their names."""

    @property
    def chronology(self) -> ChronologyScreen:
        """The page that one began with, below all others."""
        return next(screen for screen in self.screen_stack if isinstance(screen, ChronologyScreen))

    @property
    def shown(self) -> Shown:
        """The events in view."""
        return self.chronology.shown

    def visited_pages(self) -> Pages:
        """The pages that are visited places besides the chronology. Each part of the app adds those that it opens."""
        opened, glyphs = self.opened, self.glyphs
        return {
            keys.CARD: lambda: CardScreen(opened, glyphs, 0),
            keys.READER: lambda: ReaderScreen(opened, glyphs),
            keys.ENTITIES: lambda: EntitiesScreen(opened, glyphs),
            keys.ENTITY: lambda: EntityScreen(opened, glyphs, ""),
            keys.COUNTS: lambda: CountsScreen(opened, glyphs, self._counted),
        }

    def _counted(self) -> tuple[Filter, Own]:
        return self.chronology.steps.now.effective, self.chronology.own

    def visited_again(self, place: Place) -> Page | None:
        """A page at a place that was visited; None where there is no such page."""
        make = self.visited_pages().get(place.page)
        page = make() if make is not None else None
        if page is not None:
            page.begin_at(place)
        return page

    def open_again(self, name: str, at: Place | None = None) -> None:
        """Opens the page of this name at a place, or where it was left in this session; not over itself or a dialog."""
        if self.page is not self.screen or name == self.page.PLACE:
            return
        stacked = [screen for screen in self.screen_stack if isinstance(screen, Page) and name == screen.PLACE]
        left = stacked[-1].place if stacked else self._left.get(name)
        if at is not None and left is not None:
            at = replace(at, how={**left.at, **at.how})  # where it was left, should that place not be there
        page = self.visited_again(at or left or Place(name))
        if page is not None:
            self.push_screen(page)

    def pop_screen(self) -> AwaitComplete:
        """As everywhere; where a page was left is remembered."""
        if isinstance(self.screen, Page) and self.screen.is_mounted and (place := self.screen.place) is not None:
            self._left[place.page] = place
        return super().pop_screen()

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
        self.open_again(keys.ENTITIES)

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
        self.open_again(keys.COUNTS)
