"""Writing cells to a terminal with few bytes: styles, the difference between two, and the way to a cell.

Pure: it returns text. `tui.frames` decides what to write; this decides how.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tui.cells import clusters

NO_LINK = "\x1b]8;;\x1b\\"
_OFF = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "53": "55",
}
"""What takes each attribute away again."""
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))


class Style(NamedTuple):
    """Attributes as SGR parameters, and the link as the sequence that opens it."""

    foreground: str = ""
    background: str = ""
    flags: frozenset[str] = frozenset()
    link: str = ""


PLAIN = Style()
Cell = tuple[str, Style]
"""What is in a cell; the second half of a wide glyph has no text."""
Row = list[Cell]
BLANK: Cell = (" ", PLAIN)


@lru_cache(512)
def style_of(parameters: str) -> Style | None:
    """The style that SGR parameters give to text that had none, or None if they are not known here."""
    foreground = background = ""
    flags: set[str] = set()
    codes = iter(parameters.split(";"))
    for code in codes:
        if code in ("", "0"):
            foreground = background = ""
            flags.clear()
        elif code in ("38", "48"):
            kind = next(codes, "")
            colour = ";".join((code, kind, *(next(codes, "") for _ in range(3 if kind == "2" else 1))))
            foreground, background = (colour, background) if code == "38" else (foreground, colour)
        elif re.fullmatch("3[0-79]|9[0-7]", code):
            foreground = "" if code == "39" else code
        elif re.fullmatch("4[0-79]|10[0-7]", code):
            background = "" if code == "49" else code
        elif code in _OFF:
            flags.add(code)
        else:
            return None
    return Style(foreground, background, frozenset(flags))


@lru_cache(1024)
def change(before: Style, after: Style) -> str:
    """The shortest way from one style to another."""
    link = (after.link or NO_LINK) if before.link != after.link else ""
    if before[:3] == after[:3]:
        return link
    whole = [*sorted(after.flags), *filter(None, after[:2])]
    if not whole:
        return f"{link}\x1b[m"
    if before[:3] == PLAIN[:3]:
        return f"{link}\x1b[{';'.join(whole)}m"
    off = {_OFF[flag] for flag in before.flags - after.flags}
    on = {flag for flag in after.flags if flag not in before.flags or _OFF[flag] in off}
    steps = [*sorted(off), *sorted(on)]
    if before.foreground != after.foreground:
        steps.append(after.foreground or "39")
    if before.background != after.background:
        steps.append(after.background or "49")
    return f"{link}\x1b[{min(';'.join(steps), ';'.join(['0', *whole]), key=len)}m"


@lru_cache(256)  # a larger cache costs megabytes in a wide terminal and saves nothing
def cells_of(text: str, style: Style) -> tuple[str, tuple[Cell, ...]]:
    """A run of text as cells, and before them the marks it begins with, which belong to the cell before.

    The two halves of a flag are one glyph, although each has a width of its own.
    """
    if text.isascii():
        return "", tuple([(char, style) for char in text])
    marks = ""
    out: list[Cell] = []
    for start, end, width in clusters(text):
        part = text[start:end]
        if not width:
            marks = part
        elif part in _FLAG_LETTERS and out and out[-1][0] in _FLAG_LETTERS:
            out[-1:] = [(out[-1][0] + part, style), ("", style)]
        else:
            out.append((part, style))
            out.extend([("", style)] * (width - 1))
    return marks, tuple(out)


class Pen:
    """Writes cells into a terminal, knowing where its cursor is and which style it has on."""

    def __init__(self, at: tuple[int, int] | None = None, line_feeds: bool = False) -> None:
        self.at = at
        self._line_feeds = line_feeds
        self._style = PLAIN
        self._out: list[str] = []

    def text(self) -> str:
        """All that has been written."""
        return "".join(self._out)

    def move(self, y: int, x: int) -> None:
        """Goes to a cell the shortest way."""
        if self.at != (y, x):
            self._out.append(self._way(y, x))
            self.at = y, x

    def _way(self, y: int, x: int) -> str:
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self.at is not None:
            down, right = y - self.at[0], x - self.at[1]
            if down == 0 or (down > 0 and self._line_feeds):
                feeds = "\n" * down
                ways.append(f"\r{feeds}{_forward(x)}")
                if right >= 0:
                    ways.append(feeds + _forward(right))
        return min(ways, key=len)

    def write(self, y: int, x: int, cells: Row) -> None:
        """Writes cells into a row from a place on."""
        for at, (text, style) in enumerate(cells, x):
            if text:
                self.move(y, at)
                self.dress(style)
                self._out.append(text)
                self.at = y, at + 1
                if len(text) > 1:  # where it ends depends on the terminal
                    self.at = None
            elif self.at is not None:
                self.at = y, at + 1

    def dress(self, style: Style) -> None:
        """Puts on a style."""
        if style != self._style:
            self._out.append(change(self._style, style))
            self._style = style

    def erase_from(self, y: int, x: int) -> None:
        """Blanks the rest of a row."""
        self.move(y, x)
        self.dress(PLAIN)
        self._out.append("\x1b[K")

    def send(self, sequence: str) -> None:
        """Sends a sequence after which the cursor may be anywhere."""
        self._out.append(sequence)
        self.at = None


def _forward(cells: int) -> str:
    return f"\x1b[{cells}C" if cells > 1 else "\x1b[C" if cells else ""
