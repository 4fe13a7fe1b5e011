"""Blocks of text side by side where there is room, and below each other where there is not."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, fit
from tui.render.panes import WIDE
from tui.render.rows import cursor

NARROWEST = 36
"""Cells that a column has at the least, where several stand side by side."""
Flow = Callable[[int], Sequence[Line]]
"""Makes lines for a width in cells."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is laid out: lines above, blocks that one can choose between, and lines below."""

    above: Flow
    blocks: Sequence[Flow]
    below: Flow = lambda width: ()


@dataclass(frozen=True, slots=True)
class _Band:
    """Blocks that stand side by side."""

    first: int
    """The index of its first line."""
    blocks: tuple[int, ...]


class Laid:
    """Blocks laid out for a width; each block has a cell before it for the cursor."""

    def __init__(self, shown: Blocks, width: int) -> None:
        self._width = width
        self._above, self._below = list(shown.above(max(width - 2, 10))), list(shown.below(max(width - 2, 10)))
        most = max(width // (NARROWEST + 2), 1) if width >= WIDE else 1
        self._columns = min(most, max(len(shown.blocks), 1))
        self._blocks = [list(block(max(self.column - 3, 8))) for block in shown.blocks]
        self._bands: list[_Band] = []
        first = len(self._above)
        for at in range(0, len(self._blocks), self._columns):
            band = _Band(first, tuple(range(at, min(at + self._columns, len(self._blocks)))))
            self._bands.append(band)
            first += max(len(self._blocks[index]) for index in band.blocks) + 1
        self._ends = first

    @property
    def column(self) -> int:
        """The cells of a column."""
        return self._width // self._columns

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self._blocks)

    @property
    def height(self) -> int:
        """How many lines there are."""
        return self._ends + len(self._below)

    def span(self, block: int) -> tuple[int, int]:
        """The index of a block's first line and of its last one."""
        first = self._bands[block // self._columns].first
        return first, first + max(len(self._blocks[block]) - 1, 0)

    def line(self, index: int, chosen: int, focused: bool, glyphs: Glyphs) -> Line:
        """A line, with the cursor before the chosen block."""
        if index < len(self._above):
            return (Span(" "), *self._above[index])
        if index >= self._ends:
            at = index - self._ends
            return (Span(" "), *self._below[at]) if at < len(self._below) else BLANK
        band = self._bands[bisect_right(self._bands, index, key=lambda band: band.first) - 1]
        line: list[Span] = []
        for block in band.blocks:
            lines, at = self._blocks[block], index - band.first
            marker = cursor(block == chosen and at < len(lines), focused, glyphs)
            text = lines[at] if at < len(lines) else BLANK
            line += (marker, Span(" "), *fit(text, self.column - 2))
        return tuple(line)
