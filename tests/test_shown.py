"""What is in view: a whole store from its tables, and events picked out of it from memory, answer alike."""

from itertools import pairwise

import pytest
from dated_stores import EVERY_SORT, a_chronology

from store import chronology, filters
from store.database import open_store
from store.dates import parse
from store.dates.period_names import heading
from store.dates.stepping import Unit
from store.errors import NotFound
from store.periods import next_period, previous_period
from store.picked import Picked
from store.shown import Everything
from store.spread import Spread, extent
from store.viewing import range_part, switched, view
from store.windows import Window, between, membership, window_words


def within(store, line):
    """What a filter keeps."""
    return view(store, filters.parse(line)).shown


DAY = {text: parse(text).sort_day for text in EVERY_SORT if text}
EDGES = sorted({edge + by for edge in DAY.values() for by in (-40, 0, 1, 400)})
STRETCHES = [*((first, after - 1) for first, after in pairwise(EDGES)), (EDGES[0], EDGES[-1])]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with dates of every sort, open."""
    with open_store(a_chronology(tmp_path_factory.mktemp("shown"), [*EVERY_SORT])) as opened:
        yield opened


@pytest.fixture
def everything(store):
    """All of it."""
    return Everything(store)


@pytest.fixture
def picked(store, everything):
    """All of it, as if it had been picked."""
    dates = ((row.ordinal, row.date) for row in everything.rows(1, everything.count))
    return Picked(store, [(n, d and d.lo, d and d.sort_day, d and d.hi) for n, d in dates])


def test_both_say_how_much_there_is(everything, picked):
    for shown in (everything, picked):
        assert (shown.count, shown.dated) == (len(EVERY_SORT), len(DAY) + 1)
        assert shown.first_day == parse("Y-13000000000").lo
        assert shown.last_day == parse("9999-12-31").hi


def test_both_have_the_same_rows(everything, picked):
    assert list(picked.rows(1, 99)) == list(everything.rows(1, 99))
    assert [picked.row(place) for place in (1, 7, picked.count)] == [everything.row(p) for p in (1, 7, picked.count)]
    for shown in (everything, picked):
        for beyond in (0, -1, shown.count + 1):
            with pytest.raises(NotFound):
                shown.row(beyond)


def test_both_find_days_shares_and_silences_alike(everything, picked):
    by_hand = Spread(extent(row.date) for row in everything.rows(1, everything.dated) if row.date)
    assert picked.shares(EDGES) == everything.shares(EDGES) == by_hand.shares(EDGES)
    for day in EDGES:
        assert picked.at(day) == everything.at(day)
    for place in range(1, everything.count + 1):
        assert picked.silence_after(place) == everything.silence_after(place)
        assert picked.silence_before(place) == everything.silence_before(place)
        assert picked.place_of(place) == everything.place_of(place) == place == picked.ordinal(place)


@pytest.mark.parametrize("stretch", STRETCHES, ids=str)
def test_both_find_what_lies_in_a_stretch(everything, picked, stretch):
    rows = [row for row in everything.rows(1, everything.dated) if row.date]
    inside = [row for row in rows if extent(row.date)[0] <= stretch[1] and extent(row.date)[1] >= stretch[0]]
    for shown in (everything, picked):
        assert shown.lasting([stretch]) == [row for row in inside if len(set(extent(row.date))) == 2]
        assert shown.exact([stretch]) == [row for row in inside if len(set(extent(row.date))) == 1]
    (share,) = everything.shares((stretch[0], stretch[1] + 1))
    assert share.covering == len(inside)


def test_silence_is_counted_from_what_is_in_view(store, everything):
    inner = within(store, "within:1066/2006-10-14")
    first = inner.row(1)
    assert first.date is not None and first.date.edtf == "1066" and first.reach is None
    assert everything.row(everything.place_of(first.ordinal)).reach is not None


def test_what_is_not_in_view_leads_to_the_next_that_is(store, everything):
    inner = within(store, "within:2024-01")
    assert 1 not in inner and inner.place_of(1) == 1
    assert inner.place_of(everything.count) == inner.count
    assert all(inner.place_of(inner.ordinal(place)) == place for place in range(1, inner.count + 1))


def test_nothing_in_view_answers_with_nothing(store):
    nothing = Picked(store, ())
    assert (nothing.count, nothing.dated, nothing.first_day, nothing.last_day) == (0, 0, None, None)
    assert list(nothing.rows(1, 5)) == [] and nothing.at(0) == 1 and nothing.place_of(3) == 0
    assert nothing.shares((0, 10))[0].covering == 0
    assert nothing.silence_after(0) is None and nothing.silence_before(9) is None


# Ranges of time


def test_a_range_within_a_range_has_only_members_of_both(store):
    found = view(store, filters.parse("in:2023/2024 in:1900/2024-01-02"))
    edtfs = [row.date.edtf for row in found.shown.rows(1, 99) if row.date]
    assert "1066" not in edtfs and "2024-05-16" not in edtfs and "2023-09~" in edtfs
    assert found.left[1] == found.shown.count <= found.left[0]


def test_certain_and_possible_are_those_of_the_rule(store):
    for first, last in pairwise(EDGES):
        found = view(store, filters.Filter((range_part(Window(first, last)),)))
        counted = membership(store, Window(first, last))
        assert found.range is not None
        assert (found.range.certain, found.range.possible) == (counted.certain, counted.possible)
        other = view(store, switched(found.filter))
        assert other.shown.count == counted.certain and other.range.certain_only
        assert switched(other.filter) == found.filter


def test_a_range_holds_all_that_is_known_of_both_its_ends(everything):
    row = {found.date.edtf: found for found in everything.rows(1, 99) if found.date}
    window = between(row["2024-05-16"], row["2006-10"])
    assert window == Window(parse("2006-10-01").lo, parse("2024-05-16").lo)
    assert window_words(window) == "1 Oct 2006 – 16 May 2024"
    assert between(row["2006"], everything.row(everything.count)) is None


# Periods


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("view", ["everything", "picked"])
def test_period_steps_never_stay_and_pass_over_no_period_that_holds_an_event(unit, view, request):
    shown = request.getfixturevalue(view)
    stops, place = [1], 1
    while (following := next_period(shown, place, unit)) is not None:
        assert following > place
        stops.append(following)
        place = following
    assert stops[-1] == shown.dated + 1  # the undated ones are the last period
    rows = chronology.rows(shown.store, 1, shown.count)
    for stop, after in pairwise(stops):
        headings = {heading(row.date, unit) if row.date else "" for row in rows[stop - 1 : after - 1]}
        assert len(headings) == 1, "an event was passed over that stands under another heading"
    back, place = [stops[-1]], stops[-1]
    while (previous := previous_period(shown, place, unit)) is not None:
        assert previous < place
        back.append(previous)
        place = previous
    assert back[::-1] == stops


def test_from_within_a_period_one_step_back_leads_to_the_one_before(everything):
    inside = everything.place_of(
        next(r.ordinal for r in everything.rows(1, 99) if r.date and r.date.edtf == "2024-05-16")
    )
    found = everything.row(previous_period(everything, inside, Unit.MONTH))
    assert found.date is not None and found.date.edtf == "2024-01"
