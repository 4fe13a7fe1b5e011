"""Filters on thousands of events: names, kinds and times are looked up, and nothing is read twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.generate import generate
from benchmarks.questions import measure
from test_scale import scanned, steps

from store.database import Store, open_store
from store.errors import QueryError
from store.facets import FACETS, counted
from store.filters import parse
from store.selecting import explain, select
from store.selecting.completing import MOST, complete

NAMES = {"entity", "alias"}
LINES = {
    "entity:entity-00003": {"entity"},
    "by:entity-00003": {"entity"},
    "kind:statement": {"kind"},
    "tag:theme-000": {"tag"},
    "source:report-000010": set(),
    "status:claimed": set(),
    "precision:month": set(),
    "undated": set(),
    "in:1990-06": set(),
    "within:1990": set(),
    "after:2000 before:2010": set(),
    "sources:>=2 voices:1": set(),
    "missile": NAMES,
    '"of the"': NAMES,
    "disputed": set(),
    "denied-by:entity-00003": {"entity"},
}
"""What each line may read from end to end: never events, citations or quotations."""
TYPED = {"": set(), "entity:": {"e"}, "entity:ran": {"entity", "e"}, "kind:s": {"kind"}, "voices:": set()}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scale") / "many.timeline"
    generate(path, 4000)
    return path


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scale") / "few.timeline"
    generate(path, 400)
    return path


@pytest.fixture
def store(many: Path) -> Iterator[Store]:
    with open_store(many) as opened:
        yield opened


@pytest.mark.parametrize("line", LINES)
def test_no_filter_reads_events_from_end_to_end(many: Path, line: str) -> None:
    assert scanned(many, lambda store: select(store, parse(line))) <= LINES[line]


@pytest.mark.parametrize("line", TYPED)
def test_completion_reads_no_names_from_end_to_end_that_it_can_look_up(many: Path, line: str) -> None:
    found = scanned(many, lambda store: complete(store, line, len(line)) or store.query("SELECT 1"))
    assert {table for table in found if not table.startswith("(subquery")} <= TYPED[line]


@pytest.mark.parametrize(
    "line", ["kind:statement", "status:claimed", "undated", "source:report-000010", "tag:theme-000"]
)
def test_ten_times_the_events_cost_no_more(many: Path, few: Path, line: str) -> None:
    small, large = (steps(path, lambda store: select(store, parse(line))) for path in (few, many))
    assert large <= 2 * small + 200


def test_what_was_asked_is_not_asked_again(store: Store) -> None:
    line = "entity:entity-00003 -kind:statement missile in:1990/2010 voices:1 or disputed"
    found = explain(store, parse(line))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked again")

    store.query = refuse  # type: ignore[method-assign, assignment]
    again = explain(store, parse(line + " undated"))
    assert [part.alone for part in again.parts[:-1]] == [part.alone for part in found.parts]
    assert select(store, parse(line)) == found.events


def test_a_question_that_is_interrupted_ends(store: Store) -> None:
    query = store.query

    def stopped(sql: str, *params: object, **options: float) -> object:
        if "event_fts" in sql:
            raise QueryError("interrupted")
        return query(sql, *params, **options)  # type: ignore[arg-type]

    store.query = stopped  # type: ignore[method-assign, assignment]
    with pytest.raises(QueryError):
        select(store, parse("missile"))
    store.query = query  # type: ignore[method-assign]
    assert select(store, parse("missile")).count > 0


@pytest.mark.parametrize("line", [*TYPED, "by:", "source:", "publisher:", "mis", "-(entity:e", "tag:", "after:"])
def test_completion_is_bounded_and_keeps_to_its_place(store: Store, line: str) -> None:
    found = complete(store, line, len(line))
    assert len(found) <= MOST
    for each in found:
        assert line[: each.start] + each.insert
        assert each.end == len(line)
        if each.count is not None:
            assert each.count == select(store, parse(each.insert)).count, each


@pytest.mark.parametrize("facet", FACETS)
def test_counts_are_bounded_and_say_how_many_more_there_are(store: Store, facet: str) -> None:
    for line in ("", "in:1990/2010"):
        events = select(store, parse(line))
        whole, some = counted(store, facet, events, most=10**6), counted(store, facet, events, most=5)
        assert whole.more == 0
        assert len(some.values) + some.more == len(whole.values)
        if facet != "year":
            assert some.values == whole.values[:5]


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("line", ["", "in:1990/2010", "disputed", "entity:entity-00003 missile", "voices:99"])
def test_few_events_are_counted_one_by_one_as_many_are_from_lists(
    store: Store, facet: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = select(store, parse(line))
    one_by_one = counted(store, facet, events)
    monkeypatch.setattr("store.selecting.having.FEW", -1)
    assert counted(store, facet, events) == one_by_one


@pytest.mark.parametrize("facet", ["entity", "speaker", "source", "publisher", "tag"])
def test_to_count_few_events_reads_no_table_from_end_to_end(many: Path, facet: str) -> None:
    def ask(store: Store) -> object:
        return counted(store, facet, select(store, parse("source:report-000010")))

    assert not {table for table in scanned(many, ask) if table not in ("e", "json_each")} & {
        *("event", "citation", "passage", "source", "quotation", "event_entity", "event_tag", "posting")
    }


def test_the_benchmark_runs(few: Path) -> None:
    assert all(cost.median > 0 for cost in measure(few, times=1))
