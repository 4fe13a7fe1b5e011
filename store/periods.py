"""From period to period: the next one, and the one before, that hold an event. For the screens."""

from store.dates.period_names import heading, is_wider
from store.dates.stepping import Unit, period_of
from store.records import EventRow
from store.shown import Shown


def next_period(shown: Shown, place: int, unit: Unit) -> int | None:
    """The place of the next event that stands under another heading than the event at a place.

    So an event of which less is known than the period is a stop of its own, with those of the same date: after "2010s"
    comes 2010. The undated ones are the last period. None where nothing comes after it. Raises NotFound, QueryError.
    """
    date = shown.row(place).date
    if date is None:
        return None
    end = _same_until(shown, place) if is_wider(date, unit) else shown.at(period_of(date.sort_day, unit)[1] + 1)
    found = _change(shown, place, max(end, place + 1), unit)
    return found if found <= shown.count else None


def _change(shown: Shown, place: int, end: int, unit: Unit) -> int:
    """The first place after one, before `end`, that stands under another heading; `end` where none does.

    A date that is wider than the period it begins in may stand in the middle of one: as far as one looks, it is found.
    """
    here = _heading(shown.row(place), unit)
    for first in range(place + 1, min(end, place + _SEEN.get(unit, _AT_ONCE)), _AT_ONCE):
        for at, row in enumerate(shown.rows(first, min(_AT_ONCE, end - first)), first):
            if _heading(row, unit) != here:
                return at
    return end


def previous_period(shown: Shown, place: int, unit: Unit) -> int | None:
    """The place of the first event under the heading before; None where there is none. Raises NotFound, QueryError."""
    before = _first_of(shown, place, unit) - 1
    return _first_of(shown, before, unit) if before >= 1 else None


def _first_of(shown: Shown, place: int, unit: Unit) -> int:
    """The first place under the heading that the event at a place stands under."""
    date = shown.row(place).date
    if date is None:
        return shown.dated + 1
    start = _same_since(shown, place) if is_wider(date, unit) else shown.at(period_of(date.sort_day, unit)[0])
    here, found = heading(date, unit), place
    for last in range(place - 1, max(start - 1, place - _SEEN.get(unit, _AT_ONCE)), -_AT_ONCE):
        first = max(last - _AT_ONCE + 1, start)
        for row in reversed(shown.rows(first, last - first + 1)):
            if _heading(row, unit) != here:
                return found
            found -= 1
    while start < found and _heading(shown.row(start), unit) != here:
        start = _same_until(shown, start)
    return min(start, found)


def _heading(row: EventRow, unit: Unit) -> str:
    return heading(row.date, unit) if row.date is not None else ""


_AT_ONCE = 64
_SEEN = {Unit.WEEK: 512, Unit.QUARTER: 512}
"""Events that are looked at for a heading within a period: months begin in the middle of weeks and seasons in that of
quarters, in the middle of the other periods only dates that are one of several, or open."""


def _same_until(shown: Shown, place: int) -> int:
    """The first place after those whose dates have the same bounds as the one at a place: they are together."""
    last, step = place, 1
    while last + step <= shown.dated and _same(shown, place, last + step):
        last, step = last + step, step * 2
    while step > 1:
        step //= 2
        if last + step <= shown.dated and _same(shown, place, last + step):
            last += step
    return last + 1


def _same_since(shown: Shown, place: int) -> int:
    """The first of the places whose dates have the same bounds as the one at a place."""
    first, step = place, 1
    while first - step >= 1 and _same(shown, place, first - step):
        first, step = first - step, step * 2
    while step > 1:
        step //= 2
        if first - step >= 1 and _same(shown, place, first - step):
            first -= step
    return first


def _same(shown: Shown, place: int, other: int) -> bool:
    one, another = shown.row(place).date, shown.row(other).date
    return one is not None and another is not None and (one.lo, one.hi) == (another.lo, another.hi)


def closer(shown: Shown, zoom: Unit | None) -> Unit | None:
    """The next finer unit to see time by, None standing for all of it at once; the same where there is none."""
    finer = [unit for unit in _dividing(shown) if zoom is None or _UNITS.index(unit) < _UNITS.index(zoom)]
    return finer[-1] if finer else zoom


def wider(shown: Shown, zoom: Unit | None) -> Unit | None:
    """The next coarser unit; None: all of time at once."""
    coarser = [unit for unit in _dividing(shown) if zoom is not None and _UNITS.index(unit) > _UNITS.index(zoom)]
    return coarser[0] if coarser else None


_UNITS = tuple(Unit)


def _dividing(shown: Shown) -> list[Unit]:
    """The units that divide what is in view: those of which it fills more than one, and the day in any case."""
    first, last = shown.first_day, shown.last_day
    if first is None or last is None:
        return [Unit.DAY]
    return [unit for unit in Unit if unit is Unit.DAY or period_of(first, unit) != period_of(last, unit)]
