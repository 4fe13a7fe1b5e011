"""What stands behind events: their citations and quotations, with the words of each passage.

For `store.chronology`, `store.passages` and `store.quotations`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from store import fields
from store.database import Row, Store
from store.records import Citation, Link, Quotation
from store.vocabulary import BASES, CITATION_ROLES, LINKS

_TEXTS_AT_ONCE = 16
"""Sources whose texts are in memory together: one may be a book."""

# LEFT JOIN throughout: what should be there and isn't must be noticed, not left out.
_CITATIONS = """
SELECT c.event_id, s.slug, s.publisher, s.title, p.id, p.paragraph, p.start, p."end", c.role,
  c.attributed_to, a.slug, a.name, c.edtf, c.date_text, c.basis, s.published, s.sha256,
  p.original_start, p.original_end, p.source_id, c.id, d.start, d."end"
FROM citation c LEFT JOIN passage p ON p.id = c.passage_id LEFT JOIN source s ON s.id = p.source_id
LEFT JOIN entity a ON a.id = c.attributed_to LEFT JOIN original_date d ON d.citation_id = c.id
WHERE c.event_id BETWEEN ? AND ? ORDER BY c.event_id, c.id
"""

_LINKS = """
SELECT v.citation_id, x.slug, x.name, v.how FROM citation c JOIN voice v ON v.citation_id = c.id
LEFT JOIN entity x ON x.id = v.entity_id WHERE c.event_id BETWEEN ? AND ? ORDER BY v.citation_id, v.step
"""

_QUOTATIONS = """
SELECT q.event_id, q.slug, x.slug, x.name, q.direct, q.text, q.edtf, e.slug, s.slug, s.publisher, s.title,
  p.id, p.paragraph, p.start, p."end", s.sha256, p.original_start, p.original_end, q.id
FROM quotation q LEFT JOIN entity x ON x.id = q.speaker_id LEFT JOIN event e ON e.id = q.event_id
LEFT JOIN passage p ON p.id = q.passage_id LEFT JOIN source s ON s.id = p.source_id
"""


def citations(store: Store, first: int, last: int) -> dict[int, list[Citation]]:
    """The citations of the events from one ordinal to another, by event, in the author's order.

    Raises QueryError.
    """
    rows = store.query(_CITATIONS, (first, last))
    links = _links(store, first, last)
    spans = [_place(row) for row in rows]
    found: dict[int, list[Citation]] = {}
    for row, words in zip(rows, _words(store, spans), strict=True):
        found.setdefault(row[0], []).append(_citation(row, words, tuple(links.get(row[20], ()))))
    return found


def _links(store: Store, first: int, last: int) -> dict[int, list[Link]]:
    """The links of the citations of some events, by the citation's number."""
    found: dict[int, list[Link]] = {}
    for number, slug, name, how in store.query(_LINKS, (first, last)):
        where = f"citation {number}"
        voice, called = fields.text(slug, where, "voice"), fields.text(name, where, "voice's name")
        found.setdefault(number, []).append(Link(voice, called, fields.one_of(LINKS, how, where, "link")))
    return found


def quotations(store: Store, first: int, last: int) -> dict[int, list[Quotation]]:
    """The quotations of the events from one ordinal to another, by event. Raises QueryError."""
    sql = f"{_QUOTATIONS} WHERE q.event_id BETWEEN ? AND ? ORDER BY q.event_id, q.id"
    found: dict[int, list[Quotation]] = {}
    for row in store.query(sql, (first, last)):
        found.setdefault(row[0], []).append(_quotation(row))
    return found


def quotations_of(store: Store, numbers: Sequence[int]) -> list[Quotation]:
    """The quotations of these numbers, in this order. Raises QueryError."""
    sql = f"{_QUOTATIONS} WHERE q.id IN (SELECT value FROM json_each(?))"
    found = {row[-1]: row for row in store.query(sql, (json.dumps(list(numbers)),))}
    return [_quotation(found[number]) for number in numbers if number in found]


def _place(row: Row) -> tuple[int, int, int]:
    where = f"event {row[0]}"
    return fields.whole(row[19], where, "passage"), *fields.span(row[6], row[7], where)


def _citation(row: Row, words: str, links: tuple[Link, ...]) -> Citation:
    (event, source, publisher, title, passage, paragraph, start, end, role, speaker) = row[:10]
    (attributed_to, name, edtf, date_text, basis, published, sha256) = row[10:17]
    where = f"event {event}"
    return Citation(
        source=fields.text(source, where, "source"),
        source_label=label(publisher, title, where),
        passage=fields.whole(passage, where, "passage"),
        paragraph=fields.whole(paragraph, where, "paragraph"),
        start=start,
        end=end,
        words=words,
        role=fields.one_of(CITATION_ROLES, role, where, "citation's role"),
        attributed_to=None if speaker is None else fields.text(attributed_to, where, "voice"),
        attributed_name=None if speaker is None else fields.text(name, where, "voice's name"),
        date=fields.date(edtf, where, "citation's date"),
        date_text=fields.text_or_none(date_text, where, "date's words"),
        basis=None if basis is None else fields.one_of(BASES, basis, where, "date's basis"),
        published=fields.date(published, where, "source's date of publication"),
        original=fields.original(sha256, row[17], row[18], where),
        original_date=None if row[21] is None else fields.span(row[21], row[22], where),
        links=links,
    )


def _quotation(row: Row) -> Quotation:
    (event_id, slug, speaker, name, direct, words, edtf, event, source, publisher, title, passage) = row[:12]
    (paragraph, start, end, sha256, original_start, original_end, number) = row[12:]
    where = f"quotation {number}"
    first, last = fields.span(start, end, where)
    return Quotation(
        id=fields.text(slug, where, "id"),
        speaker=fields.text(speaker, where, "speaker"),
        speaker_name=fields.text(name, where, "speaker's name"),
        direct=bool(fields.whole(direct, where, "mark for direct speech")),
        text=fields.text(words, where, "text"),
        date=fields.date(edtf, where),
        event=None if event_id is None else fields.text(event, where, "event"),
        source=fields.text(source, where, "source"),
        source_label=label(publisher, title, where),
        passage=fields.whole(passage, where, "passage"),
        paragraph=fields.whole(paragraph, where, "paragraph"),
        start=first,
        end=last,
        original=fields.original(sha256, original_start, original_end, where),
    )


def label(publisher: object, title: object, where: str) -> str:
    """How a source is named in a line. Raises QueryError."""
    return fields.text(publisher or title, where, "source's title")


def _words(store: Store, places: Sequence[tuple[int, int, int]]) -> list[str]:
    """The words at these places (source, start, end). Each text is read once, and few are held together."""
    words = [""] * len(places)
    by_source: dict[int, list[int]] = {}
    for index, (source, _, _) in enumerate(places):
        by_source.setdefault(source, []).append(index)
    sources = list(by_source)
    for at in range(0, len(sources), _TEXTS_AT_ONCE):
        some = sources[at : at + _TEXTS_AT_ONCE]
        for source, text in texts(store, some).items():
            for index in by_source[source]:
                _, start, end = places[index]
                fields.within(end, len(text), f"source {source}")
                words[index] = text[start:end]
    return words


def texts(store: Store, sources: Sequence[int]) -> dict[int, str]:
    """The texts of sources, by their numbers. Raises QueryError where one is missing."""
    sql = "SELECT source_id, text FROM source_text WHERE source_id IN (SELECT value FROM json_each(?))"
    found: dict[int, object] = dict(store.query(sql, (json.dumps(list(sources)),)))
    return {source: fields.text(found.get(source), f"source {source}", "text") for source in sources}
