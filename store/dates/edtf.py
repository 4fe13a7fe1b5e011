"""The grammar of a date: one EDTF expression taken apart, with the days it may mean.

EDTF is ISO 8601-2 as profiled by the Library of Congress (loc.gov/standards/datetime). Levels 0 and 1 are
read, but for intervals that know neither end: an event with such a date is undated. Also read:
- hours and minutes without seconds (`1985-04-12T23:20Z`), which ISO 8601 has and EDTF leaves out;
- years beyond four digits with a month and a day (`Y10000-01-01`), so that every day number can be written;
- level 2's one-of sets of single dates (`[2023-12-30,2024-01-02]`).

Seasons are the meteorological ones of the northern hemisphere: 21 spring from 1 March, 22 summer from 1 June,
23 autumn from 1 September, 24 winter from 1 December to the end of February of the next year. The standard
leaves them open; whoever means others writes months.

A text that is no date is explained in `store.dates.edtf_faults`.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from store.dates.days import day_number, month_length
from store.dates.edtf_faults import fault
from store.errors import DateError


class Precision(StrEnum):
    """How much a date says, from the finest to the loosest. A time of day counts its day as its bounds."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    SET = "set"


class Part(NamedTuple):
    """A single date: all of an expression, one end of an interval or one member of a set."""

    lo: int
    """First day number it may mean."""
    hi: int
    """Last day number it may mean, inclusive."""
    precision: Precision
    year: int
    """Astronomical; for a decade or a century, the digits that are known: 201 for 201X, 20 for 20XX."""
    month: int | None = None
    """1 to 12, or 21 to 24 for a season."""
    day: int | None = None
    clock: str = ""
    """The time of day with its zone, as written: `23:20:30Z`."""
    within: str = ""
    """`day` or `month` where the date is some day or month within its bounds: `1985-04-XX`, `2004-XX`."""
    qualifier: str = ""
    """`?` uncertain, `~` approximate, `%` both, or nothing."""


_CALENDAR = re.compile(
    r"(?:(-?[0-9]{4})|Y(-?[1-9][0-9]{4,11}))(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)",
)
_DIGITS = re.compile(r"(-?)([0-9]{2})([0-9X])X([?~%]?)")
_MOMENT = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?"
)


def single(text: str) -> Part:
    """Read one date without a time of day. Raises DateError with the reason, without the text."""
    found = _CALENDAR.fullmatch(text)
    if found is None:
        return _unknown_digits(text)
    short, long, month, day, qualifier = found.groups()
    if short == "-0000":
        raise DateError("there is no year -0000; 1 BCE is 0000 and 2 BCE is -0001")
    year = int(short or long)
    if day is not None:
        return _with_day(text, year, month, day, qualifier)
    if month is None:
        return Part(day_number(year, 1, 1), day_number(year, 12, 31), Precision.YEAR, year, qualifier=qualifier)
    if month == "XX":
        return single(text[: text.index("-X")] + qualifier)._replace(within="month")
    number = int(month)
    if 21 <= number <= 24:
        return _season(year, number, qualifier)
    if not 1 <= number <= 12:
        raise DateError(fault(text))
    lo = day_number(year, number, 1)
    hi = lo + month_length(year, number) - 1
    return Part(lo, hi, Precision.MONTH, year, number, qualifier=qualifier)


def _with_day(text: str, year: int, month: str, day: str, qualifier: str) -> Part:
    if day == "XX":
        whole = text[: text.index("-X")] + qualifier
        part = single(whole)
        if part.precision is Precision.SEASON:
            raise DateError(f"a season takes no day; write {whole}")
        return part._replace(within="day")
    if month == "XX" or not 1 <= int(month) <= 12:
        raise DateError(fault(text))
    number = day_number(year, int(month), int(day))
    return Part(number, number, Precision.DAY, year, int(month), int(day), "", "", qualifier)


def _season(year: int, season: int, qualifier: str) -> Part:
    first_month = 3 * (season - 20)
    lo = day_number(year, first_month, 1)
    hi = day_number(year + 1, 3, 1) - 1 if season == 24 else day_number(year, first_month + 3, 1) - 1
    return Part(lo, hi, Precision.SEASON, year, season, qualifier=qualifier)


def _unknown_digits(text: str) -> Part:
    """`201X` and `20XX`; a minus sign counts away from zero, so `-004X` is -49 to -40."""
    found = _DIGITS.fullmatch(text)
    if found is None:
        raise DateError(fault(text))
    sign, century, tens, qualifier = found.groups()
    precision, known, years = Precision.DECADE, century + tens, 10
    if tens == "X":
        precision, known, years = Precision.CENTURY, century, 100
    first = int(known) * years
    last = first + years - 1
    if sign:
        if first == 0:
            raise DateError(f"it would hold the year -0000, which there is not; write -{last:04}/-0001")
        first, last = -last, -first
    lo, hi = day_number(first, 1, 1), day_number(last, 12, 31)
    return Part(lo, hi, precision, int(sign + known), qualifier=qualifier)


def moment(text: str) -> Part:
    """Read a date with a time of day; its bounds are those of the day as written, whatever the zone.

    Raises DateError with the reason, without the text.
    """
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise DateError(fault(text))
    date, _, hours, minutes, seconds, zulu, sign, zone_hours, zone_minutes = found.groups()
    if hours == "24":
        raise DateError("24:00 is the next day's 00:00; write that")
    if int(hours) > 23 or int(minutes) > 59 or int(seconds or 0) > 60:
        raise DateError("times go from 00:00:00 to 23:59:59")
    offset = 0
    if sign:
        offset = int(zone_hours) * 60 + int(zone_minutes or 0)
        if offset > 14 * 60 or int(zone_minutes or 0) > 59:
            raise DateError("the offset from UTC goes to 14:00 at most")
        if sign == "-":
            if offset == 0:
                raise DateError("an offset of nothing is written Z")
            offset = -offset
    if seconds == "60":
        utc = (int(hours) * 60 + int(minutes) - offset) % 1440
        # A leap second ends a day of UTC; without a zone, all that is known is that it ends a minute 59.
        if utc != 1439 if zulu or sign else minutes != "59":
            raise DateError("a leap second stands only at 23:59:60 UTC")
    return single(date)._replace(precision=Precision.TIME, clock=text[len(date) + 1 :])
