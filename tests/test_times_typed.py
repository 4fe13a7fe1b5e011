"""Three hundred texts to go to: the date that each means, or why it means none. None takes a part from today."""

import pytest

from store.dates import parse
from store.dates.typed import typed
from store.errors import DateError

HERE = parse("2023-12-30").lo
DAYS = [parse(text).lo for text in ("2025-06-15", "1999-12-31", "2024-02-29")]
"""Todays."""

READ = {
    "2006": "2006", "2023": "2023", "2024": "2024", "0044": "0044", "1066": "1066", "9999": "9999",
    "-0044": "-0044", "-0500": "-0500", "0000": "0000", "Y10000": "Y10000", "Y-13000000000": "Y-13000000000",
    "201X": "201X", "20XX": "20XX", "201x": "201X", "2023-09": "2023-09", "2024-01-11": "2024-01-11",
    "2024-1-11": "2024-01-11", "2024/01/11": "2024-01-11", "2024.01.11": "2024-01-11", "2023-12-30": "2023-12-30",
    "2024-02-29": "2024-02-29", "2000-02-29": "2000-02-29", "2023-09~": "2023-09~", "2023-09?": "2023-09?",
    "2023-09%": "2023-09%", "2024-01-11~": "2024-01-11~", "2023-21": "2023-21", "2023-24": "2023-24",
    "2023-W52": "2023-12-25/2023-12-31", "2024-W01": "2024-01-01/2024-01-07", "2024-W01-2": "2024-01-02",
    "2020-W53": "2020-12-28/2021-01-03", "2024-01-01/2024-01-07": "2024-01-01/2024-01-07",
    "2023-12/2024-01": "2023-12/2024-01", "2006/2024": "2006/2024", "../2024-01-11": "../2024-01-11",
    "2022-02-24/..": "2022-02-24/..", "/2024": "/2024", "2024/": "2024/",
    "[2023-12-30,2024-01-02]": "[2023-12-30,2024-01-02]", "2024-01-11T10:30Z": "2024-01-11T10:30Z",
    "2024-01-XX": "2024-01-XX", "2024-XX": "2024-XX", "jan 2 2024": "2024-01-02", "Jan 2, 2024": "2024-01-02",
    "2 jan 2024": "2024-01-02", "2 January 2024": "2024-01-02", "2nd january 2024": "2024-01-02",
    "january 2nd, 2024": "2024-01-02", "the 2nd of january 2024": "2024-01-02", "2-jan-2024": "2024-01-02",
    "2024 jan 2": "2024-01-02", "2024 january": "2024-01", "jan 2024": "2024-01", "january 2024": "2024-01",
    "sept 2023": "2023-09", "Sep 2023": "2023-09", "september 2023": "2023-09", "of september 2023": "2023-09",
    "May 2024": "2024-05", "may 16 2024": "2024-05-16", "16 may 2024": "2024-05-16",
    "thursday 11 january 2024": "2024-01-11", "thu 11 jan 2024": "2024-01-11", "thu, jan 11 2024": "2024-01-11",
    "11 january 2024": "2024-01-11", "30 dec 2023": "2023-12-30", "dec 30 2023": "2023-12-30",
    "december 2023": "2023-12", "dec. 2023": "2023-12", "feb 29 2024": "2024-02-29", "spring 2001": "2001-21",
    "summer 2023": "2023-22", "autumn 2023": "2023-23", "fall 2023": "2023-23", "winter 2023": "2023-24",
    "q1 2024": "2024-01/2024-03", "Q3 2023": "2023-07/2023-09", "2023-Q1": "2023-01/2023-03", "2010s": "201X",
    "the 2010s": "201X", "1850s": "185X", "1900s (decade)": "190X", "1900s (century)": "19XX",
    "19th century": "1801/1900", "20th century": "1901/2000", "the 1st century BC": "-0099/0000",
    "21st century": "2001/2100", "c. 1850": "1850~", "ca. 1850": "1850~", "circa 2006": "2006~",
    "about 2023": "2023~", "around jan 2024": "2024-01~", "approximately 2006": "2006~", "44 BC": "-0043",
    "44 BCE": "-0043", "44 b.c.": "-0043", "15 March 44 BC": "-0043-03-15", "AD 79": "0079", "79 AD": "0079",
    "476 CE": "0476", "170,000,003 BCE": "Y-170000002", "1 BC": "0000", "13/02/2024": "2024-02-13",
    "30.12.2023": "2023-12-30", "30/12/2023": "2023-12-30", "5/5/2024": "2024-05-05",
    "3 months later": "2024-03-30", "3 months after": "2024-03-30", "3 months on": "2024-03-30",
    "3 months forward": "2024-03-30", "3 months earlier": "2023-09-30", "3 months before": "2023-09-30",
    "3 months back": "2023-09-30", "a month later": "2024-01-30", "1 month later": "2024-01-30",
    "two weeks later": "2024-01-13", "2 weeks earlier": "2023-12-16", "3 days later": "2024-01-02",
    "a day later": "2023-12-31", "a day earlier": "2023-12-29", "1 year later": "2024-12-30",
    "a year earlier": "2022-12-30", "ten years earlier": "2013-12-30", "one decade later": "2033-12-30",
    "a decade earlier": "2013-12-30", "2 centuries earlier": "1823-12-30", "1 century later": "2123-12-30",
    "a quarter later": "2024-03-30", "two quarters earlier": "2023-06-30", "0 days later": "2023-12-30",
    "18 months earlier": "2022-06-30", "100 days later": "2024-04-08", "999999 centuries later": "Y100001923-12-30",
    "2024-01-1": "2024-01-01", "2023-12-3": "2023-12-03", "jan 2 202": "0202-01-02", "2024-01~/": "2024-01~/",
    "2024\xa0": "2024", "\xa02024": "2024", "jan\xa02\xa02024": "2024-01-02", "\r2024": "2024", "\t2024\t": "2024",
    "1–7 Jan 2024": "2024-01-01/2024-01-07", "1-7 january 2024": "2024-01-01/2024-01-07",
    "Feb 2022 – 14 Jan 2024": "2022-02/2024-01-14", "30 dec 2023 to 2 jan 2024": "2023-12-30/2024-01-02",
    "2006 - 2024": "2006/2024", "1940s – 1950s": "194X/195X", "44 BC to 14 AD": "-0043/0014",
    "from 2022 until may 2024": "2022/2024-05", "between 2006 and 2024": "2006/2024",
    "by 11 Jan 2024": "../2024-01-11", "until 2024-01-11": "../2024-01-11", "from Feb 2022": "2022-02/..",
    "since 30 dec 2023": "2023-12-30/..", "c. May 2023 – 16 May 2024": "2023-05~/2024-05-16",
}  # fmt: skip
"""EDTF and English, absolute and relative to 30 December 2023, with the date that is understood."""

REFUSED = {
    "2023-9": "months and days have two digits: 2024-01-02",
    "1560-XX-25": "X stands for the last digits of a year, or a", "2": "understood as the day 2 of no month",
    "20": "understood as the day 20 of no month", "202": "a year has four digits", "2024-": "not a date",
    "2024-0": "months and days have two digits: 2024-01-02", "2024-01-": "not a date", "j": "“j” is not understood",
    "ja": "“ja” is not understood", "jan": "understood as January, but of which year",
    "janu": "“janu” is not understood", "jan 2": "understood as 2 January, but of which year",
    "jan 2 ": "understood as 2 January, but of which year", "jan 2 2": "there is no such date",
    "jan 2 20": "there is no such date", "3": "understood as the day 3 of no month",
    "3 ": "understood as the day 3 of no month", "3 m": "no date is understood",
    "3 mon": "understood as Monday 3, but of which year", "3 month": "a length of time is no date, but “3 months l",
    "3 months": "a length of time is no date, but “3 months l",
    "3 months l": "a length of time is no date, but “3 months l",
    "3 months lat": "a length of time is no date, but “3 months l", "t": "“t” is not understood",
    "to": "“to” is not understood", "toda": "“toda” is not understood", "s": "“s” is not understood",
    "st": "“st” is not understood", "star": "“star” is not understood", "e": "“e” is not understood",
    "en": "“en” is not understood", "a": "“a” is not understood", "a y": "no date is understood",
    "a yea": "“a” is not understood", "a year": "a length of time is no date, but “3 months l",
    "a year a": "a length of time is no date, but “3 months l", "c": "“c” is not understood", "c.": "not a date",
    "c. ": "not a date", "c. 1": "understood as the day 1 of no month",
    "c. 18": "understood as the day 18 of no month", ".": "not a date", "..": "not a date",
    "../": "an interval with neither end known says noth", "../2": "not a date", "../2024-": "not a date",
    "[": "one of several dates is written with commas", "[2": "one of several dates is written with commas",
    "[2023": "one of several dates is written with commas", "[2023,": "one of several dates is written with commas",
    "[2023-12-30,": "one of several dates is written with commas", "-": "not a date", "-0": "not a date",
    "-00": "not a date", "Y": "“y” is not understood", "Y1": "Y stands only before years of more than four",
    "q": "“q” is not understood", "q3": "not a date", "q3 ": "not a date", "th": "“th” is not understood",
    "the": "no date is understood", "the 2": "understood as 2, but of which year",
    "the 2nd": "understood as 2, but of which year", "the 2nd of": "understood as 2, but of which year",
    "2nd": "not a date", "w": "“w” is not understood", "2024-w": "an ISO week is written 2024-W01, a day of it",
    "2024-W5": "an ISO week is written 2024-W01, a day of it", "2024-W54": "there is no week 54 in 2024",
    "2023-1": "months and days have two digits: 2024-01-02", "2023-12-": "not a date",
    "/": "an interval with neither end known says noth", "//": "an interval has one slash, between its first",
    "20/": "not a date", "may": "understood as May, but of which year",
    "march": "understood as March, but of which year", "sat": "understood as Saturday, but of which year",
    "monday": "understood as Monday, but of which year", "thursday": "understood as Thursday, but of which year",
    "10": "understood as the day 10 of no month", "10am": "understood as a time of day, which is no dat",
    "10:30": "understood as a time of day, which is no dat", "noon": "“noon” is not understood",
    "now": "“now” is not understood", "soon": "“soon” is not understood", "never": "“never” is not understood",
    "tonight": "“tonight” is not understood", "next week": "a length of time is no date, but “3 months l",
    "last week": "a length of time is no date, but “3 months l",
    "next month": "a length of time is no date, but “3 months l",
    "this year": "a length of time is no date, but “3 months l",
    "last year": "a length of time is no date, but “3 months l",
    "on thursday": "understood as Thursday, but of which year",
    "the other day": "a length of time is no date, but “3 months l", "1/2/2024": "may be 2 Jan 2024 or 1 Feb 2024",
    '01/02/03': "day, month and year can't be told apart", "1/2": "not a date",
    "31/31/2024": "there is no such day", "jan 32 2024": "there is no such date",
    "feb 30 2024": "there is no such date", "feb 29 2023": "there is no such date",
    "2023-02-29": "February 2023 has 28 days", "2024-13": "there is no month 13", "2024-00": "there is no month 00",
    "2024-01-32": "January 2024 has 31 days", "2024-01-00": "there is no day 00",
    "2024-04-31": "April 2024 has 30 days", "2023-W53": "there is no week 53 in 2023",
    "2023-W00": "there is no week 00 in 2023", "q5 2024": "no date is understood",
    "0th century": "there is no century 0: the 1st BCE is follow", "the 2015s": "“s” is not understood",
    "2024-01-11/2024-01-01": "the interval ends before it begins",
    "../..": "an interval with neither end known says noth", "2024-01-11/..2025": "not a date",
    "[2024]": "one of several dates is written with commas", "{2024}": "a set in braces means all of its dates",
    "resolution 1718": "“resolution” is not understood", "section 5": "“section” is not understood",
    "chapter 11 2006": "“chapter” is not understood", "room 101": "“room” is not understood",
    "1.5 months later": "a length of time is no date, but “3 months l",
    "-3 months later": "a length of time is no date, but “3 months l",
    "minus 3 months": "a length of time is no date, but “3 months l",
    "3 fortnights later": "“fortnights” is not understood",
    "3 months ago later": "a length of time is no date, but “3 months l", "jan feb 2024": "there is no such date",
    "2024 2025": "no date is understood", '12 13 14': "day, month and year can't be told apart",
    "12345": "a year of more than four digits takes a Y in",
    "123456789": "a year of more than four digits takes a Y in",
    "1e5": "exponents and significant digits (E, S) are", "0x7e8": "exponents and significant digits (E, S) are",
    "0b11": "not a date", "2024-01-11 2024-01-12": "no date is understood",
    "sanctions": "“sanctions” is not understood", "Blinken": "“blinken” is not understood", ";": "not a date",
    "'": 'not a date', '"': 'not a date', "\\": "not a date", "$(date)": "“date” is not understood",
    "`date`": "“date” is not understood", "<b>2024</b>": "not a date", "[bold]2024[/]": "“bold” is not understood",
    "%s": "?, ~ and % stand once, at the end of a date", "{0}": "a set in braces means all of its dates",
    "null": "“null” is not understood", "None": "“none” is not understood", "nan": "“nan” is not understood",
    "inf": "“inf” is not understood", "true": "“true” is not understood",
    "\x1b[2J": "a date has no spaces or control characters i",
    "\x1b]0;x\x07": "a date has no spaces or control characters i",
    "\u202e2024": "a date is typed in plain ASCII letters and d",
    "\u200b2024": "a date is typed in plain ASCII letters and d",
    "2024\u200b": "a date is typed in plain ASCII letters and d",
    "２０２４": "a date is typed in plain ASCII letters and d", "٢٠٢٤": "a date is typed in plain ASCII letters and d",
    "二〇二四": "a date is typed in plain ASCII letters and d",
    "2024–01–11": "a date is typed in plain ASCII letters and d",
    "2024‑01‑11": "a date is typed in plain ASCII letters and d",
    "🗓": "a date is typed in plain ASCII letters and d", "2024\x00": "a date has no spaces or control characters i",
    "\x00": "a date has no spaces or control characters i", "": "type a date", "2024\t01": "no date is understood",
    "é2024": "a date is typed in plain ASCII letters and d",
    "Ⅻ 2024": "a date is typed in plain ASCII letters and d", "½": "a date is typed in plain ASCII letters and d",
    "MMXXIV": "“mmxxiv” is not understood", "l0l4": "not a date", "O1 jan 2024": "“o” is not understood",
    "30 Dec – 2 Jan 2024": "understood as 30 December", "jan – feb 2024": "understood as January",
    "7–1 Jan 2024": "ends before it begins", "by": "“by” is not understood", "from ": "“from” is not understood",
    "2024 to": "", "by 2006/2024": "more than one date", "from soon": "“soon” is not understood",
}  # fmt: skip
"""Half typed, ambiguous, impossible, hostile, or no date at all, with what the refusal says."""

FROM_TODAY = {
    "today": "2025-06-15", "yesterday": "2025-06-14", "tomorrow": "2025-06-16", "a year ago": "2024-06-15",
    "3 days ago": "2025-06-12", "two weeks ago": "2025-06-01",
}  # fmt: skip


def test_there_are_enough_of_them():
    assert len(READ) + len(REFUSED) + len(FROM_TODAY) >= 300


@pytest.mark.parametrize(("text", "edtf"), READ.items(), ids=map(repr, READ))
def test_a_text_means_the_same_date_on_every_day(text, edtf):
    assert {typed(text, today=day, here=HERE).edtf for day in DAYS} == {edtf}


@pytest.mark.parametrize(("text", "said"), REFUSED.items(), ids=map(ascii, REFUSED))
def test_a_text_that_means_none_is_refused_on_every_day_with_what_is_understood(text, said):
    for day in DAYS:
        with pytest.raises(DateError) as refusal:
            typed(text, today=day, here=HERE)
        assert said in str(refusal.value)


@pytest.mark.parametrize(("text", "edtf"), FROM_TODAY.items())
def test_only_what_names_today_counts_from_it(text, edtf):
    assert typed(text, today=DAYS[0], here=HERE).edtf == edtf


@pytest.mark.parametrize("text", ["9", "x", "2024-", "jan ", "3 months ", "\x1b[2J", "٣", "["], ids=ascii)
def test_a_hundred_thousand_characters_are_refused_before_they_are_read(text):
    with pytest.raises(DateError, match="at most 100 characters") as refusal:
        typed(text * (100_000 // len(text)), today=DAYS[0], here=HERE)
    assert len(str(refusal.value)) < 300


def test_what_is_half_typed_is_a_date_or_a_refusal():
    for whole in (*READ, *REFUSED, *FROM_TODAY):
        for end in range(len(whole)):
            try:
                assert parse(typed(whole[:end], today=DAYS[0], here=HERE).edtf)
            except DateError as refusal:
                assert str(refusal)
