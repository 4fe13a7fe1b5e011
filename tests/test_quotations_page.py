"""Quotations: in view, by speaker and by date, read page by page; and the page that shows them."""

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from builders import a_quotation, a_store, an_event
from hypothesis import given
from hypothesis import strategies as st
from small_stores import small_store
from terminal import Terminal, stray_controls
from test_journeys import lit, shows

from store import chronology, filters, quotations, utterances, viewing
from store.database import Store, open_store
from store.records import Quotation
from store.shown import Everything, Shown
from store.utterances import By, Line, Spoken
from tui.render import spoken
from tui.render.glyphs import ASCII, UNICODE
from tui.render.lines import Span, width_of

SIZES = [(80, 24), (120, 40)]


@pytest.fixture(scope="module")
def store(sample: Path) -> Iterator[Store]:
    with open_store(sample) as opened:
        yield opened


def narrowed(store: Store, line: str) -> Shown:
    return viewing.view(store, filters.parse(line)).shown


def gathered(store: Store, by: By = By.SPEAKER) -> Spoken:
    found = [each for each in utterances.gather(Everything(store), by) if each is not None]
    assert [each.complete for each in found] == [False] * (len(found) - 1) + [True]
    return found[-1]


def every(spoken: Spoken) -> list[Line]:
    return list(spoken.rows(1, spoken.count))


def test_by_speaker_each_one_s_by_date(store: Store) -> None:
    lines = every(gathered(store))
    assert {line.quotation.id for line in lines} == {each.id for each in quotations.all_quotations(store)}
    names = [line.quotation.speaker_name for line in lines]
    assert names == sorted(names, key=str.lower)
    for name in set(names):
        said = [line.quotation.date for line in lines if line.quotation.speaker_name == name]
        assert [date.sort_day for date in said if date] == sorted(date.sort_day for date in said if date)


def test_by_date_those_without_one_last(tmp_path: Path) -> None:
    with open_store(small_store(tmp_path / "small.timeline")) as small:
        lines = every(gathered(small, By.DATE))
        assert [line.quotation.id for line in lines] == ["nothing", "a-rumour"]


def test_versions_of_an_utterance_stand_together(store: Store) -> None:
    for by in By:
        lines = every(gathered(store, by))
        pairs = [(one.quotation.id, other.quotation.id) for one, other in pairwise(lines) if other.again]
        assert ("miller-statement-3", "miller-threat") in pairs
        assert ("blinken-further-actions", "blinken-reported-further-actions") in pairs
        assert len(pairs) == 4


def test_headings_count_what_a_speaker_said(store: Store) -> None:
    found = gathered(store)
    lines = every(found)
    assert found.speakers == len({line.quotation.speaker for line in lines})
    place = 1
    for _ in range(found.speakers):
        speaker = lines[place - 1].quotation.speaker
        assert found.of_speaker(place) == sum(line.quotation.speaker == speaker for line in lines)
        following = found.next_speaker(place)
        if following < found.count:
            assert found.previous_speaker(following) == place
        place = following


def test_a_quotation_is_found_again_in_each_order(store: Store) -> None:
    for by in By:
        found = gathered(store, by)
        for place, line in enumerate(every(found), 1):
            assert found.place_of(store, line.quotation.id) == place


def test_only_quotations_of_events_in_view_and_those_without_event_when_nothing_is_narrowed(tmp_path: Path) -> None:
    with open_store(small_store(tmp_path / "small.timeline")) as small:
        narrow = narrowed(small, "after:2024-01-03")
        some = [each for each in utterances.gather(narrow, By.SPEAKER) if each is not None][-1]
        assert [line.quotation.id for line in some.rows(1, 9)] == ["nothing"]
        none = narrowed(small, "before:2000")
        empty = [each for each in utterances.gather(none, By.SPEAKER) if each is not None][-1]
        assert (empty.count, list(empty.rows(1, 9))) == (0, [])


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One speaker who says more on a day than is compared at once, and others."""
    said = [
        a_quotation(f"q{n:03}", text="The bridge is not safe." if n % 7 else "not safe", date="2024-01-11")
        for n in range(2 * utterances.TOGETHER + 9)
    ]
    path = a_store(tmp_path_factory.mktemp("talk"), quotations=said)
    with open_store(path) as opened:
        yield opened


@given(st.integers(1, 150), st.integers(1, 90))
def test_a_page_is_the_same_wherever_it_begins(talkative: Store, first: int, count: int) -> None:
    found = gathered(talkative)
    whole = every(found)
    assert len(whole) == found.count == 2 * utterances.TOGETHER + 9
    assert list(found.rows(first, count)) == whole[first - 1 : first - 1 + count]


def test_exact_words_and_reported_speech_differ_without_colour(store: Store) -> None:
    for line in every(gathered(store)):
        row = spoken.row(line, 80, Span(" "), By.SPEAKER, ASCII)
        text = "".join(span.text for span in row)
        assert ("“" in text) == line.quotation.direct
        assert ("reported: " in text) != line.quotation.direct
        for width in (20, 40, 80, 120):
            for by in By:
                assert width_of(spoken.row(line, width, Span(" "), by, UNICODE)) <= max(width, 44)


def words(versions: tuple[spoken.Version, ...], style: str, width: int = 60) -> list[str]:
    found = spoken.blocks(versions, (), None, UNICODE)
    return [span.text for block in found.blocks for line in block(width) for span in line if span.style == style]


def test_differences_are_lit_word_by_word(store: Store) -> None:
    reported = quotations.quotation(store, "blinken-reported-further-actions")
    versions = spoken.versions(utterances.utterance(store, reported))
    lit = " ".join(words(versions, "lit"))
    assert "further actions" in lit and "more" in lit and "hesitate" not in lit
    excerpt = spoken.versions(utterances.utterance(store, quotations.quotation(store, "miller-threat")))
    assert words(excerpt, "lit") == []
    assert "We condemn" in " ".join(words(excerpt, "dim", 400))


def page(*arguments: object, size: tuple[int, int]) -> Terminal:
    terminal = Terminal(
        [sys.executable, "-m", "tui.cli", *map(str, arguments)],
        *size,
        env={"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    )
    terminal.expect("keys")
    terminal.press('"')
    terminal.expect("Quotations by speaker")
    return terminal


def quotation_of(store: Store, name: str) -> Quotation:
    return quotations.quotation(store, name)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_from_a_quotation_to_its_passage_and_back(sample: Path, store: Store, size: tuple[int, int]) -> None:
    with page(sample, size=size) as terminal:
        terminal.expect("1 of 23")
        terminal.expect("2 versions")
        terminal.press("G", "k")
        terminal.expect("22 of 23")
        terminal.expect(lambda terminal: shows(terminal, "2 exact words"))
        terminal.press("enter")
        passage = quotation_of(store, "miller-threat")
        terminal.expect(lambda terminal: "wide-rangingthreat" in lit(terminal).replace(" ", ""))
        terminal.expect(lambda terminal: shows(terminal, f"paragraph {passage.paragraph}, characters"))
        terminal.press("J")
        terminal.expect("passage ")
        terminal.press("q")
        terminal.expect("22 of 23")
        terminal.press("s")
        terminal.expect("Quotations by date")
        terminal.expect(lambda terminal: any(line.startswith("▌") for line in terminal.lines()))
        terminal.press("f5")
        terminal.expect("Read again")
        terminal.press("q", "q")
        assert terminal.wait() == 0
        assert stray_controls(terminal.raw) == []


def test_another_version_is_chosen_in_the_pane_and_read(sample: Path) -> None:
    with page(sample, size=(120, 40)) as terminal:
        terminal.expect("2 versions")
        terminal.press("tab", "j", "enter")
        terminal.expect(lambda terminal: "willnothesitatetodomore" in lit(terminal).replace(" ", ""))
        terminal.press("esc")
        terminal.expect("Quotations by speaker")


@pytest.mark.parametrize("size", [(40, 12), (20, 6)], ids=str)
def test_the_page_stands_in_a_small_window(sample: Path, size: tuple[int, int]) -> None:
    with page(sample, size=(80, 24)) as terminal:
        terminal.resize(*size)
        terminal.expect(lambda terminal: any(line.startswith("▌") for line in terminal.lines()))
        terminal.press("tab")
        terminal.settle()
        terminal.press("tab", "q", "q")
        assert terminal.wait() == 0


def test_a_store_without_quotations_says_so(tmp_path: Path) -> None:
    path = a_store(tmp_path, quotations=[], events=[an_event("moot", date="2024")])
    with open_store(path) as store:
        assert chronology.summary(store).quotations == 0
    with page(path, size=(80, 24)) as terminal:
        terminal.expect("No quotations")
        terminal.press("enter", "q")
        terminal.expect("1 of 1 event")
