"""The date expressions of an article, each with the rule that gives its date from the day of publication.

An expression is a pattern and a function from its match and a `Setting` to EDTF text and the rule in words.
The patterns are matched against text in lower case with single spaces, in the order of `EXPRESSIONS`, the
more specific first; what one has matched is not offered to the next. `store.dates.relative` does that, and looks at
the words around.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from store.dates.calendar_words import MONTHS, NUMBERS, SEASONS, UNITS, WEEKDAY_ABBREVIATIONS, WEEKDAYS, either
from store.dates.days import WEEKDAY_NAMES, civil, day_number, iso, iso_year, month_length, week_start, weekday
from store.dates.stepping import Unit, next_period, period_of, previous_period, step
from store.errors import DateError

FULL = "stated in full"


class Looks(Enum):
    """Which way from publication an expression without a year, month or week looks."""

    BACK = "on or before publication"
    AHEAD = "on or after publication"


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is resolved against."""

    day: int
    """The day number of publication."""
    looks: Looks

    @property
    def year(self) -> int:
        return civil(self.day)[0]


Found = re.Match[str]
Rule = Callable[[Found, Setting], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Expression:
    pattern: re.Pattern[str]
    rule: Rule
    anchored: bool = True
    """Whether the date depends on the day of publication."""
    directed: bool = False
    """Whether it depends on looking back or ahead."""


def _month(found: Found) -> int:
    return MONTHS[found["month"].rstrip(".")]


def _text(year: int, month: int, day: int | None = None) -> str:
    return f"{iso_year(year)}-{month:02}" + (f"-{day:02}" if day else "")


def _checked(found: Found, day: int) -> str:
    """The day as EDTF, if it falls on the weekday that the words give with it."""
    named = found["weekday"]
    if named and _weekday_number(named) != weekday(day):
        raise DateError(f"{iso(day)} is a {WEEKDAY_NAMES[weekday(day)]}, not as written: {found[0]}")
    return iso(day)


def _weekday_number(word: str) -> int:
    word = word.rstrip(".")
    return WEEKDAYS[word] if word in WEEKDAYS else WEEKDAY_ABBREVIATIONS[word]


def _full_day(found: Found, _: Setting) -> tuple[str, str]:
    return _checked(found, day_number(int(found["year"]), _month(found), int(found["day"]))), FULL


def _full_month(found: Found, _: Setting) -> tuple[str, str]:
    return _text(int(found["year"]), _month(found)), FULL


def _full_season(found: Found, _: Setting) -> tuple[str, str]:
    return f"{found['year']}-{SEASONS[found['season']]}", FULL


def _as_written(found: Found, _: Setting) -> tuple[str, str]:
    return found[0], FULL


def _decade(found: Found, _: Setting) -> tuple[str, str]:
    digits = found["decade"]
    if digits.endswith("00"):
        raise DateError(f"{digits}s may be ten years or a hundred; write {digits[:3]}X or {digits[:2]}XX")
    return f"{digits[:3]}X", FULL


def _day_of_month(found: Found, setting: Setting) -> tuple[str, str]:
    month, day = _month(found), int(found["day"])
    if not 1 <= day <= month_length(2000, month):
        raise DateError(f"there is no such day: {found[0]}")
    way = -1 if setting.looks is Looks.BACK else 1
    year = setting.year
    for _ in range(9):  # 29 February comes back after eight years at the latest
        if day <= month_length(year, month):
            number = day_number(year, month, day)
            if (number - setting.day) * way >= 0:
                return _checked(found, number), f"nearest such day {setting.looks.value}"
        year += way
    raise DateError(f"there is no such day near publication: {found[0]}")


def _bare_month(found: Found, setting: Setting) -> tuple[str, str]:
    year, now, _ = civil(setting.day)
    month = _month(found)
    if setting.looks is Looks.BACK:
        return _text(year - (month > now), month), "nearest such month up to that of publication"
    return _text(year + (month < now), month), "nearest such month from that of publication on"


def _month_of_year(found: Found, setting: Setting) -> tuple[str, str]:
    offset, which = _WHICH[found["which"]]
    return _text(setting.year + offset, _month(found)), f"month of the year {which} publication"


def _which_month(found: Found, setting: Setting) -> tuple[str, str]:
    year, now, _ = civil(setting.day)
    month = _month(found)
    offset, _which = _WHICH[found["which"]]
    if offset == 0:
        return _text(year, month), "month of the year of publication"
    if offset < 0:
        return _text(year - (month >= now), month), "nearest such month before that of publication"
    return _text(year + (month <= now), month), "nearest such month after that of publication"


def _weekday(found: Found, setting: Setting) -> tuple[str, str]:
    number = _weekday_number(found["weekday"])
    if setting.looks is Looks.BACK:
        return iso(setting.day - (weekday(setting.day) - number) % 7), "weekday on or before publication"
    return iso(setting.day + (number - weekday(setting.day)) % 7), "weekday on or after publication"


def _which_weekday(found: Found, setting: Setting) -> tuple[str, str]:
    number = _weekday_number(found["weekday"])
    offset, _which = _WHICH[found["which"]]
    if offset == 0:
        return iso(week_start(setting.day) + number), "weekday in the ISO week of publication"
    if offset < 0:
        return iso(setting.day - 1 - (weekday(setting.day - 1) - number) % 7), "weekday before publication"
    return iso(setting.day + 1 + (number - weekday(setting.day + 1)) % 7), "weekday after publication"


def _which_period(found: Found, setting: Setting) -> tuple[str, str]:
    offset, which = _WHICH[found["which"]]
    unit = UNITS[found["unit"]]
    find = {-1: previous_period, 0: period_of, 1: next_period}[offset]
    lo, hi = find(setting.day, unit)
    year, month, _ = civil(lo)
    name = {Unit.WEEK: "ISO week", Unit.MONTH: "calendar month", Unit.YEAR: "calendar year"}[unit]
    text = {Unit.WEEK: f"{iso(lo)}/{iso(hi)}", Unit.MONTH: _text(year, month), Unit.YEAR: iso_year(year)}[unit]
    return text, f"{name} {which} publication"


def _part_of_period(found: Found, setting: Setting) -> tuple[str, str]:
    lo, hi = period_of(setting.day, UNITS[found["unit"]])
    name = "ISO week" if found["unit"] == "week" else f"calendar {found['unit']}"
    if found["part"] == "earlier":
        return f"{iso(lo)}/{iso(setting.day)}", f"{name} of publication, up to publication"
    return f"{iso(setting.day)}/{iso(hi)}", f"{name} of publication, from publication on"


def _span_up_to_now(found: Found, setting: Setting) -> tuple[str, str]:
    unit = UNITS[found["unit"]]
    number = int(NUMBERS.get(found["number"] or "one") or found["number"])
    begin = step(setting.day, unit, -number)
    year, month, _ = civil(begin)
    # The words know the beginning roughly: it is given one unit finer than theirs, and marked approximate.
    start = iso(begin)
    if unit is Unit.YEAR:
        start = _text(year, month)
    elif unit in (Unit.DECADE, Unit.CENTURY):
        start = iso_year(year)
    length = unit.value if number == 1 else f"{number} {found['unit']}"
    return f"{start}~/{iso(setting.day)}", f"the {length} up to publication"


def _adverb(found: Found, setting: Setting) -> tuple[str, str]:
    offset = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[found[0]]
    return iso(setting.day + offset), f"day {('of', 'after', 'before')[offset]} publication"


_WHICH = dict.fromkeys(("last", "past", "previous", "preceding", "prior"), (-1, "before"))
_WHICH |= dict.fromkeys(("this", "same", "current"), (0, "of"))
_WHICH |= dict.fromkeys(("next", "coming", "following"), (1, "after"))

_ENDS, _DOT, _MAY_HAVE_DOT = r"\b", r"\.", r"\b\.?"
_MONTH = rf"(?P<month>{either(MONTHS, after=_MAY_HAVE_DOT)})"
# Three letters alone may be another word ("sat", "sun", "wed"), so that an abbreviation must have its dot.
_WEEKDAY = f"{either(WEEKDAYS, after=_ENDS)}|{either(WEEKDAY_ABBREVIATIONS, after=_DOT)}"
_DAY_NAME = rf"(?P<weekday>\b(?:{_WEEKDAY}))"
_LEAD = rf"(?:{_DAY_NAME},? (?:the )?)?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"\b(?P<year>[0-9]{4})\b"
_ANY = rf"\b(?P<which>{either(_WHICH)})\b"
_NUMBER = rf"(?P<number>[0-9]{{1,2}}|{either(NUMBERS)})"
_SPANS = r"(?P<unit>(?:day|week|month|year|decade)s?)\b"
_OVER = "(?:over|in|during|for|within)"
_SEASON = rf"\b(?P<season>{either(SEASONS)})\b"

EXPRESSIONS: tuple[Expression, ...] = tuple(
    Expression(re.compile(pattern), rule, *flags)
    for pattern, rule, *flags in (
        (r"\b[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\b", _as_written, False),
        (rf"{_LEAD}\b{_DAY} (?:of )?{_MONTH},? {_YEAR}", _full_day, False),
        (rf"{_LEAD}\b{_MONTH} {_DAY},? {_YEAR}", _full_day, False),
        (rf"\b{_MONTH} (?:of |in )?(?:the )?{_ANY} year\b", _month_of_year, True),
        (rf"\b{_MONTH},? (?:of )?{_YEAR}", _full_month, False),
        (rf"{_SEASON} (?:of )?{_YEAR}", _full_season, False),
        (rf"(?:\b{_OVER} )?(?:\bthe )?\bpast (?:{_NUMBER} )?{_SPANS}", _span_up_to_now, True),
        (rf"\b{_OVER} the last (?:{_NUMBER} )?{_SPANS}", _span_up_to_now, True),
        (rf"(?:\bthe )?\blast {_NUMBER} {_SPANS}", _span_up_to_now, True),
        (rf"{_LEAD}\b{_DAY} (?:of )?{_MONTH}", _day_of_month, True, True),
        (rf"{_LEAD}\b{_MONTH} {_DAY}", _day_of_month, True, True),
        (r"\b(?P<part>earlier|later) this (?P<unit>week|month|year)\b", _part_of_period, True),
        (rf"{_ANY} (?P<unit>week|month|year)\b", _which_period, True),
        (rf"{_ANY} {_DAY_NAME}", _which_weekday, True),
        (rf"{_ANY} {_MONTH}", _which_month, True),
        (r"\b(?:yesterday|today|tonight|tomorrow)\b", _adverb, True),
        (_DAY_NAME, _weekday, True, True),
        (r"(?:\bthe )?(?:\b(?:early|mid|late)[ -])?\b(?P<decade>[0-9]{3}0)s\b", _decade, False),
    )
)  # fmt: skip

BARE_MONTH = Expression(re.compile(rf"\b{_MONTH}"), _bare_month, True, True)
"""A month alone; only after a preposition, since "may" and "march" are also verbs."""

BARE_YEAR = Expression(re.compile(_YEAR), _as_written, False)
"""Four digits alone; only after a preposition, since they may count anything."""
