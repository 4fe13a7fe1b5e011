"""What `timeline entity NAME` prints: who it is, when and with whom it is seen, what it said, what is said of it.

What may be long is read a page at a time, and each piece is made when the one before it has been printed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from store import chronology, words_of
from store.database import Store
from store.errors import NotFound
from store.profile import Profile, profile
from store.records import EventRow, Quotation
from tui.commands import as_json, printing
from tui.guard import guard, placeholder
from tui.render.lines import plural

_AT_ONCE = 200
_MOST_NAMED = 5
_Item = TypeVar("_Item")


def meant(store: Store, name: str) -> Profile:
    """The entity of this id, or of this name or other name in whatever letters. Raises NotFound, QueryError."""
    from store.selecting.names import called

    ids = called(store, name)
    if len(ids) > 1:
        more = f" and {len(ids) - _MOST_NAMED:,} more" if len(ids) > _MOST_NAMED else ""
        raise NotFound(f"{name[:60]} may be {', '.join(ids[:_MOST_NAMED])}{more}; say which")
    return profile(store, ids[0] if ids else name)


def text(store: Store, found: Profile, width: int | None) -> Iterator[str]:
    """The entity to read, line by line. Raises QueryError."""
    yield from printing.entities([found.entity], width)
    if found.entity.note:
        yield from printing.flowed(guard(found.entity.note), width, "  ")
    if found.part_of is not None:
        yield from printing.labelled("Part of", [found.part_of.name], width)
    parts = (f"{role} {number:,}" for role, number in found.roles)
    yield from printing.labelled("Parts", [", ".join(parts)] if found.roles else [], width)
    for label, row in (("First", found.first), ("Last", found.last)):
        yield from printing.labelled(label, [_seen(row)] if row is not None else [], width)
    if found.company:
        yield from ("", f"Appears with {len(found.company):,}")
        for other in found.company:
            facts = (placeholder(other.name, "(unnamed)"), other.kind, plural(other.events, "event"))
            yield from printing.flowed(printing.joined(*facts), width, "  ")
    if found.entity.quotations:
        yield from ("", f"Said {found.entity.quotations:,}")
        yield from printing.quotations(_said(store, found), width)
    if found.spoken_of:
        yield from ("", f"Said of it by others {found.spoken_of:,}")
        yield from printing.quotations(_said_of(store, found), width)
    yield from ("", f"Events {found.events.count:,}")
    yield from printing.events(_events(store, found), width)


def _seen(row: EventRow) -> str:
    return f"{row.date.display if row.date else 'undated'}: {placeholder(row.title)}"


def json(store: Store, found: Profile, *, ascii_only: bool = False) -> Iterator[str]:
    """The entity as one JSON object, in pieces. Raises QueryError."""
    head = {
        **as_json.entity(found.entity),
        "note": found.entity.note,
        "part_of": found.part_of.id if found.part_of else None,
        "stands_for": found.stands_for.id if found.stands_for else None,
        "first_event": found.first.id if found.first else None,
        "last_event": found.last.id if found.last else None,
        "roles": dict(found.roles),
        "appears_with": [
            {"id": other.id, "name": other.name, "kind": other.kind, "events": other.events} for other in found.company
        ],
    }
    yield as_json.text(head, ascii_only=ascii_only, indent=2).removesuffix("\n}")
    lists: tuple[tuple[str, Iterable[object]], ...] = (
        ("said", map(as_json.quotation, _said(store, found))),
        ("said_of", map(as_json.quotation, _said_of(store, found))),
        ("in_events", (row.id for row in _events(store, found))),
    )
    for name, entries in lists:
        yield f',\n  "{name}": '
        last = ""
        for piece in as_json.array(entries, ascii_only=ascii_only):
            yield last
            last = piece
        yield last.rstrip("\n")
    yield "\n}\n"


def _said(store: Store, found: Profile) -> Iterator[Quotation]:
    return _paged(found.entity.quotations, lambda first, count: words_of.said(store, found.number, first, count))


def _said_of(store: Store, found: Profile) -> Iterator[Quotation]:
    return _paged(found.spoken_of, lambda first, count: words_of.said_of(store, found.number, first, count))


def _events(store: Store, found: Profile) -> Iterator[EventRow]:
    return _paged(found.events.count, lambda first, count: chronology.picked(store, found.events.some(first, count)))


def _paged(number: int, read: Callable[[int, int], Sequence[_Item]]) -> Iterator[_Item]:
    for first in range(1, number + 1, _AT_ONCE):
        yield from read(first, min(_AT_ONCE, number + 1 - first))
