"""Moving through time by keyboard, in a real pseudo-terminal: zoom, periods, silences, ranges, and the time axis."""

import re
import subprocess
import sys

import pytest
from builders import a_citation, a_store, an_event
from terminal import stray_controls
from test_journeys import SIZES, cursor_line, timeline

CITED = [a_citation(), a_citation("minutes", 2, "The council resolves to close the bridge on 11 January 2024.")]
AXIS = re.compile("[▲△]")


def titles(terminal):
    """The line of the list that the cursor stands on."""
    return cursor_line(terminal)


def a_chronology(tmp_path, dates):
    """A store with an event on each of these dates."""
    events = [an_event(f"event-{number}", date=date, citation=CITED) for number, date in enumerate(dates, 1)]
    return a_store(tmp_path, events=events, quotations=[])


def test_from_2006_to_2024_in_a_few_keys_and_into_the_first_week_of_january(sample):
    with timeline(sample) as terminal:
        terminal.press("t", *"2006", "enter")
        terminal.expect(lambda terminal: "2006" in cursor_line(terminal))
        terminal.press(")", ")", ")", ")")
        terminal.expect("17 of 57")
        assert "1–7 Jan" in cursor_line(terminal)
        terminal.press(*"+++++", *"++")
        terminal.expect("By the day")
        assert "1 Jan 2024" in terminal.text()
        seen = [cursor_line(terminal)]
        for _ in range(2):
            terminal.press(")")
            seen.append(cursor_line(terminal))
        assert "2–14 Jan" in seen[1] and "6 Jan" in seen[2]


def test_the_headings_follow_the_zoom(sample):
    with timeline(sample, size=(120, 40)) as terminal:
        for key, told, heading in (("+", "By the century", "1900s"), ("+", "By the decade", "1940s"),
                                   (")", "1950s", "1950s"), (")", "1990s", "1990s"), (")", "2000s", "2000s"),
                                   ("+", "By the year", " 2006 "),
                                   ("G", "57 of 57", "Undated"), (".", "44 of 57", "Undated"),
                                   ("k", "43 of 57", "16 May"),
                                   ("+", "By the quarter", "Apr–Jun 2024"), ("z", "By the month", "May 2024"),
                                   ("=", "By the week", "13–19 May 2024"), ("+", "By the day", "16 May 2024"),
                                   ("+", "as close as it gets", "16 May 2024"), ("-", "By the week", "13–19 May 2024"),
                                   ("Z", "By the month", "May 2024")):  # fmt: skip
            terminal.press(key)
            terminal.expect(told)
            terminal.expect(heading)
        terminal.press("-", "-", "-", "-", "-")
        terminal.expect("All of time")
        terminal.press("-")
        terminal.expect("All of time is in view")


def test_periods_that_hold_nothing_are_passed_over_and_no_other(tmp_path):
    store = a_chronology(tmp_path, ["2006-10-14", "2006-12", "2009", "201X", "2024-01-02", "2024-05-16", None])
    with timeline(store) as terminal:
        for there in ("3 of 7", "4 of 7", "5 of 7", "7 of 7"):
            terminal.press(")")
            terminal.expect(there)
        terminal.press(")")
        terminal.expect("No later year holds an event")
        for there in ("5 of 7", "4 of 7", "3 of 7", "1 of 7"):
            terminal.press("(")
            terminal.expect(there)
        terminal.press("(")
        terminal.expect("No earlier year holds an event")


def test_silences_that_stand_out_are_one_key_away(tmp_path):
    days = [f"2024-01-{day:02}" for day in range(1, 8)] + [f"2024-03-{day:02}" for day in range(1, 8)]
    with timeline(a_chronology(tmp_path, days)) as terminal:
        terminal.press("s")
        terminal.expect("8 of 14")
        terminal.expect("54 days")
        terminal.press("s")
        terminal.expect("No later silence stands out")
        terminal.press("G", "S")
        terminal.expect("8 of 14")
        terminal.press("S")
        terminal.expect("No earlier silence stands out")


def test_the_time_since_the_event_before_is_shown_and_hidden(tmp_path):
    with timeline(a_chronology(tmp_path, ["2024-01-02", "2024-01-11", "2024-05-16"])) as terminal:
        terminal.press("T")
        terminal.expect("9 days")
        terminal.expect("4 months")
        terminal.press("T")
        terminal.expect(lambda terminal: "9 days" not in terminal.text())


def test_a_range_has_certain_and_possible_members(tmp_path):
    dates = ["2023", "2023-12-30", "2024-01", "2024-01-02", "2024-01-11", "2024-05-16", None]
    with timeline(a_chronology(tmp_path, dates)) as terminal:
        terminal.press("j", "v", "j", "j")
        terminal.expect("enter narrows")
        terminal.press("j", "enter")
        terminal.expect("3 certain, 2 possible")
        terminal.expect("5 of 5 events")
        terminal.press("c")
        terminal.expect("3 certain, 2 possible left out")
        terminal.expect("of 3 events")
        terminal.press("x")
        terminal.expect("of 7 events")
        terminal.press("x")
        terminal.expect("of 3 events")
        terminal.press("backspace")
        terminal.expect("of 7 events")
        assert "11 Jan" in cursor_line(terminal)


def test_a_range_is_given_up_with_escape_and_left_with_it(tmp_path):
    dates = ["2023-12-30", "2024-01-02", "2024-01-11", "2024-05-16", None]
    with timeline(a_chronology(tmp_path, dates)) as terminal:
        terminal.press("v", "j")
        terminal.expect("30 Dec 2023 – 2 Jan 2024: 4 days · enter narrows, esc gives up")
        terminal.press("esc")
        terminal.expect(lambda terminal: "4 days" not in terminal.text())
        terminal.press("v", "j", "enter")
        terminal.expect("of 2 events")
        terminal.press("esc")
        terminal.expect("of 5 events")
        terminal.press("G", "v", "enter")
        terminal.expect("begins and ends with events that have a date")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_axis_follows_and_leads(sample, size):
    with timeline(sample, size=size) as terminal:
        assert AXIS.search(terminal.text())
        terminal.press("tab", *(("tab",) if size[0] >= 100 else ()))
        terminal.expect("△")
        terminal.press("right", "right", "right", "left")
        terminal.expect(": 1 event")
        terminal.press("pgdn", "enter")
        terminal.expect("▲")
        terminal.settle()
        assert cursor_line(terminal).startswith("▌")
        terminal.expect("enter open")
        terminal.expect("2 of 57")
        assert not stray_controls(terminal.raw)


def test_a_click_on_the_axis_goes_there(sample):
    with timeline(sample) as terminal:
        terminal.expect(lambda terminal: 1000 in terminal.modes)
        terminal.settle()
        terminal.send(b"\x1b[<0;79;3M\x1b[<0;79;3m")
        terminal.expect("12 of 57")
        assert "c. May" in cursor_line(terminal)
        terminal.expect("enter open")


def test_the_axis_is_switched_off_and_on_and_is_one_line_where_it_is_tight(sample):
    with timeline(sample) as terminal:
        with_axis = len([line for line in terminal.lines() if line.strip()])
        terminal.press("i")
        terminal.expect(lambda terminal: not AXIS.search(terminal.text()))
        terminal.press("i")
        terminal.expect(lambda terminal: bool(AXIS.search(terminal.text())))
        terminal.expect(lambda terminal: len([line for line in terminal.lines() if line.strip()]) == with_axis)
    with timeline(sample, size=(80, 12)) as terminal:
        assert AXIS.search(terminal.lines()[1])
        assert not AXIS.search("\n".join(terminal.lines()[2:]))


def test_in_ascii_and_without_colour_the_axis_is_told_by_signs(sample):
    for options in ({"NO_COLOR": "1"}, {"TERM": "linux"}):
        with timeline("--ascii", sample, size=(120, 40), **options) as terminal:
            axis = "\n".join(terminal.lines()[:8])
            assert axis.isascii() and "^" in axis and "1940" in axis
            terminal.press("+", "+", ")", "s", "T", "v", "j", "enter")
            terminal.expect("certain")
            terminal.settle()
            assert terminal.text().isascii()


@pytest.mark.parametrize(
    "dates",
    [
        ["Y-13000000000", "Y-4500000000", "-0043-03-15", "2024-01-11"],
        ["-0043-03-15", "0000", "0001", "9999-12-31"],
        ["2024-01-11", "2024-01-11", "2024-01-11"],
        ["../1945", "1939/..", "19XX", "1939-09-01?"],
        [None, None],
        ["0000"],
    ],
    ids=str,
)
@pytest.mark.parametrize("size", [(80, 24), (20, 6)], ids=str)
def test_every_sort_of_chronology_is_drawn_and_stepped_through(tmp_path, dates, size):
    with timeline(a_chronology(tmp_path, dates), size=(80, 24)) as terminal:
        terminal.resize(*size)
        for _ in range(9):
            terminal.press("+", ")", "s", "(")
        terminal.press("t", "2024", "enter")
        for _ in range(9):
            terminal.press("-", "S", ")")
        terminal.press("i", "T", "i", "v", "G", "enter", "c", "x", "x", "backspace", "tab", "right", "enter", "g")
        terminal.settle()
        terminal.resize(80, 24)
        terminal.settle()
        terminal.press("Q")
        assert terminal.wait() == 0, terminal.text()
        assert not stray_controls(terminal.raw)


def test_at_begins_there(sample):
    with timeline("--at", "2023-12-30", sample, size=(120, 40)) as terminal:
        assert "30 Dec" in cursor_line(terminal)
    with timeline("--at", "end", sample) as terminal:
        assert "43 of 57" in terminal.text()


def test_at_refuses_what_is_no_time(sample):
    command = [sys.executable, "-m", "tui.cli", "--at", "soon", str(sample)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "--at" in done.stderr and "Traceback" not in done.stderr and not done.stdout
