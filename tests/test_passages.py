"""Sources as a reader sees them: text, paragraphs, passages, what rests on them, and where they name an entity."""

from pathlib import Path

import pytest
from small_stores import KHARKIV, LETTER, SHA256, spoil

from store import chronology, passages, sources
from store.database import Store, open_store
from store.errors import NotFound, QueryError
from store.records import Mention, OriginalSpan, Paragraph


def test_page(store: Store) -> None:
    page = passages.page(store, "report")
    assert page.source == sources.source(store, "report")
    assert page.text == KHARKIV
    line = KHARKIV.index("\n")
    assert page.paragraphs == (Paragraph(1, 0, line), Paragraph(2, line + 1, len(KHARKIV)))
    assert [(passage.id, passage.paragraph, passage.events) for passage in page.passages] == [
        (1, 1, (1, 4)),
        (2, 2, (4,)),
    ]
    assert page.passages[0].original == OriginalSpan(SHA256, 100, 180)
    assert page.events == tuple(chronology.picked(store, [1, 4]))


def test_page_of_a_source_that_is_itself_the_document(store: Store) -> None:
    page = passages.page(store, "letter")
    assert page.text == LETTER
    assert [(passage.id, passage.events, passage.original) for passage in page.passages] == [
        (3, (4, 5), None),
        (4, (), None),
    ]


def test_positions_are_code_points(path: Path) -> None:
    text = "😀 e\u0301 漢\U0001f1fa\U0001f1e6 “end”"
    spoil(path, f"UPDATE source_text SET text = '{text}' WHERE source_id = 2")
    spoil(path, f'UPDATE passage SET start = 2, "end" = {len(text)} WHERE id = 3', "DELETE FROM passage WHERE id = 4")
    spoil(path, f'UPDATE paragraph SET "end" = {len(text)} WHERE source_id = 2')
    with open_store(path) as store:
        assert passages.behind(store, 5)[0].words == text[2:]
        assert passages.page(store, "letter").text == text


def test_behind(store: Store) -> None:
    first, second, third = passages.behind(store, 4)
    assert (first.source, first.source_label, first.passage, first.paragraph) == ("report", "The Paper", 1, 1)
    assert first.words == KHARKIV[first.start : first.end] == KHARKIV.split("\n")[0]
    assert (first.date_text, first.basis, first.attributed_to) == ("on 2 January", "computed", None)
    assert first.date is not None
    assert first.date.edtf == "2024-01-02"
    assert first.published is not None
    assert first.published.edtf == "2024-01-12"
    assert first.original == OriginalSpan(SHA256, 100, 180)
    assert (second.attributed_to, second.attributed_name) == ("russia", "Russia")
    assert (third.source_label, third.published, third.original, third.date) == ("[A letter]", None, None, None)
    assert passages.behind(store, 7) == ()
    assert passages.behind(store, 99) == ()


def test_mentions(store: Store) -> None:
    start = KHARKIV.index("Kharkiv")
    assert passages.mentions(store, "report") == (Mention(start, start + 7, "moscow", "Moscow"),)
    assert passages.mentions(store, "letter") == ()


def test_a_source_that_there_is_not(store: Store) -> None:
    for question in (passages.page, passages.mentions, sources.source):
        with pytest.raises(NotFound, match="there is no source reports; did you mean report"):
            question(store, "reports")


def test_all_sources(store: Store) -> None:
    report, letter = sources.all_sources(store)
    assert (report.id, report.label, report.kind, report.sha256, report.characters) == (
        "report",
        "The Paper",
        "digest",
        SHA256,
        900,
    )
    assert (report.published_basis, report.rights, report.events) == ("stated", "theirs", 3)
    assert (letter.label, letter.published, letter.publisher) == ("[A letter]", None, None)


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE paragraph SET "end" = 9999 WHERE source_id = 1 AND number = 2',
        "UPDATE paragraph SET start = x'00' WHERE source_id = 1 AND number = 2",
        'UPDATE passage SET "end" = 9999 WHERE id = 1',
        "UPDATE passage SET paragraph = x'00' WHERE id = 1",
        "DELETE FROM source_text WHERE source_id = 1",
        "UPDATE source_text SET text = 'short' WHERE source_id = 1",
        "UPDATE citation SET event_id = x'34' WHERE id = 1",
        "UPDATE citation SET event_id = 'x' WHERE id = 1",
        "UPDATE source SET kind = 'rumour' WHERE id = 1",
        "UPDATE source SET characters = 'many' WHERE id = 1",
        "UPDATE source SET events = -1 WHERE id = 1",
        "UPDATE source SET title = x'00' WHERE id = 1",
        "UPDATE event SET title = x'00' WHERE id = 4",
        "DELETE FROM event WHERE id = 4",
    ],
)
def test_a_damaged_source_is_a_sentence(path: Path, statement: str) -> None:
    spoil(path, statement)
    with open_store(path) as store:
        assert passages.page(store, "letter").events[0].ordinal == 4 if "event" not in statement else True
        with pytest.raises(QueryError, match=r"is damaged: .*build it again"):
            passages.page(store, "report")


def test_a_text_with_a_nul_is_read_whole(path: Path) -> None:
    spoil(path, "UPDATE source_text SET text = substr(text, 1, 5) || char(0) || substr(text, 7) WHERE source_id = 1")
    with open_store(path) as store:
        page = passages.page(store, "report")
        assert page.text == f"{KHARKIV[:5]}\0{KHARKIV[6:]}"
        assert passages.behind(store, 1)[0].words == page.text.split("\n")[0]


def test_a_long_text_is_fetched_once(path: Path) -> None:
    spoil(path, "UPDATE source_text SET text = text || char(10) || replace(hex(zeroblob(1000000)), '0', 'a')")
    with open_store(path) as store:
        asked: list[str] = []
        query = store.query

        def counting(sql: str, *arguments: object, **options: object) -> list[tuple[object, ...]]:
            asked.append(sql)
            return query(sql, *arguments, **options)

        store.query = counting  # type: ignore[method-assign, assignment]
        assert len(passages.page(store, "report").text) > 2_000_000
        chronology.event(store, 4)
        assert sum("source_text" in sql for sql in asked) == 2
        assert len(asked) < 19


def test_words_of_a_date_are_marked_where_they_stand_once_as_words_of_their_own(path: Path) -> None:
    spoil(path, "UPDATE citation SET date_text = 'kHARKIV', basis = 'stated', edtf = '2024' WHERE passage_id = 1")
    with open_store(path) as store:
        dated = passages.date_words(store, 1)[0]
        assert dated.within("At Kharkiv.", 3, 11) == dated.at(3, 10)
        assert dated.within("Kharkivs", 0, 8) is None
        assert dated.within("Kharkiv or Kharkiv", 0, 18) is None
    spoil(path, "UPDATE citation SET basis = 'first reported'")
    with open_store(path) as store:
        assert passages.date_words(store, 1) == []
