"""The help: the keys of where one is, as many at once as there is room for, and those that one looks for."""

import sys

import pytest
from terminal import Terminal

from tui import keys
from tui.render import key_columns
from tui.render.lines import width_of

PLACES = [place for place in keys.PLACES if place != keys.MOVING]
SIZES = [(200, 50), (120, 40), (80, 24), (76, 20), (75, 24), (40, 12), (20, 6)]


def said(lines):
    """What lines say, without the spaces that columns make."""
    return " ".join("".join(span.text for span in line) for line in lines)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_key_is_there_whole_and_no_line_is_too_wide(place, size):
    width, height = max(min(size[0], 120) - 4, 10), max(size[1] - 2, 1)
    groups = key_columns.matching(place, "")
    lines = key_columns.lines(groups, width, height)
    assert all(width_of(line) <= width for line in lines)
    letters = sorted("".join(f"{key.shown}{key.help}" for _, found in groups for key in found) + _headings(groups))
    assert sorted(said(lines).replace(" ", "")) == [letter for letter in letters if letter != " "]


def _headings(groups):
    return "".join(heading for heading, _ in groups)


def test_columns_are_laid_page_by_page_and_a_heading_stays_with_its_first_key():
    pairs = [(f"Group {number}", [(letter, f"does {letter}") for letter in "abcdefg"]) for number in range(6)]
    lines = key_columns.table(pairs, 72, 10)
    left = [said([line])[:37].strip() for line in lines]
    right = [said([line])[37:].strip() for line in lines]
    for column in (left, right):
        for top in range(0, len(column), 10):
            page = [line for line in column[top : top + 10] if line]
            assert not page or not page[-1].startswith("Group")
    assert left[0] == "Group 0" and "does g" in "".join(left + right)


def test_what_does_not_fit_one_column_is_in_two_of_one_height():
    lines = key_columns.lines(key_columns.matching(keys.CARD, ""), 76, 26)
    assert len(lines) <= 26 and any(said([line])[39:].strip() for line in lines)


def test_a_search_takes_all_words_and_finds_by_key_label_and_help():
    def found(words):
        return [key.action for _, group in key_columns.matching(keys.CHRONOLOGY, words) for key in group]

    assert found("zoom") == ["closer", "wider"]
    assert found("ZOOM out") == ["wider"]
    assert "half_down" in found("ctrl+d") and found("no such thing") == []
    assert len(found("")) > 30


def timeline(store, size=(80, 24), *options):
    terminal = Terminal([sys.executable, "-m", "tui.cli", *options, str(store)], *size)
    terminal.expect(lambda terminal: "keys" in terminal.text() or size[0] < 40)
    terminal.settle(0.3)
    return terminal


def test_at_80_by_24_most_keys_are_seen_at_once_and_a_search_finds_one(sample):
    with timeline(sample) as terminal:
        terminal.press("?")
        terminal.expect("go to a time: 2023-09")
        terminal.expect("narrow by words")
        terminal.press("/", *"silence")
        terminal.expect(lambda terminal: "narrow by words" not in terminal.text())
        terminal.expect("to the end of the next silence")
        terminal.expect(lambda terminal: "go to a time" not in terminal.text())
        terminal.press(*"zzz")
        terminal.expect("No key here does that.")
        terminal.press("esc")
        terminal.expect("go to a time: 2023-09")
        terminal.press("/", *"theme", "enter")
        terminal.expect(lambda terminal: "dark, or light" in terminal.text() and "Q " not in terminal.text())
        terminal.press("q")
        terminal.expect("go to a time: 2023-09")
        terminal.press("q")
        terminal.expect("1 of 57 events")


@pytest.mark.parametrize("size", [(40, 12), (20, 6)], ids=str)
def test_in_a_small_window_it_scrolls_and_says_so(sample, size):
    with timeline(sample, size) as terminal:
        terminal.press("?")
        terminal.expect("space more")
        terminal.press("G")
        terminal.expect("end ")
        terminal.expect("list")
        terminal.resize(80, 24)
        terminal.expect("to the start")
        terminal.press("g")
        terminal.expect("In the chronology")


def test_f1_says_what_can_be_typed_and_what_was_typed_is_still_there(sample):
    with timeline(sample) as terminal:
        terminal.press("t", *"2023-0")
        terminal.expect("2023-0")
        terminal.press("f1")
        terminal.expect("as much from where you are")
        terminal.expect("takes what is typed")
        terminal.press("f1")
        terminal.expect(lambda terminal: "as much from" not in terminal.text())
        terminal.press("9", "enter")
        terminal.expect("Kim and Putin meet")
        terminal.press(":")
        terminal.expect("Which command")
        terminal.press("f1")
        terminal.expect("the commands with this word")
        terminal.press("q")
        terminal.expect(lambda terminal: "the commands with this word" not in terminal.text())
        terminal.press("esc")
        terminal.expect(lambda terminal: "Which command" not in terminal.text())
        terminal.press("f")
        terminal.expect("tab completes")
        terminal.press("f1")
        terminal.expect("by any of its names")


def test_help_in_ascii_draws_no_other_sign(sample):
    with timeline(sample, (80, 24), "--ascii") as terminal:
        terminal.press("?")
        terminal.expect("narrow by words")
        assert terminal.text().isascii()
        terminal.press("/", *"zoom")
        terminal.expect(lambda terminal: "narrow by words" not in terminal.text())
        assert terminal.text().isascii()
