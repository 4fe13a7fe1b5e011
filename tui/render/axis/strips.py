"""The two strips of the time axis as lines: the whole span with its density, and the part of it that one has zoomed to.

Nothing is told by colour alone: the part that the lower strip shows is a heavy piece of the upper rule, the cursor's
place a pointer, and what is not known exactly has ends that are soft or open.
"""

from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log1p
from operator import itemgetter

from store.dates import Date
from store.dates.days import civil
from store.dates.stepping import Unit
from store.records import EventRow
from store.spread import Share, extent
from tui.render.axis.lanes import Bands, Bar, Mark, bands
from tui.render.axis.scale import Scale
from tui.render.axis.ticks import Label, name_of_year, placed, step_for, ticks
from tui.render.glyphs import Glyphs, precision_glyph
from tui.render.lines import Line, Span

MARGIN = 1
"""Cells that the axis leaves empty at its left and at its right."""
_UPPER = 2
"""Lines of the upper strip, where there is more than one line."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What there is to draw."""

    whole: Scale
    """All that is in view."""
    density: tuple[Share, ...]
    """What its stretches hold."""
    zoomed: Scale
    """The part that the lower strip shows."""
    unit: Unit | None
    """The period that the lower strip is divided by; None: it shows all there is."""
    shares: tuple[Share, ...]
    """What the stretches of the lower strip hold."""
    bars: tuple[Bar, ...]
    """The events of more than a day, where they do not crowd."""
    marks: tuple[Mark, ...]
    """The events known to a day that are alone in their stretch."""
    day: int | None
    """The day number that the pointer stands on; None for an undated event."""
    row: EventRow | None
    """The event under the cursor."""
    hits: frozenset[int] = frozenset()
    """The stretches of the whole in which a search has a hit."""
    near_hits: frozenset[int] = frozenset()
    """Those of the lower strip."""
    names: tuple[str, str] = ("", "")
    """What is written beside an axis of one line: the years that it begins and ends in."""


def lanes(height: int) -> Bands:
    """The rows that events have in an axis of so many lines."""
    return bands(max(height - _UPPER - 1, 0))


Row = list[tuple[str, str]]
"""Cells: each a sign and the name of its style."""


def lines(axis: Axis, height: int, glyphs: Glyphs, *, focused: bool) -> tuple[Line, ...]:
    """The axis in exactly `height` lines. `focused`: the keys go to it."""
    if not lanes(height).height:
        rows = [_single(axis, glyphs, focused)]
    else:
        thumb = axis.whole.covered(axis.zoomed.first, axis.zoomed.last)
        rows = [
            _ticked(_rule(axis.whole, None, glyphs, thumb=thumb), axis.whole, axis.hits, glyphs),
            _density(axis.whole, axis.density, glyphs, thumb),
            *_lanes(axis, lanes(height), glyphs),
            _ticked(_lower_rule(axis, glyphs, focused), axis.zoomed, axis.near_hits, glyphs),
        ]
    return tuple(_line(row) for row in rows)


def _line(row: Row) -> Line:
    """Cells as spans, one for each run of the same style."""
    runs = groupby(row, key=itemgetter(1))
    return (Span(" " * MARGIN), *(Span("".join(sign for sign, _ in run), style) for style, run in runs))


def _pointer(scale: Scale, day: int | None) -> int | None:
    return None if day is None else scale.cell_of(day)


def _rule(
    scale: Scale, unit: Unit | None, glyphs: Glyphs, *, thumb: range = range(0), pointer: int | None = None,
    focused: bool = False,
) -> Row:  # fmt: skip
    """The line with the ticks, the heavy piece or the pointer, and the names of times."""
    heavy = range(thumb.start * scale.repeat, thumb.stop * scale.repeat)
    row: Row = [(glyphs.heavy, "date") if cell in heavy else (glyphs.rule, "rule") for cell in range(scale.width)]
    marks = ticks(scale, step_for(scale, unit))
    for label in placed(scale, marks, pointer, spare=heavy):
        _write(row, label, heavy, glyphs)
    if pointer is not None:
        row[pointer] = (glyphs.pointing if focused else glyphs.pointer, "cursor")
    return row


def _lower_rule(axis: Axis, glyphs: Glyphs, focused: bool) -> Row:
    return _rule(axis.zoomed, axis.unit, glyphs, pointer=_pointer(axis.zoomed, axis.day), focused=focused)


def _ticked(row: Row, scale: Scale, hits: frozenset[int], glyphs: Glyphs) -> Row:
    """A strip with a sign where a search has hits; a tick, a name or the pointer there stays and is underlined."""
    for cell in (stretch * scale.repeat for stretch in hits):
        sign, style = row[cell]
        if style != "cursor":
            row[cell] = (glyphs.hit, "tick") if sign in (glyphs.rule, glyphs.heavy, " ") else (sign, "tick.on")
    return row


def _write(row: Row, label: Label, heavy: range, glyphs: Glyphs) -> None:
    if label.tick is not None:
        sign = glyphs.tick_heavy if label.tick in heavy else glyphs.tick if heavy else glyphs.tick_up
        row[label.tick] = (sign, "date" if label.tick in heavy else "rule")
    if not label.text:
        return
    after = label.cells.stop
    aired = after < len(row) and (after not in heavy or after + 1 in heavy)  # of a heavy piece, a cell stays
    for cell, sign in enumerate(f"{label.text} " if aired else label.text, label.cell):
        row[cell] = (sign, "text" if label.weight and not heavy else "dim")


def _density(scale: Scale, shares: tuple[Share, ...], glyphs: Glyphs, near: range) -> Row:
    """How dense each stretch is, on a logarithmic scale; those `near` in the colour of events."""
    usual = (scale.edges[-1] - scale.edges[0]) / scale.stretches
    days = (end - start for start, end in pairwise(scale.edges))  # they differ by one, which density does not show
    dense = [share.amount * usual / length for share, length in zip(shares, days, strict=True)]
    most = log1p(max(dense, default=0.0)) or 1.0
    row: Row = []
    for index, share in enumerate(shares):
        sign = _column(log1p(dense[index]) / most, 1, glyphs)[0] if share.covering else " "
        row.extend([(sign, "axis" if index in near else "dim")] * scale.repeat)
    return row


def _column(part: float, rows: int, glyphs: Glyphs) -> list[str]:
    """A column filled to a part of its height, from the top line to the bottom one; never quite empty."""
    steps = len(glyphs.blocks)
    filled = max(round(part * rows * steps), 1)
    return [_block(filled - below * steps, glyphs) for below in reversed(range(rows))]


def _block(filled: int, glyphs: Glyphs) -> str:
    return glyphs.blocks[min(filled, len(glyphs.blocks)) - 1] if filled > 0 else " "


def _lanes(axis: Axis, bands: Bands, glyphs: Glyphs) -> list[Row]:
    """The events of the lower strip: bars and marks, density where they crowd, and on top the one under the cursor."""
    repeat = axis.zoomed.repeat
    drawn: list[Row] = [[(" ", "text")] * axis.zoomed.width for _ in range(bands.height)]
    upper, lowest = drawn[: bands.rows], drawn[-1]
    _crowds(upper, [bands.lasting(share) if bands.crowd(share) else 0 for share in axis.shares], repeat, glyphs)
    if bands.apart:
        _crowds(drawn[-1:], [share.exact if share.exact > 1 else 0 for share in axis.shares], repeat, glyphs)
    chosen = axis.row.ordinal if axis.row is not None else 0
    for bar in axis.bars:
        if bar.lane < len(upper):  # for a moment after a resize the axis is one that was made for another height
            signs = _bar(bar, repeat, glyphs)
            _put(upper[-1 - bar.lane], bar.stretches.start * repeat, signs, bar.ordinal == chosen)
    for mark in axis.marks:
        _put(lowest, mark.stretch * repeat, [_mark(mark.date, glyphs)], mark.ordinal == chosen)
        lowest[mark.stretch * repeat + 1 : (mark.stretch + 1) * repeat] = [(glyphs.within, "rule")] * (repeat - 1)
    if axis.row is not None and axis.row.date is not None:
        _stand_out(axis, axis.row.date, bands, upper[-1], lowest, glyphs)
    return drawn


def _crowds(rows: list[Row], numbers: list[int], repeat: int, glyphs: Glyphs) -> None:
    """Draws columns as high as these numbers are of the highest; none for 0."""
    most = max(numbers, default=0)
    columns = {number: _column(number / most, len(rows), glyphs) for number in set(numbers) if number}
    for index, number in enumerate(numbers):
        if number:
            for row, sign in zip(rows, columns[number], strict=True):
                row[index * repeat : (index + 1) * repeat] = [(sign, "crowd")] * repeat


def _put(row: Row, start: int, signs: list[str], chosen: bool) -> None:
    row[start : start + len(signs)] = [(sign, "cursor" if chosen else "axis") for sign in signs]


def _stand_out(axis: Axis, date: Date, bands: Bands, bars: Row, marks: Row, glyphs: Glyphs) -> None:
    """Where others crowd, the event under the cursor is drawn over them: a line through a bar, a mark in colour."""
    first, last = extent(date)
    for stretch in axis.zoomed.covered(first, last):
        share = axis.shares[stretch]
        cells = range(stretch * axis.zoomed.repeat, (stretch + 1) * axis.zoomed.repeat)
        for cell in cells:
            if first == last and bands.apart and share.exact > 1:
                marks[cell] = (marks[cell][0], "cursor")
            elif (first < last or not bands.apart) and bands.crowd(share):
                bars[cell] = (glyphs.range if bands.rows > 1 else bars[cell][0], "cursor")


def _mark(date: Date, glyphs: Glyphs) -> str:
    """The sign of a date that lies in one stretch."""
    if date.lo is None:
        return glyphs.until
    return glyphs.since if date.hi is None else precision_glyph(date, glyphs)


def _bar(bar: Bar, repeat: int, glyphs: Glyphs) -> list[str]:
    """The cells of a bar: a mark where all that is known lies in one cell, else a line with ends as known."""
    cells = len(bar.stretches) * repeat
    if cells == 1 and bar.begins and bar.ends:
        return [_mark(bar.date, glyphs)]
    signs = [glyphs.range] * cells
    for end, cell in ((bar.begins, 0), (bar.ends, -1)):
        if end and (bar.date.approximate or bar.date.uncertain):
            signs[cell] = glyphs.soft
    return signs


def _single(axis: Axis, glyphs: Glyphs, focused: bool) -> Row:
    """All in one line: the density of the whole span between the names of its ends, with the pointer on it."""
    scale = axis.whole
    row = _density(scale, axis.density, glyphs, scale.covered(axis.zoomed.first, axis.zoomed.last))
    row = _ticked(row, scale, axis.hits, glyphs)
    pointer = _pointer(scale, axis.day)
    if pointer is not None:
        row[pointer] = (glyphs.pointing if focused else glyphs.pointer, "cursor")
    first, last = axis.names
    left, right = (f"{first} ", f" {last}") if first else ("", "")
    return [*((sign, "dim") for sign in left), *row, *((sign, "dim") for sign in right)]


def end_names(first: int, last: int, width: int, height: int) -> tuple[str, str]:
    """The years that a span of day numbers begins and ends in, for an axis of this size: beside it where it is one line
    with room for them, else empty.
    """
    names = name_of_year(civil(first)[0]), name_of_year(civil(last)[0])
    return names if not lanes(height).height and sum(map(len, names)) <= width // 2 else ("", "")


def room(names: tuple[str, str], width: int) -> int:
    """The cells that an axis of a width has for its scales."""
    return max(width - 2 * MARGIN - sum(len(name) + 1 for name in names if name), 1)


def days_at(axis: Axis, x: int, y: int, height: int) -> tuple[int, int]:
    """The first and the last day number under a cell of the axis; of the nearest stretch where there is none."""
    scale = axis.whole if y < _UPPER else pointed(axis, height)
    return scale.days_of(x - MARGIN - len(axis.names[0]) - bool(axis.names[0]))


def pointed(axis: Axis, height: int) -> Scale:
    """The scale that the pointer stands on."""
    return axis.zoomed if lanes(height).height else axis.whole
