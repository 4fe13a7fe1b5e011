"""Going to a time: from what a person typed to the event that is nearest, and the same step again from there.

For the screens and the command line. A date is read by `store.dates.typed`, which takes no part of it from today.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.dates import Date
from store.dates.stepping import Unit, step
from store.dates.typed import a_step, typed
from store.errors import DateError
from store.records import EventRow
from store.shown import Shown

EDGES = ("start", "end")
"""What is understood besides dates: the first and the last event that has one."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a person wants to go."""

    date: Date | None
    """The time that was meant; None for the start and the end."""
    place: int
    """The place of the first event within that time; where there is none, of the nearest."""
    row: EventRow
    """That event."""
    relative: tuple[Unit, int] | None = None
    """The step that was typed, to be repeated: so many units later, earlier if negative."""
    start: int | None = None
    """The day number that the step counts from."""


def destination(shown: Shown, text: str, *, today: int, here: EventRow | None) -> Destination:
    """Where a typed text leads in what is in view, `today` a day number, `here` the event one stands at.

    Raises DateError for what is no time or where no event has a date, and QueryError.
    """
    if not shown.dated:
        raise DateError("no event here has a date")
    tidy = text[:_LONGEST_EDGE].strip().lower()
    if tidy in EDGES:
        place = 1 if tidy == "start" else shown.dated
        return Destination(None, place, shown.row(place))
    day = here.date.sort_day if here is not None and here.date is not None else None
    date = typed(text, today=today, here=day)
    place = nearest(shown, date)
    relative = a_step(text)
    return Destination(date, place, shown.row(place), relative, day if relative is not None else None)


_LONGEST_EDGE = 100
"""Characters that are looked at for one of the EDGES."""


def nearest(shown: Shown, date: Date) -> int:
    """The place of the first event that sorts within a date; where none does, of the nearest, the earlier of two.

    Some event has a date. Raises QueryError.
    """
    start = date.sort_day
    end = start if date.hi is None else date.hi
    after = shown.at(start)
    if after > shown.dated:
        return shown.dated
    later = _day(shown, after)
    if after == 1 or later <= end:
        return after
    return after - 1 if start - _day(shown, after - 1) <= later - end else after


def again(shown: Shown, place: int, unit: Unit, number: int) -> int | None:
    """The place that so many units from a place lead to; never the same, nor one on its other side.

    None where there is none on that side, or no date to count from. Raises QueryError.
    """
    here = shown.row(place)
    if here.date is None:
        return None
    target = step(here.date.sort_day, unit, number)
    first = shown.at(target)
    if number > 0:
        found = max(first, place + 1)
        return found if found <= shown.dated else None
    back = first if first <= shown.dated and _day(shown, first) == target else first - 1
    found = min(back, place - 1)
    return found if found >= 1 else None


def _day(shown: Shown, place: int) -> int:
    row = shown.row(place)
    return row.date.sort_day if row.date is not None else 0
