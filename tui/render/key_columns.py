"""The keys of a place under headings, in one column or two, page by page, the most wanted first."""

from collections.abc import Iterable, Sequence

from tui import cells, keys
from tui.keys import Key
from tui.render.lines import BLANK, Line, Span, fit, flow, labelled

TWO = 72
"""Cells from which on two columns stand side by side."""
GAP = 2
NARROW = 50
"""Cells below which keys have no column of their own: what they do begins right behind them."""
NARROW_INDENT = 3

_ORDER = {
    keys.CHRONOLOGY: (keys.CHRONOLOGY, keys.EVERYWHERE, keys.MOVING, keys.AXIS),
    keys.AXIS: (keys.AXIS, keys.CHRONOLOGY, keys.EVERYWHERE),
    keys.EVERYWHERE: (keys.EVERYWHERE, keys.MOVING),
}
"""The groups that are shown where it is more, or less, than the keys of the place and those that work in it."""

Block = tuple[Line, ...]
"""Lines that stay together."""


def matching(place: str, words: str) -> list[tuple[str, list[Key]]]:
    """The keys that work in a place by headings, as far as they have all these words; none that is switched off."""
    wanted = words.lower().split()
    groups = []
    for where in _ORDER.get(place, (place, keys.EVERYWHERE, keys.MOVING)):
        found = [key for key in keys.at(where) if key.keys and _has(key, wanted)]
        if found:
            groups.append((keys.PLACES[where], found))
    return groups


def _has(key: Key, words: Iterable[str]) -> bool:
    text = f"{key.shown} {key.label} {key.help} {key.action}".lower()
    return all(word in text for word in words)


def lines(groups: Sequence[tuple[str, Sequence[Key]]], width: int, height: int) -> list[Line]:
    """The keys in a room of this size: if they don't fit, page by page."""
    pairs = [(heading, [(key.shown, key.help) for key in found]) for heading, found in groups]
    return table(pairs, width, height)


def table(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], width: int, height: int) -> list[Line]:
    """Headings, and below each of them what stands left and what it means."""
    stacked = _stacked(_blocks(groups, width))
    if width < TWO or len(stacked) <= height:
        return stacked
    column = (width - GAP) // 2
    blocks = _blocks(groups, column)
    least = -(-sum(map(len, blocks)) // 2)
    for tall in range(least, height + 1):
        if len(pages := _columns(blocks, tall)) <= 2:
            return _beside(pages, column, tall)
    return _beside(_columns(blocks, height), column, height)


def _blocks(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], width: int) -> list[Block]:
    longest = max((cells.cells(left) for _, pairs in groups for left, _ in pairs), default=0)
    indent = NARROW_INDENT if width < NARROW else longest + GAP
    found: list[Block] = []
    for number, (heading, pairs) in enumerate(groups):
        head: Block = (BLANK,) if number else ()
        head += tuple(flow(heading, width, "heading"))
        for left, right in pairs:
            found.append(head + _entry(left, right, indent, width))
            head = ()
    return found


def _entry(left: str, right: str, indent: int, width: int) -> Block:
    """What stands left and what it means, flowed around it: what is wider than the indent pushes the rest."""
    key = (Span(left, "strong"),)
    taken = max(cells.cells(left) + 1, indent)
    if taken > width - 8:
        return (*flow(left, width, "strong"), *labelled("", flow(right, width - indent), indent))
    if taken == indent:
        first, *rest = flow(right, width - indent)
        return ((*fit(key, indent), *first), *((Span(" " * indent), *line) for line in rest))
    first, *rest = flow(f"{'_' * (taken - indent)}{right}", width, indent=indent)
    said = Span("".join(span.text for span in first)[taken - indent :])
    return ((*fit(key, taken), said), *rest)


def _stacked(blocks: Iterable[Block]) -> list[Line]:
    return [line for block in blocks for line in block]


def _columns(blocks: Iterable[Block], height: int) -> list[list[Line]]:
    """The blocks in columns of this height; a block that is taller than one is cut into several."""
    found: list[list[Line]] = [[]]
    for block in blocks:
        if found[-1] and len(found[-1]) + len(block) > height:
            found.append([])
        lines = [line for line in block if line or found[-1]]  # no column begins with a blank line
        while len(lines) > height:
            found[-1], lines = lines[:height], lines[height:]
            found.append([])
        found[-1].extend(lines)
    return found


def _beside(columns: Sequence[Sequence[Line]], width: int, height: int) -> list[Line]:
    """Two columns side by side, and below them the next two."""
    found: list[Line] = []
    for at in range(0, len(columns), 2):
        left, right = columns[at], columns[at + 1] if at + 1 < len(columns) else ()
        tall = height if at + 2 < len(columns) else max(len(left), len(right))
        for y in range(tall):
            cells = fit(left[y] if y < len(left) else BLANK, width + GAP)
            found.append((*cells, *(right[y] if y < len(right) else BLANK)))
    return found
