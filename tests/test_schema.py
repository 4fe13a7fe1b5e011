"""The tables of a store: made in named steps, and the same words as everywhere else."""

import re
import sqlite3
from pathlib import Path

import pytest
from builders import a_store
from outside import rows
from sqlite_utils import Database
from sqlite_utils.db import Table

from store import schema, vocabulary
from store.derived_tables import DERIVED


@pytest.fixture
def empty() -> Database:
    return Database(memory=True, execute_plugins=False)


def steps(db: Database) -> list[str]:
    return [step.name for step in schema.migrations().applied(db)]


def test_the_steps_stop_where_rows_are_loaded(empty: Database) -> None:
    schema.create_tables(empty)
    assert steps(empty) == ["tables"]
    schema.name_events(empty)
    assert steps(empty) == ["tables", "event names"]
    schema.finish(empty)
    assert steps(empty) == [name for name, _ in schema.STEPS]
    assert schema.migrations().pending(empty) == []


def test_a_store_records_its_steps_and_not_when_they_were_made(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    found = rows(store, f"SELECT migration_set, name, applied_at FROM {schema.STEPS_TABLE} ORDER BY id")
    assert [(one, name) for one, name, _ in found] == [("timeline", name) for name, _ in schema.STEPS]
    assert {time for _, _, time in found} == {"1970-01-01 00:00:00+00:00"}


def test_a_step_that_is_added_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = a_store(tmp_path)
    later = ("colours", lambda db: db.executescript("CREATE TABLE colour(id INTEGER PRIMARY KEY) STRICT;"))
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, later))
    db = Database(store, execute_plugins=False)
    assert [step.name for step in schema.migrations().pending(db)] == ["colours"]
    schema.migrations().apply(db)
    assert db["colour"].exists()
    db.close()


def test_a_step_that_fails_leaves_nothing(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.create_tables(empty)

    def broken(db: Database) -> None:
        db.execute("CREATE TABLE half(id)")
        raise RuntimeError

    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS[:1], ("broken", broken)))
    with pytest.raises(RuntimeError):
        schema.migrations().apply(empty)
    assert steps(empty) == ["tables"]
    assert not empty["half"].exists()


def test_the_header_says_what_file_it_is(tmp_path: Path) -> None:
    header = a_store(tmp_path).read_bytes()[:100]
    assert header[68:72] == b"TLNE"
    assert int.from_bytes(header[60:64], "big") == schema.FORMAT


def test_the_name_of_the_table_of_steps_is_sqlite_utils_own() -> None:
    assert schema.migrations().migrations_table == schema.STEPS_TABLE


def test_every_table_is_strict(empty: Database) -> None:
    schema.create_tables(empty)
    schema.name_events(empty)
    schema.finish(empty)
    ours = re.findall(r"CREATE TABLE (\w+)", schema.TABLES + DERIVED)
    assert len(ours) > 15
    for name in ours:
        assert empty.table(name).strict, name


def test_the_full_text_is_found_by_those_who_look_for_it(tmp_path: Path) -> None:
    """sqlite-utils and Datasette know a full-text table by how its making is written."""
    db = Database(a_store(tmp_path), execute_plugins=False)
    for name, table in (("event", "event_fts"), ("quotation", "quotation_fts")):
        found = db[name]
        assert isinstance(found, Table)
        assert found.detect_fts() == table
    db.close()


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("source", "kind", vocabulary.SOURCE_KINDS),
        ("entity", "kind", vocabulary.ENTITY_KINDS),
        ("alias", "kind", vocabulary.ALIAS_KINDS),
        ("event", "status", vocabulary.STATUSES),
        ("citation", "role", vocabulary.CITATION_ROLES),
        ("citation", "basis", vocabulary.BASES),
    ],
)
def test_the_tables_know_the_same_words_as_the_dataset(table: str, column: str, words: tuple[str, ...]) -> None:
    made = re.search(rf"CREATE TABLE {table}\((.*?)\) STRICT", schema.TABLES, re.DOTALL)
    assert made
    check = re.search(rf"CHECK\({column} IN \((.*?)\)\)", made[1], re.DOTALL)
    assert check
    assert tuple(re.findall(r"'([^']*)'", check[1])) == words


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET lo = hi + 1 WHERE id = 1",
        "UPDATE event SET edtf = NULL WHERE id = 1",
        "UPDATE event SET title = ''",
        "UPDATE event SET status = 'rumoured'",
        "UPDATE event SET lo = 'soon'",
        'UPDATE passage SET "end" = start',
        "UPDATE passage SET start = -1",
        "UPDATE source_text SET text = 'a' || char(0)",
        "UPDATE quotation SET direct = 2",
        "UPDATE source SET sha256 = 'short'",
        "INSERT INTO event SELECT 99, slug, kind_id, status, edtf, lo, hi, day, reach, seq, fulfils, sources,"
        " voices, title, summary FROM event WHERE id = 1",
    ],
)
def test_the_tables_refuse_what_makes_no_sense(tmp_path: Path, statement: str) -> None:
    connection = sqlite3.connect(a_store(tmp_path))
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()


def test_the_views_are_for_people(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    assert rows(store, 'SELECT "order", id, date, earliest, latest FROM events')[1] == (
        2, "crane-accident", "2023-12", "2023-12-01", "2023-12-31",
    )  # fmt: skip
    assert rows(store, "SELECT words FROM passages WHERE source = 'gazette' AND paragraph = 3") == [
        ("The bridge was built in 1931.",)
    ]
    assert rows(store, "SELECT event, attributed_to, basis FROM citations WHERE role = 'denies'") == [
        ("crane-accident", "Harbour Office", "stated")
    ]
    assert rows(store, "SELECT speaker, text, event FROM quotations") == [
        ("Ida Brandt", "The bridge is not safe.", "bridge-closed")
    ]
    assert ("bridge-built", "1931", "The bridge is built", "Arnholt", "place") in rows(
        store, "SELECT * FROM participants"
    )
