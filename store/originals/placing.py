"""Where the passages of a source stand in a copy of its original: a verdict for each, never a guess. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.originals import hashing
from store.originals.records import Placed, Verdict

MOST_PLACES = 200
"""Places of an ambiguous passage that are kept; a single letter may stand in a million. Of more, the number is."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage as the dataset has it: its position in the original, and the hash of its words."""

    passage: int
    paragraph: int
    start: int
    end: int
    hashed: str | None
    """None where the dataset has none yet."""


def as_recorded(sought: Sequence[Sought], length: int) -> dict[int, Placed]:
    """The places in the very document that was measured, for passages without a hash: its own hash vouches for it."""
    return {
        each.passage: Placed(Verdict.EXACT, ((each.start, each.end),)) if each.end <= length else _LOST
        for each in sought
    }


def place(text: str, salt: bytes, sought: Sequence[Sought], measured: int | None = None) -> dict[int, Placed]:
    """The verdict on each passage, by its number. `measured`: the length of the original, to look there first.

    exact: its words stand at its position. moved: they stand once, elsewhere. ambiguous: they stand more than once, all
    elsewhere. lost: they don't stand anywhere, or there is no hash to know them by.
    """
    found: dict[int, Placed] = {}
    missing: list[Sought] = []
    for each in sought:
        if each.hashed is None:
            found[each.passage] = _LOST
        elif hashing.is_hash_of(salt, text[each.start : each.end], each.hashed) and each.end <= len(text):
            found[each.passage] = Placed(Verdict.EXACT, ((each.start, each.end),))
        else:
            missing.append(each)
    if missing:
        places = _places(text, salt, missing, len(text) - measured if measured is not None else 0)
        for each in missing:
            length = each.end - each.start
            found[each.passage] = _judged(places[length, each.hashed or ""], length)
    return found


def _places(text: str, salt: bytes, missing: Sequence[Sought], shift: int) -> dict[tuple[int, str], list[int]]:
    """Every place of each span. An edit moves what is behind it: words found there are looked for as words, which is
    quicker than by their hashes.
    """
    words: dict[str, tuple[int, str]] = {}
    unknown: set[tuple[int, str]] = set()
    for each in missing:
        span = (each.end - each.start, each.hashed or "")
        start, end = each.start + shift, each.end + shift
        found = text[start:end] if shift and start >= 0 and end <= len(text) else ""
        if found and hashing.is_hash_of(salt, found, span[1]):
            words[found] = span
        else:
            unknown.add(span)
    places = hashing.places(text, salt, unknown - set(words.values()))
    for found, starts in hashing.places_of_words(text, words).items():
        places[words[found]] = starts
    return places


_LOST = Placed(Verdict.LOST, ())


def _judged(starts: list[int], length: int) -> Placed:
    spans = tuple((start, start + length) for start in sorted(starts)[:MOST_PLACES])
    if not spans:
        return _LOST
    return Placed(Verdict.MOVED if len(spans) == 1 else Verdict.AMBIGUOUS, spans, len(starts) - len(spans))
