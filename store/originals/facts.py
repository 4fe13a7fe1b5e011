"""What a store knows of the originals of its sources: positions and hashes. The SQL of this room that asks a store."""

import re

from store import evidence, fields
from store.database import WHOLE_TABLE, Row, Store
from store.originals.placing import Sought
from store.originals.recipe import sha256_of
from store.originals.recognising import Original

_HEX = re.compile("[0-9a-f]+")
_SOURCES = """
SELECT s.id, s.slug, s.sha256, o.text_sha256, o.proof, s.characters, s.kind FROM source s
LEFT JOIN original o ON o.source_id = s.id
"""
_PASSAGES = """
SELECT p.id, p.paragraph, p.original_start, p.original_end, h.hash FROM passage p
LEFT JOIN original_span h ON h.source_id = p.source_id AND h.start = p.original_start AND h."end" = p.original_end
WHERE p.source_id = ? AND p.original_start IS NOT NULL ORDER BY p.original_start, p.original_end, p.id
"""
_OWN_PASSAGES = """
SELECT id, paragraph, start, "end", NULL FROM passage WHERE source_id = ? ORDER BY start, "end", id
"""
_SEALS = "SELECT seal FROM original_seal WHERE source_id = ? ORDER BY number"


def all_originals(store: Store) -> list[Original]:
    """The originals of all sources, in their order. Raises QueryError."""
    return [_original(store, row) for row in store.query(f"{_SOURCES} ORDER BY s.id", deadline=WHOLE_TABLE)]


def original(store: Store, source_id: str) -> Original | None:
    """The original of one source; None where the store holds the document itself. Raises QueryError."""
    row = store.one(f"{_SOURCES} WHERE s.kind = 'digest' AND s.slug = ?", (source_id,))
    return None if row is None else _original(store, row)


def dataset(store: Store) -> str:
    """The id of the dataset that a store was built from: it outlives a rebuild. Raises QueryError."""
    row = store.one("SELECT value FROM meta WHERE key = 'dataset'")
    return str(row[0]) if row else ""


def _original(store: Store, row: Row) -> Original:
    number, slug, sha256, text_sha256, proof, length, kind = row
    where = f"source {number}"
    passages = store.query(_OWN_PASSAGES if kind == "original" else _PASSAGES, (number,), deadline=WHOLE_TABLE)
    return Original(
        source=fields.text(slug, where, "id"),
        sha256=fields.text(sha256 or "", where, "sha256"),
        text_sha256=_hex_or_none(text_sha256, 64, where),
        proof=_hex_or_none(proof, 16, where),
        seals=tuple(_hex(seal, 40, where) for (seal,) in store.query(_SEALS, (number,))),
        sought=tuple(map(_sought, passages)),
        length=fields.whole_or_none(length, where, "length"),
        held=kind == "original",
        sound=kind != "original" or sha256_of(evidence.texts(store, [number])[number]) == sha256,
    )


def _sought(row: Row) -> Sought:
    number, paragraph, start, end, hashed = row
    where = f"passage {number}"
    first, last = fields.span(start, end, where)
    return Sought(number, fields.whole(paragraph, where, "paragraph"), first, last, _hex_or_none(hashed, 40, where))


def _hex_or_none(value: object, length: int, where: str) -> str | None:
    return None if value is None else _hex(value, length, where)


def _hex(value: object, length: int, where: str) -> str:
    found = fields.text(value, where, "hash")
    if len(found) == length and _HEX.fullmatch(found):
        return found
    raise fields.damaged(where, "its hash is no hash")
