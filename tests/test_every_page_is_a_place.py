"""Every page is a visited place: one comes back to it as it was, by restart, by its key, by back, by a new reading."""

import asyncio

import pytest

from tui.app import TimelineApp
from tui.opening import open_target
from tui.places import Place
from tui.render.glyphs import UNICODE
from tui.state import Saver, State, read

PAGES = {
    "entities": ("e", ["s", "j", "j", "j"]),
    "entity": ("e,enter", ["j"] * 7),
    "quotations": ("quotation_mark", ["s", "j", "j", "j"]),
    "sources": ("o", ["j", "j"]),
    "matrix": ("o", ["2", "j", "j", "l", "l"]),
    "side by side": ("t,2,0,2,4,minus,0,1,minus,0,2,enter,V", ["j"]),
    "counts": ("F", ["tab", "j", "j"]),
    "marks": ("m,j,j,m,M", ["j"]),
}
BY_KEY = {name for name in PAGES if name not in ("entity", "side by side")}
WORDS = "event entity source column quotation by facet value pane question on"
HOSTILE = dict.fromkeys(WORDS.split(), "\x1b]0;x\x07'; DROP\ud800")


@pytest.fixture(autouse=True)
def _own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


async def settle(pilot):
    """Waits until all that was asked has been answered and shown."""
    for _ in range(3):
        await pilot.pause()
        while not pilot.app.obeyed:
            await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.05)


async def press(pilot, *keys):
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def shown(pilot):
    """The page in front, line by line, without the line of keys, which may tell something."""
    from textual.geometry import Region

    screen = pilot.app.screen
    region = Region(0, 0, screen.size.width, screen.size.height - 1)
    return [strip.text for strip in screen._compositor.render_strips()][: region.height]


async def stay(store, file, size, act):
    """Begins where one was, does something, and leaves. Returns what came of it."""
    opened = open_target(str(store), print)
    saver = Saver(file)
    app = TimelineApp(opened, UNICODE, "timeline-dark", read(file), saver)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        found = await act(pilot)
    saver.flush()
    assert app.failure is None
    opened.close()
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_there_again_as_it_was(sample, tmp_path, name, size):
    opens, moves = PAGES[name]
    file = tmp_path / "state.json"

    async def go(pilot):
        await press(pilot, *opens.split(","))
        fresh = pilot.app.screen.place
        await press(pilot, *moves)
        place = pilot.app.screen.place
        assert place is not None and (place.at, place.how) != (fresh.at, fresh.how)
        await press(pilot, "f5")
        assert pilot.app.screen.place == place
        await pilot.resize_terminal(50, 15)
        await settle(pilot)
        await pilot.resize_terminal(*size)
        await settle(pilot)
        assert pilot.app.screen.place.at == place.at
        if name in BY_KEY:
            path = pilot.app.path
            while len(pilot.app.screen_stack) > 1:
                await press(pilot, "q")
            await press(pilot, opens.split(",")[-1])
            last = pilot.app.screen.place
            if name == "matrix":  # it was left for the list, and the list for the chronology
                await press(pilot, "tab")
                last = pilot.app.screen.place
            assert last.at == place.at
            await press(pilot, "g", "left_square_bracket")
            assert path[-1].page == pilot.app.screen.PLACE
        return shown(pilot), pilot.app.screen.place, place

    left, left_place, place = asyncio.run(stay(sample, file, size, go))
    assert left_place.at == place.at
    again, again_place = asyncio.run(stay(sample, file, size, seen))
    assert again_place == left_place
    pane = 55 if name == "entity" and size[0] >= 100 else None  # how far the other pane was scrolled is not kept
    assert [line[:pane] for line in again] == [line[:pane] for line in left]


async def seen(pilot):
    return shown(pilot), pilot.app.screen.place


@pytest.mark.parametrize("page", ["entities", "entity", "quotations", "sources", "side_by_side", "counts", "marks"])
@pytest.mark.parametrize("pane", ["\x1b[2J", "matrix"])
def test_hostile_values_of_any_page_do_no_harm(sample, tmp_path, page, pane):
    file = tmp_path / "state.json"
    bad = Place(page, {**HOSTILE, "pane": pane, "passage": 10**9}, {"stop": 10**9, "day": "x", "kind": "\x1b"})
    saver = Saver(file)
    saver.save(State((Place("chronology", {"event": "x"}), bad), past=((Place("chronology"), bad),)))
    saver.flush()

    async def act(pilot):
        assert page == pilot.app.screen.PLACE
        await press(pilot, "j", "k", "left_square_bracket", "f5", "q", "q")
        return True

    asyncio.run(stay(sample, file, (80, 24), act))
