"""Events × sources: a cursor that goes by row and by column; what is out of view is not asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.message import Message

from store.errors import QueryError
from store.matrix import Cell
from store.records import EventRow, Source
from tui import keys, paint
from tui.render import grid, matrix
from tui.render.glyphs import Glyphs
from tui.render.grid import Grid
from tui.render.lines import Line, Span
from tui.widgets.paged_list import PagedList


@dataclass(frozen=True, slots=True)
class Crossed:
    """What the matrix shows: where it gets rows, columns and cells from, as far as they are in view."""

    rows: int
    sources: int
    row: Callable[[int], EventRow]
    source: Callable[[int], Source]
    cells: Callable[[int, Grid], Mapping[int, Cell]]
    """The cells of the row at a place, by the places of the columns in view."""
    dates: bool = False


class MatrixView(PagedList):
    """The matrix."""

    BINDINGS: ClassVar = paint.bindings(keys.MATRIX)

    @dataclass
    class Moved(Message):
        """The cursor stands on another column."""

        column: int

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(glyphs, id=id)
        self.grid = Grid()
        self._crossed: Crossed | None = None

    def cross(self, crossed: Crossed, place: int, column: int, above: int | None = None) -> None:
        """Shows events and sources, with the cursor on a row, with so many above it, and on a column."""
        self._crossed = crossed
        self.grid = replace(self._sized(Grid()), sources=crossed.sources, dates=crossed.dates).at(column)
        self._draw_head()
        self.show(crossed.rows, self._row, place, above)

    def _sized(self, of: Grid) -> Grid:
        return replace(of, width=max(self.size.width, 20), height=self.size.height)

    def _row(self, place: int, width: int, marker: Span, first: bool) -> list[Line]:
        assert self._crossed is not None
        found = self._crossed.cells(place, self.grid)
        chosen = place == self.cursor
        return [matrix.row(self._crossed.row(place), self.grid, found, marker, self.glyphs, chosen=chosen)]

    def _draw_head(self) -> None:
        crossed = self._crossed
        if crossed is None:
            return
        try:
            self.head = grid.head(self.grid, crossed.source, self.glyphs)
        except QueryError as error:
            self._fail(error)

    @property
    def chosen(self) -> tuple[EventRow, Source, Cell | None] | None:
        """The event, the source and the cell under the cursor. Raises QueryError."""
        if self._crossed is None or not self.cursor or not self._crossed.sources:
            return None
        found = self._crossed.cells(self.cursor, self.grid).get(self.grid.chosen)
        return self._crossed.row(self.cursor), self._crossed.source(self.grid.chosen), found

    def resized(self) -> None:
        """As many columns as fit now, the chosen one among them."""
        self.grid = self._sized(self.grid).at(self.grid.chosen)
        self._draw_head()
        super().resized()

    def to_column(self, place: int) -> None:
        """Puts the cursor on a column, or on the nearest that there is."""
        moved = self.grid.at(place)
        if moved != self.grid:
            self.grid = moved
            self._draw_head()
            self.redraw()
            self.post_message(self.Moved(moved.chosen))

    def action_column_right(self) -> None:
        self.to_column(self.grid.chosen + 1)

    def action_column_left(self) -> None:
        self.to_column(self.grid.chosen - 1)

    def action_columns_right(self) -> None:
        self.to_column(self.grid.chosen + self.grid.columns)

    def action_columns_left(self) -> None:
        self.to_column(self.grid.chosen - self.grid.columns)

    def action_read(self) -> None:
        if self.cursor:
            self.post_message(self.Chosen(self.cursor))
