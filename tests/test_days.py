"""Day numbers: the scale of all dates, checked against datetime where it reaches and against itself beyond."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.dates import days, parse
from store.errors import DateError

TWENTY_BILLION_YEARS = 20_000_000_000 * 366
ANY_DAY = st.integers(-TWENTY_BILLION_YEARS, TWENTY_BILLION_YEARS)
WRITABLE_DAY = st.integers(-365_000_000_000_000, 365_000_000_000_000)


@pytest.mark.parametrize(
    ("year", "month", "day", "number"),
    [
        (1, 1, 1, 1),
        (0, 12, 31, 0),
        (0, 1, 1, -365),
        (-1, 12, 31, -366),
        (1970, 1, 1, 719_163),
        (9999, 12, 31, 3_652_059),
    ],
)
def test_known_days_have_their_known_numbers(year, month, day, number):
    assert days.day_number(year, month, day) == number
    assert days.civil(number) == (year, month, day)


@settings(deadline=None)
@given(st.dates())
def test_in_the_years_1_to_9999_it_is_what_datetime_says(date):
    number = date.toordinal()
    assert days.day_number(date.year, date.month, date.day) == number
    assert days.civil(number) == (date.year, date.month, date.day)
    assert days.weekday(number) == date.weekday()
    assert days.iso(number) == date.isoformat()


@settings(deadline=None)
@given(st.integers(1, 9998), st.integers(1, 53))
def test_iso_weeks_are_those_of_datetime(year, week):
    try:
        expected = datetime.date.fromisocalendar(year, week, 1).toordinal()
    except ValueError:
        with pytest.raises(DateError, match="its weeks go from 01 to 52"):
            days.iso_week_start(year, week)
    else:
        assert days.iso_week_start(year, week) == expected


@settings(deadline=None)
@given(ANY_DAY)
def test_a_day_number_and_its_calendar_day_are_inverse_over_twenty_billion_years(number):
    year, month, day = days.civil(number)
    assert 1 <= month <= 12
    assert 1 <= day <= days.month_length(year, month)
    assert days.day_number(year, month, day) == number


@settings(deadline=None)
@given(ANY_DAY)
def test_the_next_day_is_the_next_day_of_the_calendar(number):
    assert days.civil(number) < days.civil(number + 1)
    assert days.weekday(number + 1) == (days.weekday(number) + 1) % 7


@settings(deadline=None)
@given(ANY_DAY)
def test_the_calendar_repeats_every_400_years(number):
    year, month, day = days.civil(number)
    assert days.civil(number + 146_097) == (year + 400, month, day)
    assert days.weekday(number + 146_097) == days.weekday(number)


@settings(deadline=None)
@given(ANY_DAY)
def test_a_week_starts_on_the_monday_on_or_before(number):
    monday = days.week_start(number)
    assert monday <= number <= monday + 6
    assert days.weekday(monday) == 0


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (days.day_number(2024, 1, 11), "2024-01-11"),
        (days.day_number(-43, 3, 15), "-0043-03-15"),
        (days.day_number(0, 2, 29), "0000-02-29"),
        (days.day_number(10_000, 1, 1), "Y10000-01-01"),
        (days.day_number(-10_000, 12, 31), "Y-10000-12-31"),
    ],
)
def test_a_day_is_written_as_the_grammar_reads_it(number, text):
    assert days.iso(number) == text
    assert parse(text).lo == parse(text).hi == number


@settings(deadline=None)
@given(WRITABLE_DAY)
def test_every_day_can_be_written_and_read_back(number):
    date = parse(days.iso(number))
    assert (date.lo, date.hi) == (number, number)


@pytest.mark.parametrize(
    ("year", "month", "day", "why"),
    [
        (2023, 2, 29, "February 2023 has 28 days"),
        (2024, 2, 30, "February 2024 has 29 days"),
        (1900, 2, 29, "February 1900 has 28 days"),
        (-43, 4, 31, "April -0043 has 30 days"),
        (2024, 13, 1, "no month 13"),
        (2024, 0, 31, "no month 00"),
        (2024, 1, 0, "no day 00"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_refused(year, month, day, why):
    with pytest.raises(DateError, match=why):
        days.day_number(year, month, day)
