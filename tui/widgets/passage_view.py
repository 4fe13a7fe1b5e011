"""A source's text with its passages lit, drawn from wherever one is: only what is in view is ever wrapped."""

from functools import lru_cache

from store.records import SourcePage
from tui.render import source
from tui.render.lines import BLANK, Line
from tui.widgets.line_widget import MovingWidget


class PassageView(MovingWidget):
    """The head of a source and its text. The view begins at a line of a block, never at a count of all lines."""

    DEFAULT_CSS = "PassageView { width: 1fr; height: 1fr; }"

    page: SourcePage | None = None
    passage: int | None = None
    """The id of the passage that is lit most."""
    _said: tuple[Line, ...] = ()
    _blocks: list[source.Block]
    _light = source.Lit(None, ())
    _top = (0, 0)
    """The block and the line in it with which the view begins; block 0 is the head."""

    def show(self, page: SourcePage, passage: int | None) -> None:
        """Shows a source, at one of its passages."""
        if page is not self.page:
            self.page, self._blocks, self._top = page, source.blocks(page), (0, 0)
            self._flow()
        self.light(passage)

    def say(self, *lines: Line) -> None:
        """Shows lines instead of a source."""
        self.page, self._said, self._top = None, lines, (0, 0)
        self.refresh()

    def light(self, passage: int | None) -> None:
        """Lights a passage and brings it into view."""
        assert self.page is not None
        self.passage = passage
        self._light = source.lit(self.page.passages, passage)
        if self._light.current is not None:
            self._reveal(self._light.current[0])
        self.refresh()

    def _flow(self) -> None:
        """Prepares for the width: what was wrapped before is forgotten."""
        page, blocks, width = self.page, self._blocks, self.size.width
        assert page is not None
        self._head = source.head(page.source, width, self.glyphs)

        @lru_cache(256)
        def flowed(number: int) -> source.Flowed:
            return source.flowed(page.text, blocks[number - 1], width)

        self._flowed = flowed

    def _height(self, number: int) -> int:
        """The lines of a block, with the empty one after a paragraph's last."""
        if number == 0:
            return len(self._head)
        last = number == len(self._blocks) or self._blocks[number].paragraph is not None
        return len(self._flowed(number).lines) + last

    def _reveal(self, position: int) -> None:
        number = source.block_of(self._blocks, position) + 1
        index = sum(1 for _, end in self._flowed(number).lines if end <= position)
        self._top = self._moved((number, index), -max(self.size.height // 3, 1))

    def _moved(self, place: tuple[int, int], lines: int) -> tuple[int, int]:
        """The place so many lines away, or the nearest that there is."""
        number, index = place[0], place[1] + lines
        while index < 0 and number > 0:
            number -= 1
            index += self._height(number)
        while number < len(self._blocks) and index >= self._height(number):
            index -= self._height(number)
            number += 1
        return number, min(max(index, 0), max(self._height(number) - 1, 0))

    def _bottom(self) -> tuple[int, int]:
        """The place with which the view begins when the last line is in it."""
        last = len(self._blocks)
        return self._moved((last, self._height(last) - 1), 1 - self.size.height)

    def line(self, y: int) -> Line:
        """The line at `y`."""
        if self.page is None:
            return self._said[y] if y < len(self._said) else BLANK
        number, index = self._top[0], self._top[1] + y
        while number <= len(self._blocks) and index >= self._height(number):
            index -= self._height(number)
            number += 1
        if number > len(self._blocks):
            return BLANK
        if number == 0:
            return self._head[index]
        lines = self._flowed(number).lines
        if index >= len(lines):
            return BLANK
        return source.text_line(self._blocks[number - 1], self._flowed(number), index, self._light, self.glyphs)

    def move(self, lines: int) -> None:
        """Moves the view by so many lines."""
        if self.page is not None:
            self._top = (
                min(self._moved(self._top, lines), self._bottom()) if lines > 0 else self._moved(self._top, lines)
            )
            self.refresh()

    def move_to_edge(self, direction: int) -> None:
        """To the head of the source, or to its end."""
        if self.page is not None:
            self._top = (0, 0) if direction < 0 else self._bottom()
            self.refresh()

    def resized(self) -> None:
        """Flows the text anew, and begins where it began."""
        if self.page is None:
            return
        number, index = self._top
        start = self._flowed(number).lines[index][0] if number and index < len(self._flowed(number).lines) else None
        self._flow()
        if start is not None:
            number = source.block_of(self._blocks, start) + 1
            self._top = (number, sum(1 for _, end in self._flowed(number).lines if end <= start))
        self._top = self._moved(self._top, 0)
