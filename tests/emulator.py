"""A terminal's screen in memory: pyte, with what programs use and pyte lacks, and a check of the output.

It draws whole grapheme clusters, keeps the primary screen while the alternate one is shown, remembers which
modes are on, and answers the questions that programs ask. `stray_controls` finds what should never be sent.
"""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import category

import pyte
from rich.cells import split_graphemes

TOKEN = re.compile(
    r"(?P<csi>\x1b\[(?P<prefix>[<=>?]?)(?P<params>[0-9:;]*)(?P<between>[ -/]*)(?P<final>[@-~]))"
    r"|(?P<osc>\x1b\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\))"
    r"|(?P<string>\x1b[PX^_][^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<escape>\x1b[ -/]*[0-OQ-WYZ\\`-~])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
)
UNFINISHED = re.compile(r"\x1b(?:\[[<=>?]?[0-9:;]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)?\Z")
MOST = 9999  # no count may be larger
CSI = {**pyte.Stream.csi, "b": "repeat", "S": "scroll_up", "T": "scroll_down"}


class Cell(NamedTuple):
    """What one cell shows. The second half of a wide glyph holds no text."""

    data: str
    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    italics: bool = False
    underscore: bool = False
    strikethrough: bool = False
    reverse: bool = False
    blink: bool = False
    dim: bool = False
    link: str = ""


@lru_cache(4096)
def _glyph(attributes: Any, cluster: str, link: str) -> Any:
    return attributes._replace(data=cluster, link=link)


class Screen(pyte.Screen):
    """pyte's screen, with clusters, faint text, links, scrolling by command and a second buffer."""

    def __init__(self, columns: int, lines: int) -> None:
        self.link = ""
        self.last = " "
        self.primary: tuple[dict[int, Any], Any] | None = None
        super().__init__(columns, lines)

    @property
    def default_char(self) -> Cell:  # type: ignore[override]
        return Cell(" ")

    def reset(self) -> None:
        super().reset()
        self.cursor.attrs = self.default_char  # type: ignore[assignment]

    def draw(self, data: str) -> None:
        if data.isascii() and self.cursor.x + len(data) <= self.columns:
            self._draw_ascii(data)
            return
        spans, _ = split_graphemes(data)
        for start, end, width in spans:
            self._put(data[start:end], width)

    def _draw_ascii(self, data: str) -> None:
        row, x = self.buffer[self.cursor.y], self.cursor.x
        self._clear_halves(row, x, len(data))
        for at, char in enumerate(data, x):
            row[at] = _glyph(self.cursor.attrs, char, self.link)
        self.cursor.x = x + len(data)
        self.last = data[-1]

    def _put(self, cluster: str, width: int) -> None:
        row = self.buffer[self.cursor.y]
        x = self.cursor.x
        if not width:  # a mark joins the cell before
            before = next((at for at in range(x - 1, -1, -1) if row[at].data), None)
            if before is not None:
                row[before] = row[before]._replace(data=row[before].data + cluster)
            return
        if x + width > self.columns:
            if pyte.modes.DECAWM in self.mode:
                self.carriage_return()
                self.linefeed()
                row, x = self.buffer[self.cursor.y], 0
            else:
                x = max(self.columns - width, 0)
        self._clear_halves(row, x, width)
        shown = _glyph(self.cursor.attrs, cluster, self.link)
        row[x] = shown
        if width == 2 and x + 1 < self.columns:
            row[x + 1] = shown._replace(data="")
        self.cursor.x = min(x + width, self.columns)
        self.last = cluster

    def _clear_halves(self, row: Any, x: int, width: int) -> None:
        """A glyph of which one half is overwritten loses the other too."""
        if x and not row[x].data:
            row[x - 1] = row[x - 1]._replace(data=" ")
        if x + width < self.columns and not row[x + width].data:
            row[x + width] = row[x + width]._replace(data=" ")

    def select_graphic_rendition(self, *attrs: int) -> None:
        super().select_graphic_rendition(*attrs)
        codes = iter(attrs or (0,))
        for code in codes:
            if code in (38, 48):
                for _ in range(1 if next(codes, 0) == 5 else 3):
                    next(codes, 0)
            elif code in (0, 2, 22):
                self.cursor.attrs = self.cursor.attrs._replace(dim=code == 2)  # type: ignore[call-arg]

    def repeat(self, count: int = 1, **_: Any) -> None:
        self.draw(self.last * (count or 1))

    def scroll_up(self, count: int = 1, **_: Any) -> None:
        self._scroll(count, (self.margins or (0, self.lines - 1))[1], self.index)

    def scroll_down(self, count: int = 1, **_: Any) -> None:
        self._scroll(count, (self.margins or (0, self.lines - 1))[0], self.reverse_index)

    def _scroll(self, count: int, edge: int, step: Any) -> None:
        y, self.cursor.y = self.cursor.y, edge
        for _ in range(count or 1):
            step()
        self.cursor.y = y

    def show_alternate(self) -> None:
        if self.primary is None:
            self.primary = dict(self.buffer), copy(self.cursor)
            self.buffer.clear()

    def show_primary(self) -> None:
        if self.primary is not None:
            rows, self.cursor = self.primary
            self.buffer.clear()
            self.buffer.update(rows)
            self.primary = None


class Emulator:
    """Takes a program's output in any portions; has the screen, the modes that are on, and the answers due."""

    def __init__(self, columns: int, lines: int) -> None:
        self.screen = Screen(columns, lines)
        self.modes = {7, 25}  # wrapping, and a visible cursor
        self.keyboard_stack = 0
        self.synchronised = True  # answers that it knows synchronised output
        self._rest = ""

    def feed(self, data: str) -> str:
        """Obeys the output; returns what the terminal answers."""
        data = self._rest + data
        unfinished = UNFINISHED.search(data)
        self._rest = unfinished[0] if unfinished else ""
        return "".join(self._obey(token) for token in TOKEN.finditer(data, 0, len(data) - len(self._rest)))

    def _obey(self, token: re.Match[str]) -> str:
        if token["text"]:
            self.screen.draw(token["text"])
        elif token["csi"]:
            return self._command(token["prefix"], token["params"], token["between"], token["final"])
        elif token["osc"]:
            if token["command"].startswith("8;"):
                self.screen.link = token["command"].split(";", 2)[2]
        elif token["escape"]:
            name = pyte.Stream.escape.get(token["escape"][1:])
            if name:
                getattr(self.screen, name)()
        elif token["control"] and (name := pyte.Stream.basic.get(token["control"])):
            getattr(self.screen, name)()
        return ""

    def _command(self, prefix: str, params: str, between: str, final: str) -> str:
        numbers = (
            [min(int(number or 0), MOST) for number in params[:100].split(";")]
            if re.fullmatch("[0-9;]*", params)
            else []
        )
        if final == "p" and between == "$":
            known = 2 if numbers[0] == 2026 and self.synchronised else 0
            return f"\x1b[?{numbers[0]};{known}$y"
        if final == "u":
            self.keyboard_stack += {">": 1, "<": -1}.get(prefix, 0)
        elif final in "hl" and prefix == "?":
            self._switch(numbers, final == "h")
        elif final == "n" and numbers[0] == 6:
            return f"\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R"
        elif final == "c":
            return "\x1b[>41;377;0c" if prefix else "\x1b[?62;22c"
        elif not prefix and not between and final in CSI and final not in "nc":
            getattr(self.screen, CSI[final])(*numbers if params else ())
        return ""

    def _switch(self, modes: Iterable[int], on: bool) -> None:
        for mode in modes:
            (self.modes.add if on else self.modes.discard)(mode)
            if mode == 1049:
                (self.screen.show_alternate if on else self.screen.show_primary)()
            elif mode in (5, 6, 7):
                (self.screen.set_mode if on else self.screen.reset_mode)(mode, private=True)

    def lines(self) -> list[str]:
        """The text of each row, without the blanks at its end."""
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return ["".join(row[x].data for x in range(self.screen.columns)).rstrip() for row in rows]

    def cells(self) -> list[list[Cell]]:
        """Every cell with its attributes."""
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return [[row[x] for x in range(self.screen.columns)] for row in rows]  # type: ignore[misc]


# What a frame may consist of. Blinking, concealing and cursor shapes are not ours; neither is erasing the
# screen except as the one phrase that begins a full repaint, or a margin that is not taken away at once.
FRAME = re.compile(
    r"\x1b\[m\x1b\[H\x1b\[2J"
    r"|\x1b\[[0-9]+;[0-9]+r\x1b\[(?:[0-9]+)?H(?:\n+|(?:\x1bM)+)\x1b\[r"
    r"|\x1b\[(?:[0-9]+(?:;[0-9]+)?)?H|\x1b\[[0-9]*C|\x1b\[K|[\r\n]|\x1b\[\?2026[hl]|\x1b\[\?25[hl]"
    r"|\x1b\[(?:(?:[0-4]|[79]|2[1-57-9]|3[0-79]|4[0-79]|53|55|9[0-7]|10[0-7]"
    r"|[34]8;5;[0-9]{1,3}|[34]8;2;[0-9]{1,3};[0-9]{1,3};[0-9]{1,3})(?:;(?!m)|(?=m)))*m"
    r"|\x1b\]8;id=[0-9-]+;https?://[!-~]+\x1b\\|\x1b\]8;;\x1b\\"
)
# What is sent besides frames, as the program starts and ends.
SESSION = re.compile(
    r"\x1b\[\?(?:1049|25|7|1000|1006|1004|2004)[hl]|\x1b\[\?20(?:26|48)\$p|\x1b\[>[0-9]+u|\x1b\[<u"
    r"|\x1b\[\?2048l|\x1b\[\?10(?:03|15|16)l"
)


def stray_controls(raw: bytes, allow: Iterable[str] = (), frames_only: bool = False) -> list[str]:
    """Everything in a program's output that is neither text nor a sequence that this program has a use for.

    `allow` adds patterns, such as the one for setting the clipboard; `frames_only` is for output between the
    program's start and its end, where it has no business with modes.
    """
    patterns = [FRAME, *map(re.compile, allow), *([] if frames_only else [SESSION])]
    return list(_stray(raw.decode("utf-8", "surrogateescape"), patterns))


def _stray(text: str, patterns: list[re.Pattern[str]]) -> Iterator[str]:
    at = 0
    while at < len(text):
        found = next((match for pattern in patterns if (match := pattern.match(text, at))), None)
        if found:
            at = found.end()
            continue
        token = TOKEN.match(text, at)
        if token and token["text"]:
            yield from (char for char in token["text"] if _unseen(char))
        else:
            yield token[0] if token and not token["control"] else text[at]
        at = token.end() if token else at + 1


def _unseen(char: str) -> bool:
    return char not in "\u200c\u200d" and category(char) in ("Cf", "Cs", "Zl", "Zp")
