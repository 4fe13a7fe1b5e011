"""The app's part that opens the pages which look over what is in view: quotations, sources, one event's evidence."""

from contextlib import suppress

from textual import on

from store import entities, passages, roster
from store.errors import TimelineError
from store.records import EventRow
from tui import keys
from tui.messages import OpenSideBySide
from tui.parts import typed_lines
from tui.parts.drilling import Drilling, Pages
from tui.places import Place
from tui.render import travel
from tui.render.lines import Line, Span, field, plural
from tui.screens.entity import EntityScreen
from tui.screens.quotations import QuotationsScreen
from tui.screens.reader import ReaderScreen
from tui.screens.side_by_side import SideBySideScreen
from tui.screens.sources import SourcesScreen


class Overviews(Drilling):
    """Opens pages about what is in view under the current filter."""

    def visited_pages(self) -> Pages:
        """Those about what is in view too."""
        opened, glyphs = self.opened, self.glyphs
        return {
            **super().visited_pages(),
            keys.QUOTATIONS: lambda: QuotationsScreen(opened, glyphs, lambda: self.shown),
            keys.SOURCES: lambda: SourcesScreen(opened, glyphs, lambda: self.shown),
            keys.SIDE_BY_SIDE: lambda: SideBySideScreen(opened, glyphs, 0),
        }

    def action_quotations(self) -> None:
        """Who said what, in view: from the page of somebody, or from what they said, at their quotations."""
        at, silent = self._speaking(), None
        if at is not None and (speaker := at.text("speaker")):
            with suppress(TimelineError):
                found = entities.entity(self.opened.rows, speaker)
                silent = None if found.quotations else found.name
        self.open_again(keys.QUOTATIONS, at if silent is None else None)
        if silent is not None:
            self.tell(f"{silent} is not quoted in what is in view.")

    def _speaking(self) -> Place | None:
        """Where the quotations begin with what the cursor is on; None where that is nobody's name or words."""
        page = self.page
        if page is None or page.PLACE not in (keys.ENTITY, keys.ENTITIES, keys.CARD, keys.CHRONOLOGY):
            return None
        if isinstance(page, EntityScreen):
            return Place(keys.QUOTATIONS, {"speaker": page.entity})
        if page.subject.quotation is not None:
            return Place(keys.QUOTATIONS, {"quotation": page.subject.quotation})
        entity = page.subject.entity
        return Place(keys.QUOTATIONS, {"speaker": entity}) if entity is not None else None

    def action_sources(self) -> None:
        """The sources of what is in view, and the matrix."""
        self.open_again(keys.SOURCES)

    def action_side_by_side(self) -> None:
        """All sources of the event under the cursor."""
        ordinal = self.page.subject.event if self.page is not None else None
        if ordinal is None:
            among = self.page is not None and self.page.keys_place == keys.SOURCES
            there = f": {keys.first('other_pane', keys.SOURCES)} goes to the matrix, which has them" if among else ""
            self.tell(f"No event is under the cursor to show its sources{there}.")
        elif not isinstance(self.screen, SideBySideScreen):
            self.push_screen(SideBySideScreen(self.opened, self.glyphs, ordinal))

    @on(OpenSideBySide)
    def _open_side_by_side(self, message: OpenSideBySide) -> None:
        if message.origin is self.screen:
            self.push_screen(SideBySideScreen(self.opened, self.glyphs, message.ordinal))

    def understood(self, text: str) -> tuple[Line, bool]:
        """What a line typed on the command line means: a time, what of the event there it opens, or whose words."""
        if (name := typed_lines.speaker(text)) is not None:
            return self._quoted(name)
        opens, time = typed_lines.parted(text)
        if not self.chronology.shown.dated:
            return travel.refused("no event here has a date to go to"), False
        if opens is None:
            return self.chronology.understood(text)
        try:
            event = self._meant(time)
        except TimelineError as error:
            return travel.refused(str(error)), False
        when = event.date.display if event.date else "undated"
        title = field(event.title, 200, "bar")
        return (Span(f" {opens.value}: ", "bar.key"), Span(f"{when} ", "bar"), title), True

    def _quoted(self, name: str) -> tuple[Line, bool]:
        try:
            found = roster.speaking(self.opened.rows, name)
        except TimelineError as error:
            return travel.refused(str(error)), False
        if found is None:
            return travel.refused("nobody has a name that begins so"), False
        if not found.quotations:
            return (
                field(f" {found.name}", 200, "bar"),
                Span(", who is not quoted in this chronology", "bar.dim"),
            ), True
        said = Span(f"  {plural(found.quotations, 'quotation')}", "bar.dim")
        return (Span(" what was said by ", "bar.key"), field(found.name, 200, "bar"), said), True

    def _meant(self, time: str) -> EventRow:
        found = self.chronology.destination(time)
        return typed_lines.meant(self.shown, found.place, found.date)

    async def obey_line(self, text: str) -> None:
        """Goes to a time, and opens what the line wants opened there; or goes to what somebody said."""
        if (name := typed_lines.speaker(text)) is not None:
            self._open_said(name)
            return
        opens, time = typed_lines.parted(text)
        await self.return_to_chronology()
        if opens is None:
            self.chronology.go_typed(time)
            return
        try:
            event = self._meant(time)
            self.chronology.go_to_event(event.ordinal)
            self._open(opens, event)
        except TimelineError as error:
            self.tell(str(error))

    def _open_said(self, name: str) -> None:
        try:
            found = roster.speaking(self.opened.rows, name)
        except TimelineError as error:
            self.tell(str(error))
            return
        if found is not None and found.quotations:
            self.open_again(keys.QUOTATIONS, Place(keys.QUOTATIONS, {"speaker": found.id}))
        elif found is not None:
            self.open_entity(found.id)

    def _open(self, opens: typed_lines.Opens, event: EventRow) -> None:
        if opens is typed_lines.Opens.SIDE_BY_SIDE:
            self.push_screen(SideBySideScreen(self.opened, self.glyphs, event.ordinal))
            return
        behind = passages.behind(self.opened.desk, event.ordinal)
        dates = (index for index, citation in enumerate(behind) if citation.date_text)
        self.push_screen(ReaderScreen(self.opened, self.glyphs, event.ordinal, next(dates, 0)))
