"""The chronology as a list: an event's line, the headings of periods, and the silences between events."""

import math

from store.dates import Date, Precision, days, parse
from store.dates.stepping import elapsed
from store.records import EventRow
from tui import cells
from tui.guard import placeholder
from tui.render.glyphs import Glyphs, precision_glyph
from tui.render.lines import Line, Span, apart, field, fit, plural

SILENCE = 28
"""Days without an event from which on a gap gets a row of its own."""

_WIDE_PRECISIONS = {Precision.DECADE, Precision.CENTURY}


def period(row: EventRow) -> str:
    """The heading that an event stands under: its year, or what is known where that is less."""
    if row.date is None:
        return "Undated"
    start = beginning(row.date)
    if start.precision in _WIDE_PRECISIONS:
        return start.display
    return year_name(days.civil(row.date.sort_day)[0])


def beginning(date: Date) -> Date:
    """The date that an interval begins with, as exactly as it is known; any other date itself."""
    start = date.edtf.partition("/")[0]
    return parse(start) if date.precision is Precision.INTERVAL and start not in ("", "..") else date


def span(first: EventRow, last: EventRow) -> str:
    """From when to when a chronology runs, from its first and last dated events."""
    start, end = period(first), period(last)
    return start if start == end else f"{start} – {end}"


def position(ordinal: int, count: int, width: int) -> str:
    """Where the cursor stands in the list."""
    return f"{ordinal:,} of {plural(count, 'event')}" if width >= 60 else f"{ordinal:,} of {count:,}"


def year_name(year: int) -> str:
    """A year as people write it; astronomical year 0 is 1 BCE."""
    return str(year) if year > 0 else f"{1 - year} BCE"


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
    trail = glyphs.dot * (2 * round(math.log2(silence(row) / SILENCE) + 1))
    words = f"{elapsed(row.reach, row.date.lo)} "
    return fit((Span(f" {glyphs.silence}  ", "rule"), Span(words, "gap"), Span(trail, "rule")), width)


def before(previous: EventRow | None, row: EventRow, width: int, glyphs: Glyphs) -> list[Line]:
    """What stands between two events of the list: a silence, the heading of a new period, or nothing."""
    lines = []
    if previous is not None and silence(row) >= SILENCE:
        lines.append(gap(row, width, glyphs))
    if previous is None or period(previous) != period(row):
        lines.append(heading(period(row), width, glyphs))
    return lines


def date_column(width: int) -> int:
    """The cells that the list gives to the date."""
    return 11 if width < 48 else 15 if width < 60 else 18


def compact(date: Date, width: int) -> str:
    """A date under the heading of its year, said as shortly as it takes to fit; never less exactly than it is known."""
    said = date.short
    start, dash, end = said.partition(" – ")
    if dash and date.lo is not None:
        month = start.removesuffix(year_name(days.civil(date.lo)[0])).rstrip()
        start = month if month.removeprefix("c.") else start
    shorter = (said, f"{start} – {end}", f"{start}–{end}") if dash else (said,)
    return next((text for text in shorter if cells.cells(text) <= width), shorter[-1])


def event(row: EventRow, width: int, glyphs: Glyphs, *, selected: bool, focused: bool = True) -> Line:
    """An event as one line of the list."""
    column = date_column(width)
    when = "" if row.date is None else compact(row.date, column)
    marker = cursor(selected, focused, glyphs)
    left = (
        marker,
        Span(precision_glyph(row.date, glyphs), "precision"),
        Span(" "),
        Span(cells.pad(cells.cut(when, column), column), "date"),
        Span("  "),
    )
    notes = standing(row, width)
    room = width - column - 5 - sum(cells.cells(span.text) for span in notes) - (1 if notes else 0) - 1
    title = field(placeholder(row.title[:1000]), room, "selected" if selected else "text")
    return apart((*left, title), (*notes, Span(" ")), width)


def cursor(selected: bool, focused: bool, glyphs: Glyphs) -> Span:
    """The sign before the chosen line: another one where the keys go elsewhere, for those who see no colour."""
    sign = glyphs.cursor if focused else glyphs.resting
    return Span(sign if selected else " ", "cursor" if focused else "dim")


def standing(row: EventRow, width: int) -> Line:
    """What a reader must know of an event before opening it: that it is only claimed, and on how much it rests."""
    spans = []
    if row.status != "happened":
        spans.append(Span(row.status, "caution"))
    if width >= 72:
        spans.append(Span(f"{'  ' if spans else ''}{plural(row.sources, 'source'):>9}", "dim"))
    return tuple(spans)
