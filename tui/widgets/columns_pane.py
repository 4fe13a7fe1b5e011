"""Blocks of text to choose between, side by side or below each other; the view follows the one that is chosen."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from tui.render.columns import Blocks, Laid
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, told
from tui.widgets.line_widget import MovingWidget

_NOTHING = Blocks(lambda width: (), ())


class ColumnsPane(MovingWidget):
    """Shows blocks, or only lines where there are none."""

    DEFAULT_CSS = "ColumnsPane { width: 1fr; height: 1fr; }"

    @dataclass
    class Moved(Message):
        """The cursor stands on another block."""

        block: int

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(glyphs, id=id)
        self.chosen = 0
        """The index of the block under the cursor."""
        self._shown = _NOTHING
        self._laid = Laid(_NOTHING, 10)
        self._top = 0
        self._wanted: int | None = None
        """Lines that are to be above the chosen block, once it is known how many there are."""

    def show(self, shown: Blocks, chosen: int = 0, *, top: bool = True) -> None:
        """Shows blocks, from the `top`, or where the view was."""
        self._shown, self.chosen = shown, chosen
        if top:
            self._top = 0
        self.fit_anew()
        self.refresh()

    @property
    def above(self) -> int:
        """How many lines are above the chosen block; fewer than none where it begins out of view."""
        if self._wanted is not None:
            return self._wanted
        return self._laid.span(self.chosen)[0] - self._top if self._laid.count else 0

    def put(self, block: int, above: int) -> None:
        """Chooses a block, with so many lines above it as far as there are."""
        self.chosen = min(max(block, 0), max(self._laid.count - 1, 0))
        if not self.size.height:
            self._wanted = above
        elif self._laid.count:
            self._top = max(min(self._laid.span(self.chosen)[0] - above, self._last_top), 0)
        self.refresh()

    def say(self, title: str, sentence: str) -> None:
        """Says something instead."""
        self.show(Blocks(lambda width: told(title, sentence, width), ()))

    def resized(self) -> None:
        """Flows everything anew, and keeps the chosen block in view."""
        self._laid = Laid(self._shown, max(self.size.width, 10))
        self.chosen = min(self.chosen, max(self._laid.count - 1, 0))
        self._top = min(self._top, self._last_top)
        if self.chosen:
            self._reveal()
        if self.size.height and (above := self._wanted) is not None:
            self._wanted = None
            self.put(self.chosen, above)

    @property
    def _last_top(self) -> int:
        return max(self._laid.height - self.size.height, 0)

    def line(self, y: int) -> Line:
        """The line at `y`."""
        if self._top + y >= self._laid.height:
            return BLANK
        return self._laid.line(self._top + y, self.chosen if self._laid.count > 1 else -1, self.has_focus, self.glyphs)

    def move(self, lines: int) -> None:
        """A single step goes to the next block if that begins in view; else the view moves, and the cursor along."""
        target = self.chosen + (1 if lines > 0 else -1)
        before = self.chosen
        if abs(lines) == 1 and 0 <= target < self._laid.count and self._begins_in_view(target, lines):
            self.chosen = target
            self._reveal()
        else:
            self._top = min(max(self._top + lines, 0), self._last_top)
            self._bring_cursor(lines)
        self._tell(before)

    def _begins_in_view(self, block: int, direction: int) -> bool:
        first, _ = self._laid.span(block)
        return self._top - (1 if direction < 0 else 0) <= first < self._top + self.size.height

    def _bring_cursor(self, direction: int) -> None:
        bottom = self._top + self.size.height
        spans = ((block, *self._laid.span(block)) for block in range(self._laid.count))
        seen = [block for block, first, last in spans if first < bottom and self._top <= last]
        if seen and self.chosen not in seen:
            self.chosen = seen[0] if direction > 0 else seen[-1]

    def move_to_edge(self, direction: int) -> None:
        """To the first or the last block."""
        before = self.chosen
        self.chosen = 0 if direction < 0 else max(self._laid.count - 1, 0)
        self._top = 0 if direction < 0 else self._last_top
        self._tell(before)

    def _tell(self, before: int) -> None:
        self.refresh()
        if self.chosen != before:
            self.post_message(self.Moved(self.chosen))

    def _reveal(self) -> None:
        """Brings the chosen block into view; of one that is taller than the view, its beginning."""
        first, last = self._laid.span(self.chosen)
        self._top = min(max(self._top, last - self.size.height + 1), first, self._last_top)

    def on_click(self, click: events.Click) -> None:
        """A click brings the keys here."""
        self.focus()
