"""Measuring, cutting, padding and wrapping text by terminal cells."""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tui.cells import cells, clusters, cut, lines, pad, wrap
from tui.guard import guard, guard_body

HOSTILE: list[dict[str, Any]] = json.loads(Path(__file__).with_name("hostile.json").read_text("utf-8"))
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"

mixed_text = st.text(
    st.one_of(
        st.sampled_from("ab-— 漢字、。（\u0301\u200d\ufe0f\u200c❤☎1🇩👍🏽\u1100\u1161\u3000क्षि" + FAMILY),
        st.characters(codec="utf-8"),
    ),
    max_size=80,
)
guarded = mixed_text.map(guard)
bodies = mixed_text.map(guard_body) | st.text(st.sampled_from("ab c\n-漢"), max_size=60)


def test_every_character_the_guard_lets_through_is_as_wide_as_rich_has_it() -> None:
    differing = []
    for code in range(0x110000):
        char = chr(code)
        if guard(char) == char and cells(char) != cell_len(char):
            differing.append(hex(code))
    assert differing == []


def test_every_character_with_an_emoji_selector_is_as_wide_as_rich_has_it() -> None:
    differing = [
        hex(code)
        for code in range(0x20000)
        if guard(chr(code)) == chr(code) and cells(f"{chr(code)}\ufe0f") != cell_len(f"{chr(code)}\ufe0f")
    ]
    assert differing == []


@given(guarded)
@example("x\u200dabc\ufe0f")
@example("❤\ufe0f\ufe0f1\ufe0f\u20e3")
def test_guarded_text_is_as_wide_as_rich_has_it(text: str) -> None:
    assert cells(text) == cell_len(text)


@given(guarded)
def test_clusters_are_those_of_rich(text: str) -> None:
    spans, _ = split_graphemes(text)
    assert list(clusters(text)) == spans


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: str(case["name"]))
def test_hostile_text_once_guarded_is_as_wide_as_rich_has_it(case: dict[str, Any]) -> None:
    text = guard(case["text"] * min(case.get("repeat", 1), 600))
    assert cells(text) == cell_len(text)


@given(guarded, st.integers(0, 90))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    result = cut(text, width)
    assert cells(result) <= width
    if cells(text) <= width:
        assert result == text
    elif width:
        assert result.endswith("…")
        assert text.startswith(result[:-1])
        assert len(result) - 1 in {0, *(end for _, end, _ in clusters(text))}


@given(guarded, st.integers(0, 90))
def test_padding_gives_exactly_the_width(text: str, width: int) -> None:
    assert cells(pad(text, width)) == width


def test_cutting_never_halves_a_glyph() -> None:
    assert cut("漢字漢字", 4) == "漢…"
    assert cut("漢字", 4) == "漢字"
    assert cut(f"ab{FAMILY}cd", 4) == "ab…"
    assert cut("e\u0301e\u0301e\u0301", 2) == "e\u0301…"
    assert cut("anything", 1) == "…"
    assert cut("anything", 0) == ""
    assert pad("漢字", 3) == "漢…"
    assert pad("漢字漢字", 4) == "漢… "


def shown(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_words_are_kept_whole_and_the_space_between_lines_belongs_to_none() -> None:
    assert shown("the quick brown fox", 10) == ["the quick", "brown fox"]
    assert shown("the quick    brown fox", 10) == ["the quick", "brown fox"]
    assert shown("  indented line", 12) == ["  indented", "line"]
    assert shown("exactly ten", 7) == ["exactly", "ten"]
    assert shown("", 10) == [""]
    assert shown("      ", 3) == ["   "]


def test_long_words_are_broken_where_the_line_is_full() -> None:
    assert shown("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert shown("see abcdefghij", 4) == ["see", "abcd", "efgh", "ij"]
    assert shown("     abcdefghij", 4) == ["    ", "abcd", "efgh", "ij"]


def test_dates_stay_whole_and_compounds_divide_at_the_hyphen() -> None:
    assert shown("on 2024-01-11 Tokyo-based", 11) == ["on", "2024-01-11", "Tokyo-based"]
    assert shown("a Pyongyang-based firm", 14) == ["a Pyongyang-", "based firm"]
    assert shown("he said—twice", 9) == ["he said—", "twice"]


def test_han_breaks_anywhere_but_before_a_full_stop() -> None:
    assert shown("漢字漢字漢字", 5) == ["漢字", "漢字", "漢字"]
    assert shown("漢字漢。字", 6) == ["漢字", "漢。字"]
    assert shown("see 漢字漢字", 7) == ["see 漢", "字漢字"]


def test_line_breaks_end_lines() -> None:
    assert shown("one\n\ntwo\n", 10) == ["one", "", "two", ""]
    assert shown("one two\nthree", 3) == ["one", "two", "thr", "ee"]
    assert shown("one  \ntwo", 3) == ["one", "two"]


@given(bodies, st.integers(1, 30))
@example("a b", 1)
@example("漢", 1)
@example("\u200ba", 3)
def test_every_character_but_spacing_is_on_exactly_one_line(text: str, width: int) -> None:
    spans = wrap(text, width)
    edge = 0
    for start, end in spans:
        assert edge <= start <= end
        assert text[edge:start].strip(" \u3000\n") == ""
        assert "\n" not in text[start:end]
        assert cells(text[start:end]) <= width or sum(1 for part in clusters(text[start:end]) if part[2]) == 1
        edge = end
    assert text[edge:].strip(" \u3000") == ""


@given(bodies, st.integers(1, 30))
def test_wrapping_may_be_taken_up_at_any_line(text: str, width: int) -> None:
    spans = wrap(text, width)
    for position, (start, _) in enumerate(spans):
        assert list(lines(text, width, start)) == spans[position:]


@pytest.mark.parametrize(
    "line", ["x" * 1_000_000, "漢" * 333_000, "word " * 200_000, "漢" + "\n" * 200_000, " " * 1_000_000]
)
def test_a_huge_line_is_only_wrapped_as_far_as_it_is_asked_for(line: str) -> None:
    class Watched(str):
        furthest = 0

        def __getitem__(self, key: Any) -> str:
            stop = key.stop if isinstance(key, slice) else key + 1
            Watched.furthest = max(Watched.furthest, len(self) if stop is None else stop)
            return str.__getitem__(self, key)

    assert len(wrap(Watched(line), 80, limit=24)) <= 24
    assert Watched.furthest < 24 * 82


def test_clusters_are_found_one_at_a_time() -> None:
    assert list(islice(clusters("漢" * 1_000_000), 2)) == [(0, 1, 2), (1, 2, 2)]
