"""Posting lists as sets of events. `store.building.postings` says what they are."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Sequence

from store import fields
from store.database import WHOLE_TABLE, Row, Store
from store.selecting.events import bits_of

_KEYS = """
SELECT p.form, p.data, p.facet || ' ' || p.key FROM json_each(?2) k
CROSS JOIN posting p ON p.facet = ?1 AND p.key = k.value
"""
_AT_ONCE = 5000


def bits(store: Store, facet: str, keys: Sequence[str], size: int) -> int:
    """The events that have one of these values of a facet. Raises QueryError."""
    found, ids = 0, array("I")
    for at in range(0, len(keys), _AT_ONCE):
        some = json.dumps(keys[at : at + _AT_ONCE])
        for row in store.query(_KEYS, (facet, some), deadline=WHOLE_TABLE):
            if row[0] == "bits":
                found |= dense(row, size)
            else:
                ids.extend(sparse(row, size))
    return found | bits_of(ids, size, f"the postings of {facet}") if ids else found


def dense(row: Row, size: int) -> int:
    """A posting of the form `bits`: form, data, name. Raises QueryError."""
    found = int.from_bytes(_data(row), "little")
    if found.bit_length() > size:
        raise fields.damaged(f"posting {row[2]}", "it names an event that there is not")
    return found


def sparse(row: Row, size: int) -> array[int]:
    """A posting of the form `array`: form, data, name. Raises QueryError."""
    data = _data(row)
    if row[0] != "array" or len(data) % 4:
        raise fields.damaged(f"posting {row[2]}", "it has no form that there is")
    ids = array("I")
    ids.frombytes(data)
    if sys.byteorder == "big":  # pragma: no cover
        ids.byteswap()
    if ids and (ids[0] < 1 or ids[-1] > size):
        raise fields.damaged(f"posting {row[2]}", "it names an event that there is not")
    return ids


def _data(row: Row) -> bytes:
    if isinstance(row[1], bytes):
        return row[1]
    raise fields.damaged(f"posting {row[2]}", "its data are no bytes")


def counts(store: Store, facet: str, keys: Sequence[str]) -> dict[str, int]:
    """How many events have each of these values of a facet; of none there is no number. Raises QueryError."""
    sql = "SELECT key, n FROM posting WHERE facet = ? AND key IN (SELECT value FROM json_each(?))"
    rows = store.query(sql, (facet, json.dumps(list(keys))), deadline=WHOLE_TABLE)
    return {
        fields.text(key, f"the postings of {facet}", "key"): fields.count(number, f"posting {key}", "count")
        for key, number in rows
    }
