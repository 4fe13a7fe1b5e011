"""All entities as lines of a list, in one of three orders, read by place; and the way to one by its name.

For the screens. The table `entity_place` has where each entity stands in each order, so that a page of the list, and
the place of one entity in it, cost the same however many there are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from store import fields, naming
from store.database import WHOLE_TABLE, Row, Store
from store.dates import Date
from store.selecting.names import with_other_names
from store.vocabulary import ENTITY_KINDS

_TRIED = 200
"""Names that are looked at when only the beginning of one is known."""
_BEYOND = "\U0010ffff"


class Order(StrEnum):
    """What the list is sorted by."""

    EVENTS = "number of events"
    NAME = "name"
    FIRST = "first seen"


_COLUMN = {Order.EVENTS: "by_events", Order.NAME: "by_name", Order.FIRST: "by_first"}


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity as a line of the list."""

    place: int
    """Where it stands in the order that was asked for, from 1."""
    id: str
    name: str
    kind: str
    events: int
    quotations: int
    first: Date | None
    """The date of the event that it is first seen at; None where it is at none that has a date."""
    last: Date | None
    """The date of the event, among its own, with the latest day known."""
    more: bool = False
    """Whether other names stand for it, so that the filter `entity:` may keep more events than its own."""


_SELECT = (
    "e.slug, e.name, e.kind, e.events, e.quotations, f.edtf, f.lo, f.hi, l.edtf, l.lo, l.hi"
    " FROM entity_place p LEFT JOIN entity e ON e.id = p.entity_id"
    " LEFT JOIN event f ON f.id = p.first_event LEFT JOIN event l ON l.id = p.last_event"
)


def count(store: Store) -> int:
    """How many entities there are. Raises QueryError."""
    row = store.one("SELECT max(by_events) FROM entity_place")
    return fields.count(row[0] or 0, "the table entity_place", "last place") if row else 0


def rows(store: Store, order: Order, first: int, count: int) -> Sequence[EntityRow]:
    """The lines of `count` entities from place `first` on, fewer at the end. Raises QueryError."""
    column = _COLUMN[order]
    sql = f"SELECT p.{column}, {_SELECT} WHERE p.{column} BETWEEN ? AND ? ORDER BY p.{column}"
    more = with_other_names(store)
    return [_row(row, more) for row in store.query(sql, (first, first + count - 1))]


def place_of(store: Store, order: Order, entity_id: str) -> int:
    """The place of the entity of this id. Raises NotFound, which names the ids that come near, and QueryError."""
    number = naming.number(store, "entity", entity_id)
    row = store.one(f"SELECT {_COLUMN[order]} FROM entity_place WHERE entity_id = ?", (number,))
    if row is None:
        raise fields.damaged("the table entity_place", f"entity {entity_id} is missing")
    return fields.count(row[0], "the table entity_place", "place")


def beginning(store: Store, text: str, most: int) -> Sequence[EntityRow]:
    """The entities of which a name, of any kind, begins like this: the very name first, then those of most events.

    Case does not matter in ASCII. Of very many the first in the alphabet are looked at. Raises QueryError.
    """
    wanted = text.strip().encode("utf-8", "replace").decode()
    if not wanted:
        return []
    range_of = "name COLLATE NOCASE >= ?1 AND name COLLATE NOCASE < ?2"
    sql = (
        "SELECT n.id, max(n.name = ?1 COLLATE NOCASE)"
        f" FROM (SELECT * FROM (SELECT id, name FROM entity WHERE {range_of}"
        f" ORDER BY name COLLATE NOCASE LIMIT ?3) UNION ALL SELECT * FROM (SELECT entity_id, name FROM alias"
        f" WHERE {range_of} ORDER BY name LIMIT ?3)) n GROUP BY n.id"
    )
    return _named(store, store.query(sql, (wanted, wanted + _BEYOND, _TRIED)), most)


def speaking(store: Store, text: str) -> EntityRow | None:
    """Who is meant by the beginning of a name where somebody is quoted; one who is not quoted if nobody called so is.

    Raises QueryError.
    """
    found = beginning(store, text, _TRIED)
    return next((row for row in found if row.quotations), found[0] if found else None)


def containing(store: Store, text: str, most: int) -> Sequence[EntityRow]:
    """The entities of which a name has this in it, those of most events first. Looks at every name: for a worker.

    Raises QueryError.
    """
    wanted = text.strip().encode("utf-8", "replace").decode()
    if not wanted:
        return []
    likeness = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    sql = (
        "SELECT id, 0 FROM entity WHERE name LIKE ?1 ESCAPE '\\' UNION"
        " SELECT entity_id, 0 FROM alias WHERE name LIKE ?1 ESCAPE '\\' LIMIT ?2"
    )
    return _named(store, store.query(sql, (likeness, _TRIED), deadline=WHOLE_TABLE), most)


def _named(store: Store, found: Sequence[Row], most: int) -> Sequence[EntityRow]:
    exact = {number for number, very in found if very}
    sql = f"SELECT p.entity_id, p.by_events, {_SELECT} WHERE p.entity_id IN (SELECT value FROM json_each(?))"
    known = store.query(sql, (json.dumps([number for number, _ in found]),))
    lines = sorted((row[0] not in exact, row[1], index) for index, row in enumerate(known))
    more = with_other_names(store)
    return [_row(known[index][1:], more) for _, _, index in lines[:most]]


def _row(row: Row, more: Collection[str]) -> EntityRow:
    place, slug, name, kind, events, quotations = row[:6]
    where = f"entity {slug}" if isinstance(slug, str) else "an entity"
    return EntityRow(
        place=fields.count(place, "the table entity_place", "place"),
        id=fields.text(slug, where, "id"),
        name=fields.text(name, where, "name"),
        kind=fields.one_of(ENTITY_KINDS, kind, where, "kind"),
        events=fields.count(events, where, "number of events"),
        quotations=fields.count(quotations, where, "number of quotations"),
        first=fields.dated(row[6], row[7], row[8], where),
        last=fields.dated(row[9], row[10], row[11], where),
        more=slug in more,
    )
