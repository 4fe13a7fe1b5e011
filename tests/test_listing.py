"""What the listings print: for people, for programs, and for neither whatever a source would like to print."""

import json
import re
from argparse import Namespace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_stores import SHA256, small_store, spoil

from store import chronology, entities, quotations, sources
from store.database import Store, open_store
from store.errors import NotFound, QueryError
from tui.cells import cells
from tui.commands import as_json, listing
from tui.guard import DROPPED, guard_body, put

HOSTILE = [
    (case["name"], case["text"] * min(case.get("repeat", 1), 3000))
    for case in json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
]
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
COMMANDS = ("events", "show", "sources", "entities", "quotations")

EVENT_KEYS = ["id", "date", "lo", "hi", "display", "title", "summary", "kind", "status", "entities", "citations"]
CITATION_KEYS = [
    "source",
    "paragraph",
    "start",
    "end",
    "role",
    "attributed_to",
    "date",
    "date_text",
    "basis",
    "original",
]
QUOTATION_KEYS = [
    "id",
    "speaker",
    "speaker_name",
    "direct",
    "text",
    "date",
    "event",
    "source",
    "start",
    "end",
    "original",
]
SOURCE_KEYS = ["id", "title", "publisher", "author", "published", "published_basis", "rights", "kind", "original"]
ENTITY_KEYS = ["id", "name", "kind", "aliases", "events", "quotations"]


def printed(store: Store, command: str, width: int | None = None) -> str:
    return "".join(listing.text(store, command, "strike", width))


def loaded(store: Store, command: str) -> list[dict]:
    return json.loads("".join(listing.json(store, command, "strike")))


# JSON


def test_events_as_json(store: Store) -> None:
    found = loaded(store, "events")
    assert [event["id"] for event in found] == [row.id for row in chronology.rows(store, 1, 50)]
    assert all(list(event) == EVENT_KEYS for event in found)
    strike = found[3]
    assert (strike["date"], strike["lo"], strike["hi"]) == ("2024-01-02", "2024-01-02", "2024-01-02")
    assert (strike["display"], strike["kind"], strike["status"]) == ("2 Jan 2024", "attack", "claimed")
    assert strike["entities"][2] == {"id": "ministry", "name": "Foreign Ministry", "role": "named"}
    assert all(list(citation) == CITATION_KEYS for citation in strike["citations"])
    assert strike["citations"][1]["original"] == {"sha256": SHA256, "start": 200, "end": 260}
    assert strike["citations"][2]["original"] is None
    assert (found[1]["date"], found[1]["lo"], found[1]["hi"]) == ("2023-09", "2023-09-01", "2023-09-30")
    assert (found[5]["date"], found[5]["lo"], found[5]["hi"], found[5]["display"]) == (None, None, None, "undated")


def test_an_event_as_json(store: Store) -> None:
    card = loaded(store, "show")
    assert list(card) == [*EVENT_KEYS, "quotations", "tags", "fulfils"]
    assert card["citations"][0]["words"] == "Fragments of a missile fell on Kharkiv on 2 January."
    assert (card["tags"], card["fulfils"]) == (["arms", "missiles"], "plan")
    assert list(card["quotations"][0]) == QUOTATION_KEYS


def test_quotations_as_json(store: Store) -> None:
    found = loaded(store, "quotations")
    assert all(list(quotation) == QUOTATION_KEYS for quotation in found)
    assert [(quotation["id"], quotation["date"], quotation["event"]) for quotation in found] == [
        ("nothing", "2024-01-11", "denial"),
        ("a-rumour", None, "strike"),
    ]


def test_sources_as_json(store: Store) -> None:
    report, letter = loaded(store, "sources")
    assert list(report) == list(letter) == SOURCE_KEYS
    assert report["original"] == {"sha256": SHA256, "characters": 900, "state": "absent"}
    assert letter["original"] is None


def test_entities_as_json(store: Store) -> None:
    found = loaded(store, "entities")
    assert all(list(entity) == ENTITY_KEYS for entity in found)
    assert found[2]["aliases"] == [{"name": "RF", "kind": "weak"}, {"name": "Russian Federation", "kind": "name"}]


def test_an_array_of_nothing_of_one_and_of_many() -> None:
    for count in (0, 1, 2, 99, 100, 101, 250):
        pieces = list(as_json.array({"n": number} for number in range(count)))
        assert [entry["n"] for entry in json.loads("".join(pieces))] == list(range(count))
        assert pieces[-1].endswith("]\n")


def test_json_comes_in_pieces(path: Path) -> None:
    with open_store(path) as store:
        pieces = listing.json(store, "events")
        assert next(pieces) == "["
    with pytest.raises(QueryError, match="closed"):
        list(pieces)


@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_hostile_text_as_json(name: str, text: str) -> None:
    written = as_json.text({name: text, "again": [text, text]})
    assert not UNSAFE.search(written)
    assert guard_body(written) == written
    assert json.loads(written) == {name: text, "again": [text, text]}


@given(st.text(st.characters(), max_size=40))
def test_any_text_as_json(text: str) -> None:
    for entry in (text, [text, text], {text: text}):
        written = as_json.text(entry)
        assert guard_body(written) == written
        assert DROPPED not in written
        assert json.loads(written) == entry


@given(st.text(st.characters(), max_size=40))
def test_json_for_a_terminal_without_unicode(text: str) -> None:
    written = as_json.text(text, ascii_only=True)
    assert written.isascii()
    assert written.isprintable()
    assert json.loads(written) == text


def test_plain_writing_is_not_escaped() -> None:
    text = "“Überfall” in Москва, 平壌, עזה, प्योंगयांग 👩‍👩‍👧 e\u0301"
    assert text in as_json.text(text)


# Text


def test_events_as_a_person_would_print_them(store: Store) -> None:
    assert printed(store, "events").splitlines() == [
        "A small chronology",
        "7 events · 2006 – 2024 · 2 undated",
        "",
        "2006",
        "  14 Oct                    The Council imposes an embargo · sanction · 1 source, 1 voice",
        "",
        "2023",
        "  Sep                       The leaders meet · meeting · 1 source, 1 voice",
        "  13–17 Sep                 A visit is announced · meeting · planned · 1 source, 1 voice",
        "",
        "2024",
        "  2 Jan                     A missile hits Kharkiv · attack · claimed · 2 sources, 1 voice",
        "  11 Jan                    The ministry denies a delivery · statement · denied · 1 source, 1 voice",
        "",
        "Undated",
        "                            Someone speaks of a factory · statement · disputed · 1 source, 1 voice",
        "                            Workers are said to have left · transfer · claimed · 1 source, 1 voice",
    ]


def test_an_event_with_what_stands_behind_it(store: Store) -> None:
    text = printed(store, "show")
    for expected in (
        "2 Jan 2024, Tuesday\n",
        "attack · claimed · 2 sources, 1 voice\n",
        "  About strike.\n",
        "Who       Russia (by), Russia (named), Foreign Ministry (named)\n",
        "Said      Foreign Ministry: “a rumour”\n",
        "Date      The sources disagree:\n          2 Jan 2024\n",
        "            computed: “on 2 January”, published 12 Jan 2024 (The Paper)\n          11 Jan 2024\n",
        "            computed: “on Thursday”, published 12 Jan 2024 (The Paper)\n",
        "  1 reports · The Paper · paragraph 1, characters 0–52 of the digest, 100–180 of the original\n",
        "    Fragments of a missile fell on Kharkiv on 2 January.\n",
        "    attributed to Foreign Ministry\n",
        "  3 denies · [A letter] · paragraph 1, characters 0–38\n",
    ):
        assert expected in text


def test_an_event_with_nothing_behind_it(store: Store) -> None:
    assert "nothing: no passage stands behind this event" in "".join(listing.text(store, "show", "talks"))


def test_quotations_as_text(store: Store) -> None:
    assert printed(store, "quotations").splitlines()[:2] == [
        "  11 Jan 2024               Foreign Ministry: “We sent nothing”",
        "                            [A letter] · paragraph 1 · event denial",
    ]


def test_sources_and_entities_as_text(store: Store) -> None:
    assert "The Paper · published 12 Jan 2024 · original absent · digest · 3 events · id report" in printed(
        store, "sources"
    )
    assert "Foreign Ministry · organisation · 1 event · 2 quotations\n  also MID\n" in printed(store, "entities")
    assert "Moscow · place · 0 events · stands for russia\n" in printed(store, "entities")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [1, 20, 40, 80, 200])
def test_a_listing_fits_the_terminal(path: Path, command: str, width: int) -> None:
    spoil(path, "UPDATE event SET title = '漢字' || title || replace(hex(zeroblob(300)), '0', ' 漢')")
    with open_store(path) as store:
        lines = printed(store, command, width).split("\n")
        assert max(map(cells, lines)) <= max(width, 40)


@pytest.mark.parametrize("width", range(30, 100, 7))
def test_no_line_begins_with_what_stands_between_facts(store: Store, width: int) -> None:
    lines = "\n".join(printed(store, command, width) for command in COMMANDS).split("\n")
    assert not any(line.lstrip().startswith("·") for line in lines)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_cut_or_broken_in_a_pipe(path: Path, command: str) -> None:
    long = "word " * 5000
    spoil(path, f"UPDATE event SET title = '{long}', summary = '{long}'", f"UPDATE quotation SET text = '{long}'")
    spoil(path, f"UPDATE source SET title = '{long}'", f"UPDATE entity SET name = '{long}'")
    with open_store(path) as store:
        assert long.strip() in printed(store, command)


FIELDS = (
    "UPDATE event SET title = ?1, summary = ?1",
    "UPDATE kind SET name = ?1 WHERE id = 1",
    "UPDATE tag SET name = ?1 WHERE id = 1",
    "UPDATE event_entity SET role = ?1 WHERE event_id = 4 AND entity_id = 3",
    "UPDATE citation SET date_text = ?1 WHERE id = 2",
    "UPDATE quotation SET text = ?1",
    "UPDATE source SET title = ?1, publisher = ?1, author = ?1, rights = ?1, obtain = ?1",
    "UPDATE entity SET name = ?1",
    "UPDATE alias SET name = ?1 WHERE entity_id = 3",
    "UPDATE meta SET value = ?1",
)


@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_hostile_text_in_every_field(tmp_path: Path, name: str, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    path = small_store(tmp_path / "hostile.timeline")
    spoil(
        path, *(statement.replace("?1", "'" + text.replace("'", "''").replace("\0", "") + "'") for statement in FIELDS)
    )
    text = text.replace("\0", "")
    with open_store(path) as store:
        for command in COMMANDS:
            for width in (None, 60):
                stream = StringIO()
                for piece in listing.text(store, command, "strike", width):
                    put(piece, stream)
                assert not UNSAFE.search(stream.getvalue())
            assert not UNSAFE.search("".join(listing.json(store, command, "strike")))
        events = loaded(store, "events")
        assert {event["title"] for event in events} == {event["summary"] for event in events} == {text}
        assert {quotation["text"] for quotation in loaded(store, "quotations")} == {text}
        assert [line for line in printed(store, "events").splitlines() if line[:1] != " "][-2:] == ["", "Undated"]
        assert len(printed(store, "events").split("\n")) == 18


def test_a_summary_can_not_pass_for_a_line_of_ours(path: Path) -> None:
    spoil(
        path,
        "UPDATE event SET summary = 'x' || char(10) || 'Rests on' || char(10) || '  1 reports'",
        "UPDATE event SET title = 'a' || char(10) || 'b'",
    )
    with open_store(path) as store:
        lines = printed(store, "show").split("\n")
        assert lines.count("Rests on") == 1
        assert "a␤b" in lines


# The command line's side of it


@pytest.mark.parametrize("command", COMMANDS)
def test_chunks(store: Store, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(listing.chunks(store, Namespace(command=command, json=False, id="strike")))
    assert text == printed(store, command)
    data = "".join(listing.chunks(store, Namespace(command=command, json=True, id="strike")))
    assert json.loads(data) == loaded(store, command)
    assert text.endswith("\n")
    assert data.endswith("\n")


def test_an_id_that_there_is_not(store: Store) -> None:
    for as_data in (True, False):
        with pytest.raises(NotFound, match="did you mean strike"):
            list(listing.chunks(store, Namespace(command="show", json=as_data, id="strik")))


def test_a_damaged_store_is_a_sentence(path: Path) -> None:
    spoil(path, "UPDATE event SET edtf = 'soon' WHERE id = 7")
    with open_store(path) as store:
        for as_data in (True, False):
            with pytest.raises(QueryError, match="event 7 is damaged"):
                list(listing.chunks(store, Namespace(command="events", json=as_data)))


def test_every_listing_has_every_entry(store: Store) -> None:
    for command, everything in (
        ("sources", sources.all_sources(store)),
        ("entities", entities.all_entities(store)),
        ("quotations", list(quotations.all_quotations(store))),
    ):
        assert [entry["id"] for entry in loaded(store, command)] == [entry.id for entry in everything]
