"""Files that nobody vouches for: no stores, damaged ones, ones that mean harm, and ones in awkward places."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from small_stores import small_store, spoil

from store import chronology
from store.database import open_store
from store.errors import OpenError, QueryError, TimelineError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small_store(tmp_path / "small.timeline")


def refusal(path: Path | str) -> str:
    with pytest.raises(OpenError) as caught:
        open_store(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(os.path.abspath(path))
    return message


# Files that are no stores


def test_missing(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "nothing")
    assert not list(tmp_path.iterdir())


def test_folder(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert "is empty" in refusal(tmp_path / "empty")


def test_text_file(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("events.toml\n" * 100)
    assert "is not a store" in refusal(tmp_path / "text")


def test_only_the_first_bytes_of_a_database(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])
    assert "is not a store" in refusal(path)


def test_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not a file" in refusal(tmp_path / "pipe")


def test_device(tmp_path: Path) -> None:
    assert "is not a file" in refusal("/dev/zero")


def test_name_that_no_file_can_have() -> None:
    with pytest.raises(OpenError, match="null"):
        open_store("a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(path: Path) -> None:
    path.chmod(0)
    assert "can't be read" in refusal(path)


def test_reading_fails(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", fail)
    with pytest.raises(OpenError, match=r"can't be read \(Permission denied\)"):
        open_store(path)


def test_another_program_s_database(path: Path) -> None:
    spoil(path, "PRAGMA application_id = 42")
    assert "not a timeline store" in refusal(path)


@pytest.mark.parametrize(("version", "age"), [(7, "a newer"), (0, "an older")])
def test_another_format(path: Path, version: int, age: str) -> None:
    spoil(path, f"PRAGMA user_version = {version}")
    message = refusal(path)
    assert f"made by {age} version" in message
    assert ("update timeline" if version else "build it again") in message


def test_old_sqlite(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 0))
    with pytest.raises(OpenError, match=r"needs 3\.37"):
        open_store(path)


# Files that are damaged


@pytest.mark.parametrize("part", [0.2, 0.5, 0.999])
def test_truncated(path: Path, part: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    assert "is cut short" in refusal(path)


def test_schema_page_of_noise(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 3996 + whole[4096:])
    assert "is damaged" in refusal(path)


def test_any_damaged_page_is_a_sentence(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(4096, len(whole), 4096):
        for noise in (b"\0", b"\xff", b"\x0d\x01"):
            path.write_bytes(whole[:at] + (noise * 4096)[:4096] + whole[at + 4096 :])
            try:
                with open_store(path) as store:
                    chronology.summary(store)
                    list(chronology.stream(store))
            except TimelineError as error:
                assert "\n" not in str(error)


# Files that mean harm


def replace_with(path: Path, table: str, sql: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"ALTER TABLE {table} RENAME TO hidden_{table}")
    connection.execute(sql)
    connection.close()


def test_view_in_the_place_of_a_table(path: Path) -> None:
    replace_with(path, "event", "CREATE VIEW event AS SELECT * FROM hidden_event")
    assert "event is a view, not a table" in refusal(path)


def test_virtual_table_in_the_place_of_a_table(path: Path) -> None:
    replace_with(path, "tag", "CREATE VIRTUAL TABLE tag USING fts5(name)")
    assert "tag is a virtual table, not a table" in refusal(path)


def test_missing_table_and_column(path: Path) -> None:
    replace_with(path, "tag", "CREATE TABLE tag(id INTEGER PRIMARY KEY)")
    assert "tag lacks name" in refusal(path)
    spoil(path, "DROP TABLE tag")
    assert "tag is missing" in refusal(path)


def test_computed_column(path: Path) -> None:
    replace_with(path, "tag", "CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT AS (hex(zeroblob(1000000000))))")
    assert "tag lacks name" in refusal(path)


def test_another_column_does_no_harm(path: Path) -> None:
    spoil(path, "ALTER TABLE tag ADD COLUMN colour TEXT")
    with open_store(path) as store:
        assert chronology.event(store, 4).tags == ("arms", "missiles")


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS title FROM n"


def test_views_are_never_run(path: Path) -> None:
    spoil(path, "DROP VIEW events", f"CREATE VIEW events AS {ENDLESS}")
    with open_store(path) as store:
        with pytest.raises(QueryError, match=r"not authorized|more than read its tables"):
            store.query("SELECT * FROM events")
        assert chronology.row(store, 1).id == "embargo"


def test_triggers_do_nothing(path: Path) -> None:
    spoil(path, "CREATE TRIGGER t AFTER INSERT ON tag BEGIN INSERT INTO tag VALUES(NULL, load_extension('x')); END")
    with open_store(path) as store:
        assert chronology.row(store, 1).id == "embargo"


def test_full_text_of_another_make_is_left_alone(path: Path) -> None:
    with open_store(path) as store:
        assert store.full_text == {"event_fts", "passage_fts", "quotation_fts"}
        assert store.query("SELECT rowid FROM event_fts WHERE event_fts MATCH 'kharkiv'") == [(4,)]
        words = store.query("SELECT term, doc FROM event_fts_words WHERE term >= 'missile' LIMIT 1")
        assert words == [("missile", 1)]
        assert store.query("SELECT rowid FROM passage_fts WHERE passage_fts MATCH 'thursday'") == [(2,)]
    spoil(path, "DROP TABLE event_fts", "CREATE VIRTUAL TABLE event_fts USING fts5(title, summary, content='events')")
    with open_store(path) as store:
        assert store.full_text == {"passage_fts", "quotation_fts"}


# Names and places


@pytest.mark.parametrize("name", ["a#b?c%41 d", "%2e%2e", "x?mode=rwc", "ünï code", "a'b\"c", "l\nb", "\udcff"])
def test_names_that_mean_something_in_a_uri(path: Path, name: str) -> None:
    there = path.with_name(name)
    path.rename(there)
    with open_store(there) as store:
        assert chronology.row(store, 1).id == "embargo"
    assert [entry.name for entry in there.parent.iterdir()] == [name]


def test_two_slashes_are_not_a_host(path: Path) -> None:
    with open_store(f"/{path}") as store:
        assert chronology.row(store, 1).id == "embargo"


def test_symbolic_link(path: Path) -> None:
    link = path.with_name("link")
    link.symlink_to(path)
    with open_store(link) as store:
        assert chronology.row(store, 1).id == "embargo"
    path.unlink()
    assert "there is no such file" in refusal(link)


def test_reads_leave_nothing_behind(path: Path) -> None:
    before = path.read_bytes()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with open_store(path) as store:
            list(chronology.stream(store))
    finally:
        path.parent.chmod(0o755)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_wal_store(path: Path) -> None:
    spoil(path, "PRAGMA journal_mode = WAL")
    with open_store(path) as store:
        assert chronology.row(store, 1).id == "embargo"


def test_wal_store_where_nothing_can_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(path, "PRAGMA journal_mode = WAL")
    real = sqlite3.connect

    def connect(address: str, **options: object) -> sqlite3.Connection:
        if "immutable" in address:
            return real(address, **options)
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(sqlite3, "connect", connect)
    with open_store(path) as store:
        assert store.note == "read as it lies, without locks (unable to open database file)"
        assert chronology.row(store, 1).id == "embargo"
    path.with_name(path.name + "-wal").write_bytes(b"changes")
    assert "a build is running or was interrupted" in refusal(path)


def test_interrupted_build(path: Path) -> None:
    copy = path.with_name("copy")
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE event SET summary = hex(zeroblob(20000))")
    writer.execute("UPDATE source SET obtain = hex(zeroblob(20000))")
    for end in ("", "-journal"):
        shutil.copy(f"{path}{end}", f"{copy}{end}")
    writer.execute("ROLLBACK")
    writer.close()
    message = refusal(copy)
    assert "interrupted" in message or "cut short" in message


def test_failed_opening_leaves_no_connection(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[sqlite3.Connection] = []
    real = sqlite3.connect

    def connect(*arguments: object, **options: object) -> sqlite3.Connection:
        made.append(real(*arguments, **options))
        return made[-1]

    monkeypatch.setattr(sqlite3, "connect", connect)
    spoil(path, "DROP TABLE tag")
    made.clear()
    refusal(path)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].execute("SELECT 1")
