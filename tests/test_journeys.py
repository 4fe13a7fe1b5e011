"""Journeys of a reader, by keyboard alone, in a real pseudo-terminal: along the events, and down to the words."""

import re
import signal
import sys
from pathlib import Path

import pytest
from terminal import Terminal, python_program, stray_controls

from store import chronology
from store.database import open_store
from tui.theme import DARK

ROOT = Path(__file__).parent.parent
LIT = DARK.inks["lit"].ground[1:]
SIZES = [(80, 24), (120, 40), (200, 50)]


@pytest.fixture(scope="session")
def events(sample):
    """All events of the sample, in order."""
    with open_store(sample) as store:
        return list(chronology.stream(store))


def timeline(*arguments, size=(80, 24), **environment):
    """The program on a terminal of a size."""
    command = [sys.executable, "-m", "tui.cli", *map(str, arguments)]
    terminal = Terminal(command, *size, env={"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment})
    terminal.expect("keys")
    terminal.settle(0.3)
    return terminal


def cursor_line(terminal):
    """The line of the list that the cursor stands on, once the screen is at rest."""
    terminal.settle()
    return next((line for line in terminal.lines() if line.startswith("▌")), "")


def lit(terminal):
    """The words that are lit, as they stand on the screen."""
    rows = terminal.emulator.cells()
    return "".join("".join(cell.data for cell in row if cell.bg == LIT) for row in rows)


def shows(terminal, words):
    """Whether words are on the screen, wherever lines break."""

    def flat(text):
        return re.sub(r"[\s▎▌│┃]+", "", text)

    return flat(words) in flat(terminal.text())


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_walk_from_the_first_event_to_the_last(sample, events, size):
    with timeline(sample, size=size) as terminal:
        for number, event in enumerate(events, 1):
            terminal.expect(f"{number} of {len(events)} events")
            assert event.row.title[:12] in cursor_line(terminal)
            terminal.press("j")
        terminal.press("g")
        terminal.expect(f"1 of {len(events)} events")
        terminal.press("q")
        assert terminal.wait() == 0
        assert stray_controls(terminal.raw) == []


@pytest.mark.parametrize("size", [*SIZES, (40, 12)], ids=str)
def test_from_an_event_to_each_passage_behind_it_and_back_to_the_same_row(sample, events, size):
    event = max(events, key=lambda event: len(event.citations))
    with timeline(sample, size=size) as terminal:
        terminal.press(*"j" * (event.row.ordinal - 1))
        terminal.expect(f"{event.row.ordinal} of {len(events)}")
        row = cursor_line(terminal)
        if size[0] < 100:
            terminal.press("enter")
            terminal.expect("Rests on" if size[1] > 12 else event.row.title[:20])
        terminal.press("enter")
        for number, citation in enumerate(event.citations, 1):
            if size[0] >= 60:
                terminal.expect(f"passage {number} of {len(event.citations)}")
            words = citation.words.replace(" ", "")
            terminal.expect(lambda terminal, words=words: lit(terminal).replace(" ", "")[:80] == words[:80])
            terminal.press("J")
        terminal.expect("last passage")
        terminal.press("q", "q") if size[0] < 100 else terminal.press("q")
        terminal.expect(f"{event.row.ordinal} of {len(events)}")
        assert cursor_line(terminal) == row


def test_what_else_rests_on_a_source_is_one_key_away(sample, events):
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press("G", "enter")
        terminal.expect("17 events on this source")
        terminal.press("tab", "g")
        first = next(e for e in events if any(c.source == events[-1].citations[0].source for c in e.citations))
        terminal.expect("also rests on this source")
        terminal.press("enter")
        terminal.expect("Rests on")
        assert shows(terminal, first.row.title)
        terminal.press("esc", "esc")
        terminal.expect(f"{len(events)} of {len(events)} events")


def test_the_place_is_kept_while_the_window_changes(sample, events):
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press("G", "k", "k")
        place = f"{len(events) - 2} of {len(events)} events"
        terminal.expect(place)
        title = events[-3].row.title[:10]
        for columns, rows in [(80, 24), (40, 12), (200, 50), (99, 10), (250, 60), (20, 5), (120, 40)]:
            terminal.resize(columns, rows)
            terminal.settle()
            if columns >= 40:
                assert title in cursor_line(terminal)
        terminal.expect(place)


def test_the_card_beside_the_list_follows_the_cursor(sample, events):
    with timeline(sample, size=(200, 50)) as terminal:
        for event in events[:6]:
            terminal.expect(lambda terminal, event=event: shows(terminal, event.summary[:60]))
            terminal.press("down")


def test_a_passage_is_chosen_on_the_card(sample, events):
    event = next(event for event in events if len(event.citations) > 2)
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press(*"j" * (event.row.ordinal - 1), "tab")
        terminal.expect(lambda terminal: shows(terminal, event.summary[:40]))
        terminal.press("G", "enter")
        terminal.expect(f"passage {len(event.citations)} of {len(event.citations)}")


def test_undated_events_are_one_key_away(sample, events):
    undated = next(event for event in events if event.row.date is None)
    with timeline(sample) as terminal:
        terminal.press(".")
        terminal.expect(f"{undated.row.ordinal} of {len(events)}")
        assert undated.row.title[:10] in cursor_line(terminal)


def test_the_keys_are_explained_and_the_commands_have_names(sample):
    with timeline(sample) as terminal:
        terminal.press("?")
        terminal.expect("the passages behind this")
        terminal.press("G")
        terminal.expect("draw the screen again")
        terminal.press("esc")
        terminal.expect("1 of ")
        terminal.press(":")
        terminal.expect("Narrow by words")
        terminal.press(*"first event without", "enter")
        terminal.expect("Undated")


def test_the_hardware_cursor_stands_on_the_chosen_event(sample):
    with timeline(sample) as terminal:
        terminal.press("j", "j")
        terminal.settle()
        terminal.expect("3 of 57")
        line = cursor_line(terminal)
        terminal.expect(lambda terminal: terminal.cursor[1] == terminal.lines().index(line))


def test_dark_light_and_without_colour(sample):
    with timeline(sample, NO_COLOR="1") as terminal:
        assert terminal.cell(1, 1).fg == "default"
        assert cursor_line(terminal)
    with timeline("--theme", "light", sample, COLORTERM="truecolor") as terminal:
        assert terminal.cell(0, 5).bg == "faf7ef"
        terminal.press("D")
        terminal.expect(lambda terminal: terminal.cell(0, 5).bg == "15181d")


def test_an_error_of_our_own_is_one_sentence_and_no_traceback(sample, tmp_path):
    program = python_program(f"""
import sys
from tui import cli
from tui.screens.reader import ReaderScreen
def fail(self):
    secret = "local variable"
    raise RuntimeError("\x1b[2Jout of ink")
ReaderScreen.on_mount = fail
sys.exit(cli.main([{str(sample)!r}]))
""")
    with Terminal(program, 120, 40, env={"TERM": "xterm-256color", "XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.expect("keys")
        terminal.press("enter")
        terminal.expect("internal error")
        assert terminal.wait() == 70
        assert "out of ink" in terminal.text() and "Traceback" not in terminal.text()
        assert "local variable" not in terminal.text()
        assert stray_controls(terminal.raw) == []
    assert list(tmp_path.glob("timeline/error-*.txt"))


def test_in_ascii_no_other_sign_is_drawn(sample):
    with timeline("--ascii", sample) as terminal:
        for keys in ("", "G", "?"):
            terminal.press(*keys)
            terminal.settle()
            assert terminal.text().isascii(), keys


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_leaves_the_terminal_as_it_was(sample, number):
    with timeline(sample) as terminal:
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        assert terminal.attributes() == terminal.attributes_before
        assert 1049 not in terminal.modes


def test_the_lit_passage_stays_in_view_when_the_window_changes(sample, events):
    with timeline(sample, size=(200, 50)) as terminal:
        terminal.press("G", "enter")
        terminal.expect(lambda terminal: lit(terminal))
        whole = lit(terminal).replace(" ", "")
        for columns, rows in [(40, 12), (80, 24), (120, 30), (200, 50)]:
            terminal.resize(columns, rows)
            terminal.settle(0.3)
            seen = lit(terminal).replace(" ", "")
            assert seen and whole.startswith(seen), (columns, rows)


def test_enter_pressed_twice_opens_one_page(sample):
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.settle(0.5)
        terminal.send(b"\r\r")
        terminal.expect("passage 1 of")
        terminal.settle(0.3)
        terminal.press("q")
        terminal.expect("1 of 57 events")


def test_every_passage_of_every_card_can_be_chosen_with_one_key(sample, events):
    most = sorted(events, key=lambda event: -len(event.citations))[:3]
    for event in most:
        with timeline(sample, size=(40, 12)) as terminal:
            terminal.press(*"j" * (event.row.ordinal - 1))
            terminal.expect(f"{event.row.ordinal} of")
            terminal.press("enter")
            terminal.expect(f"event {event.row.ordinal} of")
            terminal.expect(lambda terminal, event=event: shows(terminal, event.row.title[:20]))
            terminal.press(*"j" * 120)
            terminal.settle(0.5)
            terminal.press("enter")
            terminal.expect(f"passage {len(event.citations)} of")
            last = event.citations[-1].words.replace(" ", "")
            terminal.expect(lambda terminal, last=last: last.startswith(lit(terminal).replace(" ", "")[:30] or "-"))


def test_ctrl_c_leaves_as_an_interrupted_command(sample):
    with timeline(sample) as terminal:
        terminal.settle(0.5)
        terminal.press("ctrl+c")
        assert terminal.wait() == 130
