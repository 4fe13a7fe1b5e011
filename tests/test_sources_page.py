"""Sources and the matrix of events and sources: what is in view, the questions every chronology is asked, the pages."""

import dataclasses
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import a_citation, a_dataset, a_source, a_store, an_event
from hypothesis import given
from hypothesis import strategies as st
from small_stores import small_store, spoil
from terminal import Terminal, stray_controls
from test_journeys import lit, shows

from store import chronology, filters, loading, matrix, sources, standing_questions, viewing
from store.database import Store, open_store
from store.errors import QueryError
from store.matrix import Cited
from store.records import Event, Source
from store.shown import Everything, Shown
from store.standing_questions import Answers, Standing
from tui.parts import typed_lines
from tui.parts.typed_lines import Opens
from tui.render import grid as grids
from tui.render import matrix as drawn
from tui.render.glyphs import ASCII, UNICODE, Glyphs
from tui.render.grid import Grid
from tui.render.lines import Span, width_of

SIZES = [(80, 24), (120, 40)]


@pytest.fixture(scope="module")
def store(sample: Path) -> Iterator[Store]:
    with open_store(sample) as opened:
        yield opened


@pytest.fixture(scope="module")
def events(store: Store) -> list[Event]:
    return list(chronology.stream(store))


def narrowed(store: Store, line: str) -> Shown:
    return viewing.view(store, filters.parse(line)).shown


def cited(store: Store, shown: Shown) -> Cited:
    return [found for found in matrix.cited(store, shown) if found is not None][-1]


def answered(store: Store, shown: Shown) -> Answers:
    found = [each for each in standing_questions.answers(store, shown) if each is not None]
    assert found[-1].complete
    return found[-1]


def ids(answers: Answers, question: Standing) -> list[str]:
    listed = answers.listed[question]
    return [row.id for row in listed.rows(1, listed.count)]


# What is in view


@pytest.mark.parametrize("narrow", [False, True], ids=["all", "narrowed"])
def test_sources_in_view_are_counted_those_most_rest_on_first(store: Store, events: list[Event], narrow: bool) -> None:
    shown: Shown = Everything(store)
    if narrow:
        shown = narrowed(store, "within:2024-01")
    inside = {shown.ordinal(place) for place in range(1, shown.count + 1)}
    expected: Counter[str] = Counter()
    for event in events:
        if event.row.ordinal in inside:
            expected.update({citation.source for citation in event.citations})
    found = cited(store, shown)
    rows = found.rows(1, found.count)
    assert {row.id: found.events(place) for place, row in enumerate(rows, 1)} == dict(expected)
    counts = [found.events(place) for place in range(1, found.count + 1)]
    assert counts == sorted(counts, reverse=True)
    assert all(found.place_of(found.number(place)) == place for place in range(1, found.count + 1))
    assert found.rows(2, 2) == rows[1:3]


def test_each_cell_has_the_roles_and_leads_to_the_passage(store: Store, events: list[Event]) -> None:
    found = cited(store, Everything(store))
    names = {found.number(place): row.id for place, row in enumerate(found.rows(1, found.count), 1)}
    cells = matrix.cells(store, range(1, len(events) + 1), list(names))
    for event in events:
        told = {citation.source for citation in event.citations}
        assert told == {names[number] for (ordinal, number) in cells if ordinal == event.row.ordinal}
    for (ordinal, number), cell in cells.items():
        mine = [each for each in events[ordinal - 1].citations if each.source == names[number]]
        assert cell.roles == tuple(dict.fromkeys(each.role for each in mine))
        assert events[ordinal - 1].citations[cell.citation] == mine[0]
        dated = next((each for each in mine if each.date is not None), None)
        assert (cell.date, cell.date_text) == ((dated.date, dated.date_text) if dated else (None, mine[0].date_text))


def test_only_the_cells_in_view_are_asked_for(store: Store) -> None:
    found = cited(store, Everything(store))
    some = matrix.cells(store, [16, 21], [found.number(1)])
    assert {number for _, number in some} == {found.number(1)}


# The questions


@pytest.mark.parametrize("narrow", [False, True], ids=["all", "narrowed"])
def test_the_questions_are_answered_as_by_hand(store: Store, events: list[Event], narrow: bool) -> None:
    shown: Shown = Everything(store)
    if narrow:
        shown = narrowed(store, "in:2024-01")
    inside = {shown.ordinal(place) for place in range(1, shown.count + 1)}
    seen = [event for event in events if event.row.ordinal in inside]
    found = answered(store, shown)
    assert found.looked_at == len(seen)
    assert ids(found, Standing.ONE_SOURCE) == [event.row.id for event in seen if event.row.sources == 1]
    assert ids(found, Standing.ONE_VOICE) == [event.row.id for event in seen if event.row.voices == 1]
    dates = [event for event in seen if len({each.date.edtf for each in event.citations if each.date}) > 1]
    assert ids(found, Standing.DATES_DIFFER) == [event.row.id for event in dates]
    denied = [
        event.row.id
        for event in seen
        if event.row.kind == "denial"
        or event.row.status == "denied"
        or "denies" in {each.role for each in event.citations}
    ]
    assert ids(found, Standing.DENIED) == denied


def test_what_russia_denied_is_among_the_denials(store: Store) -> None:
    assert {"denials", "resolutions-breached", "iran-missile-deal"} <= set(
        ids(answered(store, Everything(store)), Standing.DENIED)
    )


def test_the_answers_come_in_pieces(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing_questions, "AT_ONCE", 10)
    found = list(standing_questions.answers(store, Everything(store)))
    told = [each for each in found if each is not None]
    assert len(found) > len(told) > 2
    assert [each.complete for each in told] == [False] * (len(told) - 1) + [True]
    assert [each.looked_at for each in told] == sorted(each.looked_at for each in told)
    monkeypatch.undo()
    whole = answered(store, Everything(store))
    assert all(ids(told[-1], question) == ids(whole, question) for question in Standing)


def test_nothing_in_view_answers_nothing(store: Store) -> None:
    nothing = narrowed(store, "within:1000")
    assert nothing.count == 0
    assert [listed.count for listed in answered(store, nothing).listed.values()] == [0, 0, 0, 0]
    assert cited(store, nothing).count == 0


def test_the_place_of_an_event_or_of_the_next_one(store: Store) -> None:
    listed = answered(store, Everything(store)).listed[Standing.ONE_SOURCE]
    ordinals = [listed.ordinal(place) for place in range(1, listed.count + 1)]
    for ordinal in range(1, 58):
        expected = sum(other < ordinal for other in ordinals) + 1
        assert listed.place_of(ordinal) == min(expected, listed.count)


def test_a_damaged_store_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = spoil(small_store(tmp_path / "small.timeline"), "UPDATE citation SET role = 'sings' WHERE id = 2")
    with open_store(path) as small, pytest.raises(QueryError, match="role is none of"):
        matrix.cells(small, [4], [1])


# How it is drawn


@given(st.integers(20, 240), st.integers(1, 60), st.booleans(), st.lists(st.integers(-70, 70), max_size=12))
def test_the_chosen_column_is_always_in_view(width: int, count: int, dates: bool, moves: list[int]) -> None:
    grid = Grid(width, count, dates).at(1)
    for move in moves:
        grid = grid.at(grid.chosen + move)
        assert 1 <= grid.chosen <= count
        assert grid.chosen in grid.places()
        assert 1 <= grid.first <= max(count - grid.columns + 1, 1)


def test_all_sources_of_the_sample_fit_80_columns(store: Store) -> None:
    found = cited(store, Everything(store))
    grid = Grid(80, found.count).at(1)
    assert grid.columns == found.count == 5
    assert grid.title >= 28
    for glyphs in (UNICODE, ASCII):
        for width in (20, 40, 80, 120, 200):
            wide = Grid(width, found.count).at(3)
            cells = matrix.cells(store, [16], [found.number(place) for place in wide.places()])
            by_place = {
                place: cells[16, found.number(place)] for place in wide.places() if (16, found.number(place)) in cells
            }
            row = drawn.row(chronology.row(store, 16), wide, by_place, Span(" "), glyphs, chosen=True)
            assert width_of(row) <= max(width, 24)
            head = grids.head(wide, lambda place: found.rows(place, 1)[0], glyphs)
            assert all(width_of(line) <= max(width, 24) for line in head)
            assert len(head) == wide.columns + 1


def a_named(number: int, title: str, publisher: str | None = None) -> Source:
    """A source of which only the name is known."""
    unknown = dict.fromkeys(field.name for field in dataclasses.fields(Source))
    return Source(**{**unknown, "id": f"s{number}", "title": title, "publisher": publisher})  # type: ignore[arg-type]


NAMES = st.text(st.sampled_from("ab …–[]·\u202e\x1b\n朝鲜ミ북👩‍👧🇺🇦é"), min_size=1, max_size=60)


@given(
    st.lists(st.tuples(NAMES, st.none() | NAMES), min_size=1, max_size=40),
    st.integers(20, 240), st.integers(1, 60), st.integers(1, 200), st.booleans(), st.sampled_from([UNICODE, ASCII]),
)  # fmt: skip
def test_a_line_leads_from_each_name_to_its_own_column(
    names: list[tuple[str, str | None]], width: int, height: int, chosen: int, dates: bool, glyphs: Glyphs
) -> None:
    count = 200
    grid = Grid(width, count, dates, height=height).at(chosen)
    head = grids.head(grid, lambda place: a_named(place, *names[place % len(names)]), glyphs)
    assert len(head) <= max(height // 2, 2)
    assert all(width_of(line) <= max(width, 24) for line in head)
    assert all("\x1b" not in span.text and "\u202e" not in span.text for line in head for span in line)
    if not head:
        assert height < 4
        return
    named = [*reversed(grid.places())] if grid.all_named else []
    assert len(head) == max(len(named), 1) + 1
    for place, line in zip(named, head, strict=False):
        corner = next(index for index, span in enumerate(line) if span.text == glyphs.corner)
        assert width_of(line[:corner]) == grid.stem(place)
    rule = head[-1]
    pointer = next(index for index, span in enumerate(rule) if span.text == glyphs.pointer)
    assert width_of(rule[:pointer]) == grid.stem(grid.chosen)


def test_the_heads_of_the_sample_are_whole_at_80_columns(store: Store) -> None:
    found = cited(store, Everything(store))
    head = grids.head(Grid(80, found.count), lambda place: found.rows(place, 1)[0], UNICODE)
    text = "\n".join("".join(span.text for span in line) for line in head)
    for place in range(1, found.count + 1):
        source = found.rows(place, 1)[0]
        assert source.title.strip("[]") in text
        assert not source.publisher or source.publisher in text


def test_of_two_documents_of_a_publisher_both_titles_are_seen() -> None:
    called = [grids.label(a_named(1, title, "A very long publisher's name that goes on and on"), 40) for title in "XY"]
    assert called[0] != called[1]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
def test_the_question_that_is_asked_is_always_named(width: int) -> None:
    counts = dict.fromkeys(Standing, 1_234_567)
    for asked in (None, *Standing):
        line = drawn.questions(asked, 1_234_567, counts, complete=True, marker=">", width=width)
        text = "".join(span.text for span in line)
        assert f"{asked or 'all'} 1,234,567" in text
        assert len(text) <= max(width, 40)


@pytest.mark.parametrize(
    ("line", "opens", "time"),
    [
        ("side by side jan 2 2024", Opens.SIDE_BY_SIDE, "jan 2 2024"),
        (" Side by Side  2024", Opens.SIDE_BY_SIDE, "2024"),
        ("passage 16 may 2024", Opens.PASSAGE, "16 may 2024"),
        ("passages of may 2024", Opens.PASSAGE, "may 2024"),
        ("jan 2 2024", None, "jan 2 2024"),
        ("side by side", None, "side by side"),
    ],
)
def test_what_a_typed_line_opens(line: str, opens: Opens | None, time: str) -> None:
    assert typed_lines.parted(line) == (opens, time)


# The pages


def page(*arguments: object, size: tuple[int, int]) -> Terminal:
    terminal = Terminal(
        [sys.executable, "-m", "tui.cli", *map(str, arguments)],
        *size,
        env={"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    )
    terminal.expect("keys")
    terminal.settle(0.3)
    return terminal


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_event_that_one_voice_stands_behind_is_two_keys_away(
    sample: Path, store: Store, size: tuple[int, int]
) -> None:
    count = sum(row.voices == 1 for row in chronology.rows(store, 1, 57))
    with page(sample, size=size) as terminal:
        terminal.press("o", "2")
        terminal.expect(f"{count} of 57 events")
        terminal.expect(f"1 of {count}")
        terminal.press("4")
        terminal.expect("4 of 57 events")
        terminal.press("1", "0")
        terminal.expect("1 of 57")
        terminal.press("esc")
        terminal.expect("publisher not named")
        terminal.press("q")
        terminal.expect("1 of 57 events")
        terminal.press("q")
        assert terminal.wait() == 0
        assert stray_controls(terminal.raw) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_from_a_cell_to_its_passage_and_back_to_the_cell(
    sample: Path, events: list[Event], size: tuple[int, int]
) -> None:
    event = next(event for event in events if event.row.id == "sanctions-may")
    with page(sample, size=size) as terminal:
        terminal.press("o", "tab")
        terminal.expect("R reports")
        terminal.press(*"j" * (event.row.ordinal - 1))
        terminal.expect(f"{event.row.ordinal} of 57")
        terminal.press("right", "left", "}", "left", "right")
        terminal.expect("Five sanctioned over military equipment, 17 May 2024")
        terminal.expect("[R]")
        terminal.press("enter")
        terminal.expect(f"passage 1 of {len(event.citations)}")
        terminal.expect(
            lambda terminal: event.citations[0].words[:30].replace(" ", "") in lit(terminal).replace(" ", "")
        )
        terminal.press("q")
        terminal.expect(f"{event.row.ordinal} of 57")
        terminal.press("left", "left", "left", "left")
        terminal.expect("says nothing of this event")
        terminal.press("enter")
        terminal.expect("This source says nothing of this event.")
        terminal.press("f5")
        terminal.expect(f"{event.row.ordinal} of 57")


def test_a_source_is_read_for_its_own_sake(sample: Path) -> None:
    with page(sample, size=(120, 40)) as terminal:
        terminal.press("o")
        terminal.expect("To obtain")
        terminal.press("j", "enter")
        terminal.expect("21 events on this source")
        terminal.press("J")
        terminal.expect("passage 1 of")
        terminal.press("J")
        terminal.expect("passage 2 of")
        terminal.press("f5")
        terminal.expect("Read again")
        terminal.settle()
        terminal.press("K", "K")
        terminal.expect("This is the first passage.")
        terminal.press("tab", "j")
        terminal.expect("enter card  ? keys")
        terminal.press("enter")
        terminal.expect("Rests on")
        terminal.press("q", "q")
        terminal.expect("2 of 5")


def test_where_sources_differ_on_a_date_each_says_which(sample: Path) -> None:
    with page(sample, size=(120, 40)) as terminal:
        terminal.press("o", "3")
        terminal.expect("1 of 57 events")
        terminal.expect("Feb 2022")
        terminal.press("V")
        terminal.expect("The sources give different dates")
        terminal.press("enter")
        terminal.expect("passage 1 of")
        terminal.press("q", "q", "enter")
        terminal.expect("passage ")


@pytest.mark.parametrize("size", [*SIZES, (40, 12)], ids=str)
def test_all_sources_of_the_second_strike_side_by_side_in_one_typed_line(
    sample: Path, events: list[Event], size: tuple[int, int]
) -> None:
    event = next(event for event in events if event.row.id == "launches-2-january")
    with page(sample, size=size) as terminal:
        terminal.press(":", *"side by side jan 2 2024")
        terminal.expect("side by side: 2 Jan 2024")
        terminal.press("enter")
        terminal.expect("Side by side")
        for number, citation in enumerate(event.citations, 1):
            terminal.expect(f"passage {number} of {len(event.citations)}")
            if size[1] > 12:
                terminal.expect(lambda terminal, label=citation.source_label[:20]: shows(terminal, label))
                terminal.expect(lambda terminal: terminal.text().count("2 Jan 2024, computed") == 3)
            while f"passage {number} of" in terminal.text() and number < len(event.citations):
                terminal.press("j")
                terminal.settle(0.1)
        terminal.press("enter")
        terminal.expect("K previous")
        terminal.press("q")
        terminal.expect("passage 3 of 3")
        terminal.expect("Side by side")
        terminal.press("q", "V", "enter")
        terminal.expect("K previous")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_passage_that_dates_the_may_sanctions_in_one_typed_line(sample: Path, size: tuple[int, int]) -> None:
    with page(sample, size=size) as terminal:
        terminal.press(":", *"passage 16 may 2024", "enter")
        terminal.expect("US sanctions five in Russia")
        terminal.expect("“on Thursday” → 16 May 2024")
        terminal.press("q")
        terminal.expect("40 of 57 events")


def test_a_wide_store_is_paged_sideways(tmp_path: Path) -> None:
    numbers = range(1, 31)
    words = "The council of Arnholt closed the old bridge on Thursday."
    folder = a_dataset(
        tmp_path,
        sources=[
            a_source(f"s{n:02}", title=f"Paper {n}", publisher=f"Paper {n}", kind="original", text="one.txt")
            for n in numbers
        ],
        texts={"one.txt": words + "\n"},
        entities=[],
        events=[
            an_event(f"v{n:02}", date=f"2024-01-{n:02}", citation=[a_citation(f"s{n:02}", words=words, original=None)])
            for n in numbers
        ],
        quotations=[],
    )
    path = tmp_path / "wide.timeline"
    loading.build(folder, path)
    with page(path, size=(80, 24)) as terminal:
        terminal.press("o", "tab")
        terminal.expect("more ▸")
        for _ in range(6):
            terminal.press("}")
        terminal.expect("Paper 30: says nothing")
        terminal.expect("Paper 30, 12 Jan 2024 ───")
        terminal.expect("◂ 24 more")
        terminal.expect("Paper 25, 12 Jan 2024 ───")
        terminal.press("G")
        terminal.expect("Paper 30: reports")
        terminal.press("enter")
        terminal.expect("passage 1 of 1")


@pytest.mark.parametrize("size", [(40, 12), (20, 6)], ids=str)
def test_the_pages_stand_in_a_small_window(sample: Path, size: tuple[int, int]) -> None:
    with page(sample, size=(80, 24)) as terminal:
        terminal.press("o")
        terminal.expect("publisher not named")
        terminal.resize(*size)
        for key in ("tab", "j", "right", "3", "2", "V", "j", "q", "esc"):
            terminal.press(key)
            terminal.settle(0.05)
        terminal.press("q", "Q")
        assert terminal.wait() == 0


def test_a_store_without_sources_and_one_without_events_say_so(tmp_path: Path) -> None:
    with page(a_store(tmp_path, events=[], quotations=[]), size=(80, 24)) as terminal:
        terminal.press("o", "tab", "2", "enter", "V")
        terminal.expect("No event is under the cursor to show its sources")
        terminal.press("q", "q")
        terminal.expect("no events")


def test_a_key_after_leaving_opens_nothing(sample: Path) -> None:
    with page(sample, size=(80, 24)) as terminal:
        terminal.press("q", "V", '"', "o", "enter")
        assert terminal.wait() == 0


def test_no_sources_at_all_are_needed_to_list_them(store: Store) -> None:
    assert sources.some(store, []) == []
