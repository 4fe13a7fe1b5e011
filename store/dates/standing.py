"""Where the words of a date stand in a text: as words of their own, and never one place picked out of several."""

import re

_LETTER = re.compile(r"\w")


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Every place where words stand between the bounds of words and numbers, in small or in capital letters.

    "Jan. 1" does not stand in "Jan. 11", nor "may" in "Mayor".
    """
    if not words:
        return []
    before = r"(?<!\w)" if _LETTER.match(words[0]) else ""
    after = r"(?!\w)" if _LETTER.match(words[-1]) else ""
    return [found.span() for found in re.finditer(f"{before}{re.escape(words)}{after}", text, re.IGNORECASE)]


def only_place(words: str, text: str) -> tuple[int, int] | None:
    """The one place where words stand; None where they stand nowhere, or in several places."""
    found = places(words, text)
    return found[0] if len(found) == 1 else None
