"""What a screen needs of a filter: the events to show, and what is to be said of them. For the screens.

Ranges of time are parts of a filter like any other: `in:` holds what may lie in one, `within:` what certainly does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from store.database import Store
from store.dates import parse
from store.dates.days import iso
from store.filters import Dated, Field, Filter, line_of
from store.records import Event
from store.selecting import NOTHING_EXCLUDED, NOTHING_OWN, EventSet, Excluding, Own, explain, picked, select
from store.shown import Everything, Shown
from store.windows import Window

MAY, MUST = "in", "within"


@dataclass(frozen=True, slots=True)
class RangeCount:
    """The last range of time in a filter, and how many of the events that the other parts keep lie in it."""

    words: str
    """From when to when it goes."""
    certain: int
    possible: int
    """How many may lie in it, but need not."""
    certain_only: bool
    """Whether those that may are left out."""


@dataclass(frozen=True, slots=True)
class View:
    """What a filter keeps."""

    filter: Filter
    shown: Shown
    left: tuple[int, ...] = ()
    """For each part, how many events are left after it and those before it."""
    range: RangeCount | None = None
    excluding: Excluding = NOTHING_EXCLUDED
    """Where nothing is left: the parts to blame."""


def view(rows: Store, wanted: Filter, own: Own = NOTHING_OWN, *, asking: Store | None = None) -> View:
    """What a filter keeps. The screen reads it from `rows`.

    A worker has a store of its own for `asking`; it also prepares what is shown, once the list stands on the screen.
    Raises FilterError where the filter names what the store has not, QueryError.
    """
    if not wanted:
        return View(wanted, Everything(rows))
    found = explain(asking or rows, wanted, own)
    shown = picked(rows, found.events, asking)
    if asking is None:
        shown.prepare()
    return View(
        wanted,
        shown,
        left=tuple(part.cumulated for part in found.parts),
        range=_range(asking or rows, wanted, own, found.events),
        excluding=found.excluding,
    )


def _range(store: Store, wanted: Filter, own: Own, kept: EventSet) -> RangeCount | None:
    at = _last_range(wanted)
    if at is None:
        return None
    part = wanted.parts[at]
    assert isinstance(part, Dated)
    certain_only = part.name == MUST
    other = select(store, wanted.replaced(at, _switched(part)), own)
    certain, either = (kept, other) if certain_only else (other, kept)
    return RangeCount(parse(part.edtf).display, certain.count, either.count - certain.count, certain_only)


def _last_range(wanted: Filter) -> int | None:
    """The index of the last part that is a range of time."""
    found = [index for index, part in enumerate(wanted.parts) if isinstance(part, Dated) and part.name in (MAY, MUST)]
    return found[-1] if found else None


def _switched(part: Dated) -> Dated:
    return Dated(MAY if part.name == MUST else MUST, part.edtf)


def switched(wanted: Filter) -> Filter | None:
    """The filter with the certain members of its last range only, or with all again; None where it has no range."""
    at = _last_range(wanted)
    if at is None:
        return None
    part = wanted.parts[at]
    assert isinstance(part, Dated)
    return wanted.replaced(at, _switched(part))


def range_part(window: Window) -> Dated:
    """The part of a filter that holds what may lie in a window that has both its ends."""
    assert window.lo is not None and window.hi is not None
    lo, hi = iso(window.lo), iso(window.hi)
    return Dated(MAY, parse(lo if lo == hi else f"{lo}/{hi}").edtf)


@dataclass(frozen=True, slots=True)
class Value:
    """Something that an event has, and that one can narrow to."""

    line: str
    """The part of a filter, as one types it."""
    name: str
    what: str
    """What it is to the event."""


def values(event: Event) -> tuple[Value, ...]:
    """What an event has that others may have too, each once: names, speakers, kind, status, tags, sources, year."""
    found = chain(
        (Value(_field("entity", role.entity), role.name, role.role) for role in event.entities),
        (Value(_field("by", said.speaker), said.speaker_name, "speaks") for said in event.quotations),
        [Value(_field("kind", event.row.kind), event.row.kind, "kind")],
        [Value(_field("status", event.row.status), event.row.status, "status")],
        (Value(_field("tag", tag), tag, "tag") for tag in event.tags),
        (Value(_field("source", cited.source), cited.source_label, "source") for cited in event.citations),
        _year(event),
    )
    return tuple({value.line: value for value in found}.values())


def value_of(event: Event, entity: str | None, quotation: str | None, citation: int | None) -> str:
    """The part of a filter for what is chosen on an event's card: a name, what somebody said, or a source."""
    if entity is not None:
        return _field("entity", entity)
    for said in event.quotations:
        if said.id == quotation:
            return _field("by", said.speaker)
    if citation is not None and citation < len(event.citations):
        return _field("source", event.citations[citation].source)
    return ""


def _field(name: str, value: str) -> str:
    return line_of(Field(name, value))


def _year(event: Event) -> list[Value]:
    date = event.row.date
    if date is None:
        return [Value("undated", "undated", "date")]
    year = iso(date.sort_day).rsplit("-", 2)[0]
    return [Value(line_of(Dated(MAY, parse(year).edtf)), parse(year).display, "year")]
