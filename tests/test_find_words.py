"""Words as full text compares them: what is lit is what SQLite finds, letter by letter."""

import sqlite3
import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.folding import MARK, SEPARATOR, TOKENIZE, fold, words
from store.search.terms import parse, spans

ODD = "éÉe\u0301ßẞİıſςΣ\u0345ǅøØłỳ\u0323\u0341\u200d👍🏽🇺🇦가각漢字עברית١٢٣½²ⅣⓐЙй\u0000\t\n'’-_·ﬁ\ufeff"
texts = st.text(st.one_of(st.sampled_from(ODD + "aAbB \u0300\u0301"), st.characters(codec="utf-8")), max_size=40)


@pytest.fixture(scope="module")
def full_text():
    """SQLite's own full text."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(word, tokenize='{TOKENIZE}')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
    yield connection
    connection.close()


@settings(max_examples=300, deadline=None)
@given(texts)
@example("Jose\u0301 n\u0303 \u0301x a\u0301\u0302b ISTANBUL İstanbul Straße STRASSE")
def test_words_are_those_of_sqlite(full_text, text):
    full_text.execute("DELETE FROM t")
    full_text.execute("INSERT INTO t VALUES(?)", (text,))
    found = full_text.execute("SELECT term FROM v ORDER BY offset").fetchall()
    assert words(text) == tuple(term for (term,) in found)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_folded_text_has_the_same_positions(text):
    folded = fold(text)
    assert len(folded) == len(text)
    for char, letter in zip(text, folded, strict=True):
        assert letter in (SEPARATOR, MARK) or words(f"x{char}x") == (f"x{letter}x",)


@settings(max_examples=300, deadline=None)
@given(texts, st.data())
def test_what_is_lit_is_what_sqlite_highlights(full_text, text, data):
    tokens = words(text)
    if not tokens:
        return
    at = data.draw(st.integers(0, len(tokens) - 1))
    phrase = tokens[at : at + data.draw(st.integers(1, 3))]
    (term,) = parse(f'"{" ".join(phrase)}"')
    assert term.words == phrase
    full_text.execute("DELETE FROM t")
    full_text.execute("INSERT INTO t VALUES(?)", (text,))
    sql = "SELECT highlight(t, 0, char(57344), char(57345)) FROM t WHERE t MATCH ?"
    clear = not {"\ue000", "\ue001", "\x00"} & set(text)
    for (shown,) in full_text.execute(sql, (term.match,)).fetchall() if clear else ():
        there = []
        for part in shown.split("\ue000")[1:]:
            before = shown[: shown.index("\ue000" + part)]
            there.append(words(part.split("\ue001")[0]))
            assert before is not None
        lit = [words(text[first:last]) for first, last in spans(text, [term])]
        assert sum(map(len, lit)) == sum(map(len, there))
    for first, last in spans(text, [term]):
        assert words(text[first:last]) == phrase or len(words(text[first:last])) > len(phrase)
        assert last == len(text) or fold(text)[last : last + 1] == SEPARATOR


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("", []),
        ("  ", []),
        ("…", []),
        ("Missile", [("missile", True)]),
        ("missile ", [("missile", False)]),
        ("north korea", [("north", False), ("korea", True)]),
        ('"North Korea" x', [("north korea", False), ("x", True)]),
        ('"north kor', [("north kor", True)]),
        ("“north korea”", [("north korea", False)]),
        ("self-made", [("self made", True)]),
        ("Péče", [("pece", True)]),
        ("Kim kim", [("kim", False), ("kim", True)]),
        ('a"b"', [("a", False), ("b", False)]),
        ('""', []),
        ("x AND (y OR *", [("x", False), ("and", False), ("y", False), ("or", False)]),
        ("colon:sign^ +", [("colon sign", False)]),
    ],
)
def test_a_line_as_it_is_typed(line, terms):
    assert [(" ".join(term.words), term.prefix) for term in parse(line)] == terms


@given(st.text(max_size=300))
def test_any_line_can_be_typed(line):
    for term in parse(line):
        assert term.words and all(term.words)
        assert spans(line, [term]) or len(line) > 200


def test_the_beginning_of_a_word_lights_all_of_it():
    text = "Sanctions; sanctioned, unsanctioned."
    lit = [text[first:last] for first, last in spans(text, parse("sanct"))]
    assert lit == ["Sanctions", "sanctioned"]


def test_a_mark_stays_with_its_letter():
    text = "un cafe\u0301 ferme\u0301"
    assert [text[a:b] for a, b in spans(text, parse("cafe ferme"))] == ["cafe\u0301", "ferme\u0301"]


def test_without_full_text_letters_fold_as_unicode_names_them(monkeypatch):
    from store import folding

    def refuses(*args, **options):
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(folding, "_letters", folding._Letters())
    monkeypatch.setattr(folding.sqlite3, "connect", refuses)
    assert folding.words("Café №5, e\u0301tat " + string.ascii_letters)[:3] == ("cafe", "5", "etat")
