"""The time axis: events in the cells of their days and in no other, names that never touch, windows that come back."""

import re
from itertools import pairwise

import pytest
from dated_stores import EVERY_SORT, a_chronology
from hypothesis import given, settings
from hypothesis import strategies as st

from store.database import open_store
from store.dates import parse
from store.dates.days import civil
from store.dates.period_names import year_name
from store.dates.stepping import Unit, period_of
from store.periods import closer, wider
from store.picked import Picked
from store.shown import Everything
from store.spread import extent
from tui.render.axis.lanes import bands
from tui.render.axis.scale import whole, zoomed
from tui.render.axis.strips import days_at, lanes, lines
from tui.render.axis.ticks import placed, step_for, ticks
from tui.render.glyphs import ASCII, UNICODE
from tui.render.lines import width_of
from tui.sight import Sight

ZOOMS = [None, *Unit]
WIDTHS = st.integers(20, 250)
HEIGHTS = st.integers(1, 12)
HIGH = st.sampled_from([1, 4, 5, 7, 9])
"""Heights that a screen gives it."""
DAYS = st.integers(-800_000, 900_000) | st.integers(-5 * 10**12, 5 * 10**12)
SPANS = st.integers(0, 40) | st.integers(0, 60_000) | st.integers(0, 10**13)


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """All events of a store with dates of every sort, some days crowded."""
    crowd = ["2024-01-02"] * 5 + ["2024-01"] * 4 + ["2023-12-30/2024-01-07"] * 3 + ["2024-01-05", "2024-01-06"]
    path = a_chronology(tmp_path_factory.mktemp("axis"), [*EVERY_SORT, *crowd])
    with open_store(path) as opened:
        yield Everything(opened)


def some(everything, chosen):
    """The events in view that are chosen by their place."""
    rows = [row for row in everything.rows(1, everything.count) if row.ordinal in chosen and row.date]
    known = ((row.ordinal, row.date.lo, *extent(row.date)) for row in rows)
    return Picked(everything.store, known), rows


VIEWS = st.sets(st.integers(1, len(EVERY_SORT) + 14), min_size=1)


@settings(max_examples=300, deadline=None)
@given(chosen=VIEWS, zoom=st.sampled_from(ZOOMS), width=WIDTHS, height=HEIGHTS, at=st.integers(0, 99))
def test_each_event_is_drawn_in_the_cells_of_its_days_and_in_no_other(everything, chosen, zoom, width, height, at):
    shown, rows = some(everything, chosen)
    room = lanes(height)
    if not rows or not room.height:
        return
    here = rows[at % len(rows)]
    axis = Sight(shown).axis(zoom, here.date.sort_day, here, width, height)
    scale = axis.zoomed
    drawn = ["".join(span.text for span in line) for line in lines(axis, height, UNICODE, focused=False)]
    events = drawn[2 : 2 + room.height]
    covered = {row.ordinal: set(scale.covered(*extent(row.date))) for row in rows}
    lasting = {row.ordinal for row in rows if len(set(extent(row.date))) == 2 or not room.apart}
    for stretch, share in enumerate(axis.shares):
        inside = {number for number, stretches in covered.items() if stretch in stretches}
        assert share.covering == len(inside)
        upper, exact = len(inside & lasting), len(inside - lasting)
        for cell in range(stretch * scale.repeat + 1, (stretch + 1) * scale.repeat + 1):
            signs = [row[cell] for row in events]
            if upper > room.rows:
                assert set(signs[: room.rows]) <= {*" ▁▂▃▄▅▆▇█━"}
                assert signs[room.rows - 1] != " "
            else:
                assert sum(sign != " " for sign in signs[: room.rows]) == upper
            if room.apart:
                assert (signs[-1] != " ") == bool(exact)
    for bar in axis.bars:
        assert set(bar.stretches) <= covered[bar.ordinal]


@settings(max_examples=200, deadline=None)
@given(chosen=VIEWS, width=WIDTHS, zoom=st.sampled_from(ZOOMS))
def test_density_sums_to_the_number_of_events_shown(everything, chosen, width, zoom):
    shown, rows = some(everything, chosen)
    if not rows:
        return
    axis = Sight(shown).axis(zoom, rows[0].date.sort_day, rows[0], width, 6)
    assert sum(share.amount for share in axis.density) == pytest.approx(len(rows), abs=1e-6)
    assert sum(share.amount for share in Sight(shown).axis(None, 0, None, width, 6).shares) == pytest.approx(len(rows))


@settings(max_examples=200, deadline=None)
@given(chosen=VIEWS, width=WIDTHS, path=st.lists(st.booleans(), max_size=12), at=st.integers(0, 99))
def test_zooming_in_and_out_comes_back_to_the_same_window(everything, chosen, width, path, at):
    shown, rows = some(everything, chosen)
    if not rows:
        return
    here = rows[at % len(rows)]
    sight, zoom, seen = Sight(shown), None, {}
    for closer_by in path:
        zoom = closer(shown, zoom) if closer_by else wider(shown, zoom)
        axis = sight.axis(zoom, here.date.sort_day, here, width, 6)
        assert seen.setdefault(zoom, axis) == axis
        assert axis.zoomed.stretch_of(here.date.sort_day) is not None
    if (finer := closer(shown, zoom)) is not zoom:
        assert wider(shown, finer) is zoom


@settings(max_examples=400, deadline=None)
@given(first=DAYS, span=SPANS, width=WIDTHS, zoom=st.sampled_from(ZOOMS), share=st.floats(0, 1))
def test_a_scale_is_whole_days_in_order_that_hold_the_day_it_is_about(first, span, width, zoom, share):
    last = first + span
    about = first + int(span * share)
    scale = zoomed(zoom, about, width, first, last)
    assert all(start < end for start, end in pairwise(scale.edges))
    assert scale.width <= width < scale.width + (scale.repeat if zoom else scale.stretches)
    assert scale.first <= about <= scale.last
    cell = scale.cell_of(about)
    start, end = scale.days_of(cell)
    assert start <= about <= end
    assert set(scale.covered(start, end)) == {cell // scale.repeat}
    assert scale.moved(scale.moved(about, 1), -1) == start
    assert scale.moved(about, 1) == end + 1 and scale.moved(about, -width) < start


@settings(max_examples=200, deadline=None)
@given(first=DAYS, span=SPANS, width=WIDTHS)
def test_the_whole_span_is_all_of_it_and_nothing_else(first, span, width):
    scale = whole(first, first + span, width)
    assert (scale.first, scale.last) == (first, first + span)


@settings(max_examples=600, deadline=None)
@given(first=DAYS, span=SPANS, width=WIDTHS, zoom=st.sampled_from(ZOOMS), share=st.floats(0, 1), pointed=st.booleans())
def test_names_never_overlap_nor_leave_the_screen_and_stand_at_their_time(first, span, width, zoom, share, pointed):
    about = first + int(span * share)
    scale = zoomed(zoom, about, width, first, first + span)
    pointer = scale.cell_of(about) if pointed else None
    marks = ticks(scale, step_for(scale, zoom))
    found = placed(scale, marks, pointer)
    taken = [cell for label in found for cell in label.cells]
    assert len(taken) == len(set(taken)) and pointer not in taken
    assert all(0 <= cell < scale.width for cell in taken)
    starts = {mark.name: scale.cell_of(mark.day) for mark in marks if mark.real}
    for label in found:
        if label.tick is not None and label.text:
            assert starts.get(label.text.strip(), label.tick) <= label.tick or label.weight == 0
            assert any(mark.name == label.text.strip() and scale.cell_of(mark.day) == label.tick for mark in marks)


@settings(max_examples=300, deadline=None)
@given(about=st.integers(600_000, 800_000), width=st.integers(76, 250), zoom=st.sampled_from(list(Unit)[:5]))
def test_the_year_is_always_to_be_read(about, width, zoom):
    scale = zoomed(zoom, about, width, 500_000, 900_000)
    found = placed(scale, ticks(scale, step_for(scale, zoom)), scale.cell_of(about))
    years = {year_name(civil(day)[0]) for day in scale.edges}
    assert any(year in label.text.split() for label in found for year in years)


@pytest.mark.parametrize("zoom", ZOOMS, ids=str)
@pytest.mark.parametrize("height", [1, 4, 5, 7, 9])
@pytest.mark.parametrize("width", [20, 80, 120, 200])
def test_the_axis_is_as_high_and_at_most_as_wide_as_its_place(everything, zoom, height, width):
    for row in everything.rows(1, everything.dated):
        axis = Sight(everything).axis(zoom, row.date.sort_day, row, width, height)
        for glyphs in (UNICODE, ASCII):
            drawn = lines(axis, height, glyphs, focused=True)
            assert len(drawn) == height
            assert all(width_of(line) <= width - 1 for line in drawn)
        assert all(span.text.isascii() for line in drawn for span in line)


@settings(max_examples=300, deadline=None)
@given(chosen=VIEWS, zoom=st.sampled_from(ZOOMS), made=HIGH, height=HIGH, at=st.integers(0, 99))
def test_an_axis_made_for_another_height_can_be_drawn_for_a_moment(everything, chosen, zoom, made, height, at):
    shown, rows = some(everything, chosen)
    if rows:
        here = rows[at % len(rows)]
        axis = Sight(shown).axis(zoom, here.date.sort_day, here, 80, made)
        assert len(lines(axis, height, UNICODE, focused=False)) == height
        for y in range(height):
            first, last = days_at(axis, 3, y, height)
            assert first <= last


def test_while_the_cursor_moves_within_the_window_nothing_is_read(everything, monkeypatch):
    sight = Sight(everything)
    rows = [row for row in everything.rows(1, everything.dated) if row.date.edtf.startswith("2024-01")]
    sight.axis(Unit.MONTH, rows[0].date.sort_day, rows[0], 120, 7)
    monkeypatch.setattr(everything.store, "query", lambda *_, **__: pytest.fail("the store was asked"))
    for row in rows:
        assert sight.axis(Unit.MONTH, row.date.sort_day, row, 120, 7).row == row


def test_an_undated_event_leaves_the_axis_where_it_was(everything):
    sight = Sight(everything)
    row = everything.row(everything.dated)
    before = sight.axis(Unit.YEAR, row.date.sort_day, row, 100, 5)
    after = sight.axis(Unit.YEAR, None, everything.row(everything.count), 100, 5)
    assert after.zoomed == before.zoomed and after.day is None


def drawn(everything, edtf, zoom, width=100, height=7):
    """The rows of events of an axis, with the cursor on the event of a date, and the cells that its own day has."""
    row = next(row for row in everything.rows(1, everything.dated) if row.date.edtf == edtf)
    axis = Sight(everything).axis(zoom, row.date.sort_day, row, width, height)
    rows = lines(axis, height, UNICODE, focused=False)[2:-1]
    cell = axis.zoomed.cell_of(row.date.sort_day)
    return ["".join(span.text for span in line) for line in rows], cell + 1


def test_how_a_date_is_known_is_seen_without_a_colour(tmp_path):
    path = a_chronology(tmp_path, ["2023-09~", "201X", "../2024-01-11", "2022-02-01/..", "2023-05-10", "2020~"])
    with open_store(path) as store:
        shown = Everything(store)
        rows, cell = drawn(shown, "2023-09~", Unit.MONTH)
        assert re.search("~━+~", rows[-2]) and rows[-2][cell] == "~"
        assert "◂" in drawn(shown, "../2024-01-11", Unit.MONTH)[0][-1]
        assert "▸" in drawn(shown, "2022-02-01/..", Unit.MONTH)[0][-1]
        rows, cell = drawn(shown, "2023-05-10", Unit.MONTH)
        assert rows[-1][cell] == "●"
        decade = drawn(shown, "201X", Unit.YEAR)[0]
        assert any("━" * 60 in row for row in decade)


def test_within_a_day_a_mark_does_not_claim_a_time(tmp_path):
    with open_store(a_chronology(tmp_path, ["2024-01-11"])) as store:
        rows, _ = drawn(Everything(store), "2024-01-11", None, width=80, height=5)
        assert rows[-1].rstrip() == " ●" + "─" * 77


def test_a_click_in_the_upper_strip_means_the_whole_span_and_below_it_the_window(everything):
    row = next(row for row in everything.rows(1, everything.dated) if row.date.edtf == "2024-01-11")
    axis = Sight(everything).axis(Unit.DAY, row.date.sort_day, row, 100, 6)
    first, last = days_at(axis, 1, 1, 6)
    assert first == everything.first_day and last - first > 10**9
    cell = axis.zoomed.cell_of(row.date.sort_day)
    assert days_at(axis, cell + 1, 3, 6) == (row.date.sort_day, row.date.sort_day)
    assert days_at(axis, 0, 3, 6)[0] == axis.zoomed.first and days_at(axis, 99, 3, 6)[1] == axis.zoomed.last
    assert days_at(axis, 1, 0, 1)[0] == everything.first_day


@pytest.mark.parametrize(
    ("zoom", "day", "names"),
    [(Unit.DAY, "2023-12-30", ["31", "Jan 2024", "4"]), (Unit.WEEK, "2024-01-02", ["1 Jan 2024", "15"]),
     (Unit.MONTH, "2024-01-11", ["2024", "Feb"]), (Unit.QUARTER, "2024-01-11", ["2024", "Q2"]),
     (Unit.YEAR, "2024-01-11", ["2024"]), (Unit.DECADE, "1905-07-01", ["1900s", "1910s"]),
     (Unit.CENTURY, "1905-07-01", ["1900s", "2000s"])],
    ids=str,
)  # fmt: skip
def test_ticks_have_the_names_that_people_give_them(zoom, day, names):
    about = parse(day).lo
    scale = zoomed(zoom, about, 238, period_of(about, zoom)[0], about + 200_000)
    texts = [label.text.strip() for label in placed(scale, ticks(scale, step_for(scale, zoom)), None)]
    assert texts[: len(names)] == names or texts[1 : len(names) + 1] == names


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [("-1499-01-01", "0999-01-01", {"1000 BCE", "500 BCE", "1 CE", "500 CE"}),
     ("Y-13000000000-01-01", "2024-01-11", {"10 billion BCE", "5 billion BCE"}),
     ("2006-10-14", "2024-05-16", {"2010", "2016", "2020"})],
)  # fmt: skip
def test_the_whole_span_has_round_years(first, last, names):
    scale = whole(parse(first).lo, parse(last).lo, 100)
    texts = {label.text.strip() for label in placed(scale, ticks(scale, step_for(scale, None)), None)}
    assert names <= texts


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("zoom", Unit)
def test_where_the_lower_strip_lies_is_always_to_be_seen_on_the_upper_one(everything, zoom, width):
    for row in everything.rows(1, everything.dated):
        axis = Sight(everything).axis(zoom, row.date.sort_day, row, width, 5)
        upper = "".join(span.text for span in lines(axis, 5, UNICODE, focused=False)[0])
        heavy = [cell for cell, sign in enumerate(upper, -1) if sign in "━┯"]
        assert heavy and set(heavy) <= set(axis.whole.covered(axis.zoomed.first, axis.zoomed.last))


def test_a_single_row_is_shared_and_more_are_divided():
    assert (bands(1).rows, bands(1).apart) == (1, False)
    assert (bands(4).rows, bands(4).apart, bands(4).height) == (3, True, 4)
    assert bands(0).height == 0
