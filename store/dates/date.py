"""Dates that know how much they know: EDTF text with the first and the last day it may mean.

`parse` reads EDTF (ISO 8601-2, levels 0 and 1; see `store.dates.edtf` for what else), and, as input only, ISO
weeks, which become intervals of seven days. Day numbers are those of `store.dates.days`: 0001-01-01 is 1.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from store.dates import date_words
from store.dates.days import iso, iso_week_start
from store.dates.edtf import Part, Precision, moment, single
from store.dates.edtf_faults import LONGEST, fault, refused, unreadable
from store.errors import DateError

__all__ = ["Date", "DateError", "Precision", "certain", "order_key", "parse", "possible"]

_WIDEST = 10**15  # more days than any date that can be written spans
_WEEK = re.compile(r"(-?[0-9]{4})-W([0-9]{2})(?:-([1-7]))?([?~%]?)")


@dataclass(frozen=True, slots=True)
class Date:
    """A date as its source gives it. Two dates are equal when they say the same in the same way."""

    edtf: str
    """The canonical text: `parse(date.edtf) == date`."""
    lo: int | None
    """The earliest day number it may mean, inclusive; None: open or unknown."""
    hi: int | None
    """The latest day number it may mean, inclusive; None: open or unknown. Never None together with `lo`."""
    precision: Precision
    approximate: bool = False
    """Marked ~ or %, in any of its parts. The bounds are not widened for it."""
    uncertain: bool = False
    """Marked ? or %, in any of its parts."""

    @property
    def sort_day(self) -> int:
        """The day number it sorts at: its first, or its last where the first is not known."""
        return self.lo if self.lo is not None else self.hi if self.hi is not None else 0

    @property
    def sort_key(self) -> tuple[int, int]:
        """Chronological order: by `sort_day`, then the wider span first; an open span is the widest."""
        if self.lo is None or self.hi is None:
            return (self.sort_day, -_WIDEST)
        return (self.lo, self.lo - self.hi)

    @property
    def display(self) -> str:
        """The date for people, with no digit more than the text has: `c. Sep 2023`, `by 11 Jan 2024`."""
        return date_words.display(self.edtf)

    @property
    def short(self) -> str:
        """For a list under the heading of its year: `11 Jan`, `30 Dec – 2 Jan`; else as `display`."""
        return date_words.short(self.edtf)


def parse(text: str) -> Date:
    """Read a date.

    Raises DateError with a sentence that names the text, what is wrong with it and what would be right.
    """
    if len(text) > LONGEST:  # before the cache, which would hash and keep it
        raise refused(text, unreadable(text) or "")
    return _remembered(text)


def read(text: str) -> Date:
    """As `parse`, but without its memory of texts read before."""
    try:
        if "/" in text or "W" in text:
            return _interval(text)
        if text[:1] == "[":
            return _one_of(text)
        part = moment(text) if "T" in text else single(text)
    except DateError as error:
        raise refused(text, unreadable(text) or error) from None
    return _date(text, part.lo, part.hi, part.precision)


_remembered = lru_cache(maxsize=16384)(read)


def _date(text: str, lo: int | None, hi: int | None, precision: Precision) -> Date:
    both = "%" in text
    return Date(text, lo, hi, precision, both or "~" in text, both or "?" in text)


def _interval(text: str) -> Date:
    if "T" in text:
        raise DateError("an interval goes from day to day; leave the times out")
    start, slash, end = text.partition("/")
    if not slash:
        return _week(text)
    if "/" in end:
        raise DateError(fault(text))
    if start in ("", "..") and end in ("", ".."):
        raise DateError("an interval with neither end known says nothing; leave the date out")
    if "W" in text:
        start = _week(start).edtf.partition("/")[0] if "W" in start else start
        end = _week(end).edtf.rpartition("/")[2] if "W" in end else end
        text = f"{start}/{end}"
    lo = None if start in ("", "..") else single(start).lo
    hi = None if end in ("", "..") else single(end).hi
    if lo is not None and hi is not None and lo > hi:
        raise DateError(f"the interval ends before it begins; turned round it is {end}/{start}")
    return _date(text, lo, hi, Precision.INTERVAL)


def _week(text: str) -> Date:
    """An ISO week as the interval of its seven days; with a weekday (1 is Monday), the day."""
    found = _WEEK.fullmatch(text)
    if found is None:
        raise DateError(fault(text))
    year, week, weekday, mark = found.groups()
    monday = iso_week_start(int(year), int(week))
    if weekday:
        return read(iso(monday + int(weekday) - 1) + mark)
    return read(f"{iso(monday)}{mark}/{iso(monday + 6)}{mark}")


def _one_of(text: str) -> Date:
    members = text[1:-1].split(",")
    if text[-1] != "]" or len(members) < 2 or not all(members):
        raise DateError("one of several dates is written with commas in brackets: [2023-12-30,2024-01-02]")
    if ".." in text:
        raise DateError("a range inside a set is EDTF level 2; list the dates one by one, or write an interval")
    if len(set(members)) < len(members):
        raise DateError("the set names the same date twice")
    parts: list[Part] = [single(member) for member in members]
    return _date(text, min(part.lo for part in parts), max(part.hi for part in parts), Precision.SET)


def order_key(date: Date | None, seq: int, identity: str) -> tuple[int, int, int, int, str]:
    """The chronological place of an event: dated before undated, then `sort_key`, `seq` and the event's id.

    So a date comes after every date that contains it, and `../2024-01-11` stands at its known end.
    """
    if date is None:
        return (1, 0, 0, seq, identity)
    return (0, *date.sort_key, seq, identity)


def certain(date: Date | None, lo: int | None, hi: int | None) -> bool:
    """Whether a date lies wholly in the window of day numbers lo to hi, inclusive; None is an open side.

    An undated event (None) is in no window.
    """
    if date is None:
        return False
    after = lo is None or (date.lo is not None and date.lo >= lo)
    before = hi is None or (date.hi is not None and date.hi <= hi)
    return after and before


def possible(date: Date | None, lo: int | None, hi: int | None) -> bool:
    """Whether a date may lie in the window of day numbers lo to hi, inclusive; None is an open side.

    An undated event (None) is in no window.
    """
    if date is None:
        return False
    after = lo is None or date.hi is None or date.hi >= lo
    before = hi is None or date.lo is None or date.lo <= hi
    return after and before
