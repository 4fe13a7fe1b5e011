"""Who appears with whom, when each entity is seen, what is said of it: as a plain reading of all events has it."""

import sqlite3
from array import array
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.generate import generate
from builders import a_citation, a_quotation, a_store, an_entity, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from small_stores import spoil
from test_scale import scanned, steps

from store import chronology, entities, profile, roster, together, words_of
from store.building import entity_index
from store.building.postings import encode
from store.database import Store, open_store
from store.errors import NotFound, QueryError
from store.occurrences import Occurrences, occurrences
from store.picked import Picked
from store.records import Event
from store.roster import Order
from store.sharing import next_sharing
from store.shown import Everything
from store.spread import extent

NAMES = [f"e{number}" for number in range(8)]
DATES = [None, "1931", "1931-05", "1931-05-02", "../1940", "1935/..", "1920/1990", "193X", "2001-01-01~", "1999-12"]
CITED = [a_citation(), a_citation("minutes", 2, "The council resolves to close the bridge on 11 January 2024.")]


@st.composite
def stores(draw: st.DrawFn) -> list[dict[str, object]]:
    part = st.tuples(st.sampled_from(NAMES), st.sampled_from(["by", "about", "place"]))
    events = st.tuples(st.sampled_from(DATES), st.lists(part, max_size=6, unique=True))
    return [
        an_event(f"v{number}", date=date, entities=[{"id": name, "role": role} for name, role in parts], citation=CITED)
        for number, (date, parts) in enumerate(draw(st.lists(events, min_size=1, max_size=12)))
    ]


def parts(event: Event) -> set[str]:
    return {role.entity for role in event.entities}


def companions(events: list[Event], name: str) -> Counter[str]:
    return Counter(other for event in events if name in parts(event) for other in parts(event) - {name})


@settings(max_examples=25, deadline=None)
@given(stores(), st.booleans())
def test_company_and_sightings_are_those_of_the_events(tmp_path_factory, made, busy):
    """Whether an entity is too busy to be looked at live, or not, makes no difference to what is told."""
    patch = pytest.MonkeyPatch()
    for module in (together, entity_index):
        patch.setattr(module, "BUSY", 0 if busy else 2000)
    folder = tmp_path_factory.mktemp("together")
    with patch.context(), open_store(a_store(folder, entities=[*_all()], events=made, quotations=[])) as store:
        events = list(chronology.stream(store))
        for name in NAMES:
            found = profile.profile(store, name)
            own = [event for event in events if name in parts(event)]
            dated = [event for event in own if event.row.date is not None]
            assert Counter({other.id: other.events for other in found.company}) == companions(events, name)
            assert [other.events for other in found.company] == sorted(companions(events, name).values(), reverse=True)
            assert found.events.some(1, 99) == [event.row.ordinal for event in own]
            assert found.first == (dated[0].row if dated else None)
            latest = max((extent(event.row.date)[1] for event in dated if event.row.date), default=None)
            if found.last is None or found.last.date is None:
                assert not dated
            else:
                assert extent(found.last.date)[1] == latest
            roles = Counter(role.role for event in own for role in event.entities if role.entity == name)
            assert dict(found.roles) == roles
            assert profile.in_time(store, found.number).count == len(own)
    patch.undo()


def _all() -> list[dict[str, object]]:
    """The entities of the random stores, each used by the one before, and those that the default dataset names."""
    used = [
        an_entity(name, f"Name {name}", part_of=after) for name, after in zip(NAMES, [*NAMES[1:], None], strict=True)
    ]
    others = [an_entity("council", part_of=NAMES[0]), an_entity("bridge", "Old Bridge", "object")]
    return [*used, *others]


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A store of 3,000 events, in which entities are busy from 200 on."""
    path = tmp_path_factory.mktemp("large") / "large.timeline"
    with pytest.MonkeyPatch.context() as patch:
        for module in (together, entity_index):
            patch.setattr(module, "BUSY", 200)
        generate(path, 3000)
        yield path


def test_the_busiest_entity_is_answered_for_by_the_derived_table_alone(large: Path) -> None:
    def question(store: Store) -> object:
        return together.company(store, 1, entities.entity(store, "entity-00000").events)

    with open_store(large) as store:
        busiest = entities.entity(store, "entity-00000")
        assert busiest.events > together.BUSY
        live = store.query(together.COUNTED, (1, -1, together.KEPT))
        assert [other.events for other in together.company(store, 1, busiest.events)] == [n for _, n in live]
        with sqlite3.connect(large) as connection:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {together._KEPT_ROWS}", (1, 200)).fetchall()
        assert len(plan) == 1 and "SEARCH entity_pair USING PRIMARY KEY" in plan[0][3]
    assert scanned(large, question) <= {"j"}
    assert steps(large, question) < 20_000


def test_a_page_of_the_list_costs_the_same_wherever_it_is(large: Path) -> None:
    for order in Order:
        # Which names stand for another is read once, and remembered with the store.
        assert scanned(large, lambda store, order=order: roster.rows(store, order, 100, 50)) <= {"e"}
        first = steps(large, lambda store, order=order: roster.rows(store, order, 1, 50))
        later = steps(large, lambda store, order=order: roster.rows(store, order, 150, 50))
        assert later <= 2 * first


def test_each_order_of_the_list(large: Path) -> None:
    with open_store(large) as store:
        known = entities.all_entities(store)
        assert roster.count(store) == len(known)
        for order in Order:
            rows = roster.rows(store, order, 1, len(known))
            assert [row.place for row in rows] == list(range(1, len(known) + 1))
            assert {row.id for row in rows} == {entity.id for entity in known}
            for row in (rows[0], rows[17], rows[-1]):
                assert roster.place_of(store, order, row.id) == row.place
        assert [row.id for row in roster.rows(store, Order.NAME, 1, 999)] == [entity.id for entity in known]
        events = [row.events for row in roster.rows(store, Order.EVENTS, 1, 999)]
        assert events == sorted(events, reverse=True)
        days = [row.first.sort_day for row in roster.rows(store, Order.FIRST, 1, 999) if row.first]
        assert days == sorted(days)
        with pytest.raises(NotFound):
            roster.place_of(store, Order.NAME, "nobody")


def test_an_entity_is_found_by_the_beginning_of_any_of_its_names(sample: Path) -> None:
    with open_store(sample) as store:
        for typed, first in (
            ("blinken", "antony-blinken"),
            ("KIM J", "kim-jong-un"),
            ("Secretary of S", "antony-blinken"),
        ):
            assert roster.beginning(store, typed, 8)[0].id == first
        assert len(roster.beginning(store, "u", 3)) == 3
        assert roster.beginning(store, "  ", 8) == roster.beginning(store, "no such name", 8) == []
        assert roster.beginning(store, "100%_", 8) == roster.containing(store, "100%_", 8) == []
        assert roster.containing(store, "jong", 8)[0].id == "kim-jong-un"


@given(st.sets(st.integers(1, 20_000), max_size=300), st.integers(0, 20_001), st.integers(1, 40))
def test_occurrences_are_read_without_being_unpacked(numbers, number, count):
    ordered = sorted(numbers)
    for events in (20_000, 20_000_000):  # bits, or an array
        own = Occurrences(*encode(array("I", ordered), events))
        assert own.count == len(ordered)
        assert own.until(number) == sum(one <= number for one in ordered)
        assert (number in own) == (number in numbers)
        place = own.until(number)
        assert own.some(max(place, 1), count) == ordered[max(place, 1) - 1 :][:count]


def test_the_next_event_of_an_entity_in_view_and_around_again(sample: Path) -> None:
    with open_store(sample) as store:
        everything, own = Everything(store), occurrences(store, "kim-jong-un")
        numbers, days = own.some(1, 99), "SELECT id, lo, day, hi FROM event WHERE day"
        for before, after in pairwise(numbers):
            found = next_sharing(everything, own, before)
            assert found is not None and (found.ordinal, found.wrapped) == (after, False)
        again = next_sharing(everything, own, numbers[-1])
        assert again is not None and (again.ordinal, again.place, again.wrapped) == (numbers[0], 1, True)
        some = Picked(store, store.query(f"{days} BETWEEN 738000 AND 739000"))
        seen = [number for number in numbers if number in some]
        here = next_sharing(some, own, 1)
        assert seen and here is not None and here.ordinal == seen[0]
        last = next_sharing(some, own, seen[-1])
        assert last is not None and (last.ordinal, last.wrapped) == (seen[0], True)
        nothing = Picked(store, [])
        assert next_sharing(nothing, own, 1) is None


def test_what_is_said_and_what_others_say_of_it(sample: Path) -> None:
    with open_store(sample) as store:
        for name in ("antony-blinken", "matthew-miller", "russia", "kim-jong-un"):
            found = profile.profile(store, name)
            said = words_of.said(store, found.number, 1, 99)
            assert len(said) == found.entity.quotations and all(each.speaker == name for each in said)
            assert [words_of.said(store, found.number, at, 1)[0] for at in range(1, len(said) + 1)] == list(said)
            of = words_of.said_of(store, found.number, 1, 99)
            assert len(of) == found.spoken_of and all(each.speaker != name for each in of)
            days = [each.date.sort_day for each in of if each.date]
            assert days == sorted(days)
        russia = profile.profile(store, "russia")
        assert any("Russia" in each.text for each in words_of.said_of(store, russia.number, 1, 99))


def test_quotations_without_a_date_come_last(tmp_path: Path) -> None:
    safe = "The bridge is not safe."
    said = [
        a_quotation("first"),
        a_quotation("second", text=safe[:10], date="2024-01-01"),
        a_quotation("third", text=safe[4:]),
    ]
    with open_store(a_store(tmp_path, quotations=said)) as store:
        number = profile.profile(store, "ida-brandt").number
        assert [each.id for each in words_of.said(store, number, 1, 9)] == ["second", "first", "third"]
        assert [each.id for each in words_of.said(store, number, 2, 1)] == ["first"]
        assert [each.id for each in words_of.said(store, number, 3, 5)] == ["third"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE posting SET data = 'x' WHERE facet = 'entity'",
        "UPDATE posting SET form = 'array', data = x'00' WHERE facet = 'entity'",
        "UPDATE posting SET n = n + 1 WHERE facet = 'entity'",
        "UPDATE entity_place SET first_event = 99",
        "UPDATE entity_place SET last_event = 'never'",
        "UPDATE event_entity SET role = x'00'",
    ],
)
def test_a_damaged_profile_is_a_sentence(tmp_path: Path, statement: str) -> None:
    path = spoil(a_store(tmp_path), statement)
    with open_store(path) as store, pytest.raises((QueryError, NotFound)):
        profile.profile(store, "council")
