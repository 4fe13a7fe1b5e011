"""The rules that a source, an event with its citations, and a quotation must keep. Pure functions over drafts.

`store.checking` applies them to a dataset before it is built, `store.auditing.audit` to the rows of a store: one
implementation, so that a store can't say what its dataset was not allowed to. Each rule's source is
`sample_data/README.md`.
"""

from collections.abc import Iterator, Mapping

from store import vocabulary
from store.dataset.drafts import CitationDraft, EventDraft, PassageDraft, QuotationDraft, SourceDraft, Where
from store.dates import Date, parse
from store.dates.relative import resolve
from store.dates.standing import places
from store.errors import DateError, Problem

_NO_DAY = parse("0001/9999")
"""For a source of unknown day: words that give a date of their own need none, all others are refused."""
Sources = Mapping[str, SourceDraft]
"""Sources by id; their texts are not needed here."""


def of_source(source: SourceDraft) -> Iterator[Problem]:
    """A digest says what it is a digest of; a date of publication says how it is known."""
    field = source.where.field
    if not source.rights:
        yield Problem(field("rights"), "is missing; say whose the source is and what may be done with it")
    if source.published and not source.published_basis:
        yield Problem(field("published_basis"), "is missing; say whether the date of publication is stated or inferred")
    if source.published_basis and not source.published:
        yield Problem(field("published_basis"), "stands without published; give the date or leave both out")
    if source.published_basis == "inferred" and not source.published_note:
        yield Problem(field("published_note"), "is missing; say in a sentence how the date of publication is inferred")
    if source.kind == "digest":
        if not source.obtain:
            yield Problem(field("obtain"), "is missing; say how the original of this digest can be obtained")
        if source.original is None:
            yield Problem(field("original"), "is missing; a digest names its original: sha256, characters, bytes")
    elif source.kind == "original" and source.original is not None:
        yield Problem(field("original"), "belongs to a digest; this text is the original, so leave it out")


def of_event(event: EventDraft, sources: Sources) -> Iterator[Problem]:
    """Every citation keeps its rules, there is at least one, and the event's date is what they say."""
    if not event.citations:
        yield Problem(event.where.field("citation"), "has no citation; an event rests on at least one passage")
    for entity, role in dict.fromkeys(part for part in event.entities if event.entities.count(part) > 1):
        yield Problem(event.where.field("entities"), f"names “{entity}” twice as “{role}”; once is enough")
    for citation in event.citations:
        yield from of_citation(citation, sources.get(citation.passage.source))
    yield from _date_of(event)


def of_citation(citation: CitationDraft, source: SourceDraft | None) -> Iterator[Problem]:
    """A date comes with its words and its basis, the words stand in the passage, and they mean this date."""
    yield from of_passage(citation.passage, source)
    yield from _date_in_original(citation)
    field = citation.passage.where.field
    if citation.date is None:
        for name in ("date_text", "basis"):
            if getattr(citation, name):
                yield Problem(field(name), "stands without date; give the date or leave it out")
        return
    if not citation.basis:
        yield Problem(field("basis"), f"is missing; a date has one: {', '.join(vocabulary.BASES)}")
    if not citation.date_text:
        yield Problem(field("date_text"), "is missing; give the words of the source that tell the date")
        return
    if citation.basis == "inferred":
        return
    if not places(citation.date_text, citation.passage.words):
        yield Problem(
            field("date_text"),
            f"“{citation.date_text}” does not stand in the passage; give the words as they stand there",
        )
    if citation.basis in vocabulary.RECOMPUTED and source is not None:
        yield from _recomputed(citation, source)


def _date_in_original(citation: CitationDraft) -> Iterator[Problem]:
    """Where the words of the date stand in the original: within the passage, and only for a date that has words."""
    place, passage = citation.original_date, citation.passage.original
    if place is None:
        return
    where = citation.passage.where.field("original_date")
    if passage is None or not citation.date_text:
        yield Problem(where, "stands without original or without date_text; leave it out")
    elif not passage[0] <= place[0] < place[1] <= passage[1]:
        yield Problem(where, f"goes from {place[0]} to {place[1]}, but the passage from {passage[0]} to {passage[1]}")


def _recomputed(citation: CitationDraft, source: SourceDraft) -> Iterator[Problem]:
    """The date that follows from the words, against the one that is given."""
    words, date, field = citation.date_text or "", citation.date, citation.passage.where.field
    try:
        resolution = resolve(words, source.published or _NO_DAY)
    except DateError as error:
        reason = str(error) if source.published else f"source {source.id} has no date of publication; give it"
        yield Problem(field("date"), f"can't be recomputed: {reason}, or give the basis inferred")
        return
    if date is not None and resolution.date != date:
        published = f" in a source published {source.published.edtf}" if source.published else ""
        yield Problem(
            field("date"),
            f"is {date.edtf}, but “{words}”{published} means {resolution.date.edtf} ({resolution.rule});"
            " correct the one or the other",
        )


def _date_of(event: EventDraft) -> Iterator[Problem]:
    """The event's date agrees with a citation, and is no narrower than what its citations together say."""
    given = [citation.date for citation in event.citations if citation.date is not None]
    if event.date is None or not given:
        return
    agreeing = [date for date in given if _overlap(event.date, date)]
    field = event.where.field
    if not agreeing:
        said = ", ".join(dict.fromkeys(date.edtf for date in given))
        yield Problem(
            field("date"),
            f"is {event.date.edtf}, but its citations say {said}; a date agrees with one of them at least",
        )
        return
    lo = max((date.lo for date in agreeing if date.lo is not None), default=None)
    hi = min((date.hi for date in agreeing if date.hi is not None), default=None)
    late = event.date.lo is not None and (lo is None or event.date.lo > lo)
    early = event.date.hi is not None and (hi is None or event.date.hi < hi)
    about = all(date.approximate for date in agreeing) and not event.date.approximate
    maybe = all(date.uncertain for date in agreeing) and not event.date.uncertain
    if late or early or about or maybe:
        said = ", ".join(dict.fromkeys(date.edtf for date in agreeing))
        yield Problem(field("date"), f"is {event.date.edtf}, which says more than its citations: they say {said}")


def _overlap(one: Date, other: Date) -> bool:
    starts = one.lo is None or other.hi is None or one.lo <= other.hi
    return starts and (one.hi is None or other.lo is None or one.hi >= other.lo)


def of_fulfilment(where: Where, planned: str, status: str) -> Iterator[Problem]:
    """What an event carries out was announced."""
    if status != "planned":
        what = f"“{planned}” has the status {status}; only a planned event is carried out by another"
        yield Problem(where.field("fulfils"), what)


def of_quotation(quotation: QuotationDraft, source: SourceDraft | None) -> Iterator[Problem]:
    """A direct quotation is as long in the original as it is here."""
    yield from of_passage(quotation.passage, source)
    original = quotation.passage.original
    if quotation.direct and original is not None and original[1] - original[0] != len(quotation.passage.words):
        yield Problem(
            quotation.where.field("original"),
            f"has {original[1] - original[0]} characters, but the words have {len(quotation.passage.words)};"
            " a direct quotation stands in the original exactly as it is here",
        )


def of_passage(passage: PassageDraft, source: SourceDraft | None) -> Iterator[Problem]:
    """A passage of a digest says where it stands in the original, within its length."""
    if source is None:
        return
    where = passage.where.field("original")
    if source.kind == "original":
        if passage.original is not None:
            yield Problem(where, f"belongs to a passage of a digest; the text of source {source.id} is the original")
    elif passage.original is None:
        yield Problem(
            where, f"is missing; source {source.id} is a digest: say where the passage stands in the original"
        )
    elif (
        source.original is not None and not 0 <= passage.original[0] < passage.original[1] <= source.original.characters
    ):
        start, end = passage.original
        yield Problem(
            where, f"goes from {start} to {end}, but the original has {source.original.characters} characters"
        )
