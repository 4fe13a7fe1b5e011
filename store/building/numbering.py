"""The numbers that entries get in a store, for `store.building.writing`: an author's id in, a row's id out.

Of a million events this is what stays in memory: the ids of sources and entities, and a number for each passage.
"""

from collections.abc import Iterable

from store.dataset.drafts import PassageDraft
from store.errors import TimelineError


class Numbers:
    """Ids of one sort with their numbers, from 1 in the order in which they were met."""

    def __init__(self, sort: str, names: Iterable[str] = ()) -> None:
        self._sort = sort
        self._numbers: dict[str, int] = {}
        for name in names:
            self.give(name)

    def __len__(self) -> int:
        return len(self._numbers)

    def give(self, name: str) -> int:
        """The number of an id, a new one if it was not met before."""
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def of(self, name: str) -> int:
        """The number of an id that is known. Raises TimelineError for any other."""
        try:
            return self._numbers[name]
        except KeyError:
            raise TimelineError(
                f"there is no {self._sort} “{name}”; it has to be given before what refers to it"
            ) from None

    def of_optional(self, name: str | None) -> int | None:
        """As `of`; None for no id."""
        return None if name is None else self.of(name)


class Words(Numbers):
    """A vocabulary: its words are numbered in the author's order, and those used are kept."""

    def __init__(self, sort: str, names: Iterable[str]) -> None:
        super().__init__(sort, names)
        self._used: set[str] = set()

    def use(self, word: str) -> int:
        """The number of a word that an event has."""
        self._used.add(word)
        return self.give(word)

    def used(self) -> list[tuple[int, str]]:
        """Number and word of each that was used, in the author's order."""
        return sorted((number, word) for word, number in self._numbers.items() if word in self._used)


class Passages:
    """Passages with their numbers: one for the same span, however many rest on it."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}

    def number(self, source: int, passage: PassageDraft) -> tuple[int, bool]:
        """The number of a passage in the source of this number, and whether it is a new one."""
        # one number instead of a tuple: there are as many of these as passages
        key: object = source << 64 | passage.start << 32 | passage.end
        if passage.original:
            key = (key, passage.original)
        count = len(self._numbers)
        number = self._numbers.setdefault(key, count + 1)
        return number, number > count
