"""Going to a time: from what a person typed to the event that is nearest, and the same step again from there.

For the screens and the command line. A date is read by `store.dates.typed`, which takes no part of it from today.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.dates import Date, parse
from store.dates.days import iso
from store.dates.stepping import Unit, step
from store.dates.typed import a_step, typed
from store.errors import DateError
from store.records import EventRow
from store.shown import Shown
from store.spread import extent

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
    start: Date | None = None
    """The date that the step counts from."""


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
    known = here.date if here is not None else None
    date = typed(text, today=today, here=known.sort_day if known is not None else None)
    relative = a_step(text)
    if relative is not None and known is not None:
        date = _stepped(known, *relative)
    place = nearest(shown, date)
    return Destination(date, place, shown.row(place), relative, known if relative is not None else None)


def _stepped(date: Date, unit: Unit, number: int) -> Date:
    """So many units after a date: as much later as it may have been, so that no day is made up for a year."""
    lo, hi = (step(day, unit, number) for day in extent(date))
    if lo == hi:
        return parse(iso(lo))
    months = f"{iso(lo)[:-3]}/{iso(hi)[:-3]}"
    whole_months = parse(months)
    return whole_months if (whole_months.lo, whole_months.hi) == (lo, hi) else parse(f"{iso(lo)}/{iso(hi)}")


_LONGEST_EDGE = 100
"""Characters that are looked at for one of the EDGES."""


def nearest(shown: Shown, date: Date) -> int:
    """The place of the first event that sorts within a date; where none does, of one that lasts then, or the nearest.

    Some event has a date. Raises QueryError.
    """
    return first_between(shown, *extent(date))


def first_between(shown: Shown, first: int, last: int) -> int:
    """The place of the first event that sorts within these days; where none does, of the last to begin of those that
    last then; where none does that either, of the nearest, the earlier of two.

    Some event has a date. Raises QueryError.
    """
    after = shown.at(first)
    later = _day(shown, after) if after <= shown.dated else None
    if later is not None and later <= last:
        return after
    (share,) = shown.shares((first, last + 1))
    if 0 < share.covering <= _FEW:
        return shown.place_of(shown.lasting(((first, last),))[-1].ordinal)
    if later is None or after == 1:
        return min(after, shown.dated)
    earlier = shown.row(after - 1).date
    end = extent(earlier)[1] if earlier is not None else first
    return after - 1 if first - end <= later - last else after


_FEW = 100
"""Events that are read to find one that lasts through a time; where there are more, the nearest will do."""


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
