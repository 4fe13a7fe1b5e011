"""Where one is and has been: places, the path of pages that leads to one, and the visited ones to walk like a browser.

Nothing here needs Textual: the first frame asks where one was, and the saved state is made of these. (Positions in a
text in words are `tui.render.places`.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CHRONOLOGY = "chronology"
"""The page that every path begins with."""
MOST = 200
"""Visited places that are kept, those ahead included."""
DEEPEST = 12
"""Pages of a path that are kept: the chronology, and those nearest to the reader."""
LONGEST = 2_000
"""Characters of a value that are believed."""

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Place:
    """One page, and where one is on it, in simple values that survive a rebuild: ids, never row numbers.

    Whoever reads a value says what it ought to be: a saved file, or a command line, may hold anything.
    """

    page: str
    """The name of the page."""
    at: Mapping[str, Value] = field(default_factory=dict)
    """What makes it this place and no other: the event, the passage, the filter."""
    how: Mapping[str, Value] = field(default_factory=dict)
    """How it is looked at, and what finds it again: zoom, pane, neighbours. Another `how` is the same place."""

    def text(self, key: str) -> str:
        """A value that is a text; empty where it is none."""
        found = self._value(key)
        return found if isinstance(found, str) else ""

    def number(self, key: str) -> int | None:
        """A value that is a whole number; None where it is none."""
        found = self._value(key)
        if isinstance(found, str) and found.lstrip("-").isdecimal() and len(found) < 12:
            return int(found)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def flag(self, key: str, otherwise: bool) -> bool:
        """A value that is a yes or no; `otherwise` where it is none."""
        found = self._value(key)
        return found if isinstance(found, bool) else otherwise

    def _value(self, key: str) -> Value | None:
        return self.at.get(key, self.how.get(key))

    @property
    def json(self) -> dict[str, object]:
        """The place as JSON has it."""
        return {"page": self.page, "at": dict(self.at), "how": dict(self.how)}


Path = tuple[Place, ...]
"""The pages that one drilled down through, from the chronology to the one in front, each with its place.

A visited place is its whole path, so that whoever goes back to it also leaves it as they would have left it then.
"""


def same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same place, however it is looked at."""
    return [(place.page, place.at) for place in one] == [(place.page, place.at) for place in other]


def bounded(path: Path) -> Path:
    """A path that is not too deep to be kept."""
    return path if len(path) <= DEEPEST else (path[0], *path[1 - DEEPEST :])


def place_in(found: object) -> Place | None:
    """The place that a piece of JSON is; None where it is none."""
    if not isinstance(found, dict) or not isinstance(page := found.get("page"), str):
        return None
    parts = [_values(found.get(part)) for part in ("at", "how")]
    return Place(page, *parts) if 0 < len(page) <= LONGEST else None


def path_in(found: object) -> Path:
    """The path that a piece of JSON is, as far as it is one; empty where it does not begin with the chronology."""
    path: list[Place] = []
    for part in found[:DEEPEST] if isinstance(found, list) else ():
        place = place_in(part)
        if place is None or (place.page == CHRONOLOGY) != (not path):
            break
        path.append(place)
    return tuple(path)


def _values(found: object) -> dict[str, Value]:
    pairs = list(found.items())[:50] if isinstance(found, dict) else []
    return {key: value for key, value in pairs if isinstance(key, str) and _believed(value)}


def _believed(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST
    return isinstance(value, int) and abs(value) < 1 << 62


class Visited:
    """The places that were left by a jump, and those that one has gone back from; where one is, is in neither."""

    def __init__(self, past: tuple[Path, ...] = (), future: tuple[Path, ...] = ()) -> None:
        self.past = past[-MOST:]
        """The last one is where `back` leads."""
        self.future = future[-MOST:]
        """The last one is where `forward` leads."""

    def leave(self, path: Path) -> None:
        """Notes a place that is left by a jump; what lay ahead is forgotten, as in a browser."""
        self.future = ()
        if not self.past or not same(self.past[-1], path):
            self.past = (*self.past, bounded(path))[-MOST:]

    def back(self, here: Path) -> Path | None:
        """The place before this one, which lies ahead from now on; None where there is none."""
        self.past, self.future, found = _walk(self.past, self.future, here)
        return found

    def forward(self, here: Path) -> Path | None:
        """The place that was gone back from; None where there is none."""
        self.future, self.past, found = _walk(self.future, self.past, here)
        return found


def _walk(
    source: tuple[Path, ...], behind: tuple[Path, ...], here: Path
) -> tuple[tuple[Path, ...], tuple[Path, ...], Path | None]:
    """Takes the last place off `source` that is another one than `here`, and puts `here` at the end of `behind`."""
    while source and same(source[-1], here):
        source = source[:-1]
    if not source:
        return source, behind, None
    return source[:-1], (*behind, bounded(here))[-MOST:], source[-1]
