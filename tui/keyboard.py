"""Keys act in the order in which they are pressed, each where the one before it led.

Textual sends a key to the widget with the focus and looks for bindings when it has come up from there again; meanwhile
the next key is on its way to the same widget, whatever the first one opens. Over a slow line, where a word comes all at
once, its letters would go astray. Here a key is obeyed when it comes, and waits while the screen that it is for is not
yet there. Our widgets have bindings alone, so that no key need go to a widget but to a field that is typed into.
"""

from collections import deque
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input


class KeysInOrder(App[None]):
    """An app that obeys keys one by one."""

    _typed: deque[events.Key]
    _there: WeakSet[Screen[object]]
    """The screens that are composed and have their focus."""
    _writing: bool
    """Whether a letter is on its way into a field."""

    def on_load(self) -> None:
        """Before anything can be typed."""
        self._typed, self._there, self._writing = deque(), WeakSet(), False

    async def on_ready(self) -> None:
        """The first screen is there."""
        await self._obey()

    async def on_event(self, event: events.Event) -> None:
        """Takes keys in; all else goes its way."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._typed.append(event)
            await self._obey()
        else:
            await super().on_event(event)

    async def _obey(self) -> None:
        while self._typed and self.screen_stack and not self._writing:
            screen = self.screen
            if screen not in self._there:
                screen.call_later(self._arrived, screen)  # behind what makes it ready
                return
            key = self._typed.popleft()
            if isinstance(self.focused, Input) and key.is_printable:
                await super().on_event(key)
                self._write(self.focused)
            elif not await self._bound(key.key):
                await super().on_event(key)

    def _write(self, field: Input) -> None:
        """The next key waits until this one is in the field."""
        self._writing = field.call_later(self._written)

    def _written(self) -> None:
        self._writing = False
        self.call_later(self._obey)

    async def _bound(self, key: str) -> bool:
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _arrived(self, screen: Screen[object]) -> None:
        self._there.add(screen)
        self.call_later(self._obey)
