"""Finding by keyboard, in a real pseudo-terminal: live, without losing one's place, on each page."""

import shutil
import sqlite3
import sys

import pytest
from terminal import Terminal, stray_controls
from test_journeys import SIZES, cursor_line, timeline

from tui.theme import DARK

HIT, HERE = DARK.inks["hit"].ground[1:], DARK.inks["hit.here"].ground[1:]


def lit(terminal, *grounds):
    """The words that are lit on the screen, line by line."""
    found = []
    for row in terminal.emulator.cells():
        words = "".join(cell.data if cell.bg in (grounds or (HIT, HERE)) else "\n" for cell in row)
        found += [part for part in words.split("\n") if part.strip()]
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_nearest_hit_is_there_while_one_types(sample, size):
    with timeline(sample, size=size) as terminal:
        before = cursor_line(terminal)
        terminal.press("/")
        terminal.expect('"a phrase"')
        terminal.press("kyiv")
        terminal.expect("hit 1 of 2")
        assert "United States warns" in cursor_line(terminal)
        terminal.press("esc")
        terminal.expect(" 1 of 57 events")
        assert cursor_line(terminal) == before and not lit(terminal)
        terminal.press("/", "kyiv", "enter")
        terminal.expect("10 of 57 events")
        terminal.press("n")
        terminal.expect("hit 2 of 2")
        terminal.settle()
        assert "Kyiv" in lit(terminal)
        terminal.press("N", "N")
        terminal.expect("Before the first hit the last.")
        terminal.press("n")
        terminal.expect("After the last hit the first.")
        terminal.press("esc")  # ends the search, and leaves one where one is
        terminal.expect("The search is over")
        assert "United States warns" in cursor_line(terminal) and not lit(terminal)
        assert terminal.process.poll() is None
        assert stray_controls(terminal.raw) == []


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        (b"/kyiv\r", "hit 1 of 2 · 10 of 57"),
        (b"/kyiv\rn", "hit 2 of 2 · 11 of 57"),
        (b"/kyiv\rnnn", "hit 2 of 2 · 11 of 57"),
        (b"/kyiv\r/\r", "hit 2 of 2 · 11 of 57"),
        (b"/kyiv\rGN", "hit 2 of 2 · 11 of 57"),
        (b"jj/zzzz\x1b", "3 of 57"),
    ],
    ids=str,
)
def test_what_is_typed_ahead_finds_the_same(sample, typed, where):
    with timeline(sample) as terminal:
        terminal.expect(lambda terminal: 1000 in terminal.modes)
        terminal.send(typed)
        terminal.expect(where)
        terminal.settle()
        assert cursor_line(terminal)


def test_a_word_that_nothing_has_is_named_and_the_place_stays(sample):
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press("j", "j", "/", "missile xyzzy")
        terminal.expect("no “xyzzy”")
        assert "3 of 57" not in terminal.text()  # the line that one types into stands there
        terminal.press("enter")
        terminal.expect("No event has “xyzzy”.")
        terminal.expect("3 of 57 events")
        terminal.press("n")
        terminal.expect("No event has “xyzzy”.")


def test_the_card_goes_from_hit_to_hit(sample):
    with timeline(sample) as terminal:
        terminal.press("/", "putin", "enter")
        terminal.expect("hit 1 of 5")
        terminal.press("enter")
        terminal.expect("event 7 of 57")
        terminal.expect("hit 1 of 5")
        terminal.press("n")
        terminal.expect("event 14 of 57")
        terminal.expect("hit 2 of 5")
        terminal.settle()
        assert "Putin" in lit(terminal)
        terminal.settle()
        title = terminal.lines()[1].strip()
        terminal.press("q")
        terminal.expect("open")
        assert title[:14] in cursor_line(terminal)


def test_on_the_card_one_can_look_for_something_else_and_come_back(sample):
    with timeline(sample) as terminal:
        terminal.press("enter")
        terminal.expect("event 1 of 57")
        terminal.press("/", "kyiv")
        terminal.expect("event 10 of 57")
        terminal.expect("hit 1 of 2")
        terminal.press("esc")
        terminal.expect("event 1 of 57")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_in_a_source_it_finds_within_the_text(sample, size):
    with timeline(sample, size=size) as terminal:
        terminal.press("/", "missile", "enter")
        terminal.expect("hit 1 of 21")
        terminal.press("enter")
        if size[0] < 100:
            terminal.expect("event 15 of 57")
            terminal.press("enter")
        terminal.expect("in this text")
        assert lit(terminal) and not lit(terminal, HERE)
        terminal.press("n")
        terminal.expect(lambda terminal: [word[:7].lower() for word in lit(terminal, HERE)] == ["missile"])
        terminal.press("/", "russia")
        terminal.expect(lambda terminal: [word[:6].lower() for word in lit(terminal, HERE)] == ["russia"])
        terminal.press("enter", "n", "n", "n", "n", "n", "n", "n", "n", "n", "n", "n", "n", "n", "n", "n")
        terminal.expect("in this text")
        terminal.settle()
        assert [word[:6].lower() for word in lit(terminal, HERE)] == ["russia"]
        terminal.press("q")
        terminal.expect(
            lambda terminal: any(word[:7].lower() == "missile" for word in lit(terminal))
        )  # what was looked for in the chronology still is


def test_a_range_and_a_reload_keep_the_search(sample, tmp_path):
    copy = tmp_path / "copy.timeline"
    shutil.copy(sample, copy)
    with timeline(copy) as terminal:
        terminal.press("/", "missile", "enter")
        terminal.expect("hit 1 of 21")
        terminal.press("f5")
        terminal.expect("Read again")
        terminal.expect("hit 1 of 21")
        terminal.press("n")
        terminal.expect("hit 2 of 21")
        terminal.settle()
        assert any(word.lower().startswith("missile") for word in lit(terminal))
        terminal.press("v", "j", "j", "j", "j", "enter")
        terminal.expect("certain")
        terminal.expect("17 hits · 9 of 28 events")  # those in the range, and the place in it
        terminal.resize(120, 40)
        terminal.expect("Rests on")
        terminal.expect("17 hits · 9 of 28 events")


def test_without_full_text_it_says_so(sample, tmp_path):
    copy = tmp_path / "copy.timeline"
    shutil.copy(sample, copy)
    connection = sqlite3.connect(copy)
    for table in ("event_fts", "passage_fts", "quotation_fts"):
        connection.execute(f"DROP TABLE {table}")
    connection.close()
    with timeline(copy, size=(120, 40)) as terminal:
        terminal.press("/", "zzzz", "enter")
        terminal.expect("the store has no full text")


def test_hits_are_marked_beside_the_list_and_on_the_axis_in_ascii_too(sample):
    with timeline("--ascii", sample) as terminal:
        terminal.press("/", "kyiv", "enter")
        terminal.expect("hit 1 of 2")
        terminal.settle()
        lines = terminal.lines()
        assert "x" in lines[1] and sum(line.endswith(("=", "@")) for line in lines[7:-1]) == 1


def test_without_colour_hits_are_underlined(sample):
    with timeline(sample, NO_COLOR="1") as terminal:
        terminal.press("/", "kyiv", "enter")
        terminal.expect("hit 1 of 2")
        terminal.press("n")
        terminal.expect("hit 2 of 2")
        terminal.settle()
        (y,) = [y for y, line in enumerate(terminal.lines()) if "Demonstrators" in line]
        x = terminal.lines()[y].index("Kyiv")
        assert all(terminal.cell(x + at, y).underscore for at in range(4))
        assert not terminal.cell(x - 1, y).underscore


def test_moving_with_hits_lit_sends_no_more_than_without(sample):
    with timeline(sample) as terminal:
        terminal.press("j")
        terminal.expect("2 of 57")
        terminal.settle()
        mark = terminal.mark()
        terminal.press("j")
        terminal.expect("3 of 57")
        terminal.settle()
        plain = len(terminal.since(mark))
        terminal.press("/", "missile")
        terminal.expect("hit 1 of 21")
        terminal.press("enter", "g", "j")
        terminal.expect("21 hits · 2 of 57")
        terminal.settle()
        mark = terminal.mark()
        terminal.press("j")
        terminal.expect("21 hits · 3 of 57")
        terminal.settle()
        assert len(terminal.since(mark)) <= plain + 20


LARGE = """
import sys, time
from pathlib import Path
from tui import cli
from tui.screens import filtering
from {module} import {name}
at_once = {name}.{method}
def later(*arguments, **more):
    while (more or "{name}" == "Picked") and not Path("{gate}").exists():
        time.sleep(0.01)
    return at_once(*arguments, **more)
{name}.{method} = later
filtering.FilteringPage.answers_at_once = False
sys.exit(cli.main(sys.argv[1:]))
"""
"""The program as on a large store: one step of a filter takes until there is a file."""


@pytest.mark.parametrize(("module", "name", "method"), [("store.picked", "Picked", "preparing"),
                                                        ("store", "viewing", "view")], ids=str)  # fmt: skip
def test_one_finds_while_a_filter_is_still_at_work(sample, tmp_path, module, name, method):
    gate = tmp_path / "gate"
    program = LARGE.format(module=module, name=name, method=method, gate=gate)
    with Terminal([sys.executable, "-c", program, str(sample)], env={"COLORTERM": "truecolor"}) as terminal:
        terminal.expect("keys")
        terminal.press("f", *"-tag:technology", "enter")
        terminal.expect("Filtering …" if name == "viewing" else "[-tag:technology ")
        before = cursor_line(terminal)
        terminal.press("/", *"kyiv")
        terminal.expect("searching …")
        gate.touch()
        terminal.expect("hit 1 of 2")
        terminal.press("esc")
        terminal.expect(lambda terminal: cursor_line(terminal) == before)
        terminal.expect("[-tag:technology ")
