"""The place invariant on every page: what does not move leaves the reader on the same page, at the same thing.

Journeys of 200 keys through all pages; after each key that moves nothing, the page in front, what makes its place, and
the event under its cursor are those of before.
"""

import asyncio
import os
from contextlib import suppress

import pytest
from test_state import Journey

from store import chronology
from store.errors import TimelineError
from tui.state import read

PAGES = ["e", "quotation_mark", "o", "F", "V", "M", "enter"]
STEPS = ["j", "k", "G", "g", "ctrl+d", "ctrl+u", "space", "tab", "enter", "s"]
STAYS = [
    ("f5",), ("D",), ("SIZE",), ("RESTART",), ("question_mark", "escape"), ("colon", "escape"),
    ("Y", "escape"), ("m", "m"), ("a", "escape"), ("left_square_bracket", "WAIT", "right_square_bracket"),
    *((key, "WAIT", "j", "WAIT", "escape") for key in ("e", "quotation_mark", "o", "F", "M")),
]  # fmt: skip
OPENS = {"e": "entities", "quotation_mark": "quotations", "o": "sources", "F": "counts", "M": "marks"}
JOURNEYS = int(os.environ.get("TIMELINE_JOURNEYS", "2"))


class PageJourney(Journey):
    """A reader who goes from page to page, and compares where one is while pages are open."""

    focused = ()
    app = None

    def focus(self):
        """The pages with what makes each this place, and the event that the page in front is on."""
        self.saver.flush()
        path = read(self.file).path
        on = None
        page = self.app.page
        if page is not None and page.subject.event is not None:
            with suppress(TimelineError):
                on = chronology.row(self.app.opened.rows, page.subject.event).id
        front = path[-1]
        self.focused = ([place.page for place in path], dict(front.at), front.text("on"), on)
        return self.focused

    async def settle(self, pilot):
        self.app = pilot.app
        await super().settle(pilot)

    async def one(self, pilot):
        self.app = pilot.app
        deep = len(pilot.app.screen_stack) > 1
        chance = self.dice.random()
        if chance < (0.35 if deep else 0.7):
            keys = (self.dice.choice(STEPS[:7] + PAGES * 2 if not deep else STEPS),)
            await self.move(pilot, *keys)
            return True
        if deep and chance < 0.45:
            await self.move(pilot, "escape")
            return True
        keys = self.dice.choice(STAYS)
        page = pilot.app.page
        event = page.subject.event
        if keys[0] in OPENS and page.keys_place == OPENS[keys[0]]:
            return True
        if keys[0] in "amY" and (event is None or page.keys_place == "marks"):
            return True
        before = self.focus()
        self.pressed += keys
        if keys == ("RESTART",):
            return False
        await self.press(pilot, *keys)
        await self.settle(pilot)
        assert self.focus() == before, " ".join(self.pressed[-25:])
        return True

    async def move(self, pilot, *keys):
        self.pressed += keys
        await self.press(pilot, *keys)
        await self.settle(pilot)
        self.focus()


@pytest.mark.parametrize("seed", range(JOURNEYS))
def test_what_does_not_move_leaves_the_reader_on_the_same_page_at_the_same_thing(sample, tmp_path, monkeypatch, seed):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    asyncio.run(PageJourney(sample, tmp_path / "state.json", seed).run())
