"""The command palette: every key's action by name, as far as it works where one is."""

from collections.abc import Awaitable, Callable
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from tui import keys

_Command = tuple[str, str, Callable[[], Awaitable[None]]]
"""A name, its keys as shown, and what it does."""


_WITHOUT_KEY = (
    ("Attach originals: a file, or a folder with several", "attach"),
    ("Detach all originals", "detach"),
)


class KeyCommands(Provider):
    """The commands of the table of keys, and those without a key."""

    def _commands(self) -> list[_Command]:
        place = getattr(self.screen, "PLACE", keys.EVERYWHERE)
        found: list[_Command] = []
        for key in (*keys.at(place), *keys.at(keys.EVERYWHERE), *keys.at(keys.MOVING)):
            name = f"{key.help[0].upper()}{key.help[1:]}"
            found.append((name, key.shown, partial(self._run, key.action, key.place)))
        found += [(name, "", partial(self._run, action, keys.EVERYWHERE)) for name, action in _WITHOUT_KEY]
        found.append(("Save a picture of this screen (SVG)", "", partial(self._run, "picture", keys.EVERYWHERE)))
        return found

    async def _run(self, action: str, place: str) -> None:
        holder = {keys.EVERYWHERE: self.app, keys.MOVING: self.screen.focused}.get(place, self.screen)
        await self.app.run_action(action, holder)

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for name, shown, run in self._commands():
            yield DiscoveryHit(_line(Content(name), shown), run, text=name)

    async def search(self, query: str) -> Hits:
        """The commands whose names have what was typed."""
        matcher = self.matcher(query)
        for name, shown, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _line(matcher.highlight(name), shown), run, text=name)


def _line(name: Content, shown: str) -> Content:
    return Content.assemble(name, "  ", (shown, "dim")) if shown else name


class QuietPalette(CommandPalette):
    """The framework's palette, with a cursor that does not blink: an idle line over ssh stays silent."""

    def on_mount(self) -> None:
        """Stills the cursor."""
        for field in self.query(Input):
            field.cursor_blink = False
