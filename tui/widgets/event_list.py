"""The chronology as a list that never holds more than a few pages of it, and never loses one's place."""

from contextlib import suppress
from dataclasses import dataclass, replace

from textual import events
from textual.geometry import Offset, Region
from textual.message import Message

from store.errors import QueryError
from store.records import EventRow
from store.search.hits import Hits
from store.search.terms import Term
from tui.pages import Pages
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line
from tui.render.rows import Manner
from tui.render.window import Window
from tui.widgets.line_widget import MovingWidget

_NOTHING = Pages(0, lambda first, count: ())


class EventList(MovingWidget):
    """Events in order, with a cursor on one of them."""

    DEFAULT_CSS = "EventList { width: 1fr; height: 1fr; }"

    @dataclass
    class Ready(Message):
        """A list is there; the signs for what is marked are wanted."""

        events: "EventList"

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another event."""

        place: int

    @dataclass
    class Chosen(Message):
        """The event under the cursor was clicked."""

        place: int

    @dataclass
    class Failed(Message):
        """The store did not answer."""

        sentence: str

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(glyphs, id=id)
        self.cursor = 0
        """The place of the event under the cursor, from 1; 0 where there are no events."""
        self._window = Window(_NOTHING, 1, 1, glyphs)
        self._manner = Manner()

    def on_mount(self) -> None:
        """Asks for the reader's marks."""
        self.app.post_message(self.Ready(self))

    @property
    def pages(self) -> Pages:
        """The rows shown."""
        return self._window.pages

    @property
    def row(self) -> EventRow | None:
        """The event under the cursor; None where there is none."""
        with suppress(QueryError):
            return self.pages.row(self.cursor) if self.cursor else None
        return None

    @property
    def range_start(self) -> int:
        """The place at which a range was begun; 0 where none was."""
        return self._window.anchor

    @range_start.setter
    def range_start(self, place: int) -> None:
        self._window = replace(self._window, anchor=place)
        self.refresh()

    @property
    def manner(self) -> Manner:
        """How the events are drawn."""
        return self._manner

    @manner.setter
    def manner(self, manner: Manner) -> None:
        self._manner = manner
        self._window = replace(self._window, manner=manner)
        self.refresh()
        self.go(self.cursor)

    def look_for(self, terms: tuple[Term, ...], hits: Hits | None) -> None:
        """Lights these terms, and ticks these hits on the bar."""
        old, self._window = self._window, replace(self._window, terms=terms, hits=hits)
        if terms != old.terms:
            self.refresh()
        elif hits is not old.hits:
            self.refresh(Region(self.size.width - 1, 0, 1, self.size.height))

    @property
    def view(self) -> tuple[int, int]:
        """The first event in view, and the one under the cursor."""
        return self._window.top, self.cursor

    def return_to(self, view: tuple[int, int]) -> None:
        """Shows what was in view, with the cursor where it was."""
        top, cursor = view
        self._window = replace(self._window, top=min(max(top, 1), max(self.pages.count, 1)))
        self.refresh()
        self.go(cursor)

    def show(self, pages: Pages, cursor: int) -> None:
        """Shows these events, with the cursor at the given place."""
        self._window = replace(
            Window(pages, self.size.width, self.size.height, self.glyphs, manner=self._manner),
            terms=self._window.terms,
        )
        self.cursor = 0
        self.refresh()
        self.go(cursor)

    def go(self, place: int, *, context: bool = False) -> None:
        """Puts the cursor on an event, or on the nearest that there is; with `context`, the one before is in view."""
        place = min(max(place, min(self.pages.count, 1)), self.pages.count)
        old, self.cursor = self.cursor, place
        try:
            self._reveal(old, context)
        except QueryError as error:
            self._fail(error)
            return
        if place != old:
            self.post_message(self.Highlighted(place))

    def _reveal(self, old: int, context: bool) -> None:
        top = self._window.top_for(self.cursor, context=context) if self.cursor else 1
        if not self._window.height:
            top = self._window.top  # nobody knows yet what will be in view
        if top != self._window.top or self.range_start:
            self._window = replace(self._window, top=top)
            self.refresh()
        else:
            lines = (self._window.line_of(place) for place in (old, self.cursor))
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines if y is not None))
        self._place_cursor()

    def _place_cursor(self) -> None:
        """The terminal's own cursor stands on the chosen event, for screen readers."""
        y = self._window.line_of(self.cursor) if self.cursor else None
        if self.has_focus and y is not None:
            self.app.cursor_position = Offset(self.region.x, self.region.y + y)

    def watch_has_focus(self, focused: bool) -> None:
        """As everywhere, and the terminal's cursor comes along."""
        super().watch_has_focus(focused)
        with suppress(QueryError):
            self._place_cursor()

    def _fail(self, error: QueryError) -> None:
        self._window = replace(self._window, pages=_NOTHING, top=1)
        self.cursor = 0
        self.refresh()
        self.post_message(self.Failed(str(error)))

    def line(self, y: int) -> Line:
        """The line at `y`."""
        try:
            return self._window.line(y, self.cursor, self.has_focus)
        except QueryError as error:
            self._fail(error)
            return BLANK

    @property
    def above(self) -> int:
        """How many events are in view above the cursor."""
        return max(self.cursor - self._window.top, 0)

    def put(self, place: int, above: int) -> None:
        """Puts the cursor on an event, with so many in view above it as far as there is room."""
        self._window = replace(self._window, top=max(place - max(above, 0), 1))
        self.refresh()
        self.go(place)

    def move(self, lines: int) -> None:
        """Moves the cursor by so many events."""
        self.go(self.cursor + lines)

    def move_page(self, direction: int) -> None:
        """Moves by as many events as are in view, less one."""
        self.move(direction * max(len(self._window.shown) - 1, 1))

    def move_to_edge(self, direction: int) -> None:
        """Moves to the first or the last event."""
        self.go(1 if direction < 0 else self.pages.count)

    def resized(self) -> None:
        """Keeps the cursor in view."""
        self._window = replace(self._window, width=self.size.width, height=self.size.height)
        try:
            self._window = replace(self._window, top=self._window.top_for(self.cursor) if self.cursor else 1)
            self._place_cursor()
        except QueryError as error:
            self._fail(error)

    def on_click(self, click: events.Click) -> None:
        """A click chooses an event; on the chosen one it opens it."""
        place = self._window.at(click.y)
        if place and place == self.cursor:
            self.post_message(self.Chosen(place))
        elif place:
            self.go(place)
