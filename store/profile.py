"""All that a store tells of one entity in figures: who it is, when it is seen, in which parts, and with whom.

For the screens and the command line. What may be long (its events, what is said) is read by place, from
`store.occurrences` and `store.words_of`.
"""

from dataclasses import dataclass

from store import chronology, entities, fields, naming
from store.database import Row, Store
from store.filters.filter import Filter
from store.filters.parts import Field
from store.occurrences import Occurrences, occurrences
from store.picked import Picked
from store.records import Entity, EventRow
from store.selecting.select import select
from store.together import Companion, company
from store.words_of import times_spoken_of


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that is referred to."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity, and what follows from its events."""

    number: int
    """Its number in the store."""
    entity: Entity
    part_of: Named | None
    stands_for: Named | None
    first: EventRow | None
    """Its first event in the order of time; None where none of them has a date."""
    last: EventRow | None
    """The one of its events with the latest day known."""
    roles: tuple[tuple[str, int], ...]
    """The parts that it takes, with the number of events, the most frequent first."""
    company: tuple[Companion, ...]
    """Whom it appears with, the most frequent first; of very many the first `store.together.KEPT`."""
    spoken_of: int
    """How many quotations `store.words_of` has of what others said of it."""
    events: Occurrences
    other_names: tuple[str, ...]
    """Names of entities that stand for it, of very many the first."""
    with_other_names: int
    """How many events it has a part in, or one that stands for it: what the filter entity: keeps."""


_ROLES = "SELECT role, count(*) FROM event_entity WHERE entity_id = ? GROUP BY role ORDER BY 2 DESC, 1"
_SEEN = "SELECT first_event, last_event FROM entity_place WHERE entity_id = ?"
_DAYS = (
    "SELECT id, lo, day, hi FROM event_entity x CROSS JOIN event ON id = x.event_id WHERE x.entity_id = ?"
    " GROUP BY id ORDER BY id"
)
_STANDING = "SELECT name FROM entity WHERE stands_for = ? ORDER BY events DESC, id LIMIT 3"
_PATIENCE = 10.0


def profile(store: Store, entity_id: str) -> Profile:
    """The entity of this id. Raises NotFound, which names the ids that come near, and QueryError."""
    number = naming.number(store, "entity", entity_id)
    entity = entities.entity(store, entity_id)
    where = f"entity {entity_id}"
    roles = store.query(_ROLES, (number,), deadline=_PATIENCE)
    seen = store.one(_SEEN, (number,)) or (None, None)
    others = store.query(_STANDING, (number,), deadline=_PATIENCE)
    together = select(store, Filter((Field("entity", entity.id),))).count if others else entity.events
    first, last = (_event(store, at, where) for at in seen)
    return Profile(
        number=number,
        entity=entity,
        part_of=_named(store, entity.part_of),
        stands_for=_named(store, entity.stands_for),
        first=first,
        last=last,
        roles=tuple((fields.text(role, where, "role"), fields.count(n, where, "role's count")) for role, n in roles),
        company=company(store, number, entity.events),
        spoken_of=times_spoken_of(store, number),
        events=occurrences(store, entity.id),
        other_names=tuple(fields.text(called, where, "other name") for (called,) in others),
        with_other_names=together,
    )


def in_time(store: Store, number: int) -> Picked:
    """The events of the entity of this number, as they lie in time. Takes a while where they are many: for a worker.

    Raises QueryError.
    """
    rows: list[Row] = store.query(_DAYS, (number,), deadline=_PATIENCE)
    try:
        return Picked(store, rows)
    except (TypeError, OverflowError):
        raise fields.damaged("the table event", "a day in it is no day number") from None


def _named(store: Store, entity_id: str | None) -> Named | None:
    if entity_id is None:
        return None
    row = store.one("SELECT name FROM entity WHERE slug = ?", (entity_id,))
    return Named(entity_id, fields.text(row[0] if row else None, f"entity {entity_id}", "name"))


def _event(store: Store, ordinal: object, where: str) -> EventRow | None:
    number = fields.whole_or_none(ordinal, where, "event")
    return None if number is None else chronology.row(store, number)
