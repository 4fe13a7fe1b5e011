"""The rows of a store as the drafts that they were made from, for `store.auditing.audit`.

They come through the modules that the screens read with, so that what is checked is what people see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from store import evidence
from store.database import WHOLE_TABLE, Store
from store.dataset.drafts import (
    AliasDraft,
    CitationDraft,
    EntityDraft,
    EventDraft,
    HashesDraft,
    OriginalDraft,
    PassageDraft,
    QuotationDraft,
    SourceDraft,
    Where,
)
from store.fields import text_or_none
from store.originals.facts import all_originals
from store.originals.recognising import Original
from store.records import Citation, Event, Quotation
from store.sources import all_sources

_AT_ONCE = 500


def sources(store: Store) -> dict[int, SourceDraft]:
    """Every source by its number, without its text. Raises QueryError."""
    numbers = [number for (number,) in store.query("SELECT id FROM source ORDER BY id", deadline=WHOLE_TABLE)]
    found = {}
    for number, source in zip(numbers, all_sources(store), strict=True):
        digest = source.kind == "digest" and source.sha256 is not None
        found[number] = SourceDraft(
            id=source.id,
            title=source.title,
            kind=source.kind,
            text="",
            rights=source.rights,
            publisher=source.publisher,
            published=source.published,
            published_basis=source.published_basis,
            published_note=source.published_note,
            obtain=source.obtain,
            original=OriginalDraft(source.sha256 or "", source.characters or 0, 0) if digest else None,
            where=Where(f"source {source.id}"),
        )
    return found


def with_hashes(store: Store, found: Iterable[SourceDraft]) -> list[SourceDraft]:
    """Sources with what the store knows their originals by. Raises QueryError."""
    known = {original.source: original for original in all_originals(store)}
    return [replace(source, original=_hashed(source.original, known.get(source.id))) for source in found]


def _hashed(draft: OriginalDraft | None, known: Original | None) -> OriginalDraft | None:
    if draft is None or known is None or known.text_sha256 is None or known.proof is None:
        return draft
    spans = {(each.start, each.end): each.hashed for each in known.sought if each.hashed}
    return replace(draft, hashes=HashesDraft(known.text_sha256, known.proof, known.seals, spans))


def entities(store: Store) -> list[EntityDraft]:
    """Every entity with its other names. Raises QueryError."""
    sql = (
        "SELECT x.id, x.slug, x.name, x.kind, s.slug, p.slug FROM entity x LEFT JOIN entity s ON s.id = x.stands_for"
        " LEFT JOIN entity p ON p.id = x.part_of ORDER BY x.id"
    )
    aliases: dict[object, list[AliasDraft]] = {}
    for number, name, kind in store.query("SELECT entity_id, name, kind FROM alias", deadline=WHOLE_TABLE):
        aliases.setdefault(number, []).append(AliasDraft(str(name), str(kind)))
    return [
        EntityDraft(
            id=str(slug),
            name=str(name),
            kind=str(kind),
            stands_for=text_or_none(stands_for, f"entity {slug}", "stands_for"),
            part_of=text_or_none(part_of, f"entity {slug}", "part_of"),
            aliases=tuple(aliases.get(number, ())),
            where=Where(f"entity {slug}"),
        )
        for number, slug, name, kind, stands_for, part_of in store.query(sql, deadline=WHOLE_TABLE)
    ]


def event(record: Event, seq: int) -> EventDraft:
    """An event as its draft."""
    where = Where(f"event {record.row.id}")
    return EventDraft(
        id=record.row.id,
        title=record.row.title,
        kind=record.row.kind,
        status=record.row.status,
        date=record.row.date,
        summary=record.summary,
        seq=seq,
        fulfils=record.fulfils,
        tags=record.tags,
        entities=tuple((part.entity, part.role) for part in record.entities),
        citations=tuple(
            _citation(each, where.part(f"citation {number}")) for number, each in enumerate(record.citations, 1)
        ),
        where=where,
    )


def _citation(record: Citation, where: Where) -> CitationDraft:
    return CitationDraft(
        passage=_passage(record, record.words, where),
        role=record.role,
        attributed_to=record.attributed_to,
        relayed=tuple(link.entity for link in record.links if link.how == "said"),
        date=record.date,
        date_text=record.date_text,
        basis=record.basis,
        original_date=record.original_date,
    )


def _passage(record: Citation | Quotation, words: str, where: Where) -> PassageDraft:
    original = (record.original.start, record.original.end) if record.original else None
    return PassageDraft(record.source, record.paragraph, words, record.start, record.end, original, where)


def quotations(store: Store) -> Iterator[QuotationDraft]:
    """Every quotation, read a few at a time. Raises QueryError."""
    numbers = [number for (number,) in store.query("SELECT id FROM quotation ORDER BY id", deadline=WHOLE_TABLE)]
    for at in range(0, len(numbers), _AT_ONCE):
        for record in evidence.quotations_of(store, numbers[at : at + _AT_ONCE]):
            where = Where(f"quotation {record.id}")
            passage = _passage(record, record.text, where)
            yield QuotationDraft(record.id, record.speaker, record.direct, passage, record.date, record.event, where)
