"""The rows of a list, fetched a page at a time and kept for a while: nothing is ever loaded whole."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from store.errors import QueryError
from store.records import EventRow

PAGE = 64
"""Rows fetched at a time."""
KEPT = 32
"""Pages kept."""

Row = TypeVar("Row")


class Paged(Generic[Row]):
    """Rows by their place in a list, read through `fetch(first, count)`."""

    def __init__(self, count: int, fetch: Callable[[int, int], Sequence[Row]]) -> None:
        self.count = count
        """How many rows there are; places run from 1 to this."""
        self._fetch = fetch
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def row(self, place: int) -> Row:
        """The row at a place. Raises QueryError where the store can't answer."""
        number, index = divmod(place - 1, PAGE)
        if number not in self._pages:
            self._pages[number] = self._fetch(number * PAGE + 1, PAGE)
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        page = self._pages[number]
        if index >= len(page):
            raise QueryError("the store has changed: a row of this list is missing")
        return page[index]

    def before(self, place: int) -> Row | None:
        """The row before a place; None before the first."""
        return self.row(place - 1) if place > 1 else None


class Pages(Paged[EventRow]):
    """Event rows by their place in what is in view."""
