"""Hints for whoever is new: three, at their moments, once each, and out of the way."""

import json
import signal
import sys

import pytest
from terminal import Terminal

from tui import keys
from tui.parts import hinting
from tui.parts.hinting import HINTS, due, remember, seen

OPEN = "enter shows the words behind an event, q goes back"
READER = "J goes to the next passage, ? shows all keys"


def timeline(store, state, size=(120, 24), **more):
    """The program, for somebody with this state folder."""
    env = {"XDG_STATE_HOME": str(state), "TIMELINE_NO_HINTS": "", **more}
    return Terminal([sys.executable, "-m", "tui.cli", str(store)], *size, env=env)


def test_each_hint_comes_once_at_its_moment_and_the_next_key_takes_it_away(sample, tmp_path):
    with timeline(sample, tmp_path) as terminal:
        terminal.expect(OPEN)
        terminal.press("j")
        terminal.expect(lambda terminal: OPEN not in terminal.text() and "2 of 57 events" in terminal.text())
        terminal.press(*"jjjkkkkjj")
        terminal.expect("goes to a time")
        terminal.press("enter")
        terminal.expect(READER)
        terminal.press("w")
        terminal.expect(lambda terminal: READER not in terminal.text())
        terminal.signal(signal.SIGKILL)
        terminal.wait()
    assert seen(tmp_path / "timeline") == {hint.name for hint in HINTS}


def test_a_hint_that_was_shown_does_not_come_again_after_a_kill(sample, tmp_path):
    with timeline(sample, tmp_path) as terminal:
        terminal.expect(OPEN)
        terminal.signal(signal.SIGKILL)
        terminal.wait()
    with timeline(sample, tmp_path) as terminal:
        terminal.expect("keys")
        terminal.press(*"jjjjjjjjjj")
        terminal.expect("goes to a time")
        assert OPEN.encode() not in terminal.raw


def test_where_nothing_can_be_written_no_hint_is_shown(sample, tmp_path):
    (tmp_path / "file").write_text("")
    with timeline(sample, tmp_path / "file") as terminal:
        terminal.expect("keys")
        terminal.settle(hinting.REST + 1.0)
        assert OPEN not in terminal.text()


@pytest.mark.parametrize("more", [{"TIMELINE_NO_HINTS": "1"}, {}], ids=["switched off", "a dialog is open"])
def test_hints_stay_away(sample, tmp_path, more):
    with timeline(sample, tmp_path, **more) as terminal:
        terminal.expect("keys")
        if not more:
            terminal.press("?")
            terminal.expect("In the chronology")
        terminal.settle(hinting.REST + 1.0)
        assert OPEN not in terminal.text()
    assert seen(tmp_path / "timeline") == set()


def test_a_hint_names_the_keys_that_are_in_force_or_nothing(monkeypatch):
    table = tuple(
        key if key.action not in ("go_to", "find", "filter") else keys.Key("go_to", "", "", "", "", key.place)
        for key in keys.TABLE
    )
    monkeypatch.setattr(keys, "_in_force", table)
    assert HINTS[1].sentence == ""
    assert HINTS[0].sentence == OPEN


def test_the_actions_that_hints_name_are_there():
    for hint in HINTS:
        assert hint.sentence and len(hint.sentence) < 62
        assert any(keys.of(action, place) for action, place, _ in hint.parts)


def test_two_programs_remember_what_both_have_shown(tmp_path):
    assert remember(tmp_path / "state", "open") and remember(tmp_path / "state", "reader")
    assert seen(tmp_path / "state") == {"open", "reader"}
    assert [path.name for path in (tmp_path / "state").iterdir()] == [hinting.NAME]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"seen": 7}', b'{"seen": [7, {}]}', b"\xff", b"[" * 9000]
)
def test_a_file_that_makes_no_sense_counts_as_none_and_is_written_anew(tmp_path, content):
    (tmp_path / hinting.NAME).write_bytes(content)
    assert seen(tmp_path) == set()
    assert remember(tmp_path, "open")
    assert json.loads((tmp_path / hinting.NAME).read_text()) == {"seen": ["open"]}


def test_a_hint_waits_for_its_place_and_for_keys():
    assert due(keys.CHRONOLOGY, 0, set()) is HINTS[0]
    assert due(keys.CHRONOLOGY, 0, {"open"}) is None
    assert due(keys.CHRONOLOGY, 99, {"open"}) is HINTS[1]
    assert due(keys.READER, 0, {"open"}) is HINTS[2]
    assert due(keys.CARD, 99, set()) is None
