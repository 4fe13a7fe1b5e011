"""Going to a time: from what a person typed to the event that is nearest, and the same step again from there.

For the screens and the command line. A date is read by `store.dates.typed`, which takes no part of it from today.
"""

from __future__ import annotations

from dataclasses import dataclass

from store import chronology
from store.database import Store
from store.dates import Date
from store.dates.stepping import Unit, step
from store.dates.typed import a_step, typed
from store.errors import DateError
from store.records import EventRow

EDGES = ("start", "end")
"""What is understood besides dates: the first and the last event that has one."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a person wants to go."""

    date: Date | None
    """The time that was meant; None for the start and the end."""
    row: EventRow
    """The first event within that time; where there is none, the nearest."""
    relative: tuple[Unit, int] | None = None
    """The step that was typed, to be repeated: so many units later, earlier if negative."""


def destination(store: Store, text: str, *, today: int, here: EventRow | None) -> Destination:
    """Where a typed text leads, `today` a day number, `here` the event one stands at.

    Raises DateError for what is no time or where no event has a date, and QueryError.
    """
    dated = _dated(store)
    tidy = text.strip().lower()
    if tidy in EDGES:
        return Destination(None, chronology.row(store, 1 if tidy == "start" else dated))
    day = here.date.sort_day if here is not None and here.date is not None else None
    date = typed(text, today=today, here=day)
    return Destination(date, nearest(store, date), a_step(text))


def _dated(store: Store) -> int:
    """How many events have a date: they come first. Raises DateError where none has."""
    summary = chronology.summary(store)
    if summary.events == summary.undated:
        raise DateError("no event here has a date")
    return summary.events - summary.undated


def nearest(store: Store, date: Date) -> EventRow:
    """The first event that sorts within a date; where none does, the nearest, the earlier of two.

    Raises DateError where no event has a date, and QueryError.
    """
    dated = _dated(store)
    start = date.sort_day
    end = start if date.hi is None else date.hi
    after = chronology.at(store, start)
    if after > dated:
        return chronology.row(store, dated)
    later = chronology.row(store, after)
    if after == 1 or _day(later) <= end:
        return later
    earlier = chronology.row(store, after - 1)
    return earlier if start - _day(earlier) <= _day(later) - end else later


def again(store: Store, here: EventRow, unit: Unit, number: int) -> EventRow | None:
    """The event that so many units from here lead to; never the one that one stands at, nor one on its other side.

    None where there is none on that side, or no date to count from. Raises QueryError.
    """
    if here.date is None:
        return None
    target = step(here.date.sort_day, unit, number)
    dated = _dated(store)
    first = chronology.at(store, target)
    if number > 0:
        found = max(first, here.ordinal + 1)
        return chronology.row(store, found) if found <= dated else None
    back = first if first <= dated and _day(chronology.row(store, first)) == target else first - 1
    found = min(back, here.ordinal - 1)
    return chronology.row(store, found) if found >= 1 else None


def _day(row: EventRow) -> int:
    return row.date.sort_day if row.date is not None else 0
