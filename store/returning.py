"""Coming back to an event: to the same one by its id, or, where a rebuild has taken it away, to its nearest neighbour.

For the screens. An event is remembered by its id and never by its number, which is another after any rebuild.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store import chronology, fields
from store.database import Store
from store.records import Event, EventRow
from store.shown import Everything, Shown


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept of an event to find it again, or the one that stands nearest to where it stood."""

    event: str
    """Its id."""
    day: int | None = None
    """The day number that it sorted under; None where it had no date."""
    after: str = ""
    """The id of the event after it in the list; empty where there was none."""
    before: str = ""
    """The id of the event before it; empty where there was none."""

    @property
    def apart(self) -> dict[str, str | int]:
        """What is kept of it besides its id, as simple values."""
        day = {} if self.day is None else {"day": self.day}
        return {**day, "after": self.after, "before": self.before}


def remembered(row: EventRow, before: EventRow | None = None, after: EventRow | None = None) -> Remembered:
    """What to keep of an event and of its neighbours in the list."""
    day = row.date.sort_day if row.date is not None else None
    return Remembered(row.id, day, after.id if after else "", before.id if before else "")


def number(store: Store, event: str) -> int:
    """The ordinal of the event of this id; 0 where there is none. Raises QueryError."""
    found = store.one("SELECT id FROM event WHERE slug = ?", (event.encode("utf-8", "replace").decode(),))
    return 0 if found is None else fields.whole(found[0], f"event {event}", "number")


def place(shown: Shown, sought: Remembered) -> int:
    """The place in view of an event; where it is gone or out of view, of the nearest. 0 where nothing is in view.

    The nearest sorts under the nearest day. Of several that are as near, an old neighbour is taken, the later one
    first; then the first of its day, then the earlier. An undated event has neighbours only. Raises QueryError.
    """
    if not shown.count:
        return 0
    if same := _in_view(shown, sought.event):
        return same
    neighbours = [found for name in (sought.after, sought.before) if name and (found := _in_view(shown, name))]
    if sought.day is None:
        return next(iter(neighbours), min(shown.dated + 1, shown.count))
    if not shown.dated:
        return 1
    first = shown.at(sought.day)
    nearby = [near for near in (first, first - 1) if 1 <= near <= shown.dated]
    return min(_distances(shown, sought.day, (*neighbours, *nearby)))[-1]


def event(store: Store, sought: Remembered) -> Event:
    """The event with all that stands behind it, or its nearest neighbour. Raises NotFound, QueryError."""
    return chronology.event(store, place(Everything(store), sought))


def _distances(shown: Shown, day: int, places: Iterable[int]) -> Iterable[tuple[int, int, int]]:
    """For each place with a date: how many days away, how far behind in the order of `places`, and the place."""
    for rank, found in enumerate(places):
        date = shown.row(found).date
        if date is not None:
            yield abs(date.sort_day - day), rank, found


def _in_view(shown: Shown, event: str) -> int:
    """The place of the event of this id; 0 where it is not in view."""
    ordinal = number(shown.store, event)
    found = shown.place_of(ordinal) if ordinal else 0
    return found if found and shown.ordinal(found) == ordinal else 0
