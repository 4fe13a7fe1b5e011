"""The reader's marks and notes as a list of entries of several lines, read a page at a time."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from textual.message import Message

from store.errors import TimelineError
from store.marks.records import Mark
from tui.render import marks
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, told
from tui.render.marks import Entry
from tui.render.rows import cursor
from tui.widgets.line_widget import MovingWidget

PAGE = 32
KEPT = 16
Fetch = Callable[[int, int], Sequence[Entry]]
"""Entries from an index on, as many as asked for. Raises TimelineError."""


class MarkList(MovingWidget):
    """Marks and notes, with a cursor on one of them."""

    DEFAULT_CSS = "MarkList { width: 1fr; height: 1fr; }"

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another entry."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(glyphs, id=id)
        self.count = 0
        self.first_gone = 0
        """The index of the first entry that the store does not have any more."""
        self.cursor = 0
        self._counts = (0, 0)
        self._top = 0
        self._fetch: Fetch = lambda first, count: ()
        self._pages: OrderedDict[int, list[Entry]] = OrderedDict()
        self._said = ("Nothing is marked yet.", "m marks the event under the cursor, and a writes a note on it.")

    def show(self, count: int, first_gone: int, counts: tuple[int, int], fetch: Fetch) -> None:
        """Shows as many entries, and above them how many are marked and noted; the cursor stays where it is."""
        self.count, self.first_gone, self._counts, self._fetch = count, first_gone, counts, fetch
        self._pages.clear()
        self.cursor = min(self.cursor, max(count - 1, 0))
        self._reveal()

    def say(self, title: str, sentence: str) -> None:
        """Says something instead of showing a list."""
        self.count, self._said = 0, (title, sentence)
        self.refresh()

    @property
    def entry(self) -> Entry | None:
        """What the cursor is on; None where there is nothing."""
        with suppress(TimelineError):
            return self._entry(self.cursor) if self.count else None
        return None

    def changed(self, mark: Mark, counts: tuple[int, int]) -> None:
        """Shows what is kept about an event now; one that nothing is kept about stays, until the list is read anew."""
        self._counts = counts
        for page in self._pages.values():
            for index, entry in enumerate(page):
                if entry.mark.event.id == mark.event.id:
                    page[index] = Entry(mark, entry.row)
        self._reveal()

    def _entry(self, index: int) -> Entry | None:
        number, at = divmod(index, PAGE)
        if number not in self._pages:
            self._pages[number] = list(self._fetch(number * PAGE, min(PAGE, self.count - number * PAGE)))
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        page = self._pages[number]
        return page[at] if at < len(page) else None

    def _lines(self, index: int) -> list[Line]:
        entry = self._entry(index)
        if entry is None:
            return []
        width = max(self.size.width, 1)
        marker = cursor(index == self.cursor, self.has_focus, self.glyphs)
        above = [marks.gone(self.count - index, width, self.glyphs)] if index == self.first_gone else []
        return [*above, *marks.lines(entry, width, self.glyphs, marker)]

    def line(self, y: int) -> Line:
        """How much there is, and the entries below."""
        if not self.count:
            lines = told(*self._said, self.size.width)
            return lines[y] if y < len(lines) else BLANK
        if y == 0:
            return marks.head(*self._counts, self.size.width, self.glyphs)
        try:
            return self._line(y - 1)
        except TimelineError as error:
            return (Span("  "), Span(str(error) if y == 1 else "", "warning"))

    def _line(self, y: int) -> Line:
        for index in range(self._top, self.count):
            lines = self._lines(index)
            if y < len(lines):
                return lines[y]
            y -= len(lines)
        return BLANK

    @property
    def above(self) -> int:
        """How many entries are in view above the cursor."""
        return max(self.cursor - self._top, 0)

    def put(self, index: int, above: int) -> None:
        """Puts the cursor on an entry, with so many above it as far as there is room."""
        self._top = max(min(index, self.count - 1) - max(above, 0), 0)
        self.go(index)
        self._reveal()

    def _reveal(self) -> None:
        if not self.size.height:
            return  # nobody knows yet what will be in view
        room = max(self.size.height - 1, 1)
        top = self.cursor
        with suppress(TimelineError):
            room -= len(self._lines(self.cursor)) if self.count else 0
            while top > 0 and room > 0:
                room -= len(self._lines(top - 1))
                top -= room >= 0
        self._top = max(min(self._top, self.cursor), top)
        self.refresh()

    def move(self, lines: int) -> None:
        """Moves the cursor by so many entries."""
        self.go(self.cursor + lines)

    def go(self, index: int) -> None:
        """Puts the cursor on an entry, or on the nearest that there is."""
        target = min(max(index, 0), max(self.count - 1, 0))
        if target != self.cursor:
            self.cursor = target
            self._reveal()
            self.post_message(self.Highlighted())

    def move_to_edge(self, direction: int) -> None:
        """To the first or the last entry."""
        self.move(direction * self.count)

    def resized(self) -> None:
        """Keeps the cursor in view."""
        self._reveal()
