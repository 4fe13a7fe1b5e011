"""Moving through time: the period of a day, a step by calendar units, the time between two days in words.

Days are the day numbers of `store.dates.days`. Periods tile the whole scale: weeks are ISO weeks (from Monday),
quarters begin in January, April, July and October, a decade or a century begins with the astronomical year
that its length divides (2010 to 2019, 1900 to 1999; -10 to -1, which is 11 to 2 BCE).
"""

from enum import StrEnum

from store.dates.days import civil, day_number, month_length, week_start

_FIRST_DAY, _LAST_DAY = 1, 3_652_059  # 0001-01-01 and 9999-12-31: what dateutil can reckon with


class Unit(StrEnum):
    """A calendar unit, from the finest to the coarsest."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}


def period_of(day: int, unit: Unit) -> tuple[int, int]:
    """The first and the last day number of the period that a day lies in."""
    if unit is Unit.DAY:
        return day, day
    if unit is Unit.WEEK:
        monday = week_start(day)
        return monday, monday + 6
    year, month, _ = civil(day)
    months = _MONTHS[unit]
    first = (year * 12 + month - 1) // months * months
    return _month_start(first), _month_start(first + months) - 1


def period_number(day: int, unit: Unit) -> int:
    """The number of the period that a day lies in: consecutive periods of a unit have consecutive numbers."""
    if unit is Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return week_start(day) // 7
    year, month, _ = civil(day)
    return (year * 12 + month - 1) // _MONTHS[unit]


def period_start(number: int, unit: Unit) -> int:
    """The first day number of the period of a number."""
    if unit is Unit.DAY:
        return number
    if unit is Unit.WEEK:
        return number * 7 + 1  # day 1 is a Monday
    return _month_start(number * _MONTHS[unit])


def next_period(day: int, unit: Unit) -> tuple[int, int]:
    """The first and the last day number of the period after the one that a day lies in."""
    return period_of(period_of(day, unit)[1] + 1, unit)


def previous_period(day: int, unit: Unit) -> tuple[int, int]:
    """The first and the last day number of the period before the one that a day lies in."""
    return period_of(period_of(day, unit)[0] - 1, unit)


def step(day: int, unit: Unit, n: int) -> int:
    """The day number n units after a day (before it, if n is negative).

    A month that is too short gives its last day: 31 January and one month is 29 or 28 February. Between the
    years 1 and 9999 this is dateutil's relativedelta; beyond them, the same rule by our own arithmetic.
    """
    if unit is Unit.DAY:
        return day + n
    if unit is Unit.WEEK:
        return day + 7 * n
    months = _MONTHS[unit] * n
    if _FIRST_DAY <= day <= _LAST_DAY and abs(months) < 12 * 9999:
        from datetime import date

        from dateutil.relativedelta import relativedelta

        try:
            return (date.fromordinal(day) + relativedelta(months=months)).toordinal()
        except (ValueError, OverflowError):
            pass  # it ends outside the years 1 to 9999
    return _add_months(day, months)


def _add_months(day: int, months: int) -> int:
    year, month, of_month = civil(day)
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return day_number(year, month + 1, min(of_month, month_length(year, month + 1)))


def _month_start(months: int) -> int:
    """The first day of a month counted from January of the year 0."""
    year, month = divmod(months, 12)
    return day_number(year, month + 1, 1)


def elapsed(a: int, b: int) -> str:
    """The time between two day numbers, in either order: `same day`, `5 days`, `3 months`, `2 years`.

    In one unit, counted in full like an age: days below two calendar months, months below 24, then years. So
    "3 months" is at least three and less than four: a step by that many units does not pass the later day.
    """
    if b < a:
        a, b = b, a
    if a == b:
        return "same day"
    months = full_months(a, b)
    if months < 2:
        return _counted(b - a, "day")
    return _counted(months, "month") if months < 24 else _counted(months // 12, "year")


def full_months(a: int, b: int) -> int:
    """How many calendar months have passed in full from day number a to day number b, not before a."""
    (year, month, _), (later_year, later_month, _) = civil(a), civil(b)
    months = (later_year - year) * 12 + later_month - month
    return months - 1 if _add_months(a, months) > b else months


def _counted(number: int, unit: str) -> str:
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"
