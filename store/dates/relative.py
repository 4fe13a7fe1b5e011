"""What an article says of a date, resolved against the day it was published.

`resolve("on Thursday", published)` finds the one date expression in the words (see `store.dates.relative_rules`)
and says by what rule it became a date. It does not guess:
- Two date expressions in the words, or none, are refused.
- A future cue anywhere in the words ("will", "plans to", "scheduled", …) makes a weekday, a day without a
  year or a month without a year look ahead from publication instead of back. "Would", "could" and the like
  leave that open, and such a date is refused. The day of publication counts both ways: "Friday" in an article
  of a Friday is that day.
- Other words may stand around the expression, but none that could change it ("two days before Thursday",
  "every Friday", "Dec. 30-31"): with a word of time or a number left over, the words are refused.
- A month or a year alone counts only after a preposition or as the whole text; a year, only where a phrase
  ends.
- "By" and "until" open the start of the date, "since" and a leading "from" its end; "about" and "around" mark
  it approximate.
- A day of publication that is only known within bounds gives a date if each of its days gives the same.
"""

import re
from dataclasses import dataclass

from store.dates import Date, Precision, parse
from store.dates.calendar_words import SEASONS, UNITS
from store.dates.edtf_faults import shown
from store.dates.relative_rules import BARE_MONTH, BARE_YEAR, EXPRESSIONS, Expression, Looks, Setting
from store.errors import DateError

__all__ = ["Resolution", "resolve"]

_LONGEST = 300
_MOST_DAYS = 62

_CHANGING = [
    *UNITS, *SEASONS, "weekend", "weekends", "fortnight", "before", "after", "ago", "later", "earlier",
    "between", "prior", "next", "last", "following", "previous", "preceding", "every", "each", "first",
    "second", "third", "eve", "night", "recently", "previously", "except", "not", "than",
]  # fmt: skip
_CHANGES = re.compile(rf"\b(?:{'|'.join(_CHANGING)})\b|\S*[0-9]\S*")
_AHEAD = re.compile(
    r"\b(?:will|shall|won't|(?:is|are) (?:to|set|due|expected|scheduled|planned)|plan(?:s|ning)? to|"
    r"scheduled|upcoming|intends? to|going to)\b|'ll\b"
)
_UNCLEAR = re.compile(r"\b(?:would|could|should|might|may)\b")
_PREPOSITION = (
    r"on|in|at|of|by|until|till|since|from|during|for|through|throughout|about|around|circa|the|early|earlier|late|"
    r"later|mid|year|month"
)
_LEADING = re.compile(rf"(?:\b(?:{_PREPOSITION})[ -])+$")
_YEAR_ENDS = re.compile(r" ?(?:$|[.,;:)])")
_MATCHED = "\0"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The date that words give, and how."""

    date: Date
    rule: str
    """A fragment for "computed: …": `weekday on or before publication`, `stated in full`."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One date expression in its words."""

    expression: Expression
    found: re.Match[str]
    leading: str
    """The prepositions right before it."""
    looks: Looks | None
    """None: the words leave it open."""


def resolve(words: str, published: Date) -> Resolution:
    """The date that an article's words give, when it was published on `published` (or some day within it).

    Raises DateError where there is no date in the words, more than one, or none that every possible day of
    publication and every reading of the words agree on.
    """
    reading = _read(words)
    if not reading.expression.anchored:
        return _resolved(reading, Setting(0, Looks.BACK), words)
    ways = [reading.looks] if reading.looks else list(Looks)
    if not reading.expression.directed:
        ways = [Looks.BACK]
    results: dict[str, Resolution] = {}
    for day in _possible_days(published, words):
        for way in ways:
            result = _resolved(reading, Setting(day, way), words)
            results.setdefault(result.date.edtf, result)
    if len(results) == 1:
        return next(iter(results.values()))
    names = " or ".join([result.date.display for result in results.values()][:4])
    more = f" (and {len(results) - 4} more)" if len(results) > 4 else ""
    if len(ways) > 1 and not reading.looks:
        raise DateError(f"{shown(words)}: may look back or ahead from publication; {names}{more}")
    raise DateError(f"{shown(words)}: published {published.display}, this may be {names}{more}")


def _possible_days(published: Date, words: str) -> list[int]:
    if published.precision is Precision.SET and not (published.approximate or published.uncertain):
        members = [parse(member) for member in published.edtf[1:-1].split(",")]
        return sorted({day for member in members for day in _possible_days(member, words)})
    exact = published.lo is not None and published.hi is not None
    if not exact or published.approximate or published.uncertain:
        raise DateError(f"{shown(words)}: needs a day of publication, but that is “{published.display}”")
    first, last = published.lo or 0, published.hi or 0
    if last - first >= _MOST_DAYS:
        raise DateError(f"{shown(words)}: needs a day of publication; {published.display} is too wide")
    return list(range(first, last + 1))


def _read(words: str) -> _Reading:
    if len(words) > _LONGEST:
        raise DateError(f"{shown(words)}: give the words of the date alone, at most {_LONGEST} characters")
    text = " ".join(words.replace("’", "'").lower().split())
    if not text or _MATCHED in text:
        raise DateError(f"{shown(words) or 'nothing'}: there is no date in it")
    matches, rest = _matches(text)
    if not matches:
        raise DateError(f"{shown(words)}: there is no date in it")
    if len(matches) > 1:
        named = " and ".join(f"“{found[0].strip()}”" for _, found in matches[:3])
        raise DateError(f"{shown(words)}: has more than one date, {named}; give one at a time")
    expression, found = matches[0]
    leading = _LEADING.search(text[: found.start()])
    before = rest[: leading.start() if leading else found.start()]
    rest = f"{before}{rest[found.end() :]}"
    changing = _CHANGES.search(rest)
    if changing:
        raise DateError(f"{shown(words)}: “{changing[0]}” may change the date; give the words of the date alone")
    if leading and "from" in leading[0].split() and before.strip():
        raise DateError(f"{shown(words)}: “from” may mean of that date or since; give the date without it")
    looks = Looks.AHEAD if _AHEAD.search(rest) else None if _UNCLEAR.search(rest) else Looks.BACK
    return _Reading(expression, found, leading[0] if leading else "", looks)


def _matches(text: str) -> tuple[list[tuple[Expression, re.Match[str]]], str]:
    """The date expressions in the order of the text, and the text with them blanked out."""
    matches = []
    rest = text
    for expression in (*EXPRESSIONS, BARE_YEAR, BARE_MONTH):
        for found in expression.pattern.finditer(rest):
            if expression in (BARE_YEAR, BARE_MONTH) and not _stands_as_date(expression, found, text):
                continue
            matches.append((expression, found))
            rest = rest[: found.start()] + _MATCHED * len(found[0]) + rest[found.end() :]
    matches.sort(key=lambda match: match[1].start())
    return matches, rest


def _stands_as_date(expression: Expression, found: re.Match[str], text: str) -> bool:
    if found[0] == text:
        return True
    if expression is BARE_YEAR and not _YEAR_ENDS.match(text[found.end() :]):
        return False
    return bool(_LEADING.search(text[: found.start()]))


def _resolved(reading: _Reading, setting: Setting, words: str) -> Resolution:
    try:
        edtf, rule = reading.expression.rule(reading.found, setting)
        edtf, rule = _with_prepositions(edtf, rule, set(reading.leading.replace("-", " ").split()))
        return Resolution(parse(edtf), rule)
    except DateError as error:
        why = str(error)
        raise DateError(why if why.startswith(shown(words)) else f"{shown(words)}: {why}") from None


def _with_prepositions(edtf: str, rule: str, leading: set[str]) -> tuple[str, str]:
    if leading & {"about", "around", "circa"}:
        if "/" in edtf:
            raise DateError("an interval can't be approximate as a whole; give its words without “about”")
        edtf = f"{edtf}~"
    start, _, end = edtf.rpartition("/") if "/" in edtf else (edtf, "", edtf)
    if leading & {"by", "until", "till"}:
        return f"../{end}", f"{rule}, its start open"
    if leading & {"since", "from"}:
        return f"{start}/..", f"{rule}, its end open"
    return edtf, rule
