"""The time axis over what is in view: for the screen, and for the first frame.

What is drawn is read from the store anew only where another stretch of time or another size is asked for: while the
cursor moves within the stretch that is drawn, nothing is read.
"""

from dataclasses import replace

from store.dates.stepping import Unit
from store.records import EventRow
from store.search.hits import Hits
from store.shown import Shown
from tui.render import panes
from tui.render.axis.lanes import Bands, bars, marks, open_stretches
from tui.render.axis.scale import Scale, whole, zoomed
from tui.render.axis.strips import MARGIN, Axis, end_names, lanes, lines, room
from tui.render.glyphs import Glyphs
from tui.render.lines import Line


class Sight:
    """The axis of what is in view."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._axis: Axis | None = None
        self._rows: Bands | None = None
        self.hits: Hits | None = None
        """What a search has found in view."""
        self._edges: dict[Scale, list[int]] = {}
        """The places of the first events from each edge of a scale on."""
        self.about: int | None = shown.first_day
        """The day number that the axis was about last."""

    def axis(self, zoom: Unit | None, day: int | None, row: EventRow | None, width: int, height: int) -> Axis | None:
        """The axis about a day (None: where it stood before), with the event under the cursor.

        `width` and `height` are cells. None where no event has a date. Raises QueryError.
        """
        first, last = self._shown.first_day, self._shown.last_day
        if first is None or last is None or width <= 2 * MARGIN or not height:
            return None
        self.about = first if self.about is None else self.about if day is None else day
        names = end_names(first, last, width, height)
        cells = room(names, width)
        ends, near = whole(first, last, cells), zoomed(zoom, self.about, cells, first, last)
        drawn, rows = self._axis, lanes(height)
        if drawn is None or (drawn.whole, drawn.zoomed, self._rows) != (ends, near, rows):
            drawn = self._read(ends, near, rows)
        self._edges = {scale: self._edges.get(scale, []) for scale in (ends, near)}
        hits, near_hits = self._with_hits(ends), self._with_hits(near)
        self._axis = replace(drawn, unit=zoom, day=day, row=row, names=names, hits=hits, near_hits=near_hits)
        self._rows = rows
        return self._axis

    def _with_hits(self, scale: Scale) -> frozenset[int]:
        """The stretches of a scale that hold a hit, under the day that it sorts under."""
        hits = self.hits
        if hits is None or not hits.count:
            return frozenset()
        places = self._edges[scale] = self._edges[scale] or [self._shown.at(edge) for edge in scale.edges]
        return frozenset(at for at in range(scale.stretches) if hits.between(places[at], places[at + 1] - 1))

    def _read(self, ends: Scale, near: Scale, rows: Bands) -> Axis:
        drawn = self._axis
        density = drawn.density if drawn is not None and drawn.whole == ends else self._shown.shares(ends.edges)
        shares = self._shown.shares(near.edges)
        full = [rows.crowd(share) for share in shares]
        lasting = self._shown.lasting(open_stretches(near, full)) if rows.height else []
        exact = self._shown.exact(rows.alone(near, shares)) if rows.height else []
        return Axis(ends, density, near, None, shares, bars(near, full, lasting), marks(near, exact), None, None)


def axis_lines(
    shown: Shown,
    row: EventRow,
    columns: int,
    rows: int,
    glyphs: Glyphs,
    zoom: Unit | None = None,
    focused: bool = False,
) -> tuple[Line, ...]:
    """The axis as a screen of this size begins with it, the cursor on an event; no lines where there is none."""
    height = panes.axis_height(rows)
    day = row.date.sort_day if row.date is not None else None
    axis = Sight(shown).axis(zoom, day, row, columns, height)
    return () if axis is None else lines(axis, height, glyphs, focused=focused)
