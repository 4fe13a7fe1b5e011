"""The English words of a calendar: months, weekdays, seasons, small numbers, and how they are abbreviated."""

from collections.abc import Iterable

from store.dates.days import MONTH_NAMES, WEEKDAY_NAMES
from store.dates.stepping import Unit

_OTHER_ABBREVIATIONS = {"sept": 9}

MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= _OTHER_ABBREVIATIONS
"""Month names and abbreviations in lower case, without a dot, with their numbers from 1."""

WEEKDAYS = {name.lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAY_ABBREVIATIONS = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAY_ABBREVIATIONS |= {"tues": 1, "thur": 3, "thurs": 3}
"""In lower case, without a dot; Monday is 0. "Sat" and "sun" are other words too."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""With the numbers that EDTF gives them."""

_NUMBER_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)}
"""From one to twelve; `a` and `an` are not among them."""

UNITS = {unit.value: unit for unit in Unit} | {f"{unit.value}s": unit for unit in Unit}
UNITS["centuries"] = UNITS.pop("centurys")


def either(words: Iterable[str], after: str = "") -> str:
    """A pattern for any one of the words, the longest first, each followed by the pattern `after`."""
    return "|".join(word + after for word in sorted(words, key=len, reverse=True))
