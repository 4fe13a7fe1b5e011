"""Keys act in the order in which they are pressed, each where the one before it led.

Textual sends a key to the widget with the focus and looks for bindings when it has come up from there again; meanwhile
the next key is on its way to the same widget, whatever the first one opens. Over a slow line, where a word comes all at
once, its letters would go astray. Here a key is obeyed when it comes, and waits while the screen that it is for is not
yet there, and while what the key before it made others say is not yet heard. Our widgets have bindings alone, so that
no key goes to a widget but to a field that is typed into: one that is bound nowhere is dropped there and then, or it
would come up again where the keys after it have led. A paste waits for its turn as keys do.
"""

import asyncio
from collections import deque
from dataclasses import dataclass

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tui import keys
from tui.incoming import Chord

_PATIENCE = 0.25
"""Seconds after which the next key is looked at, although the one before it has not come to its end, or the screen is
not there: whoever was to say so may be gone."""
_ROUNDS = 2
"""How often a key's end comes up: what a widget says in the first may make its screen say something in the second."""


@dataclass
class Done(Message):
    """A key was obeyed, and whatever was said because of it has been heard: messages come up in their order."""

    number: int
    """Which of the keys, counted."""
    rounds: int
    """How often it has to come up yet."""


def _name(typed: events.Key | events.Paste) -> str:
    return typed.key if isinstance(typed, events.Key) else ""


class KeysInOrder(App[None]):
    """An app that obeys keys one by one."""

    def on_load(self) -> None:
        """Before anything can be typed."""
        self._typed: deque[events.Key | events.Paste] = deque()
        self._there: Screen[object] | None = None
        """The screen that is composed and has its focus, and has heard what the last dialog answered."""
        self._waiting: asyncio.TimerHandle | None = None
        """Runs while a key has not come to its end."""
        self._number = 0
        self._last = ""
        self._moving = frozenset(name for key in keys.at(keys.MOVING) for name in key.keys.split(","))
        """Keys that need not wait for each other: a step is the same, whatever is heard of the one before it."""

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
        while self._typed and self.screen_stack and not self._exit:
            if self._waiting is not None and not self._moving.issuperset((self._last, _name(self._typed[0]))):
                return
            screen = self.screen
            if screen is not self._there:
                screen.call_later(self._arrived, screen)  # behind what makes it ready
                self._have_patience()  # it may be taken away before that
                return
            key, field = self._typed.popleft(), self.focused
            typing = field is not None and (isinstance(field, Input) or getattr(field, "takes_text", False))
            if isinstance(key, Chord) and not typing:
                self._typed.extendleft(reversed(key.apart))
                continue
            self._last = _name(key)
            bound = isinstance(key, events.Key) and not (typing and key.is_printable) and await self._bound(key.key)
            if typing and not bound:
                await super().on_event(key)
            if not self._exit and self.screen_stack and self.screen is screen:  # any other has to arrive
                self._await_end(field or screen)

    async def _bound(self, key: str) -> bool:
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _arrived(self, screen: Screen[object]) -> None:
        self._there = screen
        self._stop_waiting()
        self.call_later(self._obey)

    def _await_end(self, widget: Widget) -> None:
        """Has the next key wait until all that a widget says of this one is heard."""
        self._number += 1
        self._stop_waiting()
        if widget.post_message(Done(self._number, _ROUNDS)):
            self._have_patience()

    def _have_patience(self) -> None:
        self._stop_waiting()
        tired = Done(self._number, 0)
        self._waiting = asyncio.get_running_loop().call_later(_PATIENCE, self.post_message, tired)

    @on(Done)
    async def _go_on(self, message: Done) -> None:
        if message.number != self._number:
            return
        if message.rounds > 1 and self.screen.post_message(Done(message.number, message.rounds - 1)):
            return
        self._stop_waiting()
        await self._obey()

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
