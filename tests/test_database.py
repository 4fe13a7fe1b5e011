"""Questions to an open store: answers, refusals, deadlines, threads, and another file in its place."""

import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from small_stores import small_store, spoil

from store import chronology, database
from store.database import Store, open_store
from store.errors import QueryError

SLOW = "SELECT count(*) FROM " + " CROSS JOIN ".join(f"event AS e{n}" for n in range(12))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small_store(tmp_path / "small.timeline")


def test_opens_and_answers(path: Path) -> None:
    with open_store(path) as store:
        assert store.note is None
        assert len(chronology.rows(store, 1, 50)) == 7


def test_takes_a_relative_path(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with open_store(path.name) as store:
        assert store.path == str(path)


@pytest.mark.parametrize(
    "sql",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "ATTACH DATABASE '/tmp/x' AS x",
        "PRAGMA query_only = 0",
        "PRAGMA journal_mode = WAL",
        "DELETE FROM event",
        "CREATE TEMP TABLE t(x)",
        "SELECT load_extension('x')",
        "SELECT hex(zeroblob(100000000))",
        "SELECT * FROM nowhere",
        "SELECT 1; SELECT 2",
        "SELECT ?",
    ],
)
def test_questions_that_are_refused(path: Path, sql: str) -> None:
    with open_store(path) as store, pytest.raises(QueryError):
        store.query(sql)


# Values that are not what they should be


def test_text_that_is_not_utf_8(path: Path) -> None:
    spoil(path, "UPDATE event SET title = CAST(x'41ff80eda08042' AS TEXT) WHERE id = 2")
    with open_store(path) as store:
        assert chronology.row(store, 2).title == "A\ufffd\ufffd\ufffd\ufffd\ufffdB"
        assert chronology.row(store, 1).title == "The Council imposes an embargo"


def test_huge_value(path: Path) -> None:
    spoil(path, "UPDATE event SET title = hex(zeroblob(33000000)) WHERE id = 2")
    started = time.monotonic()
    with open_store(path) as store:
        with pytest.raises(QueryError, match="more than 64 MB"):
            chronology.rows(store, 1, 5)
        assert chronology.row(store, 1).id == "embargo"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("number", [2**63, -(2**70), 10**30])
def test_number_that_sqlite_does_not_have(path: Path, number: int) -> None:
    with open_store(path) as store, pytest.raises(QueryError):
        chronology.rows(store, number, 5)


def test_parameter_that_is_no_text(path: Path) -> None:
    with open_store(path) as store, pytest.raises(QueryError):
        store.query("SELECT 1 WHERE 'a' = ?", ("\udcff",))


def test_being_written_to(path: Path) -> None:
    with open_store(path) as store:
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(QueryError, match="being written to"):
            chronology.row(store, 1)
        writer.execute("ROLLBACK")
        writer.close()
        assert chronology.row(store, 1).id == "embargo"


# Time and threads


def test_deadline(path: Path) -> None:
    with open_store(path) as store:
        started = time.monotonic()
        with pytest.raises(QueryError, match=r"no answer within 0\.2 s"):
            store.query(SLOW, deadline=0.2)
        assert time.monotonic() - started < 1
        assert chronology.row(store, 1).id == "embargo"


def test_interrupt(path: Path) -> None:
    with open_store(path) as store:
        timer = threading.Timer(0.1, store.interrupt)
        timer.start()
        started = time.monotonic()
        with pytest.raises(QueryError, match="was stopped"):
            store.query(SLOW, deadline=20)
        assert time.monotonic() - started < 5
        store.interrupt()
        assert chronology.row(store, 1).id == "embargo"


def test_any_thread(path: Path) -> None:
    with open_store(path) as store:
        found: list[int] = []
        threads = [
            threading.Thread(target=lambda: found.extend(row.ordinal for row in chronology.rows(store, 1, 7)))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(found) == sorted([1, 2, 3, 4, 5, 6, 7] * 8)


def test_closing_while_a_question_runs(path: Path) -> None:
    store = open_store(path)
    failures: list[str] = []

    def ask() -> None:
        try:
            store.query(SLOW, deadline=20)
        except QueryError as error:
            failures.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.1)
    store.close()
    thread.join(5)
    assert len(failures) == 1
    store.close()
    with pytest.raises(QueryError, match="closed"):
        store.query("SELECT 1")


# Another file in the same place


def test_replaced(path: Path) -> None:
    with open_store(path) as store:
        assert not store.replaced()
        os.replace(small_store(path.with_name("new")), path)
        assert store.replaced()
        assert chronology.row(store, 1).id == "embargo"
    with open_store(path) as store:
        assert not store.replaced()


def test_written_to(path: Path) -> None:
    with open_store(path) as store:
        spoil(path, "UPDATE event SET title = 'x' WHERE id = 1")
        assert store.replaced()


def test_gone(path: Path) -> None:
    with open_store(path) as store:
        path.unlink()
        assert not store.replaced()


def test_the_reading_side_needs_only_the_standard_library() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from store import chronology, entities, passages, quotations, sources;"
        "print(*sorted(sys.modules.keys() & {'sqlite_utils', 'click', 'dateutil', 'rich', 'textual', 'difflib'}))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""


def test_a_store_is_what_open_store_gives(path: Path) -> None:
    with open_store(path) as store:
        assert isinstance(store, Store)
        assert store.one("SELECT 1 WHERE 0") is None
    assert database.SECONDS < database.WHOLE_TABLE
