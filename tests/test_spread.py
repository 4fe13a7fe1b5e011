"""How events are spread over time, against counting by hand: shares, what lasts, which silences stand out."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database import open_store
from store.dates import parse
from store.lasting import Lasting
from store.shown import Everything
from store.silences import AROUND, FACTOR, Steps
from store.spread import Spread, extent, levels

FAR = 20_000_000_000 * 366
DAYS = st.integers(-400, 400) | st.integers(-FAR, FAR)
LENGTHS = st.integers(0, 5) | st.integers(0, 800) | st.integers(0, FAR)
EXTENTS = st.lists(st.builds(lambda first, length: (first, first + length), DAYS, LENGTHS), max_size=30).map(sorted)
EDGES = st.lists(DAYS, min_size=2, max_size=12, unique=True).map(sorted)


def by_hand(extents, first, last):
    """The amount, exactly, and the number of events, and of those of a single day, in a stretch of days."""
    inside = [(min(end, last) - max(start, first) + 1, end - start + 1) for start, end in extents]
    parts = [Fraction(days, length) for days, length in inside if days > 0]
    return sum(parts, Fraction(0)), len(parts), sum(1 for days, length in inside if days > 0 and length == 1)


@given(extents=EXTENTS, edges=EDGES)
def test_a_stretch_holds_what_counting_by_hand_says(extents, edges):
    for share, (first, after) in zip(Spread(extents).shares(edges), pairwise(edges), strict=True):
        amount, covering, exact = by_hand(extents, first, after - 1)
        assert (share.covering, share.exact) == (covering, exact)
        assert share.amount == pytest.approx(float(amount), abs=1e-9)


@given(extents=EXTENTS, cuts=st.lists(DAYS, max_size=12))
def test_all_shares_together_are_all_events(extents, cuts):
    edges = sorted({-3 * FAR, 3 * FAR, *cuts})
    assert sum(share.amount for share in Spread(extents).shares(edges)) == pytest.approx(len(extents), abs=1e-6)


@given(extents=EXTENTS)
def test_after_the_last_event_nothing_is_left_over(extents):
    found = list(levels(extents))
    assert [level.day for level in found] == sorted({level.day for level in found})
    if found:
        last = found[-1]
        assert (last.started, last.ended, last.rate) == (len(extents), len(extents), 0.0)


@pytest.mark.parametrize(
    ("date", "days"),
    [("2024-01-11", ("2024-01-11", "2024-01-11")), ("2024-02", ("2024-02-01", "2024-02-29")),
     ("201X", ("2010-01-01", "2019-12-31")), ("../2024-01-11", ("2024-01-11", "2024-01-11")),
     ("2022-02/..", ("2022-02-01", "2022-02-01")), ("[2023-12-30,2024-01-02]", ("2023-12-30", "2024-01-02"))],
)  # fmt: skip
def test_the_extent_is_what_is_known(date, days):
    assert extent(parse(date)) == tuple(parse(day).lo for day in days)


@given(extents=EXTENTS, stretch=EDGES)
def test_what_lasts_into_a_stretch_is_found_whatever_its_length(extents, stretch):
    first, last = stretch[0], stretch[-1]
    expected = {
        number for number, (start, end) in enumerate(extents, 1) if start < end and start <= last and end >= first
    }
    found = Lasting()
    for number, each in enumerate(extents, 1):
        found.add(*each, number)
    assert sorted(found.within(first, last)) == sorted(expected)


# Silences


def silent(days):
    """The indices (from 0) of the days before which the silence stands out."""
    steps = Steps()
    for number, day in enumerate(days):
        steps.add(number, day, day, day)
    return list(steps.outstanding())


def test_a_week_stands_out_among_days_and_not_among_years():
    daily = list(range(10))
    assert silent([*daily, 17, 18, 19, 20, 21]) == [10]
    assert silent([0, 365, 730, 737, 1095, 1460, 1825]) == []


def test_centuries_have_their_silences_too():
    centuries = [number * 36_525 for number in range(8)]
    assert silent([*centuries, centuries[-1] + 40 * 36_525, centuries[-1] + 41 * 36_525]) == [8]


def test_a_second_silence_close_by_hides_neither():
    assert silent([0, 1, 2, 3, 40, 41, 42, 43, 90, 91, 92, 93]) == [4, 8]


def test_while_an_event_may_last_it_is_not_silent():
    steps = Steps()
    for number, (first, last) in enumerate([(0, 0), (1, 1), (2, 100), (3, 3)]):
        steps.add(number, first, first, last)
    assert steps.add(4, 90, 90, 90) == 100
    assert list(steps.outstanding()) == []
    assert steps.add(5, 400, 400, 400) == 100
    assert list(steps.outstanding()) == [5]


def test_an_event_known_only_to_be_by_a_day_ends_no_silence():
    steps = Steps()
    for number, day in enumerate((0, 1, 2, 3)):
        steps.add(number, day, day, day)
    steps.add(4, None, 400, 400)
    assert list(steps.outstanding()) == []
    assert steps.reach == 400


def test_the_silences_of_the_sample_are_found(sample):
    with open_store(sample) as store:
        shown, found, place = Everything(store), [], 1
        while (following := shown.silence_after(place)) is not None:
            found.append(shown.row(following).date.display)
            place = following
        assert found == ["2006", "2010s", "Feb 2022 – 14 Jan 2024"]


@given(lengths=st.lists(st.integers(2, 50), min_size=3, max_size=40), by=st.integers(2, 1000))
def test_what_stands_out_does_not_depend_on_the_scale(lengths, by):
    def days(factor):
        found = [0]
        for length in lengths:
            found.append(found[-1] + length * factor)
        return found

    assert silent(days(by)) == silent(days(1))


@given(lengths=st.lists(st.integers(1, 10_000), min_size=2, max_size=60))
def test_a_silence_is_long_for_what_is_around_it_and_no_long_one_is_left_out(lengths):
    days = [0]
    for length in lengths:
        days.append(days[-1] + length)
    found = set(silent(days))
    for index, length in enumerate(lengths):
        around = sorted([*lengths[max(index - AROUND, 0) : index], *lengths[index + 1 : index + 1 + AROUND]])
        low, high = around[(len(around) - 1) // 2], around[len(around) // 2]
        assert (index + 1 in found) == (length > 1 and 2 * length >= FACTOR * (low + high))
