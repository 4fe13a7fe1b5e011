"""What an entity said, and what is said of it: quotations by date, undated ones last, read by place.

Of an entity is said what others say in words that name it: a quotation by somebody else in whose passage one of its
names stands (weak names apart, which could be anyone's). That is found when a store is sealed, and kept in the table
`said_of`; what is said without a name is told by the events, not here. For the screens and the command line.
"""

from collections.abc import Sequence

from store import evidence, fields
from store.database import Store
from store.records import Quotation


def said(store: Store, number: int, first: int, count: int) -> Sequence[Quotation]:
    """What the entity of this number said: `count` quotations from place `first` on. Raises QueryError."""
    row = store.one("SELECT count(*) FROM quotation WHERE speaker_id = ? AND day IS NOT NULL", (number,))
    dated = fields.count(row[0] if row else 0, "the table quotation", "number of rows")
    sql = "SELECT id FROM quotation WHERE speaker_id = ? AND day {} ORDER BY day, id LIMIT ? OFFSET ?"
    found: list[int] = []
    if first <= dated:
        rows = store.query(sql.format("IS NOT NULL"), (number, min(count, dated - first + 1), first - 1))
        found += [fields.whole(row[0], "a quotation", "number") for row in rows]
    if (missing := count - len(found)) > 0:
        rows = store.query(sql.format("IS NULL"), (number, missing, max(first - dated - 1, 0)))
        found += [fields.whole(row[0], "a quotation", "number") for row in rows]
    return evidence.quotations_of(store, found)


def said_of(store: Store, number: int, first: int, count: int) -> Sequence[Quotation]:
    """What others said of the entity of this number: `count` quotations from place `first` on. Raises QueryError."""
    sql = "SELECT quotation_id FROM said_of WHERE entity_id = ? AND place BETWEEN ? AND ? ORDER BY place"
    rows = store.query(sql, (number, first, first + count - 1))
    return evidence.quotations_of(store, [fields.whole(row[0], "the table said_of", "quotation") for row in rows])


def times_spoken_of(store: Store, number: int) -> int:
    """How many quotations `said_of` has of this entity. Raises QueryError."""
    row = store.one("SELECT max(place) FROM said_of WHERE entity_id = ?", (number,))
    return fields.count(row[0] or 0, "the table said_of", "last place") if row else 0
