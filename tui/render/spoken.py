"""What was said: quotations as rows of a list, and one utterance as several sources give it, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.dates.period_names import heading as date_heading
from store.dates.stepping import Unit
from store.records import EventRow, Quotation
from store.utterances import By, Spoken, Utterance
from store.utterances import Line as Said
from store.wording import Piece, compare, merged
from store.wording import Said as Stands
from tui import cells
from tui.guard import guard_body, placeholder
from tui.render.card import quoted
from tui.render.columns import Blocks
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, apart, field, flow, laid, name, plural, width_of
from tui.render.rows import heading

LONGEST = 8000
"""Code points of a quotation that are shown."""
MOST_BESIDES = 8
"""Other quotations of the occasion that are told below an utterance."""
_DATE = 16
_INK = {Stands.SAME: "text", Stands.DIFFERENT: "lit", Stands.BEYOND: "dim"}


def row(said: Said, width: int, marker: Span, by: By, glyphs: Glyphs) -> Line:
    """A quotation as a line of the list: exact words in quotation marks, reported speech with the word before it."""
    quotation = said.quotation
    date = quotation.date.display if quotation.date else "undated"
    again = Span(glyphs.lit if said.again else " ", "cursor")
    left: list[Span] = [marker, again, Span(cells.pad(cells.cut(date, _DATE - 1), _DATE), "date")]
    if by is By.DATE:
        speaker = 16 if width < 100 else 26
        called = field(quotation.speaker_name, speaker - 1, "strong")
        left.append(Span(cells.pad(called.text, speaker), called.style))
    source: Line = ()
    if width >= 72:
        room = 16 if width < 100 else 30
        source = (Span(" "), field(quotation.source_label, room, "source"), Span(" "))
    room = max(width - width_of(tuple(left)) - width_of(source) - 1, 10)
    return apart((*left, *_words(quotation, room)), source, width)


def _words(quotation: Quotation, room: int) -> Line:
    text = placeholder(quotation.text[: 9 * room].replace("\n", " "))
    if quotation.direct:
        return (Span("“", "dim"), field(text, room - 2), Span("”", "dim"))
    return (Span("reported: ", "dim"), field(text, room - 10))


def headings(spoken: Spoken, place: int, said: Said, before: Said | None, width: int, glyphs: Glyphs) -> Sequence[Line]:
    """What stands above a quotation: its speaker, or its month, where another begins. `before`: None at the top."""
    if spoken.by is By.SPEAKER:
        if before is not None and before.quotation.speaker == said.quotation.speaker:
            return ()
        count = plural(spoken.of_speaker(place), "quotation")
        label = field(said.quotation.speaker_name, max(width - len(count) - 8, 8)).text
        return (heading(f"{label} {glyphs.separator} {count}", width, glyphs),)
    period = _period(said.quotation)
    return () if before is not None and _period(before.quotation) == period else (heading(period, width, glyphs),)


def _period(quotation: Quotation) -> str:
    return "Undated" if quotation.date is None else date_heading(quotation.date, Unit.MONTH)


@dataclass(frozen=True, slots=True)
class Version:
    """One source's version of an utterance, with how its words stand to those of the others."""

    quotation: Quotation
    pieces: tuple[Piece, ...]
    """Empty where there is nothing to compare."""


def versions(utterance: Utterance) -> tuple[Version, ...]:
    """The versions, each compared with the first; the first with all others. Takes a while for very long ones."""
    first, *others = utterance.versions
    compared = [compare(_text(first), _text(other)) for other in others]
    head = merged([found.one for found in compared]) if compared else ()
    pairs = zip(others, compared, strict=True)
    return (Version(first, head), *(Version(other, found.other) for other, found in pairs))


def _text(quotation: Quotation) -> str:
    return quotation.text[:LONGEST].replace("\n", " ")


def blocks(found: Sequence[Version], besides: Sequence[Quotation], event: EventRow | None, glyphs: Glyphs) -> Blocks:
    """An utterance: who said it and when, each version, and what else is told of the occasion."""

    def above(width: int) -> Sequence[Line]:
        quotation = found[0].quotation
        facts = [name(quotation.speaker_name), quotation.date.display if quotation.date else "undated"]
        if len(found) > 1:
            facts.append(plural(len(found), "version"))
        lines = [heading(field(f" {glyphs.separator} ".join(facts), max(width - 6, 8)).text, width, glyphs)]
        if event is not None:
            lines += ((Span(" "), *line) for line in flow(f"At: {placeholder(name(event.title))}", width - 1, "dim"))
        return [*lines, BLANK]

    def below(width: int) -> Sequence[Line]:
        return [(Span(" "), *line) for line in _below(found, besides, width - 1)]

    return Blocks(above, [_Block(number, version, glyphs) for number, version in enumerate(found, 1)], below)


@dataclass(frozen=True, slots=True)
class _Block:
    number: int
    version: Version
    glyphs: Glyphs

    def __call__(self, width: int) -> list[Line]:
        quotation = self.version.quotation
        kind = "exact words" if quotation.direct else "reported speech"
        facts = [Span(f"{self.number} {kind}", "strong"), Span(name(quotation.source_label), "source")]
        lines = list(laid(facts, f" {self.glyphs.separator} ", width))
        return [*lines, (Span(f"paragraph {quotation.paragraph}", "dim"),), *_lit(self.version, width)]


def _lit(version: Version, width: int) -> Iterator[Line]:
    """The words of a version, those that differ lit, those beyond the other version pale."""
    quotation, text = version.quotation, _text(version.quotation)
    shown = guard_body(text)
    mark = "“" if quotation.direct else ""
    pieces = version.pieces or (Piece(0, len(text), Stands.SAME),)
    more = len(quotation.text) - len(text)
    words = f"{mark}{shown}{'”' if mark else ''}" + (f" (+{more:,} characters)" if more > 0 else "")
    shift = len(mark)
    for start, end in cells.wrap(words, width):
        line, at = [], start
        for piece in pieces:
            first, last = max(piece.start + shift, at), min(piece.end + shift, end)
            if first >= last:
                continue
            if at < first:
                line.append(Span(words[at:first]))
            line.append(Span(words[first:last], _INK[piece.said]))
            at = last
        if at < end:
            line.append(Span(words[at:end]))
        yield tuple(line)


def _below(found: Sequence[Version], besides: Sequence[Quotation], width: int) -> Iterator[Line]:
    if len(found) > 1:
        yield from flow("Lit words differ; pale ones stand beyond what the other source gives.", width, "dim")
    if besides:
        yield BLANK
        yield (Span("Also told of this speaker at the same event or day", "heading"),)
    for quotation in besides[:MOST_BESIDES]:
        label = name(quotation.source_label)
        yield from flow(f"{quoted(quotation)} – {label}, paragraph {quotation.paragraph}", width, indent=2)
    if len(besides) > MOST_BESIDES:
        yield (Span(f"and {len(besides) - MOST_BESIDES:,} more", "dim"),)
