"""The counts of a facet as lines: the value, a bar, how many events have it, and which share of all."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.facets import FACETS, Counts
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, apart, field, fit, plural

NAMES = 14
"""Cells of the column with the names of the facets."""
TWO_COLUMNS = 60
"""Cells from which on that column is shown."""
_BAR = 24


def facet_line(index: int, chosen: int, glyphs: Glyphs) -> Line:
    """A facet in the column of all: its number, and whether it is the one that is shown."""
    if index >= len(FACETS):
        return fit((), NAMES)
    here = index == chosen
    head = Span(glyphs.resting if here else " ", "cursor")
    name = Span(FACETS[index], "selected" if here else "text")
    return fit((head, Span(f"{index + 1} ", "dim"), name), NAMES)


@dataclass(frozen=True, slots=True)
class Table:
    """The values of one facet."""

    counts: Counts

    @property
    def size(self) -> int:
        """How many lines can be chosen."""
        return len(self.counts.values)

    def line(self, index: int, width: int, glyphs: Glyphs, *, chosen: bool, focused: bool) -> Line:
        """A value; below the last one how many are not given."""
        if index == self.size and self.counts.more:
            return (Span(f"  and {self.counts.more:,} more: f with the first letters finds them", "dim"),)
        if index >= self.size:
            return BLANK
        value = self.counts.values[index]
        cursor = (glyphs.cursor if focused else glyphs.resting) if chosen else " "
        figures = f" {value.count:>9,} {value.share:>6.1%} " if width >= 40 else f" {value.count:,} "
        room = min(_BAR, max((width - len(figures) - 24) // 2, 0))
        bar = _bar(value.share, room, glyphs)
        name = field(value.label, max(width - 3 - len(figures) - room, 4), "selected" if chosen else "text")
        left = (Span(cursor, "cursor"), Span(" "), name)
        right = (Span(bar, "axis"), Span(figures, "strong" if chosen else "text"))
        return fit(apart(left, right, width), width)


def _bar(share: float, width: int, glyphs: Glyphs) -> str:
    """A bar that is as long as the share; what has any at all has a trace of it."""
    full = round(share * width)
    return (glyphs.range * max(full, 1 if share and width else 0)).ljust(width)


def title(facet: str, counts: Counts | None) -> str:
    """What is counted, for the title line."""
    if counts is None:
        return f"by {facet}"
    number = len(counts.values) + counts.more
    return f"{plural(number, 'value')} of {plural(counts.events, 'event')} by {facet}"


def around(chosen: int, names: Sequence[str] = FACETS) -> Line:
    """Where there is no room for all facets: the one that is shown, and the next."""
    following = names[(chosen + 1) % len(names)]
    return (Span(f" {names[chosen]}", "heading"), Span(f"  tab: {following}", "dim"))
