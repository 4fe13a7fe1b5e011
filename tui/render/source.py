"""A source in the reader: its head, its text in lines with the passages lit, the events that rest on it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from store.records import EventRow, Passage, Source, SourcePage
from tui import cells
from tui.guard import guard_body, placeholder
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, field, flow, name
from tui.render.rows import cursor

MARGIN = 5
"""Cells left of the text: the paragraph's number and the bar beside lit lines."""
LONGEST_BLOCK = 4000
"""Code points that are wrapped at a time, so that a page costs the same in a text of any length."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the text, or a piece of a very long one."""

    paragraph: int | None
    """Its number; None for the later pieces of a long paragraph."""
    start: int
    end: int


def blocks(page: SourcePage) -> list[Block]:
    """The text cut into what is wrapped at a time: paragraphs, very long ones at a space."""
    found = []
    for paragraph in page.paragraphs:
        start, number = paragraph.start, paragraph.number
        while paragraph.end - start > LONGEST_BLOCK:
            cut = page.text.rfind(" ", start + 1, start + LONGEST_BLOCK) + 1 or start + LONGEST_BLOCK
            found.append(Block(number if start == paragraph.start else None, start, cut))
            start = cut
        found.append(Block(number if start == paragraph.start else None, start, paragraph.end))
    return found


def block_of(found: Sequence[Block], position: int) -> int:
    """The index of the block in which a position of the text lies."""
    return max(bisect_right(found, position, key=lambda block: block.start) - 1, 0)


@dataclass(frozen=True, slots=True)
class Flowed:
    """A block as it is shown: guarded as a whole, so that a mark keeps the letter it stands on, and cut into lines."""

    text: str
    lines: tuple[tuple[int, int], ...]
    """Each line's start and end, as positions of the whole source."""


def flowed(text: str, block: Block, width: int) -> Flowed:
    """A block of a text flowed into lines that fit beside the margin."""
    shown = guard_body(text[block.start : block.end])
    lines = cells.wrap(shown, max(width - MARGIN, 10))
    return Flowed(shown, tuple((block.start + start, block.start + end) for start, end in lines))


class Lit:
    """What is lit in a text: the passage one came for, and the others. Looked up by place, however many there are."""

    def __init__(self, current: tuple[int, int] | None, others: Iterable[tuple[int, int]]) -> None:
        self.current = current
        self._others = sorted(others)
        self._reach = list(accumulate((end for _, end in self._others), max))

    def _near(self, start: int, end: int) -> list[tuple[int, int]]:
        """The other passages that stand, in part, between two positions."""
        first, last = bisect_right(self._reach, start), bisect_left(self._others, (end,))
        return [span for span in self._others[first:last] if start < span[1]]

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The parts of a line, each with the style it is lit in."""
        near = self._near(start, end)
        spans = [*near, self.current] if self.current else near
        edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
        for a, b in pairwise(edges):
            if self.touches(a, b):
                yield a, b, "lit"
            else:
                yield a, b, "faint" if any(first < b and a < last for first, last in near) else "text"

    def touches(self, start: int, end: int) -> bool:
        """Whether the passage one came for stands, in part, between two positions."""
        return self.current is not None and self.current[0] < end and start < self.current[1]


def lit(passages: Sequence[Passage], current: int | None) -> Lit:
    """What to light when one came for the passage with the id `current`."""
    spans = {passage.id: (passage.start, passage.end) for passage in passages}
    chosen = spans.pop(current, None) if current is not None else None
    return Lit(chosen, spans.values())


def text_line(block: Block, piece: Flowed, index: int, light: Lit, glyphs: Glyphs) -> Line:
    """One line of the text: paragraph number, the bar beside the lit passage, and the words."""
    start, end = piece.lines[index]
    number = str(block.paragraph) if block.paragraph is not None and index == 0 else ""
    bar = Span(glyphs.lit if light.touches(start, end) else " ", "cursor")
    line = [Span(f"{number:>3}", "dim"), bar, Span(" ")]
    for a, b, style in light.pieces(start, end):
        line.append(Span(piece.text[a - block.start : b - block.start], style))
    return tuple(line)


def head(source: Source, width: int, glyphs: Glyphs) -> list[Line]:
    """What the document is, when it was published and how that is known, and what one is reading."""
    inner = max(width - 2, 10)
    separator = f" {glyphs.separator} "
    published = "date of publication not known"
    if source.published is not None:
        published = f"published {source.published.display} ({source.published_basis})"
    facts = [source.publisher or "publisher not named in the text", source.author or "", published]
    lines = [*flow(name(source.title), inner, "title")]
    lines += flow(separator.join(name(fact) for fact in facts if fact), inner, "dim")
    lines += flow(reading(source), inner, "caution" if source.kind == "digest" else "good")
    return [*((Span(" "), *line) for line in lines), BLANK]


def reading(source: Source) -> str:
    """Says plainly whether one reads the document's own words."""
    if source.kind == "original":
        return "You read the original."
    length = f" of {source.characters:,} characters" if source.characters else ""
    return f"You read a digest, written for this dataset. The original{length} is not attached."


def position(passage: Passage, source: Source) -> str:
    """Where a passage stands, in the text that one reads and in the original."""
    here = f"{source.kind}: paragraph {passage.paragraph}, characters {passage.start:,}–{passage.end:,}"
    if passage.original is None or source.kind == "original":
        return here
    there = f"{passage.original.start:,}–{passage.original.end:,}"
    return f"{here}; original {there}, not verified"


def event_line(row: EventRow, width: int, glyphs: Glyphs, *, selected: bool, focused: bool) -> Line:
    """An event in the list of those that rest on the source, under no heading."""
    column = 12 if width < 44 else 15
    date = "undated" if row.date is None else row.date.display.replace(" – ", "–")
    marker = cursor(selected, focused, glyphs)
    when = Span(cells.pad(cells.cut(date, column), column), "date")
    title = field(placeholder(row.title[:1000]), width - column - 3, "selected" if selected else "text")
    return (marker, when, Span("  "), title)
