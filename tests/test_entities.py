"""Entities with their other names, and what they said."""

from pathlib import Path

import pytest
from small_stores import spoil

from store import entities, quotations
from store.database import Store, open_store
from store.errors import NotFound, QueryError
from store.records import Alias


def test_all_entities_by_name(store: Store) -> None:
    found = entities.all_entities(store)
    assert [entity.name for entity in found] == ["Foreign Ministry", "Moscow", "Russia"]
    assert [entities.entity(store, entity.id) for entity in found] == found


def test_entity(store: Store) -> None:
    russia = entities.entity(store, "russia")
    assert russia.aliases == (Alias("RF", "weak"), Alias("Russian Federation", "name"))
    assert (russia.kind, russia.note, russia.events, russia.quotations) == ("state", "A state.", 2, 0)
    assert (russia.stands_for, russia.part_of) == (None, None)
    moscow = entities.entity(store, "moscow")
    assert (moscow.stands_for, moscow.part_of, moscow.aliases) == ("russia", "russia", ())


def test_an_entity_that_there_is_not(store: Store) -> None:
    for question in (entities.entity, lambda *names: list(quotations.spoken_by(*names))):
        with pytest.raises(NotFound, match="there is no entity rusia; did you mean russia"):
            question(store, "rusia")


def test_quotations_by_date(store: Store) -> None:
    nothing, rumour = quotations.all_quotations(store)
    assert (nothing.id, nothing.speaker, nothing.speaker_name, nothing.direct) == (
        "nothing",
        "ministry",
        "Foreign Ministry",
        True,
    )
    assert (nothing.text, nothing.event, nothing.source, nothing.source_label) == (
        "We sent nothing",
        "denial",
        "letter",
        "[A letter]",
    )
    assert nothing.date is not None
    assert nothing.date.edtf == "2024-01-11"
    assert (rumour.id, rumour.date) == ("a-rumour", None)


def test_quotations_of_a_speaker(store: Store) -> None:
    assert [quotation.id for quotation in quotations.spoken_by(store, "ministry")] == ["nothing", "a-rumour"]
    assert list(quotations.spoken_by(store, "russia")) == []


def test_quotation(store: Store) -> None:
    assert quotations.quotation(store, "nothing") == next(quotations.all_quotations(store))
    with pytest.raises(NotFound, match="there is no quotation no-thing; did you mean nothing"):
        quotations.quotation(store, "no-thing")


def test_a_quotation_of_no_event(path: Path) -> None:
    spoil(path, "UPDATE quotation SET event_id = NULL")
    with open_store(path) as store:
        assert [quotation.event for quotation in quotations.all_quotations(store)] == [None, None]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entity SET name = x'00' WHERE id = 1",
        "UPDATE entity SET slug = x'00' WHERE id = 3",
        "UPDATE entity SET kind = 'ghost' WHERE id = 1",
        "UPDATE entity SET events = 'many' WHERE id = 1",
        "UPDATE entity SET stands_for = 99 WHERE id = 2",
        "UPDATE entity SET part_of = x'00' WHERE id = 2",
        "UPDATE alias SET kind = 'pet name' WHERE name = 'RF'",
        "UPDATE alias SET name = x'00' WHERE name = 'RF'",
    ],
)
def test_a_damaged_entity_is_a_sentence(path: Path, statement: str) -> None:
    spoil(path, statement)
    with open_store(path) as store, pytest.raises(QueryError, match=r"is damaged: .*build it again"):
        entities.all_entities(store)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE quotation SET event_id = 99 WHERE id = 1",
        "UPDATE quotation SET edtf = 'soon' WHERE id = 1",
        "UPDATE quotation SET direct = 'yes' WHERE id = 1",
        "UPDATE passage SET source_id = 99 WHERE id = 4",
        "UPDATE passage SET start = 30000 WHERE id = 4",
    ],
)
def test_a_damaged_quotation_is_a_sentence(path: Path, statement: str) -> None:
    spoil(path, statement)
    with open_store(path) as store, pytest.raises(QueryError, match=r"is damaged: .*build it again"):
        list(quotations.all_quotations(store))
