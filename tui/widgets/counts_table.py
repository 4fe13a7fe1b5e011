"""The values of a facet with their counts, and beside them the facets that there are."""

from tui.render import counting
from tui.render.counting import Table
from tui.render.lines import BLANK, Line, Span, fit
from tui.widgets.line_widget import MovingWidget


class CountsTable(MovingWidget):
    """A facet's values; the cursor goes over the values."""

    DEFAULT_CSS = "CountsTable { width: 1fr; height: 1fr; }"
    facet = 0
    """The index of the facet that is shown."""
    cursor = 0
    """The index of the value under the cursor."""
    table: Table | None = None
    """None while it is counted."""
    _said = ""
    _top = 0

    def show(self, facet: int, table: Table, cursor: int, above: int = 0) -> None:
        """Shows the values of a facet, with the cursor on one of them, and so many above it."""
        self.facet, self.table, self._said = facet, table, ""
        self.cursor = min(cursor, max(table.size - 1, 0))
        self._top = max(self.cursor - above, 0)
        self.fit_anew()

    @property
    def above(self) -> int:
        """How many values are in view above the cursor."""
        return max(self.cursor - self._top, 0)

    def say(self, facet: int, sentence: str) -> None:
        """Says something instead of values."""
        self.facet, self.table, self._said, self._top = facet, None, sentence, 0
        self.refresh()

    @property
    def _beside(self) -> bool:
        return self.size.width >= counting.TWO_COLUMNS

    @property
    def _room(self) -> int:
        return max(self.size.height - (0 if self._beside else 1), 1)

    def line(self, y: int) -> Line:
        """The line at `y`."""
        width = self.size.width
        if self._beside:
            left = counting.facet_line(y, self.facet, self.glyphs)
            return (*left, *self._value(y, width - counting.NAMES))
        return counting.around(self.facet) if y == 0 else self._value(y - 1, width)

    def _value(self, y: int, width: int) -> Line:
        if self.table is None:
            return fit((Span(f"  {self._said}", "dim"),), width) if y == 0 else BLANK
        index = self._top + y
        return self.table.line(index, width, self.glyphs, chosen=index == self.cursor, focused=self.has_focus)

    def move(self, lines: int) -> None:
        """Moves the cursor."""
        if self.table is not None:
            self.cursor = min(max(self.cursor + lines, 0), max(self.table.size - 1, 0))
            self.fit_anew()

    def move_to_edge(self, direction: int) -> None:
        """To the first or the last value."""
        if self.table is not None:
            self.move(direction * self.table.size)

    def resized(self) -> None:
        """Keeps the cursor in view, and with the last value what is said below it."""
        if self.table is not None and self.size.height:
            more = 1 if self.table.counts.more and self.cursor == self.table.size - 1 else 0
            self._top = max(min(self._top, self.cursor), self.cursor + more - self._room + 1)
        self.refresh()
