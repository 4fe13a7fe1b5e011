"""A source in the reader: its head, its text in lines with the passages lit, the events that rest on it."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count, pairwise
from typing import overload

from store.paragraphs import Paragraphs
from store.records import EventRow, Paragraph, Source, SourcePage
from tui import cells
from tui.guard import guard_body, placeholder
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, field, flow, name
from tui.render.reading import Reading
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


class Blocks(Sequence[Block]):
    """The text cut into what is wrapped at a time: paragraphs, very long ones at a space."""

    def __init__(self, page: SourcePage) -> None:
        self._starts, self._ends, self._numbers = array("q"), array("q"), array("q")
        for number, first, end in _spans(page.paragraphs):
            start = first
            while end - start > LONGEST_BLOCK:
                cut = page.text.rfind(" ", start + 1, start + LONGEST_BLOCK) + 1 or start + LONGEST_BLOCK
                self._add(number if start == first else 0, start, cut)
                start = cut
            self._add(number if start == first else 0, start, end)

    def _add(self, number: int, start: int, end: int) -> None:
        self._numbers.append(number)
        self._starts.append(start)
        self._ends.append(end)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, index: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        return Block(self._numbers[index] or None, self._starts[index], self._ends[index])


def _spans(paragraphs: Sequence[Paragraph]) -> Iterable[tuple[int, int, int]]:
    """Number, start and end of each paragraph, without a record for each where there are very many."""
    if isinstance(paragraphs, Paragraphs):
        return zip(count(1), paragraphs.starts, paragraphs.ends, strict=False)
    return ((paragraph.number, paragraph.start, paragraph.end) for paragraph in paragraphs)


def blocks(page: SourcePage) -> Blocks:
    """The text of a page in blocks; a block is made when it is asked for."""
    return Blocks(page)


def paragraph_at(page: SourcePage, position: int) -> Paragraph:
    """The paragraph in which a position lies, of a text that has some."""
    index = bisect_right(page.paragraphs, position, key=lambda paragraph: paragraph.start) - 1
    return page.paragraphs[max(index, 0)]


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


class _Spans:
    """Spans of a text, looked up by place, however many there are."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._reach = list(accumulate((end for _, end in self._spans), max))

    def near(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that stand, in part, between two positions."""
        first, last = bisect_right(self._reach, start), bisect_left(self._spans, (end,))
        return [span for span in self._spans[first:last] if start < span[1]]


class Lit:
    """What is lit in a text: the passage one came for, and the others; and in them what is said, and what is a date."""

    def __init__(
        self,
        current: tuple[int, int] | None,
        others: Iterable[tuple[int, int]],
        said: Iterable[tuple[int, int]] = (),
        dated: Iterable[tuple[int, int]] = (),
        hits: Iterable[tuple[int, int]] = (),
    ) -> None:
        self.current = current
        self.hit: tuple[int, int] | None = None
        """The hit of a search at which one is."""
        self._hits = _Spans(hits)
        self._others, self._said, self._dated = _Spans(others), _Spans(said), _Spans(dated)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The parts of a line, each with the style it is lit in."""
        others, said, dated = (spans.near(start, end) for spans in (self._others, self._said, self._dated))
        hits = self._hits.near(start, end)
        spans = [*others, *said, *dated, *hits, *([self.current] if self.current else [])]
        edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
        for a, b in pairwise(edges):
            if _any(hits, a, b):
                yield a, b, "hit.here" if self.hit is not None and _any([self.hit], a, b) else "hit"
                continue
            style = "lit" if self.touches(a, b) else "faint" if _any(others, a, b) else "text"
            style += ".said" if _any(said, a, b) else ""
            yield a, b, f"{style}.dated" if _any(dated, a, b) else style

    def touches(self, start: int, end: int) -> bool:
        """Whether the passage one came for stands, in part, between two positions."""
        return self.current is not None and self.current[0] < end and start < self.current[1]


def _any(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


def lit(page: SourcePage, current: int | None, hits: Iterable[tuple[int, int]] = ()) -> Lit:
    """What to light when one came for the passage with the id `current`, and a search has these hits."""
    spans = {passage.id: (passage.start, passage.end) for passage in page.passages}
    said = [spans[number] for number in page.quoted if number in spans]
    chosen = spans.pop(current, None) if current is not None else None
    return Lit(chosen, spans.values(), said, ((date.start, date.end) for date in page.dates), hits)


def text_line(block: Block, piece: Flowed, index: int, light: Lit, glyphs: Glyphs) -> Line:
    """One line of the text: paragraph number, the bar beside the lit passage, and the words."""
    start, end = piece.lines[index]
    number = str(block.paragraph) if block.paragraph is not None and index == 0 else ""
    bar = Span(glyphs.lit if light.touches(start, end) else " ", "cursor")
    line = [Span(f"{number:>3}", "dim"), bar, Span(" ")]
    for a, b, style in light.pieces(start, end):
        line.append(Span(piece.text[a - block.start : b - block.start], style))
    return tuple(line)


def head(source: Source, said: Reading, width: int, glyphs: Glyphs) -> list[Line]:
    """What the document is, when it was published and how that is known, and what one is reading."""
    inner = max(width - 2, 10)
    separator = f" {glyphs.separator} "
    published = "date of publication not known"
    if source.published is not None:
        published = f"published {source.published.display} ({source.published_basis})"
    facts = [source.publisher or "publisher not named in the text", source.author or "", published]
    lines = [*flow(name(source.title), inner, "title")]
    lines += flow(separator.join(name(fact) for fact in facts if fact), inner, "dim")
    lines += flow(said.sentence, inner, said.style)
    return [*((Span(" "), *line) for line in lines), BLANK]


def event_line(row: EventRow, width: int, glyphs: Glyphs, *, selected: bool, focused: bool) -> Line:
    """An event in the list of those that rest on the source, under no heading."""
    column = 12 if width < 44 else 15
    date = "undated" if row.date is None else row.date.display.replace(" – ", "–")
    marker = cursor(selected, focused, glyphs)
    when = Span(cells.pad(cells.cut(date, column), column), "date")
    title = field(placeholder(row.title[:1000]), width - column - 3, "selected" if selected else "text")
    return (marker, when, Span("  "), title)
