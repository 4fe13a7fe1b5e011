"""Events with the same days are one run: what is told of a run is what would be told of each of its events."""

import sqlite3
from array import array
from itertools import pairwise

import pytest
from dated_stores import a_chronology
from hypothesis import given
from hypothesis import strategies as st

from store.database import open_store
from store.errors import QueryError
from store.filters import parse
from store.runs import OPEN, Runs
from store.selecting import picked
from store.selecting.events import EventSet, bits_of, bits_of_words
from store.selecting.picking import runs
from store.shown import Everything
from store.spread import Spread, extent
from store.viewing import view

DATES = (
    *("../2006", "2006", "2006", "2006-10", "2006-10-14", "2006-10-14", "2006-10-14", "2006-10-14/..", "2023-09"),
    *("2023-09", "2023-09-13/2023-09-17", "2024-01-02", "2024-01-02", "2024-01-02", "2024-01-11", None, None),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store in which several events have the same days."""
    with open_store(a_chronology(tmp_path_factory.mktemp("runs"), [*DATES])) as opened:
        yield opened


def days_of(store):
    """The three days of every dated event, one by one."""
    return store.query("SELECT lo, day, hi FROM event WHERE day IS NOT NULL ORDER BY id")


def told(rows):
    """A run for each row that is not like the one before it."""
    found = Runs.none()
    for number, row in enumerate(rows, 1):
        found.add(number, *row)
    return found


def test_the_table_of_a_store_has_the_runs_of_its_events(store):
    rows, found = days_of(store), runs(store)
    firsts = [number for number, row in enumerate(rows, 1) if number == 1 or rows[number - 2] != row]
    assert [*found.starts] == firsts and len(firsts) < len(rows)
    assert [*zip(found.los, found.days, found.his, strict=True)] == [
        tuple(OPEN if day is None else day for day in rows[number - 1]) for number in firsts
    ]


SOME = st.sets(st.integers(1, len(DATES)))


@given(SOME)
def test_what_is_picked_has_the_runs_of_its_events_alone(store, ordinals):
    rows = days_of(store)
    chosen = array("q", sorted(ordinals))
    dated = [number for number in chosen if number <= len(rows)]
    assert runs(store).picked(chosen, len(dated)) == told(rows[number - 1] for number in dated)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=60), st.data())
def test_in_any_chronology(days, data):
    rows = [(day, day, None) for day in sorted(days)]
    chosen = array("q", sorted(data.draw(st.sets(st.integers(1, len(rows))))))
    assert told(rows).picked(chosen, len(chosen)) == told(rows[number - 1] for number in chosen)


@given(SOME)
def test_what_is_picked_answers_as_its_events_do_one_by_one(store, ordinals):
    everything = Everything(store)
    events = EventSet(bits_of(ordinals, everything.count, "a test"), everything.count)
    shown = picked(store, events)
    before = [row.reach for row in shown.rows(1, 99)]
    shown.prepare()
    rows = [everything.row(number) for number in sorted(ordinals)]
    extents = [extent(row.date) for row in rows if row.date]
    edges = sorted({day + by for each in extents for day in each for by in (0, 1)} | {0, 10**6})
    assert shown.shares(edges) == Spread(extents).shares(edges)
    for edge in edges:
        assert shown.at(edge) == 1 + sum(first < edge for first, _ in extents)
    for first, after in pairwise(edges):
        last = after - 1
        inside = [row for row in rows if row.date and extent(row.date)[0] <= last and extent(row.date)[1] >= first]
        there = {row.ordinal for row in shown.lasting([(first, last)])} | {
            row.ordinal for row in shown.exact([(first, last)])
        }
        assert there == {row.ordinal for row in inside}
    if len(ordinals) < everything.count:
        ends = [max(last for _, last in extents[:place]) if place else None for place in range(len(extents))]
        assert before == [*ends, *[row.reach for row in rows[len(extents) :]]]
        assert [row.ordinal for row in shown.rows(1, 99)] == sorted(ordinals)
    silences, place = [], 0
    while (place := shown.silence_after(place) or 0) > 0:
        silences.append(place)
    assert [row.silent for row in shown.rows(1, 99)] == [place + 1 in silences for place in range(len(rows))]


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM event_run", "UPDATE event_run SET event_id = 99 WHERE event_id = 1",
     "UPDATE event_run SET day = 9223372036854775807 WHERE event_id = 1"],
)  # fmt: skip
def test_runs_that_can_be_none_are_refused(tmp_path, sql):
    path = a_chronology(tmp_path, [*DATES])
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()
    with open_store(path) as store, pytest.raises(QueryError, match="event_run"):
        view(store, parse("in:2024"))


@given(st.sets(st.integers(1, 200)))
def test_events_as_bits_of_words(numbers):
    words = {}
    for number in numbers:
        words.setdefault((number - 1) >> 5, []).append(1 << ((number - 1) & 31))
    pairs = [(word, sum(bits)) for word, bits in words.items()]
    assert bits_of_words(pairs, 200, "a test") == bits_of(numbers, 200, "a test")


@pytest.mark.parametrize("pair", [(-1, 1), (6, 1 << 8), (7, 1), (99, 1), (0, 1 << 32), (0, -1), (None, 1), ("0", 1)])
def test_bits_of_no_event_are_refused(pair):
    with pytest.raises(QueryError, match="an event that there is not"):
        bits_of_words([pair], 200, "a test")
