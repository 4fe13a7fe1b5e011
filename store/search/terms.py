"""What somebody looks for: words and "phrases", each of which must occur, the last word perhaps not yet typed whole.

A term is compared as the full-text tables compare words (`store.folding`), and knows where it stands in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from store.folding import MARK, fold, words

LONGEST: Final = 200
"""Characters of a line that are looked at."""
_QUOTES = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that follow each other."""

    words: tuple[str, ...]
    """Folded."""
    prefix: bool = False
    """Whether the last word may go on."""
    typed: str = ""
    """As it was typed, to be named in a sentence."""

    @property
    def key(self) -> tuple[tuple[str, ...], bool]:
        """What is looked for, however it was typed."""
        return self.words, self.prefix

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in a folded text."""
        return _pattern(self.words, self.prefix)

    @property
    def match(self) -> str:
        """Finds it in a full-text table."""
        return f'"{" ".join(self.words)}"' + (" *" if self.prefix else "")

    def found_in(self, text: str) -> bool:
        """Whether it stands in a text."""
        return self.pattern.search(fold(text)) is not None


@lru_cache(64)
def _pattern(words: tuple[str, ...], prefix: bool) -> re.Pattern[str]:
    spelled = (f"{MARK}*".join(map(re.escape, word)) + f"{MARK}*" for word in words)
    # A folded text has nothing but letters, marks and spaces; a line break parts names that are looked through at once.
    return re.compile(r"(?<![^ \n])" + " +".join(spelled) + (r"[^ \n]*" if prefix else r"(?![^ \n])"))


def parse(line: str) -> tuple[Term, ...]:
    """The terms of a line as it is typed. A word that a space or a quotation mark ends is whole."""
    parts = line[:LONGEST].translate(_QUOTES).split('"')
    found: dict[tuple[tuple[str, ...], bool], Term] = {}
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        pieces = [part] if number % 2 else part.split()
        for index, piece in enumerate(pieces):
            whole = not (last and index == len(pieces) - 1) or part[-1:].isspace()
            spelled = words(piece)
            if spelled:
                term = Term(spelled, not whole and not fold(piece).endswith(" "), piece.strip())
                found.setdefault(term.key, term)
    return tuple(found.values())


def spans(text: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Where terms stand in a text: start and end in code points, in order; those that overlap are one."""
    folded = fold(text)
    found = sorted(match.span() for term in terms for match in term.pattern.finditer(folded))
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
