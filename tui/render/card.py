"""An event's card: when, what, who, what was said, and the passages that it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from store.dates import Date, Precision, days
from store.marks.records import Mark
from store.records import Citation, Event, Quotation
from tui.guard import placeholder
from tui.render import standing
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, excerpt, flow, labelled, laid, name, plural, width_of
from tui.render.rows import cursor, own_signs

LABEL = 7
GREGORIAN = days.day_number(1582, 10, 15)
"""The first day of the Gregorian calendar: before it a weekday would be our invention."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a card that the cursor can stand on: a passage that one can open."""

    first: int
    """The index of its first line."""
    last: int
    """The index of its last line."""
    citation: int
    """The index of the citation that it opens."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as lines, and the places in it that lead to a passage."""

    lines: tuple[Line, ...]
    stops: tuple[Stop, ...]


def card(event: Event, width: int, glyphs: Glyphs, own: Mark | None = None) -> Card:
    """The card of an event; the first two of its `width` cells are kept free for the cursor, the last for a margin.

    `own`: what the reader keeps about it.
    """
    inner = max(width - 3, 10)
    lines = [*_head(event, inner, glyphs), *_own(own, inner, glyphs)]
    for part in (_summary, _who, _dates, _said):
        if block := list(part(event, inner)):
            lines += [BLANK, *block]
    lines += [BLANK, (Span("Rests on", "heading"),), *_voices(event, inner)]
    stops = []
    if not event.citations:
        lines += flow("Nothing: no passage stands behind this event.", inner, "warning")
    for number, citation in enumerate(event.citations):
        block = list(_passage(number + 1, citation, inner, glyphs))
        stops.append(Stop(len(lines), len(lines) + len(block) - 1, number))
        lines += [*block, BLANK]
    return Card(tuple(lines), tuple(stops))


def line(shown: Card, index: int, chosen: int, focused: bool, glyphs: Glyphs) -> Line:
    """A line of a card with its margin: the cursor stands before the chosen citation."""
    if index >= len(shown.lines):
        return BLANK
    here = any(stop.citation == chosen and stop.first <= index <= stop.last for stop in shown.stops)
    return (cursor(here, focused, glyphs), Span(" "), *shown.lines[index])


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


def _own(own: Mark | None, width: int, glyphs: Glyphs) -> Iterator[Line]:
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


def _who(event: Event, width: int) -> Iterator[Line]:
    names = ", ".join(f"{name(part.name)} ({name(part.role)})" for part in event.entities)
    if names:
        yield from labelled("Who", flow(names, width - LABEL), LABEL)


def _dates(event: Event, width: int) -> Iterator[Line]:
    """How the date is known: each distinct way that a source gives it, with those who say so."""
    texts = standing.dated(standing.dates(event.citations))
    styled = ((text, "date" if heading else "text") for text, heading in texts)
    lines = (line for text, style in styled for line in _hanging(text, width - LABEL, style))
    yield from labelled("Date", lines, LABEL)


def _hanging(text: str, width: int, style: str) -> Iterator[Line]:
    """A text that may be indented, its further lines indented by two more."""
    inner = text.lstrip()
    margin = len(text) - len(inner)
    for line in flow(inner, width - margin, style, indent=2):
        yield (Span(" " * margin), *line) if margin else line


def _voices(event: Event, width: int) -> Iterator[Line]:
    texts = standing.voices(event.citations)
    yield from labelled("Voices", (line for text in texts for line in flow(text, width - LABEL, indent=2)), LABEL)


def _said(event: Event, width: int) -> Iterator[Line]:
    blocks = [flow(quoted(quotation), width - LABEL) for quotation in event.quotations]
    if blocks:
        yield from labelled("Said", (line for block in blocks for line in block), LABEL)


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
