"""From period to period: the next one, and the one before, that hold an event. For the screens."""

from store.dates import Date
from store.dates.period_names import is_wider
from store.dates.stepping import Unit, period_of
from store.shown import Shown


def next_period(shown: Shown, place: int, unit: Unit) -> int | None:
    """The place of the first event after the period that the event at a place is headed by.

    An event of which less is known than the period is a stop of its own, with those of the same date: after "2010s"
    comes 2010. The undated ones are the last period. None where nothing comes after it. Raises NotFound, QueryError.
    """
    date = shown.row(place).date
    if date is None:
        return None
    found = _same_until(shown, place) if _alone(date, unit) else shown.at(period_of(date.sort_day, unit)[1] + 1)
    return found if found <= shown.count else None


def previous_period(shown: Shown, place: int, unit: Unit) -> int | None:
    """The place of the first event of the period before that holds one; None where none does.

    Raises NotFound, QueryError.
    """
    before = _first_of(shown, place, unit) - 1
    return _first_of(shown, before, unit) if before >= 1 else None


def _first_of(shown: Shown, place: int, unit: Unit) -> int:
    """The first place of the period that the event at a place is headed by."""
    date = shown.row(place).date
    if date is None:
        return shown.dated + 1
    if _alone(date, unit):
        return _same_since(shown, place)
    first = shown.at(period_of(date.sort_day, unit)[0])
    while first < place and (other := shown.row(first).date) is not None and _alone(other, unit):
        first = _same_until(shown, first)
    return min(first, place)


def _alone(date: Date, unit: Unit) -> bool:
    """Whether a date is in no period of this unit. One that is open sorts under the day that is known."""
    return date.lo is not None and date.hi is not None and is_wider(date, unit)


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
