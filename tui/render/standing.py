"""On what an event stands, in words: the dates that its sources give, and the voices. For the card and `show`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from store.dates import Date
from store.records import Citation
from store.vocabulary import SPEAKING_ROLES
from tui.render.lines import name

Grouped = list[tuple[Date, list[str]]]
"""Each date that some source gives, with the ways in which it is given, and by whom."""


def dates(citations: Iterable[Citation]) -> Grouped:
    """How each date is known: basis, words, what they count from, and who says so; the same ways told once."""
    found: dict[str, tuple[Date, dict[str, list[str]]]] = {}
    for citation in citations:
        if citation.date is not None:
            _, ways = found.setdefault(citation.date.edtf, (citation.date, {}))
            ways.setdefault(_how(citation), []).append(name(citation.source_label))
    return [
        (date, [f"{way} ({', '.join(dict.fromkeys(labels))})" for way, labels in ways.items()])
        for date, ways in found.values()
    ]


def disagree(found: Grouped) -> bool:
    """Whether two of the dates can't both be true: they have no day in common."""
    return any(_apart(one, other) for (one, _), (other, _) in combinations(found[:100], 2))


def _apart(one: Date, other: Date) -> bool:
    before = one.hi is not None and other.lo is not None and one.hi < other.lo
    return before or (other.hi is not None and one.lo is not None and other.hi < one.lo)


def _how(citation: Citation) -> str:
    way = citation.basis or "stated"
    if citation.date_text:
        way += f": “{name(citation.date_text)}”"
    if citation.basis == "computed" and citation.published is not None:
        way += f", published {citation.published.display}"
    return way


def dated(found: Grouped) -> Iterator[tuple[str, bool]]:
    """The dates as texts, and whether each is a heading: values that differ stand above those who give them."""
    if len(found) == 1:
        date, ways = found[0]
        yield from ((f"{date.display}, {way}", False) for way in ways)
        return
    if disagree(found):
        yield "The sources disagree:", True
    for date, ways in found:
        yield date.display, True
        yield from ((f"  {way}", False) for way in ways)


def voices(citations: Sequence[Citation]) -> list[str]:
    """Who stands behind an event, each with the numbers of the citations that lead there, and by whom they do.

    Empty where there is nothing to tell: one source that speaks for itself.
    """
    found: dict[str, list[str]] = {}
    for number, citation in enumerate(citations, 1):
        if citation.role in SPEAKING_ROLES:
            found.setdefault(citation.voice, []).append(f"{number}{_way(citation)}")
    several = len({citation.source for citation in citations}) > 1
    if not several and not any(citation.attributed_to or citation.links for citation in citations):
        return []
    return [f"{name(voice)}: {', '.join(numbers)}" for voice, numbers in found.items()]


def _way(citation: Citation) -> str:
    """The links between a citation and its voice: ` through Reuters`, ` as Moscow`."""
    chain = [(citation.attributed_name, "said")] if citation.attributed_name else []
    chain += [(link.name, link.how) for link in citation.links]
    words = ""
    for (called, _), (_, how) in pairwise(chain):
        words += f" {'as' if how == 'stands for' else 'through'} {name(called or '')}"
    return words


def attribution(citation: Citation) -> str:
    """Whom a source attributes its report to, and how that leads on: `Reuters, for State Department`."""
    words = name(citation.attributed_name) if citation.attributed_name else ""
    for link in citation.links:
        joint = {"said": ", citing ", "relays": ", which relays ", "stands for": ", that is, "}.get(link.how)
        words += f"{joint}{name(link.name)}" if joint and words else ""
    return words
