"""Which quotations a filter keeps.

Words are those of the quotation, `by:` is its speaker, `source:` and `publisher:` the document that it stands in, and
dates, `precision:` and `undated` are its own. All else is asked of the event that it belongs to; one that belongs to
none is kept by none of that.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_

from store import fields
from store.database import WHOLE_TABLE, Row, Store
from store.dates import Date, certain, parse, possible
from store.filters.filter import Filter
from store.filters.parts import All, AnyOf, Dated, Field, Flag, Not, Number, Part, Phrase, Prefix, Word
from store.selecting import text
from store.selecting.events import EventSet, bits_of_flags
from store.selecting.excluding import Excluding, excluding
from store.selecting.memory import AT_ONCE, memory
from store.selecting.names import meant, resolve
from store.selecting.own import NOTHING_OWN, Own
from store.selecting.select import kept as kept_events

_QUOTATIONS = "SELECT id, event_id, speaker_id, passage_id, edtf FROM quotation ORDER BY day IS NULL, day, id"
_NUMBER, _EVENT, _SPEAKER, _PASSAGE, _EDTF = range(5)
_SOURCES = """
SELECT p.id FROM json_each(?) x CROSS JOIN source s ON s.slug = x.value CROSS JOIN passage p ON p.source_id = s.id
"""


def select_quotations(store: Store, asked: Filter, own: Own = NOTHING_OWN) -> array[int]:
    """The numbers of the quotations that a filter keeps, by date. Raises FilterError, QueryError."""
    resolve(store, asked)
    quotations = _Quotations(store, own)
    kept = reduce(and_, map(quotations.kept, asked.parts), quotations.every)
    indices = EventSet(kept, len(quotations.rows)).ordinals()
    return array("q", (quotations.rows[index - 1][_NUMBER] for index in indices))


def excluding_quotations(store: Store, asked: Filter, own: Own = NOTHING_OWN) -> Excluding:
    """Where no quotation is left: the parts to blame. Raises FilterError, QueryError."""
    resolve(store, asked)
    quotations = _Quotations(store, own)
    return excluding([quotations.kept(part) for part in asked.parts], quotations.every)


class _Quotations:
    """The quotations of a store, by date, and which of them a part keeps: a bit for each."""

    def __init__(self, store: Store, own: Own) -> None:
        self._store, self._own = store, own
        self.rows: list[Row] = memory(store).table("quotations", lambda: _read(store))
        self.every = (1 << len(self.rows)) - 1

    def kept(self, part: Part) -> int:
        """The quotations that a part keeps."""
        match part:
            case Not():
                return self.kept(part.part) ^ self.every
            case All():
                return reduce(and_, map(self.kept, part.parts))
            case AnyOf():
                return reduce(or_, map(self.kept, part.parts))
            case Word() | Phrase() | Prefix():
                return self._among(_NUMBER, text.spoken(self._store, part))
            case Dated():
                return self._where(_EDTF, _in_time(part))
            case Flag("undated"):
                return self._where(_EDTF, lambda date: date is None)
            case Field("precision", value):
                return self._where(_EDTF, lambda date: value == ("undated" if date is None else date.precision))
            case Field("by"):
                return self._among(_SPEAKER, meant(self._store, part).numbers)
            case Field("source" | "publisher"):
                return self._among(_PASSAGE, self._passages(part))
        return self._of_events(part)

    def _among(self, column: int, values: Iterable[object]) -> int:
        wanted = set(values)
        return bits_of_flags(bytes(row[column] in wanted for row in self.rows))

    def _where(self, column: int, holds: Callable[[Date | None], bool]) -> int:
        known: dict[object, bool] = {}
        flags = bytearray()
        for row in self.rows:
            edtf = row[column]
            if edtf not in known:
                known[edtf] = holds(fields.date(edtf, f"quotation {row[_NUMBER]}"))
            flags.append(known[edtf])
        return bits_of_flags(flags)

    def _passages(self, field: Field) -> Iterable[int]:
        keys = meant(self._store, field).keys
        for at in range(0, len(keys), AT_ONCE):
            rows = self._store.query(_SOURCES, (json.dumps(keys[at : at + AT_ONCE]),), deadline=WHOLE_TABLE)
            yield from (number for (number,) in rows)

    def _of_events(self, part: Field | Number | Flag) -> int:
        found = kept_events(self._store, part, self._own)
        flags = b"\0" + found.flags()
        return bits_of_flags(bytes(flags[row[_EVENT] or 0] for row in self.rows))


def _read(store: Store) -> list[Row]:
    """The columns that are asked for. Raises QueryError."""
    rows, events = store.query(_QUOTATIONS, deadline=WHOLE_TABLE), memory(store).size
    for row in rows:
        where = f"quotation {row[_NUMBER]}"
        for value in row[:_EDTF]:
            fields.whole_or_none(value, where, "number")
        if row[_EVENT] is not None and not 1 <= row[_EVENT] <= events:
            raise fields.damaged(where, "its event is missing")
    return rows


def _in_time(part: Dated) -> Callable[[Date | None], bool]:
    window = parse(part.edtf)
    match part.name:
        case "after":
            return lambda date: possible(date, window.lo, None)
        case "before":
            assert window.lo is not None  # the language asks for a first day
            before = window.lo - 1
            return lambda date: possible(date, None, before)
        case "within":
            return lambda date: certain(date, window.lo, window.hi)
    return lambda date: possible(date, window.lo, window.hi)
