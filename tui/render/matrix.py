"""Events × sources: a row for each event, a cell for what each source says of it, also in words; the questions."""

from collections.abc import Mapping, Sequence

from store.matrix import Cell
from store.records import EventRow, Source
from store.standing_questions import Standing
from store.vocabulary import CITATION_ROLES
from tui import cells
from tui.guard import placeholder
from tui.render.glyphs import Glyphs, precision_glyph
from tui.render.grid import Grid
from tui.render.lines import Line, Span, apart, field, fit, name, plural

_LETTERS = dict(zip(CITATION_ROLES, "RCDN", strict=False))
_STYLES = {"reports": "strong", "confirms": "good", "disputes": "caution", "denies": "warning", "context": "dim"}


def row(event: EventRow, grid: Grid, found: Mapping[int, Cell], marker: Span, glyphs: Glyphs, *, chosen: bool) -> Line:
    """An event with its cells; `found`: by the place of the column. The chosen cell of the chosen row has brackets."""
    line = [marker, Span(precision_glyph(event.date, glyphs), "precision"), Span(" ")]
    if grid.date:
        when = "undated" if event.date is None else event.date.display.replace(" – ", "–")
        line.append(Span(cells.pad(cells.cut(when, grid.date - 1), grid.date), "date"))
    title = field(placeholder(event.title[:1000]), grid.title - 1, "selected" if chosen else "text")
    line.append(Span(cells.pad(title.text, grid.title + 1), title.style))
    for place in grid.places():
        here = chosen and place == grid.chosen
        line += _cell(found.get(place), grid, glyphs, here=here)
    return tuple(line)


def _cell(cell: Cell | None, grid: Grid, glyphs: Glyphs, *, here: bool) -> Line:
    text, style = _said(cell, grid, glyphs)
    opened, closed = ("[", "]") if here else (" ", " ")
    text = cells.cut(text, grid.cell - 3) or (" " if here else "")
    spans = (Span(opened, "cursor"), Span(text, style), Span(closed, "cursor"))
    return fit(spans, grid.cell)


def _said(cell: Cell | None, grid: Grid, glyphs: Glyphs) -> tuple[str, str]:
    if cell is None:
        return ("", "text")
    if grid.dates:
        return ("", "text") if cell.date is None else (cell.date.display.replace(" – ", "–"), "date")
    letters = "".join(_LETTERS.get(role, glyphs.separator) for role in cell.roles)
    return letters, _STYLES[cell.roles[0]]


def legend(grid: Grid, glyphs: Glyphs) -> Line:
    """What the letters mean."""
    if grid.dates:
        words = field(_DATES_DIFFER, max(grid.width - 1, 0), "bar.dim")
        return (Span(" ", "bar.dim"), words)
    said = ((_LETTERS.get(role, glyphs.separator), role) for role in CITATION_ROLES)
    pieces = (piece for letter, role in said for piece in (Span(f" {letter}", "bar.key"), Span(f" {role} ", "bar.dim")))
    return tuple(pieces)


def detail(event: EventRow, source: Source, cell: Cell | None, width: int, *, dates: bool = False) -> Line:
    """The chosen cell in words, and on how much the event rests; with `dates`, the date before all else.

    The source is named above its column, so its name here is the first to give way, then what the event rests on.
    """
    told = _told(cell, dates=dates)
    counts = f"{plural(event.sources, 'source')}, {plural(event.voices, 'voice')} "
    room = width - len(counts) - 3
    if cells.cells(told) > room:
        return fit((Span(" ", "bar"), field(told, width - 2, "bar")), width, "bar")
    called = field(name(source.label).strip("[]"), room - cells.cells(told) - 2).text
    words = f"{called}: {told}" if cells.cells(called) >= _LEAST_NAME or not called.endswith(cells.ELLIPSIS) else told
    return fit(apart((Span(" ", "bar"), Span(words, "bar")), (Span(counts, "bar.dim"),), width, "bar"), width, "bar")


def _told(cell: Cell | None, *, dates: bool) -> str:
    if cell is None:
        return "says nothing of this event"
    roles, given = ", ".join(cell.roles), ""
    if cell.date is not None:
        given = f"{cell.date.display}, {cell.basis or 'stated'}"
        given += f": “{name(cell.date_text)}”" if cell.date_text else ""
    return "; ".join(filter(None, (given, roles) if dates else (roles, given)))


_DATES_DIFFER = "any difference, also of precision; f disputed keeps dates without a common day"
"""What the question has, in words: the filter of a like name has less."""
_LEAST_NAME = 12
"""Cells of a source's name that are worth the room."""
_ASKED: Sequence[tuple[Standing | None, str]] = ((None, "all"), *((question, question.value) for question in Standing))


def questions(
    asked: Standing | None, everything: int, counts: Mapping[Standing, int], *, complete: bool, marker: str, width: int
) -> Line:
    """The questions that the matrix answers, each with its key and how many events it has.

    Where they have no room, only the one that is asked has its number; where there is still less, only it has a name.
    """
    numbers = [f" {everything:,}"]
    numbers += [f" {counts.get(question, 0):,}{'' if complete else '+'}" for question in Standing]
    full = [f"{label}{number} " for (_, label), number in zip(_ASKED, numbers, strict=True)]
    names = [f"{label} " for _, label in _ASKED]
    others = next((each for each in (full, names) if sum(map(len, each)) + 4 * len(each) <= width), [""] * len(full))
    line: list[Span] = []
    for key, (question, _) in enumerate(_ASKED):
        chosen = question is asked
        line += [Span(marker if chosen else " ", "cursor"), Span(f"{key} ", "heading")]
        line.append(Span(full[key], "selected") if chosen else Span(others[key], "dim"))
    return tuple(line)
