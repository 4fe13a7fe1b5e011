"""Verdicts on passages in an edited text, held against a reference that knows the words and looks everywhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.originals import hashing
from store.originals.placing import Sought, place
from store.originals.recipe import document
from store.originals.recognising import Original, recognised
from store.originals.records import State, Verdict
from tui.render import places

WORD = st.text(alphabet="abé\u0301ש\u00a0“🚀", min_size=1, max_size=6)
PARAGRAPH = st.lists(WORD, min_size=3, max_size=14).map(" ".join)
PARAGRAPHS = st.lists(PARAGRAPH, min_size=2, max_size=5)
KINDS = ("insert", "delete", "duplicate", "letter", "swap")


@st.composite
def edited(draw):
    """A text, spans of it, and the text after some edits."""
    text = "\n".join(draw(PARAGRAPHS))
    spans = []
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append((start, draw(st.integers(start + 1, min(len(text), start + 40)))))
    now = text
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=3)):
        now = changed(draw, now, kind, draw(st.sampled_from(spans)))
    return text, spans, now


def changed(draw, text, kind, span):
    """The text after one edit."""
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    if kind == "letter":
        place = min(draw(st.integers(*span)), max(len(text) - 1, 0))
        return text[:place] + draw(st.sampled_from("axש🚀")) + text[place + 1 :]
    if kind == "insert":
        lines.insert(at, draw(PARAGRAPH))
    elif kind == "duplicate":
        lines.insert(draw(st.integers(0, len(lines))), lines[at])
    elif kind == "swap":
        lines[at], lines[0] = lines[0], lines[at]
    elif len(lines) > 1:
        del lines[at]
    return "\n".join(lines)


def reference(original, text, start, end):
    """The verdict and the places, by the words themselves."""
    words = original[start:end]
    if text[start:end] == words:
        return Verdict.EXACT, ((start, end),)
    found = [at for at in range(len(text)) if text.startswith(words, at)]
    spans = tuple((at, at + len(words)) for at in found)
    return {0: Verdict.LOST, 1: Verdict.MOVED}.get(len(found), Verdict.AMBIGUOUS), spans


@settings(max_examples=400, deadline=None)
@given(edited(), st.booleans())
def test_verdicts_are_those_of_whoever_knows_the_words(case, knows_length):
    original, spans, text = case
    measured = len(original) if knows_length else None
    salt = hashing.salt_of(original)
    sought = [
        Sought(number, 1, start, end, hashing.hash_of(salt, original[start:end]))
        for number, (start, end) in enumerate(spans)
    ]
    placed = place(text, salt, sought, measured)
    for number, (start, end) in enumerate(spans):
        found = placed[number]
        assert (found.verdict, found.places) == reference(original, text, start, end)
        if found.verdict in (Verdict.EXACT, Verdict.MOVED):
            ((first, last),) = found.places
            assert text[first:last] == original[start:end]


@settings(max_examples=200, deadline=None)
@given(edited())
def test_an_edited_copy_opens_the_salt_where_a_sealed_stretch_is_left_and_never_another(case):
    original, _, text = case
    salt = hashing.salt_of(original)
    seals = dict.fromkeys(hashing.sealed(original, ()), hashing.proof_of(salt))
    found = hashing.opened(text, seals)
    assert found in ({}, {hashing.proof_of(salt): salt})
    if text == original and len(original) >= hashing.WINDOW:
        assert found


@settings(max_examples=200, deadline=None)
@given(edited())
def test_from_a_file_to_the_verdicts(case):
    """Nothing but the bytes of the file, and what a dataset has: verified only if it is the very text."""
    original, spans, text = case
    salt = hashing.salt_of(original)
    sought = tuple(
        Sought(number, 1, start, end, hashing.hash_of(salt, original[start:end]))
        for number, (start, end) in enumerate(spans)
    )
    seals = hashing.sealed(original, ())
    sha256 = document(original.encode()).sha256
    known = Original("source", sha256, sha256, hashing.proof_of(salt), seals, sought, len(original))
    found = recognised(document(text.encode()), [known])
    if text == original:
        assert [copy.state for copy in found] == [State.VERIFIED]
    for copy in found:
        assert (copy.state is State.VERIFIED) == (text == original)
        for number, (start, end) in enumerate(spans):
            placed = copy.placed[number]
            assert (placed.verdict, placed.places) == reference(original, text, start, end)


def article(sentences):
    return "\n".join(
        f"Sentence number {number * 7919} says something of its own about bridges." for number in sentences
    )


@pytest.mark.parametrize("count", [8, 400, 4000], ids=["short", "long", "beyond the limit"])
def test_one_changed_letter_leaves_the_salt_to_be_found(count):
    original = article(range(count))
    seals = dict.fromkeys(hashing.sealed(original, ()), "proof")
    assert len(seals) == hashing.SEALS
    proof = hashing.proof_of(hashing.salt_of(original))
    for at in (0, len(original) // 2, len(original) - 1):
        text = original[:at] + "#" + original[at + 1 :]
        assert hashing.opened(text, dict.fromkeys(seals, proof)) == {proof: hashing.salt_of(original)}


def test_no_seal_is_under_words_that_the_dataset_tells():
    text = "x" * 10 + "told words " * 20
    assert hashing.sealed(text, [(10, len(text))]) == ()
    assert hashing.sealed(text, [(0, 10)])


def test_a_short_span_is_not_found_by_guessing():
    """Two documents with the same words: neither hash says so."""
    one, other = (hashing.salt_of(text) for text in ("It was in 2006.", "It was in 2006!"))
    assert hashing.hash_of(one, "2006") != hashing.hash_of(other, "2006")


def test_a_passage_without_a_hash_is_lost_in_a_text_that_nothing_vouches_for():
    salt = hashing.salt_of("words")
    assert place("words", salt, [Sought(1, 1, 0, 5, None)])[1].verdict is Verdict.LOST


def test_a_span_that_reaches_beyond_the_text_is_no_match():
    salt = hashing.salt_of("some words")
    sought = [Sought(1, 1, 5, 10, hashing.hash_of(salt, "words")), Sought(2, 1, 5, 99, hashing.hash_of(salt, "words"))]
    assert [placed.verdict for placed in place("some word", salt, sought).values()] == [Verdict.LOST, Verdict.LOST]


def test_of_very_many_places_the_first_are_kept_and_all_are_counted():
    salt = hashing.salt_of("the original")
    sought = Sought(1, 1, 7, 8, hashing.hash_of(salt, "a"))
    placed = place("a" * 7 + "b" + "a" * 9_993, salt, [sought])[1]
    assert placed.verdict is Verdict.AMBIGUOUS
    assert placed.places == tuple((start, start + 1) for start in range(201) if start != 7)
    assert len(placed.places) + placed.more == 10_000
    said = places.spans(placed)
    assert said.startswith("0–1, 1–2, ") and said.endswith(" and 9,980 more") and said.count("–") == 20
