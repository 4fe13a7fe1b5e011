"""Events in the order of time: as lines of the list, as cards, as a stream.

For the screens and the command line.

An event's ordinal is its place in that order, from 1, and its number in the store: so a window of the list is
a range, and no question here grows with the number of events before the window. Nothing is remembered between
questions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from store import evidence, fields, naming
from store.database import Row, Store
from store.errors import NotFound
from store.records import Event, EventRow, Role, Summary
from store.vocabulary import STATUSES

_LINE = (
    "e.id, e.slug, e.title, e.edtf, e.lo, e.hi, k.name, e.status, e.sources, e.voices, e.reach,"
    " EXISTS (SELECT 1 FROM silence WHERE event_id = e.id)"
)
_FROM = "FROM event e LEFT JOIN kind k ON k.id = e.kind_id"
_AT_ONCE = 500


def summary(store: Store) -> Summary:
    """What the store holds. Raises QueryError."""
    said: dict[object, object] = dict(
        store.query("SELECT key, value FROM meta WHERE key IN ('dataset', 'title', 'description')")
    )
    events, dated = size(store)
    row = store.one(
        "SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM entity), (SELECT count(*) FROM quotation),"
        " (SELECT min(day) FROM event)"
    )
    assert row is not None
    last = store.one("SELECT day, hi, reach FROM event WHERE day IS NOT NULL ORDER BY day DESC, id DESC LIMIT 1")
    days = [fields.whole(day, "the last event", "day") for day in last or () if day is not None]
    return Summary(
        dataset=str(said.get("dataset") or ""),
        title=str(said.get("title") or ""),
        description=str(said.get("description") or ""),
        events=events,
        undated=events - dated,
        sources=row[0],
        entities=row[1],
        quotations=row[2],
        first_day=fields.whole_or_none(row[3], "the first event", "day"),
        last_day=max(days, default=None),
    )


def size(store: Store) -> tuple[int, int]:
    """How many events there are, and how many of them have a date: these come first. Raises QueryError."""
    row = store.one("SELECT (SELECT max(id) FROM event), (SELECT min(id) FROM event WHERE day IS NULL)")
    assert row is not None
    events = fields.whole(row[0] or 0, "the last event", "number")
    undated = fields.whole_or_none(row[1], "the first undated event", "number")
    return events, events if undated is None else undated - 1


def rows(store: Store, first: int, count: int) -> list[EventRow]:
    """The lines of `count` events from ordinal `first` on, fewer where the chronology ends.

    Raises QueryError.
    """
    sql = f"SELECT {_LINE} {_FROM} WHERE e.id BETWEEN ? AND ? ORDER BY e.id"
    first, end = max(first, 1), first + count
    found = [_line(row) for row in store.query(sql, (first, end - 1))]
    _check_order([row.ordinal for row in found], first)
    if (missing := first + len(found)) < end and _last(store) >= missing:
        raise fields.damaged(f"event {missing}", "it is missing")
    return found


def picked(store: Store, ordinals: Sequence[int]) -> list[EventRow]:
    """The lines of these events, in chronological order; what there is none of is left out.

    Raises QueryError.
    """
    sql = f"SELECT {_LINE} {_FROM} WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id"
    parts = (ordinals[at : at + _AT_ONCE] for at in range(0, len(ordinals), _AT_ONCE))
    return [_line(row) for part in parts for row in store.query(sql, (json.dumps(list(part)),))]


def row(store: Store, ordinal: int) -> EventRow:
    """The line of one event. Raises NotFound, QueryError."""
    if found := rows(store, ordinal, 1) if ordinal > 0 else []:
        return found[0]
    raise NotFound(f"there is no event number {ordinal}")


def ordinal_of(store: Store, event_id: str) -> int:
    """The ordinal of the event of this id.

    Raises NotFound, which names the ids that come near, and QueryError.
    """
    return naming.number(store, "event", event_id)


def at(store: Store, day: int) -> int:
    """The ordinal of the first event that sorts under this day number or a later one.

    Where every dated event is earlier: one more than the last dated event's ordinal. Raises QueryError.
    """
    found = store.one("SELECT id FROM event WHERE day >= ? ORDER BY day, id LIMIT 1", (day,))
    if found is not None:
        return fields.whole(found[0], "an event", "number")
    last = store.one("SELECT id FROM event WHERE day IS NOT NULL ORDER BY day DESC, id DESC LIMIT 1")
    return 1 if last is None else fields.whole(last[0], "an event", "number") + 1


def event(store: Store, ordinal: int) -> Event:
    """An event with all that stands behind it. Raises NotFound, QueryError."""
    for found in _events(store, ordinal, ordinal):
        return found
    raise NotFound(f"there is no event number {ordinal}")


def stream(store: Store, first: int = 1, last: int | None = None, *, batch: int = _AT_ONCE) -> Iterator[Event]:
    """Every event from one ordinal to another (None: to the end), read `batch` at a time.

    Raises QueryError.
    """
    last = _last(store) if last is None else min(last, _last(store))
    expected = max(first, 1)
    while expected <= last:
        end = min(expected + batch - 1, last)
        for found in _events(store, expected, end):
            _check_order([found.row.ordinal], expected)
            yield found
            expected += 1
        if expected <= end:
            raise fields.damaged(f"event {expected}", "it is missing")


def _last(store: Store) -> int:
    """The ordinal of the last event, 0 where there is none."""
    row = store.one("SELECT max(id) FROM event")
    return fields.whole(row[0] or 0, "the last event", "number") if row else 0


def _events(store: Store, first: int, last: int) -> Iterator[Event]:
    """Five questions, however many events."""
    bounds = (first, last)
    lines = store.query(
        f"SELECT {_LINE}, e.summary, e.fulfils {_FROM} WHERE e.id BETWEEN ? AND ? ORDER BY e.id", bounds
    )
    tags = _tags(store, bounds)
    roles = _roles(store, bounds)
    citations = evidence.citations(store, first, last)
    quotations = evidence.quotations(store, first, last)
    for line in lines:
        number, where = line[0], f"event {line[0]}"
        yield Event(
            row=_line(line[:-2]),
            summary=fields.text(line[-2], where, "summary"),
            fulfils=fields.text_or_none(line[-1], where, "planned event"),
            tags=tuple(tags.get(number, ())),
            entities=tuple(roles.get(number, ())),
            citations=tuple(citations.get(number, ())),
            quotations=tuple(quotations.get(number, ())),
        )


def _line(row: Row) -> EventRow:
    ordinal, slug, title, edtf, lo, hi, kind, status, sources, voices, reach, silent = row
    where = f"event {ordinal}"
    return EventRow(
        ordinal=fields.whole(ordinal, where, "number"),
        id=fields.text(slug, where, "id"),
        title=fields.text(title, where, "title"),
        date=fields.dated(edtf, lo, hi, where),
        kind=fields.text(kind, where, "kind"),
        status=fields.one_of(STATUSES, status, where, "status"),
        sources=fields.count(sources, where, "number of sources"),
        voices=fields.count(voices, where, "number of voices"),
        reach=fields.whole_or_none(reach, where, "reach"),
        silent=bool(silent),
    )


def _tags(store: Store, bounds: tuple[int, int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    sql = (
        "SELECT x.event_id, t.name FROM event_tag x LEFT JOIN tag t ON t.id = x.tag_id"
        " WHERE x.event_id BETWEEN ? AND ? ORDER BY x.event_id, x.tag_id"
    )
    for number, name in store.query(sql, bounds):
        found.setdefault(number, []).append(fields.text(name, f"event {number}", "tag"))
    return found


def _roles(store: Store, bounds: tuple[int, int]) -> dict[int, list[Role]]:
    found: dict[int, list[Role]] = {}
    sql = (
        "SELECT r.event_id, x.slug, x.name, r.role FROM event_entity r"
        " LEFT JOIN entity x ON x.id = r.entity_id WHERE r.event_id BETWEEN ? AND ?"
        " ORDER BY r.event_id, r.entity_id, r.role"
    )
    for number, slug, name, role in store.query(sql, bounds):
        where = f"event {number}"
        part = Role(
            fields.text(slug, where, "entity"),
            fields.text(name, where, "entity's name"),
            fields.text(role, where, "entity's role"),
        )
        found.setdefault(number, []).append(part)
    return found


def _check_order(ordinals: Sequence[int], first: int) -> None:
    """A row number is an id: an event that is missing from the middle would shift all that follow it."""
    for expected, ordinal in enumerate(ordinals, first):
        if ordinal != expected:
            raise fields.damaged(f"event {expected}", "it is missing")
