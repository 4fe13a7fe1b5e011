"""Which columns of the matrix of events × sources are in view, how wide they are, and how they are named above."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from store.records import Source
from tui import cells
from tui.render.glyphs import Glyphs
from tui.render.lines import Line, Span, field, name

_LEAST_HEIGHT = 4
"""Rows of the widget from which on columns are named above it; in fewer the events have them."""
_LONGEST_TITLE = 72
"""Cells of an event's title in a wide window."""
_TALL = 14
"""Rows from which on each column in view is named on a line of its own."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What of the matrix is in view: from which column on, how many, how wide, and the chosen one."""

    width: int = 80
    sources: int = 0
    """Columns that there are."""
    dates: bool = False
    """Whether a cell has the date that a source gives, not the role in which it tells."""
    chosen: int = 1
    """The place of the chosen column, from 1."""
    first: int = 1
    """The place of the first column in view."""
    height: int = 24
    """Rows of the terminal for heads and events."""

    @property
    def cell(self) -> int:
        """Cells of the terminal that a column takes."""
        if self.dates:
            return 23 if self.width >= 60 else 17 if self.width >= 40 else 14
        return 6 if self.width < 100 else 8 if self.width < 160 else 10

    @property
    def columns(self) -> int:
        """How many columns are in view: no more than can be named in half of the height."""
        least = 12 if self.width < 60 else 20 if self.dates else 24 if self.width < 100 else 32
        room = (self.width - self._before - least) // self.cell
        if self.all_named:
            room = min(room, self.height // 2 - 1)
        return max(min(room, self.sources), min(self.sources, 1))

    @property
    def all_named(self) -> bool:
        """Whether each column in view is named; else only the chosen one is."""
        return self.height >= _TALL

    @property
    def _before(self) -> int:
        return 4 + self.date

    @property
    def title(self) -> int:
        """The cells that an event's title has: no more than titles take, so that the cells are not far from it."""
        return max(min(self.width - self._before - self.columns * self.cell - 1, _LONGEST_TITLE), 4)

    @property
    def left(self) -> int:
        """The cells left of the first column."""
        return self._before + self.title

    @property
    def date(self) -> int:
        """The cells of the event's date; 0 where there is no room for it."""
        if self.width < (100 if self.dates else 60):
            return 0
        return 16 if self.width < 100 else 24

    def at(self, chosen: int) -> "Grid":
        """With another column chosen, which is in view."""
        chosen = min(max(chosen, 1), max(self.sources, 1))
        last = max(self.sources - self.columns + 1, 1)
        first = min(max(self.first, chosen - self.columns + 1), chosen, last)
        return replace(self, chosen=chosen, first=max(first, 1))

    def places(self) -> range:
        """The places of the columns in view."""
        return range(self.first, min(self.first + self.columns, self.sources + 1))

    def stem(self, place: int) -> int:
        """Where the line stands that leads from a column's name down to it: above the first letter of its cells."""
        return self.left + (place - self.first) * self.cell + 1


def head(grid: Grid, source: Callable[[int], Source], glyphs: Glyphs) -> list[Line]:
    """The names of the columns, one below the other, each with a line that leads to its column; the last comes first.

    Then the rule below them, with a sign under the chosen column. Names have the room left of their columns, so that
    they can be read; where the window is low only the chosen column is named, right across, and in a very low one none.
    """
    if not grid.sources or grid.height < _LEAST_HEIGHT:
        return []
    rule = tuple(_rule(grid, glyphs))
    if not grid.all_named:
        room = grid.width - 2
        return [(Span(" "), field(label(source(grid.chosen), room), room, "selected")), rule]
    return [*(_named(grid, place, source(place), glyphs) for place in reversed(grid.places())), rule]


def _named(grid: Grid, place: int, source: Source, glyphs: Glyphs) -> Line:
    chosen = place == grid.chosen
    stem = grid.stem(place)
    style = "cursor" if chosen else "rule"
    called = field(label(source, stem - 5), stem - 5, "selected" if chosen else "source")
    fill = glyphs.rule * (stem - cells.cells(called.text) - 2)
    line = [Span(" "), called, Span(" "), Span(fill, style), Span(glyphs.corner, style)]
    for other in range(place + 1, grid.places().stop):
        line += [Span(" " * (grid.cell - 1)), Span(glyphs.bar, "cursor" if other == grid.chosen else "rule")]
    return tuple(line)


def label(source: Source, width: int) -> str:
    """A source for the reader to know it by: publisher and title, and when it was published where that has room too."""
    title = name(source.title)
    title = title[1:-1] if title.startswith("[") and title.endswith("]") else title
    publisher = name(source.publisher or "")
    called = title if not publisher or title.startswith(publisher) else f"{publisher}: {title}"
    if called != title and cells.cells(called) > width:  # the title tells one document of a publisher from another
        called = f"{cells.cut(publisher, max(width // 3, 8))}: {title}"
    dated = f"{called}, {source.published.display}" if source.published is not None else called
    return dated if cells.cells(dated) <= width else called


def _rule(grid: Grid, glyphs: Glyphs) -> Iterator[Span]:
    before, after = grid.first - 1, grid.sources - grid.first + 1 - grid.columns
    more = (f"{glyphs.until} {before:,} more" if before else "", f"{after:,} more {glyphs.since}" if after > 0 else "")
    hidden = "  ".join(filter(None, more))
    hidden = cells.cut(f" {hidden} ", grid.left) if hidden else ""
    yield Span(hidden, "dim")
    at = cells.cells(hidden)
    for place in grid.places():
        yield Span(glyphs.rule * (grid.stem(place) - at), "rule")
        chosen = place == grid.chosen
        yield Span(glyphs.pointer if chosen else glyphs.tick_up, "cursor" if chosen else "rule")
        at = grid.stem(place) + 1
    yield Span(glyphs.rule * max(grid.left + len(grid.places()) * grid.cell - at, 0), "rule")
