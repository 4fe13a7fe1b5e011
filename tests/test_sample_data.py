"""The sample dataset as files: whole, consistent in itself, and complete. Needs neither the store nor the originals."""

import re
import tomllib
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data"
WITHOUT_QUOTATIONS = {"000-sanctions"}


def _load(name):
    return tomllib.loads((SAMPLE / f"{name}.toml").read_text(encoding="utf-8"))


DATASET = _load("dataset")
SOURCES = {source["id"]: source for source in _load("sources")["source"]}
ENTITIES = {entity["id"]: entity for entity in _load("entities")["entity"]}
EVENTS = {event["id"]: event for event in _load("events")["event"]}
QUOTATIONS = {quotation["id"]: quotation for quotation in _load("quotations")["quotation"]}
CITATIONS = [(event, citation) for event in EVENTS.values() for citation in event["citation"]]
PARAGRAPHS = {
    name: [line for line in (SAMPLE / "texts" / source["text"]).read_text(encoding="utf-8").split("\n") if line.strip()]
    for name, source in SOURCES.items()
}


def test_there_is_as_much_as_expected():
    assert DATASET["expected"] == {
        "sources": len(SOURCES),
        "entities": len(ENTITIES),
        "events": len(EVENTS),
        "undated": sum("date" not in event for event in EVENTS.values()),
        "citations": len(CITATIONS),
        "quotations": len(QUOTATIONS),
    }


def test_it_is_complete():
    assert len(SOURCES) == 5
    assert len(EVENTS) >= 27
    assert len(ENTITIES) >= 40
    assert sum(quotation["direct"] for quotation in QUOTATIONS.values()) == 12
    reported = [each for each in QUOTATIONS.values() if not each["direct"]]
    assert sum(each["speaker"] == "antony-blinken" for each in reported) == 3


def test_it_runs_from_the_cold_war_to_the_sanctions_of_may_2024():
    dated = [event for event in EVENTS.values() if "date" in event]
    days = sorted((re.findall(r"\d{3}[\dX]", event["date"])[0].replace("X", "0"), event["id"]) for event in dated)
    assert days[0] == ("1940", "cold-war-partnership")
    assert {event["date"] for event in dated} >= {"2006", "201X", "2022-02", "2023-09", "2023-12-30", "2024-01-11"}
    full = [day for event in dated for day in re.findall(r"\d{4}-\d\d-\d\d", event["date"])]
    assert max(full) == "2024-05-16"
    assert EVENTS["sanctions-may"]["date"] == "2024-05-16"


def test_claims_plans_and_denials_stay_what_they_are():
    assert {event["status"] for event in EVENTS.values()} == {"happened", "claimed", "disputed", "planned", "denied"}
    assert {citation["role"] for _, citation in CITATIONS} == {"reports", "confirms", "disputes", "denies", "context"}
    for event, citation in CITATIONS:
        if citation["role"] == "denies":
            assert event["status"] in {"disputed", "denied"}, event["id"]
    assert EVENTS["sanctions-january"]["fulfils"] == "sanctions-promise"
    assert EVENTS["sanctions-promise"]["status"] == EVENTS["security-council-plan"]["status"] == "planned"


@pytest.mark.parametrize("event", ["three-occasions", "two-days", "joint-statement"])
def test_both_readings_are_kept_where_the_articles_differ(event):
    assert "sources differ" in EVENTS[event]["tags"]
    assert {"reports", "disputes"} <= {citation["role"] for citation in EVENTS[event]["citation"]}


def test_words_stand_once_in_their_paragraph():
    entries = [(event["id"], citation, "words") for event, citation in CITATIONS]
    entries += [(name, quotation, "text") for name, quotation in QUOTATIONS.items()]
    for name, entry, field in entries:
        paragraphs = PARAGRAPHS[entry["source"]]
        assert 1 <= entry["paragraph"] <= len(paragraphs), name
        assert paragraphs[entry["paragraph"] - 1].count(entry[field]) == 1, f"{name}: {entry[field]}"


def test_dates_come_with_the_words_that_give_them():
    for event, citation in CITATIONS:
        assert len({"date", "date_text", "basis"} & citation.keys()) in (0, 3), event["id"]
        if citation.get("basis") in ("stated", "computed", "first reported"):
            assert citation["date_text"].lower() in citation["words"].lower(), event["id"]


def test_every_paragraph_of_a_body_is_cited():
    """What is in square brackets is the page's furniture, and no event rests on that."""
    cited = {(citation["source"], citation["paragraph"]) for _, citation in CITATIONS}
    body = {
        (name, number)
        for name, paragraphs in PARAGRAPHS.items()
        for number, paragraph in enumerate(paragraphs, 1)
        if not paragraph.startswith("[")
    }
    assert cited == body


def test_direct_quotations_stand_in_quotation_marks():
    for name, paragraphs in PARAGRAPHS.items():
        marked = [words for paragraph in paragraphs for words in re.findall("“([^”]*)”", paragraph)]
        kept = [each["text"] for each in QUOTATIONS.values() if each["direct"] and each["source"] == name]
        assert sorted(marked) == sorted(kept)
        assert bool(kept) == (name not in WITHOUT_QUOTATIONS)


def test_every_entity_takes_part():
    named = {part["id"] for event in EVENTS.values() for part in event["entities"]}
    named |= {citation["attributed_to"] for _, citation in CITATIONS if "attributed_to" in citation}
    named |= {quotation["speaker"] for quotation in QUOTATIONS.values()}
    named |= {entity[link] for entity in ENTITIES.values() for link in ("stands_for", "part_of") if link in entity}
    assert named == set(ENTITIES)


def test_names_that_stand_for_another_are_entities_of_their_own():
    stands_for = {name: entity["stands_for"] for name, entity in ENTITIES.items() if "stands_for" in entity}
    assert stands_for == {
        "moscow": "russia",
        "pyongyang": "north-korea",
        "washington": "united-states",
        "white-house": "biden-administration",
    }
    assert {"Kim Jong-Un", "Kim-Jong Un"} <= {alias["name"] for alias in ENTITIES["kim-jong-un"]["aliases"]}
    assert "DPRK" in {alias["name"] for alias in ENTITIES["north-korea"]["aliases"]}


def test_an_inferred_date_of_publication_says_how():
    for source in SOURCES.values():
        assert source["published_basis"] in ("stated", "inferred")
        assert ("published_note" in source) == (source["published_basis"] == "inferred"), source["id"]
