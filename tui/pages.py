"""The rows of the list, fetched a page at a time and kept for a while: nothing is ever loaded whole."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from store.errors import QueryError
from store.records import EventRow

PAGE = 64
"""Rows fetched at a time."""
KEPT = 32
"""Pages kept."""


class Pages:
    """Event rows by ordinal, read through `fetch(first, count)`."""

    def __init__(self, count: int, fetch: Callable[[int, int], Sequence[EventRow]]) -> None:
        self.count = count
        """How many events there are; ordinals run from 1 to this."""
        self._fetch = fetch
        self._pages: OrderedDict[int, Sequence[EventRow]] = OrderedDict()

    def row(self, ordinal: int) -> EventRow:
        """The row of an ordinal. Raises QueryError where the store can't answer."""
        number, place = divmod(ordinal - 1, PAGE)
        if number not in self._pages:
            self._pages[number] = self._fetch(number * PAGE + 1, PAGE)
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        page = self._pages[number]
        if place >= len(page):
            raise QueryError("the store has changed: an event is missing")
        return page[place]

    def before(self, ordinal: int) -> EventRow | None:
        """The row before an ordinal's; None before the first."""
        return self.row(ordinal - 1) if ordinal > 1 else None
