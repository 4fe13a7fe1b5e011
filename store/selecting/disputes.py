"""Where sources disagree, and what was denied by whom.

An event is disputed if its status says so, if a citation disputes or denies it, or if two of its citations (context
aside) give dates that have no day in common.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from store import fields
from store.database import WHOLE_TABLE, Store
from store.dates import Date
from store.selecting import postings
from store.selecting.events import bits_of
from store.selecting.memory import AT_ONCE, memory
from store.selecting.names import Meant

_AGAINST = "SELECT DISTINCT event_id FROM citation WHERE id BETWEEN ? AND ? AND role IN ('disputes', 'denies')"
_DATES = """
SELECT event_id, group_concat(DISTINCT edtf) FROM citation INDEXED BY citation_event
WHERE event_id BETWEEN ? AND ? AND edtf IS NOT NULL AND role <> 'context'
GROUP BY event_id HAVING min(edtf) <> max(edtf)
"""
_ATTRIBUTED = """
SELECT event_id FROM citation WHERE id BETWEEN ?1 AND ?2 AND role = 'denies'
AND attributed_to IN (SELECT value FROM json_each(?3))
"""
_RELAYED = """
SELECT c.event_id FROM voice v CROSS JOIN citation c ON c.id = v.citation_id
WHERE v.entity_id IN (SELECT value FROM json_each(?)) AND c.role = 'denies' AND v.how <> 'publishes'
"""
_NAMED = """
SELECT DISTINCT c.event_id FROM json_each(?) x CROSS JOIN mention m ON m.entity_id = x.value
CROSS JOIN passage p ON p.source_id = m.source_id AND p.start <= m.start AND p."end" >= m."end"
CROSS JOIN citation c ON c.passage_id = p.id WHERE c.role = 'denies' AND c.attributed_to IS NULL
"""


def disputed(store: Store) -> int:
    """The events on which sources disagree. Raises QueryError."""
    known = memory(store)
    found = postings.bits(store, "status", ["disputed"], known.size)
    for first, last in _stretches(store, "citation"):
        rows = store.query(_AGAINST, (first, last), deadline=WHOLE_TABLE)
        found |= bits_of((number for (number,) in rows), known.size, "the table citation")
    return found | bits_of(_apart(store), known.size, "the table citation")


def _apart(store: Store) -> Iterator[int]:
    """The events that citations date to days of which none is the same."""
    for first, last in _stretches(store, "event"):
        for number, texts in store.query(_DATES, (first, last), deadline=WHOLE_TABLE):
            where = f"event {number}"
            dates = [fields.date(text, where, "citation's date") for text in _split(fields.text(texts, where, "dates"))]
            if not _agree([date for date in dates if date]):
                yield number


def _split(texts: str) -> list[str]:
    """Dates joined by commas; a comma within brackets belongs to a date."""
    found, depth = [""], 0
    for char in texts:
        depth += (char == "[") - (char == "]")
        if char == "," and depth == 0:
            found.append("")
        else:
            found[-1] += char
    return found


def _agree(dates: list[Date]) -> bool:
    """Whether some day may be meant by all of them."""
    lo = max((date.lo for date in dates if date.lo is not None), default=None)
    hi = min((date.hi for date in dates if date.hi is not None), default=None)
    return lo is None or hi is None or lo <= hi


def denied_by(store: Store, who: Meant) -> int:
    """The events that a citation denies in the name of these entities; where it names nobody, of whom its words name.

    Raises QueryError.
    """
    known, numbers = memory(store), json.dumps(who.numbers)
    found = [number for (number,) in store.query(_NAMED, (numbers,), deadline=WHOLE_TABLE)]
    found += [number for (number,) in store.query(_RELAYED, (numbers,), deadline=WHOLE_TABLE)]
    for first, last in _stretches(store, "citation"):
        found += [number for (number,) in store.query(_ATTRIBUTED, (first, last, numbers), deadline=WHOLE_TABLE)]
    return bits_of(found, known.size, "the table citation")


def _stretches(store: Store, table: str) -> Iterator[tuple[int, int]]:
    """The rows of a table in stretches that are asked for one by one."""
    row = store.one(f"SELECT max(id) FROM {table}")
    size = fields.whole(row[0] or 0, f"the table {table}", "number") if row else 0
    for first in range(1, size + 1, AT_ONCE * 4):
        yield first, first + AT_ONCE * 4 - 1
