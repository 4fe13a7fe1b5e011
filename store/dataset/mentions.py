"""Where a text names an entity: found by looking for its names, so that the reader can light them up.

Whole words, the longest name first, no name within another. Capital letters do not matter, except for short names in
capitals alone ("US" is not "us"). Names too common to be matched (alias kind `weak`) are left out. For
`store.building.writing` and for the checks that compare it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from store.dataset.drafts import EntityDraft

_WORD = re.compile(r"\w+")
_SHORT = 6
"""A name in capitals of at most this many characters is matched as it stands."""


_Shapes = list[tuple[int, int]]
"""Lengths of names and where in them the first word begins, the longest first."""


class Names:
    """All names of all entities."""

    def __init__(self, entities: Iterable[EntityDraft]) -> None:
        self._owners: dict[str, dict[str, None]] = {}
        """By name, with its capitals for one that is matched as it stands, without for any other."""
        shapes: dict[str, dict[str, set[tuple[int, int]]]] = {}
        for entity in entities:
            aliases = (alias.name for alias in entity.aliases if alias.kind != "weak")
            for name in (entity.name, *aliases):
                words = list(islice(_WORD.finditer(name), 2))
                if words:
                    key = name if _as_it_stands(name) else name.casefold()
                    self._owners.setdefault(key, {})[entity.id] = None
                    first, second = words[0][0].casefold(), words[-1][0].casefold() if len(words) > 1 else ""
                    shapes.setdefault(first, {}).setdefault(second, set()).add((len(name), words[0].start()))
        self._shapes = {first: _with_single(seconds) for first, seconds in shapes.items()}
        """By first and second word: a text has few pairs of words that begin a name, and many words that do."""

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and entity id of each mention, in the order of the text; several ids where they share a name."""
        words = [(word.start(), word[0].casefold()) for word in _WORD.finditer(text)]
        reached = 0
        for (position, word), (_, following) in pairwise((*words, (0, ""))):
            seconds = self._shapes.get(word)
            if seconds is None or position < reached:
                continue
            for length, offset in seconds.get(following) or seconds[""]:
                start = position - offset
                end = start + length
                owners = self._called(text[start:end]) if start >= reached else None
                if owners and _is_whole(text, start, end):
                    yield from ((start, end, entity) for entity in owners)
                    reached = end
                    break

    def _called(self, words: str) -> Iterable[str] | None:
        """The ids of those whom these words name, as they stand or in other letters."""
        folded = self._owners.get(words.casefold())
        exact = self._owners.get(words) if words.isupper() else None
        return {**exact, **folded} if exact and folded else exact or folded


def _with_single(seconds: dict[str, set[tuple[int, int]]]) -> dict[str, _Shapes]:
    """The shapes by second word, each with those of names that have none."""
    single = seconds.setdefault("", set())
    return {second: sorted(found | single, reverse=True) for second, found in seconds.items()}


def _as_it_stands(name: str) -> bool:
    return len(name) <= _SHORT and name.isupper()


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit continues the words at either end."""
    before = text[start - 1 : start] + text[start : start + 1]
    after = text[end - 1 : end] + text[end : end + 1]
    return not (len(before) == 2 and before.isalnum()) and not (len(after) == 2 and after.isalnum())
