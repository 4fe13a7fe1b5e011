"""Building a store: what a dataset becomes. What can go wrong on the way is in `test_replacing`."""

import json
import os
import sqlite3
import stat
from pathlib import Path

from builders import a_citation, a_dataset, a_store, an_event, the_events
from outside import names, rows, run

from store import chronology
from store.checking import check_dataset, check_store
from store.database import open_store
from store.dates import parse
from store.loading import build


def test_a_dataset_becomes_a_store_that_says_what_it_holds(tmp_path: Path) -> None:
    target = tmp_path / "arnholt.db"
    summary = build(a_dataset(tmp_path), target)
    assert (summary.title, summary.events, summary.undated) == ("The bridge at Arnholt", 4, 1)
    assert (summary.sources, summary.entities, summary.quotations) == (2, 5, 1)
    first, last = parse("1931-01-01").lo, parse("2024-01-11").hi
    assert (summary.first_day, summary.last_day) == (first, last)
    with open_store(target) as store:
        assert chronology.summary(store) == summary
    assert check_store(target) == []


def test_events_are_numbered_in_chronological_order(tmp_path: Path) -> None:
    found = rows(a_store(tmp_path), "SELECT id, slug, edtf FROM event ORDER BY id")
    assert found == [
        (1, "bridge-built", "1931"),
        (2, "crane-accident", "2023-12"),
        (3, "bridge-closed", "2024-01-11"),
        (4, "bridge-reopened", None),
    ]


def test_an_event_with_an_open_start_stands_at_its_known_end_and_one_with_an_open_end_reaches_no_further(
    tmp_path: Path,
) -> None:
    cited = [a_citation()]
    events = [
        *the_events(),
        an_event("by-then", date="../2023-12-15", citation=cited),
        an_event("since-then", date="2023-12-20/..", citation=cited),
    ]
    found = rows(a_store(tmp_path, events=events), "SELECT slug, day, reach FROM event WHERE id > 1 ORDER BY id")
    december = parse("2023-12")
    fifteenth, twentieth = parse("2023-12-15").lo, parse("2023-12-20").lo
    assert found == [
        ("crane-accident", december.lo, parse("1931").hi),
        ("by-then", fifteenth, december.hi),
        ("since-then", twentieth, december.hi),
        ("bridge-closed", parse("2024-01-11").lo, december.hi),
        ("bridge-reopened", None, None),
    ]


def test_two_papers_that_quote_one_statement_are_two_sources_and_one_voice(tmp_path: Path) -> None:
    events = the_events()
    for citation in events[0]["citation"]:
        citation["attributed_to"] = "council"
    store = a_store(tmp_path, events=events)
    assert rows(store, "SELECT sources, voices FROM event WHERE slug = 'bridge-closed'") == [(2, 1)]
    # a denial is no report: nobody stands behind it
    assert rows(store, "SELECT sources, voices FROM event WHERE slug = 'crane-accident'") == [(1, 0)]


def test_events_that_cite_the_same_words_share_their_passage(tmp_path: Path) -> None:
    store = a_store(tmp_path, events=[*the_events(), an_event("moved"), an_event("seconded")])
    found = rows(store, "SELECT count(*), count(DISTINCT passage_id) FROM citation WHERE event_id IN (4, 5, 6)")
    assert found == [(3, 2)]


def test_the_texts_say_where_they_name_an_entity(tmp_path: Path) -> None:
    sql = (
        'SELECT x.slug, substr(t.text, m.start + 1, m."end" - m.start) FROM mention m'
        " JOIN source_text t USING (source_id) JOIN entity x ON x.id = m.entity_id WHERE source_id = 1 ORDER BY m.start"
    )
    found = rows(a_store(tmp_path), sql)
    assert found[:4] == [
        ("arnholt", "Arnholt"),
        ("bridge", "old bridge"),
        ("ida-brandt", "Ida Brandt"),
        ("bridge", "The bridge"),
    ]
    assert "council" not in {entity for entity, _ in found}  # its short name is weak


def test_words_are_found_by_full_text(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    search = "SELECT rowid FROM {0} WHERE {0} MATCH ?"
    connection = sqlite3.connect(store)
    assert connection.execute(search.format("event_fts"), ("crane",)).fetchall() == [(2,)]
    assert len(connection.execute(search.format("passage_fts"), ("repaired",)).fetchall()) == 1
    assert connection.execute(search.format("quotation_fts"), ("safe",)).fetchall() == [(1,)]
    connection.close()


def test_a_store_lies_in_one_file_without_a_journal(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    assert names(tmp_path) == ["dataset", "dataset.db"]
    assert rows(store, "PRAGMA journal_mode") == [("delete",)]
    assert rows(store, "PRAGMA page_size") == [(8192,)]


def test_the_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        store = a_store(tmp_path)
    finally:
        os.umask(old)
    assert stat.S_IMODE(store.stat().st_mode) == 0o640


def test_the_same_dataset_makes_the_same_bytes(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    build(folder, tmp_path / "one.db")
    other = "import sys; from pathlib import Path; from store.loading import build; build(*map(Path, sys.argv[1:]))"
    for seed in "12":
        process = run(other, folder, tmp_path / f"seed {seed}.db", env={**os.environ, "PYTHONHASHSEED": seed})
        assert process.communicate() == ("", "")
    made = {path.read_bytes() for path in tmp_path.glob("*.db")}
    assert len(made) == 1


def test_the_order_of_the_files_is_the_order_of_their_names(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    (folder / "events").mkdir()
    whole = (folder / "events.toml").read_text()
    (folder / "events.toml").unlink()
    first, second = whole.split('[[event]]\nid = "crane-accident"')
    (folder / "events" / "2024.toml").write_text(first)
    (folder / "events" / "1931.toml").write_text('[[event]]\nid = "crane-accident"' + second)
    assert build(folder, tmp_path / "parts.db").events == 4
    build(a_dataset(tmp_path, name="whole"), tmp_path / "whole.db")
    sql = "SELECT slug, edtf, title FROM event ORDER BY id"
    assert rows(tmp_path / "parts.db", sql) == rows(tmp_path / "whole.db", sql)


def test_progress_names_the_stages_in_order(tmp_path: Path) -> None:
    told: list[str] = []
    build(a_dataset(tmp_path), tmp_path / "a.db", progress=lambda stage, done: told.append(stage))
    assert told == ["reading", "entities", "sources", "events", "quotations", "indices", "checking"]


def test_building_is_imported_without_sqlite_utils() -> None:
    process = run("import store.loading, sys; print('sqlite_utils' in sys.modules)")
    assert process.communicate() == ("False\n", "")


def test_a_hostile_text_is_refused_in_one_clean_line_or_kept_as_it_is(tmp_path: Path) -> None:
    kept = {}
    for number, hostile in enumerate(json.loads((Path(__file__).parent / "hostile.json").read_text("utf-8"))):
        try:
            event = an_event(f"hostile-{number}", title=hostile["text"])
            folder = a_dataset(tmp_path, name=f"dataset-{number}", events=[*the_events(), event])
        except UnicodeEncodeError:
            continue  # half a character: no file of UTF-8 can hold it
        problems = check_dataset(folder)
        if not problems:
            kept[f"hostile-{number}"] = hostile["text"]
        for problem in problems:
            assert str(problem).isprintable()
            assert problem.where.startswith("events.toml:")
    assert len(kept) > 100
    store = a_store(tmp_path, events=[*the_events(), *(an_event(name, title=text) for name, text in kept.items())])
    assert check_store(store) == []
    assert dict(rows(store, "SELECT slug, title FROM event WHERE slug LIKE 'hostile%'")) == kept  # type: ignore[arg-type]
