"""The part of the list that is in view: which events, headings and silences stand on which of its lines."""

from dataclasses import dataclass
from functools import cached_property

from tui.pages import Pages
from tui.render import rows
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, fit


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
    """The ordinal of the first event in view."""

    @cached_property
    def slots(self) -> tuple[tuple[Line, int], ...]:
        """For each line below the heading: its text and 0, or nothing and the ordinal of its event."""
        found: list[tuple[Line, int]] = []
        ordinal = self.top
        while len(found) < self.height - 1 and ordinal <= self.pages.count:
            if ordinal > self.top:
                found += [(line, 0) for line in self._before(ordinal)]
            found.append((BLANK, ordinal))
            ordinal += 1
        return tuple(found[: max(self.height - 1, 0)])

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """The ordinals in view."""
        return tuple(ordinal for _, ordinal in self.slots if ordinal)

    def _before(self, ordinal: int) -> list[Line]:
        return rows.before(self.pages.before(ordinal), self.pages.row(ordinal), self.width - 1, self.glyphs)

    def line_of(self, ordinal: int) -> int | None:
        """The line on which an event stands; None where it is not in view."""
        return next((y for y, (_, shown) in enumerate(self.slots, 1) if shown == ordinal), None)

    def at(self, y: int) -> int:
        """The ordinal of the event on a line; 0 where there is none."""
        return self.slots[y - 1][1] if 0 < y <= len(self.slots) else 0

    def top_for(self, cursor: int) -> int:
        """The top from which on the event `cursor` is in view, as near to today's top as possible."""
        if cursor < self.top:
            return max(cursor, 1)
        return max(self.top, self._highest_top(cursor))

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
            return rows.heading(rows.period(self.pages.row(self.top)), width, self.glyphs)
        line, ordinal = self.slots[y - 1]
        if not ordinal:
            return line
        return rows.event(self.pages.row(ordinal), width, self.glyphs, selected=ordinal == cursor, focused=focused)

    def _thumb(self, y: int) -> Span:
        count, shown = self.pages.count, len(self.shown)
        length = max(self.height * shown // max(count, 1), 1)
        start = (self.height - length) * (self.top - 1) // max(count - shown, 1)
        if shown < count and start <= y < start + length:
            return Span(self.glyphs.thumb, "dim")
        return Span(self.glyphs.bar, "rule")
