"""From a filter to its events, and which of its parts leaves how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import and_, or_

from store.database import Store
from store.dates import parse
from store.filters.filter import Filter
from store.filters.parts import All, AnyOf, Dated, Field, Flag, Not, Number, Part, Phrase, Prefix, Word
from store.selecting import postings, text, times
from store.selecting.counting import counted_so
from store.selecting.events import EventSet, bits_between, bits_of
from store.selecting.excluding import Excluding, excluding
from store.selecting.memory import memory
from store.selecting.names import meant, resolve
from store.selecting.own import NOTHING_OWN, Own


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many events one part of a filter leaves."""

    part: Part
    alone: int
    """Without the other parts."""
    cumulated: int
    """With those before it."""


@dataclass(frozen=True, slots=True)
class Explained:
    """The events of a filter, and what each of its parts has to do with it."""

    events: EventSet
    parts: tuple[PartCount, ...]
    excluding: Excluding
    """Where nothing is left: the parts to blame."""


def select(store: Store, asked: Filter, own: Own = NOTHING_OWN) -> EventSet:
    """The events that a filter keeps. Raises FilterError at a name that the store does not have, and QueryError."""
    resolve(store, asked)
    size = memory(store).size
    return EventSet(reduce(and_, (_kept(store, part, own) for part in asked.parts), bits_between(1, size)), size)


def kept(store: Store, part: Part, own: Own = NOTHING_OWN) -> EventSet:
    """The events that one part keeps, whose names have been looked up. Raises QueryError."""
    return EventSet(_kept(store, part, own), memory(store).size)


def explain(store: Store, asked: Filter, own: Own = NOTHING_OWN) -> Explained:
    """The same, with the counts of every part. Raises FilterError, QueryError."""
    resolve(store, asked)
    size = memory(store).size
    every = bits_between(1, size)
    sets = [_kept(store, part, own) for part in asked.parts]
    left = list(accumulate(sets, and_, initial=every))
    counts = (
        PartCount(part, alone.bit_count(), cumulated.bit_count())
        for part, alone, cumulated in zip(asked.parts, sets, left[1:], strict=True)
    )
    return Explained(EventSet(left[-1], size), tuple(counts), excluding(sets, every))


def _kept(store: Store, part: Part, own: Own) -> int:
    """The events that a part keeps."""
    known = memory(store)
    match part:
        case Not():
            return _kept(store, part.part, own) ^ bits_between(1, known.size)
        case All():
            return reduce(and_, _each(store, part.parts, own))
        case AnyOf():
            return reduce(or_, _each(store, part.parts, own))
        case Word() | Phrase() | Prefix():
            found = known.kept(part, lambda: text.holding(store, part))
            return found | text.noted(own, part, known.size) if own.notes else found
        case Flag("marked"):
            return bits_of(_standing(own.marked, known.size), known.size, "a mark")
        case Flag("noted"):
            return bits_of(_standing([*own.notes], known.size), known.size, "a note")
    return known.kept(part, lambda: _read(store, part))


def _each(store: Store, parts: Sequence[Part], own: Own) -> list[int]:
    return [_kept(store, part, own) for part in parts]


def _standing(ordinals: Iterable[int], size: int) -> list[int]:
    """The numbers that are those of events: what is the reader's own may be of an older store."""
    return [ordinal for ordinal in ordinals if 1 <= ordinal <= size]


def _read(store: Store, part: Field | Dated | Number | Flag) -> int:
    known = memory(store)
    match part:
        case Field():
            found = meant(store, part)
            return postings.bits(store, found.facet, found.keys, known.size)
        case Dated():
            return _in_time(store, part)
        case Number():
            return counted_so(store, part)
        case Flag("undated"):
            return bits_between(known.dated + 1, known.size)
        case Flag():
            return postings.bits(store, "flag", [part.name], known.size)


def _in_time(store: Store, part: Dated) -> int:
    date = parse(part.edtf)
    match part.name:
        case "after":
            return times.possible(store, date.lo, None)
        case "before":
            assert date.lo is not None  # the language asks for a first day
            return times.possible(store, None, date.lo - 1)
        case "within":
            return times.certain(store, date.lo, date.hi)
    return times.possible(store, date.lo, date.hi)
