"""A store is written from a stream of drafts, and what breaks the contract is refused in a sentence."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from outside import rows

from store.building.writing import write
from store.checking import check_store
from store.dataset.drafts import (
    CitationDraft,
    EntityDraft,
    EventDraft,
    Manifest,
    PassageDraft,
    QuotationDraft,
    SourceDraft,
)
from store.dates import order_key, parse, read
from store.dates.days import iso
from store.errors import TimelineError

MANIFEST = Manifest("log", "A log", "Days.", kinds=("note",))
TEXT = "Something happened on the ship.\nNothing happened on land."
LOG = SourceDraft("log", "The log", "original", TEXT, rights="None.")
SHIP = EntityDraft("ship", "The ship", "object")
PASSAGE = PassageDraft("log", 1, "Something happened on the ship.", 0, 31)


def an_event(number: int) -> EventDraft:
    return EventDraft(
        id=f"day-{number}",
        title=f"Day {number}",
        kind="note",
        status="happened",
        date=read(iso(700_000 + number)),  # parse would remember them all
        entities=(("ship", "about"),),
        citations=(CitationDraft(PASSAGE, "reports"),),
    )


def a_store(path: Path, **changes: object) -> Path:
    parts = {"sources": [LOG], "entities": [SHIP], "events": [an_event(1)], "quotations": [], **changes}
    write(path, MANIFEST, **parts)  # type: ignore[arg-type]
    return path


def test_events_are_streamed(tmp_path: Path) -> None:
    """What is in memory does not grow with the events, apart from the posting lists: four bytes for each and value."""

    def peak(count: int) -> int:
        def events() -> Iterator[EventDraft]:
            for number in range(count):
                yield an_event(number)

        tracemalloc.start()
        a_store(tmp_path / f"{count}.db", events=events())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)  # whatever is imported on the way
    assert peak(12_000) - peak(4_000) < 8_000 * 300
    assert check_store(tmp_path / "12000.db") == []


def test_events_out_of_order_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match="event day-1 is not in chronological order"):
        a_store(tmp_path / "a.db", events=[an_event(2), an_event(1)])


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match="could not be written: UNIQUE"):
        a_store(tmp_path / "a.db", events=[an_event(1), an_event(1)])


@pytest.mark.parametrize("sort", ["entity", "source", "event"])
def test_a_reference_to_nothing_is_refused(tmp_path: Path, sort: str) -> None:
    elsewhere = replace(PASSAGE, source="nowhere")
    changes: dict[str, object] = {
        "entity": {"events": [replace(an_event(1), entities=(("nowhere", "about"),))]},
        "source": {"events": [replace(an_event(1), citations=(CitationDraft(elsewhere, "reports"),))]},
        "event": {"quotations": [QuotationDraft("said", "ship", True, PASSAGE, event="nowhere")]},
    }
    with pytest.raises(TimelineError, match=f"there is no {sort} “nowhere”"):
        a_store(tmp_path / "a.db", **changes[sort])  # type: ignore[arg-type]


def test_a_passage_in_a_paragraph_that_there_is_not_is_refused(tmp_path: Path) -> None:
    beyond = replace(PASSAGE, paragraph=9)
    with pytest.raises(TimelineError, match="a row of passage refers to a row of paragraph"):
        a_store(tmp_path / "a.db", events=[replace(an_event(1), citations=(CitationDraft(beyond, "reports"),))])


@pytest.mark.parametrize("title", ["", "half a character: \ud83d"])
def test_a_text_that_cannot_be_kept_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(TimelineError, match="could not be written"):
        a_store(tmp_path / "a.db", events=[replace(an_event(1), title=title)])


def test_a_store_may_hold_nothing(tmp_path: Path) -> None:
    store = a_store(tmp_path / "a.db", events=[], entities=[], sources=[])
    assert check_store(store) == []
    assert rows(store, "SELECT count(*) FROM event") == [(0,)]


def test_only_undated_events_have_no_days(tmp_path: Path) -> None:
    events = [replace(an_event(number), date=None) for number in range(3)]
    store = a_store(tmp_path / "a.db", events=events)
    assert check_store(store) == []
    assert rows(store, "SELECT count(*) FROM event_spread") == [(0,)]


def test_years_far_away_are_kept(tmp_path: Path) -> None:
    texts = ["Y-20000000000", "-0043-03-15", "0000", "19XX", "2024-01-11T23:20Z", "../2024-01-11", "Y20000000000"]
    events = [replace(an_event(n), date=parse(text)) for n, text in enumerate(texts)]
    events.sort(key=lambda event: order_key(event.date, event.seq, event.id))
    store = a_store(tmp_path / "a.db", events=events)
    assert check_store(store) == []
    assert {edtf for (edtf,) in rows(store, "SELECT edtf FROM event")} == set(texts)


def test_kinds_keep_the_authors_order_and_new_ones_follow(tmp_path: Path) -> None:
    manifest = replace(MANIFEST, kinds=("storm", "note", "unused"))
    events = [replace(an_event(n), kind=kind) for n, kind in enumerate(["note", "extra", "storm"])]
    write(tmp_path / "a.db", manifest, [LOG], [SHIP], events, [])
    assert rows(tmp_path / "a.db", "SELECT name FROM kind ORDER BY id") == [("storm",), ("note",), ("extra",)]


def test_one_span_with_two_places_in_the_original_is_two_passages(tmp_path: Path) -> None:
    spans = [(0, 5), (0, 5), (7, 9)]
    digest = replace(LOG, kind="digest", original=None)
    cited = tuple(CitationDraft(replace(PASSAGE, original=span), "reports") for span in spans)
    store = a_store(tmp_path / "a.db", sources=[digest], events=[replace(an_event(1), citations=cited)])
    assert rows(store, "SELECT original_start FROM passage ORDER BY id") == [(0,), (7,)]


def test_an_entity_may_play_two_parts_in_an_event(tmp_path: Path) -> None:
    both = (("ship", "about"), ("ship", "by"), ("ship", "about"))
    store = a_store(tmp_path / "a.db", events=[replace(an_event(1), entities=both)])
    assert rows(store, "SELECT role FROM event_entity ORDER BY role") == [("about",), ("by",)]
    assert rows(store, "SELECT events FROM entity") == [(1,)]
