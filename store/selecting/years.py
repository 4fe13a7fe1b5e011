"""The years and months in which a store has events, by how their numbers begin: what a date in a filter can be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store import chronology, fields
from store.database import Store
from store.dates.days import civil, day_number, iso_year
from store.selecting.memory import memory

_TYPED = re.compile(r"(?P<year>[0-9]{0,4})(?P<month>-[01]?[0-9]?)?")
_DAY = "SELECT day FROM event WHERE id = ?"
_EARLIEST = 1000
"""Years before it are not offered: somebody who begins to type 2 means none of them."""


def beginning(store: Store, text: str, most: int) -> Iterator[str]:
    """Years with events, as EDTF, that begin so; of a whole year, then its months. Raises QueryError."""
    found = _TYPED.fullmatch(text)
    if found is None or (found["month"] and len(found["year"]) < 4):
        return
    year = found["year"]
    if not found["month"]:
        yield from _years(store, int(year.ljust(4, "0")), int(year.ljust(4, "9")), most)
    if len(year) == 4:
        months = (f"{year}-{month:02}" for month in range(1, 13))
        yield from (month for month in months if month.startswith(text))


def _years(store: Store, first: int, last: int, most: int) -> Iterator[str]:
    """The years from one to another in which an event sorts, by leaping from each to the next."""
    year, dated = max(first, _EARLIEST), memory(store).dated
    for _ in range(most):
        place = chronology.at(store, day_number(year, 1, 1))
        row = store.one(_DAY, (place,)) if place <= dated else None
        if row is None:
            return
        year = civil(fields.whole(row[0], f"event {place}", "day"))[0]
        if year > last:
            return
        yield iso_year(year)
        year += 1
