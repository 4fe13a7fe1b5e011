"""A text names an entity where one of its names stands as a whole word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dataset.drafts import AliasDraft, EntityDraft
from store.dataset.mentions import Names


def entity(identity: str, name: str, *aliases: str, weak: tuple[str, ...] = ()) -> EntityDraft:
    others = (*(AliasDraft(each, "alias") for each in aliases), *(AliasDraft(each, "weak") for each in weak))
    return EntityDraft(identity, name, "state", aliases=others)


NAMES = Names(
    [
        entity("us", "United States", "US", "U.S.", "America"),
        entity("north-korea", "North Korea", "DPRK", "Democratic People’s Republic of Korea"),
        entity("korea", "Korea"),
        entity("kim", "Kim Jong Un", weak=("Kim",)),
        entity("kim-il", "Kim Il Sung"),
        entity("un", "United Nations", "UN"),
        entity("who", "World Health Organization", "WHO"),
        entity("far-east", "Far East"),
        entity("other-georgia", "Georgia"),
        entity("georgia", "Georgia"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea denied it.", ["north-korea: North Korea"]),
        ("NORTH KOREA and north korea", ["north-korea: NORTH KOREA", "north-korea: north korea"]),
        ("South Korea did not.", ["korea: Korea"]),
        ("They told us who the UN sent.", ["un: UN"]),
        ("The US and the U.S. government", ["us: US", "us: U.S."]),
        ("the U.S.-led talks, Korea's army", ["us: U.S.", "korea: Korea"]),
        ("Koreans, Koreatown, inKorea", []),
        ("Kim Jong Un’s and Kim Jong Un‘s visit", ["kim: Kim Jong Un", "kim: Kim Jong Un"]),
        ("Kim Jong, then Kim Il Sung", ["kim-il: Kim Il Sung"]),
        ("Democratic People’s Republic of Korea (DPRK)", [
            "north-korea: Democratic People’s Republic of Korea", "north-korea: DPRK",
        ]),
        ("(Far East)", ["far-east: Far East"]),
        ("in Georgia", ["other-georgia: Georgia", "georgia: Georgia"]),
        ("", []),
        ("Far\nEast", []),
    ],
)  # fmt: skip
def test_names_are_found_as_whole_words_the_longest_first(text: str, expected: list[str]) -> None:
    assert [f"{who}: {text[start:end]}" for start, end, who in NAMES.find(text)] == expected


_PARTS = ["Korea", "korea", "North ", " ", "US", "us", "Kim Jong Un", "ß", "İ", "é", "\u0301", "."]


@given(st.lists(st.sampled_from(_PARTS)).map("".join))
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    found = sorted({(start, end) for start, end, _ in NAMES.find(text)})
    assert [(start, end) for start, end, _ in NAMES.find(text)] == found
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert all(text[start:end].casefold() in _KNOWN for start, end in found)


_KNOWN = {"korea", "north korea", "us", "kim jong un"}


def test_names_that_begin_with_a_mark_or_hold_no_word_are_no_trouble() -> None:
    names = Names([entity("x", "‘Xerxes’"), entity("marks", "…"), entity("y", "y")])
    assert list(names.find("a ‘xerxes’ … y")) == [(2, 10, "x"), (13, 14, "y")]


def test_many_names_that_begin_alike_are_no_trouble() -> None:
    """A search for name after name would take hours here."""
    names = Names(entity(f"e{n}", f"Ship number {n}") for n in range(20_000))
    text = "no ship here and then Ship number 77. " * 5_000
    assert len(list(names.find(text))) == 5_000


def test_a_name_in_capitals_and_one_without_are_told_apart() -> None:
    names = Names([entity("who", "WHO"), entity("doctor", "Who")])
    assert [who for _, _, who in names.find("who, Who, WHO")] == ["doctor", "doctor", "who", "doctor"]
