"""How events are spread over the values of a facet: which kinds, names, speakers, sources, years they have.

Each value comes with the part of a filter that narrows to exactly its events. Every event counts in one year at most:
in that in which it certainly lies. What may lie in several years is counted apart, and so is what has no date.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise

from store.database import Store
from store.dates import parse
from store.dates.days import civil, iso_year
from store.filters.filter import Filter
from store.filters.parts import Dated, Field, Flag, Part
from store.runs import OPEN
from store.selecting import having
from store.selecting.events import EventSet, bits_between, bits_of_flags
from store.selecting.lists import lists, most_frequent
from store.selecting.memory import memory
from store.selecting.names import with_other_names
from store.selecting.picking import runs
from store.selecting.select import select

FACETS = ("kind", "entity", "speaker", "source", "publisher", "year", "precision", "status", "tag")
MOST = 200
SEVERAL_YEARS = "in no single year"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet."""

    label: str
    count: int
    share: float
    """Of all events that were counted: from 0 to 1. An event may have several values, or none."""
    part: Part | None
    """Narrows to exactly these events; None where no part of a filter does."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The values of a facet that events have, the most frequent first; years in their order."""

    facet: str
    events: int
    """How many events were counted."""
    values: tuple[Value, ...]
    more: int
    """Further values that are not given."""


def counted(store: Store, facet: str, events: EventSet, *, most: int = MOST) -> Counts:
    """How these events are spread over one of FACETS. Raises QueryError."""
    if facet == "year":
        return _years(store, events, most)
    field, otherwise = {"speaker": "by"}.get(facet, facet), dict[str, int]()
    if facet in ("entity", "speaker"):
        for key in with_other_names(store):
            otherwise[key] = (select(store, Filter((Field(field, key),))) & events).count
    if having.few(facet, events):
        had = {**having.counts(store, facet, events), **otherwise}
        first, number = most_frequent(had, most), sum(count > 0 for count in had.values())
    else:
        first, number = lists(store, facet).top(events, most, otherwise)
    labels = _labels(store, facet, [key for key, _ in first])
    values = (Value(labels.get(key) or key, count, count / events.count, _part(field, key)) for key, count in first)
    return Counts(facet, events.count, tuple(values), number - len(first))


def _part(field: str, key: str) -> Part:
    return Flag("undated") if (field, key) == ("precision", "undated") else Field(field, key)


def _labels(store: Store, facet: str, keys: list[str]) -> dict[str, str]:
    """The names of what has an id."""
    if facet not in ("entity", "speaker", "source"):
        return {}
    table, name = ("source", "ifnull(publisher || ': ', '') || title") if facet == "source" else ("entity", "name")
    rows = store.query(
        f"SELECT slug, {name} FROM {table} WHERE slug IN (SELECT value FROM json_each(?))", (json.dumps(keys),)
    )
    return {slug: str(text) for slug, text in rows}


@dataclass(frozen=True, slots=True)
class _Years:
    """The years in which events of a store lie."""

    stretches: tuple[tuple[str, int, int], ...]
    """Each year with the first and the last event that sorts under a day of it."""
    within: int
    """The events that certainly lie in the year that they sort under."""


def _years(store: Store, events: EventSet, most: int) -> Counts:
    known = memory(store)
    years = known.table("years", lambda: _read_years(store))
    within = events.bits & years.within
    found = [(edtf, (within & bits_between(first, last)).bit_count()) for edtf, first, last in years.stretches]
    found = [(edtf, count) for edtf, count in found if count]
    limit = sorted((count for _, count in found), reverse=True)[most - 1] if len(found) > most else 0
    first = [each for each in found if each[1] >= limit][:most]
    values = [Value(parse(edtf).display, count, count / events.count, Dated("within", edtf)) for edtf, count in first]
    undated = (events.bits >> known.dated).bit_count()
    rest = events.count - undated - within.bit_count()
    if rest:
        values.append(Value(SEVERAL_YEARS, rest, rest / events.count, None))
    if undated:
        values.append(Value("undated", undated, undated / events.count, Flag("undated")))
    return Counts("year", events.count, tuple(values), len(found) - len(first))


def _read_years(store: Store) -> _Years:
    dated, all_runs = memory(store).dated, runs(store)
    stretches, flags, year = list[tuple[str, int, int]](), bytearray(), None
    stretch = pairwise((*all_runs.starts, dated + 1))
    for (start, end), lo, day, hi in zip(stretch, *all_runs[1:], strict=True):
        if year is None or year.hi is None or day > year.hi:
            edtf = iso_year(civil(day)[0])
            year = parse(edtf)
            stretches.append((edtf, start, end - 1))
        stretches[-1] = (*stretches[-1][:2], end - 1)
        within = year.hi is not None and lo != OPEN and OPEN != hi <= year.hi
        flags += bytes([within]) * (end - start)
    return _Years(tuple(stretches), bits_of_flags(flags))
