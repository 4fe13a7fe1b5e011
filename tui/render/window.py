"""The part of the list that is in view: which events, headings and silences stand on which of its lines."""

from dataclasses import dataclass
from functools import cached_property

from store.search.hits import Hits
from store.search.terms import Term
from tui.pages import Pages
from tui.render import lights, rows
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, fit
from tui.render.rows import Manner

_ROOM_FOR_CONTEXT = 5
"""Lines that a view must have before it shows more than the event that one went to."""


@dataclass(frozen=True)
class Window:
    """A view of the list that begins with the event `top`. Nothing outside the view is read, but the event before it.

    The first line is the heading of the period that the view begins in, so that the year is always to be read; the
    last column is the bar that shows how far down one is.
    """

    pages: Pages
    width: int
    height: int
    glyphs: Glyphs
    top: int = 1
    """The place of the first event in view."""
    manner: Manner = rows.USUAL
    anchor: int = 0
    """The place at which a range was begun that reaches to the cursor; 0 where none was."""
    terms: tuple[Term, ...] = ()
    """What is lit in the titles."""
    hits: Hits | None = None
    """What the bar beside the list has ticks for."""

    @cached_property
    def slots(self) -> tuple[tuple[Line, int], ...]:
        """For each line below the heading: its text and 0, or nothing and the place of its event."""
        found: list[tuple[Line, int]] = []
        place = self.top
        while len(found) < self.height - 1 and place <= self.pages.count:
            if place > self.top:
                found += [(line, 0) for line in self._before(place)]
            found.append((BLANK, place))
            place += 1
        return tuple(found[: max(self.height - 1, 0)])

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """The places in view."""
        return tuple(place for _, place in self.slots if place)

    def _before(self, place: int) -> list[Line]:
        unit = self.manner.unit
        return rows.before(self.pages.before(place), self.pages.row(place), self.width - 1, self.glyphs, unit)

    def line_of(self, place: int) -> int | None:
        """The line on which an event stands; None where it is not in view."""
        return next((y for y, (_, shown) in enumerate(self.slots, 1) if shown == place), None)

    def at(self, y: int) -> int:
        """The place of the event on a line; 0 where there is none."""
        return self.slots[y - 1][1] if 0 < y <= len(self.slots) else 0

    def top_for(self, cursor: int, *, context: bool = False) -> int:
        """The top from which on the event `cursor` is in view, as near to today's top as possible.

        With `context` the event before it is in view as well, and with it the silence between the two.
        """
        top = max(self.top, self._highest_top(cursor)) if cursor >= self.top else cursor
        return max(min(top, cursor - 1) if context and self.height > _ROOM_FOR_CONTEXT else top, 1)

    def _highest_top(self, bottom: int) -> int:
        """The first event of the view that has the event `bottom` on its last line."""
        room = max(self.height - 1, 1) - 1
        top = bottom
        while top > 1:
            room -= len(self._before(top)) + 1
            if room < 0:
                break
            top -= 1
        return top

    def line(self, y: int, cursor: int, focused: bool) -> Line:
        """The line at `y`, with the cursor if its event is the one."""
        return (*fit(self._content(y, cursor, focused), self.width - 1), self._thumb(y))

    def _content(self, y: int, cursor: int, focused: bool) -> Line:
        width = self.width - 1
        if not self.pages.count or y > len(self.slots):
            return BLANK
        if y == 0:
            return rows.heading(rows.period(self.pages.row(self.top), self.manner.unit), width, self.glyphs)
        line, place = self.slots[y - 1]
        if not place:
            return line
        within = bool(self.anchor) and min(self.anchor, cursor) <= place <= max(self.anchor, cursor)
        marker = rows.cursor(place == cursor, focused, self.glyphs, within=within)
        row = self.pages.row(place)
        previous = self.manner.counts_from(row, self.pages.before(place))
        drawn = rows.event(row, width, self.glyphs, marker=marker, manner=self.manner, previous=previous)
        return lights.lit([drawn], self.terms)[0]

    def _thumb(self, y: int) -> Span:
        count, shown = self.pages.count, len(self.shown)
        length = max(self.height * shown // max(count, 1), 1)
        start = (self.height - length) * (self.top - 1) // max(count - shown, 1)
        in_view = shown < count and start <= y < start + length
        if self._ticked(y):
            return Span(self.glyphs.hit_thumb if in_view else self.glyphs.hit_bar, "tick")
        return Span(self.glyphs.thumb, "dim") if in_view else Span(self.glyphs.bar, "rule")

    def _ticked(self, y: int) -> bool:
        """Whether a hit lies in the part of the events that the bar stands for at `y`."""
        if self.hits is None or not self.height:  # without a height for the moment in which it is made or taken away
            return False
        first, last = (-(-edge * self.pages.count // self.height) for edge in (y, y + 1))
        return self.hits.between(first + 1, last)
