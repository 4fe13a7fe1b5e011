"""The names of periods: what a stretch of the list is headed by, and what the axis writes at its ticks."""

from store.dates.date import Date, parse
from store.dates.date_words import display, tens
from store.dates.days import civil, iso, iso_year
from store.dates.stepping import Unit, period_of


def year_name(year: int) -> str:
    """A year as people write it: `2024`, `476 CE`, `44 BCE`; astronomical year 0 is 1 BCE."""
    return display(iso_year(year))


def period_name(day: int, unit: Unit) -> str:
    """The period of this unit that a day number lies in: `11 Jan 2024`, `8–14 Jan 2024`, `2024`, `2010s`."""
    first, last = period_of(day, unit)
    year, end = civil(first)[0], civil(last)[0]
    match unit:
        case Unit.DAY:
            return display(iso(first))
        case Unit.WEEK:
            return display(f"{iso(first)}/{iso(last)}")
        case Unit.MONTH:
            return display(_month(first))
        case Unit.QUARTER:
            return display(f"{_month(first)}/{_month(last)}")
        case Unit.YEAR:
            return year_name(year)
    return tens(year, end, unit)


def heading(date: Date, unit: Unit) -> str:
    """What a date stands under: its period of this unit, or what is known where that is less."""
    return _known(date).display if is_wider(date, unit) else period_name(date.sort_day, unit)


def is_wider(date: Date, unit: Unit) -> bool:
    """Whether what is known of the day that a date sorts under goes beyond a period of this unit."""
    known = _known(date)
    lo, hi = period_of(date.sort_day, unit)
    return known.lo is not None and known.hi is not None and (known.lo < lo or known.hi > hi)


def _known(date: Date) -> Date:
    """What is known of the day that a date sorts under, without the marks of doubt."""
    start, _, end = date.edtf.partition("/")
    return parse((end if start in ("", "..") else start).rstrip(_MARKS)) if "[" not in start else date


_MARKS = "?~%"


def _month(day: int) -> str:
    return iso(day)[: -len("-01")]
