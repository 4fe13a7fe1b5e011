"""The list of marks and notes: an event's line, and its note below it."""

from dataclasses import dataclass

from store.dates import Date, parse
from store.errors import DateError
from store.marks.records import Mark
from store.records import EventRow
from tui import cells
from tui.guard import placeholder
from tui.render.glyphs import Glyphs, precision_glyph
from tui.render.lines import Line, Span, excerpt, field, fit, flow, plural, width_of
from tui.render.rows import heading, own_signs

TALLEST = 6
"""Lines of a note that the list shows."""
_SHOWN = 1000
"""Code points of a note that can stand in those lines."""
_DATE, _SHORT = 22, 14
"""Cells of the column of dates, where there is room and where there is little."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept about an event, and the event's line; None for one that the store does not have any more."""

    mark: Mark
    row: EventRow | None

    @property
    def date(self) -> Date | None:
        """When it was, as far as is known."""
        if self.row is not None:
            return self.row.date
        try:
            return parse(self.mark.event.edtf) if self.mark.event.edtf else None
        except DateError:
            return None


def lines(entry: Entry, width: int, glyphs: Glyphs, marker: Span) -> list[Line]:
    """An entry: its event's line behind the sign that tells whether it is chosen, and the note."""
    mark, date = entry.mark, entry.date
    column = _DATE if width >= 72 else _SHORT
    when = cells.pad(cells.cut("undated" if date is None else date.display, column), column)
    signs = own_signs(mark.marked, bool(mark.note), glyphs) or (Span(f"{glyphs.separator} ", "dim"),)
    signs = (*signs, Span(" " * (3 - width_of(signs))))
    left = (marker, Span(precision_glyph(date, glyphs), "precision"), Span(" "), *signs, Span(when, "date"), Span("  "))
    title = (entry.row.title if entry.row is not None else mark.event.title)[:1000]
    style = "dim" if entry.row is None else "selected" if marker.text == glyphs.cursor else "text"
    found = [fit((*left, field(placeholder(title), width - width_of(left), style)), width)]
    margin = width_of(left) if width >= 60 else 6
    text = list(flow(excerpt(mark.note[:_SHOWN]), width - margin - 1, "dim")) if mark.note else []
    cut = len(text) > TALLEST or len(mark.note) > _SHOWN
    for number, line in enumerate(text[:TALLEST], 1):
        more = (Span(" …", "dim"),) if cut and number == TALLEST else ()
        found.append(fit((Span(" " * margin), *line, *more), width))
    return found


def head(marked: int, noted: int, width: int, glyphs: Glyphs) -> Line:
    """How much there is, above the list."""
    return heading(f"{plural(marked, 'event')} marked, {plural(noted, 'note')}", width, glyphs)


def gone(count: int, width: int, glyphs: Glyphs) -> Line:
    """The heading of what the store does not have any more."""
    return heading(f"Not in this store any more: {count:,}", width, glyphs)
