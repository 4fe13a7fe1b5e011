"""Dates: every level 0 and 1 form of EDTF with its bounds, what is refused and why, order, windows, and words.

The examples are those of the specification at the Library of Congress (loc.gov/standards/datetime) and forms of
the same kinds.
"""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.dates import Date, Precision, certain, days, order_key, parse, possible, read
from store.errors import DateError

LEVEL_0 = {
    "1985-04-12": ("1985-04-12", "1985-04-12"),
    "1985-04": ("1985-04-01", "1985-04-30"),
    "1985": ("1985-01-01", "1985-12-31"),
    "0000": ("0000-01-01", "0000-12-31"),
    "1985-04-12T23:20:30": ("1985-04-12", "1985-04-12"),
    "1985-04-12T23:20:30Z": ("1985-04-12", "1985-04-12"),
    "1985-04-12T23:20:30-04": ("1985-04-12", "1985-04-12"),
    "1985-04-12T23:20:30+04:30": ("1985-04-12", "1985-04-12"),
    "2004-01-01T10:10:10+00:59": ("2004-01-01", "2004-01-01"),
    "1964/2008": ("1964-01-01", "2008-12-31"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31"),
    "2004-02-01/2005-02-08": ("2004-02-01", "2005-02-08"),
    "2004-02-01/2005-02": ("2004-02-01", "2005-02-28"),
    "2004-02-01/2005": ("2004-02-01", "2005-12-31"),
    "2005/2006-02": ("2005-01-01", "2006-02-28"),
    "0000/0000": ("0000-01-01", "0000-12-31"),
    "0000-02/1111": ("0000-02-01", "1111-12-31"),
    "0000-01/0000-01-03": ("0000-01-01", "0000-01-03"),
    "1111-01-01/1111": ("1111-01-01", "1111-12-31"),
}
LEVEL_1 = {
    "Y170000002": ("Y170000002-01-01", "Y170000002-12-31"),
    "Y-170000002": ("Y-170000002-01-01", "Y-170000002-12-31"),
    "2001-21": ("2001-03-01", "2001-05-31"),
    "2001-22": ("2001-06-01", "2001-08-31"),
    "2001-23": ("2001-09-01", "2001-11-30"),
    "2001-24": ("2001-12-01", "2002-02-28"),
    "2003-24": ("2003-12-01", "2004-02-29"),
    "-2004-23": ("-2004-09-01", "-2004-11-30"),
    "1984?": ("1984-01-01", "1984-12-31"),
    "2006%": ("2006-01-01", "2006-12-31"),
    "2004-06~": ("2004-06-01", "2004-06-30"),
    "2004-06-11%": ("2004-06-11", "2004-06-11"),
    "-2004-06-11%": ("-2004-06-11", "-2004-06-11"),
    "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "-20XX": ("-2099-01-01", "-2000-12-31"),
    "-004X": ("-0049-01-01", "-0040-12-31"),
    "201X~": ("2010-01-01", "2019-12-31"),
    "2004-XX": ("2004-01-01", "2004-12-31"),
    "1985-04-XX": ("1985-04-01", "1985-04-30"),
    "1985-XX-XX": ("1985-01-01", "1985-12-31"),
    "-1985-04-XX": ("-1985-04-01", "-1985-04-30"),
    "1985-04-12/..": ("1985-04-12", None),
    "1985-04/..": ("1985-04-01", None),
    "1985/..": ("1985-01-01", None),
    "../1985-04-12": (None, "1985-04-12"),
    "../1985-04": (None, "1985-04-30"),
    "../1985": (None, "1985-12-31"),
    "1985-04-12/": ("1985-04-12", None),
    "1985-04/": ("1985-04-01", None),
    "1985/": ("1985-01-01", None),
    "/1985-04-12": (None, "1985-04-12"),
    "/1985-04": (None, "1985-04-30"),
    "/1985": (None, "1985-12-31"),
    "1984~/2004-06": ("1984-01-01", "2004-06-30"),
    "1984/2004-06~": ("1984-01-01", "2004-06-30"),
    "1984~/2004~": ("1984-01-01", "2004-12-31"),
    "1984?/2004%": ("1984-01-01", "2004-12-31"),
    "-1984?/2004%": ("-1984-01-01", "2004-12-31"),
    "1984-06?/2004-08?": ("1984-06-01", "2004-08-31"),
    "1984-06-02?/2004-08-08~": ("1984-06-02", "2004-08-08"),
    "1984-06-02?/": ("1984-06-02", None),
    "1952-23~/1953": ("1952-09-01", "1953-12-31"),
    "2003-22/2003-23": ("2003-06-01", "2003-11-30"),
    "2003/2004-06-11%": ("2003-01-01", "2004-06-11"),
    "-1000/-0999": ("-1000-01-01", "-0999-12-31"),
    "-1985": ("-1985-01-01", "-1985-12-31"),
    "-1985-04-12T23:20:30Z": ("-1985-04-12", "-1985-04-12"),
}
BEYOND = {
    "1985-04-12T23:20": ("1985-04-12", "1985-04-12"),
    "2016-12-31T23:59:60Z": ("2016-12-31", "2016-12-31"),
    "2016-12-31T18:59:60-05": ("2016-12-31", "2016-12-31"),
    "Y10000-02": ("Y10000-02-01", "Y10000-02-29"),
    "[2023-12-30,2024-01-02]": ("2023-12-30", "2024-01-02"),
    "[2024,2023-12]": ("2023-12-01", "2024-12-31"),
    "2004-06-XX/2004-07-03": ("2004-06-01", "2004-07-03"),
}


def number(text):
    """The day number of an ISO day, by the independent road of days.day_number."""
    found = re.fullmatch(r"Y?(-?\d+)-(\d\d)-(\d\d)", text)
    return days.day_number(*map(int, found.groups()))


@pytest.mark.parametrize(("text", "bounds"), {**LEVEL_0, **LEVEL_1, **BEYOND}.items())
def test_every_form_is_read_prints_back_to_itself_and_has_its_bounds(text, bounds):
    date = parse(text)
    assert date.edtf == text
    assert (date.lo, date.hi) == tuple(bound and number(bound) for bound in bounds)
    assert date.approximate == ("~" in text or "%" in text)
    assert date.uncertain == ("?" in text or "%" in text)
    assert read(text) == date


@pytest.mark.parametrize(
    ("week", "edtf"),
    [
        ("2024-W01", "2024-01-01/2024-01-07"),
        ("2020-W53", "2020-12-28/2021-01-03"),
        ("2020-W53-5", "2021-01-01"),
        ("2024-W01~", "2024-01-01~/2024-01-07~"),
        ("2024-W01/2024-W03", "2024-01-01/2024-01-21"),
        ("2024-W01/..", "2024-01-01/.."),
        ("9999-W52", "9999-12-27/Y10000-01-02"),
    ],
)
def test_an_iso_week_is_read_as_its_seven_days(week, edtf):
    assert parse(week).edtf == edtf
    assert parse(week) == parse(edtf)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1985-04-12T23:20:30Z", "time"), ("2024-01-11", "day"), ("2023-09~", "month"), ("1985-04-XX", "month"),
        ("2001-21", "season"), ("2006", "year"), ("2004-XX", "year"), ("Y10000", "year"), ("201X", "decade"),
        ("20XX", "century"), ("2024-W01", "interval"), ("../2024", "interval"), ("[2023,2024]", "set"),
    ],
)  # fmt: skip
def test_a_date_knows_its_precision(text, precision):
    assert parse(text).precision is Precision(precision)


REFUSED = {
    "2023-02-30": "February 2023 has 28 days",
    "2021-02-29": "February 2021 has 28 days",
    "1700-02-29": "February 1700 has 28 days",
    "2024-13": "there is no month 13",
    "2024-00-10": "there is no month 00",
    "0000-00-00": "there is no month 00",
    "2024-01-00": "there is no day 00",
    "2024-21-03": "a season takes no day",
    "2001-21-XX": "a season takes no day; write 2001-21",
    "2001-33": "level 2",
    "2001-21^southernHemisphere": "not a date",
    "-0000": "there is no year -0000",
    "-000X": "write -0009/-0001",
    "2006 ": "no spaces",
    "1863- 03-29": "no spaces",
    "2006\n": "no spaces or control characters",
    "200\x1b6": "no spaces or control characters",
    "": "nothing is written",
    "201x": "capital X",
    "xxxx": "capital X",
    "٢٠٢٠-٠١-٠١": "plain ASCII",
    "２０２０": "plain ASCII",
    "²⁰²⁰": "plain ASCII",
    "2024–01": "no other dashes",
    "2020/2010": "turned round it is 2010/2020",
    "2012-24/2012-21": "ends before it begins",
    "0800/-0999": "ends before it begins",
    "0001/0000": "ends before it begins",
    "2012/2013/1234": "one slash",
    "2012///4444": "one slash",
    "../..": "neither end known",
    "/": "neither end known",
    "../": "neither end known",
    "NONE/": "not a date",
    "unknown/2000": "an unknown one is left blank",
    "2000/12-12": "not a date",
    "2005-07-25T10:10:10Z/2006-01-01T10:10:10Z": "leave the times out",
    "1985-04-12T24:00:00": "24:00 is the next day's 00:00",
    "1985-04-12T25:00:00": "times go from",
    "1985-04-12T23:60:00": "times go from",
    "1985-04-12T23:20:60Z": "leap second",
    "1985-04-12T23:59:60+01": "leap second",
    "1985-04-12T23:20:30z": "capitals",
    "1985-04-12t23:20:30": "capitals",
    "2012-10-10T10:10:1": "a time is written",
    "2012-10-10T1:10:10": "a time is written",
    "2004-01-01T10:10:10-05:60": "offset",
    "1985-04-12T23:20:30+24": "offset",
    "1985-04-12T23:20:30-00": "written Z",
    "1985-04-12T23:20:30Z12:00": "a time is written",
    "1985-02-30T10:00:00": "February 1985 has 28 days",
    "1985-04T10:00:00": "a time is written",
    "Y2006": "leave it out",
    "Y02006": "leading zeros",
    "Y1234567890123": "twelve digits",
    "Y17E8": "level 2",
    "1950S2": "level 2",
    "10000-01-01": "takes a Y",
    "43831": "takes a Y",
    "9" * 40: "takes a Y",
    "+2006": "no plus sign",
    "44": "not a date",
    "044": "four digits",
    "2024-1-2": "two digits",
    "2024/1/11": "joined by hyphens",
    "2024.01.11": "joined by hyphens",
    "20240111": "2024-01-11",
    "2020-366": "write 2020-12-31",
    "2021-366": "no day 366",
    "1/2/2024": "write the year first",
    "01-02-2003": "write the year first",
    "1XXX": "interval of years",
    "XXXX": "interval of years",
    "1560-XX-25": "X stands for",
    "2004-0X": "X stands for",
    "20X0": "X stands for",
    "?2004": "at the end of a date",
    "2004?-06": "at the end of a date",
    "2004-06??": "at the end of a date",
    "{1960,1961}": "braces",
    "[1960]": "commas in brackets",
    "[1960,1961": "commas in brackets",
    "[1960,,1961]": "commas in brackets",
    "[1960,1960]": "same date twice",
    "[1960,1961..]": "level 2",
    "2024-W54": "there is no week 54",
    "2023-W53": "its weeks go from 01 to 52",
    "2024-W01-8": "an ISO week is written",
    "2024-W1": "an ISO week is written",
    "May": "not a date",
    "NaN": "not a date",
    "T": "a time is written",
    "W": "not a date",
    "[": "commas in brackets",
    "1" * 101: "at most 100 characters",
    "2006/" * 40_000: "at most 100 characters",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items(), ids=lambda value: ascii(value[:30]))
def test_what_is_no_date_is_refused_with_a_sentence_that_helps(text, why):
    with pytest.raises(DateError) as refusal:
        parse(text)
    told = str(refusal.value)
    assert why in told
    assert len(told) < 240
    assert told.startswith(text[:59])


@settings(deadline=None)
@given(st.text(max_size=120) | st.text("0123456789-/.XYTZW?~%[],: +", max_size=24))
def test_any_text_is_a_date_or_a_date_error(text):
    try:
        date = parse(text)
    except DateError as error:
        assert len(str(error)) < 300
    else:
        assert parse(date.edtf) == date
        assert date.lo is None or date.hi is None or date.lo <= date.hi
        assert date.display
        assert date.short


# Dates made the other way round: from parts to text.

YEARS = st.integers(-9999, 9999)
MARKS = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def singles(draw, years=YEARS):
    year = days.iso_year(draw(years))
    form = draw(
        st.sampled_from(["year", "month", "season", "day", "day", "tens", "hundreds", "some month", "some day"])
    )
    if form in ("tens", "hundreds"):
        digits = re.sub(r"^Y(-?)\d*(?=\d{4}$)", r"\1", year)
        assume(not digits.startswith("-00"))
        return digits[:-1] + "X" if form == "tens" else digits[:-2] + "XX"
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, 28))
    tails = {
        "year": "", "month": f"-{month:02}", "season": f"-{draw(st.integers(21, 24))}", "day": f"-{month:02}-{day:02}",
        "some month": "-XX", "some day": draw(st.sampled_from([f"-{month:02}-XX", "-XX-XX"])),
    }  # fmt: skip
    return year + tails[form] + draw(MARKS)


@st.composite
def texts(draw):
    form = draw(st.sampled_from(["single", "single", "interval", "open", "set", "long", "time"]))
    if form == "single":
        return draw(singles())
    if form == "long":
        return draw(singles(st.integers(-20_000_000_000, 20_000_000_000)))
    if form == "time":
        clock = draw(st.times())
        zone = draw(st.sampled_from(["", "Z", "+04:30", "-05"]))
        return f"{days.iso(draw(st.integers(-3_600_000, 3_600_000)))}T{clock:%H:%M:%S}{zone}"
    a, b = draw(singles()), draw(singles())
    if form == "open":
        return draw(st.sampled_from([f"{a}/..", f"../{a}", f"{a}/", f"/{a}"]))
    assume(a != b)
    if form == "set":
        return f"[{a},{b}]"
    return f"{a}/{b}" if parse(a).lo <= parse(b).hi else f"{b}/{a}"


DATES = texts().map(parse)


@settings(deadline=None)
@given(texts())
def test_a_date_that_was_put_together_comes_back_as_it_was(text):
    date = parse(text)
    assert date.edtf == text
    assert parse(date.edtf) == date == read(text)


@settings(deadline=None)
@given(singles(), MARKS)
def test_a_mark_never_moves_the_bounds(text, mark):
    bare = text.rstrip("?~%")
    assert (parse(bare + mark).lo, parse(bare + mark).hi) == (parse(bare).lo, parse(bare).hi)


# Order.

KEYS = st.tuples(st.none() | DATES, st.integers(-3, 3), st.sampled_from("abc"))


@settings(deadline=None)
@given(KEYS, KEYS, KEYS)
def test_the_order_is_total_and_transitive(a, b, c):
    ka, kb, kc = (order_key(*key) for key in (a, b, c))
    assert (ka < kb) + (kb < ka) + (ka == kb) == 1
    if ka <= kb <= kc:
        assert ka <= kc


@settings(deadline=None)
@given(DATES, DATES)
def test_what_contains_a_date_comes_before_it(a, b):
    assume(a.lo is not None and b.lo is not None)
    b_within_a = a.lo <= b.lo and (a.hi is None or (b.hi is not None and b.hi <= a.hi))
    if b_within_a and (a.lo, a.hi) != (b.lo, b.hi):
        assert order_key(a, 9, "z") < order_key(b, 0, "a")


def test_a_chronology_is_in_order():
    given_order = ["2022-11/2023", "2023", "2023-01-01", "2023-09", "2023-09~", "2023-09-01", "2023-09-13",
                   "2024-01-11/..", "../2024-01-11", "2024-01-11", "2024-01-12", None]  # fmt: skip
    keys = [order_key(text and parse(text), seq, "event") for seq, text in enumerate(given_order)]
    assert keys == sorted(keys)


def test_an_open_beginning_sorts_at_the_known_end_and_the_undated_last():
    by = parse("../2024-01-11")
    assert parse("2024-01-10").sort_key < by.sort_key < parse("2024-01-11").sort_key
    assert by.sort_day == by.hi
    assert order_key(parse("Y999999999999"), 0, "a") < order_key(None, 0, "a") < order_key(None, 1, "a")
    assert order_key(None, 0, "a") < order_key(None, 0, "b")


# Windows.


@settings(deadline=None)
@given(st.none() | DATES, st.integers(-4_000_000, 4_000_000), st.integers(0, 100_000))
def test_what_is_certain_in_a_window_is_possible_in_it(date, lo, length):
    if certain(date, lo, lo + length):
        assert possible(date, lo, lo + length)
        assert possible(date, None, lo + length)
        assert not possible(date, lo + length + 1, None)
    if date is None:
        assert not possible(date, None, None)
        assert not certain(date, None, None)


@settings(deadline=None)
@given(DATES)
def test_every_date_is_certain_in_its_own_bounds_and_possible_at_each_of_them(date):
    assert certain(date, date.lo, date.hi)
    if date.lo is not None and date.hi is not None:
        assert possible(date, date.lo, date.lo)
        assert possible(date, date.hi, date.hi)
        assert not possible(date, date.hi + 1, None)
        assert not possible(date, None, date.lo - 1)
        assert not certain(date, date.lo + 1, None)


@pytest.mark.parametrize(
    ("text", "is_certain", "is_possible"),
    [
        ("2024-01-11", True, True), ("2024-01", True, True), ("2024-01-31/2024-02-01", False, True),
        ("2024", False, True), ("../2024-01-11", False, True), ("2023-12/..", False, True),
        ("2024-02/..", False, False), ("../2023", False, False), ("2023-12-31", False, False),
        ("[2023-12-30,2024-01-02]", False, True),
    ],
)  # fmt: skip
def test_january_2024_holds_some_dates_certainly_and_others_possibly(text, is_certain, is_possible):
    january = parse("2024-01")
    assert certain(parse(text), january.lo, january.hi) is is_certain
    assert possible(parse(text), january.lo, january.hi) is is_possible


# Words.

IN_WORDS = {
    "2006": ("2006", "2006"),
    "2023-09": ("Sep 2023", "Sep"),
    "2023-09~": ("c. Sep 2023", "c. Sep"),
    "2023?": ("2023?", "2023?"),
    "2023-09-13%": ("c. 13 Sep 2023?", "c. 13 Sep?"),
    "2024-01-11": ("11 Jan 2024", "11 Jan"),
    "201X": ("2010s", "2010s"),
    "190X": ("1900s (decade)", "1900s (decade)"),
    "19XX": ("1900s (century)", "1900s (century)"),
    "-004X": ("50–41 BCE", "50–41 BCE"),
    "2001-21": ("spring 2001", "spring"),
    "2001-24~": ("c. winter 2001", "c. winter"),
    "2024-W01": ("1–7 Jan 2024", "1–7 Jan"),
    "2023-12-30/2024-01-02": ("30 Dec 2023 – 2 Jan 2024", "30 Dec – 2 Jan"),
    "2004-01-03/2004-02-05": ("3 Jan – 5 Feb 2004", "3 Jan – 5 Feb"),
    "2004-06/2004-08": ("Jun–Aug 2004", "Jun–Aug"),
    "2004-06/2006-08": ("Jun 2004 – Aug 2006", "Jun 2004 – Aug 2006"),
    "1964/2008": ("1964–2008", "1964–2008"),
    "2022-11/2023": ("Nov 2022 – 2023", "Nov 2022 – 2023"),
    "1984~/2004-06": ("c. 1984 – Jun 2004", "c. 1984 – Jun 2004"),
    "1984?/2004%": ("1984? – c. 2004?", "1984? – c. 2004?"),
    "2004/2004": ("2004", "2004"),
    "../2024-01-11": ("by 11 Jan 2024", "by 11 Jan"),
    "2022-11-18/..": ("from 18 Nov 2022", "from 18 Nov"),
    "/1985-04-12": ("? – 12 Apr 1985", "? – 12 Apr"),
    "1985/": ("1985 – ?", "1985 – ?"),
    "1985-04-12T23:20Z": ("12 Apr 1985, 23:20 UTC", "12 Apr 23:20"),
    "1985-04-12T23:20:30-04": ("12 Apr 1985, 23:20:30 UTC-04", "12 Apr 23:20"),
    "1985-04-12T23:20:30": ("12 Apr 1985, 23:20:30", "12 Apr 23:20"),
    "1985-04-XX": ("a day in Apr 1985", "Apr"),
    "1985-XX-XX": ("a day in 1985", "1985"),
    "2004-XX": ("a month in 2004", "2004"),
    "0000": ("1 BCE", "1 BCE"),
    "-0043": ("44 BCE", "44 BCE"),
    "-0043-03-15": ("15 Mar 44 BCE", "15 Mar"),
    "0476": ("476 CE", "476 CE"),
    "-0004/0003": ("5 BCE – 3 CE", "5 BCE – 3 CE"),
    "Y-170000002": ("170,000,003 BCE", "170,000,003 BCE"),
    "[2023-12-30,2024-01-02]": ("30 Dec 2023 or 2 Jan 2024", "30 Dec or 2 Jan"),
    "[2023,2024,2025~]": ("2023, 2024 or c. 2025", "2023, 2024 or c. 2025"),
}


@pytest.mark.parametrize(("text", "words"), IN_WORDS.items())
def test_a_date_in_words(text, words):
    assert (parse(text).display, parse(text).short) == words


def said(edtf):
    """The numbers and the month names that an EDTF text says, as a reader may see them."""
    numbers, names = set(), set()
    for part in re.split(r"[/,]", edtf.strip("[]")):
        date, _, clock = part.partition("T")
        numbers |= {int(digits) for digits in re.findall(r"\d+", clock)}
        found = re.match(r"Y?(-?\d[\dX]*)(?:-(\d\d))?(?:-(\d\d))?", date)
        if found is None:
            continue
        year, month, day = found.groups()
        first = int(year.replace("X", "0"))
        last = -int(year[1:].replace("X", "9")) if year.startswith("-") else int(year.replace("X", "9"))
        numbers |= {abs(first), abs(last), 1 - first, 1 - last}
        if month and int(month) <= 12:
            names.add(days.MONTH_NAMES[int(month) - 1][:3])
        if day:
            numbers.add(int(day))
    return numbers, names


@settings(deadline=None)
@given(DATES)
def test_words_never_say_more_than_the_date_does(date):
    numbers, names = said(date.edtf)
    months = {name[:3] for name in days.MONTH_NAMES}
    for words in (date.display, date.short):
        shown = {int(digits) for digits in re.findall(r"\d+", words.replace(",", ""))}
        assert shown <= numbers
        assert set(re.findall(r"[A-Z][a-z]{2}", words)) & months <= names
        assert ("c." in words) == date.approximate
        assert not date.uncertain or "?" in words


def test_a_date_is_a_value():
    date = parse("2024-01-11")
    assert {date: 1}[parse("2024-01-11")] == 1
    assert date != parse("2024-01-11~")
    assert isinstance(date, Date)
    with pytest.raises(AttributeError):
        date.lo = 0
