"""Keys act in the order in which they are pressed, each where the one before it led.

Textual sends a key to the widget with the focus and looks for bindings when it has come up from there again; meanwhile
the next key is on its way to the same widget, whatever the first one opens. Over a slow line, where a word comes all at
once, its letters would go astray. Here a key is obeyed when it comes, and waits while the screen that it is for is not
yet there. Our widgets have bindings alone, so that no key goes to a widget but to a field that is typed into: one that
is bound nowhere is dropped there and then, or it would come up again where the keys after it have led. A paste waits
for its turn as keys do.
"""

from collections import deque

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from tui.incoming import Chord

_PATIENCE = 0.25
"""Seconds after which the next key is obeyed, although the field that took one has not said so: it may be gone."""


class Taken(Message):
    """A field has taken a key, and whatever it says of it has been heard: messages come up in their order."""


class KeysInOrder(App[None]):
    """An app that obeys keys one by one."""

    def on_load(self) -> None:
        """Before anything can be typed."""
        self._typed: deque[events.Key | events.Paste] = deque()
        self._there: Screen[object] | None = None
        """The screen that is composed and has its focus, and has heard what the last dialog answered."""
        self._waiting: Timer | None = None
        """Runs while a key is on its way into a field."""

    @property
    def obeyed(self) -> bool:
        """Whether no key waits for its turn."""
        return not self._typed and self._waiting is None

    async def on_ready(self) -> None:
        """The first screen is there."""
        await self._obey()

    async def on_event(self, event: events.Event) -> None:
        """Takes in what is typed and pasted; all else goes its way."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self._typed.append(event)
            await self._obey()
        else:
            await super().on_event(event)

    async def _obey(self) -> None:
        while self._typed and self.screen_stack and self._waiting is None and not self._exit:
            screen = self.screen
            if screen is not self._there:
                screen.call_later(self._arrived, screen)  # behind what makes it ready
                return
            key, field = self._typed.popleft(), self.focused
            typing = field is not None and (isinstance(field, Input) or getattr(field, "takes_text", False))
            if isinstance(key, Chord) and not typing:
                self._typed.extendleft(reversed(key.apart))
            elif field is not None and typing:
                self._waiting = self.set_timer(_PATIENCE, self._go_on)
                if isinstance(key, events.Paste) or key.is_printable or not await self._bound(key.key):
                    await super().on_event(key)
                field.post_message(Taken())
            elif isinstance(key, events.Key):
                await self._bound(key.key)

    async def _bound(self, key: str) -> bool:
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _arrived(self, screen: Screen[object]) -> None:
        self._there = screen
        self.call_later(self._obey)

    @on(Taken)
    async def _go_on(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = None
        await self._obey()
