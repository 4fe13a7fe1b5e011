"""A source's text at one size, seen from any place in it: only what is in view is ever flowed.

A place is a block and a line in it; block 0 is the head of the source. Places are never counted from the start of the
text, so that a page costs the same anywhere in a text of any length.
"""

from collections.abc import Sequence
from functools import lru_cache

from store.records import SourcePage
from tui.render import source
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line
from tui.render.reading import Reading

Place = tuple[int, int]
HEAD = -1
"""The position that stands for the head of the source."""


class TextView:
    """The head and the text of a source for a width and a height in cells."""

    def __init__(
        self,
        page: SourcePage,
        said: Reading,
        blocks: Sequence[source.Block],
        width: int,
        height: int,
        glyphs: Glyphs,
    ) -> None:
        self.height = height
        self._blocks = blocks
        self._glyphs = glyphs
        self._head = source.head(page.source, said, width, glyphs)

        @lru_cache(256)
        def flowed(number: int) -> source.Flowed:
            return source.flowed(page.text, blocks[number - 1], width)

        self._flowed = flowed

    def _lines(self, number: int) -> int:
        """The lines of a block, with the empty one after a paragraph's last."""
        if number == 0:
            return len(self._head)
        ends_paragraph = number == len(self._blocks) or self._blocks[number].paragraph is not None
        return len(self._flowed(number).lines) + ends_paragraph

    def moved(self, place: Place, lines: int) -> Place:
        """The place so many lines away, or the nearest that there is."""
        number, index = place[0], place[1] + lines
        while index < 0 and number > 0:
            number -= 1
            index += self._lines(number)
        while number < len(self._blocks) and index >= self._lines(number):
            index -= self._lines(number)
            number += 1
        return number, min(max(index, 0), max(self._lines(number) - 1, 0))

    def bottom(self) -> Place:
        """The place with which the view begins when the last line is in it."""
        last = len(self._blocks)
        return self.moved((last, self._lines(last) - 1), 1 - self.height)

    def place_of(self, position: int) -> Place:
        """The line in which a position of the text stands."""
        if position == HEAD or not self._blocks:
            return (0, 0)
        number = source.block_of(self._blocks, position) + 1
        lines = self._flowed(number).lines
        return number, min(sum(1 for _, end in lines if end <= position), len(lines) - 1)

    def revealing(self, position: int) -> Place:
        """The place with which the view begins so that a position is well in it: from the head, or a third down."""
        place = self.place_of(position)
        if place <= self.moved((0, 0), self.height // 2):
            return (0, 0)
        return min(self.moved(place, -max(self.height // 3, 1)), self.bottom())

    def position_of(self, place: Place) -> int:
        """The position of the text that a line begins with; the head's for its lines."""
        number, index = place
        if number == 0:
            return HEAD
        lines = self._flowed(number).lines
        return lines[min(index, len(lines) - 1)][0]

    def line(self, top: Place, y: int, light: source.Lit) -> Line:
        """The line at `y` of the view that begins with `top`."""
        number, index = top[0], top[1] + y
        while number <= len(self._blocks) and index >= self._lines(number):
            index -= self._lines(number)
            number += 1
        if number > len(self._blocks):
            return BLANK
        if number == 0:
            return self._head[index]
        piece = self._flowed(number)
        if index >= len(piece.lines):
            return BLANK
        return source.text_line(self._blocks[number - 1], piece, index, light, self._glyphs)
