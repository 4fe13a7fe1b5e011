"""What the page of sources asks of the store, in workers and as it draws, and the answers."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from textual.message import Message

from store import matrix, standing_questions
from store.database import Store
from store.errors import TimelineError
from store.matrix import Cell, Cited
from store.originals import shelf
from store.records import Source
from store.shown import Shown
from store.standing_questions import Answers
from tui.opening import Opened
from tui.render.grid import Grid
from tui.seeking import Question

_ROWS = 32
"""Rows whose cells are asked for together."""
_KEPT = 24


@dataclass
class SourcesGathered(Message):
    """The sources in view."""

    cited: Cited


@dataclass
class QuestionsAnswered(Message):
    """Which events answer the standing questions, as far as known."""

    answers: Answers


@dataclass
class SourceCardLoaded(Message):
    """A source, and whether its original is attached."""

    place: int
    source: Source
    attached: bool | None
    """None where that can't be told."""


def gather(store: Store, shown: Shown) -> Question:
    """Asks for the sources in view."""

    def question(asking: Store) -> Iterator[Message | None]:
        for found in matrix.cited(store, shown, asking):
            yield SourcesGathered(found) if found is not None else None

    return question


def answer(store: Store, shown: Shown) -> Question:
    """Asks the standing questions of what is in view."""

    def question(asking: Store) -> Iterator[Message | None]:
        for found in standing_questions.answers(store, shown, asking):
            yield QuestionsAnswered(found) if found is not None else None

    return question


def card(opened: Opened, place: int, source: Source) -> SourceCardLoaded:
    """Whether the original of a source is attached."""
    attached = None
    with suppress(TimelineError):  # the reader says what is wrong with the file
        attached = source.id in shelf.names(opened.originals.path)
    return SourceCardLoaded(place, source, attached)


class Cells:
    """The cells of the matrix, asked for as they come into view and kept for a while."""

    def __init__(self, store: Store, ordinals: "Ordinals", cited: Cited) -> None:
        self._store, self._ordinals, self._cited = store, ordinals, cited
        self._kept: OrderedDict[tuple[int, int, int], dict[int, dict[int, Cell]]] = OrderedDict()

    def of(self, place: int, grid: Grid) -> Mapping[int, Cell]:
        """The cells of the row at a place, by the places of the columns in view. Raises QueryError."""
        columns = grid.places()
        key = ((place - 1) // _ROWS, columns.start, columns.stop)
        if key not in self._kept:
            self._kept[key] = self._ask(key[0] * _ROWS + 1, columns)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[key].get(place, {})

    def _ask(self, first: int, columns: range) -> dict[int, dict[int, Cell]]:
        last = min(first + _ROWS - 1, self._ordinals.count)
        places = {self._ordinals.ordinal(place): place for place in range(first, last + 1)}
        numbers = {self._cited.number(column): column for column in columns}
        found: dict[int, dict[int, Cell]] = {}
        for (ordinal, number), cell in matrix.cells(self._store, list(places), list(numbers)).items():
            found.setdefault(places[ordinal], {})[numbers[number]] = cell
        return found


Ordinals = Shown | standing_questions.Listed
"""What knows how many events there are, and the ordinal of each."""
