"""How much room text takes in a terminal, and how to cut, pad and wrap it to fit.

A terminal is a grid of cells. A letter takes one, a Han character two, a combining mark none, and a cluster
(a letter and its marks, or emoji joined into one) is never divided. Layout must agree with what Textual
measures, so the rules are those of `rich.cells` 15, written over the standard library for the parts of the
program that run before Rich is loaded.

Text is expected to have been through `tui.guard`; then the width is always Rich's. The known differences:

- a character newer than this Python's Unicode tables: Rich's are newer, but the guard replaces it first;
- a joiner at the very start of a text: Rich takes the next character to be part of it when it measures, and
  separate when it cuts; here it is always part of it. The guard lets no joiner stand there.

Rich counts a character after U+200D as part of the cluster whatever it is. In Indic conjuncts a terminal
gives such a letter cells of its own; agreeing with the layout was preferred to guessing the terminal.
"""

import re
from collections.abc import Iterator
from itertools import islice
from unicodedata import category, east_asian_width

ELLIPSIS = "\u2026"
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SPACES = " \u3000"

_NOT_NARROW = re.compile("[^ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u203b\u2500-\u259f]")
_SPACE_RUN = re.compile(f"[{_SPACES}]*")

# Symbols that Unicode 16 made wide, and the medial and final Hangul letters, which join the letter before.
_WIDE_SYMBOLS = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D356), (0x1D360, 0x1D376))
_JOINING = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF), (0x1F3FB, 0x1F3FF), (0x3164, 0x3164), (0xFFA0, 0xFFA0))

# One cell as text, two when U+FE0F asks for the emoji.
_TURNS_WIDE = (
    "[#*0-9\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u2328\u23cf\u23ed-\u23ef\u23f1\u23f2"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb\u25fc\u2600-\u2604\u260e\u2611\u2618\u261d\u2620\u2622\u2623"
    "\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e\u2692"
    "\u2694-\u2697\u2699\u269b\u269c\u26a0\u26a7\u26b0\u26b1\u26c8\u26cf\u26d1\u26d3\u26e9\u26f0\u26f1\u26f4"
    "\u26f7-\u26f9\u2702\u2708\u2709\u270c\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2733\u2734\u2744\u2747"
    "\u2763\u2764\u27a1\u2934\u2935\u2b05-\u2b07\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f321"
    "\U0001f324-\U0001f32c\U0001f336\U0001f37d\U0001f396\U0001f397\U0001f399-\U0001f39b\U0001f39e\U0001f39f"
    "\U0001f3cb-\U0001f3ce\U0001f3d4-\U0001f3df\U0001f3f3\U0001f3f5\U0001f3f7\U0001f43f\U0001f441\U0001f4fd"
    "\U0001f549\U0001f54a\U0001f56f\U0001f570\U0001f573-\U0001f579\U0001f587\U0001f58a-\U0001f58d\U0001f590"
    "\U0001f5a5\U0001f5a8\U0001f5b1\U0001f5b2\U0001f5bc\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3"
    "\U0001f5dc-\U0001f5de\U0001f5e1\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3\U0001f5fa\U0001f6cb"
    "\U0001f6cd-\U0001f6cf\U0001f6e0-\U0001f6e5\U0001f6e9\U0001f6f0\U0001f6f3]"
)

# What may not begin a line and what may not end one, in writing that breaks between any two characters.
_CLOSING = frozenset(
    "、。，．：；！？）］｝〕〉》」』】〗〙〛’”…‥ー々゛゜・ヽヾゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.:;!?)]}»›"
)
_OPENING = frozenset("（［｛〔〈《「『【〖〘〚‘“([{«‹")


class _Widths(dict[str, int]):
    def __missing__(self, char: str) -> int:
        width = _width(char)
        if len(self) < 20_000:
            self[char] = width
        return width


def _width(char: str) -> int:
    code = ord(char)
    if any(low <= code <= high for low, high in _WIDE_SYMBOLS):
        return 2
    if any(low <= code <= high for low, high in _JOINING):
        return 0
    if category(char) in ("Mn", "Mc", "Me", "Cc", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


_widths = _Widths()


def cells(text: str) -> int:
    """How many cells a text takes."""
    if not _NOT_NARROW.search(text):
        return len(text)
    if _JOINER not in text and _EMOJI_STYLE not in text:
        return sum(map(_widths.__getitem__, text))
    return sum(width for _, _, width in clusters(text))


def clusters(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int, int]]:
    """The parts that are never divided, as (start, end, cells), found one at a time."""
    begin, width, could_widen = start, 0, ""
    index = start
    length = len(text) if stop is None else stop
    while index < length:
        char = text[index]
        own = _widths[char]
        if char == _JOINER:
            index += 1  # and whatever it joins
        elif char == _EMOJI_STYLE:
            if could_widen and re.match(_TURNS_WIDE, could_widen):
                width += 1
            could_widen = ""
        elif own:
            if index > begin:
                yield begin, index, width
            begin, width, could_widen = index, own, char
        index += 1
    if begin < length:
        yield begin, length, width


def cut(text: str, width: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis after it."""
    end = _reach(text, 0, len(text), width)
    if end == len(text):
        return text
    if width < 1:
        return ""
    return text[: _reach(text, 0, len(text), width - 1)] + ELLIPSIS


def pad(text: str, width: int) -> str:
    """The text cut, or filled up with spaces, to exactly this many cells."""
    text = cut(text, width)
    return text + " " * (width - cells(text))


def wrap(text: str, width: int, limit: int | None = None) -> list[tuple[int, int]]:
    """The lines of a text as spans of it, at most `limit` of them; see `lines`."""
    return list(islice(lines(text, width), limit))


def lines(text: str, width: int, start: int = 0) -> Iterator[tuple[int, int]]:
    """The lines of a text as spans (start, end) of code points, found one at a time.

    A line ends between two words, after a hyphen between letters or a long dash, or between two wide
    characters; a word longer than the line is broken where the line is full. The spaces a line was broken at
    belong to no line; every other character belongs to exactly one. "\\n" ends a line and belongs to none, as
    with str.split. A line holds at least one cluster, be it wider than the line. `start` takes up the work
    where an earlier line began.
    """
    while True:
        stop = text.find("\n", start)
        if stop < 0:
            stop = len(text)
        while (full := _reach(text, start, stop, width)) < stop:
            end, following = _break(text, start, full, stop)
            yield start, end
            start = following
            if start == stop:
                break
        else:
            yield start, stop
        if stop == len(text):
            return
        start = stop + 1


def _reach(text: str, start: int, stop: int, width: int) -> int:
    """Where a line of this many cells is full."""
    ahead = text[start : min(start + width + 1, stop)] if width >= 0 else ""
    if len(ahead) <= width and not _NOT_NARROW.search(ahead):
        return stop
    if width > 0 and not _NOT_NARROW.search(ahead):
        return start + width
    room = width
    for begin, _, own in clusters(text, start, stop):
        room -= own
        if room < 0:
            return begin
    return stop


def _break(text: str, start: int, full: int, stop: int) -> tuple[int, int]:
    """Where a line that is full at `full` ends, and where the next begins."""
    if full == start:
        full = next(clusters(text, start, stop))[1]
    at = full
    while at > start and not _may_break(text, at):
        at -= 1
    end = len(text[start:at].rstrip(_SPACES)) + start
    if end == start:  # one long word, or nothing but its indentation before it
        at = end = full
    spaces = _SPACE_RUN.match(text, at, stop)
    return end, spaces.end() if spaces else at


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before the character at this place."""
    if at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before in _SPACES or after in _SPACES:
        return True
    if not _widths[after] or before == _JOINER:
        return False
    if before == "—":
        return True
    if before == "-":
        return after.isalpha() and at > 1 and text[at - 2].isalpha()
    if after in _CLOSING or before in _OPENING:
        return False
    return _widths[after] == 2 or _widths[before] == 2
