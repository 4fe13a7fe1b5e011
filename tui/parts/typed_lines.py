"""What may be typed on the command line besides commands and times: what to open, and of which time.

`side by side 2 jan 2024` goes to the event of that day and shows its sources side by side; `passage 16 may 2024` opens
the passage that dates it. `said by kirby` goes to what somebody said.
"""

import re
from enum import Enum

from store.dates import Date
from store.records import EventRow
from store.shown import Shown

_LINE = re.compile(r"\s*(side by side|passage)s?(?: of)?\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_SAID = re.compile(
    r"\s*(?:(?:everything |all )?said(?: by)?|(?:quotations?|words)(?: of| by)?)\s+(\S.*?)\s*"
    r"|\s*(?:everything|what)\s+(\S.*?)\s+said\s*",
    re.IGNORECASE | re.DOTALL,
)
_NEAR = 50
"""Events of one day that are looked at."""


class Opens(Enum):
    """What is opened of the event that one goes to."""

    SIDE_BY_SIDE = "side by side"
    PASSAGE = "passage"


def parted(text: str) -> tuple[Opens | None, str]:
    """What a line wants opened, and the rest of it, which is a time; nothing and the whole line where it is none."""
    found = _LINE.fullmatch(text)
    return (Opens(found[1].lower()), found[2]) if found else (None, text)


def speaker(text: str) -> str | None:
    """The name in a line that asks for what somebody said; None where it asks for something else."""
    found = _SAID.fullmatch(text)
    return (found[1] or found[2]) if found else None


def meant(shown: Shown, place: int, date: Date | None) -> EventRow:
    """The event of exactly this date, among those that sort beside the one at a place; else that one.

    Raises NotFound, QueryError.
    """
    if date is not None and date.lo is not None:
        for row in shown.rows(shown.at(date.lo), _NEAR):
            if row.date is not None and (row.date.lo, row.date.hi) == (date.lo, date.hi):
                return row
    return shown.row(place)
