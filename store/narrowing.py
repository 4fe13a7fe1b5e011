"""Narrowing what is in view to a range of time: who certainly lies in it, and who may. For the screens."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from store.database import Store
from store.dates import read
from store.dates.date_words import display
from store.dates.days import iso
from store.errors import DateError
from store.records import EventRow
from store.shown import Picked, Shown
from store.spread import extent
from store.windows import Window, narrowed

AT_ONCE = 20_000
"""Events in view up to which a range is narrowed at once; of more, in a worker."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A range of time and its members, out of what was in view before."""

    window: Window
    either: Picked
    """All that may lie in it."""
    certain: Picked
    """What lies in it whatever its date means."""
    certain_only: bool = False

    @property
    def shown(self) -> Picked:
        """The members that are in view."""
        return self.certain if self.certain_only else self.either

    @property
    def possible(self) -> int:
        """How many may lie in it, but need not."""
        return self.either.count - self.certain.count

    @property
    def words(self) -> str:
        """From when to when it goes."""
        return window_words(self.window)

    def switched(self) -> "Narrowing":
        """With the certain members only, or with all again."""
        return replace(self, certain_only=not self.certain_only)


def narrow(shown: Shown, window: Window, *, certain_only: bool = False, asking: Store | None = None) -> Narrowing:
    """What is in view, narrowed to a window; asked of another connection where one is given. Raises QueryError."""
    either = narrowed(shown, window, certain_only=False, asking=asking)
    certain = narrowed(either, window, certain_only=True, asking=asking)
    return Narrowing(window, either, certain, certain_only)


def between(one: EventRow, other: EventRow) -> Window | None:
    """The window that just holds what is known of the dates of two events; None where one has none."""
    if one.date is None or other.date is None:
        return None
    (lo, hi), (also_lo, also_hi) = extent(one.date), extent(other.date)
    return Window(min(lo, also_lo), max(hi, also_hi))


def window_words(window: Window) -> str:
    """From when to when a window goes, in words."""
    return display(_edtf(window))


def _edtf(window: Window) -> str:
    lo = ".." if window.lo is None else iso(window.lo)
    hi = ".." if window.hi is None else iso(window.hi)
    return lo if lo == hi else f"{lo}/{hi}"


_MAY, _CERTAINLY = "in:", "within:"


def line(ranges: Iterable[Narrowing]) -> str:
    """Ranges as one line that can be typed: `in:2024` for what may lie there, `within:2024` for what certainly does."""
    return " ".join((_CERTAINLY if one.certain_only else _MAY) + _edtf(one.window) for one in ranges)


def windows_in(ranges: str) -> list[tuple[Window, bool]]:
    """The ranges of a line, and for each whether only its certain members are wanted. Raises DateError."""
    found = []
    for part in ranges.split():
        prefix = _CERTAINLY if part.startswith(_CERTAINLY) else _MAY
        if not part.startswith(prefix):
            raise DateError(f"{part} is no range of time: in:2024-01 and within:2024-01 are")
        date = read(part.removeprefix(prefix))
        found.append((Window(date.lo, date.hi), prefix == _CERTAINLY))
    return found


def narrow_by(shown: Shown, ranges: str, *, asking: Store | None = None) -> tuple[Narrowing, ...]:
    """What is in view, narrowed to the ranges of a line, each within the one before. Raises DateError, QueryError."""
    found: list[Narrowing] = []
    for window, certain_only in windows_in(ranges):
        found.append(narrow(shown, window, certain_only=certain_only, asking=asking))
        shown = found[-1].shown
    return tuple(found)
