"""The words of two texts, compared: what they have in common, where they differ, and whether they say the same.

Pure functions for `store.utterances` and for what draws quotations side by side. What is compared is bounded, so that
no text, however long, keeps a reader waiting.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby, pairwise

MOST_WORDS = 1000
"""Words of each text that are compared; what comes after them is neither the same nor different."""
LIKE = 0.4
"""The share of the shorter text's telling words that two texts have in common if they give one utterance."""
FEWEST = 3
"""Telling words in common without which a text is no version of another, unless all of it is contained."""
RUN = 4
"""Words in a row, two of them telling, that are enough where the shorter text is short."""
_TELLING = 4
"""Letters from which on a word tells something: shorter ones are in every text."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Said(Enum):
    """How a piece of a text stands to the other text."""

    SAME = "same"
    DIFFERENT = "different"
    BEYOND = "beyond"
    """Before the other text begins or after it ends: the other gives a part only, or no more was compared."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, in code points, half open."""

    start: int
    end: int
    said: Said


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts in pieces; the pieces of each follow each other and make up all of it."""

    one: tuple[Piece, ...]
    other: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str


class Wording:
    """The words of a text, as they are compared: without case, apostrophes all alike, at most MOST_WORDS."""

    def __init__(self, text: str) -> None:
        self.words = tuple(word.key for word in _words(text))
        self._telling = Counter(filter(_tells, self.words))
        self._runs = {run for run in zip(*(self.words[at:] for at in range(RUN)), strict=False) if _telling_run(run)}

    def like(self, other: "Wording") -> bool:
        """Whether two texts give one utterance: the shorter is contained in the longer, or much of it is."""
        shorter, longer = sorted((self, other), key=lambda side: len(side.words))
        if not shorter.words:
            return False
        if f" {' '.join(shorter.words)} " in f" {' '.join(longer.words)} ":
            return True
        if shorter._runs & longer._runs and len(shorter.words) * LIKE <= RUN:
            return True
        common = (shorter._telling & longer._telling).total()
        return common >= FEWEST and common >= LIKE * min(shorter._telling.total(), longer._telling.total())


def _tells(word: str) -> bool:
    return len(word) >= _TELLING


def _telling_run(run: tuple[str, ...]) -> bool:
    return sum(map(_tells, run)) > 1


def _words(text: str) -> list[_Word]:
    found = []
    for match in _WORD.finditer(text):
        found.append(_Word(match.start(), match.end(), match.group().casefold().replace("’", "'")))
        if len(found) == MOST_WORDS:
            break
    return found


def compare(one: str, other: str) -> Compared:
    """Two texts word by word; signs between words are no difference."""
    mine, theirs = _words(one), _words(other)
    keys, their_keys = [word.key for word in mine], [word.key for word in theirs]
    blocks = _blocks(keys, their_keys)
    shared = {index for at, _, size in blocks for index in range(at, at + size)}
    their_shared = {index for _, at, size in blocks for index in range(at, at + size)}
    ends, their_ends = _ends(shared, len(mine)), _ends(their_shared, len(theirs))
    return Compared(
        tuple(_pieces(one, mine, [_said(index, shared, ends, their_ends) for index in range(len(mine))])),
        tuple(_pieces(other, theirs, [_said(index, their_shared, their_ends, ends) for index in range(len(theirs))])),
    )


def _blocks(one: list[str], other: list[str]) -> list[tuple[int, int, int]]:
    """The stretches that both have; a lone word that every text has is none."""
    if one == other:
        return [(0, 0, len(one))]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [
        (block.a, block.b, block.size)
        for block in matcher.get_matching_blocks()
        if block.size > 1 or (block.size and len(one[block.a]) >= _TELLING)
    ]


def _ends(shared: set[int], count: int) -> tuple[int, int, int]:
    """The first and the last word in common, and how many words there are."""
    return (min(shared), max(shared), count) if shared else (0, count, count)


def _said(index: int, shared: set[int], mine: tuple[int, int, int], theirs: tuple[int, int, int]) -> Said:
    if index in shared:
        return Said.SAME
    before = index < mine[0] and theirs[0] == 0
    after = index > mine[1] and theirs[1] == theirs[2] - 1
    return Said.BEYOND if before or after else Said.DIFFERENT


def _pieces(text: str, found: Sequence[_Word], said: Sequence[Said]) -> Iterator[Piece]:
    """The whole text: what stands between two words of a kind is of their kind, else it goes with neither."""
    at, index = 0, 0
    for kind, group in groupby(said):
        size = len(list(group))
        start, end = found[index].start, found[index + size - 1].end
        index += size
        if start > at:
            yield Piece(at, start, Said.BEYOND)
        yield Piece(start, end, kind)
        at = end
    if at < len(text):
        yield Piece(at, len(text), Said.BEYOND)


def merged(several: Sequence[Sequence[Piece]]) -> tuple[Piece, ...]:
    """One text compared with several others: what differs from any of them, then what it shares with any."""
    edges = sorted({edge for pieces in several for piece in pieces for edge in (piece.start, piece.end)})
    found: list[Piece] = []
    for start, end in pairwise(edges):
        states = {piece.said for pieces in several for piece in pieces if piece.start <= start and end <= piece.end}
        said = next(state for state in (Said.DIFFERENT, Said.SAME, Said.BEYOND) if state in states)
        if found and found[-1].said is said:
            found[-1] = Piece(found[-1].start, end, said)
        else:
            found.append(Piece(start, end, said))
    return tuple(found)
