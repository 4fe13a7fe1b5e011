"""Moving through time: periods tile it, steps keep to the calendar, and the words for a silence are true."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from store.dates import parse
from store.dates.days import civil, day_number, iso, weekday
from store.dates.stepping import Unit, elapsed, full_months, next_period, period_of, previous_period, step

DAYS = st.integers(-(10**13), 10**13)
UNITS = st.sampled_from(list(Unit))
MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}


def day(text):
    return parse(text).lo


@pytest.mark.parametrize(
    ("unit", "lo", "hi"),
    [
        (Unit.DAY, "2024-02-14", "2024-02-14"),
        (Unit.WEEK, "2024-02-12", "2024-02-18"),
        (Unit.MONTH, "2024-02-01", "2024-02-29"),
        (Unit.QUARTER, "2024-01-01", "2024-03-31"),
        (Unit.YEAR, "2024-01-01", "2024-12-31"),
        (Unit.DECADE, "2020-01-01", "2029-12-31"),
        (Unit.CENTURY, "2000-01-01", "2099-12-31"),
    ],
)
def test_a_day_lies_in_its_period(unit, lo, hi):
    assert [iso(bound) for bound in period_of(day("2024-02-14"), unit)] == [lo, hi]


@settings(deadline=None)
@given(DAYS, UNITS)
def test_periods_tile_time(number, unit):
    lo, hi = period_of(number, unit)
    assert lo <= number <= hi
    assert period_of(lo, unit) == period_of(hi, unit) == (lo, hi)
    assert next_period(number, unit)[0] == hi + 1
    assert previous_period(number, unit)[1] == lo - 1
    assert previous_period(next_period(number, unit)[0], unit) == (lo, hi)


@settings(deadline=None)
@given(DAYS, UNITS)
def test_a_period_begins_where_its_unit_does(number, unit):
    lo, _ = period_of(number, unit)
    year, month, of_month = civil(lo)
    if unit is Unit.WEEK:
        assert weekday(lo) == 0
    elif unit is not Unit.DAY:
        assert of_month == 1
        assert (year * 12 + month - 1) % MONTHS[unit] == 0


def test_31_january_and_a_month_is_the_end_of_february():
    assert iso(step(day("2024-01-31"), Unit.MONTH, 1)) == "2024-02-29"
    assert iso(step(day("2023-01-31"), Unit.MONTH, 1)) == "2023-02-28"
    assert iso(step(day("-0004-01-31"), Unit.MONTH, 1)) == "-0004-02-29"


def test_a_step_leaves_the_years_of_datetime_and_comes_back():
    assert iso(step(day("9999-12-31"), Unit.MONTH, 2)) == "Y10000-02-29"
    assert iso(step(day("0001-01-31"), Unit.CENTURY, -1)) == "-0099-01-31"
    assert step(step(day("9999-06-15"), Unit.CENTURY, 5), Unit.CENTURY, -5) == day("9999-06-15")


@settings(deadline=None)
@given(st.dates(), st.sampled_from(list(MONTHS)), st.integers(-20_000, 20_000))
def test_in_the_years_1_to_9999_a_step_is_that_of_dateutil(start, unit, n):
    try:
        expected = (start + relativedelta(months=MONTHS[unit] * n)).toordinal()
    except (ValueError, OverflowError):
        expected = None
    result = step(start.toordinal(), unit, n)
    if expected is None:
        assert not 1 <= civil(result)[0] <= 9999
    else:
        assert result == expected


@settings(deadline=None)
@given(st.dates(), st.sampled_from(list(MONTHS)), st.integers(-20, 20))
def test_beyond_them_the_rule_is_the_same(start, unit, n):
    far = 146_097 * 30  # 12,000 years, after which the calendar repeats
    assert step(start.toordinal() + far, unit, n) - far == step(start.toordinal(), unit, n)


@settings(deadline=None)
@given(DAYS, UNITS, st.integers(0, 1000))
def test_steps_go_forward_and_never_past_the_month_they_aim_at(number, unit, n):
    assert step(number, unit, 0) == number
    assert step(number, unit, n + 1) > step(number, unit, n) >= number
    if unit in MONTHS:
        year, month, of_month = civil(number)
        later_year, later_month, later_day = civil(step(number, unit, n))
        assert (later_year * 12 + later_month) - (year * 12 + month) == n * MONTHS[unit]
        assert later_day <= of_month


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("2024-01-11", "2024-01-11", "same day"),
        ("2024-01-11", "2024-01-12", "1 day"),
        ("2024-01-11", "2024-01-18", "7 days"),
        ("2023-09-13", "2023-11-12", "60 days"),
        ("2023-09-13", "2023-11-13", "2 months"),
        ("2023-09-30", "2023-12-30", "3 months"),
        ("2022-11-18", "2024-05-17", "17 months"),
        ("2022-11-18", "2024-05-18", "18 months"),
        ("2022-01-31", "2024-01-30", "23 months"),
        ("2022-01-31", "2024-01-31", "2 years"),
        ("2006-10-14", "2022-11-18", "16 years"),
        ("-0043-03-15", "2024-03-14", "2,066 years"),
    ],
)
def test_elapsed_time_reads_as_a_person_would_say_it(a, b, words):
    assert elapsed(day(a), day(b)) == elapsed(day(b), day(a)) == words


@settings(deadline=None)
@given(DAYS, st.integers(0, 1_000_000))
def test_elapsed_time_is_full_units_and_not_one_more(start, length):
    words = elapsed(start, start + length)
    if words == "same day":
        assert length == 0
        return
    number, unit = words.replace(",", "").split()
    step_unit = Unit(unit.removesuffix("s"))
    assert (number == "1") == (not unit.endswith("s"))
    assert step(start, step_unit, int(number)) <= start + length < step(start, step_unit, int(number) + 1)


@settings(deadline=None)
@given(st.dates(date(1, 1, 1), date(9000, 1, 1)), st.integers(0, 300_000))
def test_full_months_are_those_of_dateutil(start, length):
    end = date.fromordinal(start.toordinal() + length)
    months = full_months(start.toordinal(), end.toordinal())
    assert start + relativedelta(months=months) <= end < start + relativedelta(months=months + 1)


def test_stepping_needs_no_dateutil_for_days_and_weeks():
    assert step(day_number(2024, 1, 1), Unit.WEEK, -1) == day_number(2023, 12, 25)
    assert step(day_number(2024, 1, 1), Unit.DAY, 366) == day_number(2025, 1, 1)
