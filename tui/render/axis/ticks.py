"""What the ticks of an axis are called, and where their names stand: never on each other, nor beyond the screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from store.dates.days import MONTH_NAMES, civil, day_number
from store.dates.period_names import period_name, year_name
from store.dates.stepping import Unit, period_number, period_start
from tui.render.axis.scale import Scale

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.QUARTER: 91, Unit.YEAR: 365, Unit.DECADE: 3652,
         Unit.CENTURY: 36_524}  # fmt: skip
_WITHIN_A_YEAR = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER)
_ROUND = [factor * 10**power for power in range(12) for factor in (1, 2, 5)]


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a period, and what it is called."""

    day: int
    name: str
    weight: int
    """0: it can be left out; 1: it names a year or a new month; 2: it says in full where the axis begins."""
    real: bool = True
    """Whether a period begins there: only then there is a tick."""


@dataclass(frozen=True, slots=True)
class Step:
    """The distance of ticks: a period, or a round number of years."""

    unit: Unit
    years: int = 1

    @property
    def days(self) -> int:
        """About how many days it is."""
        return _DAYS[self.unit] * self.years


_STEPS = (*(Step(unit) for unit in _WITHIN_A_YEAR), *(Step(Unit.YEAR, number) for number in _ROUND))


def step_for(scale: Scale, unit: Unit | None) -> Step:
    """The finest step that leaves its ticks room for their names; not finer than the unit one has zoomed to."""
    air = 0 if unit else 2  # where one may choose, names need not touch the next tick
    cells_a_day = scale.width / (scale.edges[-1] - scale.edges[0])
    steps = [Step(unit), *(step for step in _STEPS if step.days > _DAYS[unit])] if unit else _STEPS
    return next((step for step in steps if _room(step, scale) + air <= round(step.days * cells_a_day)), steps[-1])


def _room(step: Step, scale: Scale) -> int:
    """The cells that a step needs: its usual name, the tick, and a little air."""
    if step.unit in _WITHIN_A_YEAR:
        return (2 if step.unit in (Unit.DAY, Unit.WEEK) else 3) + 2
    return max(len(_name(day, step)) for day in (scale.first, scale.last)) + 3


def ticks(scale: Scale, step: Step) -> list[Tick]:
    """The ticks on a scale, in order; the first says in full when the scale begins, be it on a tick or not."""
    found = [Tick(day, *_called(day, step)) for day in _starts(scale, step) if day >= scale.first]
    if step.unit is Unit.WEEK and (months := [index for index, tick in enumerate(found) if tick.weight]):
        found[months[0]] = replace(found[months[0]], name=_in_full(found[months[0]].day, step))
    on_tick = bool(found) and found[0].day == scale.first
    if on_tick and found[0].weight:
        return found
    return [Tick(scale.first, _in_full(scale.first, step), 2, on_tick), *found[on_tick:]]


def _starts(scale: Scale, step: Step) -> Iterator[int]:
    if step.unit is Unit.YEAR:
        year = civil(scale.first)[0] // step.years * step.years
        while (day := day_number(_round_year(year, step), 1, 1)) <= scale.last:
            yield day
            year += step.years
        return
    number = period_number(scale.first, step.unit)
    while (day := period_start(number, step.unit)) <= scale.last:
        yield day
        number += 1


def _round_year(year: int, step: Step) -> int:
    """The astronomical year that people call round: 500 BCE is the year -499."""
    return year + 1 if year <= 0 and step.years > 1 else year


def _called(day: int, step: Step) -> tuple[str, int]:
    """The name of a tick, and its weight."""
    year, month, of_month = civil(day)
    if step.unit not in _WITHIN_A_YEAR:
        return _name(day, step), 1
    match step.unit:
        case Unit.DAY:
            return (f"{_month(month)} {name_of_year(year)}", 1) if of_month == 1 else (str(of_month), 0)
        case Unit.WEEK:
            of_year = f" {name_of_year(year)}" if month == 1 else ""
            return (f"{of_month} {_month(month)}{of_year}", 1) if of_month <= 7 else (str(of_month), 0)
    if month == 1:
        return name_of_year(year), 1
    return (_month(month) if step.unit is Unit.MONTH else f"Q{month // 3 + 1}"), 0


def _in_full(day: int, step: Step) -> str:
    year, month, of_month = civil(day)
    match step.unit:
        case Unit.DAY | Unit.WEEK:
            return f"{of_month} {_month(month)} {name_of_year(year)}"
        case Unit.MONTH:
            return f"{_month(month)} {name_of_year(year)}"
        case Unit.QUARTER:
            return f"Q{month // 3 + 1} {name_of_year(year)}"
        case Unit.DECADE | Unit.CENTURY:
            return _name(day, step)
    return name_of_year(year)


def _name(day: int, step: Step) -> str:
    if step.unit is Unit.YEAR:
        return name_of_year(civil(day)[0])
    return period_name(day, step.unit).partition(" (")[0]


def name_of_year(year: int) -> str:
    """A year, far ones as billions or millions where they are round: `10 billion BCE`."""
    number = year if year > 0 else 1 - year
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if number >= size and number % (size // 10) == 0:
            return f"{number / size:,g} {name}{'' if year > 0 else ' BCE'}"
    return year_name(year)


def _month(month: int) -> str:
    return MONTH_NAMES[month - 1][:3]


@dataclass(frozen=True, slots=True)
class Label:
    """A name that has found a place, or a tick for whose name there is none."""

    cell: int
    """The first cell of its text."""
    tick: int | None
    """The cell of its tick, where it has one."""
    text: str
    weight: int

    @property
    def cells(self) -> range:
        """The cells that it takes, with its tick."""
        return range(self.cell if self.tick is None else self.tick, self.cell + len(self.text))


def placed(scale: Scale, marks: Sequence[Tick], taken: int | None, *, spare: range = range(0)) -> list[Label]:
    """The labels that find a place, the weighty ones first. None is on `taken` (the pointer), nor fills all of `spare`.

    A name stands right of its tick, or, where the pointer is in its way, right of the pointer.
    """
    used: set[int] = {taken} if taken is not None else set()
    found: list[Label] = []
    for weight in (1, 2, 0):
        for mark, cell, end in _spans(scale, marks):
            if mark.weight != weight:
                continue
            label = _fitted(mark, cell, scale.width if weight else end, used, taken)
            if label is not None and not (spare and used.union(spare) <= used.union(label.cells)):
                used.update(label.cells)
                found.append(label)
    bare = (cell for mark, cell, _ in _spans(scale, marks) if mark.real and cell not in used)
    found += [Label(cell + 1, cell, "", 0) for cell in bare]
    return sorted(found, key=lambda label: label.cell)


def _spans(scale: Scale, marks: Sequence[Tick]) -> Iterator[tuple[Tick, int, int]]:
    """The ticks that are on the scale, each with its cell and the cell of the next."""
    cells = [(mark, cell) for mark in marks if (cell := scale.cell_of(mark.day)) is not None]
    for index, (mark, cell) in enumerate(cells):
        yield mark, cell, cells[index + 1][1] if index + 1 < len(cells) else scale.width


def _fitted(mark: Tick, cell: int, end: int, used: set[int], pointer: int | None) -> Label | None:
    """The label at its tick or right of the pointer, if it ends in time on cells that are not used."""
    name = f" {mark.name}"
    usual = Label(cell + 1, cell, name, mark.weight) if mark.real else Label(cell, None, mark.name, mark.weight)
    in_the_way = pointer is not None and pointer in range(cell, usual.cells.stop)
    moved = Label((pointer or 0) + 1, None, name, mark.weight) if in_the_way else None
    for label in (usual, moved):
        if label is not None and label.cells.stop <= end and used.isdisjoint(label.cells):
            return label
    return None
