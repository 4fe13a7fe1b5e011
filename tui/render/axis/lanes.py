"""How events share the rows of the zoomed strip: each a bar as wide as what is known of its date, none over another.

Events that are known to the day have the lowest row, so that they can be told apart below all that lasts longer. Where
more events fall into a stretch than there are rows, it is crowded: there, density is drawn instead of bars.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.dates import Date
from store.records import EventRow
from store.spread import Share, extent
from tui.render.axis.scale import Scale


@dataclass(frozen=True, slots=True)
class Mark:
    """An event known to a day, alone in its stretch."""

    ordinal: int
    date: Date
    stretch: int


def marks(scale: Scale, rows: Iterable[EventRow]) -> tuple[Mark, ...]:
    """The marks of these events."""
    events = ((row, scale.stretch_of(row.date.sort_day)) for row in rows if row.date is not None)
    return tuple(
        Mark(row.ordinal, row.date, stretch) for row, stretch in events if row.date is not None and stretch is not None
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """An event, or as much of it as lies in one row of neighbouring stretches that are not crowded."""

    ordinal: int
    date: Date
    lane: int
    """0 is the lowest row."""
    stretches: range
    begins: bool
    """Whether the first day known of the event is in it; else it goes on to the left."""
    ends: bool
    """Whether the last day known is in it; else it goes on to the right."""


@dataclass(frozen=True, slots=True)
class Bands:
    """How the rows of the lower strip are shared out."""

    rows: int
    """The rows for events of more than a day."""
    apart: bool
    """Whether those known to a day have a row of their own below them; else they share the one row there is."""

    @property
    def height(self) -> int:
        """All rows."""
        return self.rows + self.apart

    def lasting(self, share: Share) -> int:
        """How many events of a stretch need the upper rows."""
        return share.covering - share.exact * self.apart

    def crowd(self, share: Share) -> bool:
        """Whether they are more than there are rows."""
        return self.lasting(share) > self.rows

    def alone(self, scale: Scale, shares: Sequence[Share]) -> list[tuple[int, int]]:
        """The first and the last day number of each stretch in which just one event is known to a day, and is drawn."""
        days = zip(pairwise(scale.edges), shares, strict=True)
        drawn = ((edges, share) for edges, share in days if share.exact == 1)
        return [(start, end - 1) for (start, end), share in drawn if self.apart or share.covering == 1]


def bands(height: int) -> Bands:
    """How so many rows are shared out."""
    return Bands(height - 1, True) if height > 1 else Bands(height, False)


def open_stretches(scale: Scale, full: Sequence[bool]) -> list[tuple[int, int]]:
    """The first and the last day number of each run of stretches that are not crowded."""
    return [(scale.edges[run.start], scale.edges[run.stop] - 1) for run in _runs(full)]


def _runs(full: Sequence[bool]) -> list[range]:
    found: list[range] = []
    for index, crowd in enumerate(full):
        if crowd:
            continue
        if found and found[-1].stop == index:
            found[-1] = range(found[-1].start, index + 1)
        else:
            found.append(range(index, index + 1))
    return found


def bars(scale: Scale, full: Sequence[bool], rows: Iterable[EventRow]) -> tuple[Bar, ...]:
    """The bars of these events, which are in chronological order: in each run, each in the lowest row that is free.

    Events begin in order, so that a run needs no more rows than events fall into its fullest stretch.
    """
    events = [(row.ordinal, row.date, extent(row.date)) for row in rows if row.date is not None]
    found: list[Bar] = []
    for run in _runs(full):
        free: list[int] = []  # for each lane, the first stretch from which on it is free
        for ordinal, date, (first, last) in events:
            covered = scale.covered(first, last)
            part = range(max(covered.start, run.start), min(covered.stop, run.stop))
            if not part:
                continue
            lane = next((index for index, end in enumerate(free) if end <= part.start), len(free))
            free[lane : lane + 1] = [part.stop]
            begins = first >= scale.edges[part.start]
            found.append(Bar(ordinal, date, lane, part, begins, last < scale.edges[part.stop]))
    return tuple(found)
