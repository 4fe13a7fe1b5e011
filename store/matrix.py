"""Events and sources crossed: which sources the events in view rest on, and with what role each source tells of each.

For the screens. The sources in view are gathered in a worker, as numbers and counts; rows and cells are read as far as
they are looked at.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store import columns, fields, sources
from store.database import Store
from store.dates import Date
from store.picked import Picked
from store.records import Source
from store.shown import Shown
from store.vocabulary import BASES, CITATION_ROLES

_AT_ONCE = 500
MOST_ROLES = 8
"""Citations of one event in one source that are looked at for a cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one source tells of one event."""

    roles: tuple[str, ...]
    """Each once, in the author's order."""
    citation: int
    """The index of the first of them among the event's citations."""
    date: Date | None
    """The date as this source gives it first; None where it gives none."""
    dated_at: int
    """The index of the citation that gives the date; of the first one where none does."""
    date_text: str | None
    """The words that give it."""
    basis: str | None


class Cited:
    """The sources that events in view rest on, those that most rest on first."""

    def __init__(self, store: Store, numbers: Sequence[int], counts: Sequence[int]) -> None:
        self._store = store
        self._numbers, self._counts = array("q", numbers), array("q", counts)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._numbers)

    def number(self, place: int) -> int:
        """The number in the store of the source at a place, from 1."""
        return self._numbers[place - 1]

    def events(self, place: int) -> int:
        """How many events in view rest on the source at a place."""
        return self._counts[place - 1]

    def rows(self, first: int, count: int) -> list[Source]:
        """The sources at `count` places from `first` on; fewer at the end. Raises QueryError."""
        first = max(first, 1)
        return sources.some(self._store, self._numbers[first - 1 : first - 1 + count])

    def place_of(self, number: int) -> int | None:
        """The place of the source of this number; None where nothing in view rests on it."""
        return next((place for place, other in enumerate(self._numbers, 1) if other == number), None)


def cited(store: Store, shown: Shown, asking: Store | None = None) -> Iterator[Cited | None]:
    """The sources behind what is in view, at the end; None now and then before, where a newer question may come in.

    With nothing narrowed also those that no event rests on. Raises QueryError.
    """
    asked = asking or store
    if not isinstance(shown, Picked):
        sql = "SELECT id, events FROM source ORDER BY events DESC, id"
        numbers, counted = columns.numbers(asked, sql, where="the table source", names="id events")
        fields.count(min(counted, default=0), "a source", "events")
        yield Cited(store, numbers, counted)
        return
    counts: Counter[int] = Counter()
    for first in range(1, shown.count + 1, _AT_ONCE):
        last = min(first + _AT_ONCE - 1, shown.count)
        ordinals = [shown.ordinal(place) for place in range(first, last + 1)]
        sql = (
            "SELECT p.source_id, count(DISTINCT c.event_id) FROM json_each(?) e"
            " CROSS JOIN citation c ON c.event_id = e.value JOIN passage p ON p.id = c.passage_id GROUP BY p.source_id"
        )
        for number, n in asked.query(sql, (json.dumps(ordinals),)):
            counts[fields.whole(number, "a passage", "source")] += n
        yield None
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    yield Cited(store, [number for number, _ in ordered], [n for _, n in ordered])


_CELLS = """
SELECT c.event_id, p.source_id, c.role, c.edtf, c.date_text, c.basis,
  (SELECT count(*) FROM citation b WHERE b.event_id = c.event_id AND b.id < c.id)
FROM json_each(?1) e CROSS JOIN citation c ON c.event_id = e.value JOIN passage p ON p.id = c.passage_id
WHERE p.source_id IN (SELECT value FROM json_each(?2)) ORDER BY c.event_id, c.id LIMIT ?3
"""


def cells(store: Store, ordinals: Sequence[int], numbers: Sequence[int]) -> dict[tuple[int, int], Cell]:
    """The cells of some events, by ordinal, and some sources, by number; a cell without a citation is left out.

    Raises QueryError.
    """
    most = MOST_ROLES * max(len(ordinals) * len(numbers), 1)
    found: dict[tuple[int, int], Cell] = {}
    for event, source, role, edtf, words, basis, index in store.query(
        _CELLS, (json.dumps(list(ordinals)), json.dumps(list(numbers)), most)
    ):
        where = f"event {event}"
        role = fields.one_of(CITATION_ROLES, role, where, "citation's role")
        date = fields.date(edtf, where, "citation's date")
        how = None if basis is None else fields.one_of(BASES, basis, where, "date's basis")
        given = (date, index, fields.text_or_none(words, where, "date's words"), how)
        known = found.get((event, source))
        if known is None:
            found[event, source] = Cell((role,), index, *given)
            continue
        roles = known.roles if role in known.roles else (*known.roles, role)
        if known.date is not None or date is None:
            given = (known.date, known.dated_at, known.date_text, known.basis)
        found[event, source] = Cell(roles, known.citation, *given)
    return found
