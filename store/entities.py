"""The persons, organisations, states and places of a chronology, with their other names.

For the screens and the command line.
"""

from store import fields, naming
from store.database import WHOLE_TABLE, Row, Store
from store.records import Alias, Entity
from store.vocabulary import ALIAS_KINDS, ENTITY_KINDS

_SELECT = (
    "SELECT e.id, e.slug, e.name, e.kind, e.note, e.stands_for, m.slug, e.part_of, w.slug, e.events,"
    " e.quotations FROM entity e"
    " LEFT JOIN entity m ON m.id = e.stands_for LEFT JOIN entity w ON w.id = e.part_of"
)
_ALIASES = "SELECT entity_id, name, kind FROM alias"


def all_entities(store: Store) -> list[Entity]:
    """Every entity, by name. Raises QueryError."""
    aliases = _aliases(store.query(f"{_ALIASES} ORDER BY entity_id, name", deadline=WHOLE_TABLE))
    rows = store.query(f"{_SELECT} ORDER BY e.name COLLATE NOCASE, e.id", deadline=WHOLE_TABLE)
    return [_entity(row, aliases.get(row[0], [])) for row in rows]


def entity(store: Store, entity_id: str) -> Entity:
    """The entity of this id. Raises NotFound, which names the ids that come near, and QueryError."""
    number = naming.number(store, "entity", entity_id)
    row = store.one(f"{_SELECT} WHERE e.id = ?", (number,))
    if row is None:
        raise fields.damaged(f"entity {number}", "it is missing")
    aliases = store.query(f"{_ALIASES} WHERE entity_id = ? ORDER BY name", (number,))
    return _entity(row, _aliases(aliases).get(number, []))


def _aliases(rows: list[Row]) -> dict[int, list[Alias]]:
    found: dict[int, list[Alias]] = {}
    for number, name, kind in rows:
        where = f"entity {number}"
        alias = Alias(
            fields.text(name, where, "other name"),
            fields.one_of(ALIAS_KINDS, kind, where, "kind of another name"),
        )
        found.setdefault(number, []).append(alias)
    return found


def _entity(row: Row, aliases: list[Alias]) -> Entity:
    number, slug, name, kind, note, stands_for, metonym_of, part_of, whole, events, quotations = row
    where = f"entity {number}"
    return Entity(
        id=fields.text(slug, where, "id"),
        name=fields.text(name, where, "name"),
        kind=fields.one_of(ENTITY_KINDS, kind, where, "kind"),
        note=fields.text_or_none(note, where, "note"),
        stands_for=None if stands_for is None else fields.text(metonym_of, where, "what it stands for"),
        aliases=tuple(aliases),
        events=fields.count(events, where, "number of events"),
        quotations=fields.count(quotations, where, "number of quotations"),
        part_of=None if part_of is None else fields.text(whole, where, "what it is part of"),
    )
