"""Lights where the terms of a search stand in lines that are drawn."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from store.search.hits import Hits
from store.search.terms import Term, spans
from tui.guard import guard
from tui.render.lines import Line, Span, plural

WORDS = frozenset({"title", "selected", "text", "passage", "source", "name"})
"""The styles of what comes from a store and is searched; what we say ourselves has others."""
_APART = Span("\n", "dim")
"""Between lines: a phrase goes on over a line's end."""


def lit(lines: Sequence[Line], terms: Sequence[Term]) -> Sequence[Line]:
    """Lines that follow each other, with the terms in them in the style `hit`."""
    if not terms:
        return lines
    pieces = [span for line in lines for span in (*line, _APART)]
    searched = "".join(text if style in WORDS else "\n" * len(text) for text, style in pieces)
    found = spans(searched, terms)
    if not found:
        return lines
    starts = accumulate((len(text) for text, _ in pieces), initial=0)
    parts = (list(_cut(span, start, found)) for span, start in zip(pieces, starts, strict=False))
    return [tuple(part for _ in (*line, _APART) for part in next(parts) if part is not _APART) for line in lines]


def _cut(span: Span, start: int, found: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """A span that begins at a position, cut where hits begin and end."""
    if span.style not in WORDS:
        yield span
        return
    at, end = start, start + len(span.text)
    for first, last in found:
        first, last = max(first, at), min(last, end)
        if first < last:
            if at < first:
                yield Span(span.text[at - start : first - start], span.style)
            yield Span(span.text[first - start : last - start], "hit")
            at = last
    if at < end or not span.text:
        yield Span(span.text[at - start :], span.style)


def number(hits: Hits | None, place: int, width: int) -> str:
    """Which hit a place is, of how many; `~` and `≥` until all are found."""
    if hits is None:
        return "searching …"
    about, least = ("", "") if hits.whole else ("~", "≥ ")
    if not hits.count:
        return "no hit" if hits.whole else "searching …"
    if place in hits:
        which = f"{about}{hits.number(place):,}"
        return f"hit {which} of {least}{hits.count:,}" if width >= 60 else f"{which}/{least}{hits.count:,}"
    return f"{least}{plural(hits.count, 'hit')}"


def nothing(hits: Hits, terms: Sequence[Term]) -> str:
    """Why a search has no hit."""
    if hits.lacking:
        missing = " and no event has ".join(f"“{guard(typed)}”" for typed in hits.lacking)
        said = f"No event has {missing}."
    elif hits.outside:
        outside = "1 event that is not in view does" if hits.outside == 1 else f"{hits.outside:,} not in view do"
        said = f"No event in view has {_all(terms)}; {outside}."
    else:
        said = f"Each word occurs, but no event has {_all(terms)}."
    return f"{said} Titles, summaries and names alone: the store has no full text." if hits.untold else said


def _all(terms: Sequence[Term]) -> str:
    return f"“{guard(terms[0].typed)}”" if len(terms) == 1 else "all of these words"
