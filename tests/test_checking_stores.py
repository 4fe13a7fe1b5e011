"""A store is checked as its dataset was: whoever changes a row, a page or a derived table is found out."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from builders import a_citation, a_dataset, a_store, an_event, the_events

from store.checking import check_store
from store.dates import parse
from store.errors import Problem
from store.loading import build


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_store(tmp_path_factory.mktemp("sound"))


def changed(sound: Path, folder: Path, *statements: str) -> Path:
    """A copy of a sound store that somebody has been at."""
    store = folder / "changed.db"
    shutil.copy(sound, store)
    with closing(sqlite3.connect(store)) as connection:
        connection.executescript(";\n".join(statements))
        connection.commit()
    return store


def said(problems: list[Problem]) -> str:
    return "\n".join(map(str, problems))


def test_a_sound_store_has_no_problems(sound: Path) -> None:
    before = sound.read_bytes(), sound.stat().st_mtime_ns
    assert check_store(sound) == []
    assert (sound.read_bytes(), sound.stat().st_mtime_ns) == before


def test_a_store_is_checked_in_a_folder_that_may_not_be_written_to(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    store = shutil.copy(sound, folder / "a.db")
    store.chmod(0o444)
    folder.chmod(0o555)
    try:
        assert check_store(store) == []
    finally:
        folder.chmod(0o755)


FEB_1 = parse("2024-02-01").lo

CHANGES: dict[str, tuple[str, str, str]] = {
    "a passage moved by one": (
        'UPDATE passage SET "end" = "end" + 1 WHERE id = 1', "source gazette, passage 1, field start",
        "not in paragraph",
    ),
    "a passage beyond the text": ('UPDATE passage SET "end" = 99999 WHERE id = 1', "", "99999|beyond"),
    "a passage in another paragraph": (
        "UPDATE passage SET paragraph = 2 WHERE id = 1", "passage 1", "not in paragraph 2",
    ),
    "a text rewritten": (
        "UPDATE source_text SET text = replace(text, 'Thursday', 'Saturday') WHERE source_id = 1",
        "event bridge-closed, citation 1, field date_text", "does not stand in the passage",
    ),
    "a word added to an original": (
        "UPDATE source_text SET text = replace(text, 'resolves', 'resolved') WHERE source_id = 2",
        "source minutes, field sha256", "not that of its text",
    ),
    "a paragraph moved": (
        "UPDATE paragraph SET start = start + 1 WHERE number = 2", "field paragraph", "not those of the text",
    ),
    "a quotation rewritten": (
        "UPDATE quotation SET text = 'The bridge is quite safe.'", "quotation not-safe, field text", "not what stands",
    ),
    "a computed date changed": (
        "UPDATE citation SET edtf = '2024-01-04' WHERE date_text = 'on Thursday'",
        "bridge-closed, citation 1, field date", "is 2024-01-04, but “on Thursday” .* means 2024-01-11",
    ),
    "a basis removed": ("UPDATE citation SET basis = NULL", "field basis", "is missing"),
    "an event dated otherwise": (
        f"UPDATE event SET edtf = '2024-02-01', lo = {FEB_1}, hi = {FEB_1}, day = {FEB_1} WHERE id = 3",
        "event bridge-closed, field date", "its citations say 2024-01-11",
    ),
    "days that are not the date's": ("UPDATE event SET lo = lo - 1 WHERE id = 3", "event 3", "disagree"),
    "a date that is none": ("UPDATE event SET edtf = 'soon' WHERE id = 3", "event 3", "can't be read"),
    "events out of order": (
        "UPDATE event SET edtf = '1931', (lo, hi, day) = (SELECT lo, hi, day FROM event WHERE id = 1) WHERE id = 3",
        "bridge-closed, field date", "not in chronological order",
    ),
    "an event without citations": (
        "DELETE FROM citation WHERE event_id = 1", "event bridge-built, field citation", "no citation",
    ),
    "an event removed": ("DELETE FROM event WHERE id = 2", "event 2", "missing"),
    "a day changed": ("UPDATE event SET day = day + 1 WHERE id = 1", "event bridge-built, field day", "follows as"),
    "a reach changed": (
        "UPDATE event SET reach = 1 WHERE id = 3", "bridge-closed, field reach", "is 1, but follows as",
    ),
    "sources miscounted": (
        "UPDATE event SET sources = 7 WHERE id = 3", "bridge-closed, field sources", "is 7, but follows as 2",
    ),
    "voices miscounted": (
        "UPDATE event SET voices = 7 WHERE id = 3", "bridge-closed, field voices", "is 7, but follows as 2",
    ),
    "events of an entity miscounted": (
        "UPDATE entity SET events = 9 WHERE id = 3", "entity bridge, field events", "is 9",
    ),
    "events of a source miscounted": (
        "UPDATE source SET events = 9 WHERE id = 1", "source gazette, field events", "is 9",
    ),
    "quotations miscounted": ("UPDATE entity SET quotations = 9 WHERE id = 4", "ida-brandt, field quotations", "is 9"),
    "a posting removed": ("DELETE FROM posting WHERE key = 'bridge'", "table posting, entity bridge", "not the list"),
    "a posting changed": ("UPDATE posting SET data = x'00' WHERE facet = 'tag'", "table posting, tag", "not the list"),
    "a day of the spread removed": (
        "DELETE FROM event_spread WHERE rate = 0", "table event_spread", "does not agree",
    ),
    "a total of the spread changed": ("UPDATE event_spread SET amount = 9", "table event_spread", "does not agree"),
    "a lasting event removed": ("DELETE FROM event_lasting", "table event_lasting", "does not agree"),
    "a run removed": ("DELETE FROM event_run WHERE event_id = 1", "table event_run", "does not agree"),
    "a denial invented": (
        "INSERT INTO posting SELECT 'denied-by', 'nobody', n, form, data FROM posting LIMIT 1",
        "table posting, denied-by nobody", "not the list",
    ),
    "a silence invented": ("INSERT INTO silence VALUES (1)", "table silence", "does not agree"),
    "an order of entities changed": (
        "UPDATE entity_place SET by_name = 9 WHERE entity_id = 1", "table entity_place", "does not agree",
    ),
    "a pair invented": ("INSERT INTO entity_pair VALUES (1, 1, 2, 3)", "table entity_pair", "does not agree"),
    "words about nobody": ("INSERT INTO said_of VALUES (4, 1, 1)", "table said_of", "does not agree"),
    "a mention removed": (
        "DELETE FROM mention WHERE entity_id = 3", "source gazette, field mention", "not those of the text",
    ),
    "a reference to nothing": (
        "UPDATE citation SET passage_id = 99 WHERE id = 1", "table citation", "a row of passage",
    ),
    "a plan that is not there": (
        "UPDATE event SET fulfils = 'nothing' WHERE id = 1", "event bridge-built, field fulfils", "no event “nothing”",
    ),
    "a plan that was none": (
        "UPDATE event SET fulfils = 'bridge-closed' WHERE id = 1", "field fulfils", "status happened",
    ),
    "a circle": ("UPDATE entity SET part_of = 2 WHERE id = 1", "field part_of", "arnholt → council → arnholt"),
    "an entity that nothing uses": (
        "INSERT INTO entity(id, slug, name, kind) VALUES(9, 'x', 'Nobody', 'person')", "entity x", "never used",
    ),
    "an event that the full text does not know": (
        "UPDATE event SET title = 'Nothing happens' WHERE id = 3", "table event_fts", "does not hold the words",
    ),
    "full text that is not ours": (
        "DROP TABLE event_fts; CREATE TABLE event_fts(title, summary)", "table event_fts", "is not the full text",
    ),
    "a step that was not made": (
        "DELETE FROM _sqlite_migrations WHERE name = 'indices'", "_sqlite_migrations", "“indices”",
    ),
    "no steps at all": ("DROP TABLE _sqlite_migrations", "_sqlite_migrations", "not recorded"),
    "the counts removed": ("DELETE FROM meta WHERE key = 'expected'", "table meta, expected", "missing"),
    "the counts spoiled": ("UPDATE meta SET value = '[' WHERE key = 'expected'", "table meta, expected", "missing"),
    "a quotation removed": (
        "DELETE FROM quotation", "table meta, expected, field quotations", "1 expected, but there are 0",
    ),
    "another program's file": ("PRAGMA application_id = 1", "changed.db", "not a timeline store"),
    "a newer format": ("PRAGMA user_version = 99", "changed.db", "newer"),
    "a table that is a view": (
        "ALTER TABLE kind RENAME TO kinds; CREATE VIEW kind AS SELECT * FROM kinds", "changed.db",
        "a view, not a table",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whoever_changes_a_store_is_found_out(sound: Path, tmp_path: Path, change: str) -> None:
    statement, where, what = CHANGES[change]
    problems = check_store(changed(sound, tmp_path, statement))
    found = [problem for problem in problems if where in problem.where and re.search(what, problem.what)]
    assert found, f"nothing at {where} says {what}:\n{said(problems)}"
    assert found[0].fatal


def test_bytes_that_are_changed_are_found_out_or_do_no_harm(sound: Path, tmp_path: Path) -> None:
    """One page after the other is overwritten: the check says so, and never fails itself."""
    data = sound.read_bytes()
    store = tmp_path / "torn.db"
    for page in range(1, len(data) // 8192, 3):
        torn = bytearray(data)
        torn[page * 8192 + 4 : page * 8192 + 400] = b"\xff" * 396
        store.write_bytes(torn)
        assert check_store(store), f"page {page + 1}"


@pytest.mark.parametrize("length", [0, 50, 99, 8192, 100_000])
def test_a_file_that_is_cut_short_is_one_problem(sound: Path, tmp_path: Path, length: int) -> None:
    store = tmp_path / "short.db"
    store.write_bytes(sound.read_bytes()[:length])
    assert len(check_store(store)) == 1


def test_a_file_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    (problem,) = check_store(tmp_path / "nothing.db")
    assert "no such file" in str(problem)


def test_the_problems_of_a_ruined_store_are_cut_off(tmp_path: Path) -> None:
    events = [an_event(f"event-{number}", title="X") for number in range(1100)]
    store = a_store(tmp_path, events=[*the_events(), *events])
    problems = check_store(changed(store, tmp_path, "UPDATE event SET sources = 9"))
    assert len(problems) == 1000


def test_a_store_of_several_batches_is_sound(tmp_path: Path) -> None:
    days = [an_event(f"day-{n}", date=f"19{n % 100:02}", citation=[a_citation()]) for n in range(1200)]
    folder = a_dataset(tmp_path, events=[*the_events(), *days])
    assert build(folder, tmp_path / "many.db").events == 1204
    assert check_store(tmp_path / "many.db") == []


def test_a_store_may_be_named_from_the_folder_that_one_is_in(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sound, tmp_path / "a #1?.db")
    monkeypatch.chdir(tmp_path)
    assert check_store(Path("a #1?.db")) == []
