"""Keys that come all at once, as they do over a slow line, act in their order, each where the one before it led."""

import asyncio

import pytest
from terminal import stray_controls
from test_journeys import cursor_line, timeline

from tui import keys
from tui.app import TimelineApp
from tui.dialogs.palette import PaletteDialog
from tui.opening import open_target
from tui.render.glyphs import UNICODE
from tui.screens.entities import EntitiesScreen


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        (b"t2006\rjj", "7 of 57"),
        (b":2006\rjj", "7 of 57"),
        (b"t2023\r:2006\rt3 months later\rr", "7 of 57"),
        (b":first event without\rj", "45 of 57"),
        (b"t2023-12-30\rvjjj\rGc", "6 of 6"),
        (b"t2024-01-02\rvjj\rvj\r\x7f\x7f", "23 of 57"),
        (b"jjv\x1b", "3 of 57"),
        (b"?qjj", "3 of 57"),
        (b"ej\rqqj", "2 of 57"),
        (b"o\rqqjj", "3 of 57"),
        (b'"j\rqqjj', "3 of 57"),
        (b"F2\rjj", "3 of "),
        (b"o/e\x1b\x1bjj", "3 of 57"),
        (b"jf\x1b[200~by:blinken\x1b[201~\r", "1 of 1 event"),
        (b"j,2", "2 of 4 events"),
    ],
    ids=str,
)
def test_what_is_typed_ahead_is_done_in_its_order(sample, typed, where):
    with timeline(sample) as terminal:
        terminal.expect(lambda terminal: 1000 in terminal.modes)
        terminal.send(typed)
        terminal.expect(where)
        terminal.settle()
        assert where in terminal.text() and cursor_line(terminal)
        assert not stray_controls(terminal.raw)


def test_enter_and_what_follows_it_go_to_the_page_that_it_opens(sample):
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press("G")
        terminal.expect("57 of 57")
        terminal.send(b"\r\t")
        terminal.expect("events on this source")
        terminal.expect("enter card")  # the list of events beside the text has the keys
        terminal.send(b"qqq")
        assert terminal.wait() == 0


@pytest.mark.parametrize("page", [
    lambda app: EntitiesScreen(app.opened, app.glyphs),
    lambda app: PaletteDialog(app.glyphs, keys.CHRONOLOGY, None, app.offers),
])  # fmt: skip
def test_one_may_leave_while_a_page_is_being_made(sample, page):
    opened = open_target(str(sample), print)
    app = TimelineApp(opened, UNICODE, "timeline-dark")

    async def leave():
        async with app.run_test() as pilot:
            await pilot.pause()
            app.exit()
            await app.push_screen(page(app))

    asyncio.run(leave())
    assert app.failure is None
    opened.close()


def test_the_keys_are_never_left_to_an_axis_that_is_not_there(sample):
    with timeline(sample) as terminal:
        terminal.press("tab")
        terminal.expect("△")
        terminal.resize(80, 7)
        terminal.settle()
        terminal.resize(80, 24)
        terminal.expect("▲")
        terminal.press("j", "j")
        terminal.expect("3 of 57")


def test_a_step_by_periods_takes_the_axis_along(sample):
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press("tab", "tab", "right", "right", ")")
        terminal.expect(lambda terminal: any(line.startswith("▏━ 1950s") for line in terminal.lines()))
        terminal.press("enter")
        terminal.expect("enter open")
        terminal.expect("2 of 57")


def test_a_message_gives_way_when_one_moves_on(sample):
    with timeline(sample) as terminal:
        terminal.press("+")
        terminal.expect("By the century")
        terminal.press("j")
        terminal.expect("2 of 57")
        terminal.expect("enter open")
