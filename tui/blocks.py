"""A page that is a column of blocks: fixed lines, and lists of which only what is on the screen is ever read.

What the cursor can stand on are stops: single lines of a fixed block, whole items of a list. They are numbered from 0
down the page, so that a stop keeps its number when the lines are flowed anew for another width.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual.message import Message

from tui.render.lines import BLANK, Line
from tui.subject import NOTHING, Subject


@dataclass(frozen=True, slots=True)
class Target:
    """What a stop leads to."""

    subject: Subject
    opens: Callable[[object], Message]
    """Makes, for the screen that asks, the message that opens it."""


class Block(ABC):
    """Lines that follow each other, some of which lead on."""

    part = ""
    """The part of the page that it begins; empty where it belongs to the one before."""
    lines: int
    stops: int

    @abstractmethod
    def line(self, index: int) -> tuple[Line, int | None]:
        """A line, and the stop of this block that it belongs to. Raises QueryError."""

    @abstractmethod
    def place(self, stop: int) -> tuple[int, int]:
        """The first and the last line of a stop."""

    @abstractmethod
    def target(self, stop: int) -> Target:
        """What a stop leads to. Raises QueryError."""


class Fixed(Block):
    """Lines that are there already; some lead on."""

    def __init__(self, lines: Sequence[tuple[Line, Target | None]], part: str = "") -> None:
        self.part = part
        self._lines = lines
        self._targets = [index for index, (_, target) in enumerate(lines) if target is not None]
        self.lines, self.stops = len(lines), len(self._targets)

    def line(self, index: int) -> tuple[Line, int | None]:
        line, target = self._lines[index]
        return line, None if target is None else self._targets.index(index)

    def place(self, stop: int) -> tuple[int, int]:
        return self._targets[stop], self._targets[stop]

    def target(self, stop: int) -> Target:
        target = self._lines[self._targets[stop]][1]
        assert target is not None
        return target


class Listed(Block):
    """Items of so many lines each, drawn when they are seen."""

    def __init__(
        self, count: int, height: int, draw: Callable[[int], Sequence[Line]], target: Callable[[int], Target]
    ) -> None:
        """`draw` and `target` are asked for items by their place, from 1."""
        self._height, self._draw, self._target = height, draw, target
        self.lines, self.stops = count * height, count

    def line(self, index: int) -> tuple[Line, int | None]:
        item, row = divmod(index, self._height)
        lines = self._draw(item + 1)
        return (lines[row] if row < len(lines) else BLANK), item

    def place(self, stop: int) -> tuple[int, int]:
        return stop * self._height, (stop + 1) * self._height - 1

    def target(self, stop: int) -> Target:
        return self._target(stop + 1)


class Column:
    """Blocks, one below the other."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = [block for block in blocks if block.lines]
        self._tops = [0, *accumulate(block.lines for block in self._blocks)]
        self._firsts = [0, *accumulate(block.stops for block in self._blocks)]

    @property
    def height(self) -> int:
        """All lines."""
        return self._tops[-1]

    @property
    def stops(self) -> int:
        """How many stops there are."""
        return self._firsts[-1]

    def line(self, index: int) -> tuple[Line, int | None]:
        """A line, and the stop that it belongs to. Raises QueryError."""
        if not 0 <= index < self.height:
            return BLANK, None
        at = bisect_right(self._tops, index) - 1
        line, stop = self._blocks[at].line(index - self._tops[at])
        return line, None if stop is None else self._firsts[at] + stop

    def place(self, stop: int) -> tuple[int, int]:
        """The first and the last line of a stop."""
        at = self._block_of(stop)
        first, last = self._blocks[at].place(stop - self._firsts[at])
        return self._tops[at] + first, self._tops[at] + last

    def target(self, stop: int) -> Target:
        """What a stop leads to. Raises QueryError."""
        if not 0 <= stop < self.stops:
            return Target(NOTHING, lambda origin: Message())
        at = self._block_of(stop)
        return self._blocks[at].target(stop - self._firsts[at])

    def next_part(self, stop: int) -> int:
        """The first stop of the part after the one that a stop is in; of the first part after the last."""
        here = self._block_of(stop) if self.stops else 0
        parts = [at for at, block in enumerate(self._blocks) if block.part]
        for at in (*(at for at in parts if at > here), *parts):
            if self._firsts[at] < self.stops:
                return self._firsts[at]
        return stop

    def listed(self, stop: int) -> tuple[str, int, int]:
        """The part whose list a stop is in, its place there, from 1, and how many there are; `""` of any other stop."""
        at = self._block_of(stop)
        if not isinstance(self._blocks[at], Listed) or not at:
            return "", 0, 0
        return self._blocks[at - 1].part, stop - self._firsts[at] + 1, self._blocks[at].stops

    def heading(self, stop: int) -> int:
        """The line from which on a stop is best seen: the heading above it, if it is the first one below it."""
        first, _ = self.place(stop)
        at = self._block_of(stop)
        if stop == 0:
            return 0
        own = stop == self._firsts[at] and at > 0 and not self._blocks[at - 1].stops
        return first - self._blocks[at - 1].lines if own else first

    def _block_of(self, stop: int) -> int:
        return max(bisect_right(self._firsts, stop) - 1, 0)
