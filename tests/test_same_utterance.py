"""What counts as one utterance, and how the words of its versions are compared."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_stores import small_store

from store import quotations, utterances
from store.database import open_store
from store.records import Quotation
from store.wording import MOST_WORDS, Piece, Said, Wording, compare, merged

WORDS = st.lists(st.sampled_from(["we", "will", "not", "hesitate", "further", "action", "Our’s", "a"]), max_size=30)
TEXTS = st.one_of(WORDS.map(" ".join), st.text(max_size=60))


def tiled(text: str, pieces: Sequence[Piece]) -> str:
    """The text put together from its pieces, which follow each other without a gap."""
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    return "".join(text[piece.start : piece.end] for piece in pieces)


def in_common(text: str, pieces: Sequence[Piece]) -> list[str]:
    return [
        word for piece in pieces if piece.said is Said.SAME for word in Wording(text[piece.start : piece.end]).words
    ]


@given(TEXTS, TEXTS)
@example("", "")
@example("a word", "")
@example("İstanbul’da word", "i̇stanbul'da word")
def test_the_pieces_make_up_both_texts_and_what_is_common_is_the_same(one: str, other: str) -> None:
    found = compare(one, other)
    assert tiled(one, found.one) == one
    assert tiled(other, found.other) == other
    assert in_common(one, found.one) == in_common(other, found.other)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    found = compare(text, text)
    assert Said.DIFFERENT not in {piece.said for piece in (*found.one, *found.other)}
    assert in_common(text, found.one) == list(Wording(text).words)


@given(WORDS, WORDS, WORDS)
def test_what_is_contained_is_a_version_and_nothing_in_it_is_lit(
    before: list[str], middle: list[str], after: list[str]
) -> None:
    part, whole = " ".join(middle), " ".join([*before, *middle, *after])
    if middle:
        assert Wording(part).like(Wording(whole))
        assert Wording(whole).like(Wording(part))


@given(TEXTS, TEXTS)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert Wording(one).like(Wording(other)) == Wording(other).like(Wording(one))


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_one_text_compared_with_several_is_still_whole(one: str, others: list[str]) -> None:
    compared = [compare(one, other).one for other in others]
    found = merged(compared)
    assert tiled(one, found) == one
    for pieces in compared:
        for piece in pieces:
            if piece.said is Said.DIFFERENT:
                inside = [each for each in found if each.start < piece.end and piece.start < each.end]
                assert {each.said for each in inside} == {Said.DIFFERENT}


def test_an_excerpt_is_equal_and_the_rest_of_the_longer_text_is_beyond_it() -> None:
    longer = "The relationship poses a wide-ranging threat to global security. We condemn the veto."
    found = compare(longer, "wide-ranging threat to global security")
    assert [piece.said for piece in found.other] == [Said.SAME]
    assert {piece.said for piece in found.one} == {Said.BEYOND, Said.SAME}
    assert " ".join(in_common(longer, found.one)) == "wide ranging threat to global security"


def test_one_word_that_differs_is_lit_and_no_other() -> None:
    one, other = "We will not hesitate to act again.", "We will not hesitate to strike again."
    found = compare(one, other)
    assert [one[p.start : p.end] for p in found.one if p.said is Said.DIFFERENT] == ["act"]
    assert [other[p.start : p.end] for p in found.other if p.said is Said.DIFFERENT] == ["strike"]


def test_no_text_is_too_long_to_be_compared() -> None:
    one, other = " ".join(["word other"] * 50_000), " ".join(["other word"] * 50_000)
    found = compare(one, other)
    assert tiled(one, found.one) == one
    assert len(Wording(one).words) == MOST_WORDS


@pytest.fixture(scope="module")
def said(sample: Path) -> list[Quotation]:
    with open_store(sample) as store:
        return list(quotations.all_quotations(store))


def test_the_sample_has_four_utterances_in_two_versions(said: list[Quotation]) -> None:
    groups = [{each.id for each in group} for group in utterances.utterances(said) if len(group) > 1]
    assert sorted(map(sorted, groups)) == [
        ["blinken-further-actions", "blinken-reported-further-actions"],
        ["blinken-reported-effects", "blinken-reported-effects-benzinga"],
        ["miller-post-concern", "miller-reported-threat"],
        ["miller-statement-3", "miller-threat"],
    ]


def test_exact_words_come_first_and_the_fullest_of_them(said: list[Quotation]) -> None:
    for group in utterances.utterances(reversed(said)):
        assert [each.direct for each in group] == sorted((each.direct for each in group), reverse=True)
    firsts = {group[0].id for group in utterances.utterances(said)}
    assert "miller-statement-3" in firsts and "miller-threat" not in firsts


def test_the_same_words_of_another_speaker_or_at_another_event_are_another_utterance(said: list[Quotation]) -> None:
    one = next(each for each in said if each.id == "miller-threat")
    others = [replace(one, id="a", speaker="somebody"), replace(one, id="b", event="another")]
    assert len(utterances.utterances([one, *others])) == 3
    assert len(utterances.utterances([one, replace(one, id="c", event=None)])) == 1
    assert len(utterances.utterances([one, replace(one, id="d", event=None, date=None)])) == 2


def test_an_utterance_has_its_versions_and_what_else_is_told(sample: Path, said: list[Quotation]) -> None:
    with open_store(sample) as store:
        for quotation in said:
            found = utterances.utterance(store, quotation)
            assert quotation.id in {each.id for each in found.versions}
            assert not {each.id for each in found.versions} & {each.id for each in found.besides}
            assert {each.speaker for each in (*found.versions, *found.besides)} == {quotation.speaker}
        reported = next(each for each in said if each.id == "miller-reported-call")
        found = utterances.utterance(store, reported)
        assert len(found.versions) == 1 and len(found.besides) > 2


def test_a_quotation_without_event_and_date_stands_alone(tmp_path: Path) -> None:
    with open_store(small_store(tmp_path / "small.timeline")) as store:
        alone = quotations.quotation(store, "a-rumour")
        assert utterances.utterance(store, alone) == utterances.Utterance((alone,), ())
