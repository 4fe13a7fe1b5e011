"""Events × sources: the heads of the columns, a row for each event, a cell for what each source says of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from store.matrix import Cell
from store.records import EventRow, Source
from store.standing_questions import Standing
from store.vocabulary import CITATION_ROLES
from tui import cells
from tui.guard import guard, placeholder
from tui.render.glyphs import Glyphs, precision_glyph
from tui.render.lines import Line, Span, apart, field, fit, name, plural

HEAD = 4
"""Lines that the heads of the columns take, with the rule below them."""
_LETTERS = dict(zip(CITATION_ROLES, "RCDN", strict=False))
_STYLES = {"reports": "strong", "confirms": "good", "disputes": "caution", "denies": "warning", "context": "dim"}
_DATE = 16


@dataclass(frozen=True, slots=True)
class Grid:
    """What of the matrix is in view: from which column on, how many, how wide, and the chosen one."""

    width: int = 80
    sources: int = 0
    """Columns that there are."""
    dates: bool = False
    """Whether a cell has the date that a source gives, not the role in which it tells."""
    chosen: int = 1
    """The place of the chosen column, from 1."""
    first: int = 1
    """The place of the first column in view."""

    @property
    def cell(self) -> int:
        """Cells of the terminal that a column takes."""
        narrow, middle, wide = (14, 16, 20) if self.dates else (6, 11, 14)
        return narrow if self.width < 100 else middle if self.width < 160 else wide

    @property
    def columns(self) -> int:
        """How many columns are in view."""
        least = 12 if self.width < 60 else 24 if self.width < 100 else 40
        room = (self.width - self._before - least) // self.cell
        return max(min(room, self.sources), min(self.sources, 1))

    @property
    def _before(self) -> int:
        return 4 + _DATE if self.has_date else 4

    @property
    def title(self) -> int:
        """The cells that an event's title has."""
        return max(self.width - self._before - self.columns * self.cell - 1, 4)

    @property
    def left(self) -> int:
        """The cells left of the first column."""
        return self._before + self.title

    @property
    def has_date(self) -> bool:
        """Whether there is room for the event's date."""
        return self.width >= (100 if self.dates else 60)

    def at(self, chosen: int) -> "Grid":
        """With another column chosen, which is in view."""
        chosen = min(max(chosen, 1), max(self.sources, 1))
        last = max(self.sources - self.columns + 1, 1)
        first = min(max(self.first, chosen - self.columns + 1), chosen, last)
        return replace(self, chosen=chosen, first=max(first, 1))

    def places(self) -> range:
        """The places of the columns in view."""
        return range(self.first, min(self.first + self.columns, self.sources + 1))


def head(grid: Grid, source: Callable[[int], Source], glyphs: Glyphs) -> list[Line]:
    """The heads of the columns in view, and the rule below them with a sign under the chosen one."""
    labels = [(place == grid.chosen, _label(source(place), grid.cell - 1)) for place in grid.places()]
    found: list[Line] = []
    for at in range(HEAD - 1):
        line = [Span(" " * grid.left)]
        for chosen, words in labels:
            text = words[at] if at < len(words) else ""
            line.append(Span(cells.pad(text, grid.cell), "selected" if chosen else "source"))
        found.append(tuple(line))
    before, after = grid.first - 1, grid.sources - grid.first + 1 - grid.columns
    hidden = f" {glyphs.until} {before:,} more" if before else ""
    right = f"{after:,} more {glyphs.since}" if after > 0 else ""
    rule = cells.cut(hidden, grid.left)
    line = [
        Span(f"{rule} " if rule else "", "dim"),
        Span(glyphs.rule * (grid.left - cells.cells(rule) - bool(rule)), "rule"),
    ]
    for chosen, _ in labels:
        line.append(Span(glyphs.pointer if chosen else glyphs.rule, "cursor" if chosen else "rule"))
        line.append(Span(glyphs.rule * (grid.cell - 1), "rule"))
    found.append(tuple(line))
    if right:
        found[0] = (Span(cells.pad(f" {right}", grid.left), "dim"), *found[0][1:])
    return found


def _label(source: Source, width: int) -> list[str]:
    """A source's name in as many short lines as the head has; brackets around a title say nothing here."""
    text = guard(source.label[:200]).strip("[] ")
    return [text[start:end] for start, end in cells.wrap(text, max(width, 1))][: HEAD - 1]


def row(event: EventRow, grid: Grid, found: Mapping[int, Cell], marker: Span, glyphs: Glyphs, *, chosen: bool) -> Line:
    """An event with its cells; `found`: by the place of the column. The chosen cell of the chosen row has brackets."""
    line = [marker, Span(precision_glyph(event.date, glyphs), "precision"), Span(" ")]
    if grid.has_date:
        when = "undated" if event.date is None else event.date.display.replace(" – ", "–")
        line.append(Span(cells.pad(cells.cut(when, _DATE - 1), _DATE), "date"))
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
        return (Span(" the date as each source gives it; enter shows the words", "bar.dim"),)
    said = ((_LETTERS.get(role, glyphs.separator), role) for role in CITATION_ROLES)
    pieces = (piece for letter, role in said for piece in (Span(f" {letter}", "bar.key"), Span(f" {role} ", "bar.dim")))
    return tuple(pieces)


def detail(event: EventRow, source: Source, cell: Cell | None, width: int, *, dates: bool = False) -> Line:
    """The chosen cell in words, and on how much the event rests; with `dates`, the date before all else."""
    counts = f"{plural(event.sources, 'source')}, {plural(event.voices, 'voice')} "
    words = field(_told(source, cell, dates=dates), max(width - len(counts) - 2, 10), "bar")
    return fit(apart((words,), (Span(counts, "bar.dim"),), width, "bar"), width, "bar")


def _told(source: Source, cell: Cell | None, *, dates: bool) -> str:
    if cell is None:
        return f" {name(source.label)}: says nothing of this event"
    roles, given = f"{name(source.label)}: {', '.join(cell.roles)}", ""
    if cell.date is not None:
        given = f"{cell.date.display}, {cell.basis or 'stated'}"
        given += f": “{name(cell.date_text)}”" if cell.date_text else ""
    return " " + "; ".join(filter(None, (given, roles) if dates else (roles, given)))


_ASKED: Sequence[tuple[Standing | None, str]] = ((None, "all"), *((question, question.value) for question in Standing))


def questions(
    asked: Standing | None, everything: int, counts: Mapping[Standing, int], *, complete: bool, marker: str
) -> Line:
    """The questions that the matrix answers, each with its key and how many events it has."""
    return tuple(_questions(asked, everything, counts, complete=complete, marker=marker))


def _questions(
    asked: Standing | None, everything: int, counts: Mapping[Standing, int], *, complete: bool, marker: str
) -> Iterator[Span]:
    for key, (question, label) in enumerate(_ASKED):
        count = everything if question is None else counts.get(question, 0)
        more = "" if complete or question is None else "+"
        chosen = question is asked
        yield Span(marker if chosen else " ", "cursor")
        yield Span(f"{key} ", "heading")
        yield Span(f"{label} {count:,}{more} ", "selected" if chosen else "dim")
