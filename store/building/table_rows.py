"""Drafts as rows of a store's tables, for `store.building.writing`: the columns of each table and the values in
their order.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from store.dataset.drafts import CitationDraft, EventDraft, SourceDraft

Row = Sequence[object]

COLUMNS: dict[str, tuple[str, ...]] = {
    "source": (
        "id", "slug", "title", "publisher", "author", "published", "published_basis", "published_note", "language",
        "url", "obtain", "rights", "kind", "sha256", "characters", "bytes",
    ),
    "source_text": ("source_id", "text"),
    "paragraph": ("source_id", "number", "start", "end"),
    "mention": ("source_id", "start", "end", "entity_id"),
    "entity": ("id", "slug", "name", "kind", "note", "stands_for", "part_of"),
    "alias": ("entity_id", "name", "kind"),
    "passage": ("id", "source_id", "paragraph", "start", "end", "original_start", "original_end"),
    "kind": ("id", "name"),
    "event": (
        "id", "slug", "kind_id", "status", "edtf", "lo", "hi", "day", "reach", "seq", "fulfils", "sources", "voices",
        "title", "summary",
    ),
    "event_entity": ("event_id", "entity_id", "role"),
    "tag": ("id", "name"),
    "event_tag": ("event_id", "tag_id"),
    "citation": ("id", "event_id", "passage_id", "role", "attributed_to", "edtf", "date_text", "basis"),
    "voice": ("citation_id", "step", "entity_id", "how"),
    "original": ("source_id", "text_sha256", "proof"),
    "original_seal": ("source_id", "number", "seal"),
    "original_span": ("source_id", "start", "end", "hash"),
    "original_date": ("citation_id", "start", "end"),
    "quotation": ("id", "slug", "speaker_id", "direct", "passage_id", "event_id", "edtf", "day", "text"),
    "posting": ("facet", "key", "n", "form", "data"),
    "event_spread": ("day", "starting", "started", "ended", "exact", "amount", "rate"),
    "event_lasting": ("level", "first", "event_id", "last"),
    "event_run": ("event_id", "lo", "day", "hi"),
    "silence": ("event_id",),
    "entity_place": ("entity_id", "by_events", "by_name", "by_first", "first_event", "last_event"),
    "entity_pair": ("entity_id", "place", "other_id", "events"),
    "said_of": ("entity_id", "place", "quotation_id"),
    "meta": ("key", "value"),
}  # fmt: skip

COUNTING = (
    "UPDATE source SET events = n FROM posting WHERE facet = 'source' AND key = source.slug",
    "UPDATE entity SET events = n FROM posting WHERE facet = 'entity' AND key = entity.slug",
    "UPDATE entity SET quotations = n FROM (SELECT speaker_id, count(*) AS n FROM quotation GROUP BY speaker_id)"
    " WHERE speaker_id = id",
)
"""What counts in each source and each entity its events and its quotations, once all rows are written."""


def source_row(number: int, source: SourceDraft) -> Row:
    """The row of a source; of a text that is itself the document, the hash and the lengths are its own."""
    if source.original:
        measures: tuple[str, int, int] = (source.original.sha256, source.original.characters, source.original.bytes)
    else:
        data = source.text.encode()
        measures = (hashlib.sha256(data).hexdigest(), len(source.text), len(data))
    return (
        number,
        source.id,
        source.title,
        source.publisher,
        source.author,
        source.published.edtf if source.published else None,
        source.published_basis,
        source.published_note,
        source.language,
        source.url,
        source.obtain,
        source.rights,
        source.kind,
        *measures,
    )


def original_rows(number: int, source: SourceDraft) -> Iterator[tuple[str, Row]]:
    """What the document behind a digest is known by: rows with the names of their tables."""
    hashes = source.original.hashes if source.original else None
    if hashes is not None:
        yield "original", (number, hashes.text_sha256, hashes.proof)
        for index, seal in enumerate(hashes.seals, 1):
            yield "original_seal", (number, index, seal)
        for (start, end), hashed in hashes.spans.items():
            yield "original_span", (number, start, end, hashed)


def citation_rows(
    identity: tuple[int, int, int],
    citation: CitationDraft,
    links: Iterable[tuple[str, str]],
    number: Callable[[str | None], int | None],
) -> Iterator[tuple[str, Row]]:
    """A citation with its links and the place of its date: rows with the names of their tables.

    `identity`: the numbers of the citation, its event and its passage; `number` gives that of an entity.
    """
    date = citation.date.edtf if citation.date else None
    voice = number(citation.attributed_to)
    yield "citation", (*identity, citation.role, voice, date, citation.date_text, citation.basis)
    for step, (entity, how) in enumerate(links, 1):
        yield "voice", (identity[0], step, number(entity), how)
    if citation.original_date:
        yield "original_date", (identity[0], *citation.original_date)


def event_row(number: int, event: EventDraft, kind: int, reach: int | None, voices: int) -> Row:
    """The row of an event, with how many sources and voices it rests on."""
    date = event.date
    days = (date.edtf, date.lo, date.hi, date.sort_day) if date else (None, None, None, None)
    return (
        number, event.id, kind, event.status, *days, reach, event.seq, event.fulfils, len(sources_of(event)),
        voices, event.title, event.summary,
    )  # fmt: skip


def sources_of(event: EventDraft) -> set[str]:
    """The ids of the sources that an event rests on."""
    return {citation.passage.source for citation in event.citations}
