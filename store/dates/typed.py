"""What a person types at "go to a date": EDTF, dates in English, and steps from where they are.

A date in words is read by dateutil, which fills what is missing from a default date and cannot say that it did.
So it is asked twice, with two defaults that differ in every part: only parts on which both readings agree came
from the text. Then every number of the text must be accounted for, so that no 44 becomes 2044. A result never
has more precision than was typed, and takes no part from today, but for "today" and its kin.
"""

import re

from store.dates import Date, parse, typed_words
from store.dates.calendar_words import MONTHS, NUMBERS, UNITS, WEEKDAY_ABBREVIATIONS, WEEKDAYS, either
from store.dates.days import MONTH_NAMES, WEEKDAY_NAMES, iso, weekday
from store.dates.edtf_faults import LONGEST, shown
from store.dates.stepping import Unit, step
from store.errors import DateError

__all__ = ["a_step", "prepare", "typed"]

_RELATIVE_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_STEP = re.compile(
    rf"(?P<number>[0-9]{{1,6}}|an?|{either(NUMBERS)}) (?P<unit>{either(UNITS)}) "
    r"(?P<way>later|on|after|forward|earlier|before|back|ago)"
)
_BACKWARD = {"earlier", "before", "back", "ago"}
_CIRCA = re.compile(r"(?:circa|about|around|approximately|ca|c) |ca?\. ?|c(?=[0-9])")
_NUMERIC = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{1,4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})")
_TOKENS = re.compile(r"[a-z]+|[0-9]+")
_TIME = re.compile(r"[0-9]{1,2} ?(?:[ap]\.?m\b|o'?clock|:[0-9])")
_DAY_NAMES = {**WEEKDAYS, **WEEKDAY_ABBREVIATIONS}
_FILLERS = {"of", "the", "st", "nd", "rd", "th", "on", "in"}
_KNOWN = _FILLERS | MONTHS.keys() | _DAY_NAMES.keys()
_EXAMPLES = "write the date with its year, such as jan 2 2024, sept 2023 or 2006"

_Read = tuple[int | None, int | None, int | None]
"""Year, month and day, as far as they are known."""


def typed(text: str, *, today: int, here: int | None) -> Date:
    """The date that a person typed.

    `today` is the day number of today, for "today", "yesterday", "tomorrow" and "… ago" alone; `here` is the day
    number they stand at, for "3 months later" and "2 weeks earlier", or None where they stand nowhere.
    Raises DateError, and nothing else, for what is no date or could be more than one.
    """
    if len(text) > LONGEST:
        raise DateError(f"{shown(text)}: at most {LONGEST} characters are read as a date")
    tidy = " ".join(text.replace("’", "'").split())
    if not tidy:
        raise DateError("type a date, such as 2023-09, jan 2 2024 or 3 months later")
    edtf = _like_edtf(tidy)
    try:
        return parse(edtf)
    except DateError as error:
        why = str(error).removeprefix(f"{shown(edtf)}: ")
    try:
        return _in_words(tidy.lower(), today, here, why)
    except DateError as error:
        told = str(error).removeprefix(f"{shown(tidy)}: ")
        raise DateError(f"{shown(tidy)}: {told}") from None


def prepare() -> None:
    """Loads what reading a date in words takes, so that the first one typed need not wait for it."""
    typed("jan 2 2024", today=1, here=None)


def _like_edtf(tidy: str) -> str:
    """The text as EDTF may be typed: letters in either case, spaces around slashes and commas."""
    return re.sub(r" ?([/,]) ?", r"\1", tidy).upper() if tidy.isascii() else tidy


def _in_words(text: str, today: int, here: int | None, why: str) -> Date:
    if text in _RELATIVE_DAYS:
        return parse(iso(today + _RELATIVE_DAYS[text]))
    found = _STEP.fullmatch(text)
    if found:
        return _stepped(found, today, here)
    if ends := typed_words.ends(text):
        start, end = (_end(each, today, here) if each else ".." for each in ends)
        return parse(f"{start}/{end}")
    mark = ""
    if text.endswith("?"):
        text, mark = text[:-1].rstrip(), "?"
    circa = _CIRCA.match(text)
    if circa:
        text, mark = text[circa.end() :], "%" if mark else "~"
    edtf = _edtf_of(text, why)
    if mark and "/" in edtf:
        raise DateError("an interval can't be approximate or uncertain as a whole; mark its ends in EDTF")
    return parse(edtf + mark)


def _end(text: str, today: int, here: int | None) -> str:
    """The end of an interval as EDTF."""
    edtf = typed(text, today=today, here=here).edtf
    if "/" in edtf or "[" in edtf or "T" in edtf:
        raise DateError(f"“{text}” is more than one date, and can't begin or end an interval")
    return edtf


def a_step(text: str) -> tuple[Unit, int] | None:
    """The unit and the signed number of a step from where one is, as in `3 months later`; None for any other text."""
    found = _STEP.fullmatch(" ".join(text[:LONGEST].lower().split()))
    if found is None or found["way"] == "ago":
        return None
    return UNITS[found["unit"]], _number(found)


def _number(found: re.Match[str]) -> int:
    written = found["number"]
    number = NUMBERS.get(written) or (1 if written in ("a", "an") else int(written))
    return -number if found["way"] in _BACKWARD else number


def _stepped(found: re.Match[str], today: int, here: int | None) -> Date:
    start = today if found["way"] == "ago" else here
    if start is None:
        raise DateError("there is no date here to count from; go to a date first")
    return parse(iso(step(start, UNITS[found["unit"]], _number(found))))


def _edtf_of(text: str, why: str) -> str:
    for kind in (*typed_words.KINDS, _year_first, _day_and_month):
        edtf = kind(text)
        if edtf:
            return edtf
    if not text.isascii():
        raise DateError("a date is typed in plain ASCII letters and digits")
    return _with_names(text) if re.search("[a-z]{3}", text) else _plain(text, why)


def _plain(text: str, why: str) -> str:
    """What is left without words: a year or a month after "c."; all else is what the grammar of EDTF refused."""
    if re.fullmatch(r"[0-9]{4}(?:-[0-9]{2})?", text):
        return text
    if _TIME.match(text):
        raise DateError("understood as a time of day, which is no date")
    if re.fullmatch(r"[0-9]{1,2}", text):
        raise DateError(f"understood as the day {text} of no month; {_EXAMPLES} (the year {text} is {text:0>4})")
    if text.isalpha():
        raise DateError(f"“{text}” is not understood; {_EXAMPLES}")
    raise DateError(f"no date is understood; {_EXAMPLES}" if " " in text else why)


def _year_first(text: str) -> str | None:
    """`2024/1/11`, `2024-1-11`: the year first is followed by the month."""
    found = _YEAR_FIRST.fullmatch(text)
    return f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}" if found else None


def _day_and_month(text: str) -> str | None:
    """`13/02/2003`, which can be read in one way only; `1/2/2024` is refused."""
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    if len(found[4]) != 4:
        raise DateError("day, month and year can't be told apart; the year has four digits, as in 2003-02-01")
    plain = "/".join((found[1], found[3], found[4]))
    readings = {_agreed(plain, day_first) for day_first in (False, True)}
    days = [
        f"{year:04}-{month:02}-{day:02}"
        for year, month, day in readings
        if year and month and day and _accounted(plain, (year, month, day))
    ]
    if not days:
        raise DateError("there is no such day; write the year first: 2003-02-01")
    if len(days) > 1:
        a, b = sorted(days)
        raise DateError(f"may be {parse(a).display} or {parse(b).display}; write {a} or {b}")
    return days[0]


def _with_names(text: str) -> str:
    """`jan 2 2024`, `2 january 2024`, `sept 2023`, `Thursday 11 January 2024`."""
    if _TIME.search(text):
        raise DateError("leave the time of day out, or write it as 2024-01-11T10:30Z")
    tokens = _TOKENS.findall(text)
    strange = [token for token in tokens if token.isalpha() and token not in _KNOWN]
    if strange or re.search(r"[^a-z0-9 .,/-]", text):
        raise DateError(_not_understood(strange))
    weekdays = [token for token in tokens if token in _DAY_NAMES]
    asked = " ".join(token for token in tokens if token not in _DAY_NAMES and token not in _FILLERS)
    if re.search(r"\b0[0-9]{3}\b", asked):
        raise DateError("a year before 1000 is written as in 0044-01-01, or with its era: jan 44 CE")
    year, month, day = read = _agreed(asked) if asked else (None, None, None)
    if len(weekdays) > 1 or not _accounted(asked, read):
        raise DateError(f"there is no such date; {_EXAMPLES}")
    if year is None or month is None or (weekdays and day is None):
        raise DateError(_understood(read, weekdays))
    edtf = f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
    if weekdays:
        _check_weekday(parse(edtf), _DAY_NAMES[weekdays[0]])
    return edtf


def _not_understood(strange: list[str]) -> str:
    if set(strange) & UNITS.keys():
        return "a length of time is no date, but “3 months later” and “2 weeks earlier” are"
    what = f"“{strange[0]}” is not understood" if strange else "not understood"
    return f"{what}; {_EXAMPLES}"


def _understood(read: _Read, weekdays: list[str]) -> str:
    year, month, day = read
    parts = [WEEKDAY_NAMES[_DAY_NAMES[word]] for word in weekdays]
    parts += [str(day)] if day else []
    parts += [MONTH_NAMES[month - 1]] if month else []
    parts += [str(year)] if year else []
    if not parts:
        return f"no date is understood; {_EXAMPLES}"
    return f"understood as {' '.join(parts)}, but of which {'day' if year else 'year'}; {_EXAMPLES}"


def _check_weekday(date: Date, meant: int) -> None:
    actual = weekday(date.sort_day)
    if meant != actual:
        raise DateError(f"{date.display} is a {WEEKDAY_NAMES[actual]}, not a {WEEKDAY_NAMES[meant]}")


def _agreed(text: str, day_first: bool = False) -> _Read:
    """Year, month and day as far as dateutil took them from the text; none where it reads no date."""
    from datetime import datetime

    from dateutil.parser import parse as guess

    # Both are leap years, so that 29 February is the text's own question; no part of one is in the other.
    defaults = datetime(2000, 1, 1), datetime(2004, 2, 2)
    try:
        a, b = (guess(text, default=default, dayfirst=day_first) for default in defaults)
    except Exception:  # dateutil lets out OverflowError, decimal.InvalidOperation and others
        return None, None, None
    return (
        a.year if a.year == b.year else None,
        a.month if a.month == b.month else None,
        a.day if a.day == b.day else None,
    )


def _accounted(text: str, read: _Read) -> bool:
    """Whether the numbers of the text are those of the date, a month's name counting as its number."""
    year, month, day = read
    tokens = _TOKENS.findall(text)
    numbers = [int(token) for token in tokens if token.isdigit()]
    named = any(token in MONTHS for token in tokens)
    expected = [part for part in (year, None if named else month, day) if part is not None]
    return sorted(numbers) == sorted(expected)
