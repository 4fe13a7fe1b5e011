"""All that sources say of one event, side by side: role, voice, date and words of each citation."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from store.dates.standing import only_place
from store.records import Citation, Event
from tui import cells
from tui.guard import placeholder
from tui.render import standing
from tui.render.card import when
from tui.render.columns import Blocks
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, excerpt, flow, laid, name, plural

_LONGEST = 2000


def blocks(event: Event, glyphs: Glyphs) -> Blocks:
    """The event above, a block for each citation."""

    def above(width: int) -> Sequence[Line]:
        return list(_event(event, width, glyphs))

    return Blocks(above, [_block(number, each, glyphs) for number, each in enumerate(event.citations, 1)])


def _event(event: Event, width: int, glyphs: Glyphs) -> Iterator[Line]:
    yield from flow(excerpt(placeholder(event.row.title[:1000])), width, "title")
    facts = [Span(when(event.row.date), "date"), Span(name(event.row.kind)), Span(event.row.status)]
    facts += [Span(plural(event.row.sources, "source")), Span(plural(event.row.voices, "voice"))]
    yield from laid(facts, f" {glyphs.separator} ", width)
    given = standing.dates(event.citations)
    if standing.disagree(given):
        yield from flow("The sources disagree on the date: no day fits all of them.", width, "caution")
    elif len(given) > 1:
        yield from flow("The sources give different dates, which can all be true.", width, "dim")
    if not event.citations:
        yield from flow("Nothing: no passage stands behind this event.", width, "warning")
    yield BLANK


def _block(number: int, citation: Citation, glyphs: Glyphs) -> Callable[[int], Sequence[Line]]:
    def lines(width: int) -> Sequence[Line]:
        return list(_citation(number, citation, width, glyphs))

    return lines


def _citation(number: int, citation: Citation, width: int, glyphs: Glyphs) -> Iterator[Line]:
    facts = [Span(f"{number} {citation.role}", "strong"), Span(name(citation.source_label), "source")]
    yield from laid(facts, f" {glyphs.separator} ", width)
    published = f"published {citation.published.display}" if citation.published else "date of publication not known"
    yield from flow(f"{published}, paragraph {citation.paragraph}", width, "dim")
    named = standing.attribution(citation)
    voice = name(citation.voice)
    yield from flow(f"Attributed to {named}" if named else "Attributed to nobody", width, indent=2)
    if voice != named:
        yield from flow(f"Voice: {voice}", width, indent=2)
    yield from flow(f"Date: {_date(citation)}", width, "date" if citation.date else "dim", indent=2)
    yield from _words(citation, width)


def _date(citation: Citation) -> str:
    if citation.date is None:
        return "this source gives none"
    words = f"{citation.date.display}, {citation.basis or 'stated'}"
    return f"{words}: “{name(citation.date_text)}”" if citation.date_text else words


def _words(citation: Citation, width: int) -> Iterator[Line]:
    """The passage, the words of the date in it underlined."""
    text = excerpt(citation.words, _LONGEST)
    place = only_place(citation.date_text, citation.words[:_LONGEST]) if citation.date_text else None
    first, last = place or (0, 0)
    for start, end in cells.wrap(text.replace("\n", " "), width):
        edges = sorted({start, end, *(edge for edge in (first, last) if start < edge < end)})
        line = []
        for a, b in pairwise(edges):
            line.append(Span(text[a:b].replace("\n", " "), "lit.dated" if first <= a < last else "passage"))
        yield tuple(line)
