"""Marks and notes from the keyboard, in a real pseudo-terminal, and as they are printed and exported."""

import errno
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys

import pytest
from small_stores import small_store
from terminal import ROOT, stray_controls
from test_journeys import cursor_line, timeline

from store.database import open_store
from store.marks import file
from store.marks.keeping import Marks, identity
from store.marks.records import Named
from store.marks.stepping import mark_after, mark_before
from store.picked import Picked
from store.shown import Everything
from tui.commands import exporting
from tui.parts.keeper import Changed, Keeper

HOSTILE = "\x1b]52;c;ZXZpbA==\x07 [@click=app.quit]x[/] <script> ![a](http://b) \x9b2J \u202eback *bold*"


@pytest.fixture
def home(tmp_path):
    """A state folder of one's own."""
    return tmp_path / "state"


def browse(target, home, size=(80, 24), **more):
    return timeline(target, size=size, XDG_STATE_HOME=str(home), **more)


def kept(home, dataset="dprk-russia-arms"):
    with Marks(home / "timeline", dataset) as marks:
        found = marks.of([event for event, _, _ in marks.all_signs()])
    return {event: (mark.marked, mark.note) for event, mark in found.items()}


@pytest.fixture
def dataset(sample):
    with open_store(sample) as store:
        return identity(store)


def test_events_are_marked_found_again_and_unmarked(sample, home, dataset):
    with browse(sample, home) as terminal:
        terminal.press("j", "j", "m")
        terminal.expect("Marked.")
        terminal.expect(lambda terminal: "★" in cursor_line(terminal))
        terminal.send(b"Gmk<")  # typed ahead: the last key finds what the second one marked
        terminal.expect("3 of 57")
        terminal.press(">")
        terminal.expect("57 of 57")
        terminal.press(">")
        terminal.expect("No later event is marked.")
        terminal.send(b"<m<")
        terminal.expect("No earlier event is marked.")
        terminal.send(b"mQ")  # who leaves at once has it kept
        assert terminal.wait() == 0
        assert not stray_controls(terminal.raw)
    assert len(kept(home, dataset)) == 2
    with timeline("--fresh", sample, XDG_STATE_HOME=str(home)) as terminal:
        terminal.expect("1 of 57")
        terminal.press(">")
        terminal.expect("3 of 57")
        terminal.expect(lambda terminal: "★" in cursor_line(terminal))


def test_a_note_is_written_in_place_and_shown_on_the_card(sample, home, dataset):
    with browse(sample, home) as terminal:
        terminal.send(b"jjaWho says so?\rAsk again, with the [b]second[/b] source.")
        terminal.expect("saved")
        note = "Who says so?\nAsk again, with the [b]second[/b] source."
        assert list(kept(home, dataset).values()) == [(False, note)], "before one leaves"
        terminal.send(b"\x1b")
        terminal.expect("3 of 57")
        terminal.expect(lambda terminal: "✎" in cursor_line(terminal))
        terminal.press("enter")
        terminal.expect("[b]second[/b]")
        terminal.send(b"a\x1b[F now\x1b\x1b")  # from the card: at the end of what is there
        terminal.expect("3 of 57")
        terminal.expect(lambda terminal: list(kept(home, dataset).values()) == [(False, note + " now")])
        terminal.send(b"a" + b"\x7f" * 80 + b"\x1b")
        terminal.expect(lambda terminal: not kept(home, dataset))  # an empty note is none
        terminal.expect("3 of 57")
        terminal.expect(lambda terminal: "✎" not in cursor_line(terminal))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP], ids=str)
def test_what_was_typed_a_moment_ago_is_kept_when_the_terminal_goes(sample, home, dataset, how):
    with browse(sample, home) as terminal:
        terminal.press("a")
        terminal.expect("Note on")
        terminal.send(b"last words")
        terminal.expect("last words")
        terminal.signal(how)
        assert terminal.wait() == 128 + how
    assert list(kept(home, dataset).values()) == [(False, "last words")]


def test_what_is_pasted_into_a_note_can_not_act(sample, home, dataset):
    with browse(sample, home) as terminal:
        terminal.press("a")
        terminal.expect("Note on")
        terminal.send(b"\x1b[200~" + HOSTILE.replace("\x1b", "").encode() + b"\x85\xc2\x9b\x1b[201~")
        terminal.expect("saved")
        terminal.press("esc")
        terminal.expect("enter open")
        terminal.press("M")
        terminal.expect("1 note")
        terminal.settle()
        assert terminal.text().count("app.quit") == 1
        assert not stray_controls(terminal.raw)
    ((_, note),) = kept(home, dataset).values()
    assert "[@click=app.quit]" in note and not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", note)


def test_a_hostile_note_in_the_file_is_shown_and_acts_on_nothing(path, home):
    with Marks(home / "timeline", "small") as marks:
        marks.write(Named("embargo", HOSTILE, "2006-10-14"), HOSTILE, "")
        marks.write(Named("gone", HOSTILE, "no date"), HOSTILE, "")
    with browse(path, home, size=(120, 40)) as terminal:
        terminal.expect("click=app.quit")
        terminal.press("M")
        terminal.expect("Not in this store any more: 1")
        terminal.press("j", "a")
        terminal.expect("Note on")
        terminal.press("esc")
        terminal.expect("enter go there")
        terminal.press("q", "Q")
        assert terminal.wait() == 0
        assert not stray_controls(terminal.raw)


def test_the_list_of_marks_leads_to_the_event_and_keeps_what_the_store_has_no_more(path, home):
    with Marks(home / "timeline", "small") as marks:
        marks.mark(Named("strike", "A missile hits Kharkiv", "2024-01-02"))
        marks.mark(Named("lost", "What was here before", "2023-05"))
        marks.write(Named("lost", "What was here before", "2023-05"), "do not forget", "")
    with browse(path, home) as terminal:
        terminal.press("M")
        terminal.expect("1 event marked, 0 notes")
        for words in ("Not in this store any more: 1", "May 2023", "What was here before", "do not forget"):
            terminal.expect(words)
        terminal.press("j", "enter")
        terminal.expect("does not have that event any more")
        terminal.press("m")
        terminal.expect(lambda terminal: not kept(home, "small")["lost"][0])
        terminal.press("m", "k", "m")
        terminal.expect("No longer marked")
        terminal.press("m")
        terminal.expect("Marked.")
        terminal.press("enter")
        terminal.expect("4 of 7")
    assert kept(home, "small") == {"strike": (True, ""), "lost": (True, "do not forget")}


def test_marks_of_another_program_appear_and_both_texts_of_one_note_are_kept(path, home):
    with browse(path, home) as terminal, Marks(home / "timeline", "small") as other:
        terminal.press("a")
        terminal.expect("Note on")
        other.write(Named("embargo", "The Council imposes an embargo", None), "theirs", "")
        terminal.send(b"mine")
        terminal.expect("theirs")
        terminal.expect("saved")
        terminal.press("esc")
        assert kept(home, "small")["embargo"][1].startswith("mine\n")
        other.mark(Named("talks", "The leaders meet", None))
        terminal.expect(lambda terminal: any("★" in line and "leaders" in line for line in terminal.lines()))


def test_the_time_since_the_last_mark(sample, home):
    with browse(sample, home) as terminal:
        terminal.send(b"jjmTT")
        terminal.expect("The time since the last marked event.")
        terminal.press("j")
        terminal.expect(lambda terminal: "30 years+" in cursor_line(terminal))
        terminal.press("T")
        terminal.expect(lambda terminal: "years" not in cursor_line(terminal))


def test_a_home_that_can_not_be_written_is_said_once_and_browsing_goes_on(sample):
    with browse(sample, "/dev/null/home") as terminal:
        assert "Marks" not in terminal.text()
        terminal.press("m")
        first, second = "Marks last only until you leave", "Your place can’t be kept"
        terminal.expect(lambda terminal: first in terminal.text() or second in terminal.text())
        if second in terminal.text():
            first, second = second, first
        terminal.press("j", "k")  # neither takes the place of the other, and no key takes one away
        terminal.expect(first)
        terminal.expect(second)
        terminal.expect("enter open")
        assert "★" in cursor_line(terminal)
        mark = terminal.mark()
        terminal.send(b"jmj<")
        terminal.expect("2 of 57")
        assert b"until you leave" not in terminal.since(mark)
        terminal.press("M")
        terminal.expect("2 events marked")


def test_a_damaged_file_is_said_once_and_left_alone(sample, home):
    folder = home / "timeline"
    folder.mkdir(parents=True)
    (folder / file.NAME).write_bytes(b"noise" * 1000)
    with browse(sample, home) as terminal:
        terminal.expect("is damaged")
        terminal.press("j", "m")
        terminal.expect("2 of 57")
        assert "★" in cursor_line(terminal)
    assert (folder / file.NAME).read_bytes() == b"noise" * 1000


def command(*arguments, home, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "tui.cli", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(home)},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def test_marks_are_printed_with_notes_and_full_citations_and_orphans_at_the_end(path, home):
    with Marks(home / "timeline", "small") as marks:
        marks.mark(Named("strike", "A missile hits Kharkiv", "2024-01-02"))
        marks.write(Named("denial", "t", None), HOSTILE, "")
        marks.mark(Named("gone", "*Lost* <b>", "2023-05"))
    text = command("marks", path, home=home)
    assert text.returncode == 0 and not text.stderr
    order = (
        "A missile hits Kharkiv",
        "Fragments found",
        "The ministry denies",
        "Not in this",
        "*Lost* <b>",
        "May 2023",
    )
    places = [text.stdout.index(words) for words in order]
    assert places == sorted(places)
    marked_down = command("marks", path, "--markdown", home=home).stdout
    assert "## A missile hits Kharkiv" in marked_down and r"\*Lost\* \<b\>" in marked_down
    assert r"\<script\>" in marked_down and "![" not in marked_down
    assert not re.search(r"(?<!\\)[<>*]script", marked_down)
    entries = json.loads(command("marks", path, "--json", home=home).stdout)
    assert [(each["id"], each["marked"], each["in_store"]) for each in entries] == [
        ("strike", True, True),
        ("denial", False, True),
        ("gone", True, False),
    ]
    assert entries[1]["note"] == HOSTILE and entries[0]["sources"][0]["title"] == "Fragments found"
    for shown in (text.stdout, marked_down, command("marks", path, "--json", home=home).stdout):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


def test_nothing_marked_is_said(path, home):
    assert command("marks", path, home=home).stdout == "Nothing is marked.\n"
    assert json.loads(command("marks", path, "--json", home=home).stdout) == []


def test_the_export_is_a_new_file_each_time(store, tmp_path):
    with Marks(tmp_path / "state", identity(store)) as marks:
        assert exporting.write_new(store, marks, tmp_path).startswith("Nothing is marked")
        marks.mark(Named("strike", "A missile hits Kharkiv", "2024-01-02"))
        (tmp_path / "timeline-marks-1.md").write_text("mine")
        assert exporting.write_new(store, marks, tmp_path) == f"Exported to timeline-marks-2.md in {tmp_path}"
        assert (tmp_path / "timeline-marks-1.md").read_text() == "mine"
        assert "## A missile hits Kharkiv" in (tmp_path / "timeline-marks-2.md").read_text()
        assert exporting.write_new(store, marks, tmp_path / "none").startswith("Not exported")


def test_an_export_that_fails_leaves_no_part_behind(store, tmp_path, monkeypatch):
    def fails(*given):
        yield "# A part"
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(exporting, "chunks", fails)
    with Marks(tmp_path / "state", identity(store)) as marks:
        marks.mark(Named("strike", "A missile hits Kharkiv", "2024-01-02"))
        assert exporting.write_new(store, marks, tmp_path) == "Not exported: No space left on device."
    assert not list(tmp_path.glob("timeline-marks*"))


def test_who_leaves_tries_once_more_to_write_what_could_not_be_written(path, tmp_path):
    (tmp_path / "state").write_text("in the way")
    with open_store(path) as store:
        marks = Marks(tmp_path / "state", identity(store))
    keeper = Keeper(marks, lambda: open_store(path), lambda message: None)
    marked = keeper.do(lambda marks: Changed(marks, None, marks.mark(Named("strike", "A missile", None)), None))
    assert marked.result(30).mark.marked and marks.trouble is not None
    (tmp_path / "state").unlink()
    assert keeper.finish(30) and marks.trouble is None
    keeper.close()
    with Marks(tmp_path / "state", marks._dataset) as again:
        assert again.all_signs() == [("strike", True, False)]


def test_the_next_mark_in_view(store, tmp_path):
    from store.marks.records import NO_SIGNS

    signs = NO_SIGNS.changed(2, True, False).changed(6, True, True).changed(4, False, True)
    shown = Everything(store)
    assert [mark_after(shown, signs, place) for place in range(1, 8)] == [2, 6, 6, 6, 6, None, None]
    assert [mark_before(shown, signs, place) for place in range(1, 8)] == [None, None, 2, 2, 2, 2, 6]
    picked = Picked(store, [(1, None, None, None), (5, None, None, None), (6, None, None, None)])
    assert mark_after(picked, signs, 1) == 3 and mark_before(picked, signs, 2) is None


@pytest.mark.parametrize(("line", "where"), [("marked", "1 of 1"), ("noted", "1 of 2"), ("second", "1 of 1")])
def test_the_filter_knows_marks_notes_and_their_words(path, home, line, where):
    with Marks(home / "timeline", "small") as marks:
        marks.mark(Named("strike", "A missile hits Kharkiv", "2024-01-02"))
        marks.write(Named("talks", "The leaders meet", "2023-09"), "a second look", "")
    with browse(path, home) as terminal:
        terminal.send(b"jjjjafirst words\x1b")
        terminal.expect("5 of 7")
        terminal.expect(lambda terminal: "✎" in cursor_line(terminal))
        terminal.press("g", "f", line, "enter")
        terminal.expect(where)


def test_a_filter_for_marks_and_notes_is_asked_again_when_they_change(sample, home):
    with browse(sample, home) as terminal:
        terminal.expect("1 of 57")
        for key in ("m", "j", "m", "j", "m"):
            terminal.press(key)
            terminal.settle(0.1)
        terminal.press("f", "marked", "enter")
        terminal.expect("3 of 3 events")
        terminal.expect("[marked 3]")
        terminal.press("k", "m")
        terminal.expect("No longer marked, and so out of view: Soviet support lasts")
        terminal.expect("[marked 2]")
        terminal.expect("2 of 57 events")
        terminal.expect("2 of 2 events")  # the nearest is under the cursor
        terminal.press("o", "tab")
        terminal.expect(", 2 events")
        terminal.press("m")
        terminal.expect("out of view")
        terminal.expect(", 1 event")
        terminal.expect("1 of 1")
        terminal.press("q", "q", "m")
        terminal.expect("0 of 57 events")
        terminal.expect("No event is left.")
        terminal.expect("[marked 0]")


def test_a_note_that_is_emptied_leaves_the_view_when_it_is_closed(sample, home):
    with browse(sample, home) as terminal:
        terminal.expect("1 of 57")
        terminal.press("a", "x")
        terminal.expect("saved")
        terminal.press("esc")
        terminal.expect("f filter")
        terminal.press("f", "noted", "enter")
        terminal.expect("1 of 1 event")
        terminal.press("a", "backspace")
        terminal.settle(0.5)
        terminal.expect("[noted 1]")
        terminal.press("y")
        terminal.expect("saved")
        terminal.press("esc")
        terminal.expect("1 of 1 event")
        terminal.press("a", "backspace", "esc")
        terminal.expect("The note is gone, and so the event is out of view")
        terminal.expect("[noted 0]")


def test_what_was_found_in_a_note_is_found_in_the_store_that_was_read_again(path, home):
    with browse(path, home) as terminal:
        terminal.send(b"jjaask the harbourmaster\x1b")
        terminal.expect(lambda terminal: "✎" in cursor_line(terminal))
        terminal.press("/", "harbourmaster", "enter")
        terminal.expect("hit 1 of 1")
        terminal.press("f5")
        terminal.expect(lambda terminal: "Read again." in terminal.text() or "No event has" in terminal.text())
        terminal.settle(0.5)
        terminal.expect("hit 1 of 1")


def test_a_rebuilt_store_has_the_same_marks_under_other_numbers(tmp_path, home):
    store = small_store(tmp_path / "small.timeline")
    with browse(store, home) as terminal:
        terminal.press("j", "m")
        terminal.expect("Marked.")
        with sqlite3.connect(store) as connection:  # the first event goes, and all others move up
            connection.executescript(
                "DELETE FROM citation WHERE event_id = 1; DELETE FROM event_tag WHERE event_id = 1;"
                "DELETE FROM event WHERE id = 1;"
                "UPDATE citation SET event_id = event_id - 1; UPDATE event_tag SET event_id = event_id - 1;"
                "UPDATE event_entity SET event_id = event_id - 1; UPDATE quotation SET event_id = event_id - 1;"
                "UPDATE event SET id = id - 1;"
            )
        connection.close()
        terminal.press("f5")
        terminal.expect("of 6 events")
        terminal.expect(lambda terminal: "★" in cursor_line(terminal))
        assert "The leaders meet" in cursor_line(terminal)
