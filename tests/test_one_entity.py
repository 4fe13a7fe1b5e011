"""`timeline entity NAME`: all about one entity, by any of its names, to read and as JSON."""

import json
from pathlib import Path

import pytest
from builders import a_quotation, a_store, an_entity, the_entities
from terminal import stray_controls

from store import profile
from store.database import open_store
from store.entities import all_entities
from store.occurrences import occurrences
from store.quotations import spoken_by
from tui.cli import main

SAMPLE = Path(__file__).parent.parent / "sample_data"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def printed(capsys, *arguments):
    assert main(arguments) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def test_every_entity_is_printed_with_all_that_its_page_has(capsys, sample):
    with open_store(sample) as store:
        for entity in all_entities(store):
            found = json.loads(printed(capsys, "entity", str(sample), entity.id, "--json"))
            known = profile.profile(store, entity.id)
            assert (found["id"], found["events"]) == (entity.id, entity.events)
            assert [each["id"] for each in found["appears_with"]] == [other.id for other in known.company]
            assert sorted(each["id"] for each in found["said"]) == sorted(q.id for q in spoken_by(store, entity.id))
            assert len(found["said_of"]) == known.spoken_of
            assert len(found["in_events"]) == occurrences(store, entity.id).count
            assert found["roles"] == dict(known.roles)
            text = printed(capsys, "entity", str(sample), entity.id)
            assert text.startswith(entity.name) and f"\nEvents {len(found['in_events'])}\n" in text
            assert all(other.name in text for other in known.company)


@pytest.mark.parametrize("name", ["kirby", "Kirby", "JOHN KIRBY", "john-kirby"])
def test_it_is_found_by_any_of_its_names(capsys, name):
    assert printed(capsys, "entity", name).startswith("John Kirby · person · 6 events · 5 quotations\n  also Kirby\n")
    assert printed(capsys, "entity", str(SAMPLE), name) == printed(capsys, "entity", name, str(SAMPLE))


def test_a_name_that_nobody_or_several_have_is_told(capsys):
    assert main(["entity", "missiles"]) == 1
    assert capsys.readouterr().err == (
        "timeline: missiles may be iranian-missiles, missile-launchers, north-korean-missiles; say which\n"
    )
    assert main(["entity", "jon-kirby"]) == 1
    assert capsys.readouterr().err == "timeline: there is no entity jon-kirby; did you mean john-kirby?\n"
    assert main(["entity", "\x1b]0;x\x07"]) == 1
    assert "\x1b" not in capsys.readouterr().err


def test_hostile_text_is_safe_in_both_forms(capsys, tmp_path):
    evil = an_entity("evil", name="[bold]Evil[/] \u202eName", note="A note.\nEvents 99")
    path = a_store(tmp_path, entities=[*the_entities(), evil], quotations=[a_quotation("q1", speaker="evil")])
    text = printed(capsys, "entity", str(path), "evil")
    assert "\u202e" not in text and "\nEvents 99" not in text
    found = printed(capsys, "entity", str(path), "evil", "--json")
    assert "\u202e" not in found and json.loads(found)["name"] == "[bold]Evil[/] \u202eName"
    assert not stray_controls(text.encode().replace(b"\n", b""))
