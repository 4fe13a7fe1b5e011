"""The words that the filter language reserves, and those that text is made of.

A word of a text is what SQLite's full-text tables take for one: letters and digits, marks on them left out, small and
capital letters the same.
"""

import re
import unicodedata
from functools import lru_cache

from store.dates import Precision
from store.vocabulary import STATUSES

NAMES = ("entity", "by", "kind", "source", "tag", "status", "precision", "publisher", "denied-by")
"""Fields whose value is a name or a word."""
CLOSED = {"status": STATUSES, "precision": (*(each.value for each in Precision), "undated")}
"""Those of them whose values are the same in every store."""
DATES = ("after", "before", "in", "within")
NUMBERS = ("sources", "voices")
COUNTED = re.compile(rf"({'|'.join(NUMBERS)})(?=[<>=])", re.IGNORECASE)
"""A field of numbers that is typed without its colon: `sources>=2`."""
FIELDS = (*NAMES, *DATES, *NUMBERS)
FLAGS = ("undated", "marked", "noted", "disputed")
CONNECTIVES = ("and", "or", "not")
RESERVED = frozenset((*FLAGS, *CONNECTIVES))

OPENING = {'"': '"', "“": "”", "„": "“"}
"""Marks that open a quotation, and what closes each: only what was opened by `"` can hold one, written twice."""

_RUN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded, in their order."""
    return tuple(_RUN.findall(folded(text)))


def folded(text: str) -> str:
    """The text without the marks on its letters, in small letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text)
    return "".join(each for each in plain if unicodedata.category(each) != "Mn").lower()
