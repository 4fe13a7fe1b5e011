"""The states that nobody hopes for: an empty store, one event, a damaged store, a store that is replaced or gone."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from builders import a_citation, a_dataset, a_store, an_event, the_events, the_manifest
from terminal import Terminal

from store import loading

ROOT = Path(__file__).parent.parent


def viewer(store, size=(120, 40)):
    """The program on a store."""
    return Terminal([sys.executable, "-m", "tui.cli", str(store)], *size, env={"TERM": "xterm-256color"})


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)], ids=str)
def test_an_empty_store_says_so_and_what_to_do(tmp_path, size):
    manifest = the_manifest(expected=None)
    folder = a_dataset(tmp_path, manifest=manifest, sources=[], texts={}, entities=[], events=[], quotations=[])
    loading.build(folder, tmp_path / "empty.timeline")
    with viewer(tmp_path / "empty.timeline", size) as terminal:
        terminal.expect("holds no events")
        terminal.press("j", "G", "enter", ".", "tab", "?")
        terminal.expect("chronology")
        terminal.press("q", "q")
        assert terminal.wait() == 0


def test_a_store_with_one_event(tmp_path):
    events = [an_event("only", date="2024", entities=[{"id": "council", "role": "by"}])]
    manifest = the_manifest(expected=None)
    store = tmp_path / "one.timeline"
    folder = a_dataset(tmp_path, manifest=manifest, events=events, quotations=[])
    loading.build(folder, store)
    with viewer(store) as terminal:
        terminal.expect("1 of 1 event")
        terminal.press("j", "k", "G", "g", "space", "b", "enter")
        terminal.expect("passage 1 of 1")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
def test_a_damaged_event_is_named_and_the_rest_goes_on(tmp_path, size):
    store = a_store(tmp_path)
    database = sqlite3.connect(store)
    database.execute("PRAGMA ignore_check_constraints = 1")
    database.execute("UPDATE event SET edtf = 'no date' WHERE id = 2")
    database.commit()
    database.close()
    with viewer(store, size) as terminal:
        terminal.expect("did not answer")
        terminal.expect("damaged")
        assert "Traceback" not in terminal.text()
        terminal.press("q")
        assert terminal.wait() == 0


def test_a_source_without_paragraphs_is_told(tmp_path):
    store = a_store(tmp_path)
    database = sqlite3.connect(store)
    database.execute("DELETE FROM paragraph")
    database.commit()
    database.close()
    with viewer(store) as terminal:
        terminal.expect("1 of 4 events")
        terminal.press("enter")
        terminal.expect("could not be read")


def test_a_store_that_was_built_again_is_read_again_at_the_same_event(tmp_path):
    store = a_store(tmp_path)
    with viewer(store) as terminal:
        terminal.expect("1 of 4 events")
        terminal.press("j", "j")
        terminal.expect("3 of 4 events")
        terminal.settle()
        line = next(line for line in terminal.lines() if line.startswith("▌"))
        earlier = an_event("earlier", date="1900", citation=[a_citation(role="context")])
        more = a_dataset(tmp_path, name="more", manifest=the_manifest(expected=None), events=[*the_events(), earlier])
        loading.build(more, store)
        terminal.press("f5")
        terminal.expect("Read again")
        terminal.expect("5 events")
        terminal.settle()
        assert line[:50] == next(line for line in terminal.lines() if line.startswith("▌"))[:50]
        terminal.press("g")
        terminal.expect("1 of 5 events")


def test_a_store_that_is_gone_is_kept_open(tmp_path):
    store = a_store(tmp_path)
    with viewer(store) as terminal:
        terminal.expect("1 of 4 events")
        terminal.settle(0.5)
        shutil.move(store, tmp_path / "elsewhere")
        terminal.press("f5")
        terminal.expect("Not read again")
        terminal.press("j")
        terminal.expect("2 of 4 events")


def test_on_a_card_the_same_event_is_read_again(tmp_path):
    store = a_store(tmp_path)
    with viewer(store, (80, 24)) as terminal:
        terminal.expect("1 of 4 events")
        terminal.press("j", "j", "enter")
        terminal.expect("event 3 of 4")
        terminal.settle()
        title = terminal.lines()[1]
        earlier = an_event("earlier", date="1900", citation=[a_citation(role="context")])
        more = a_dataset(tmp_path, name="more", manifest=the_manifest(expected=None), events=[*the_events(), earlier])
        loading.build(more, store)
        terminal.press("f5")
        terminal.expect("event 4 of 5")
        assert terminal.lines()[1] == title


def test_a_store_that_changed_on_disk_is_noticed(tmp_path):
    store = a_store(tmp_path)
    with viewer(store) as terminal:
        terminal.expect("1 of 4 events")
        terminal.settle(0.5)
        more = a_dataset(tmp_path, name="more", manifest=the_manifest(expected=None), events=the_events()[:3])
        loading.build(more, store)
        terminal.press("j")
        terminal.expect("has changed on disk")


def test_a_store_that_can_not_be_read_is_said_once_and_the_old_one_goes_on(tmp_path):
    store = a_store(tmp_path)
    with viewer(store) as terminal:
        terminal.expect("1 of 4 events")
        terminal.expect(lambda terminal: 1000 in terminal.modes)
        terminal.settle(0.5)
        half = tmp_path / "half"
        half.write_bytes(store.read_bytes()[: store.stat().st_size // 2])
        half.replace(store)
        terminal.press("j")
        terminal.expect(f"Not read again: {store.name}: is cut short")
        terminal.expect("2 of 4 events")
        terminal.press("j")
        terminal.expect("3 of 4 events")
        terminal.expect("enter open")
        more = a_dataset(tmp_path, name="more", manifest=the_manifest(expected=None), events=the_events()[:3])
        loading.build(more, store)
        terminal.press("k")
        terminal.expect("read again")
        terminal.expect("of 3 events")


def test_ctrl_z_leads_to_the_shell_and_fg_back_to_where_one_was(tmp_path):
    store = a_store(tmp_path)
    with Terminal(["bash", "--norc", "--noprofile", "-i"], 80, 24, env={"PS1": "shell> "}) as terminal:
        terminal.expect("shell>")
        terminal.press(f"cd {ROOT}; {sys.executable} -m tui.cli {store}", "enter")
        terminal.expect(lambda terminal: 1000 in terminal.modes)
        terminal.press("j", "j")
        terminal.expect("3 of 4 events")
        terminal.press("ctrl+z")
        terminal.expect("Stopped")
        assert not {1049, 1000, 1006} & terminal.modes
        terminal.press("echo $((6 * 7))", "enter")
        terminal.expect("42")
        terminal.press("fg", "enter")
        terminal.expect("3 of 4 events")
        terminal.press("k")
        terminal.expect("2 of 4 events")
        terminal.press("q")
        terminal.expect(lambda terminal: 1049 not in terminal.modes)
        terminal.press("exit", "enter")
        assert terminal.wait() == 0


def test_where_no_shell_waits_ctrl_z_stops_nothing(tmp_path):
    with viewer(a_store(tmp_path)) as terminal:
        terminal.expect(lambda terminal: 1000 in terminal.modes)
        terminal.press("ctrl+z")
        terminal.expect("no shell behind")
        terminal.press("j")
        terminal.expect("2 of 4 events")


def test_a_full_disk_is_no_success(tmp_path):
    store = a_store(tmp_path)
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", "events", str(store), "--json"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1 and "can't be written" in done.stderr
