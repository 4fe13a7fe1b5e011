"""Thousands of events: every question uses an index, and none costs more because there are more events."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from benchmarks.generate import generate
from benchmarks.reading import measure

from store import (
    chronology,
    entities,
    going,
    matrix,
    opening,
    passages,
    periods,
    quotations,
    schema,
    sources,
    standing_questions,
    utterances,
)
from store.database import Store, open_store
from store.dates import days, order_key
from store.dates.stepping import Unit
from store.errors import NotFound
from store.records import Summary
from store.shown import Everything, Shown
from tui.sight import Sight

MANY, FEW = 4000, 400


class Made(NamedTuple):
    path: Path
    summary: Summary


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("scale") / "many.timeline"
    return Made(path, generate(path, MANY))


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("scale") / "few.timeline"
    return Made(path, generate(path, FEW))


@pytest.fixture
def store(made: Made) -> Iterator[Store]:
    with open_store(made.path) as opened:
        yield opened


def test_the_same_seed_makes_the_same_store(made: Made, tmp_path: Path) -> None:
    generate(tmp_path / "again.timeline", MANY)
    assert (tmp_path / "again.timeline").read_bytes() == made.path.read_bytes()


def test_the_chronology_is_a_realistic_one(made: Made, store: Store) -> None:
    summary = made.summary
    assert (summary.events, summary.undated, summary.quotations) == (MANY, MANY // 50, MANY * 3 // 10)
    rows = chronology.rows(store, 1, MANY)
    assert {row.date.precision for row in rows if row.date} == {"day", "month", "year", "decade", "interval"}
    assert any(row.date.lo is None for row in rows if row.date)
    assert any(row.date.approximate for row in rows if row.date)
    assert {row.status for row in rows} == {"happened", "claimed", "disputed", "planned", "denied"}
    appearances = sorted((entity.events for entity in entities.all_entities(store)), reverse=True)
    assert appearances[0] > 5 * appearances[len(appearances) // 2] > 0


def test_what_the_writer_says_is_what_the_reader_finds(made: Made, store: Store) -> None:
    assert chronology.summary(store) == made.summary


def test_every_event_in_order(store: Store) -> None:
    found = list(chronology.stream(store, batch=333))
    assert [event.row.ordinal for event in found] == list(range(1, MANY + 1))
    keys = [order_key(event.row.date, 0, event.row.id) for event in found]
    assert keys == sorted(keys)
    assert [event.row for event in found] == chronology.rows(store, 1, MANY)
    for event in found:
        assert event.citations
        assert len({citation.source for citation in event.citations}) == event.row.sources
    assert found[1234] == chronology.event(store, 1235)


def test_words_are_those_of_the_text(store: Store) -> None:
    page = passages.page(store, sources.all_sources(store)[50].id)
    assert page.events
    for row in page.events:
        for citation in passages.behind(store, row.ordinal):
            if citation.source == page.source.id:
                assert citation.words == page.text[citation.start : citation.end]


def test_at_every_day(store: Store) -> None:
    rows = [row for row in chronology.rows(store, 1, MANY) if row.date]
    for day in range(days.day_number(1899, 12, 1), days.day_number(2025, 2, 1), 97):
        expected = sum(row.date is not None and row.date.sort_day < day for row in rows) + 1
        assert chronology.at(store, day) == expected


def test_every_quotation_once(made: Made, store: Store) -> None:
    found = list(quotations.all_quotations(store))
    assert len({quotation.id for quotation in found}) == made.summary.quotations
    dated = [quotation.date.sort_day for quotation in found if quotation.date]
    assert dated == sorted(dated)
    assert [quotation.date is None for quotation in found] == sorted(quotation.date is None for quotation in found)
    speaker = found[0].speaker
    assert list(quotations.spoken_by(store, speaker)) == [each for each in found if each.speaker == speaker]


# What the questions cost

Question = Callable[[Store], object]


def _period(step: Callable[[Shown, int, Unit], int | None], unit: Unit, store: Store) -> object:
    return step(Everything(store), 100, unit)


def _axis(unit: Unit | None, store: Store) -> object:
    return Sight(Everything(store)).axis(unit, days.day_number(1950, 6, 1), None, 120, 7)


def _page_of_quotations(store: Store) -> object:
    spoken = utterances.Spoken(store, utterances.By.SPEAKER)
    for number in range(1, 101):
        spoken.add(number, number, None)
    return spoken.rows(1, 64)


WINDOWS: dict[str, Question] = {
    "rows": lambda store: chronology.rows(store, 200, 50),
    "rows at the end": lambda store: chronology.rows(store, chronology.summary(store).events - 10, 50),
    "picked": lambda store: chronology.picked(store, range(3, 300, 6)),
    "row": lambda store: chronology.row(store, 200),
    "at": lambda store: chronology.at(store, days.day_number(1990, 6, 1)),
    "at the end": lambda store: chronology.at(store, days.day_number(2030, 1, 1)),
    "ordinal_of": lambda store: chronology.ordinal_of(store, "event-0000200"),
    "event": lambda store: chronology.event(store, 200),
    "stream of some": lambda store: list(chronology.stream(store, 100, 250, batch=50)),
    "page": lambda store: passages.page(store, "report-000010"),
    "behind": lambda store: passages.behind(store, 200),
    "mentions": lambda store: passages.mentions(store, "report-000010"),
    "source": lambda store: sources.source(store, "report-000010"),
    "entity": lambda store: entities.entity(store, "entity-00010"),
    "quotation": lambda store: quotations.quotation(store, "q-0000100"),
    "page of quotations": _page_of_quotations,
    "utterance": lambda store: utterances.utterance(store, quotations.quotation(store, "q-0000100")),
    "some sources": lambda store: sources.some(store, range(1, 20)),
    "cells": lambda store: matrix.cells(store, range(100, 132), range(1, 9)),
    "everything": Everything,
    "next silence": lambda store: Everything(store).silence_after(100),
    "silence before": lambda store: Everything(store).silence_before(100),
    "go to a time": lambda store: going.destination(Everything(store), "june 1990", today=1, here=None),
    "the step again": lambda store: going.again(Everything(store), 100, Unit.YEAR, 3),
    **{f"next {unit}": partial(_period, periods.next_period, unit) for unit in Unit},
    **{f"{unit} before": partial(_period, periods.previous_period, unit) for unit in Unit},
    **{f"axis by {unit}": partial(_axis, unit) for unit in (None, *Unit)},
}
NEAR_MISSES: dict[str, Question] = {
    "an event that there is not": lambda store: chronology.ordinal_of(store, "event-x"),
    "a source that there is not": lambda store: sources.source(store, "report-x"),
    "an entity that there is not": lambda store: entities.entity(store, "entity-x"),
    "a quotation that there is not": lambda store: quotations.quotation(store, "q-x"),
}
SPEAKER: dict[str, Question] = {"spoken_by": lambda store: list(quotations.spoken_by(store, "entity-00003"))}


def _gathered(store: Store, by: str) -> Iterator[object]:
    return utterances.gather(Everything(store), utterances.By(by))


WHOLE: dict[str, tuple[Question, set[str]]] = {
    "summary": (chronology.summary, {"source", "entity", "quotation"}),
    "all_sources": (sources.all_sources, {"s"}),
    "all_entities": (entities.all_entities, {"e", "alias"}),
    "quotations in view": (lambda store: list(_gathered(store, "speaker")), {"entity"}),
    "quotations in view by date": (lambda store: list(_gathered(store, "date")), set()),
    "sources in view": (lambda store: list(matrix.cited(store, Everything(store))), {"source"}),
    "all_quotations": (lambda store: list(quotations.all_quotations(store)), {"quotation"}),
}


def asked(path: Path, question: Question) -> list[tuple[str, tuple[object, ...]]]:
    """The SQL that a question comes to, with its parameters."""
    found = []
    with open_store(path) as store:
        query = store.query

        def noting(sql: str, params: tuple[object, ...] = (), **options: float) -> list[tuple[object, ...]]:
            found.append((sql, tuple(params)))
            return query(sql, params, **options)

        store.query = noting  # type: ignore[method-assign, assignment]
        with suppress(NotFound):
            question(store)
    return found


def _beside(path: Path, sqls: Iterable[str]) -> sqlite3.Connection:
    """A connection that can be asked what the program asks its own."""
    connection = sqlite3.connect(path)
    if any("temp." in sql for sql in sqls):
        opening.list_words(connection, schema.FULL_TEXT_TABLES)
    return connection


def scanned(path: Path, question: Question) -> set[str]:
    """The tables that a question reads from end to end."""
    questions = asked(path, question)
    connection = _beside(path, (sql for sql, _ in questions))
    steps = [row[3] for sql, params in questions for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", params)]
    connection.close()
    assert steps
    scanned = {step.split()[1] for step in steps if step.startswith("SCAN ") and "VIRTUAL TABLE" not in step}
    scanned = {table for table in scanned if not table.startswith("(subquery")}  # what is in it is told by itself
    return scanned - {"json_each", "CONSTANT", "stretch"}  # what was asked for, not what there is


@pytest.mark.parametrize("name", [*WINDOWS, *NEAR_MISSES, *SPEAKER])
def test_no_question_reads_a_table_from_end_to_end(made: Made, name: str) -> None:
    question = {**WINDOWS, **NEAR_MISSES, **SPEAKER}[name]
    allowed = {"source", "entity", "quotation"} if name == "rows at the end" else set()
    assert scanned(made.path, question) <= allowed


@pytest.mark.parametrize("name", WHOLE)
def test_whole_tables_are_read_where_all_is_asked_for(made: Made, name: str) -> None:
    question, tables = WHOLE[name]
    assert scanned(made.path, question) == tables


def steps(path: Path, question: Question) -> int:
    """How many steps of SQLite's machine a question takes: the same on any computer."""
    questions = asked(path, question)
    connection = _beside(path, (sql for sql, _ in questions))
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    for sql, params in questions:
        connection.set_progress_handler(count, 1)
        connection.execute(sql, params).fetchall()
        connection.set_progress_handler(None, 1)
    connection.close()
    return taken


@pytest.mark.parametrize("name", [*WINDOWS, *NEAR_MISSES, "summary"])
def test_ten_times_the_events_cost_no_more(made: Made, few: Made, name: str) -> None:
    question = WHOLE[name][0] if name in WHOLE else {**WINDOWS, **NEAR_MISSES}[name]
    small, large = steps(few.path, question), steps(made.path, question)
    assert large <= 2 * small + 200


def test_the_standing_questions_go_piece_by_piece(made: Made, few: Made) -> None:
    def first_piece(store: Store) -> object:
        return next(standing_questions.answers(store, Everything(store)))

    assert scanned(made.path, first_piece) <= {"e", "k"}
    bounds = [params for sql, params in asked(made.path, first_piece) if "SELECT e.id, e.sources = 1" in sql]
    assert bounds == [(1, MANY)] and MANY < standing_questions.AT_ONCE


def test_few_questions_for_a_card(made: Made) -> None:
    assert len(asked(made.path, WINDOWS["event"])) <= 7
    assert len(asked(made.path, lambda store: chronology.rows(store, 1, 50))) == 1
    assert len(asked(made.path, WINDOWS["page"])) <= 10


def test_the_benchmark_runs(few: Made) -> None:
    costs = measure(few.path, times=3)
    assert {"open", "first rows", "rows in the middle", "at a day", "event", "page"} <= {cost.name for cost in costs}
    assert all(cost.median > 0 for cost in costs)
