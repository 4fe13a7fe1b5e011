"""The documents that events rest on, without their texts, which are in `store.passages`.

For the screens and the command line.
"""

import json
from collections.abc import Sequence

from store import fields, naming
from store.database import WHOLE_TABLE, Row, Store
from store.records import Source
from store.vocabulary import PUBLISHED_BASES, SOURCE_KINDS

_SELECT = (
    "SELECT s.id, s.slug, s.title, s.publisher, s.author, s.published, s.published_basis, s.published_note,"
    " s.language, s.url, s.obtain, s.rights, s.kind, s.sha256, s.characters, s.events FROM source s"
)


def all_sources(store: Store) -> list[Source]:
    """Every source, in the author's order. Raises QueryError."""
    return [_source(row) for row in store.query(f"{_SELECT} ORDER BY s.id", deadline=WHOLE_TABLE)]


def source(store: Store, source_id: str) -> Source:
    """The source of this id. Raises NotFound, which names the ids that come near, and QueryError."""
    return numbered(store, naming.number(store, "source", source_id))


def numbered(store: Store, number: int) -> Source:
    """The source of this number in the store. Raises QueryError."""
    row = store.one(f"{_SELECT} WHERE s.id = ?", (number,))
    if row is None:
        raise fields.damaged(f"source {number}", "it is missing")
    return _source(row)


def some(store: Store, numbers: Sequence[int]) -> list[Source]:
    """The sources of these numbers, in this order. Raises QueryError."""
    sql = f"{_SELECT} WHERE s.id IN (SELECT value FROM json_each(?))"
    found = {row[0]: row for row in store.query(sql, (json.dumps(list(numbers)),))}
    if missing := next((number for number in numbers if number not in found), None):
        raise fields.damaged(f"source {missing}", "it is missing")
    return [_source(found[number]) for number in numbers]


def _source(row: Row) -> Source:
    where = f"source {row[0]}"
    published_basis, kind, sha256 = row[6], row[12], row[13]
    basis = None if published_basis is None else fields.one_of(PUBLISHED_BASES, published_basis, where, "basis")
    return Source(
        id=fields.text(row[1], where, "id"),
        title=fields.text(row[2], where, "title"),
        publisher=fields.text_or_none(row[3], where, "publisher"),
        author=fields.text_or_none(row[4], where, "author"),
        published=fields.date(row[5], where, "date of publication"),
        published_basis=basis,
        published_note=fields.text_or_none(row[7], where, "note on the date of publication"),
        language=fields.text_or_none(row[8], where, "language"),
        url=fields.text_or_none(row[9], where, "url"),
        obtain=fields.text_or_none(row[10], where, "way to obtain it"),
        rights=fields.text_or_none(row[11], where, "rights"),
        kind=fields.one_of(SOURCE_KINDS, kind, where, "kind"),
        sha256=fields.text_or_none(sha256, where, "sha256"),
        characters=fields.whole_or_none(row[14], where, "length"),
        events=fields.count(row[15], where, "number of events"),
    )
