"""Windows of time: which events lie in one, certainly or possibly, and in which order they are told.

The rule is that of `store.dates.certain` and `store.dates.possible`, as SQL. For the screens and the command line.
Undated events are in no window; without one they stand at the end of every order.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from store import chronology
from store.database import WHOLE_TABLE, Store
from store.dates.date_words import display
from store.dates.days import iso
from store.records import Event, EventRow
from store.spread import extent

_AT_ONCE = 500


class Order(StrEnum):
    """How events follow each other; undated ones are last in each."""

    START = "start"
    """By the day they may begin on: the order of the list."""
    END = "end"
    """By the day they have ended on at the latest; one whose end is open comes after all those."""
    REVERSE = "reverse"
    """The order of the list backwards: the latest first."""


_ORDER_BY = {
    Order.START: "id",
    Order.END: "day IS NULL, hi IS NULL, hi, id",
    Order.REVERSE: "day IS NULL, CASE WHEN day IS NULL THEN id ELSE -id END",
}


@dataclass(frozen=True, slots=True)
class Window:
    """From one day number to another, inclusive; None is an open side. Open on both, it holds undated events too."""

    lo: int | None = None
    hi: int | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is outside of it."""
        return self.lo is None and self.hi is None


EVERYTHING = Window()


@dataclass(frozen=True, slots=True)
class Membership:
    """How many events lie in a window."""

    certain: int
    """All that an event's date may mean is within."""
    possible: int
    """Some of it is within, and some is not."""


def ordinals(store: Store, window: Window, *, certain_only: bool = False, order: Order = Order.START) -> Sequence[int]:
    """The ordinals of the events that may lie in a window, or that certainly do. Raises QueryError."""
    where = "1" if window.everything else _CERTAIN if certain_only else _POSSIBLE
    sql = f"SELECT id FROM event WHERE {where} ORDER BY {_ORDER_BY[order]}"
    bounds = () if window.everything else (window.lo, window.hi)
    return array("q", (number for (number,) in store.query(sql, bounds, deadline=WHOLE_TABLE)))


def membership(store: Store, window: Window) -> Membership:
    """How many events lie in a window, certainly and possibly. Raises QueryError."""
    sql = f"SELECT count(*), total({_CERTAIN}) FROM event WHERE {_POSSIBLE}"
    row = store.one(sql, (window.lo, window.hi), deadline=WHOLE_TABLE)
    either, certain = (int(value) for value in row or (0, 0))
    return Membership(certain, either - certain)


_CERTAIN = "day IS NOT NULL AND (?1 IS NULL OR ifnull(lo >= ?1, 0)) AND (?2 IS NULL OR ifnull(hi <= ?2, 0))"
_POSSIBLE = "day IS NOT NULL AND (?1 IS NULL OR ifnull(hi >= ?1, 1)) AND (?2 IS NULL OR ifnull(lo <= ?2, 1))"


def rows(store: Store, numbers: Sequence[int]) -> Iterator[EventRow]:
    """The lines of these events, in the order given. Raises QueryError."""
    for some in _parts(numbers):
        found = {row.ordinal: row for row in chronology.picked(store, some)}
        yield from (found[number] for number in some)


def events(store: Store, numbers: Sequence[int]) -> Iterator[Event]:
    """These events with all that stands behind them, in the order given. Raises QueryError."""
    for some in _parts(numbers):
        found: dict[int, Event] = {}
        for first, last in _runs(sorted(some)):
            found |= {event.row.ordinal: event for event in chronology.stream(store, first, last)}
        yield from (found[number] for number in some)


def _parts(numbers: Sequence[int]) -> Iterator[list[int]]:
    remaining = iter(numbers)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of consecutive numbers."""
    start = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] != numbers[index - 1] + 1:
            yield numbers[start], numbers[index - 1]
            start = index


def between(one: EventRow, other: EventRow) -> Window | None:
    """The window that just holds what is known of the dates of two events; None where one has none."""
    if one.date is None or other.date is None:
        return None
    (lo, hi), (also_lo, also_hi) = extent(one.date), extent(other.date)
    return Window(min(lo, also_lo), max(hi, also_hi))


def window_words(window: Window) -> str:
    """From when to when a window goes, in words."""
    lo = ".." if window.lo is None else iso(window.lo)
    hi = ".." if window.hi is None else iso(window.hi)
    return display(lo if lo == hi else f"{lo}/{hi}")
