"""What a listing is about: events, by a window of time and a filter, and what stands behind them.

Raises FilterError at a name that the store does not have, and QueryError.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store import entities, evidence, quotations, sources, windows
from store.database import Store
from store.filters.filter import Filter
from store.records import Entity, Quotation, Source
from store.selecting.own import NOTHING_OWN, Own
from store.windows import EVERYTHING, Membership, Order, Window

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events are listed, and in which order."""

    window: Window = EVERYTHING
    certain_only: bool = False
    order: Order = Order.START
    asked: Filter = Filter()  # noqa: RUF009
    own: Own = NOTHING_OWN
    """The reader's marks and notes, as far as the filter asks for them."""

    def of(self, store: Store) -> Sequence[int]:
        """The ordinals."""
        if not self.asked:
            return windows.ordinals(store, self.window, certain_only=self.certain_only, order=self.order)
        from store.selecting import select

        events = select(store, self.asked, self.own)
        if self.window.everything and self.order is Order.START:
            return events.ordinals()
        flags = b"\0" + events.flags()
        ordered = windows.ordinals(store, self.window, certain_only=self.certain_only, order=self.order)
        return array("q", (ordinal for ordinal in ordered if flags[ordinal]))

    def membership(self, store: Store) -> Membership:
        """How many of the events lie in the window, certainly and possibly."""
        if not self.asked:
            return windows.membership(store, self.window)
        from store.selecting import select, times

        events, lo, hi = select(store, self.asked, self.own).bits, self.window.lo, self.window.hi
        certain = (events & times.certain(store, lo, hi)).bit_count()
        return Membership(certain, (events & times.possible(store, lo, hi)).bit_count() - certain)


ALL = Selection()
"""Every event, in the order of the list."""


def quotations_of(store: Store, chosen: Selection) -> Iterator[Quotation]:
    """The quotations that a filter keeps, by date; read piece by piece."""
    if not chosen.asked:
        return quotations.all_quotations(store)
    from store.selecting import select_quotations

    return _read(store, select_quotations(store, chosen.asked, chosen.own))


def _read(store: Store, numbers: Sequence[int]) -> Iterator[Quotation]:
    for at in range(0, len(numbers), _AT_ONCE):
        yield from evidence.quotations_of(store, numbers[at : at + _AT_ONCE])


def sources_of(store: Store, chosen: Selection) -> list[Source]:
    """The sources that the events of a filter rest on, in the author's order."""
    found = sources.all_sources(store)
    if not chosen.asked:
        return found
    having = _having(store, "source", chosen)
    return [each for each in found if each.id in having]


def entities_of(store: Store, chosen: Selection) -> list[Entity]:
    """The entities that have a part in the events of a filter, by name."""
    found = entities.all_entities(store)
    if not chosen.asked:
        return found
    having = _having(store, "entity", chosen)
    return [each for each in found if each.id in having]


def _having(store: Store, facet: str, chosen: Selection) -> set[str]:
    """The values of a facet that the events of a filter have."""
    from store.selecting import select
    from store.selecting.lists import lists

    return lists(store, facet).had_by(select(store, chosen.asked, chosen.own))


def number(store: Store, command: str, chosen: Selection) -> int:
    """How many there are of what a command lists."""
    match command:
        case "quotations":
            from store.selecting import select_quotations

            return len(select_quotations(store, chosen.asked, chosen.own))
        case "sources":
            return len(sources_of(store, chosen))
        case "entities":
            return len(entities_of(store, chosen))
    return len(chosen.of(store))


def notices(store: Store, command: str, chosen: Selection) -> Iterator[str]:
    """What is to be said of a filter: names that it excludes and that there are not; why no event is left."""
    if not chosen.asked:
        return
    from store.selecting import excluding_quotations, explain, missing
    from tui.render.filtering import excluded

    yield from missing(store, chosen.asked)
    if command == "quotations":
        blamed, left = excluding_quotations(store, chosen.asked, chosen.own)
    else:
        blamed, left = explain(store, chosen.asked, chosen.own).excluding
    if blamed:
        said = excluded(chosen.asked, blamed, "quotation" if command == "quotations" else "event")
        yield f"{said} ({left:,} without {'it' if len(blamed) == 1 else 'them'})"
