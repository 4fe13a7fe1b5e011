"""The ways a person writes a date that neither EDTF nor dateutil reads: eras, decades, centuries, quarters.

Each function takes tidy text in lower case and gives EDTF text, or None where the text is not of its kind.
Each raises DateError where it is, but says no one date.
"""

import re

from store.dates.calendar_words import MONTHS, SEASONS, either
from store.dates.days import iso_year, month_length
from store.errors import DateError

_ORDINAL = "(?:st|nd|rd|th)"
_ERA = r"(?P<era>b\.?c\.?(?:e\.?)?|c\.?e\.?|a\.?d\.?)"
_MONTH = rf"(?P<month>{either(MONTHS)})\.?,?"
_YEAR = r"(?P<year>[0-9]{1,11}|[0-9]{1,3}(?:,[0-9]{3}){1,3})"
_WITH_ERA = (
    re.compile(rf"(?:(?:(?P<day>[0-9]{{1,2}}){_ORDINAL}? (?:of )?)?{_MONTH} )?{_YEAR} ?{_ERA}"),
    re.compile(rf"{_MONTH} (?P<day>[0-9]{{1,2}}){_ORDINAL}?,? {_YEAR} ?{_ERA}"),
    re.compile(rf"(?:{_MONTH} )?(?P<era>a\.?d\.?) ?{_YEAR}"),
)
_TENS = re.compile(r"(?:the )?(?P<year>[0-9]{3}0)s(?: ?\(?(?P<which>decade|century)\)?)?")
_CENTURY = re.compile(rf"(?:the )?(?P<number>[0-9]{{1,2}}){_ORDINAL} century(?: {_ERA})?")
_QUARTER = re.compile(r"(?:q(?P<first>[1-4]),? (?P<after>[0-9]{4})|(?P<before>[0-9]{4})[ -]?q(?P<last>[1-4]))")
_SEASON = re.compile(rf"(?:the )?(?P<season>{either(SEASONS)}),? (?:of )?(?P<year>[0-9]{{4}})")


_DAYS = re.compile(rf"(?P<first>[0-9]{{1,2}}) ?[–-] ?(?P<last>[0-9]{{1,2}}) (?P<month>(?:{either(MONTHS)})\.?,? .+)")
_BETWEEN = re.compile(r"(?:between |from )?(?P<first>.+?) (?:–|-|to|until|and) (?P<last>.+)")
_DOTS = re.compile(r"(?P<first>[^/.]*?) ?\.\. ?(?P<last>[^/.]*)")
_UNTIL, _SINCE = re.compile(r"(?:by|until|till) (.+)"), re.compile(r"(?:from|since) (.+)")
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0}
_WEEK_OF = re.compile(
    rf"(?:the )?(?P<which>{either(_ORDINALS)}) week (?:of|in) "
    rf"(?:(?P<month>{either(MONTHS)})\.?,? (?:of )?)?(?P<year>[0-9]{{4}})"
)
_ISO_WEEK = re.compile(
    r"(?:calendar )?week (?P<week>[0-9]{1,2}),? (?:of )?(?P<year>[0-9]{4})"
    r"|(?P<before>[0-9]{4}),? week (?P<after>[0-9]{1,2})"
)


def ends(text: str) -> tuple[str, str] | None:
    """The two ends of an interval in words, each as text: `1–7 jan 2024`, `feb 2022 – 14 jan 2024`, `by 11 jan 2024`,
    `2023..2024`.

    The end that is open is empty. None where the text is no interval.
    """
    if found := _DAYS.fullmatch(text):
        return f"{found['first']} {found['month']}", f"{found['last']} {found['month']}"
    if (found := _DOTS.fullmatch(text)) and (found["first"] or found["last"]):
        return found["first"], found["last"]
    if found := _BETWEEN.fullmatch(text):
        return found["first"], found["last"]
    if found := _UNTIL.fullmatch(text):
        return "", found[1]
    return (found[1], "") if (found := _SINCE.fullmatch(text)) else None


def era(text: str) -> str | None:
    """`44 BC`, `15 March 44 BCE`, `AD 79`, `476 CE`."""
    found = next((found for pattern in _WITH_ERA if (found := pattern.fullmatch(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    number = int(parts["year"].replace(",", ""))
    if number == 0:
        raise DateError("no era has a year 0: 1 BCE is followed by 1 CE")
    edtf = iso_year(1 - number if parts["era"].startswith("b") else number)
    if parts["month"]:
        edtf += f"-{MONTHS[parts['month']]:02}"
    return f"{edtf}-{int(parts['day']):02}" if parts.get("day") else edtf


def tens(text: str) -> str | None:
    """`2010s`, `1900s (decade)`, `1900s (century)`; `1900s` alone may be either, and is refused."""
    found = _TENS.fullmatch(text)
    if found is None:
        return None
    year, which = found["year"], found["which"]
    if which == "century" and not year.endswith("00"):
        raise DateError(f"{year}s is a decade; write {year[:2]}XX for the century")
    if which is None and year.endswith("00"):
        raise DateError(f"{year}s may be ten years or a hundred; write {year[:3]}X or {year[:2]}XX")
    return f"{year[:2]}XX" if which == "century" else f"{year[:3]}X"


def century(text: str) -> str | None:
    """`19th century` is 1801 to 1900, `5th century BC` is 500 to 401 BCE."""
    found = _CENTURY.fullmatch(text)
    if found is None:
        return None
    number = int(found["number"])
    if number == 0:
        raise DateError("there is no century 0: the 1st BCE is followed by the 1st CE")
    if (found["era"] or "").startswith("b"):
        return f"{iso_year(1 - number * 100)}/{iso_year(-(number - 1) * 100)}"
    return f"{iso_year(number * 100 - 99)}/{iso_year(number * 100)}"


def quarter(text: str) -> str | None:
    """`Q3 2023`, `2023-Q3`: the interval of its three months."""
    found = _QUARTER.fullmatch(text)
    if found is None:
        return None
    year, number = found["after"] or found["before"], int(found["first"] or found["last"])
    return f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"


def week(text: str) -> str | None:
    """`first week of january 2024`: the seven days from the 1st on; `last week of 2023`; `week 2 of 2024`: ISO's."""
    if found := _ISO_WEEK.fullmatch(text):
        return f"{found['year'] or found['before']}-W{int(found['week'] or found['after']):02}"
    found = _WEEK_OF.fullmatch(text)
    if found is None:
        return None
    year, number = int(found["year"]), _ORDINALS[found["which"]]
    last = MONTHS[found["month"]] if found["month"] else 12 if not number else 1
    end = 7 * number or month_length(year, last)
    return f"{year:04}-{last:02}-{end - 6:02}/{year:04}-{last:02}-{end:02}"


def season(text: str) -> str | None:
    """`spring 2001`; its bounds are those of `store.dates.edtf`."""
    found = _SEASON.fullmatch(text)
    return f"{found['year']}-{SEASONS[found['season']]}" if found else None


KINDS = (era, tens, century, quarter, week, season)
"""All of the above, in the order in which a text is offered to them."""
