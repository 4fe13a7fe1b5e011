"""What an article says, resolved against its date of publication: every rule, and every refusal to guess.

The article of these tests is published on Friday 12 January 2024 unless a test says otherwise.
"""

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from store.dates import parse
from store.dates.days import MONTH_NAMES, WEEKDAY_NAMES
from store.dates.relative import resolve
from store.errors import DateError

FRIDAY = parse("2024-01-12")

RESOLVED = {
    # A weekday: the nearest that is not after publication; publication's own counts.
    "on Thursday": ("2024-01-11", "weekday on or before publication"),
    "Thursday": ("2024-01-11", "weekday on or before publication"),
    "TUESDAY": ("2024-01-09", "weekday on or before publication"),
    "Friday": ("2024-01-12", "weekday on or before publication"),
    "late on Thurs.": ("2024-01-11", "weekday on or before publication"),
    "said Tuesday in a joint statement": ("2024-01-09", "weekday on or before publication"),
    "Thursday’s statement": ("2024-01-11", "weekday on or before publication"),
    "again launched missiles at Ukraine on Saturday": ("2024-01-06", "weekday on or before publication"),
    "last Thursday": ("2024-01-11", "weekday before publication"),
    "last Friday": ("2024-01-05", "weekday before publication"),
    "this Monday": ("2024-01-08", "weekday in the ISO week of publication"),
    "next Wednesday": ("2024-01-17", "weekday after publication"),
    "next Friday": ("2024-01-19", "weekday after publication"),
    "will raise the arms deal Wednesday": ("2024-01-17", "weekday on or after publication"),
    "will raise the arms deal Friday": ("2024-01-12", "weekday on or after publication"),
    "is scheduled for Monday": ("2024-01-15", "weekday on or after publication"),
    # Periods.
    "last week": ("2024-01-01/2024-01-07", "ISO week before publication"),
    "Last week, Russia engaged in": ("2024-01-01/2024-01-07", "ISO week before publication"),
    "this week": ("2024-01-08/2024-01-14", "ISO week of publication"),
    "next week": ("2024-01-15/2024-01-21", "ISO week after publication"),
    "earlier this week": ("2024-01-08/2024-01-12", "ISO week of publication, up to publication"),
    "later this month": ("2024-01-12/2024-01-31", "calendar month of publication, from publication on"),
    "late last month": ("2023-12", "calendar month before publication"),
    "last year": ("2023", "calendar year before publication"),
    "this year": ("2024", "calendar year of publication"),
    "next year": ("2025", "calendar year after publication"),
    "yesterday": ("2024-01-11", "day before publication"),
    "today": ("2024-01-12", "day of publication"),
    "tomorrow": ("2024-01-13", "day after publication"),
    "over the past year": ("2023-01~/2024-01-12", "the year up to publication"),
    "in the last three months": ("2023-10-12~/2024-01-12", "the 3 months up to publication"),
    "over the past decade": ("2014~/2024-01-12", "the decade up to publication"),
    # Without a year.
    "Dec. 30": ("2023-12-30", "nearest such day on or before publication"),
    "on January 2": ("2024-01-02", "nearest such day on or before publication"),
    "2nd of January": ("2024-01-02", "nearest such day on or before publication"),
    "January 12": ("2024-01-12", "nearest such day on or before publication"),
    "January 13": ("2023-01-13", "nearest such day on or before publication"),
    "Feb. 29": ("2020-02-29", "nearest such day on or before publication"),
    "will meet on Feb. 29": ("2024-02-29", "nearest such day on or after publication"),
    "Thursday, Jan. 11": ("2024-01-11", "nearest such day on or before publication"),
    "in September": ("2023-09", "nearest such month up to that of publication"),
    "in January": ("2024-01", "nearest such month up to that of publication"),
    "in May": ("2023-05", "nearest such month up to that of publication"),
    "September": ("2023-09", "nearest such month up to that of publication"),
    "will be held in September": ("2024-09", "nearest such month from that of publication on"),
    "last September": ("2023-09", "nearest such month before that of publication"),
    "last January": ("2023-01", "nearest such month before that of publication"),
    "next January": ("2025-01", "nearest such month after that of publication"),
    "this September": ("2024-09", "month of the year of publication"),
    "in September of the preceding year": ("2023-09", "month of the year before publication"),
    "September of last year": ("2023-09", "month of the year before publication"),
    "in March this year": ("2024-03", "month of the year of publication"),
    # In full.
    "16 May 2024": ("2024-05-16", "stated in full"),
    "May 16, 2024": ("2024-05-16", "stated in full"),
    "on Thursday, 16th of May 2024": ("2024-05-16", "stated in full"),
    "in Kyiv on February 12, 2022": ("2022-02-12", "stated in full"),
    "2024-05-17": ("2024-05-17", "stated in full"),
    "February 2022": ("2022-02", "stated in full"),
    "in February of 2022": ("2022-02", "stated in full"),
    "in the summer of 2023": ("2023-22", "stated in full"),
    "in 2006": ("2006", "stated in full"),
    "2006": ("2006", "stated in full"),
    "in late 2006": ("2006", "stated in full"),
    "in the 2010s": ("201X", "stated in full"),
    "in the early 2010s": ("201X", "stated in full"),
    # Prepositions that open an end, or make approximate.
    "since 2006": ("2006/..", "stated in full, its end open"),
    "since February 2022": ("2022-02/..", "stated in full, its end open"),
    "from Thursday": ("2024-01-11/..", "weekday on or before publication, its end open"),
    "by 11 January": ("../2024-01-11", "nearest such day on or before publication, its start open"),
    "until last week": ("../2024-01-07", "ISO week before publication, its start open"),
    "around January 2": ("2024-01-02~", "nearest such day on or before publication"),
    "in about 2006": ("2006~", "stated in full"),
}


@pytest.mark.parametrize(("words", "expected"), RESOLVED.items())
def test_the_words_give_a_date_by_a_rule(words, expected):
    resolution = resolve(words, FRIDAY)
    assert (resolution.date.edtf, resolution.rule) == expected


REFUSED = {
    "recently": "there is no date in it",
    "previously": "there is no date in it",
    "": "there is no date in it",
    "last night": "there is no date in it",
    "last summer": "there is no date in it",
    "Resolution 1718": "there is no date in it",
    "in 2006 tons": "there is no date in it",
    "may march": "there is no date in it",
    "on Thursdays": "there is no date in it",
    "on the 2nd": "there is no date in it",
    "Dec. 30 and Jan. 2": "more than one date, “dec. 30” and “jan. 2”",
    "on Monday or Tuesday": "more than one date, “monday” and “tuesday”",
    "between 2006 and 2010": "there is no date in it",
    "in the last week of September": "more than one date",
    "Dec. 30-31": "“-31” may change the date",
    "Resolution 1718 in 2006": "“1718” may change the date",
    "two days before Thursday": "“days” may change the date",
    "the week of January 2": "“week” may change the date",
    "every Friday": "“every” may change the date",
    "after Thursday": "“after” may change the date",
    "would raise the arms deal Wednesday": "may look back or ahead from publication; 10 Jan 2024 or 17 Jan 2024",
    "may fire on Thursday": "may look back or ahead",
    "footage from Thursday": "“from” may mean of that date or since",
    "about last week": "can't be approximate as a whole",
    "the 1900s": "write 190X or 19XX",
    "Friday, Jan. 11": "2024-01-11 is a Thursday",
    "30 February": "no such day",
    "30 February 2024": "February 2024 has 29 days",
    "2023-02-30": "February 2023 has 28 days",
    "on Thursday " * 30: "at most 300 characters",
}


@pytest.mark.parametrize(("words", "why"), REFUSED.items())
def test_what_can_not_be_read_without_guessing_is_refused(words, why):
    with pytest.raises(DateError) as refusal:
        resolve(words, FRIDAY)
    assert why in str(refusal.value)
    assert len(str(refusal.value)) < 220


# A date of publication that is itself known only within bounds.


@pytest.mark.parametrize(
    ("published", "words", "edtf"),
    [
        ("2024-01-11/2024-01-13", "on Thursday", "2024-01-11"),
        ("2024-01", "last month", "2023-12"),
        ("2024-01", "September of last year", "2023-09"),
        ("[2024-01-12,2024-01-17]", "last Thursday", "2024-01-11"),
        ("2024-01-12T09:30Z", "on Thursday", "2024-01-11"),
        ("2024", "in the 2010s", "201X"),
        ("../2024-01-12", "in 2006", "2006"),
        ("2024-01-12~", "16 May 2023", "2023-05-16"),
    ],
)
def test_all_possible_days_of_publication_must_agree(published, words, edtf):
    assert resolve(words, parse(published)).date.edtf == edtf


@pytest.mark.parametrize(
    ("published", "words", "why"),
    [
        ("2024-01-11/2024-01-12", "yesterday", "published 11–12 Jan 2024, this may be 10 Jan 2024 or 11 Jan 2024"),
        ("2024-01", "on Thursday", "4 Jan 2024 or 11 Jan 2024 or 18 Jan 2024 (and 1 more)"),
        ("2024", "last year", "2024 is too wide"),
        ("../2024-01-12", "last year", "needs a day of publication, but that is “by 12 Jan 2024”"),
        ("2024-01-12~", "on Thursday", "needs a day of publication, but that is “c. 12 Jan 2024”"),
    ],
)
def test_otherwise_the_possible_results_are_named(published, words, why):
    with pytest.raises(DateError) as refusal:
        resolve(words, parse(published))
    assert why in str(refusal.value)


# Against a reference that searches day by day with datetime.

PUBLISHED = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ONE_DAY = timedelta(days=1)


def search(start, direction, fits):
    while not fits(start):
        start += direction * ONE_DAY
    return start


def found(words, published):
    return resolve(words, parse(published.isoformat())).date.edtf


@settings(deadline=None)
@given(PUBLISHED, st.sampled_from(WEEKDAY_NAMES))
def test_weekdays_are_those_that_a_search_of_the_calendar_finds(published, name):
    def fits(day):
        return day.strftime("%A") == name

    assert found(f"on {name}", published) == search(published, -1, fits).isoformat()
    assert found(f"last {name}", published) == search(published - ONE_DAY, -1, fits).isoformat()
    assert found(f"next {name}", published) == search(published + ONE_DAY, 1, fits).isoformat()
    assert found(f"will meet {name}", published) == search(published, 1, fits).isoformat()


@settings(deadline=None)
@given(PUBLISHED, st.dates(date(2000, 1, 1), date(2000, 12, 31)))
@example(date(1901, 3, 1), date(2000, 2, 29))
def test_days_without_a_year_are_those_that_a_search_of_the_calendar_finds(published, day):
    def fits(candidate):
        return (candidate.month, candidate.day) == (day.month, day.day)

    name = MONTH_NAMES[day.month - 1]
    assert found(f"on {name} {day.day}", published) == search(published, -1, fits).isoformat()
    assert found(f"on {day.day} {name[:3]}.", published) == search(published, -1, fits).isoformat()
    assert found(f"will meet on {name} {day.day}", published) == search(published, 1, fits).isoformat()


@settings(deadline=None)
@given(PUBLISHED, st.sampled_from(MONTH_NAMES))
def test_months_without_a_year_are_those_that_a_search_of_the_calendar_finds(published, name):
    def fits(day):
        return day.strftime("%B") == name

    first = published.replace(day=1)
    assert found(f"in {name}", published) == search(published, -1, fits).isoformat()[:7]
    assert found(f"last {name}", published) == search(first - ONE_DAY, -1, fits).isoformat()[:7]
    assert found(f"will meet in {name}", published) == search(published, 1, fits).isoformat()[:7]


@settings(deadline=None)
@given(PUBLISHED)
def test_weeks_are_those_of_datetime(published):
    for words, offset in (("last week", -7), ("this week", 0), ("next week", 7)):
        year, week, _ = (published + timedelta(days=offset)).isocalendar()
        assert found(words, published) == parse(f"{year}-W{week:02}").edtf


@settings(deadline=None)
@given(PUBLISHED, st.sampled_from(sorted(RESOLVED)))
def test_what_is_stated_in_full_does_not_depend_on_publication(published, words):
    edtf, rule = RESOLVED[words]
    assume(rule.startswith("stated in full"))
    assert found(words, published) == edtf


@settings(deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(sorted(RESOLVED)), max_size=3).map(" ".join), PUBLISHED)
def test_any_words_give_a_date_or_a_date_error(words, published):
    try:
        resolution = resolve(words, parse(published.isoformat()))
    except DateError as error:
        assert len(str(error)) < 400
    else:
        assert parse(resolution.date.edtf) == resolution.date
        assert resolution.rule
