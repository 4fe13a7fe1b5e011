"""What is asked of every chronology: where only one source or one voice stands behind an event, where sources give
different dates, and what is denied.

For the screens. The answers are gathered in one pass over what is in view, piece by piece, in a worker; what stays in
memory is the ordinals of events.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress
from operator import and_

from store import chronology, columns
from store.database import Store
from store.picked import Picked
from store.records import EventRow
from store.shown import Shown

AT_ONCE = 5000
"""Ordinals that are looked at in one question to SQLite."""


class Standing(StrEnum):
    """A question about what events stand on."""

    ONE_SOURCE = "one source"
    """The event rests on a single source."""
    ONE_VOICE = "one voice"
    """However many sources tell of it, one voice stands behind them."""
    DATES_DIFFER = "dates differ"
    """Its citations give more than one date."""
    DENIED = "denied"
    """It is a denial by its kind or status, or a source denies it."""


class Listed:
    """Events that were picked as an answer, in chronological order."""

    def __init__(self, store: Store, ordinals: Sequence[int]) -> None:
        self._store = store
        self._ordinals = array("q", ordinals)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._ordinals)

    def rows(self, first: int, count: int) -> list[EventRow]:
        """The lines at `count` places from `first` on, from 1; fewer at the end. Raises QueryError."""
        first = max(first, 1)
        return chronology.picked(self._store, self._ordinals[first - 1 : first - 1 + count])

    def ordinal(self, place: int) -> int:
        """The ordinal of the event at a place."""
        return self._ordinals[place - 1]

    def place_of(self, ordinal: int) -> int:
        """The place of an event, or of the next one in the list; 0 where the list is empty."""
        return min(bisect_left(self._ordinals, ordinal) + 1, self.count)


@dataclass(frozen=True, slots=True)
class Answers:
    """The events that answer each question, as far as what is in view was looked through."""

    looked_at: int
    """Events looked at so far."""
    complete: bool
    listed: Mapping[Standing, Listed]


_SQL = """
SELECT e.id, e.sources = 1 AS one_source, e.voices = 1 AS one_voice,
  (SELECT count(DISTINCT c.edtf) FROM citation c WHERE c.event_id = e.id) > 1 AS differ,
  e.status = 'denied' OR ifnull(k.name IN ('denial', 'denials'), 0)
    OR EXISTS (SELECT 1 FROM citation c WHERE c.event_id = e.id AND c.role = 'denies') AS denied
FROM event e LEFT JOIN kind k ON k.id = e.kind_id WHERE e.id BETWEEN ? AND ? ORDER BY e.id
"""
_NAMES = "id one_source one_voice differ denied"


def answers(store: Store, shown: Shown, asking: Store | None = None) -> Iterator[Answers | None]:
    """The answers for what is in view: now and then as far as known, at the end complete. None: a newer question may
    come in. Raises QueryError."""
    found = {question: array("q") for question in Standing}
    if not shown.count:
        yield _answers(store, found, 0, complete=True)
        return
    looked_at, last = 0, shown.ordinal(shown.count)
    for piece, first in enumerate(range(shown.ordinal(1), last + 1, AT_ONCE), 1):
        end = min(first + AT_ONCE - 1, last)
        events, *holds = columns.numbers(asking or store, _SQL, (first, end), where="the table event", names=_NAMES)
        inside = [number in shown for number in events] if isinstance(shown, Picked) else [True] * len(events)
        looked_at += sum(inside)
        for question, true in zip(Standing, holds, strict=True):
            found[question].extend(compress(events, map(and_, inside, true)))
        yield _answers(store, found, looked_at, complete=False) if piece % 10 == 0 or piece in (1, 3) else None
    yield _answers(store, found, looked_at, complete=True)


def _answers(store: Store, found: Mapping[Standing, array[int]], looked_at: int, *, complete: bool) -> Answers:
    return Answers(looked_at, complete, {question: Listed(store, found[question]) for question in Standing})
