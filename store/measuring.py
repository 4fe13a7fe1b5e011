"""A dataset against the originals that its editor has at hand: the hashes that it carries are made from them, and all
that it says of them is computed again. For `store.loading` and `store.checking`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from store.dataset.drafts import (
    CitationDraft,
    EventDraft,
    HashesDraft,
    OriginalDraft,
    PassageDraft,
    QuotationDraft,
    SourceDraft,
)
from store.dates.relative import resolve
from store.dates.standing import places
from store.errors import DateError, Problem
from store.originals import finding, hashing
from store.originals.recipe import Document, NotText, document
from store.originals.recognising import Original, recognised
from store.originals.records import State
from store.vocabulary import RECOMPUTED

Span = tuple[int, int]


@dataclass(slots=True)
class Confirmed:
    """How much of what a dataset says was computed again and found true."""

    originals: int = 0
    sources: int = 0
    """How many originals there are to have."""
    passages: int = 0
    """Positions within their originals."""
    quotations: int = 0
    """Direct quotations that stand there word for word."""
    dates: int = 0
    """Dates stated or computed whose words stand there once, or at the place that is given, and mean the date."""
    hashes: int = 0
    without_hash: int = 0
    """Passages for which nobody has made a hash yet."""
    problems: list[Problem] = field(default_factory=list)
    """What was found to be otherwise."""


def at_hand(folder: Path, sources: Iterable[SourceDraft]) -> tuple[dict[str, Document], list[Problem]]:
    """The verified originals in a folder by source id, and what deserves a look. Raises OpenError."""
    known = [(source, source.original) for source in sources if source.original]
    originals = [_original(source.id, original) for source, original in known]
    found: dict[str, Document] = {}
    problems: dict[str, Problem] = {}
    for path in finding.files([folder]):
        try:
            copies = recognised(document(finding.content(path)), originals)
        except NotText:
            continue
        for copy in copies:
            if copy.state is State.VERIFIED:
                found[copy.source] = copy.document
            else:
                what = "is a changed copy of its original: nothing can be confirmed by it"
                problems[copy.source] = Problem(f"source {copy.source}", f"{path} {what}")
    for source, _ in known:
        if source.id not in found and source.id not in problems:
            what = f"its original is not in {folder}: not verified"
            problems[source.id] = Problem(f"source {source.id}", what, fatal=False)
    return found, [problem for name, problem in problems.items() if name not in found]


def _original(source: str, known: OriginalDraft) -> Original:
    hashes = known.hashes
    if hashes is None:
        return Original(source, known.sha256, None, None, (), ())
    return Original(source, known.sha256, hashes.text_sha256, hashes.proof, hashes.seals, ())


def measured(
    documents: Mapping[str, Document],
    sources: Iterable[SourceDraft],
    events: Iterable[EventDraft],
    quotations: Iterable[QuotationDraft],
) -> dict[str, HashesDraft]:
    """The hashes by source id: made anew where the original is at hand, else those that there were."""
    spans: dict[str, set[Span]] = {}
    told: dict[str, list[Span]] = {}
    for passage, quotation in _passages(events, quotations):
        if passage.original:
            spans.setdefault(passage.source, set()).add(passage.original)
            if quotation and quotation.direct:
                told.setdefault(passage.source, []).append(passage.original)
    found: dict[str, HashesDraft] = {}
    for source in sources:
        if (at_hand := documents.get(source.id)) is not None:
            found[source.id] = _hashes(at_hand, sorted(spans.get(source.id, ())), told.get(source.id, ()))
        elif source.original and source.original.hashes:
            found[source.id] = source.original.hashes
    return found


def with_hashes(source: SourceDraft, hashes: HashesDraft | None) -> SourceDraft:
    """A source with the hashes of its original."""
    if source.original is None:
        return source
    return replace(source, original=replace(source.original, hashes=hashes))


def _hashes(document: Document, spans: Sequence[Span], told: Sequence[Span]) -> HashesDraft:
    text = document.text
    salt = hashing.salt_of(text)
    return HashesDraft(
        text_sha256=document.text_sha256,
        proof=hashing.proof_of(salt),
        seals=hashing.sealed(text, told),
        spans={(start, end): hashing.hash_of(salt, text[start:end]) for start, end in spans if end <= len(text)},
    )


def _passages(
    events: Iterable[EventDraft], quotations: Iterable[QuotationDraft]
) -> Iterator[tuple[PassageDraft, QuotationDraft | None]]:
    for event in events:
        yield from ((citation.passage, None) for citation in event.citations)
    yield from ((quotation.passage, quotation) for quotation in quotations)


def confirm(
    documents: Mapping[str, Document],
    sources: Sequence[SourceDraft],
    events: Iterable[EventDraft],
    quotations: Iterable[QuotationDraft],
) -> Confirmed:
    """Compute again all that the documents allow."""
    found = Confirmed(originals=len(documents), sources=sum(source.original is not None for source in sources))
    by_id = {source.id: source for source in sources}
    for source in sources:
        if source.original and source.id in documents:
            found.problems += _measures(source, source.original, documents[source.id])
    salts = {source: hashing.salt_of(original.text) for source, original in documents.items()}
    for event in events:
        for citation in event.citations:
            if original := documents.get(citation.passage.source):
                _passage(citation.passage, original, by_id, salts, found)
                _date(citation, original, by_id[citation.passage.source], found)
    for quotation in quotations:
        if original := documents.get(quotation.passage.source):
            _passage(quotation.passage, original, by_id, salts, found)
            _words(quotation, original, found)
    return found


def _measures(source: SourceDraft, known: OriginalDraft, document: Document) -> Iterator[Problem]:
    where = source.where.field("original")
    if known.characters != len(document.text):
        yield Problem(where, f"says {known.characters:,} characters, but its text has {len(document.text):,}")
    if document.sha256 == known.sha256 and known.bytes not in (0, document.bytes):
        yield Problem(where, f"says {known.bytes:,} bytes, but it has {document.bytes:,}")
    hashes = known.hashes
    if hashes and (hashes.text_sha256, hashes.proof) != (
        document.text_sha256,
        hashing.proof_of(hashing.salt_of(document.text)),
    ):
        yield Problem(where, "its hashes are not those of the original; build with --originals makes them anew")


def _passage(
    passage: PassageDraft,
    document: Document,
    sources: Mapping[str, SourceDraft],
    salts: Mapping[str, bytes],
    found: Confirmed,
) -> None:
    """The position lies in the original, in one paragraph of it, and its hash is that of the words there."""
    original, where = passage.original, passage.where.field("original")
    known = sources[passage.source].original
    if original is None or known is None:
        return
    words = document.text[slice(*original)]
    if len(words) < original[1] - original[0] or not words.strip():
        found.problems.append(Problem(where, f"{original[0]} to {original[1]} is no place of the original"))
        return
    found.passages += 1
    hashed = known.hashes.spans.get(original) if known.hashes else None
    if hashed is None:
        found.without_hash += 1
    elif hashed != hashing.hash_of(salts[passage.source], words):
        found.problems.append(Problem(where, "its hash is not that of the words in the original"))
    else:
        found.hashes += 1


def _words(quotation: QuotationDraft, document: Document, found: Confirmed) -> None:
    original = quotation.passage.original
    if not quotation.direct or original is None:
        return
    if document.text[slice(*original)] == quotation.passage.words:
        found.quotations += 1
    else:
        what = f"is not what stands in the original at {original[0]} to {original[1]}; give the exact words and place"
        found.problems.append(Problem(quotation.where.field("text"), what))


def _date(citation: CitationDraft, document: Document, source: SourceDraft, found: Confirmed) -> None:
    """The words of the date stand in the passage of the original, and mean the date."""
    original, words = citation.passage.original, citation.date_text
    if citation.date is None or not words or original is None or citation.basis == "inferred":
        return
    field = citation.passage.where.field
    passage = document.text[slice(*original)]
    if citation.original_date:
        words = document.text[slice(*citation.original_date)]
    elif not (standing := places(words, passage)):
        what = f"“{words}” does not stand in the original's passage; say where its words stand: original_date"
        found.problems.append(Problem(field("date_text"), what))
        return
    elif len(standing) > 1 and citation.basis in RECOMPUTED:
        what = f"“{words}” stands in {len(standing)} places of the original's passage; say in which: original_date"
        found.problems.append(Problem(field("date_text"), what))
        return
    if citation.basis not in RECOMPUTED:
        return
    try:
        meant = resolve(words, source.published) if source.published else None
    except DateError as error:
        found.problems.append(Problem(field("date"), f"can't be computed from the original: {error}"))
        return
    if meant is None or meant.date != citation.date:
        said = meant.date.edtf if meant else "nothing without a date of publication"
        what = f"is {citation.date.edtf}, but the original's words mean {said}"
        found.problems.append(Problem(field("date"), what))
        return
    found.dates += 1
