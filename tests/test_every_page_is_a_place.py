"""Every page is a visited place: one comes back to it as it was, by restart, by its key, by back, by a new reading."""

import asyncio
from collections.abc import Mapping

import pytest
from textual.geometry import Region

from tui.app import TimelineApp
from tui.opening import open_target
from tui.places import Place
from tui.render.glyphs import UNICODE
from tui.state import Saver, State, read

STRIKE = ["t", *("minus" if letter == "-" else letter for letter in "2024-01-02"), "enter", "m"]
PAGES: Mapping[str, tuple[list[str], list[str]]] = {
    # how a page is opened from the one before, and where one goes on it
    "entities": (["e"], ["s", *"j" * 27, *"k" * 4]),
    "entity": (["enter"], ["tab", *"j" * 9, "k", "k", "tab", "j"]),
    "quotations": (["quotation_mark"], ["s", *"j" * 12, "k", "k", "tab", "j"]),
    "sources": (["o"], ["j", "j"]),
    "counts": (["F"], ["tab", *"j" * 26, *"k" * 3]),
    "marks": (["M"], [*"j" * 9, *"k" * 2]),
    "side_by_side": (["V"], ["j"]),
}
MATRIX = ["2", *"j" * 25, "k", "k", "l", "l"]
BY_KEY = ("entities", "quotations", "sources", "counts", "marks")
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
    """Presses keys, and looks at what came of the last."""
    await pilot.press(*keys)
    await settle(pilot)


def shown(pilot):
    """The page in front, line by line, without the line of keys, which may tell something."""
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


def moves(name: str, matrix: bool) -> list[str]:
    return MATRIX if matrix and name == "sources" else PAGES[name][1]


@pytest.mark.parametrize(
    ("size", "matrix"), [((80, 24), True), ((120, 40), False), ((46, 13), True), ((46, 13), False)], ids=str
)
def test_every_page_is_there_again_as_it_was(sample, tmp_path, size, matrix):
    file = tmp_path / "state.json"
    left: dict[str, tuple[list[str], Place]] = {}

    async def go(pilot):
        """All pages, one over the other; each is read again where one is on it."""
        await press(pilot, *("j", "m") * 12)
        await press(pilot, *STRIKE)
        for name, (opens, _) in PAGES.items():
            await press(pilot, *opens)
            assert name == pilot.app.screen.PLACE
            fresh = pilot.app.screen.place
            await press(pilot, *moves(name, matrix))
            place = pilot.app.screen.place
            assert place is not None and (place.at, place.how) != (fresh.at, fresh.how)
            left[name] = shown(pilot), place
            await press(pilot, "f5")
            assert (shown(pilot), pilot.app.screen.place) == left[name], name
        await pilot.resize_terminal(size[0] + 30, size[1] + 5)
        await settle(pilot)
        await pilot.resize_terminal(*size)
        await settle(pilot)
        assert pilot.app.screen.place.at == place.at

    async def return_(pilot):
        """After a new start, by leaving one page after the other, by their keys, and back from elsewhere."""
        for name in reversed(PAGES):
            assert name == pilot.app.screen.PLACE
            if name != "side_by_side":  # the one that was in front while the window was smaller
                assert (shown(pilot), pilot.app.screen.place) == left[name], name
            await press(pilot, *("q", "q") if matrix and name == "sources" else "q")
        assert len(pilot.app.screen_stack) == 1
        for name in BY_KEY:
            await press(pilot, *PAGES[name][0])
            if matrix and name == "sources":  # it was left for the list, and the list for the chronology
                await press(pilot, "tab")
            assert (shown(pilot), pilot.app.screen.place) == left[name], name
            await press(pilot, "V" if name == "marks" else "M")
            await press(pilot, "left_square_bracket")
            assert (shown(pilot), pilot.app.screen.place) == left[name], name

    asyncio.run(stay(sample, file, size, go))
    asyncio.run(stay(sample, file, size, return_))


@pytest.mark.parametrize("pane", ["\x1b[2J", "matrix"])
def test_hostile_values_of_any_page_do_no_harm(sample, tmp_path, pane):
    file = tmp_path / "state.json"
    how = {"stop": 10**9, "day": "x", "kind": "\x1b", "above": -(10**9), "top": 10**9, "other stop": -7, "lines": 10**9}
    path = [Place(page, {**HOSTILE, "pane": pane, "passage": 10**9}, how) for page in PAGES]
    saver = Saver(file)
    chronology = Place("chronology", {"event": "x"})
    saver.save(State((chronology, *path), past=((Place("chronology"), path[-1]),)))
    saver.flush()

    async def act(pilot):
        for page in reversed(PAGES):
            assert page == pilot.app.screen.PLACE
            await press(pilot, "j", "k", "f5")
            await press(pilot, *("q", "q") if pane == "matrix" and page == "sources" else "q")
        await press(pilot, "left_square_bracket", "q", "q")

    asyncio.run(stay(sample, file, (80, 24), act))
