"""Dates in words, for people: `c. Sep 2023`, `1–7 Jan 2024`, `by 11 Jan 2024`, `44 BCE`.

Nothing is shown that the EDTF text does not say: no day for a month, no month for a year. Years before 1
count as historians count them (0000 is 1 BCE); years 1 to 999 carry CE, so that none is taken for a day. A
decade or a century whose name would fit the other says which it is: `1900s (decade)`, `1900s (century)`.
"""

from functools import lru_cache

from store.dates.days import MONTH_NAMES, civil
from store.dates.edtf import Part, Precision, moment, single

_SEASONS = ("spring", "summer", "autumn", "winter")
_SHORTEST_YEAR = 365


@lru_cache(maxsize=16384)
def display(edtf: str) -> str:
    """A canonical EDTF text (as in `Date.edtf`) in words."""
    return _in_words(edtf, short_form=False)


@lru_cache(maxsize=16384)
def short(edtf: str) -> str:
    """A canonical EDTF text in words for a list under the heading of its year.

    The year is left out where the date has months and spans less than a year; a time of day loses its seconds
    and its zone. All else is as `display`.
    """
    return _in_words(edtf, short_form=True)


def _in_words(edtf: str, short_form: bool) -> str:
    if edtf.startswith("["):
        return _one_of([single(member) for member in edtf[1:-1].split(",")], short_form)
    start, slash, end = edtf.partition("/")
    if not slash:
        part = moment(edtf) if "T" in edtf else single(edtf)
        return _named(part, with_year=not (short_form and part.month), brief=short_form)
    if start in ("", "..") or end in ("", ".."):
        return _open(start, end, short_form)
    return _between(single(start), single(end), short_form)


def _open(start: str, end: str, short_form: bool) -> str:
    known = single(end if start in ("", "..") else start)
    name = _named(known, with_year=not (short_form and known.month), brief=short_form)
    if start == "..":
        return f"by {name}"
    if end == "..":
        return f"from {name}"
    return f"? – {name}" if start == "" else f"{name} – ?"


def _between(a: Part, b: Part, short_form: bool) -> str:
    if a == b:
        return _named(a, with_year=not (short_form and a.month), brief=short_form)
    plain = not (a.qualifier or b.qualifier or a.within or b.within)
    if a.month and b.month and plain and a.year == b.year:
        year = "" if short_form else f" {_year(a.year)}"
        if a.month == b.month and a.day and b.day:
            return f"{a.day}–{b.day} {_month(a.month)}{year}"
        return _joined(_named(a, with_year=False), _named(b, with_year=False)) + year
    if plain and a.precision is b.precision is Precision.YEAR:
        return _years(a.year, b.year)
    with_year = not (short_form and _leaves_out_year([a, b]))
    return f"{_named(a, with_year, short_form)} – {_named(b, with_year, short_form)}"


def _one_of(parts: list[Part], short_form: bool) -> str:
    parts = sorted(parts)
    with_year = not (short_form and _leaves_out_year(parts))
    names = [_named(part, with_year, short_form) for part in parts]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _leaves_out_year(parts: list[Part]) -> bool:
    span = max(part.hi for part in parts) - min(part.lo for part in parts)
    return span < _SHORTEST_YEAR and all(part.month for part in parts)


def _named(part: Part, with_year: bool = True, brief: bool = False) -> str:
    """One date in words, with its marks; `brief` also drops seconds, zones and the words for a day within."""
    year = f" {_year(part.year)}" if with_year else ""
    match part.precision:
        case Precision.TIME | Precision.DAY:
            name = f"{part.day} {_month(part.month)}{year}"
        case Precision.MONTH:
            name = f"{_month(part.month)}{year}"
        case Precision.SEASON:
            name = f"{_SEASONS[(part.month or 21) - 21]}{year}"
        case Precision.DECADE | Precision.CENTURY:
            name = tens(civil(part.lo)[0], civil(part.hi)[0], part.precision)
        case _:
            name = _year(part.year)
    if part.clock:
        name = f"{name} {part.clock[:5]}" if brief else f"{name}, {_clock(part.clock)}"
    if part.qualifier and part.qualifier in "~%":
        name = f"c. {name}"
    if part.qualifier and part.qualifier in "?%":
        name = f"{name}?"
    return f"a {part.within} in {name}" if part.within and not brief else name


def _clock(written: str) -> str:
    if written.endswith("Z"):
        return f"{written[:-1]} UTC"
    at = max(written.find("+"), written.find("-"))
    return written if at < 0 else f"{written[:at]} UTC{written[at:]}"


def _month(month: int | None) -> str:
    return MONTH_NAMES[(month or 1) - 1][:3]


def _year(year: int) -> str:
    if year <= 0:
        return f"{_digits(1 - year)} BCE"
    return f"{year} CE" if year < 1000 else _digits(year)


def _digits(number: int) -> str:
    return str(number) if number < 10_000 else f"{number:,}"


def _years(first: int, last: int) -> str:
    if last <= 0:
        return f"{_digits(1 - first)}–{_digits(1 - last)} BCE"
    if first > 0 and last < 1000:
        return f"{first}–{last} CE"
    return _joined(_year(first), _year(last))


def _joined(a: str, b: str) -> str:
    """Two names with a dash, which is set off by spaces where a name has a space in it."""
    return f"{a} – {b}" if " " in a or " " in b else f"{a}–{b}"


def tens(first: int, last: int, what: str) -> str:
    """The years of a decade or of a century (`what`), from the first astronomical year to the last, in words."""
    if first < 1000:
        return _years(first, last)
    if first % 100:
        return f"{first}s"
    return f"{first}s ({what})"
