"""Records as lines: what the list, the card and the bars say, without a terminal."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import parse
from store.dates.stepping import Unit
from store.records import Citation, Event, EventRow, Paragraph, Passage, Quotation, Role, Source, SourcePage, Summary
from tui.cells import cells
from tui.pages import Pages
from tui.render import bars, card, reading, rows, source
from tui.render.glyphs import ASCII, UNICODE, precision_glyph
from tui.render.lines import Span, apart, excerpt, field, fit, flow, width_of
from tui.render.window import Window


def text_of(line):
    return "".join(span.text for span in line)


def a_row(ordinal=1, date="2024-01-11", *, title="Sanctions", status="happened", reach=None):
    day = parse(date) if date else None
    return EventRow(ordinal, f"event-{ordinal}", title, day, "sanction", status, 2, 1, reach)


def a_citation(**changes):
    values = {
        "source": "s1", "source_label": "Benzinga", "passage": 1, "paragraph": 2, "start": 10, "end": 30,
        "words": "On Thursday, sanctions", "role": "reports", "attributed_to": "reuters", "attributed_name": "Reuters",
        "date": parse("2024-01-11"), "date_text": "On Thursday", "basis": "computed",
        "published": parse("2024-01-12"), "original": None,
    }  # fmt: skip
    return Citation(**{**values, **changes})


def an_event(**changes):
    quotation = Quotation("q1", "blinken", "Antony Blinken", True, "We will not hesitate", None, "event-1",
                          "s1", "Benzinga", 2, 2, 40, 60, None)  # fmt: skip
    values = {
        "row": a_row(), "summary": "Three entities and one man.", "tags": ("missiles",),
        "entities": (Role("state", "State Department", "by"),), "citations": (a_citation(),),
        "quotations": (quotation,),
    }  # fmt: skip
    return Event(**{**values, **changes})


def a_source(**changes):
    values = {
        "id": "s1", "title": "A report", "publisher": None, "author": None, "published": parse("2024-01-11/2024-01-14"),
        "published_basis": "inferred", "published_note": None, "language": "en", "url": None, "obtain": None,
        "rights": None, "kind": "digest", "sha256": None, "characters": 2323, "events": 1,
    }  # fmt: skip
    return Source(**{**values, **changes})


CHOSEN = rows.cursor(True, True, UNICODE)


# The list


@pytest.mark.parametrize(
    ("date", "glyph"),
    [("2024-01-11", "●"), ("2024-01", "◐"), ("2024", "○"), ("201X", "○"), ("2023-09~", "~"), ("2024?", "~"),
     ("2024-01-01/2024-01-07", "━"), ("../2024-01-11", "┄"), (None, "·")],
)  # fmt: skip
def test_the_sign_before_a_date_tells_how_exactly_it_is_known(date, glyph):
    assert precision_glyph(parse(date) if date else None, UNICODE) == glyph


@pytest.mark.parametrize(
    ("date", "heading"),
    [("2024-01-11", "2024"), ("201X", "2010s"), ("-0043", "44 BCE"), ("../2024-01-11", "2024"), (None, "Undated"),
     ("194X/195X", "1940s"), ("2022-02/..", "2022")],
)  # fmt: skip
def test_an_event_stands_under_its_year_or_what_is_known(date, heading):
    assert rows.period(a_row(date=date)) == heading


@pytest.mark.parametrize(
    ("date", "unit", "heading"),
    [("2024-01-11", Unit.DAY, "11 Jan 2024"), ("2024-01-11", Unit.WEEK, "8–14 Jan 2024"),
     ("2024-01-11", Unit.MONTH, "Jan 2024"), ("2024-01-11", Unit.QUARTER, "Jan–Mar 2024"),
     ("2024-01-11", Unit.DECADE, "2020s"), ("1905-07", Unit.CENTURY, "1900s (century)"),
     ("2024-01", Unit.DAY, "Jan 2024"), ("2024-01~", Unit.DAY, "Jan 2024"), ("2024", Unit.MONTH, "2024"),
     ("201X", Unit.DAY, "2010s"), ("../2024-01", Unit.DAY, "Jan 2024"), ("../2024-01-11", Unit.MONTH, "Jan 2024"),
     ("2022-02/..", Unit.DAY, "Feb 2022"), ("2023-12-30/2024-01-02", Unit.DAY, "30 Dec 2023"),
     ("[2023-12-30,2024-01-02]", Unit.MONTH, "30 Dec 2023 or 2 Jan 2024"), ("-0043-03-15", Unit.DECADE, "51–42 BCE"),
     (None, Unit.CENTURY, "Undated")],
)  # fmt: skip
def test_headings_follow_the_zoom_and_say_no_more_than_is_known(date, unit, heading):
    assert rows.period(a_row(date=date), unit) == heading


@pytest.mark.parametrize(
    ("before", "date", "said"),
    [("2024-01-09", "2024-01-11", "2 days"), ("2023-09-13", "2024-01-11", "3 months"),
     ("2024-01-11", "2024-01-11", "same day"), ("2023-09", "2024-01-11", "3 months+"),
     ("201X", "2016-03-02", "up to 6 years"), ("2023", "2023-05", "up to 4 months"), (None, "2024-01-11", ""),
     ("2024-01-11", None, ""), ("../2024-01-11", "2024-01-12", "")],
)  # fmt: skip
def test_the_time_since_the_event_before_is_no_more_exact_than_the_dates(before, date, said):
    assert rows.since(a_row(1, before), a_row(2, date)) == said


def test_a_silence_is_counted_by_the_calendar_from_the_latest_end_so_far():
    previous = a_row(1, "2006-10-14")
    row = a_row(2, "2023-09-13", reach=previous.date.hi)
    silent, heading = rows.before(previous, row, 60, UNICODE, Unit.YEAR)
    assert "16 years" in text_of(silent) and "2023" in text_of(heading)


def test_no_silence_is_claimed_while_an_earlier_event_may_have_lasted():
    decade = a_row(1, "201X")
    row = a_row(2, "2018-05", reach=decade.date.hi)
    assert rows.silence(row) == 0


def test_a_short_silence_that_stands_out_is_shown_too():
    previous, reach = a_row(1, "2024-01-01"), parse("2024-01-01").hi
    row = a_row(2, "2024-01-08", reach=reach)
    assert rows.before(previous, row, 60, UNICODE, Unit.YEAR) == []
    (silent,) = rows.before(previous, replace(row, silent=True), 60, UNICODE, Unit.YEAR)
    assert "7 days" in text_of(silent)


def test_a_longer_silence_has_a_longer_trail():
    trails = []
    for reach in (parse("2023-11-01").hi, parse("2020-01-01").hi, parse("1950-01-01").hi):
        trails.append(text_of(rows.gap(a_row(2, "2024-01-11", reach=reach), 80, UNICODE)).count("·"))
    assert trails == sorted(set(trails))


def test_the_cursor_is_a_character_and_a_claim_is_a_word():
    line = text_of(rows.event(a_row(status="claimed"), 80, UNICODE, marker=CHOSEN))
    assert line.startswith("▌") and "claimed" in line


def test_an_empty_title_is_never_an_empty_row():
    assert "(untitled)" in text_of(rows.event(a_row(title="  "), 80, UNICODE, marker=CHOSEN))


def test_in_ascii_nothing_else_is_drawn():
    marker = rows.cursor(True, True, ASCII)
    lines = [*rows.before(None, a_row(), 60, ASCII, Unit.YEAR), rows.event(a_row(), 60, ASCII, marker=marker)]
    assert all(text_of(line).isascii() for line in lines)


@given(
    title=st.text(max_size=300),
    date=st.sampled_from(["2024-01-11", "2023-12-30/2024-01-02", "[2023-12-30,2024-01-02]", "../2024", "-0043-03-15"]),
    status=st.sampled_from(["happened", "claimed", "disputed", "planned", "denied"]),
    width=st.integers(30, 250),
)
def test_a_line_of_the_list_is_never_wider_than_the_list(title, date, status, width):
    line = rows.event(a_row(date=date, title=title, status=status), width, UNICODE, marker=CHOSEN)
    assert width_of(line) <= width


# The card


def card_text(event, width=60):
    return "\n".join(text_of(line) for line in card.card(event, width, UNICODE).lines)


def test_the_card_says_when_what_who_and_on_what_it_rests():
    shown = card_text(an_event(), 100)
    for words in ("11 Jan 2024, Thursday", "sanction", "2 sources", "1 voice", "State Department (by)", "“On Thursday”",
                  "published 12 Jan 2024", "Antony Blinken: “We will", "1 reports", "Benzinga", "Reuters"):  # fmt: skip
        assert words in shown, words


def test_reported_speech_is_not_put_in_quotation_marks():
    quotation = an_event().quotations[0]
    indirect = Quotation(*[False if name == "direct" else getattr(quotation, name) for name in quotation.__slots__])
    assert "“" not in card.quoted(indirect)


def test_only_an_exact_day_gets_a_weekday():
    assert card.when(parse("2024-01-11")) == "11 Jan 2024, Thursday"
    assert card.when(parse("2024-01-11~")) == "c. 11 Jan 2024"
    assert card.when(parse("2024-01")) == "Jan 2024"
    assert card.when(None) == "Undated"


def test_each_citation_is_a_stop_of_the_cursor():
    event = an_event(citations=(a_citation(), a_citation(passage=2, role="disputes")))
    found = card.card(event, 50, UNICODE)
    passages = [stop for stop in found.stops if stop.citation is not None]
    assert [text_of(found.lines[stop.first]).split(" ")[1] for stop in passages] == ["reports", "disputes"]


def test_sources_that_disagree_on_a_date_are_shown_apart():
    later = a_citation(source_label="UPI", date=parse("2024-01-12"), basis="stated", date_text="12 January")
    shown = card_text(an_event(citations=(a_citation(), later)), 90)
    assert "The sources disagree:" in shown
    for date, way in (("11 Jan 2024", "computed"), ("12 Jan 2024", "stated")):
        assert re.search(rf"{date}\n +{way}: ", shown), shown


def test_an_event_without_a_passage_says_so():
    assert "no passage stands behind this event" in card_text(an_event(citations=()))


def test_a_huge_text_is_cut_with_a_count():
    assert excerpt("x" * 1_000_000).endswith("(+980,000 characters)")
    assert len(card.card(an_event(summary="x" * 1_000_000), 60, UNICODE).lines) < 500


@given(st.text(max_size=400), st.integers(24, 120))
def test_no_line_of_a_card_is_wider_than_the_card(text, width):
    event = an_event(summary=text, row=a_row(title=text or "x"), tags=(text,) if text else ())
    assert max(width_of(line) for line in card.card(event, width, UNICODE).lines) <= width


# A source


TEXT = "First paragraph here.\n\nThe second one has the passage in it.\n"
PARAGRAPHS = (Paragraph(1, 0, 21), Paragraph(2, 23, 60))


PASSAGES = (Passage(7, 2, 42, 53, (1,), None),)


def a_page(text=TEXT, paragraphs=PARAGRAPHS, passages=PASSAGES):
    return SourcePage(a_source(), text, paragraphs, passages, (a_row(),))


def test_exactly_the_span_is_lit():
    page = a_page()
    light = source.lit(page, 7)
    lit = ""
    for block in source.blocks(page):
        piece = source.flowed(page.text, block, 30)
        for index in range(len(piece.lines)):
            line = source.text_line(block, piece, index, light, UNICODE)
            lit += "".join(part.text for part in line if part.style == "lit") + " "
    assert lit.split() == page.text[42:53].split()


def test_other_passages_are_lit_less():
    page = a_page()
    light = source.lit(page, None)
    assert list(light.pieces(40, 60)) == [(40, 42, "text"), (42, 53, "faint"), (53, 60, "text")]


@given(
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda it: (it[0], sum(it))), max_size=12),
    line=st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda it: (it[0], sum(it))),
)
def test_each_character_is_lit_as_if_all_passages_were_asked(spans, line):
    current, others = (spans[0], spans[1:]) if spans else (None, [])
    shown = {}
    for start, end, style in source.Lit(current, others).pieces(*line):
        shown.update(dict.fromkeys(range(start, end), style))
    for position in range(*line):
        expected = "faint" if any(start <= position < end for start, end in others) else "text"
        if current and current[0] <= position < current[1]:
            expected = "lit"
        assert shown[position] == expected


def test_a_mark_keeps_its_letter_where_a_passage_begins_between_them():
    text = "cafe\u0301 closed"
    page = a_page(text, (Paragraph(1, 0, len(text)),), (Passage(7, 1, 4, len(text), (1,), None),))
    block = source.blocks(page)[0]
    piece = source.flowed(text, block, 40)
    assert text in text_of(source.text_line(block, piece, 0, source.lit(page, 7), UNICODE))


def test_a_very_long_paragraph_is_wrapped_in_pieces_that_lose_nothing():
    text = "word " * 100_000
    page = a_page(text, (Paragraph(1, 0, len(text)),), ())
    found = source.blocks(page)
    assert max(block.end - block.start for block in found) <= source.LONGEST_BLOCK
    assert [found[0].start, *[block.end for block in found]] == [*[block.start for block in found], len(text)]
    assert [block.paragraph for block in found[:2]] == [1, None]


def test_the_reader_says_plainly_what_one_reads():
    assert "You read a digest" in reading.digest(a_source(), None).sentence
    assert reading.digest(a_source(kind="original"), None).sentence == "You read the original."
    said = reading.digest(a_source(), None)
    head = " ".join(text_of(line) for line in source.head(a_source(), said, 90, UNICODE))
    assert "publisher not named" in head and "11–14 Jan 2024 (inferred)" in head
    assert head.rstrip().endswith("is not  attached.")


# Bars and lines


def test_the_title_line_tells_what_the_store_holds():
    summary = Summary("d", "Arms transfers", "", 27, 2, 5, 40, 18, parse("2006").lo, parse("2024").hi)
    line = bars.title(summary, rows.span(a_row(date="2006"), a_row(date="2024-05-16")), 100, "·")
    assert "Arms transfers" in text_of(line) and "27 events · 2006 – 2024 · 2 undated" in text_of(line)
    assert width_of(line) == 100


def test_keys_that_do_not_fit_are_left_out_whole():
    line = text_of(bars.keys((("enter", "read"), ("?", "keys")), "1 of 9", 24))
    assert "enter read" in line and "1 of 9" in line and "?" not in line


@given(st.lists(st.text(max_size=40), max_size=5), st.integers(1, 60))
def test_fit_is_exact(texts, width):
    assert width_of(fit(tuple(field(text, 40) for text in texts), width)) == width


def test_apart_drops_what_does_not_fit():
    left, right = (Span("left"),), (Span("right"),)
    assert text_of(apart(left, right, 12)) == "left   right"
    assert text_of(apart(left, right, 8)) == "left    "


def test_flow_keeps_line_breaks_of_the_text():
    assert [text_of(line) for line in flow("one\ntwo words", 9)] == ["one", "two words"]
    assert cells("two words") == 9


# What is in view of the list


@given(
    years=st.lists(st.integers(1990, 2024), min_size=1, max_size=40).map(sorted),
    height=st.integers(2, 30),
    walk=st.lists(st.integers(-50, 50), max_size=20),
)
def test_wherever_one_goes_the_cursor_is_in_view_and_no_event_is_skipped(years, height, walk):
    reach, found = None, []
    for ordinal, year in enumerate(years, 1):
        row = a_row(ordinal, str(year), reach=reach)
        found.append(row)
        reach = row.date.hi if reach is None else max(reach, row.date.hi)
    pages = Pages(len(found), lambda first, count: found[first - 1 : first - 1 + count])
    view, cursor = Window(pages, 60, height, UNICODE), 1
    for step in walk:
        cursor = min(max(cursor + step, 1), len(found))
        view = replace(view, top=view.top_for(cursor))
        assert view.line_of(cursor) is not None
        assert list(view.shown) == list(range(view.shown[0], view.shown[-1] + 1))
        assert all(width_of(view.line(y, cursor, True)) == 60 for y in range(height))
        assert text_of(view.line(0, cursor, True)).strip().startswith(str(years[view.top - 1]))


@pytest.mark.parametrize(
    ("date", "width", "said"),
    [
        ("2022-02/2024-01-14", 22, "Feb 2022 – 14 Jan 2024"),
        ("2022-02/2024-01-14", 19, "Feb – 14 Jan 2024"),
        ("2022-02/2024-01-14", 15, "Feb–14 Jan 2024"),
        ("1947~/1953~", 15, "c. 1947–c. 1953"),
        ("2024-01-11", 15, "11 Jan"),
    ],
)
def test_a_long_date_is_said_more_shortly_but_never_less_exactly(date, width, said):
    assert rows.compact(parse(date), width) == said
