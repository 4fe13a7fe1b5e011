"""Where one was is there again: after leaving, a hang-up, a signal, kill -9, a rebuild; and no file can do harm."""

import asyncio
import json
import os
import random
import signal
from pathlib import Path

import pytest
from builders import a_dataset, a_store, an_event, the_events, the_manifest
from hypothesis import given
from hypothesis import strategies as st
from test_journeys import cursor_line, timeline

from store import loading
from tui import state
from tui.app import TimelineApp
from tui.opening import open_target
from tui.places import Place
from tui.render.glyphs import UNICODE
from tui.state import NOWHERE, Saver, State, file_for, read

HERE = (Place("chronology", {"event": "closed"}, {"zoom": "day"}), Place("card", {"event": "closed"}))


def places(folder):
    """The files of the states below a folder."""
    return sorted((folder / "timeline" / "places").glob("*"))


# ---- the file


def test_what_is_saved_is_read(tmp_path):
    file = tmp_path / "deep" / "places" / "a.json"
    saved = State(HERE, "timeline-light", past=(HERE[:1], HERE), future=(HERE[:1],))
    saver = Saver(file)
    saver.save(saved)
    saver.flush()
    assert read(file) == saved
    assert list(file.parent.iterdir()) == [file]
    assert file.stat().st_mode & 0o077 == 0


def test_the_last_of_many_states_is_there(tmp_path):
    file = tmp_path / "a.json"
    savers = [Saver(file), Saver(file)]
    for number in range(300):
        savers[number % 2].save(State((Place("chronology", {"event": f"e{number}"}),)))
    for saver in savers:
        saver.flush()
    assert read(file).path[0].text("event") in ("e298", "e299")


BROKEN = [
    b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"version": 1}', b'{"version": "1", "path": []}',
    b'{"version": 1, "path": [{"page": "card", "at": {}, "how": {}}]}', b'{"version": 1, "path": 7, "past": {"a": 1}}',
    b'{"version": 1e999, "path": []}', b"1" * 5000, b" " * (state.MOST_BYTES + 1),
]  # fmt: skip


@pytest.mark.parametrize("content", BROKEN, ids=lambda content: repr(content[:20]))
def test_a_file_that_is_no_state_is_none_and_is_said(tmp_path, content):
    file = tmp_path / "a.json"
    file.write_bytes(content)
    assert read(file) == State(trouble=state.UNREADABLE)


def test_a_newer_file_is_left_alone(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"version": 2, "path": [HERE[0].json]}))
    assert read(file) == State(trouble=state.NEWER)


def test_what_a_newer_timeline_has_written_is_not_written_over(sample, tmp_path):
    home = {"XDG_STATE_HOME": str(tmp_path)}
    with timeline(sample, **home) as terminal:
        terminal.press("j", "Q")
        terminal.wait()
    (file,) = places(tmp_path)
    newer = json.dumps({"version": 2, "path": "elsewhere"})
    file.write_text(newer)
    for arguments, said in ([], "newer timeline"), (["--fresh"], "1 of 57"):
        with timeline(sample, *arguments, **home) as terminal:
            terminal.expect(said)
            terminal.press("j", "Q")
            assert terminal.wait() == 0
        assert file.read_text() == newer


def test_where_no_file_is_nothing_is_said(tmp_path):
    assert read(tmp_path / "none") == NOWHERE
    assert read(Path("/dev/null/none")) == NOWHERE
    assert read(tmp_path).trouble


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["version", "path", "past", "future", "theme", "page", "at", "how"]), inner
            )
        ),
        max_leaves=30,
    )
)
def test_no_content_ends_in_an_error(tmp_path_factory, found):
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps(found if not isinstance(found, dict) else {**found, "version": 1}))
    assert isinstance(read(file), State)


def test_why_nothing_can_be_kept_is_told_once(tmp_path):
    (tmp_path / "file").write_text("")
    saver, told = Saver(tmp_path / "file" / "a.json"), []
    saver.failed = told.append
    for _ in range(3):
        saver.save(State(HERE))
        saver.flush()
    assert len(told) == 1 and "can’t be kept" in told[0]


def test_a_store_is_known_by_what_was_named_and_by_its_dataset(tmp_path):
    one = tmp_path / "one"
    one.write_text("")
    (tmp_path / "link").symlink_to(one)
    known = {file_for(tmp_path, str(one), "a"), file_for(tmp_path, str(tmp_path / "link"), "a")}
    assert len(known) == 1
    others = {file_for(tmp_path, str(one), "b"), file_for(tmp_path, None, "a"), file_for(tmp_path, "/two", "a")}
    assert len(known | others) == 4


def test_only_the_stores_visited_last_are_remembered(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.json").write_text("")
        os.utime(tmp_path / f"{number}.json", (number, number))
    state.forget_oldest(tmp_path, kept=2)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["3.json", "4.json"]


# ---- leaving and coming back

ENDS = ["quit", "SIGHUP", "hang up", "SIGTERM", "SIGKILL"]


def end(terminal, how):
    """Ends the program."""
    if how == "quit":
        terminal.press("Q")
    elif how == "hang up":
        terminal.hang_up()
    else:
        terminal.signal(signal.Signals[how])
    terminal.wait()


@pytest.mark.parametrize("how", ENDS)
def test_one_comes_back_to_where_one_was(sample, tmp_path, how):
    home = {"XDG_STATE_HOME": str(tmp_path)}
    with timeline(sample, size=(120, 40), **home) as terminal:
        terminal.press("+", "+", "D", *"jjjjjjj")
        terminal.expect("8 of 57")
        terminal.press("tab")
        terminal.settle(0.3)
        shown = terminal.lines()[:-1]
        end(terminal, how)
    with timeline(sample, size=(120, 40), **home) as terminal:
        assert terminal.lines()[:-1] == shown
        assert terminal.cell(0, 5).bg == "faf7ef"
        terminal.press("enter")
        terminal.expect("passage 1 of")
        terminal.settle(0.3)
        shown = terminal.lines()
        end(terminal, how)
    with timeline(sample, size=(120, 40), **home) as terminal:
        terminal.expect("passage 1 of")
        terminal.settle(0.3)
        assert terminal.lines() == shown
        terminal.press("q")
        terminal.expect("8 of 57")


def test_kill_9_loses_the_last_key_at_most(sample, tmp_path):
    dice = random.Random(9)
    at = 1
    for _ in range(4):
        with timeline(sample, XDG_STATE_HOME=str(tmp_path)) as terminal:
            terminal.expect(f"{at} of 57")
            keys = dice.randrange(2, 9)
            terminal.press(*"j" * keys)
            terminal.expect(f"{at + keys} of 57")
            terminal.signal(signal.SIGKILL)
            terminal.wait()
        found = read(next(file for file in places(tmp_path) if file.suffix == ".json"))
        above = found.path[0].number("above")
        with timeline(sample, XDG_STATE_HOME=str(tmp_path)) as terminal:
            terminal.expect(lambda terminal: " of 57" in terminal.text())
            last = int(terminal.lines()[-1].split(" of 57")[0].split()[-1])
            assert at + keys - 1 <= last <= at + keys and above is not None
            at = last


def test_fresh_begins_at_the_start_and_is_kept_then(sample, tmp_path):
    with timeline(sample, XDG_STATE_HOME=str(tmp_path)) as terminal:
        terminal.press("G", "Q")
        terminal.wait()
    for arguments in (["--fresh"], []):
        with timeline(sample, *arguments, XDG_STATE_HOME=str(tmp_path)) as terminal:
            terminal.expect(" 1 of 57 events")
            terminal.press("Q")
            terminal.wait()


def test_a_store_built_again_meanwhile_is_the_same_store(tmp_path):
    store, home = a_store(tmp_path), {"XDG_STATE_HOME": str(tmp_path / "home")}
    with timeline(store, **home) as terminal:
        terminal.press("j", "j")
        terminal.expect("3 of 4")
        line = cursor_line(terminal)
        terminal.press("Q")
        terminal.wait()
    more = [*the_events(), an_event("earlier", date="1900")]
    loading.build(a_dataset(tmp_path, name="more", manifest=the_manifest(expected=None), events=more), store)
    with timeline(store, **home) as terminal:
        terminal.expect("4 of 5")
        assert cursor_line(terminal)[:40] == line[:40]


def test_a_broken_state_is_said_once_and_then_replaced(sample, tmp_path):
    home = {"XDG_STATE_HOME": str(tmp_path)}
    with timeline(sample, **home) as terminal:
        terminal.press("j", "Q")
        terminal.wait()
    (file,) = places(tmp_path)
    file.write_text('{"version": 1, "path": [{"page": "\x1b[2J"}]}')
    with timeline(sample, **home) as terminal:
        terminal.expect("could not be read")
        terminal.press("j")
        terminal.expect("2 of 57")
        terminal.press("Q")
        assert terminal.wait() == 0
    assert read(file).path


def test_hostile_values_in_a_state_do_no_harm(sample, tmp_path):
    home = {"XDG_STATE_HOME": str(tmp_path)}
    with timeline(sample, **home) as terminal:
        terminal.press("Q")
        terminal.wait()
    (file,) = places(tmp_path)
    bad = {"event": "\x1b]0;x\x07'; DROP", "filter": "in:\x1b[31m", "on": "yes", "day": "x", "above": 10**9, "zoom": 5}
    pages = [
        {"page": name, "at": bad | {"passage": -5}, "how": {}} for name in ("chronology", "card", "nothing", "reader")
    ]
    text = {"version": 1, "path": pages, "theme": "../x", "past": [pages], "future": [[{}], 5]}
    file.write_text(json.dumps(text))
    with timeline(sample, **home) as terminal:
        terminal.settle(0.5)
        assert b"\x1b]0;" not in terminal.raw
        terminal.press("q", "q", "[", "q")
        terminal.settle(0.5)
        terminal.press("Q")
        assert terminal.wait() == 0


def test_a_home_that_can_not_be_written_is_said_and_browsing_goes_on(sample):
    with timeline(sample, XDG_STATE_HOME="/dev/null/home") as terminal:
        terminal.expect("can’t be kept")
        terminal.press("j")
        terminal.expect("2 of 57")
        terminal.press("Q")
        assert terminal.wait() == 0


# ---- the place invariant

STAYS = [
    ("i",), ("i",), ("D",), ("T",), ("+",), ("-",), ("f5",), ("tab", "tab", "tab"), ("?", "escape"),
    ("colon", "escape"), ("t", "escape"), ("v", "v"), ("x", "x"), ("backspace",), ("enter", "WAIT", "escape"),
    ("left_square_bracket", "WAIT", "right_square_bracket"),
    ("f", *"sources:>=0", "enter", "f", "ctrl+u", "enter"), ("slash", *"korea", "escape"), ("m", "m"),
    *((key, "WAIT", "j", "WAIT", "escape") for key in ("e", "quotation_mark", "o", "F", "V", "M")),
    ("v", "j", "j", "enter"), ("SIZE",), ("RESTART",),
]  # fmt: skip
MOVES = [
    "j",
    "k",
    "G",
    "g",
    "ctrl+d",
    "ctrl+u",
    "right_parenthesis",
    "left_parenthesis",
    "s",
    "S",
    "space",
    "full_stop",
]
JOURNEYS = int(os.environ.get("TIMELINE_JOURNEYS", "2"))
KEYS = 200


class Journey:
    """A reader at random keys. The file of the state says which event is focused."""

    def __init__(self, store, file, seed):
        self.store, self.file, self.dice = store, file, random.Random(seed)
        self.saver = Saver(file)
        self.pressed = []

    async def run(self):
        """Presses keys, and leaves and comes back now and then."""
        while len(self.pressed) < KEYS:
            opened = open_target(str(self.store), print)
            app = TimelineApp(opened, UNICODE, "timeline-dark", read(self.file), self.saver)
            async with app.run_test(size=self.dice.choice([(80, 24), (120, 40), (40, 12)])) as pilot:
                before = None
                if self.pressed:
                    before = self.focused
                    await self.settle(pilot)
                    assert self.focus() == before, " ".join(self.pressed[-25:])
                while len(self.pressed) < KEYS and await self.one(pilot):
                    pass
            if app.failure:
                raise app.failure
            opened.close()

    async def settle(self, pilot):
        """Waits until all that was asked has been answered and shown."""
        await pilot.pause()
        while not pilot.app.obeyed:
            await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    def focus(self):
        """The event that is focused, as the state has it."""
        self.saver.flush()
        self.focused = read(self.file).path[0].text("event")
        return self.focused

    async def one(self, pilot):
        """One move, or one thing that does not move. False for leaving."""
        if self.dice.random() < 0.4:
            key = self.dice.choice(MOVES)
            self.pressed.append(key)
            await pilot.press(key)
            await self.settle(pilot)
            self.focus()
            return True
        keys = self.dice.choice(STAYS)
        self.pressed += keys
        before = self.focus()
        if keys == ("RESTART",):
            return False
        if keys == ("v", "j", "j", "enter"):
            await self.press(pilot, *keys[:3])
            await self.settle(pilot)
            before = self.focus()
            await self.press(pilot, "enter")
        else:
            await self.press(pilot, *keys)
        await self.settle(pilot)
        while len(pilot.app.screen_stack) > 1 and keys != ("left_square_bracket", "WAIT", "right_square_bracket"):
            await self.press(pilot, "escape")
            await self.settle(pilot)
        if len(pilot.app.screen_stack) == 1 and pilot.app.chronology.filter_line and keys == ("backspace",):
            return True
        assert self.focus() == before, " ".join(self.pressed[-25:])
        return True

    async def press(self, pilot, *keys):
        for key in keys:
            if key == "SIZE":
                await pilot.resize_terminal(self.dice.randrange(20, 200), self.dice.randrange(6, 60))
            elif key == "WAIT":
                await self.settle(pilot)
            else:
                await pilot.press(key)


@pytest.mark.parametrize("seed", range(JOURNEYS))
def test_what_does_not_move_leaves_the_reader_at_the_same_event(sample, tmp_path, seed):
    asyncio.run(Journey(sample, tmp_path / "state.json", seed).run())
