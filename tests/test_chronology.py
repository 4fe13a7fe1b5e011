"""Events in order, by place, by day and by name; and stores whose rows are not what they should be."""

from pathlib import Path

import pytest
from small_stores import EVENTS, spoil

from store import chronology
from store.database import Store, open_store
from store.dates import days
from store.errors import NotFound, QueryError
from store.records import Role

IDS = [event[0] for event in EVENTS]


def ids(rows) -> list[str]:
    return [row.id for row in rows]


def test_summary(store: Store) -> None:
    summary = chronology.summary(store)
    assert (summary.dataset, summary.title, summary.description) == ("small", "A small chronology", "For tests.")
    assert (summary.events, summary.undated) == (7, 2)
    assert (summary.sources, summary.entities, summary.quotations) == (2, 3, 2)
    assert summary.first_day == days.day_number(2006, 10, 14)
    assert summary.last_day == days.day_number(2024, 1, 11)


def test_summary_of_nothing(path: Path) -> None:
    tables = ("citation", "quotation", "event_entity", "event_tag", "event")
    spoil(path, *(f"DELETE FROM {table}" for table in tables), "DELETE FROM meta")
    with open_store(path) as store:
        summary = chronology.summary(store)
        assert (summary.events, summary.undated, summary.first_day, summary.last_day) == (0, 0, None, None)
        assert summary.title == ""
        assert chronology.rows(store, 1, 50) == []
        assert list(chronology.stream(store)) == []
        assert chronology.at(store, 1) == 1
        with pytest.raises(NotFound, match=r"there is no event embargo$"):
            chronology.ordinal_of(store, "embargo")


def test_summary_counts_what_ends_after_the_last_event_begins(path: Path) -> None:
    spoil(path, "UPDATE event SET hi = 800000 WHERE id = 2", "UPDATE event SET reach = 800000 WHERE id > 2")
    with open_store(path) as store:
        assert chronology.summary(store).last_day == 800000


def test_rows(store: Store) -> None:
    assert ids(chronology.rows(store, 1, 7)) == IDS
    assert ids(chronology.rows(store, 3, 2)) == IDS[2:4]
    row = chronology.rows(store, 4, 1)[0]
    assert (row.ordinal, row.kind, row.status, row.sources, row.voices) == (4, "attack", "claimed", 2, 1)
    assert row.date is not None
    assert row.date.edtf == "2024-01-02"
    assert row.reach == days.day_number(2023, 9, 30)
    assert chronology.rows(store, 6, 1)[0].date is None


@pytest.mark.parametrize(
    ("first", "count", "found"), [(-3, 5, 1), (0, 2, 1), (6, 50, 2), (8, 5, 0), (3, 0, 0), (3, -2, 0)]
)
def test_rows_beyond_the_ends(store: Store, first: int, count: int, found: int) -> None:
    assert len(chronology.rows(store, first, count)) == found


def test_picked(store: Store) -> None:
    assert ids(chronology.picked(store, [5, 2, 2, 99])) == ["talks", "denial"]
    assert chronology.picked(store, []) == []
    assert len(chronology.picked(store, range(1, 3000))) == 7


def test_row(store: Store) -> None:
    assert chronology.row(store, 3).id == "plan"
    for ordinal in (0, -1, 8):
        with pytest.raises(NotFound, match=f"no event number {ordinal}"):
            chronology.row(store, ordinal)


def test_ordinal_of(store: Store) -> None:
    assert [chronology.ordinal_of(store, name) for name in IDS] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(("name", "near"), [("strik", "strike"), ("Embargo", "embargo"), ("work", "workers")])
def test_a_name_that_comes_near(store: Store, name: str, near: str) -> None:
    with pytest.raises(NotFound, match=f"there is no event {name}; did you mean .*{near}"):
        chronology.ordinal_of(store, name)


@pytest.mark.parametrize("name", ["", "zzzzzz", "\udcff", "x" * 100_000, "a\0b", "'; DROP TABLE event"])
def test_a_name_that_is_none(store: Store, name: str) -> None:
    with pytest.raises(NotFound, match="there is no event"):
        chronology.ordinal_of(store, name)


@pytest.mark.parametrize(
    ("day", "ordinal"),
    [
        ((1, 1, 1), 1),
        ((2006, 10, 14), 1),
        ((2006, 10, 15), 2),
        ((2023, 9, 1), 2),
        ((2023, 9, 2), 3),
        ((2024, 1, 11), 5),
        ((2024, 1, 12), 6),
        ((9999, 1, 1), 6),
    ],
)
def test_at(store: Store, day: tuple[int, int, int], ordinal: int) -> None:
    assert chronology.at(store, days.day_number(*day)) == ordinal


def test_at_where_nothing_is_undated(path: Path) -> None:
    spoil(path, "DELETE FROM event WHERE day IS NULL")
    with open_store(path) as store:
        assert chronology.at(store, 10**6) == 6


def test_event(store: Store) -> None:
    event = chronology.event(store, 4)
    assert event.row == chronology.row(store, 4)
    assert event.summary == "About strike."
    assert event.tags == ("arms", "missiles")
    assert event.fulfils == "plan"
    assert event.entities == (
        Role("russia", "Russia", "by"),
        Role("russia", "Russia", "named"),
        Role("ministry", "Foreign Ministry", "named"),
    )
    assert [citation.role for citation in event.citations] == ["reports", "confirms", "denies"]
    assert [quotation.id for quotation in event.quotations] == ["a-rumour"]


def test_event_with_nothing_behind_it(store: Store) -> None:
    event = chronology.event(store, 7)
    assert (event.tags, event.entities, event.citations, event.quotations) == ((), (), (), ())
    with pytest.raises(NotFound):
        chronology.event(store, 8)


@pytest.mark.parametrize("batch", [1, 2, 3, 7, 500])
def test_stream_is_every_event(store: Store, batch: int) -> None:
    assert list(chronology.stream(store, batch=batch)) == [chronology.event(store, n) for n in range(1, 8)]


def test_stream_of_a_part(store: Store) -> None:
    assert [event.row.ordinal for event in chronology.stream(store, 3, 5, batch=2)] == [3, 4, 5]
    assert [event.row.ordinal for event in chronology.stream(store, 6, 10**18)] == [6, 7]
    assert list(chronology.stream(store, 9)) == []


SPOILT = {
    "lo is text": "UPDATE event SET lo = 'x' WHERE id = 4",
    "lo is huge": "UPDATE event SET lo = 9e300 WHERE id = 4",
    "lo is another day": "UPDATE event SET lo = lo - 1 WHERE id = 4",
    "hi is a blob": "UPDATE event SET hi = x'00' WHERE id = 4",
    "hi is missing": "UPDATE event SET hi = NULL WHERE id = 4",
    "a date that is none": "UPDATE event SET edtf = '2024-02-30' WHERE id = 4",
    "a date of another kind": "UPDATE event SET edtf = 20240102 WHERE id = 4",
    "a date that is endless": "UPDATE event SET edtf = hex(zeroblob(100000)) WHERE id = 4",
    "undated, with days": "UPDATE event SET edtf = NULL WHERE id = 4",
    "dated, without days": "UPDATE event SET lo = NULL, hi = NULL WHERE id = 4",
    "title is bytes": "UPDATE event SET title = x'41' WHERE id = 4",
    "title is a blob": "UPDATE event SET title = x'1b5b324a' WHERE id = 4",
    "id is a blob": "UPDATE event SET slug = x'41' WHERE id = 4",
    "no such kind": "UPDATE event SET kind_id = 99 WHERE id = 4",
    "no such status": "UPDATE event SET status = 'certain' WHERE id = 4",
    "fewer than no sources": "UPDATE event SET sources = -1 WHERE id = 4",
    "reach is text": "UPDATE event SET reach = 'x' WHERE id = 4",
    "it is missing": "DELETE FROM event WHERE id = 4",
}
SPOILT_BEHIND = {
    "summary is a blob": "UPDATE event SET summary = x'00' WHERE id = 4",
    "no such entity": "UPDATE event_entity SET entity_id = 99 WHERE event_id = 4 AND role = 'by'",
    "a role of another kind": "UPDATE event_entity SET role = x'33' WHERE event_id = 4 AND role = 'by'",
    "no such tag": "UPDATE event_tag SET tag_id = 99 WHERE event_id = 4 AND tag_id = 1",
    "no such passage": "UPDATE citation SET passage_id = 99 WHERE id = 2",
    "no such citation role": "UPDATE citation SET role = 'proves' WHERE id = 2",
    "no such voice": "UPDATE citation SET attributed_to = 99 WHERE id = 3",
    "a citation's date that is none": "UPDATE citation SET edtf = 'Monday' WHERE id = 2",
    "no such basis": "UPDATE citation SET basis = 'felt' WHERE id = 2",
    "date of publication that is none": "UPDATE source SET published = '12 January' WHERE id = 1",
    "a passage beyond its text": 'UPDATE passage SET "end" = 100000 WHERE id = 1',
    "a passage before its text": "UPDATE passage SET start = -5 WHERE id = 1",
    "a passage that ends before it begins": 'UPDATE passage SET start = 40, "end" = 30 WHERE id = 1',
    "a passage from nowhere": "UPDATE passage SET start = 'x' WHERE id = 1",
    "an original from nowhere": "UPDATE passage SET original_start = 'x' WHERE id = 1",
    "no such source": "UPDATE passage SET source_id = 99 WHERE id = 1",
    "no text": "DELETE FROM source_text WHERE source_id = 1",
    "a text that is a blob": "UPDATE source_text SET text = x'00' WHERE source_id = 1",
    "no such speaker": "UPDATE quotation SET speaker_id = 99 WHERE id = 1",
    "words that are none": "UPDATE quotation SET text = x'35' WHERE id = 1",
    "a source without a name": "UPDATE source SET publisher = x'35' WHERE id = 1",
}


@pytest.mark.parametrize("statement", SPOILT.values(), ids=SPOILT)
def test_a_damaged_row_is_a_sentence(path: Path, statement: str) -> None:
    spoil(path, statement)
    with open_store(path) as store:
        for question in (chronology.rows(store, 1, 3), chronology.rows(store, 5, 3)):
            assert len(question) == 3
        with pytest.raises(QueryError, match=r"event 4 is damaged: .*build it again"):
            chronology.rows(store, 1, 50)
        with pytest.raises(QueryError, match="is damaged"):
            list(chronology.stream(store))


@pytest.mark.parametrize("statement", SPOILT_BEHIND.values(), ids=SPOILT_BEHIND)
def test_a_damaged_card_is_a_sentence(path: Path, statement: str) -> None:
    spoil(path, statement)
    with open_store(path) as store:
        assert len(chronology.rows(store, 1, 50)) == 7
        with pytest.raises(QueryError, match=r"is damaged: .*build it again"):
            chronology.event(store, 4)


def test_the_last_events_are_missing(path: Path) -> None:
    spoil(path, "DELETE FROM event WHERE id IN (5, 6)")
    with open_store(path) as store, pytest.raises(QueryError, match="event 5 is damaged: it is missing"):
        chronology.rows(store, 3, 3)


def test_an_event_far_away(path: Path) -> None:
    spoil(path, "UPDATE event SET id = 9223372036854775807 WHERE id = 7")
    with open_store(path) as store:
        assert len(chronology.rows(store, 1, 6)) == 6
        with pytest.raises(QueryError, match="event 7 is damaged"):
            list(chronology.stream(store))
