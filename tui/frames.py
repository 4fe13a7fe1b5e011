"""Frames, sent as the difference from the frame before: few bytes, over a slow line above all.

Textual hands over every frame as text with absolute cursor moves and a full set of attributes for each run.
A `Shadow` keeps what the terminal shows, cell by cell, applies the frame to it and returns only what changed:
changed cells, a scroll where rows moved, an erasure where a line ends in blanks. Pure: text in, text out.

What it does not understand it does not touch: `frame` returns None, the caller sends the frame as it is, and
the shadow is lost until a frame covers the whole screen. A cluster of several code points is as wide as
`tui.cells` says only in some terminals, so the cell after one is always reached by an absolute move.
"""

import re
from itertools import groupby
from typing import NamedTuple

from tui.pen import BLANK, NO_LINK, PLAIN, Cell, Pen, Row, cells_of, style_of

_TOKEN = re.compile(
    r"\x1b\[(?P<row>[1-9]\d{0,4});(?P<column>[1-9]\d{0,4})H"
    r"|\x1b\[(?P<sgr>[\d;]*)m"
    r"|(?P<link>\x1b\]8;[^\x00-\x1f\x7f-\x9f]*\x1b\\)"
    r"|(?P<feed>\n)"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)
_FRAME = re.compile(r"\x1b\[\d+;\d+H")
_CLEAR = "\x1b[m\x1b[H\x1b[2J"
_GAP = 4  # so many unchanged cells are cheaper to send again than to jump over
_WORTH_ERASING = 4
_WORTH_SCROLLING = 3


class Drawn(NamedTuple):
    """A frame on top of what was there: its rows, where it leaves the cursor, how much of each row it wrote."""

    rows: dict[int, Row]
    cursor: tuple[int, int] | None
    written: dict[int, int]


class Shadow:
    """What the terminal shows, and how to bring it to the next frame.

    `line_feeds` says that the terminal's driver passes "\\n" on as it is, without a carriage return.
    """

    def __init__(self, width: int = 0, height: int = 0, line_feeds: bool = False) -> None:
        self.line_feeds = line_feeds
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Begins anew for a terminal of this size that may show anything."""
        self.width, self.height = width, height
        self.rows: list[Row] = [[BLANK] * width for _ in range(height)]
        self.cursor: tuple[int, int] | None = None  # where it is, if that is certain
        self._resting = (0, 0)  # where the last frame left it
        self._known = False  # do the rows hold what the screen should show?
        self._shown = False  # and does it show that?

    def invalidate(self) -> None:
        """The terminal may show something else: the next frame, or `repaint`, sends everything."""
        self._shown = False
        self.cursor = None

    def lose(self) -> None:
        """Something was sent that the shadow knows nothing of."""
        self._known = False
        self.invalidate()

    def assume(self, frame: str) -> bool:
        """Takes a frame that is on a blank screen already; False if it is not understood."""
        self.resize(self.width, self.height)
        drawn = self._draw(frame)
        if drawn is None:
            return False
        for y, row in drawn.rows.items():
            self.rows[y] = row
        self._resting = drawn.cursor or (0, 0)
        self._known = self._shown = True
        return True

    def repaint(self) -> str | None:
        """Everything that the screen should show, or None if that is not known."""
        if not self._known:
            return None
        self.invalidate()
        return self._difference({}, self._resting)

    def frame(self, data: str) -> str | None:
        """What to send for a frame, or None if it has to go out as it is."""
        drawn = self._draw(data) if _FRAME.match(data) else None
        if drawn and not self._known:
            self._known = len(drawn.written) == self.height and min(drawn.written.values()) >= self.width
        if drawn is None or not self._known:
            self.lose()
            return None
        self._resting = drawn.cursor or self._resting
        return self._difference(drawn.rows, drawn.cursor)

    def _draw(self, data: str) -> Drawn | None:
        new: dict[int, Row] = {}
        written: dict[int, int] = {}
        y = x = position = 0
        style, link = PLAIN, ""
        cursor: tuple[int, int] | None = None
        for token in _TOKEN.finditer(data):
            if token.start() != position:
                return None
            position = token.end()
            kind = token.lastgroup
            if kind == "text":
                if y >= self.height:
                    return None
                row = new.get(y) or new.setdefault(y, self.rows[y][:])
                marks, cells = cells_of(token["text"], style)
                if marks and 0 < x <= self.width:
                    _join(row, x, marks)
                _overwrite(row, x, cells)
                x += len(cells)
                written[y] = written.get(y, 0) + len(cells)
                cursor = None
            elif kind == "sgr":
                dressed = style_of(token["sgr"])
                if dressed is None:
                    return None
                style = dressed._replace(link=link) if link else dressed
            elif kind == "feed":
                y, x = y + 1, 0
            elif kind == "link":
                link = "" if token["link"] == NO_LINK else token["link"]
                style = style._replace(link=link)
            else:
                cursor = y, x = int(token["row"]) - 1, int(token["column"]) - 1
        return Drawn(new, cursor, written) if position == len(data) else None

    def _difference(self, new: dict[int, Row], cursor: tuple[int, int] | None) -> str:
        pen = Pen(self.cursor, self.line_feeds)
        if not self._shown:
            new = {y: new.get(y, row) for y, row in enumerate(self.rows)}
            self.rows = [[BLANK] * self.width for _ in range(self.height)]
            pen.send(_CLEAR)
            self._shown = True
        changed = sorted(y for y, row in new.items() if row != self.rows[y])
        if len(changed) >= _WORTH_SCROLLING:
            changed = self._scroll(new, changed, pen)
        for y in changed:
            _send_row(pen, y, new[y], self.rows[y])
            self.rows[y] = new[y]
        pen.dress(PLAIN)
        if cursor is not None:
            pen.move(*cursor)
        self.cursor = pen.at
        return pen.text()

    def _scroll(self, new: dict[int, Row], changed: list[int], pen: Pen) -> list[int]:
        """Where rows have only moved, has the terminal move them; returns the rows that are left to send."""
        shift = self._likely_shift(new, changed)
        moved = self._moved(new, shift) if shift else range(0)
        if not moved:
            return changed
        top, bottom = min(moved[0], moved[0] - shift), max(moved[-1], moved[-1] - shift)
        saved = sum(new[y] != self.rows[y] for y in moved)
        spoilt = sum(y not in moved and new.get(y, self.rows[y]) == self.rows[y] for y in range(top, bottom + 1))
        if saved - spoilt < _WORTH_SCROLLING:
            return changed
        for y in range(top, bottom + 1):
            new.setdefault(y, self.rows[y])
        edge, step = (bottom, "\n") if shift < 0 else (top, "\x1bM")
        margins = f"\x1b[{top + 1};{bottom + 1}r"
        pen.send(f"{margins}\x1b[{edge + 1}H{step * abs(shift)}\x1b[r")
        blank = [[BLANK] * self.width for _ in range(abs(shift))]
        rows = self.rows
        if shift < 0:
            rows[top : bottom + 1] = rows[top - shift : bottom + 1] + blank
        else:
            rows[top : bottom + 1] = blank + rows[top : bottom + 1 - shift]
        return sorted(y for y, row in new.items() if row != rows[y])

    def _likely_shift(self, new: dict[int, Row], changed: list[int]) -> int:
        """By how many rows most of the changed rows seem to have moved; rows alike say nothing."""
        where: dict[str, list[int]] = {}
        for y in range(min(new), max(new) + 1):
            where.setdefault(_text(self.rows[y]), []).append(y)
        votes: dict[int, int] = {}
        for y in changed:
            before = where.get(_text(new[y]), [])
            if len(before) == 1:
                votes[y - before[0]] = votes.get(y - before[0], 0) + 1
        return max(votes, key=lambda shift: votes[shift], default=0)

    def _moved(self, new: dict[int, Row], shift: int) -> range:
        """The longest stretch of rows that are what was so many rows away."""
        low, high = min(new), max(new)

        def same(y: int) -> bool:
            return y in new and low <= y - shift <= high and new[y] == self.rows[y - shift]

        stretches = [list(rows) for moved, rows in groupby(range(low, high + 1), same) if moved]
        longest = max(stretches, key=len, default=[])
        return range(longest[0], longest[-1] + 1) if longest else range(0)


def _text(row: Row) -> str:
    return "".join([cell[0] for cell in row])


def _join(row: Row, x: int, marks: str) -> None:
    """Marks at the start of a run, because the style changes within a cluster, belong to the glyph before."""
    x -= 1 if row[x - 1][0] else 2
    row[x] = (row[x][0] + marks, row[x][1])


def _overwrite(row: Row, x: int, cells: tuple[Cell, ...]) -> None:
    """Puts cells into a row; a wide glyph that loses one half is blank, and none stands across the edge."""
    end = min(x + len(cells), len(row))
    if x >= end:
        return
    if x and not row[x][0]:
        row[x - 1] = (" ", row[x - 1][1])
    if end < len(row) and not row[end][0]:
        row[end] = (" ", row[end][1])
    row[x:end] = cells[: end - x]
    if x + len(cells) > end and not cells[end - x][0]:
        row[end - 1] = (" ", row[end - 1][1])


def _send_row(pen: Pen, y: int, row: Row, old: Row) -> None:
    """Sends the cells in which a row differs from what is there."""
    stop = len(row)
    while row[stop - 1] == old[stop - 1]:
        stop -= 1
    blank_from = len(row)
    while blank_from and row[blank_from - 1] == BLANK:
        blank_from -= 1
    erase = stop - blank_from > _WORTH_ERASING
    stop = blank_from if erase else stop
    x = 0
    while x < stop:
        if row[x] == old[x]:
            x += 1
            continue
        end = _span_end(row, old, x, stop)
        if not row[x][0]:  # half a glyph cannot be sent
            x -= 1
        if end < len(row) and not row[end][0]:
            end += 1
        pen.write(y, x, row[x:end])
        x = end
    if erase:
        pen.erase_from(y, blank_from)


def _span_end(row: Row, old: Row, x: int, stop: int) -> int:
    """Where changed cells end; a few unchanged ones in between are sent along."""
    last = x
    for at in range(x + 1, stop):
        if row[at] != old[at]:
            last = at
        elif at - last > _GAP or row[at][1] != row[last][1] or len(row[at][0]) > 1:
            break
    return last + 1
