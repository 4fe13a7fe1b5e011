"""What to tell someone whose date is none: the most likely slip, and what would be right.

Consulted only when the grammar in `store.dates.edtf` has refused a text, so nothing here needs to be fast, and
nothing here decides what is a date.
"""

import re

from store.dates.days import day_number, iso, month_length
from store.errors import DateError

LONGEST = 100
"""Characters of the longest text that is read as a date."""

_SHOWN = 60
_EXPECTED = "write a year (2006), a month (2023-09), a day (2024-01-11) or an interval (2024-01-01/2024-01-07)"

# Read from the top; the first that fits the whole text is told.
_SLIPS = (
    (r"[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}", "the parts of a date are joined by hyphens: 2024-01-11"),
    (r"[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{2,4}", "write the year first, then month and day: 2024-01-11"),
    (r"[^/]*/[^/]*/.*", "an interval has one slash, between its first day and its last"),
    (r"-?[0-9]{5,}(-[0-9-]*)?[?~%]?", "a year of more than four digits takes a Y in front, as in Y10000"),
    (r"\+.*", "a year after 0 takes no plus sign"),
    (r"Y-?[0-9]{1,4}([-?~%].*)?", "Y stands only before years of more than four digits; leave it out"),
    (r"Y-?0.*", "a year after Y has no leading zeros"),
    (r"Y-?[0-9]{13,}.*", "years are read up to twelve digits"),
    (r".*[0-9](E[0-9]|S[0-9]).*", "exponents and significant digits (E, S) are EDTF level 2, not read here"),
    (r".*[0-9X]x.*|x.*", "an unspecified digit is a capital X"),
    (r"\{.*", "a set in braces means all of its dates; make it one event a date, or an interval"),
    (r".*[0-9][tz].*", "the T before a time and the Z after it are capitals"),
    (r".*T.*", "a time is written 1985-04-12T23:20:30, with Z or an offset such as +04:30 at the end"),
    (r"-?[0-9]{3}", "a year has four digits; write 0044 for the year 44, -0043 for 44 BCE"),
    (r"-?[0-9]X{3}|-?X{4}", "only the last one or two digits of a year may be X; write an interval of years"),
    (r".*X.*", "X stands for the last digits of a year, or a whole month or day: 201X, 20XX, 2004-XX"),
    (r"-?[0-9]{4}(-[0-9]{1,2}){1,2}", "months and days have two digits: 2024-01-02"),
    (r"[?~%].*|.*[?~%].+", "?, ~ and % stand once, at the end of a date; marks inside it are EDTF level 2"),
    (r"-?[0-9]{4}-W.*", "an ISO week is written 2024-W01, a day of it 2024-W01-4"),
    (r"(unknown|open)", "an open end is written .., an unknown one is left blank"),
)  # fmt: skip


def shown(text: str) -> str:
    """The text as an error quotes it: at most 60 characters, otherwise raw (the caller guards it)."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def fault(text: str) -> str:
    """Why a text is no date of the grammar and what would be right: half a sentence, without the text."""
    ordinal = re.fullmatch(r"(-?[0-9]{4})-([0-9]{3})", text)
    if ordinal:
        return _day_of_year(int(ordinal[1]), int(ordinal[2]))
    parts = re.fullmatch(r"-?(?:[0-9]{4}|Y[0-9]+)-([0-9]{2})(-[0-9]{2})?[?~%]?", text)
    if parts:
        return _month_number(int(parts[1]), bool(parts[2]))
    basic = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text)
    if basic and 1 <= int(basic[2]) <= 12:
        return f"the parts of a date are joined by hyphens: {basic[1]}-{basic[2]}-{basic[3]}"
    for pattern, told in _SLIPS:
        if re.fullmatch(pattern, text):
            return told
    return f"not a date; {_EXPECTED}"


def unreadable(text: str) -> str | None:
    """What keeps a text from being read at all, as half a sentence; None if nothing does."""
    if len(text) > LONGEST:
        return f"a date has at most {LONGEST} characters"
    if not text:
        return f"nothing is written; {_EXPECTED}"
    if not text.isascii():
        return "a date is written in plain ASCII: digits 0 to 9, hyphens, no other dashes"
    if any(character.isspace() or not character.isprintable() for character in text):
        return "a date has no spaces or control characters in it"
    return None


def _day_of_year(year: int, number: int) -> str:
    days = 337 + month_length(year, 2)
    if not 1 <= number <= days:
        return f"days of the year are not read, and {year} has no day {number}"
    return f"days of the year are not read; write {iso(day_number(year, 1, 1) + number - 1)}"


def _month_number(month: int, has_day: bool) -> str:
    if 21 <= month <= 24 and has_day:
        return "a season takes no day"
    if 25 <= month <= 41:
        return f"{month} in the place of a month is EDTF level 2; write the months as an interval"
    return f"there is no month {month:02}; months go from 01 to 12, seasons from 21 to 24"


def refused(text: str, why: str | DateError) -> DateError:
    """The error for a text, naming it: `2023-02-30: February 2023 has 28 days`."""
    return DateError(f"{shown(text)}: {why}" if text else str(why))
