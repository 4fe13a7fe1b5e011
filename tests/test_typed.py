"""What a person types at "go to a date": read as it was meant, or refused with what was understood."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.dates import Precision, parse
from store.dates.days import MONTH_NAMES, civil, iso
from store.dates.typed import typed
from store.errors import DateError

TODAY = parse("2025-06-15").lo
ANOTHER_DAY = parse("1999-12-31").lo
HERE = parse("2024-01-31").lo
HOSTILE = [
    entry
    for entry in json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="utf-8"))
    if entry["name"].startswith("date_")
]

READ = {
    "2006": "2006", "2023-09": "2023-09", "2024-01-11": "2024-01-11", "201x": "201X",
    "2024-w01": "2024-01-01/2024-01-07",
    " 2023-09 / 2024-01 ": "2023-09/2024-01", "../2024-01-11": "../2024-01-11", "-0044": "-0044", "0044": "0044",
    "jan 2 2024": "2024-01-02", "Jan. 2nd, 2024": "2024-01-02", "2 january 2024": "2024-01-02",
    "2 of January 2024": "2024-01-02", "2-jan-2024": "2024-01-02", "2024 jan 2": "2024-01-02",
    "the 3rd of May 1999": "1999-05-03", "29 feb 2024": "2024-02-29",
    "Thursday 11 January 2024": "2024-01-11", "thu, jan 11 2024": "2024-01-11",
    "sept 2023": "2023-09", "Sept. 2023": "2023-09", "2024 jan": "2024-01", "march of 2020": "2020-03",
    "may 2024": "2024-05",
    "2010s": "201X", "the 1850s": "185X", "1900s (decade)": "190X", "1900s (century)": "19XX", "1900s century": "19XX",
    "19th century": "1801/1900", "the 1st century BC": "-0099/0000",
    "c. 1850": "1850~", "c1850": "1850~", "ca 1850": "1850~", "about sept 2023": "2023-09~", "c. 1850?": "1850%",
    "1850?": "1850?", "may 10, 1850?": "1850-05-10?", "c. 1850s": "185X~",
    "44 BC": "-0043", "44 b.c.e.": "-0043", "15 March 44 BC": "-0043-03-15", "March 15, 44 BCE": "-0043-03-15",
    "AD 79": "0079", "476 CE": "0476", "c. 79 ad": "0079~", "170,000,003 BCE": "Y-170000002",
    "Q3 2023": "2023-07/2023-09", "2023-Q1": "2023-01/2023-03", "spring 2001": "2001-21", "the fall of 2001": "2001-23",
    "13/02/2003": "2003-02-13", "5/5/2024": "2024-05-05", "2024/1/11": "2024-01-11", "2024-1-11": "2024-01-11",
    "first week of january 2024": "2024-01-01/2024-01-07", "the first week of Feb. 2023": "2023-02-01/2023-02-07",
    "2nd week of jan 2024": "2024-01-08/2024-01-14", "fourth week of march, 2024": "2024-03-22/2024-03-28",
    "last week of february 2024": "2024-02-23/2024-02-29", "first week of 2023": "2023-01-01/2023-01-07",
    "last week of 2023": "2023-12-25/2023-12-31", "week 1 of 2023": "2023-01-02/2023-01-08",
    "week 53 2020": "2020-12-28/2021-01-03", "2024 week 2": "2024-01-08/2024-01-14",
    "2023..2024": "2023/2024", "2023-12..2024-01": "2023-12/2024-01", "..2024-01-11": "../2024-01-11",
    "2024..": "2024/..", "dec 2023..jan 2024": "2023-12/2024-01", "2006 .. 2010": "2006/2010",
    "2020-W53-5": "2021-01-01", "2016-12-31T23:59:60Z": "2016-12-31T23:59:60Z",
}  # fmt: skip


@pytest.mark.parametrize(("text", "edtf"), READ.items())
def test_a_date_is_read_as_it_was_meant(text, edtf):
    assert typed(text, today=TODAY, here=HERE).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("today", "2025-06-15"), ("Yesterday", "2025-06-14"), ("tomorrow", "2025-06-16"), ("a year ago", "2024-06-15"),
        ("3 months later", "2024-04-30"), ("1 month later", "2024-02-29"), ("2 weeks earlier", "2024-01-17"),
        ("two decades back", "2004-01-31"), ("1 day on", "2024-02-01"), ("1 century earlier", "1924-01-31"),
        ("999999 centuries later", "Y100001924-01-31"),
    ],
)  # fmt: skip
def test_a_step_starts_from_here_and_ago_from_today(text, edtf):
    assert typed(text, today=TODAY, here=HERE).edtf == edtf


REFUSED = {
    "": "type a date",
    "May": "understood as May, but of which year",
    "Sat": "understood as Saturday",
    "10": "understood as the day 10",
    "10am": "understood as a time of day",
    "10:30": "understood as a time of day",
    "10 May": "understood as 10 May, but of which year",
    "sat jan 2024": "of which day",
    "1/2/2024": "may be 2 Jan 2024 or 1 Feb 2024; write 2024-01-02 or 2024-02-01",
    "01/02/03": "can't be told apart",
    "31/31/2024": "no such day",
    "1/1/0000": "no such day",
    "jan 32 2024": "no such date",
    "feb 30 2024": "no such date",
    "feb 29 2023": "no such date",
    "may 1 may 2020": "no such date",
    "jan 2024 2024": "no such date",
    "jan 99": "no such date",
    "jan 24": "understood as 24 January, but of which year",
    "Jan 1 0044": "before 1000",
    "Friday 11 January 2024": "11 Jan 2024 is a Thursday, not a Friday",
    "2 jan 2024 10:30": "leave the time of day out",
    "Resolution 1718": "“resolution” is not understood",
    "jan 2 2024 EST": "“est” is not understood",
    "3 months": "a length of time is no date",
    "99999999 years later": "a length of time is no date",
    "1900s": "write 190X or 19XX",
    "1850s (century)": "is a decade",
    "fifth week of january 2024": "a length of time is no date",
    "week 54 of 2024": "there is no week 54",
    "week 0 of 2024": "there is no week 00",
    "first week of january": "a length of time is no date",
    "...": "not a date",
    "2024...2025": "not a date",
    "0 BC": "no era has a year 0",
    "30 feb 44 BC": "February -0043 has 28 days",
    "c. 19th century": "can't be approximate",
    "2023-02-30": "February 2023 has 28 days",
    "jan" + " " * 100: "at most 100 characters",
    "१२ may 2020": "plain ASCII",
    "jan\x00 2024": "not understood",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_says_no_date_or_more_than_one_is_refused(text, why):
    with pytest.raises(DateError) as refusal:
        typed(text, today=TODAY, here=HERE)
    assert why in str(refusal.value)
    assert len(str(refusal.value)) < 240


def test_there_is_no_step_from_nowhere():
    with pytest.raises(DateError, match="no date here to count from"):
        typed("3 months later", today=TODAY, here=None)
    assert typed("3 months ago", today=TODAY, here=None).edtf == "2025-03-15"


# Hostile input.

NEVER_READ = {
    "date_day_only", "date_dmy", "date_feb30", "date_julian", "date_year0", "date_far", "date_huge", "date_long",
    "date_arabic", "date_fullwidth", "date_sup", "date_tz_unknown", "date_ordinal", "date_24", "date_nan", "date_excel",
    "date_range_rev", "date_word", "date_sat",
}  # fmt: skip
READ_AS = {
    "date_month_only": "2010-10", "date_year_only": "1850", "date_bce": "-0044", "date_year_44": "0044",
    "date_bc_text": "-0043", "date_circa": "1850~", "date_decade": "185X", "date_uncertain": "1850?",
    "date_13": "2003-02-13", "date_julian_gap": "1582-10-10", "date_week": "2021-01-01",
    "date_leap_s": "2016-12-31T23:59:60Z",
}  # fmt: skip


@pytest.mark.parametrize("entry", HOSTILE, ids=lambda entry: entry["name"])
def test_hostile_dates_are_read_as_far_as_they_go_or_refused(entry):
    text = entry["text"] * entry.get("repeat", 1)
    if entry["name"] in NEVER_READ:
        with pytest.raises(DateError):
            typed(text, today=TODAY, here=HERE)
    else:
        assert typed(text, today=TODAY, here=HERE).edtf == READ_AS[entry["name"]]


WORDS = st.sampled_from([
    "jan", "may", "sept", "march", "thursday", "sat", "10", "2", "31", "99", "2024", "0044", "1e5", "1.5", "00", "am",
    "bc", "ad", "c.", "?", "/", "-", ",", ":", "T", "Z", "+", "EST", "of", "nan", "infinity", "1850s", "century",
    "19th", "later", "years", "9" * 40, "٣", "²", "q3", "spring", "\x00",
])  # fmt: skip
TYPED = st.text(max_size=110) | st.lists(WORDS, max_size=6).map(" ".join) | st.lists(WORDS, max_size=5).map("".join)


def outcome(text, today, here=HERE):
    try:
        return typed(text, today=today, here=here).edtf
    except DateError:
        return None


@settings(deadline=None)
@given(TYPED)
def test_nothing_but_a_date_or_a_date_error_ever_comes_back(text):
    edtf = outcome(text, TODAY)
    assert edtf is None or parse(edtf).edtf == edtf


@settings(deadline=None)
@given(TYPED | st.sampled_from(sorted(READ | REFUSED)))
def test_no_part_of_a_date_is_taken_from_today(text):
    assume(not {"today", "yesterday", "tomorrow", "ago"} & set(text.lower().split()))
    assert outcome(text, TODAY) == outcome(text, ANOTHER_DAY)


@settings(deadline=None)
@given(TYPED)
def test_no_part_of_a_date_is_taken_from_here_but_by_a_step(text):
    assume(not {"later", "earlier", "on", "after", "forward", "before", "back"} & set(text.lower().split()))
    assert outcome(text, TODAY) == outcome(text, TODAY, None)


FORMS = {
    "{m} {d} {y}": Precision.DAY, "{d} {m} {y}": Precision.DAY, "{d}-{m}-{y}": Precision.DAY,
    "{m} {d}, {y}": Precision.DAY, "{y} {m} {d}": Precision.DAY, "{m} {y}": Precision.MONTH,
    "{y} {m}": Precision.MONTH, "{m}, {y}": Precision.MONTH, "{y}": Precision.YEAR,
}  # fmt: skip


@settings(deadline=None)
@given(st.dates(date(1000, 1, 1)), st.sampled_from(sorted(FORMS)), st.booleans())
def test_every_date_in_words_is_read_with_the_precision_it_has(day, form, abbreviated):
    name = MONTH_NAMES[day.month - 1]
    text = form.format(y=day.year, m=name[:3] if abbreviated else name, d=day.day)
    result = typed(text, today=TODAY, here=HERE)
    assert result.precision is FORMS[form]
    assert day.isoformat().startswith(result.edtf)


@settings(deadline=None)
@given(st.dates(date(1000, 1, 1)), st.sampled_from("-/."))
def test_days_in_figures_are_read_only_if_they_can_be_read_in_one_way(day, separator):
    text = f"{day.day}{separator}{day.month}{separator}{day.year}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(DateError, match="may be"):
            typed(text, today=TODAY, here=HERE)
    else:
        assert typed(text, today=TODAY, here=HERE).edtf == day.isoformat()


@settings(deadline=None)
@given(
    st.integers(-3_600_000, 3_600_000), st.sampled_from(["year", "month", "day"]), st.sampled_from(["", "~", "?", "%"])
)
def test_what_is_shown_can_be_typed(number, precision, mark):
    year, _, _ = civil(number)
    assume(not 0 < year < 10)
    edtf = iso(number)[: -6 if precision == "year" else -3 if precision == "month" else None] + mark
    assert typed(parse(edtf).display, today=TODAY, here=HERE).edtf == edtf
