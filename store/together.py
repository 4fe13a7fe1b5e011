"""Who appears with whom: the entities that take part in the same events, and in how many.

For the screens and the command line. An entity of more than BUSY events is answered for by the table `entity_pair`,
which is made when a store is sealed; any other by looking at its events, which are few. Either way an answer has the
KEPT entities that it appears with most often, and costs the same in a store of any size.
"""

from dataclasses import dataclass
from typing import Final

from store import fields
from store.database import Store
from store.vocabulary import ENTITY_KINDS

BUSY: Final = 2000
"""Events from more than which on an entity has rows in `entity_pair`."""
KEPT: Final = 200
"""Companions of one entity that are told."""

COUNTED: Final = """
WITH own AS MATERIALIZED (SELECT DISTINCT event_id FROM event_entity WHERE entity_id = ?1 LIMIT ?2)
SELECT other.entity_id, count(DISTINCT other.event_id) AS n
FROM own CROSS JOIN event_entity other ON other.event_id = own.event_id
WHERE other.entity_id <> ?1 GROUP BY other.entity_id ORDER BY n DESC, other.entity_id LIMIT ?3
"""
"""Of the entity ?1, looking at ?2 of its events (all where it is less than nothing): ?3 companions, by number of events
and then in the author's order. For `store.building`, too."""
_KEPT_ROWS = "SELECT other_id, events FROM entity_pair WHERE entity_id = ? AND place <= ? ORDER BY place"
_NAMES = "SELECT x.slug, x.name, x.kind FROM json_each(?) j LEFT JOIN entity x ON x.id = j.value ORDER BY j.key"


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that appears with another one."""

    id: str
    name: str
    kind: str
    events: int
    """The number of events in which both take part."""


def company(store: Store, number: int, events: int) -> tuple[Companion, ...]:
    """Whom the entity of this number, with so many events, appears with, the most frequent first; at most KEPT.

    Raises QueryError.
    """
    found = store.query(*((_KEPT_ROWS, (number, KEPT)) if events > BUSY else (COUNTED, (number, BUSY, KEPT))))
    where = f"the company of entity {number}"
    others = [fields.whole(other, where, "number") for other, _ in found]
    names = store.query(_NAMES, (str(others),))
    return tuple(
        Companion(
            fields.text(slug, where, "id"),
            fields.text(name, where, "name"),
            fields.one_of(ENTITY_KINDS, kind, where, "kind"),
            fields.count(count, where, "number of events"),
        )
        for (_, count), (slug, name, kind) in zip(found, names, strict=True)
    )
