"""Events, quotations, passages and sources as Markdown, plain text, BibTeX and CSL-JSON.

Real parsers read what was written: pybtex, citeproc-py, and markdown-it as GitHub would have it.
"""

import json
import re
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from citeproc import Citation as CitationOf
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from store.dates import parse
from store.formats import bibtex, csl_json, markdown, plain, references
from store.records import Citation, Event, EventRow, Link, Quotation, Role, Source
from tui.guard import guard

HOSTILE = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
FORMATS = (plain, markdown, bibtex, csl_json)

SOURCE = Source(
    id="gazette",
    title="Bridge closed",
    publisher="Gazette of Arnholt",
    author="Ann Writer and the desk",
    published=parse("2024-01-12"),
    published_basis="inferred",
    published_note="The masthead says Friday.",
    language="en",
    url="https://example.org/bridge?id=1",
    obtain="From the town library.",
    rights=None,
    kind="digest",
    sha256=None,
    characters=None,
    events=1,
)
CITATION = Citation(
    source="gazette",
    source_label="Gazette of Arnholt",
    passage=1,
    paragraph=3,
    start=0,
    end=20,
    words="The council closed the old bridge on Thursday.",
    role="reports",
    attributed_to="reuters",
    attributed_name="Reuters",
    date=parse("2024-01-11"),
    date_text="on Thursday",
    basis="computed",
    published=SOURCE.published,
    original=None,
    links=(Link("council", "Town Council", "said"),),
)
QUOTATION = Quotation(
    id="q",
    speaker="ida",
    speaker_name="Ida Brandt",
    direct=True,
    text="The bridge is not safe.",
    date=parse("2024-01"),
    event="closed",
    source="gazette",
    source_label="Gazette of Arnholt",
    passage=2,
    paragraph=4,
    start=30,
    end=50,
    original=None,
)
EVENT = Event(
    row=EventRow(1, "closed", "The bridge is closed", parse("2024-01-11"), "decision", "happened", 1, 1, None),
    summary="It was not safe.\nSo it was closed.",
    tags=(),
    entities=(Role("council", "Town Council", "by"),),
    citations=(CITATION,),
    quotations=(QUOTATION,),
)
SOURCES = {"gazette": SOURCE}


def hostile_texts():
    """Each hostile text as it comes to a format: guarded. The longest are cut."""
    for entry in HOSTILE:
        text = entry["text"] * entry.get("repeat", 1)
        yield entry["name"], guard(text.encode("utf-8", "replace").decode())[:3000]


def filled(text):
    """An event whose every field that a person writes is this text."""
    source = replace(SOURCE, title=text, publisher=text, author=text, published_note=text, url=text, language=text)
    citation = replace(CITATION, words=text, source_label=text, attributed_name=text, date_text=text)
    quotation = replace(QUOTATION, text=text, speaker_name=text, source_label=text)
    row = replace(EVENT.row, title=text)
    event = replace(EVENT, row=row, summary=text, citations=(citation,), quotations=(quotation,))
    return event, {"gazette": source}


def on_one_line(text):
    """As a format of one line keeps it."""
    return " ".join(text.split())


# ---- what is said


def test_an_event_with_its_citation_says_all_that_is_known_of_it():
    text = plain.event(EVENT, SOURCES)
    for part in (
        "The bridge is closed\n11 Jan 2024 · decision · happened", "It was not safe.\nSo it was closed.",
        "Town Council (by)", "Ida Brandt: “The bridge is not safe.”",
        "1. reports: “The council closed the old bridge on Thursday.”",
        "Gazette of Arnholt, Bridge closed, by Ann Writer and the desk, paragraph 3 of its digest, "
        "published 12 Jan 2024 (inferred: The masthead says Friday), https://example.org/bridge?id=1. "
        "Role: reports; attributed to Reuters, citing Town Council; voice: Town Council. "
        "Date as given: 11 Jan 2024, from “on Thursday”, computed.",
    ):  # fmt: skip
        assert part in text


def test_alone_there_is_no_citation():
    for form in (plain, markdown):
        for text in (form.event(EVENT), form.quotation(QUOTATION), form.passage(CITATION)):
            assert "Gazette" not in text and text == text.strip()
    assert plain.passage(CITATION) == "“The council closed the old bridge on Thursday.”"
    assert plain.quotation(replace(QUOTATION, direct=False)) == "Ida Brandt: The bridge is not safe. (reported)"


def test_a_source_that_is_not_at_hand_is_called_by_its_label():
    for form in FORMATS:
        assert "Gazette of Arnholt" in form.event(EVENT, {}) and "paragraph 3" in form.event(EVENT, {}).lower()


def test_an_event_that_rests_on_nothing_says_so():
    bare = replace(EVENT, citations=())
    assert "Rests on nothing" in plain.event(bare, {}) and bibtex.event(bare) == csl_json.event(bare) == ""


def test_a_document_that_is_cited_twice_is_one_entry():
    twice = replace(EVENT, citations=(CITATION, replace(CITATION, paragraph=1)))
    (entry,) = parse_string(bibtex.event(twice, SOURCES), "bibtex").entries.values()
    assert entry.fields["note"] == "paragraphs 1, 3 of its digest"
    assert len(json.loads(csl_json.event(twice, SOURCES))) == 1


def test_markdown_that_is_given_a_level_has_headings():
    assert markdown.event(EVENT, level=3).startswith("### The bridge is closed\n")
    assert markdown.event(EVENT).startswith("**The bridge is closed**\n")


# ---- keys


def test_keys_are_the_ids_where_they_can_be():
    assert references.key("000-sanctions") == "000-sanctions"
    made = [references.key(name) for name in ("A", "a", "é", "", "a b", "a-b", "a,b", "x" * 500, "\ud800", "}")]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_.-]{0,79}", key) for key in made)


# ---- dates

DATES = [
    ("2024-01-11", "2024-01-11", {"date-parts": [[2024, 1, 11]]}),
    ("2023-09", "2023-09", {"date-parts": [[2023, 9]]}),
    ("2006", "2006", {"date-parts": [[2006]]}),
    ("2023-09~", "2023-09~", {"date-parts": [[2023, 9]], "circa": True}),
    ("2023?", "2023?", {"date-parts": [[2023]], "circa": True}),
    ("2024-01-01/2024-01-07", "2024-01-01/2024-01-07", {"date-parts": [[2024, 1, 1], [2024, 1, 7]]}),
    ("2023/2024-01~", "2023/2024-01~", {"date-parts": [[2023], [2024, 1]], "circa": True}),
    ("../2024-01-11", "../2024-01-11", {"literal": "by 11 Jan 2024"}),
    ("2024-01-11/..", "2024-01-11/..", {"literal": "from 11 Jan 2024"}),
    ("2024-22", "2024-22", {"date-parts": [[2024]], "season": 2}),
    ("201X", "201X", {"literal": "2010s"}),
    ("2024-XX", "2024-XX", {"literal": "a month in 2024"}),
    ("-0043", "-0043", {"literal": "44 BCE"}),
    ("2024-01-11T10:20:30Z", "2024-01-11T10:20:30Z", {"date-parts": [[2024, 1, 11]]}),
    ("2024-01-11T10:20Z", "2024-01-11", {"date-parts": [[2024, 1, 11]]}),
    ("[2023-12-30,2024-01-02]", None, {"literal": "30 Dec 2023 or 2 Jan 2024"}),
    ("Y12024", "Y12024", {"literal": "12,024"}),
]


@pytest.mark.parametrize(("edtf", "in_bibtex", "in_csl"), DATES)
def test_a_date_is_never_more_exact_than_it_was(edtf, in_bibtex, in_csl):
    found = parse(edtf)
    assert bibtex.date(found) == in_bibtex
    given = csl_json.date(found)
    assert given.pop("edtf") == edtf
    assert given == in_csl
    source = replace(SOURCE, published=found, published_note=None, published_basis="stated")
    (entry,) = parse_string("".join(bibtex.bibliography([source])), "bibtex").entries.values()
    assert entry.fields.get("date") == in_bibtex
    if in_bibtex is None:
        assert found.display in entry.fields["annotation"]
    cited(json.dumps(json.loads("".join(csl_json.bibliography([source])))))


# ---- hostile texts


def cited(text):
    """The bibliography that citeproc makes of CSL-JSON."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON(json.loads(text))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for key in source:
            bibliography.register(CitationOf([CitationItem(key)]))
        return [str(each) for each in bibliography.bibliography()]


def test_citeproc_makes_a_bibliography():
    (line,) = cited(csl_json.event(EVENT, SOURCES))
    assert "Ann Writer and the desk" in line and "2024" in line and "Bridge closed" in line
    assert "https://example.org/bridge?id=1" in line


def test_hostile_texts_come_through_bibtex_as_they_are():
    for name, text in hostile_texts():
        event, sources = filled(text)
        read = parse_string(bibtex.event(event, sources) + "\n@misc{after, title = {Still here}}", "bibtex")
        assert list(read.entries) == ["gazette", "after"], name
        fields = read.entries["gazette"].fields
        kept = on_one_line(text)
        assert printed(fields["title"]) == (kept or "(untitled)"), name
        assert fields["title"].isprintable() or not text.isprintable(), name
        if kept:
            (author,) = read.entries["gazette"].persons["author"]
            assert printed(str(author)[1:-1]) == kept, name
        assert kept in printed(fields["annotation"]), name


def printed(field):
    """What TeX prints for a field that was escaped; anything else that it would act on is an error."""
    commands = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
                "textasciicircum": "^"}  # fmt: skip
    pattern = r"\{\\(text[a-z]+)\}|\\([%#$&_])|\{\}|([\\{}%#$&_~^])"

    def one(found):
        assert not found[3], f"{found[3]!r} acts on TeX in {field!r}"
        return commands[found[1]] if found[1] else found[2] or ""

    return re.sub(pattern, one, field)


def test_hostile_texts_come_through_csl_json_as_they_are():
    for name, text in hostile_texts():
        event, sources = filled(text)
        (item,) = json.loads(csl_json.event(event, sources))
        kept = on_one_line(text)
        assert item["title"] == (kept or "(untitled)"), name
        assert kept in item["note"], name
        assert set(item) <= {"id", "type", "title", "author", "publisher", "issued", "URL", "language", "note"}
        assert len(cited(json.dumps([item]))) == 1, name


GITHUB = MarkdownIt("gfm-like", {"html": True})
OURS = {"paragraph", "blockquote", "ordered_list", "list_item", "strong", "em", "text", "inline", "hardbreak", "link"}


def test_hostile_texts_come_through_markdown_as_they_are():
    for name, text in hostile_texts():
        event, sources = filled(text)
        tokens = [token for block in GITHUB.parse(markdown.event(event, sources))
                  for token in (block, *(block.children or ()))]  # fmt: skip
        kinds = {re.sub("_(open|close)$", "", token.type) for token in tokens}
        assert kinds <= OURS, (name, kinds - OURS)
        inlines = ["".join(child.content for child in block.children) for block in tokens if block.type == "inline"]
        assert inlines[0] == (on_one_line(text) or "(untitled)"), name
        assert f"reports: “{on_one_line(text)}”" in inlines, name
        for link in (token for token in tokens if token.type == "link_open"):
            assert re.match("https?:|mailto:", link.attrs["href"]), name


def test_hostile_texts_leave_plain_text_in_its_lines():
    usual = len(plain.event(*filled("words")).splitlines())
    for name, text in hostile_texts():
        lines = plain.event(*filled(text)).splitlines()
        assert len(lines) == usual or not on_one_line(text), name
        assert lines[0] == (on_one_line(text) or "(untitled)"), name


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://x.org/}{ \\\x1b>)%\n#", "file:///etc/passwd", " "])
def test_only_a_web_address_becomes_a_link(url):
    sources = {"gazette": replace(SOURCE, url=url)}
    entry = parse_string(bibtex.event(EVENT, sources), "bibtex").entries["gazette"]
    item = json.loads(csl_json.event(EVENT, sources))[0]
    address = "https://x.org/%7D%7B%20%5C%1B%3E)%25%20#" if url.startswith("https") else None
    assert entry.fields.get("url") == item.get("URL") == address
    links = [child.attrs["href"] for block in GITHUB.parse(markdown.event(EVENT, sources))
             for child in block.children or () if child.type == "link_open"]  # fmt: skip
    assert all(link.startswith("https://x.org/") for link in links)
