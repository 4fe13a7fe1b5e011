"""An event's card: when, what, who, what was said, and the passages that it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.dates import Date, Precision, days
from store.marks.records import Mark as Own
from store.records import Citation, Event, Quotation
from tui.guard import placeholder
from tui.render import standing
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Mark, Span, excerpt, flow, flow_marked, labelled, laid, name, plural, width_of
from tui.render.rows import cursor, own_signs

LABEL = 7
GREGORIAN = days.day_number(1582, 10, 15)
"""The first day of the Gregorian calendar: before it a weekday would be our invention."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a card that the cursor can stand on: a name, words that were said, or a passage."""

    first: int
    """The index of its first line."""
    last: int
    """The index of its last line."""
    citation: int | None = None
    """The index of the citation that it opens."""
    entity: str | None = None
    """The id of the entity that it opens."""
    quotation: str | None = None
    """The id of the quotation that it opens."""
    spans: tuple[tuple[int, int], ...] = ()
    """Of a name, which shares its line with others: the index of each of its lines, and of its span there."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as lines, and the places in it that lead on, from top to bottom."""

    lines: tuple[Line, ...]
    stops: tuple[Stop, ...]

    @property
    def first_passage(self) -> int:
        """The index of the first stop that is a passage: where one begins. 0 where none is."""
        return next((index for index, stop in enumerate(self.stops) if stop.citation is not None), 0)


def card(event: Event, width: int, glyphs: Glyphs, own: Own | None = None) -> Card:
    """The card of an event; the first two of its `width` cells are kept free for the cursor, the last for a margin.

    `own`: what the reader keeps about it.
    """
    inner = max(width - 3, 10)
    lines = [*_head(event, inner, glyphs), *_own(own, inner, glyphs)]
    stops: list[Stop] = []
    if block := list(_summary(event, inner)):
        lines += [BLANK, *block]
    for part in (_who, _dates, _said):
        if found := list(part(event)):
            lines.append(BLANK)
            _add(found, inner, lines, stops)
    lines += [BLANK, (Span("Rests on", "heading"),)]
    _add(_voices(event), inner, lines, stops)
    if not event.citations:
        lines += flow("Nothing: no passage stands behind this event.", inner, "warning")
    for number, citation in enumerate(event.citations):
        block = list(_passage(number + 1, citation, inner, glyphs))
        stops.append(Stop(len(lines), len(lines) + len(block) - 1, number))
        lines += [*block, BLANK]
    return Card(tuple(lines), tuple(stops))


def line(shown: Card, index: int, chosen: int, focused: bool, glyphs: Glyphs) -> Line:
    """A line of a card with its margin: the cursor stands before the chosen stop, and a name in it stands out."""
    if index >= len(shown.lines):
        return BLANK
    spans = shown.lines[index]
    stop = shown.stops[chosen] if chosen < len(shown.stops) else None
    here = stop is not None and stop.first <= index <= stop.last
    if stop is not None and here:
        named = {span for line, span in stop.spans if line == index}
        spans = tuple(Span(span.text, "chosen") if at in named else span for at, span in enumerate(spans))
    return (cursor(here, focused, glyphs), Span(" "), *spans)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A text under a label, the names in it, and the quotation that it is."""

    label: str
    text: str
    marks: tuple[Mark, ...] = ()
    quotation: str | None = None
    indent: int = 0
    style: str = "text"


def _add(entries: Sequence[_Entry], width: int, lines: list[Line], stops: list[Stop]) -> None:
    """Adds the lines of these entries, the first with their label, and the stops in them."""
    for number, entry in enumerate(entries):
        top = len(lines)
        flowed = flow_marked(entry.text, width - LABEL, entry.marks, entry.style, indent=entry.indent)
        places: dict[int, list[tuple[int, int]]] = {}
        for index, (_, marks) in enumerate(flowed, top):
            for mark, span in marks:
                places.setdefault(mark, []).append((index, span + 1))
        lines += labelled("" if number else entry.label, (line for line, _ in flowed), LABEL)
        for mark, found in sorted(places.items()):
            stops.append(Stop(found[0][0], found[-1][0], entity=entry.marks[mark].about, spans=tuple(found)))
        if entry.quotation is not None:
            stops.append(Stop(top, len(lines) - 1, quotation=entry.quotation))


def when(date: Date | None) -> str:
    """A date in full; a single day with its weekday."""
    if date is None:
        return "Undated"
    exact = date.precision in (Precision.DAY, Precision.TIME) and not (date.approximate or date.uncertain)
    exact = exact and date.sort_day >= GREGORIAN
    return f"{date.display}, {days.WEEKDAY_NAMES[days.weekday(date.sort_day)]}" if exact else date.display


def _head(event: Event, width: int, glyphs: Glyphs) -> Iterator[Line]:
    yield from flow(excerpt(placeholder(event.row.title[:1000])), width, "title")
    yield from flow(when(event.row.date), width, "date")
    status = "text" if event.row.status == "happened" else "caution"
    facts = [Span(name(event.row.kind), "text"), Span(event.row.status, status)]
    facts += [Span(plural(event.row.sources, "source")), Span(plural(event.row.voices, "voice"))]
    yield from laid(facts, f" {glyphs.separator} ", width)
    if event.tags:
        yield from flow(name(", ".join(event.tags)), width, "dim")


def _own(own: Own | None, width: int, glyphs: Glyphs) -> Iterator[Line]:
    """The reader's mark and note."""
    if own is None:
        return
    signs = own_signs(own.marked, bool(own.note), glyphs)
    margin = width_of(signs)
    texts = flow(excerpt(own.note or "marked"), width - margin)
    for number, line in enumerate(texts):
        yield (*signs, *line) if not number else (Span(" " * margin), *line)


def _summary(event: Event, width: int) -> Iterator[Line]:
    if event.summary.strip():
        yield from flow(excerpt(event.summary), width)


def _who(event: Event) -> Iterator[_Entry]:
    text, marks = "", []
    for part in event.entities:
        text += ", " if text else ""
        called = name(part.name)
        marks.append(Mark(len(text), len(text) + len(called), part.entity))
        text += f"{called} ({name(part.role)})"
    if text:
        yield _Entry("Who", text, tuple(marks))


def _dates(event: Event) -> Iterator[_Entry]:
    """How the date is known: each distinct way that a source gives it, with those who say so."""
    for text, heading in standing.dated(standing.dates(event.citations)):
        yield _Entry("Date", text, indent=2, style="date" if heading else "text")


def _voices(event: Event) -> Sequence[_Entry]:
    known = {name(citation.voice): citation.voice_entity for citation in event.citations}
    found = []
    for text in standing.voices(event.citations):
        called = text.rpartition(": ")[0]
        entity = known.get(called)
        found.append(_Entry("Voices", text, (Mark(0, len(called), entity),) if entity else (), indent=2))
    return found


def _said(event: Event) -> Iterator[_Entry]:
    for quotation in event.quotations:
        speaker = Mark(0, len(name(quotation.speaker_name)), quotation.speaker)
        yield _Entry("Said", quoted(quotation), (speaker,), quotation.id)


def quoted(quotation: Quotation) -> str:
    """A quotation with its speaker; only exact words stand in quotation marks."""
    words = excerpt(quotation.text, 2000).replace("\n", " ")
    return f"{name(quotation.speaker_name)}: " + (f"“{words}”" if quotation.direct else f"{words} (reported)")


def _passage(number: int, citation: Citation, width: int, glyphs: Glyphs) -> Iterator[Line]:
    facts = [Span(f"{number} {citation.role}", "strong"), Span(name(citation.source_label), "source")]
    yield from laid(facts, f" {glyphs.separator} ", width)
    place = f"paragraph {citation.paragraph}"
    if named := standing.attribution(citation):
        place += f", attributed to {named}"
    for line in flow(place, width - 2, "dim"):
        yield (Span("  "), *line)
    for line in flow(excerpt(citation.words, 2000), width - 2, "passage"):
        yield (Span("  "), *line)
