"""The app's part that gives a first-time reader three hints, once each, while they rest, in the line of keys.

A hint is written down as seen before it is shown: it comes once, whatever happens then. Where that can't be written,
none is shown. The next key takes it away. The environment variable TIMELINE_NO_HINTS keeps them away altogether.
"""

import json
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.timer import Timer

from tui import keys
from tui.opening import state_folder
from tui.parts.in_front import InFront

NAME = "hints.json"
REST = 1.5
"""Seconds without a key after which a hint may come."""
SHOWN = 20.0
"""Seconds that a hint stays where no key takes it away."""
LONGEST = 10_000
"""Bytes of the file that are read."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence for somebody new, when it is of use."""

    name: str
    place: str
    """Where one must be, as the table of keys names it."""
    after: int
    """How many keys must have been pressed since the start."""
    parts: tuple[tuple[str, str, str], ...]
    """What it says: an action, its place, and what follows its key. What has no key is left out."""

    @property
    def sentence(self) -> str:
        """What it says with the keys that are in force; empty where none of them has one."""
        found = ((keys.of(action, place), words) for action, place, words in self.parts)
        return ", ".join(f"{key.shown.split(' ')[0]} {words}" for key, words in found if key is not None and key.keys)


HINTS = (
    Hint("open", keys.CHRONOLOGY, 0, (
        ("open", keys.CHRONOLOGY, "shows the words behind an event"), ("back", keys.EVERYWHERE, "goes back"),
    )),
    Hint("find", keys.CHRONOLOGY, 8, (
        ("find", keys.CHRONOLOGY, "finds words"), ("filter", keys.CHRONOLOGY, "narrows the list"),
        ("go_to", keys.CHRONOLOGY, "goes to a time"),
    )),
    Hint("reader", keys.READER, 0, (
        ("next_passage", keys.READER, "goes to the next passage"), ("help", keys.EVERYWHERE, "shows all keys"),
    )),
)  # fmt: skip


def seen(folder: Path) -> set[str]:
    """The names of the hints that were shown; a file that makes no sense counts as none."""
    with suppress(OSError, ValueError, TypeError, LookupError, RecursionError):
        with (folder / NAME).open("rb") as file:
            names = json.loads(file.read(LONGEST))["seen"]
        return {name for name in names if isinstance(name, str)}
    return set()


def remember(folder: Path, name: str) -> bool:
    """Writes down that a hint was shown, beside those that are there. False where it can't be written."""
    path = folder / f"{NAME}.{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(json.dumps({"seen": sorted(seen(folder) | {name})}) + "\n", encoding="utf-8")
        path.replace(folder / NAME)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return False
    return True


def due(place: str, pressed: int, known: Collection[str]) -> Hint | None:
    """The hint whose moment it is."""
    return next(
        (hint for hint in HINTS if hint.place == place and hint.after <= pressed and hint.name not in known), None
    )


class Hinting(InFront):
    """Says at the start what has to be said, and gives hints while nobody presses a key."""

    notice = ""
    """Said when one begins."""
    _known: Collection[str] = frozenset(hint.name for hint in HINTS)
    _pressed = 0
    _resting: Timer | None = None
    _hinted = False
    """Whether a hint stands in the line of keys."""

    async def on_ready(self) -> None:
        """The first page is there. (Textual calls what `KeysInOrder` has of this name by itself.)"""
        if self.notice:
            self.warn(self.notice)
        if not os.environ.get("TIMELINE_NO_HINTS"):
            self._known = seen(state_folder())
        self._rest()

    async def on_event(self, event: events.Event) -> None:
        """Every key takes a hint away, and begins a rest anew."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._pressed += 1
            if self._hinted and self.page is not None:
                self._hinted = False
                if not self.page.firm:  # what was said since stays
                    self.page.stop_telling()
            self._rest()
        await super().on_event(event)

    def _rest(self) -> None:
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if any(hint.name not in self._known for hint in HINTS):
            self._resting = self.set_timer(REST, self._hint)

    def _hint(self) -> None:
        page = self.page
        if page is None or page is not self.screen or not page.quiet:
            return
        hint = due(page.keys_place, self._pressed, self._known)
        if hint is None:
            return
        self._known = {*self._known, *seen(state_folder())}
        if hint.name in self._known:  # another program has shown it meanwhile
            return
        self._known = {*self._known, hint.name}
        if hint.sentence and remember(state_folder(), hint.name):
            page.tell(hint.sentence, SHOWN)
            self._hinted = True
