"""The app's part that keeps where one is and was: visited places to walk, a saved state, a store that was built again.

Pages say where they are (`Page.place`); this watches them. A place is noted when it is left by a jump: anything but a
single step of the moving keys. The state is saved at each change, on a thread of its own.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from textual import events, on
from textual.dom import DOMNode

from store.errors import TimelineError
from tui.dialogs.link import LinkDialog
from tui.linking import words
from tui.opening import Opened, open_target
from tui.parts.drilling import Drilling
from tui.places import Path, Visited, same
from tui.render.glyphs import Glyphs
from tui.screens.base import Moved, Page
from tui.screens.chronology import ChronologyScreen
from tui.state import Saver, State

STEPS = frozenset(
    (
        *("line_down", "line_up", "half_down", "half_up", "page_down", "page_up", "next_passage", "previous_passage"),
        *("column_right", "column_left", "columns_right", "columns_left", "other_pane", "sort", "order"),
        *("one_source", "one_voice", "dates_differ", "denied", "all_events", "next_facet", "previous_facet", "facet"),
    )
)
"""Actions that leave a place by steps: they move within a page, or show another side of it, which it keeps."""
RETURNS = frozenset(("place_back", "place_forward", "reload"))
"""Actions after which one is where one was, as far as that can be."""
NOT_ANEW = frozenset(("reload", "leave", "interrupt", "redraw"))
"""Actions before which a store that has changed need not be read again."""


_WAITS = 5_000
"""Thousandths of a second that the pages one was on wait for the chronology below them."""


class Visiting(Drilling):
    """Goes back and forward through visited places, and saves where one is."""

    def __init__(self, opened: Opened, glyphs: Glyphs, state: State, saver: Saver | None, **options: Any) -> None:
        super().__init__(opened, glyphs, **options)
        self._restored = state
        self._visited = Visited(state.past, state.future)
        self._saver = saver
        self._path: Path = ()
        self._saved: State | None = None
        self._action = "place_back"
        """The last action, which tells a jump from a step."""
        self._refused: object = None
        """The store on disk that could not be read instead of this one."""

    def get_default_screen(self) -> ChronologyScreen:
        """Begins with the chronology, where one was."""
        chronology = ChronologyScreen(self.opened, self.glyphs)
        chronology.began_at = self._restored.chronology
        return chronology

    @on(events.Mount)
    async def _open_again(self) -> None:
        """Opens the pages that one was on."""
        for place in self._restored.path[1:] if await self._chronology_there() else ():
            if (page := self.visited_again(place)) is not None:
                await self.push_screen(page)
        if self._restored.trouble:
            self.warn(self._restored.trouble)

    async def _chronology_there(self) -> bool:
        """Waits for what is in view, which pages ask for; False where it does not come."""
        for _ in range(_WAITS):
            if self.chronology.is_mounted:
                return True
            await asyncio.sleep(0.001)
        return False

    # ---- where one is

    @property
    def path(self) -> Path:
        """The pages from the chronology to the one in front, as far as they are places that one comes back to."""
        found = []
        for screen in self.screen_stack:
            if isinstance(screen, Page) and screen.is_mounted:
                if (place := screen.place) is None:
                    break
                found.append(place)
        return tuple(found)

    async def run_action(
        self, action: Any, default_namespace: DOMNode | None = None, namespaces: Mapping[str, DOMNode] | None = None
    ) -> bool:
        """As everywhere; what changed before is seen first, so that a jump is not taken for the step after it."""
        self._notice()
        name = str(action).rpartition(".")[2].partition("(")[0]
        if name not in NOT_ANEW:
            self._read_anew()
        self._action = name
        try:
            return await super().run_action(action, default_namespace, namespaces)
        finally:
            self._notice()

    async def on_event(self, event: events.Event) -> None:
        """The wheel moves by steps."""
        if isinstance(event, (events.MouseScrollDown, events.MouseScrollUp)):
            self._action = "line_down"
        elif isinstance(event, events.MouseDown):
            self._action = ""
        await super().on_event(event)

    @on(Moved)
    def _notice(self) -> None:
        """Notes a place that was left, and saves the one where one is now."""
        if not self.is_running or not (path := self.path):
            return
        if self._path and not same(self._path, path) and self._jumped(path):
            self._visited.leave(self._path)
        self._path = path
        theme = self._restored.theme if self.ansi_color else self.theme
        state = State(path, theme, self._visited.past, self._visited.future)
        if self._saver is not None and state != self._saved:
            self._saved = state
            self._saver.save(state)

    def _jumped(self, path: Path) -> bool:
        if self._action in RETURNS:
            return False
        return self._action not in STEPS or [place.page for place in path] != [place.page for place in self._path]

    # ---- where one was

    async def action_place_back(self) -> None:
        """To the place visited before this one."""
        await self._go(self._visited.back(self.path), "There is no place before this one.")

    async def action_place_forward(self) -> None:
        """To the place that one went back from."""
        await self._go(self._visited.forward(self.path), "There is no place after this one.")

    async def _go(self, path: Path | None, otherwise: str) -> None:
        if path is None:
            self.tell(otherwise)
            return
        here = self.path
        kept = 1
        while kept < len(path) and same(here[: kept + 1], path[: kept + 1]):
            kept += 1
        pages = [screen for screen in self.screen_stack if isinstance(screen, Page)]
        while self.screen is not pages[kept - 1]:
            await self.pop_screen()
        self.chronology.return_to(path[0])
        for place in path[kept:]:
            if (page := self.visited_again(place)) is not None:
                await self.push_screen(page)
        self._path = self.path

    def action_link(self) -> None:
        """Shows the command line that opens this place."""
        named = None if self.opened.named == "the sample" else self.opened.named
        row = self.chronology.row
        date = row.date.edtf if row is not None and row.date is not None else None
        self.push_screen(LinkDialog(self.glyphs, list(words(self.path, named, date))))

    # ---- a store that was built again

    def action_reload(self) -> None:
        """Opens the store again; where that fails, the old one stays."""
        self._reload("Read again.")

    def _read_anew(self) -> None:
        """Goes on with a store that has taken the place of the one that is open, once it can be read, and says so."""
        if not isinstance(self.screen, Page) or not self.opened.rows.replaced():
            return
        found = None
        with suppress(OSError):
            stat = self.opened.path.stat()
            found = (stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if found != self._refused:
            self._refused = None if self._reload("The store has changed on disk, and was read again.") else found
            self.opened.refused = self._refused is not None

    def reopened(self) -> None:
        """The store was read again: for what else is kept of it."""

    def _reload(self, said: str) -> bool:
        try:
            opened = open_target(None if self.opened.named == "the sample" else self.opened.named, self.tell)
        except TimelineError as error:
            path = self.opened.path  # its folder would take the room of the reason
            self.tell(f"Not read again: {str(error).replace(str(path), path.name)}", firm=True)
            return False
        self._notice()
        before = self._path
        opened.prefers_digest = self.opened.prefers_digest
        old, self.opened = self.opened, opened
        self._action = "reload"
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.reopen(opened)
        old.close()
        self.reopened()
        self._notice()
        gone = bool(before) and before[0].text("event") != self.path[0].text("event")
        gone = gone and len(before) == 1
        self.tell(f"{said} The event is gone: this is the nearest to it." if gone else said, firm=True)
        return True
