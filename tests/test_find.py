"""Finding events by words: every hit and no other, the nearest first, and nothing that a newer question waits for."""

import random
import re
import sqlite3
import threading
import unicodedata
from itertools import islice
from pathlib import Path

import pytest
from benchmarks.finding import measure
from benchmarks.generate import generate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_scale import scanned, steps

from store import schema
from store.database import open_store
from store.errors import QueryError
from store.picked import Picked
from store.search import searching
from store.search.searching import Searching
from store.search.terms import parse, spans
from store.shown import Everything
from tui.seeking import Seeker

WORDS = ("missile", "Missiles", "mission", "Kim", "kím", "Straße", "strasse", "sanction", "the", "a", "İzmir", "été")
NUMBERS = re.compile(r"[^\W_]+")


def plain(text):
    """The words of a text, by Unicode's own rules: for words of our alphabet they are SQLite's."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return NUMBERS.findall(bare.lower())


def has(text, term):
    """Whether a text has a term: consecutive words, the last one perhaps only begun."""
    there, wanted = plain(text), list(term.words)
    for at in range(len(there) - len(wanted) + 1):
        part = there[at : at + len(wanted)]
        if part == wanted or (term.prefix and part[:-1] == wanted[:-1] and part[-1].startswith(wanted[-1])):
            return True
    return False


def texts_of(path):
    """For each event, every text that is searched, as plain SQL reads it."""
    found = {}
    connection = sqlite3.connect(path)
    for sql in (
        "SELECT id, title FROM event",
        "SELECT id, summary FROM event",
        "SELECT c.event_id, p.words FROM citation c JOIN passages p ON p.id = c.passage_id",
        "SELECT event_id, text FROM quotation WHERE event_id IS NOT NULL",
        "SELECT r.event_id, e.name FROM event_entity r JOIN entity e ON e.id = r.entity_id",
        "SELECT r.event_id, a.name FROM event_entity r JOIN alias a ON a.entity_id = r.entity_id",
    ):
        for event, text in connection.execute(sql):
            found.setdefault(event, []).append(text)
    connection.close()
    return found


def expected(path, terms):
    """The events that have every term."""
    return {
        event
        for event, texts in texts_of(path).items()
        if all(any(has(text, term) for text in texts) for term in terms)
    }


def reworded(path, seed):
    """A small store with other words everywhere."""
    rng = random.Random(seed)

    def say(count):
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, count)))

    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    for table, column, count in (
        ("event", "title", 3), ("event", "summary", 6), ("quotation", "text", 4), ("entity", "name", 2),
    ):  # fmt: skip
        for (number,) in connection.execute(f"SELECT id FROM {table}").fetchall():
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (say(count), number))
    connection.execute("DELETE FROM alias")
    for entity in (1, 2, 3):
        connection.execute("INSERT INTO alias VALUES(?, ?, 'alias')", (entity, say(2)))
    for source, text in connection.execute("SELECT source_id, text FROM source_text").fetchall():
        words = (say(40) + " " * len(text))[: len(text)]
        connection.execute("UPDATE source_text SET text = ? WHERE source_id = ?", (words, source))
    for table in schema.FULL_TEXT_TABLES:
        connection.execute(f"INSERT INTO {table}({table}) VALUES('rebuild')")
    connection.execute("COMMIT")
    connection.close()
    return path


def last(hits):
    """The last report of a search."""
    return [each for each in hits if each is not None][-1]


def places(hits):
    """The places of all hits."""
    return {place for place, mark in enumerate(hits.marks) if mark}


LINES = st.lists(
    st.sampled_from([*WORDS, "miss", "k", "s", '"the a"', '"kim missile"', "nowhere"]), min_size=1, max_size=3
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), words=LINES, space=st.booleans(), here=st.integers(1, 7), narrow=st.booleans())
def test_a_search_finds_what_plain_python_finds(path, seed, words, space, here, narrow):
    reworded(path, seed)
    terms = parse(" ".join(words) + (" " if space else ""))
    with open_store(path) as store:
        shown = Everything(store)
        if narrow:
            shown = Picked(
                store, store.query("SELECT id, lo, day, hi FROM event WHERE hi <= 738900 OR id = 7 ORDER BY id")
            )
        here = min(here, shown.count)
        searched = Searching()
        reports = [hits for hits in searched.find(store, shown, terms, here) if hits is not None]
        in_view = {shown.ordinal(place): place for place in range(1, shown.count + 1)}
        all_events = expected(path, terms)
        found = {in_view[event] for event in all_events if event in in_view}
        final = reports[-1]
        assert final.whole and not any(hits.whole for hits in reports[:-1])
        assert places(final) == found and final.count == len(found)
        assert final.outside == len(all_events) - len(found)
        for hits in reports[:-1]:
            assert places(hits) <= found  # what is said early stays true
        for hits in reports[:1]:
            if not hits.whole and hits.count:
                assert hits.after(here - 1)
        assert last(searched.find(store, shown, terms, here)) == final  # what was learned is no other
        for place in range(shown.count + 2):
            assert final.after(place) == min((hit for hit in found if hit > place), default=0)
            assert final.before(place) == max((hit for hit in found if hit < place), default=0)
            assert final.number(place) == sum(hit <= place for hit in found)
            assert (place in final) == (place in found)


def test_words_that_nothing_has_are_named(store):
    hits = last(Searching().find(store, Everything(store), parse("missile xyzzy "), 1))
    assert (hits.count, hits.lacking) == (0, ("xyzzy",))
    hits = last(Searching().find(store, Everything(store), parse("embargo Kharkiv factory "), 1))
    assert (hits.count, hits.lacking) == (0, ())


def test_notes_are_searched_too(store):
    searching = Searching()
    searching.read_notes({3: "Look at the *calendar* again", 5: "Nothing"})
    assert places(last(searching.find(store, Everything(store), parse("calend"), 1))) == {3}
    searching.read_notes({5: "The calendar, after all"})
    assert places(last(searching.find(store, Everything(store), parse("calend"), 1))) == {5}


def test_names_are_found_by_any_other_name(store):
    assert places(last(Searching().find(store, Everything(store), parse('"russian federation"'), 1))) == {4}


def test_a_store_without_full_text_is_searched_as_far_as_it_goes(path):
    connection = sqlite3.connect(path, isolation_level=None)
    for table in schema.FULL_TEXT_TABLES:
        connection.execute(f"DROP TABLE {table}")
    connection.close()
    with open_store(path) as store:
        hits = last(Searching().find(store, Everything(store), parse("KHARKIV hits"), 1))
        assert places(hits) == {4} and hits.untold
        assert last(Searching().find(store, Everything(store), parse("fragments"), 1)).count == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE citation SET event_id = 'x' WHERE id = 2",
        "UPDATE citation SET event_id = 1e300 WHERE id = 2",
        "UPDATE citation SET event_id = -9000000000000000000 WHERE id = 2",
        "UPDATE entity SET name = x'00' WHERE id = 1",
        "UPDATE event_entity SET event_id = 4000000000000",
    ],
)
def test_a_damaged_store_is_a_sentence_or_an_answer(path, statement):
    from small_stores import spoil

    spoil(path, statement)
    with open_store(path) as store:
        try:
            hits = last(Searching().find(store, Everything(store), parse("fragments russia"), 5))
        except QueryError as error:
            assert "damaged" in str(error)
        else:
            assert len(hits.marks) == 8


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    """A store of thousands."""
    path = tmp_path_factory.mktemp("find") / "many.timeline"
    generate(path, 4000)
    return path


@pytest.fixture(scope="module")
def few(tmp_path_factory) -> Path:
    """A store of hundreds."""
    path = tmp_path_factory.mktemp("find") / "few.timeline"
    generate(path, 400)
    return path


LINE = "the government"


def test_the_benchmark_runs(few):
    costs = measure(few, ("government ", "xyzzy "))
    assert [cost.hits > 0 for cost in costs] == [True, False]
    assert all(cost.whole >= cost.first > 0 and cost.peer > 0 for cost in costs)


def nearest(store):
    """The first thing that a search says."""
    return next(hits for hits in Searching().find(store, Everything(store), parse(LINE), 100) if hits is not None)


def everything(store):
    """All that it says."""
    return last(Searching().find(store, Everything(store), parse(LINE), 100))


def test_no_table_is_read_from_end_to_end_but_by_its_words(many):
    assert scanned(many, nearest) <= {"entity", "source", "quotation"}
    assert "event" not in scanned(many, everything)
    assert not {"citation", "passage", "event_entity", "quotation"} & scanned(many, everything)


def test_the_nearest_hit_costs_no_more_among_ten_times_the_events(many, few):
    assert steps(many, nearest) <= 2 * steps(few, nearest) + 200


def test_what_one_letter_taught_the_next_one_knows(many):
    searched = Searching()
    with open_store(many) as store:
        shown = Everything(store)
        asked = []
        query = store.query
        store.query = lambda sql, params=(), **options: asked.append(sql) or query(sql, params, **options)
        last(searched.find(store, shown, parse("the gov"), 1))
        asked.clear()
        hits = last(searched.find(store, shown, parse("the gov"), 1))
        assert asked == [] and hits.count
        last(searched.find(store, shown, parse("the govern"), 1))
        assert not any(sql.startswith("SELECT id, name FROM entity WHERE id >") and "LIMIT" not in sql for sql in asked)


def test_reports_grow_until_all_is_found(many, monkeypatch):
    monkeypatch.setattr(searching, "EVERY", 0.0)
    monkeypatch.setattr(searching, "_AT_ONCE", 256)
    with open_store(many) as store:
        reports = [hits for hits in Searching().find(store, Everything(store), parse("the "), 50) if hits is not None]
    counts = [hits.count for hits in reports]
    assert len(counts) > 5 and counts == sorted(counts)
    assert [hits.whole for hits in reports] == [False] * (len(reports) - 1) + [True]


def test_a_newer_question_stops_the_older_one(many):
    heard, done = [], threading.Event()
    searched = Searching()
    seeker = Seeker(lambda: open_store(many))
    finished = []

    def ask(line, final):
        def question(store):
            for hits in searched.find(store, Everything(store), parse(line), 1):
                yield None if hits is None else (line, hits)
            finished.append(line)
            if final:
                done.set()

        seeker.seek("find", question, heard.append, lambda error: done.set())

    typed = "the government of "
    for end in range(1, len(typed) + 1):
        ask(typed[:end], end == len(typed))
    assert done.wait(30)
    seeker.close()
    assert finished[-1] == typed and len(finished) < len(typed)
    line, hits = heard[-1]
    assert line == typed and hits.whole
    with open_store(many) as store:
        assert hits == last(Searching().find(store, Everything(store), parse(typed), 1))


def test_a_search_given_up_half_way_leaves_nothing_wrong(many):
    with open_store(many) as store:
        shown, searched = Everything(store), Searching()
        for stop in range(1, 40, 3):
            list(islice(searched.find(store, shown, parse(f"the {'abcdefghijklmnop'[stop % 16]}"), 1), stop))
        assert last(searched.find(store, shown, parse(LINE), 1)) == everything(store)


def test_lit_positions_are_of_the_text_itself():
    text = "Die Straße, “MISSILES” \u0301 und mi\u0301ssile"
    assert [text[first:last] for first, last in spans(text, parse("missile"))] == ["MISSILES", "mi\u0301ssile"]
