"""Words spoken or written by an entity, by date. For the screens and the command line."""

from array import array
from collections.abc import Iterator

from store import evidence, fields, naming
from store.database import WHOLE_TABLE, Row, Store
from store.records import Quotation

_BY_DATE = "ORDER BY day IS NULL, day, id"
_AT_ONCE = 500


def all_quotations(store: Store) -> Iterator[Quotation]:
    """Every quotation, by date, those without a date last; read piece by piece. Raises QueryError."""
    return _read(store, store.query(f"SELECT id FROM quotation {_BY_DATE}", deadline=WHOLE_TABLE))


def spoken_by(store: Store, entity_id: str) -> Iterator[Quotation]:
    """What an entity said, by date; read piece by piece. Raises NotFound, QueryError."""
    number = naming.number(store, "entity", entity_id)
    return _read(store, store.query(f"SELECT id FROM quotation WHERE speaker_id = ? {_BY_DATE}", (number,)))


def quotation(store: Store, quotation_id: str) -> Quotation:
    """The quotation of this id. Raises NotFound, which names the ids that come near, and QueryError."""
    number = naming.number(store, "quotation", quotation_id)
    for found in evidence.quotations_of(store, [number]):
        return found
    raise fields.damaged(f"quotation {number}", "it is missing")


def _read(store: Store, rows: list[Row]) -> Iterator[Quotation]:
    numbers = array("q", (fields.whole(row[0], "a quotation", "number") for row in rows))
    for at in range(0, len(numbers), _AT_ONCE):
        yield from evidence.quotations_of(store, numbers[at : at + _AT_ONCE])
