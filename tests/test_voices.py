"""Voices: who stands behind an event, along chains, metonyms, and publishers that are sources themselves."""

import sqlite3
import time

import pytest
from builders import a_citation, a_dataset, a_source, an_entity, an_event
from outside import rows

from store import chronology, loading
from store.building.voices import Voices
from store.checking import check_dataset, check_store
from store.database import open_store
from store.dataset.drafts import CitationDraft, EntityDraft, EventDraft, PassageDraft
from tui.render import standing

WORDS = "The council of Arnholt closed the old bridge on Thursday."
TEXT = f"{WORDS}\n"
ENTITIES = [
    an_entity("state", "State Department", aliases=[{"name": "Foggy Bottom", "kind": "alias"}]),
    an_entity("reuters", "Reuters", aliases=[{"name": "Reuters News", "kind": "name"}]),
    an_entity("agency", "Agency"),
    an_entity("moscow", "Moscow", "place", stands_for="russia"),
    an_entity("russia", "Russia", "state"),
]
OUTLETS = {"one": "The One", "two": "The Two", "three": "The Three", "wire": "REUTERS NEWS", "agency": "Agency"}


def an_event_told_by(tmp_path, *citations):
    """The store of one event, told by these: outlet, whom it attributes it to, and perhaps another role."""
    named = sorted({citation[0] for citation in citations})
    made = [
        a_citation(
            outlet, words=WORDS, attributed_to=voice, role=(*role, "reports")[0], original={"start": 0, "end": 60}
        )
        for outlet, voice, *role in citations
    ]
    dataset = a_dataset(
        tmp_path,
        sources=[a_source(name, publisher=OUTLETS[name]) for name in named],
        texts={f"{name}.txt": TEXT for name in named},
        entities=ENTITIES,
        events=[an_event("closed", citation=made), an_event("all", citation=every(named[0]))],
        quotations=[],
    )
    assert [str(problem) for problem in check_dataset(dataset)] == []
    store = tmp_path / "voices.timeline"
    loading.build(dataset, store)
    assert [str(problem) for problem in check_store(store)] == []
    return store


def every(source):
    """Citations that use each entity, so that none is unused."""
    names = [entity["id"] for entity in ENTITIES]
    original = {"start": 0, "end": 60}
    return [a_citation(source, words=WORDS, attributed_to=name, role="context", original=original) for name in names]


def of(store):
    with open_store(store) as opened:
        return chronology.event(opened, chronology.ordinal_of(opened, "closed"))


def counted(store):
    event = of(store)
    return event.row.sources, event.row.voices


def test_three_sources_one_voice_where_one_of_them_names_reuters_and_reuters_names_the_department(tmp_path):
    store = an_event_told_by(tmp_path, ("one", ["reuters", "state"]), ("two", "state"), ("three", "state"))
    assert counted(store) == (3, 1)
    assert standing.voices(of(store).citations) == ["State Department: 1 through Reuters, 2, 3"]
    assert standing.attribution(of(store).citations[0]) == "Reuters, citing State Department"


def test_an_agency_that_is_a_source_itself_is_followed_to_whom_it_names(tmp_path):
    store = an_event_told_by(tmp_path, ("one", "reuters"), ("wire", "state"), ("two", "state"))
    assert counted(store) == (3, 1)
    assert standing.voices(of(store).citations) == ["State Department: 1 through Reuters, 2, 3"]


def test_an_agency_that_speaks_for_itself_is_one_voice_with_those_who_repeat_it(tmp_path):
    store = an_event_told_by(tmp_path, ("one", "reuters"), ("wire", None), ("two", ["agency", "reuters"]))
    assert counted(store) == (3, 1)
    assert standing.voices(of(store).citations) == ["Reuters: 1, 2, 3 through Agency"]


def test_an_agency_that_names_two_is_no_third(tmp_path):
    store = an_event_told_by(tmp_path, ("one", "reuters"), ("wire", "state"), ("wire", "russia"))
    assert counted(store) == (2, 2)


def test_chains_of_chains(tmp_path):
    store = an_event_told_by(tmp_path, ("one", "reuters"), ("wire", "agency"), ("agency", "moscow"), ("two", "russia"))
    assert counted(store) == (4, 1)


@pytest.mark.parametrize("citations", [[("wire", "agency"), ("agency", "reuters")], [("wire", "reuters")]], ids=len)
def test_those_who_cite_each_other_end_somewhere(tmp_path, citations):
    assert counted(an_event_told_by(tmp_path, *citations)) == (len(citations), len(citations))


def a_link(outlet, other):
    return CitationDraft(PassageDraft(outlet, 1, WORDS, 0, len(WORDS)), "reports", attributed_to=other)


def test_many_who_all_cite_each_other_take_no_longer_than_their_links():
    names = [f"outlet-{number}" for number in range(20)]
    voices = Voices(EntityDraft(name, name, "organisation") for name in names)
    for name in names:
        voices.publishes(name, name)
    pairs = [(one, other) for one in names for other in names if one != other]
    event = EventDraft(
        "closed", "Closed", "closure", "happened", citations=tuple(a_link(one, other) for one, other in pairs)
    )
    began = time.process_time()
    attributions = voices.of(event)
    assert time.process_time() - began < 5
    assert voices.count(event, attributions) == len(names)


def test_a_metonym_speaks_for_what_it_stands_for(tmp_path):
    store = an_event_told_by(tmp_path, ("one", "moscow"), ("two", "russia"))
    assert counted(store) == (2, 1)
    assert standing.voices(of(store).citations) == ["Russia: 1 as Moscow, 2"]


def test_denials_and_context_are_no_voices(tmp_path):
    store = an_event_told_by(tmp_path, ("one", "state"), ("two", "russia", "denies"), ("three", "agency", "context"))
    assert counted(store) == (3, 1)
    assert standing.voices(of(store).citations) == ["State Department: 1"]


def test_sources_that_name_nobody_are_each_a_voice(tmp_path):
    store = an_event_told_by(tmp_path, ("one", None), ("two", None))
    assert counted(store) == (2, 2)
    assert standing.voices(of(store).citations) == ["The One: 1", "The Two: 2"]


def test_one_source_that_speaks_for_itself_is_not_worth_a_line(tmp_path):
    assert standing.voices(of(an_event_told_by(tmp_path, ("one", None))).citations) == []


def test_the_check_finds_a_link_that_was_changed(tmp_path):
    store = an_event_told_by(tmp_path, ("one", ["reuters", "state"]), ("two", "state"))
    assert rows(store, "SELECT step, how FROM voice WHERE how = 'said'") == [(1, "said")]
    connection = sqlite3.connect(store)
    connection.execute("UPDATE voice SET how = 'relays' WHERE how = 'said'")
    connection.commit()
    connection.close()
    assert any("voice" in problem.where for problem in check_store(store))


def test_an_unknown_link_of_a_chain_is_named(tmp_path):
    citation = a_citation(attributed_to=["council", "nobody"])
    dataset = a_dataset(tmp_path, events=[an_event("closed", citation=[citation])], quotations=[])
    assert any("there is no entity “nobody”" in problem.what for problem in check_dataset(dataset))
