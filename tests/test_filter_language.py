"""The filter line: what it means, how it is printed, and where it is wrong."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.errors import FilterError
from store.filters import (
    All,
    AnyOf,
    Dated,
    Field,
    Filter,
    Flag,
    Not,
    Number,
    Part,
    Phrase,
    Prefix,
    Word,
    all_of,
    any_of,
    describe,
    line_of,
    negated,
    parse,
)
from store.filters.printing import is_word
from store.filters.words import CLOSED, DATES, FLAGS, NAMES, NUMBERS, words_of

A_THURSDAY = 738896  # 2024-01-11
TEXTS = st.text(min_size=1, max_size=12) | st.sampled_from(
    ["kim", "Ünüvar", 'a "b" c', "“x”", "-x", "or", "a:b", "(", "undated", "sources>=2", "\x1b[31m", "\0", "x*", " "]
)
WORDS = TEXTS.filter(lambda text: is_word(text) and bool(words_of(text)))
EDTF = st.sampled_from(["2024", "2023-09~", "2024-01-01/2024-01-07", "-0043-03-15", "[2023-12-30,2024-01-02]", "201X"])
ENDED = st.sampled_from(["../2024-01-11", "2024/.."])


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    least, most = sorted([draw(st.integers(0, 99)), draw(st.integers(0, 99))])
    least, most = draw(st.sampled_from([(least, most), (least, None), (None, most)]))
    return Number(draw(st.sampled_from(NUMBERS)), least, most)


LEAVES: st.SearchStrategy[Part] = st.one_of(
    WORDS.map(Word),
    TEXTS.filter(lambda text: bool(words_of(text))).map(Phrase),
    WORDS.filter(lambda text: bool(words_of(text[-1]))).map(Prefix),
    st.builds(Field, st.sampled_from([name for name in NAMES if name not in CLOSED]), TEXTS),
    st.builds(Field, st.just("status"), st.sampled_from(CLOSED["status"])),
    st.builds(Field, st.just("precision"), st.sampled_from(CLOSED["precision"])),
    st.builds(Dated, st.sampled_from(DATES), EDTF),
    st.builds(Dated, st.sampled_from(["in", "within"]), ENDED),
    numbers(),
    st.sampled_from(FLAGS).map(Flag),
)
PARTS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=3).map(all_of),
        st.lists(inner, min_size=1, max_size=3).map(any_of),
    ),
    max_leaves=8,
)
FILTERS = st.lists(PARTS, max_size=4).map(lambda parts: Filter(tuple(parts)))


@given(FILTERS)
def test_what_is_printed_reads_as_the_same_filter(asked: Filter) -> None:
    assert parse(asked.line) == asked
    assert parse(asked.line).line == asked.line


PIECES = (
    *'()-*:"“”„', "--", "or", "AND", "not", "undated", "kim", "北", "e\u0301", "\u202e", "\ud800", "İ", "ß", "\u200b",
    "entity:", "by:", "in:", "2024", "2023..2024", "sources", ">=2", "2..4", "status:", "denied", '"a b"',
    " ", "\t", "\n", "\u00a0", "\u3000", "\x85", "\u2028", "x" * 300,
)  # fmt: skip
TYPED = st.lists(st.sampled_from(PIECES), max_size=14)


@given(TYPED.map("".join) | TYPED.map(" ".join))
def test_a_typed_filter_stays_one_whatever_the_keys_make_of_it(line: str) -> None:
    """Dropped, excluded, negated, gathered in brackets: each is a filter whose line reads as itself."""
    try:
        asked = parse(line, today=A_THURSDAY)
    except FilterError as error:
        assert 0 <= error.start <= error.end <= len(line)
        assert 0 < len(error.sentence) < 400
        return
    made = [asked.and_(asked), *(asked.without(index) for index in range(len(asked.parts)))]
    made += (asked.replaced(index, negated(part)) for index, part in enumerate(asked.parts))
    if asked:
        made += (Filter((part,)) for part in (any_of(asked.parts), Not(all_of(asked.parts)), Not(any_of(asked.parts))))
    for each in made:
        assert parse(each.line) == each
        assert parse(each.line).line == each.line


@pytest.mark.parametrize("line", ["(", ")", "-", "not ", "-(", "a or ", '"', "kind:", "(a) ", "a or (b "])
def test_however_deep_a_line_goes_it_is_answered_with_a_sentence(line: str) -> None:
    for times in (199, 1_000, 10_000):
        with pytest.raises(FilterError):
            parse(line * times + "(")


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from([*'()":-* ', "or", "a", "kind:", "in:", "2024", "“", "”"])).map("".join)
)
@example("a or (b")
def test_any_text_is_a_filter_or_a_mistake_within_it(line: str) -> None:
    try:
        asked = parse(line)
    except FilterError as error:
        assert 0 <= error.start <= error.end <= len(line)
        assert error.sentence == str(error) != ""
    else:
        assert parse(asked.line) == asked


@given(PARTS)
def test_every_part_says_what_it_keeps(part: Part) -> None:
    assert describe(part)


MEANT: list[tuple[str, tuple[Part, ...]]] = [
    ("", ()),
    ("  ", ()),
    ("missile", (Word("missile"),)),
    ("missile strike", (Word("missile"), Word("strike"))),
    ("missile and strike", (Word("missile"), Word("strike"))),
    ('"arms embargo"', (Phrase("arms embargo"),)),
    ("“arms embargo”", (Phrase("arms embargo"),)),
    ('"say ""no"""', (Phrase('say "no"'),)),
    ("sanction*", (Prefix("sanction"),)),
    ("-missile", (Not(Word("missile")),)),
    ("not missile", (Not(Word("missile")),)),
    ("--missile", (Not(Not(Word("missile"))),)),
    ("a b or c d", (Word("a"), AnyOf((Word("b"), Word("c"))), Word("d"))),
    ("(a b) OR c", (AnyOf((All((Word("a"), Word("b"))), Word("c"))),)),
    ("-(a or b)", (Not(AnyOf((Word("a"), Word("b")))),)),
    ("((a)) (b c)", (Word("a"), Word("b"), Word("c"))),
    ("a or (b or c)", (AnyOf((Word("a"), Word("b"), Word("c"))),)),
    ("ENTITY:blinken", (Field("entity", "blinken"),)),
    ('entity:"Kim Jong Un"', (Field("entity", "Kim Jong Un"),)),
    ("entity:“Kim Jong Un”", (Field("entity", "Kim Jong Un"),)),
    ("source:http://x.org/a:b", (Field("source", "http://x.org/a:b"),)),
    ("Status:Denied", (Field("status", "denied"),)),
    ("precision:MONTH", (Field("precision", "month"),)),
    ("denied-by:russia", (Field("denied-by", "russia"),)),
    ('after:"jan 2 2024"', (Dated("after", "2024-01-02"),)),
    ("in:2024-w01", (Dated("in", "2024-01-01/2024-01-07"),)),
    ("before:yesterday", (Dated("before", "2024-01-10"),)),
    ("within:../2024", (Dated("within", "../2024"),)),
    ("after:-0043", (Dated("after", "-0043"),)),
    ("sources:2", (Number("sources", 2, 2),)),
    ("sources:>=2", (Number("sources", 2, None),)),
    ("sources>1", (Number("sources", 2, None),)),
    ("voices:<3", (Number("voices", None, 2),)),
    ("voices:<=3", (Number("voices", None, 3),)),
    ("voices:2..4", (Number("voices", 2, 4),)),
    ("voices:2..", (Number("voices", 2, None),)),
    ("voices:..4", (Number("voices", None, 4),)),
    ("Undated marked", (Flag("undated"), Flag("marked"))),
    ('"undated"', (Phrase("undated"),)),
    ('"or"', (Phrase("or"),)),
    ("sources", (Word("sources"),)),
    ("U.S.", (Word("U.S."),)),
    ("well-known", (Word("well-known"),)),
]


@pytest.mark.parametrize(("line", "parts"), MEANT)
def test_what_a_line_means(line: str, parts: tuple[Part, ...]) -> None:
    assert parse(line, today=A_THURSDAY).parts == parts


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("  kind:talks   AND  -tag:iran ", "kind:talks -tag:iran"),
        ('entity:"blinken"', "entity:blinken"),
        ("sources>=2", "sources:>=2"),
        ("a or (b c)", "a or (b c)"),
        ("(a or b) c", "a or b c"),
        ('by:"a ""b"""', 'by:"a ""b"""'),
        ("in:2024-W01", "in:2024-01-01/2024-01-07"),
        ("NOT (a OR b)", "-(a or b)"),
    ],
)
def test_a_line_is_printed_in_one_way(line: str, printed: str) -> None:
    assert parse(line).line == printed


def test_a_filter_is_narrowed_and_widened() -> None:
    asked = parse("kind:talks").and_(Word("iran"))
    assert asked.line == "kind:talks iran"
    assert asked.and_(parse("iran after:2024")).line == "kind:talks iran after:2024"
    assert asked.without(0).line == "iran"
    assert asked.replaced(1, negated(Word("iran"))).line == "kind:talks -iran"
    assert negated(negated(Word("iran"))) == Word("iran")
    assert asked and not asked.without(0).without(0)


def test_parts_know_where_they_were_typed() -> None:
    line = 'missile -(kind:talks or entity:"Kim Jong Un")'
    places = []
    for part in parse(line).parts:
        match part:
            case Not(AnyOf(inner)):
                places += [line[slice(*leaf.at)] for leaf in inner if isinstance(leaf, Field)]
            case Word():
                places.append(line[slice(*part.at)])
    assert places == ["missile", "kind:talks", 'entity:"Kim Jong Un"']


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("by:blinken", "said by blinken"),
        ("after:2024-01", "from Jan 2024 on"),
        ("before:2024-01", "before Jan 2024"),
        ("in:2024-01-01/2024-01-07", "in 1–7 Jan 2024"),
        ("within:2023", "certainly in 2023"),
        ("voices:1", "1 voice"),
        ("sources:>=2", "at least 2 sources"),
        ("sources:2..4", "2 to 4 sources"),
        ("-kind:talks", "not kind talks"),
        ("-(a or b)", "not (“a” or “b”)"),
        ("precision:undated", "undated"),
        ("denied-by:russia", "denied by russia"),
    ],
)
def test_a_part_in_words(line: str, words: str) -> None:
    assert describe(parse(line).parts[0]) == words
    assert line_of(parse(line).parts[0]) == line


def test_an_id_is_described_by_its_name() -> None:
    assert describe(Field("by", "antony-blinken"), {"antony-blinken": "Antony Blinken"}) == "said by Antony Blinken"
