"""The chronology as a list: an event's line, the headings of periods, and the silences between events."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from store.dates import Date, days
from store.dates.period_names import heading as date_heading
from store.dates.period_names import year_name
from store.dates.stepping import Unit, elapsed
from store.marks.records import NO_SIGNS, Signs
from store.records import EventRow
from tui import cells
from tui.guard import placeholder
from tui.render.glyphs import Glyphs, precision_glyph
from tui.render.lines import Line, Span, apart, field, fit, plural, width_of

SILENCE = 28
"""Days without an event from which on a gap gets a row of its own, even if it does not stand out."""
_SINCE = 16
"""The cells of the column that tells the time since the event before."""

_LONG_PERIODS = (Unit.DECADE, Unit.CENTURY)


def period(row: EventRow, unit: Unit = Unit.YEAR) -> str:
    """The heading that an event stands under: its period of this unit, or what is known where that is less."""
    return "Undated" if row.date is None else date_heading(row.date, unit)


def span(first: EventRow, last: EventRow) -> str:
    """From when to when a chronology runs, from its first and last dated events."""
    start, end = period(first), period(last)
    return start if start == end else f"{start} – {end}"


def position(ordinal: int, count: int, width: int) -> str:
    """Where the cursor stands in the list."""
    return f"{ordinal:,} of {plural(count, 'event')}" if width >= 60 else f"{ordinal:,} of {count:,}"


def silence(row: EventRow) -> int:
    """Days between the latest day on which an earlier event may have ended and the earliest of this one."""
    if row.reach is None or row.date is None or row.date.lo is None:
        return 0
    return max(row.date.lo - row.reach - 1, 0)


def heading(label: str, width: int, glyphs: Glyphs) -> Line:
    """The heading of a period."""
    rule = glyphs.rule * max(width - cells.cells(label) - 3, 0)
    return fit((Span(" "), Span(label, "heading"), Span(" "), Span(rule, "rule")), width)


def gap(row: EventRow, width: int, glyphs: Glyphs) -> Line:
    """A silence: how long by the calendar, and a trail that grows with the logarithm of its length."""
    assert row.reach is not None and row.date is not None and row.date.lo is not None
    trail = glyphs.dot * (2 * round(math.log2(max(silence(row) / SILENCE, 1)) + 1))
    words = f"{elapsed(row.reach, row.date.lo)} "
    return fit((Span(f" {glyphs.silence}  ", "rule"), Span(words, "gap"), Span(trail, "rule")), width)


def before(previous: EventRow | None, row: EventRow, width: int, glyphs: Glyphs, unit: Unit) -> list[Line]:
    """What stands between two events of the list: a silence, the heading of a new period, or nothing."""
    lines = []
    if previous is not None and silence(row) >= (1 if row.silent else SILENCE):
        lines.append(gap(row, width, glyphs))
    if previous is None or period(previous, unit) != period(row, unit):
        lines.append(heading(period(row, unit), width, glyphs))
    return lines


def date_column(width: int, unit: Unit) -> int:
    """The cells that the list gives to the date; under the heading of a long period it has its year with it."""
    return (11 if width < 48 else 15 if width < 60 else 18) + (5 if unit in _LONG_PERIODS and width >= 48 else 0)


def compact(date: Date, width: int, unit: Unit = Unit.YEAR) -> str:
    """A date under the heading of its period, as short as it takes to fit; never less exact than it is known."""
    said = date.display if unit in _LONG_PERIODS else date.short
    start, dash, end = said.partition(" – ")
    if dash and date.lo is not None:
        month = start.removesuffix(year_name(days.civil(date.lo)[0])).rstrip()
        start = month if month.removeprefix("c.") else start
    shorter = (said, f"{start} – {end}", f"{start}–{end}") if dash else (said,)
    return next((text for text in shorter if cells.cells(text) <= width), shorter[-1])


@dataclass(frozen=True, slots=True)
class Manner:
    """How the events of a list are drawn."""

    unit: Unit = Unit.YEAR
    """The period that the headings name."""
    since: bool = False
    """Whether each event has the time since the one before it."""
    last_mark: Callable[[EventRow], EventRow | None] | None = None
    """The last marked event before one, where the time is counted from there."""
    signs: Signs = NO_SIGNS
    """What the reader has marked and noted."""

    def counts_from(self, row: EventRow, previous: EventRow | None) -> EventRow | None:
        """The event from which the time is counted to this one. Raises QueryError."""
        return previous if self.last_mark is None else self.last_mark(row)


USUAL = Manner()


def event(
    row: EventRow, width: int, glyphs: Glyphs, *, marker: Span, manner: Manner = USUAL, previous: EventRow | None = None
) -> Line:
    """An event as one line of the list, behind the sign that tells whether it is chosen."""
    column = date_column(width, manner.unit)
    when = "" if row.date is None else compact(row.date, column, manner.unit)
    left: Line = (
        marker,
        Span(precision_glyph(row.date, glyphs), "precision"),
        Span(" "),
        Span(cells.pad(cells.cut(when, column), column), "date"),
        Span("  "),
    )
    if manner.since:
        left = (*left, Span(cells.pad(since(previous, row), _SINCE), "gap"), Span("  "))
    notes = standing(row, width)
    room = width - width_of((*left, *notes)) - (1 if notes else 0) - 1
    signs = own_signs(manner.signs.is_marked(row.ordinal), manner.signs.is_noted(row.ordinal), glyphs)
    left, room = (*left, *signs), room - width_of(signs)
    title = field(placeholder(row.title[:1000]), room, "selected" if marker.text == glyphs.cursor else "text")
    return apart((*left, title), (*notes, Span(" ")), width)


def own_signs(marked: bool, noted: bool, glyphs: Glyphs) -> Line:
    """The signs for the reader's own mark and note, and a space after them; nothing where there is neither."""
    found = (*((Span(glyphs.mark, "cursor"),) if marked else ()), *((Span(glyphs.note, "cursor"),) if noted else ()))
    return (*found, Span(" ")) if found else ()


def since(previous: EventRow | None, row: EventRow) -> str:
    """The time since the event before, no more exact than the dates of both: `2 months`, `2 months+`, `up to 9 years`.

    Empty where there is nothing to count from or to.
    """
    before, date = previous.date if previous is not None else None, row.date
    if before is None or date is None or None in (before.lo, before.hi, date.lo, date.hi):
        return ""
    first, last = (before.lo or 0, before.hi or 0), (date.lo or 0, date.hi or 0)
    least, most = elapsed(first[1], max(last[0], first[1])), elapsed(first[0], max(last))
    if least == most:
        return least
    return f"{least}+" if last[0] > first[1] else f"up to {most}"


def cursor(selected: bool, focused: bool, glyphs: Glyphs, *, within: bool = False) -> Span:
    """The sign before the chosen line: another one where the keys go elsewhere, for those who see no colour.

    `within` a range that is being chosen, the other lines have a sign too.
    """
    sign = glyphs.cursor if focused else glyphs.resting
    return Span(sign if selected else glyphs.lit if within else " ", "cursor" if focused or within else "dim")


def standing(row: EventRow, width: int) -> Line:
    """What a reader must know of an event before opening it: that it is only claimed, and on how much it rests."""
    spans = []
    if row.status != "happened":
        spans.append(Span(row.status, "caution"))
    if width >= 72:
        spans.append(Span(f"{'  ' if spans else ''}{plural(row.sources, 'source'):>9}", "dim"))
    return tuple(spans)
