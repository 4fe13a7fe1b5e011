"""Marks and notes in the reader's own file: what is acknowledged is kept, whoever else writes and whatever happens."""

import os
import random
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_stores import small_store

from store.database import open_store
from store.marks import file, finding
from store.marks.keeping import Marks, identity
from store.marks.merging import ALSO, merged
from store.marks.records import NO_SIGNS, Named

ROOT = Path(__file__).parent.parent
STRIKE = Named("strike", "A missile hits Kharkiv", "2024-01-02")
LETTER = Named("letter", "A letter is found", None)

WRITER = """
import sys
from pathlib import Path
from store.marks.keeping import Marks
from store.marks.records import Named
marks, who = Marks(Path(sys.argv[1]), "small"), sys.argv[2]
print("begun", flush=True)
for number in range(int(sys.argv[3])):
    event = Named(f"{who}-{number % 7}", "A title", "2024")
    found = marks.write(event, f"note {number}", marks.note(event.id)) if number % 2 else marks.mark(event, True)
    assert marks.trouble is None, marks.trouble
    print(event.id, int(found.marked), found.note, sep="|", flush=True)
"""
"""A program that marks and writes notes, and says so each time that it is done."""


def writer(folder: Path, who: str, changes: int, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *options, "-c", WRITER, str(folder), who, str(changes)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def forked(folder: Path, who: str) -> tuple[int, TextIO]:
    """The same program as a child that need not be started anew; its number, and what it says."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, open(reading)
    try:
        os.dup2(writing, 1)
        sys.argv = ["", str(folder), who, "10000"]
        sys.stdout = os.fdopen(1, "w")
        exec(compile(WRITER, "writer", "exec"), {})
    finally:
        os._exit(1)


def kept(folder: Path, dataset: str = "small") -> dict[str, tuple[bool, str]]:
    with Marks(folder, dataset) as marks:
        found = marks.of([event for event, _, _ in marks.all_signs()])
        assert marks.trouble is None
    return {event: (mark.marked, mark.note) for event, mark in found.items()}


def acknowledged(lines: Sequence[str]) -> dict[str, tuple[bool, str]]:
    said = (line.rstrip("\n").split("|") for line in lines if line.endswith("\n") and "|" in line)
    return {event: (marked == "1", note) for event, marked, note in said}


def test_a_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path):
    """Each program is killed while it writes, after a random number of its changes or in the midst of one."""
    dice = random.Random(4)
    told: dict[str, tuple[bool, str]] = {}
    Marks(tmp_path, "small").mark(STRIKE, True)
    for turn in range(100):
        child, heard = forked(tmp_path, f"w{turn % 5}")
        lines = [heard.readline() for _ in range(dice.randrange(1, 9))]
        os.kill(child, signal.SIGKILL)
        lines += heard.readlines()
        heard.close()
        os.waitpid(child, 0)
        told |= acknowledged(lines)
        assert told
        found = kept(tmp_path)
        # The last change may have been made and not told any more.
        late = [event for event in told if found.get(event) != told[event]]
        assert len(late) <= 1, (late, lines)
        for event in late:
            marked, note = found[event]
            assert marked >= told[event][0] and (note != told[event][1] or marked)
            told[event] = found[event]
    assert len(told) >= 10


def test_a_kill_while_the_file_is_made_leaves_a_whole_one_or_none(tmp_path):
    for turn in range(6):
        folder = tmp_path / str(turn)
        with writer(folder, "w", 1) as program:
            assert program.stdout is not None
            program.stdout.readline()
            try:
                program.wait(0.02 * turn)
            except subprocess.TimeoutExpired:
                program.kill()
        kept(folder)
        with Marks(folder, "small") as marks:
            assert marks.mark(STRIKE, True).marked and marks.trouble is None


def test_two_programs_on_one_file_lose_nothing_of_each_other(tmp_path):
    programs = [writer(tmp_path, who, 40) for who in ("a", "b", "c")]
    said = [program.communicate(timeout=120)[0] for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0]
    found = kept(tmp_path)
    for lines in said:
        assert acknowledged(lines.splitlines(keepends=True)).items() <= found.items()
    assert len(found) == 21


def test_a_note_written_twice_at_the_same_time_keeps_both_texts(tmp_path):
    with Marks(tmp_path, "small") as one, Marks(tmp_path, "small") as other:
        one.write(STRIKE, "first", "")
        other.write(STRIKE, "first\nseen by the other", "first")
        found = one.write(STRIKE, "first, and more", "first").note
        assert found == f"first, and more\n\n{ALSO}\nseen by the other"
        assert other.note("strike") == found
        assert one.write(STRIKE, f"{found}!", found).note == f"{found}!"


@given(st.text("ab\n ", max_size=12), st.text("ab\n ", max_size=12), st.text("ab\n ", max_size=12))
def test_no_line_that_was_added_is_lost_and_my_own_text_comes_first(mine, theirs, base):
    found = merged(mine, theirs, base)
    lines = {line.strip() for line in found.splitlines()}
    assert {line.strip() for line in mine.splitlines()} <= lines | {""}
    assert {line.strip() for line in theirs.splitlines()} - {line.strip() for line in base.splitlines()} <= lines | {""}
    assert found.startswith(mine.rstrip("\n")) or not mine.strip()
    assert merged(found, theirs, base) == found or not mine.strip()


CHANGES = st.lists(
    st.tuples(st.booleans(), st.sampled_from("abc"), st.sampled_from([True, False, None, "", "x", "y\nz", " "])),
    max_size=20,
)


@settings(max_examples=15, deadline=None)
@given(CHANGES)
def test_whatever_two_openers_do_in_turn_equals_a_model(changes):
    model: dict[str, tuple[bool, str]] = {}
    with (
        tempfile.TemporaryDirectory() as name,
        Marks(Path(name), "d") as one,
        Marks(Path(name), "d") as other,
        Marks(Path(name), "another") as apart,
    ):
        for first, event, value in changes:
            marks, named = (one if first else other), Named(event, event.upper(), None)
            marked, note = model.get(event, (False, ""))
            if isinstance(value, str):
                note = value if value.strip() else ""
                found = marks.write(named, value, marks.note(event))
            else:
                marked = not marked if value is None else value
                found = marks.mark(named, value)
            assert (found.marked, found.note) == (marked, note)
            model.pop(event, None)
            if marked or note:
                model[event] = (marked, note)
            assert {id_: (m, bool(n)) for id_, m, n in one.all_signs()} == {
                id_: (m, bool(n)) for id_, (m, n) in model.items()
            }
        assert kept(Path(name), "d") == model
        assert not apart.all_signs()


def test_another_programs_change_is_noticed(tmp_path):
    with Marks(tmp_path, "small") as one, Marks(tmp_path, "small") as other:
        one.mark(STRIKE)
        before = one.version()
        assert one.version() == before
        other.mark(LETTER)
        assert one.version() != before


def test_the_file_is_the_readers_alone_and_is_made_by_the_first_mark(tmp_path):
    folder = tmp_path / "state" / "timeline"
    with Marks(folder, "small") as marks:
        assert not marks.note("strike") and not marks.all_signs() and not folder.exists()
        marks.mark(STRIKE)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / file.NAME).stat().st_mode) == 0o600
    assert os.listdir(folder) == [file.NAME]


def test_marks_are_found_in_a_store_and_what_it_has_no_more_is_an_orphan(store, tmp_path):
    with Marks(tmp_path, identity(store)) as marks:
        assert finding.signs(store, marks) == NO_SIGNS
        marks.mark(STRIKE)
        marks.write(LETTER, "gone?", "")
        marks.write(Named("embargo", "The Council", "2006-10-14"), "the first", "")
        found = finding.signs(store, marks)
        assert (list(found.marked), list(found.noted), found.orphans) == ([4], [1], ("letter",))
        assert list(finding.marked_ordinals(store, marks)) == [4]
        assert list(finding.noted_ordinals(store, marks)) == [1]
        assert [(row.id, mark.note) for row, mark in finding.entries(store, marks, found.own)] == [
            ("embargo", "the first"),
            ("strike", ""),
        ]
        assert [(mark.event, mark.note) for mark in finding.orphans(marks, found.orphans)] == [(LETTER, "gone?")]
        assert list(marks.notes()) == [("embargo", "the first"), ("letter", "gone?")]


def test_marks_survive_a_rebuild_and_a_move_of_the_store(tmp_path):
    with open_store(small_store(tmp_path / "one.timeline")) as store, Marks(tmp_path, identity(store)) as marks:
        marks.mark(STRIKE)
    moved = tmp_path / "elsewhere" / "two.timeline"
    moved.parent.mkdir()
    with open_store(small_store(moved)) as store, Marks(tmp_path, identity(store)) as marks:
        assert list(finding.marked_ordinals(store, marks)) == [4]


def spoiled(path: Path, how: str) -> bytes:
    with Marks(path.parent, "small") as marks:
        marks.mark(LETTER)
        marks.write(STRIKE, "long " * 5000, "")
    content = path.read_bytes()
    match how:
        case "noise":
            path.write_bytes(b"no database at all" * 100)
        case "cut short":
            path.write_bytes(content[: len(content) // 2])
        case "empty":
            path.write_bytes(b"")
        case "foreign":
            path.unlink()
            with sqlite3.connect(path) as connection:
                connection.execute("CREATE TABLE mark(a)")
        case "newer":
            with sqlite3.connect(path) as connection:
                connection.execute(f"PRAGMA user_version = {file.FORMAT + 1}")
    return path.read_bytes()


@pytest.mark.parametrize("how", ["noise", "cut short", "empty", "foreign", "newer"])
def test_a_file_that_is_not_ours_is_never_overwritten_and_marking_goes_on_in_memory(tmp_path, how):
    path = tmp_path / file.NAME
    content = spoiled(path, how)
    with Marks(tmp_path, "small") as marks:
        assert marks.mark(STRIKE).marked and marks.write(LETTER, "mine", "").note == "mine"
        assert marks.trouble is not None
        assert str(path) in marks.trouble and "until you leave" in marks.trouble
        assert {event for event, _, _ in marks.all_signs()} == {"strike", "letter"}
        assert not marks.try_again()
        assert marks.note("letter") == "mine"
        assert path.read_bytes() == content
        path.unlink()
        assert marks.try_again() and marks.trouble is None
    assert kept(tmp_path) == {"strike": (True, ""), "letter": (False, "mine")}


@pytest.mark.parametrize("home", ["/dev/null/home", "/proc/home", "file"])
def test_a_home_that_can_not_be_written_is_said_and_marking_goes_on_in_memory(tmp_path, home):
    (tmp_path / "file").write_text("a file, no folder")
    with Marks(tmp_path / home / "timeline", "small") as marks:
        assert not marks.all_signs() and marks.trouble is None, "who only looks is not bothered"
        assert marks.mark(STRIKE).marked
        assert marks.trouble is not None and "you leave: the file can't be" in marks.trouble
        assert marks.mark(STRIKE).marked is False and not marks.all_signs()


def test_a_full_disk_is_said_nothing_is_lost_and_what_was_kept_in_memory_can_be_saved_later(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Marks(tmp_path, "small") as marks:
        marks.mark(STRIKE)
        size = marks.path.stat().st_size
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 512, hard))
            assert marks.write(LETTER, "long " * 5000, "").note
            assert marks.trouble is not None and ("full" in marks.trouble or "disk" in marks.trouble)
            assert marks.mark(STRIKE).marked is False
            assert not marks.try_again() and marks.note("letter").startswith("long")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert kept(tmp_path) == {"strike": (True, "")}
        assert marks.try_again() and marks.trouble is None
    assert kept(tmp_path) == {"letter": (False, "long " * 5000)}


def test_nothing_heavy_is_imported_to_look_at_marks_or_to_add_one(tmp_path):
    Marks(tmp_path, "small").mark(STRIKE)
    program = WRITER + "\nassert not {'sqlite_utils', 'textual', 'click'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", program, tmp_path, "w", "3"], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_a_hundred_thousand_marks_are_found_by_bounded_questions(store, tmp_path):
    with Marks(tmp_path, "small") as marks:
        marks.mark(STRIKE)
        rows = [("small", f"event-{number:06}", "t", None, 1, "") for number in range(100_000)]
        with sqlite3.connect(marks.path) as connection:
            connection.executemany("INSERT INTO mark VALUES(?, ?, ?, ?, ?, ?)", rows)
        connection.close()
        found = finding.signs(store, marks)
        assert list(found.marked) == [4] and len(found.orphans) == 100_000
        assert found.changed(4, False, True).is_noted(4) and not found.changed(4, False, True).is_marked(4)
