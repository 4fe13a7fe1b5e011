"""Lines of styled text, and how to fit, join and flow them.

A line is a tuple of spans, a span a piece of guarded text with the name of a style (`tui.theme` gives the names their
colours). Widths are terminal cells.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui import cells
from tui.guard import guard, guard_body


class Span(NamedTuple):
    """A piece of guarded text in one style."""

    text: str
    style: str = "text"


Line = tuple[Span, ...]

BLANK: Line = ()

LONGEST_FIELD = 20_000
"""Code points of one field that are drawn; the rest is counted, not shown."""


LONGEST_NAME = 500
"""Code points of a name that are drawn."""


def field(text: str, width: int, style: str = "text") -> Span:
    """A one-line field from a store, guarded and cut to `width` cells."""
    # No cell holds more than nine code points after the guard, so what is cut off here could never be seen.
    return Span(cells.cut(guard(text[: 9 * width + 9]), max(width, 0)), style)


def excerpt(text: str, limit: int = LONGEST_FIELD) -> str:
    """A guarded body text of at most `limit` code points, with the count of what is left out."""
    if len(text) <= limit:
        return guard_body(text)
    return f"{guard_body(text[:limit])}… (+{len(text) - limit:,} characters)"


def name(text: str) -> str:
    """A name or another short field of a store, guarded; what could never be shown is not even looked at."""
    return guard(text[:LONGEST_NAME])


def width_of(line: Line) -> int:
    """The width of a line in cells."""
    return sum(cells.cells(span.text) for span in line)


def fit(line: Line, width: int, style: str = "text") -> Line:
    """The line cut or filled to exactly `width` cells."""
    spans: list[Span] = []
    left = width
    for text, name in line:
        if cells.cells(text) > left:
            text = cells.cut(text, left)
        spans.append(Span(text, name))
        left -= cells.cells(text)
        if left <= 0:
            break
    if left > 0:
        spans.append(Span(" " * left, style))
    return tuple(spans)


def apart(left: Line, right: Line, width: int, style: str = "text") -> Line:
    """`left` at the left edge and `right` at the right one; where both don't fit, the right one gives way."""
    space = width - width_of(left) - width_of(right)
    if space < 1:
        return fit(left, width, style)
    return (*left, Span(" " * space, style), *right)


def flow(text: str, width: int, style: str = "text", indent: int = 0) -> Iterator[Line]:
    """Guarded text flowed into lines of `width` cells, each after the first indented."""
    room = max(width - indent, 8)
    for paragraph in text.split("\n"):
        for number, (start, end) in enumerate(cells.wrap(paragraph, room)):
            margin = (Span(" " * indent),) if indent and number else ()
            yield (*margin, Span(paragraph[start:end], style))


class Mark(NamedTuple):
    """A stretch of a guarded text that stands for something: a name, for an entity."""

    start: int
    end: int
    about: str
    """The id of what it stands for."""


def flow_marked(
    text: str, width: int, marks: Sequence[Mark], style: str = "text", indent: int = 0
) -> list[tuple[Line, list[tuple[int, int]]]]:
    """As `flow`, of one paragraph which may itself be indented, the marked stretches as spans of their own.

    With each line come the index of each mark that stands in it, and the index of its span there. Marks are in order
    and do not overlap.
    """
    own = len(text) - len(text.lstrip())
    room = max(width - own - indent, 8)
    found = []
    for number, (start, end) in enumerate(cells.wrap(text[own:], room)):
        start, end = start + own, end + own
        margin = own + (indent if number else 0)
        spans = [Span(" " * margin)] if margin else []
        places, at = [], start
        for index, mark in enumerate(marks):
            first, last = max(mark.start, start), min(mark.end, end)
            if first >= last:
                continue
            if at < first:
                spans.append(Span(text[at:first], style))
            places.append((index, len(spans)))
            spans.append(Span(text[first:last], "name"))
            at = last
        if at < end:
            spans.append(Span(text[at:end], style))
        found.append((tuple(spans), places))
    return found


def labelled(label: str, lines: Iterable[Line], indent: int) -> Iterator[Line]:
    """Lines with a label before the first, all indented by as much."""
    head = Span(cells.pad(label, indent), "label")
    for line in lines:
        yield (head, *line)
        head = Span(" " * indent)


def joined(parts: Iterable[Span], separator: str) -> Line:
    """Spans with a separator between them."""
    line: list[Span] = []
    for part in parts:
        if line:
            line.append(Span(separator, "dim"))
        line.append(part)
    return tuple(line)


def laid(parts: Iterable[Span], separator: str, width: int) -> Iterator[Line]:
    """As `joined`, on as many lines as it takes; a part that is wider than a line is flowed."""
    line: Line = ()
    for part in parts:
        longer = (*line, Span(separator, "dim"), part) if line else (part,)
        if line and width_of(longer) > width:
            yield line
            longer = (part,)
        if width_of(longer) > width:
            *above, last = flow(part.text, width, part.style)
            yield from above
            longer = last
        line = longer
    if line:
        yield line


def told(title: str, sentence: str, width: int) -> tuple[Line, ...]:
    """A designed state: what is the matter, and what to do."""
    margin, room = Span("  "), max(width - 4, 10)
    lines = [*flow(guard(title), room, "title"), BLANK, *flow(excerpt(sentence, 2000), room)]
    return (BLANK, *((margin, *line) for line in lines))


def plural(number: int, word: str, several: str = "") -> str:
    """`1 source`, `2 sources`; `several` where an s does not make it."""
    return f"{number:,} {word if number == 1 else several or word + 's'}"
