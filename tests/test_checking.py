"""What a check finds in a dataset and in a store: each fault once, with its place, in a sentence that says what to
do.
"""

import re
from pathlib import Path

import pytest
from broken import Break, append, change, link, remove, replace_bytes, write
from builders import a_dataset

from store.checking import check_dataset
from store.errors import DatasetError, Problem
from store.loading import build

SAMPLE = Path(__file__).parent.parent / "sample_data"

EVENTS, SOURCES, ENTITIES, QUOTATIONS = "events.toml", "sources.toml", "entities.toml", "quotations.toml"
GAZETTE, MINUTES = "texts/gazette.txt", "texts/minutes.txt"


def said(problems: list[Problem]) -> str:
    return "\n".join(map(str, problems))


def assert_found(folder: Path, where: str, what: str) -> None:
    """The check finds a fault there, in these words, and the dataset can't be built."""
    problems = check_dataset(folder)
    found = [problem for problem in problems if re.search(where, problem.where) and re.search(what, problem.what)]
    assert found, f"nothing at {where} says {what}:\n{said(problems)}"
    assert found[0].fatal
    assert "\n" not in str(found[0])
    target = folder.parent / "refused.db"
    with pytest.raises(DatasetError) as refused:
        build(folder, target)
    assert str(found[0]) in str(refused.value)
    assert not target.exists()


def test_a_dataset_without_fault_has_no_problems(tmp_path: Path) -> None:
    assert check_dataset(a_dataset(tmp_path)) == []


BROKEN: dict[str, tuple[Break, str, str]] = {
    # files
    "missing file": (remove(EVENTS), r"^events\.toml$", "no such file"),
    "missing manifest": (remove("dataset.toml"), r"^dataset\.toml$", "no such file"),
    "missing text": (remove(GAZETTE), r"^sources\.toml:5: source gazette, field text", "no file texts/gazette.txt"),
    "bad TOML": (change(EVENTS, 'kind = "decision"', 'kind = "decision'), r"^events\.toml:4$", "is not TOML at column"),
    "TOML that ends too early": (
        append(EVENTS, "tags = [\n"), r"^events\.toml:\d+$", "not TOML at the end of the file",
    ),
    "the same field twice": (change(EVENTS, 'kind = "decision"', 'kind = "a"\nkind = "b"'), r"^events\.toml:5", "TOML"),
    "nested without end": (write(EVENTS, b"event = " + b"[" * 5000), r"^events\.toml", "TOML|nested"),
    "byte order mark": (write(EVENTS, b"\xef\xbb\xbf"), r"^events\.toml:1$", "byte order mark"),
    "UTF-16": (write(GAZETTE, "The bridge".encode("utf-16")), r"^texts/gazette\.txt$", "UTF-16"),
    "CRLF": (replace_bytes(GAZETTE, b"\n", b"\r\n"), r"^texts/gazette\.txt:1$", "CRLF"),
    "a lone CR": (change(GAZETTE, "She spoke", "\rShe spoke"), r"^texts/gazette\.txt:3$", "lone CR"),
    "NUL": (change(GAZETTE, "1931", "19\x0031"), r"^texts/gazette\.txt:4$", r"U\+0000 \(NUL\)"),
    "an escape": (change(MINUTES, "resolves", "\x1b[2Jresolves"), r"^texts/minutes\.txt:3$", r"U\+001B \(ESC\)"),
    "a C1 control": (change(MINUTES, "resolves", "\x9b2Jresolves"), r"^texts/minutes\.txt:3$", r"U\+009B"),
    "not UTF-8": (
        replace_bytes(GAZETTE, b"1931", b"\xff931"), r"^texts/gazette\.txt:4$", r"byte \d+ \(0xFF\) is not UTF-8",
    ),
    "an escaped escape": (
        change(EVENTS, "because it", "\\u001bbecause it"), r"^events\.toml:7: event bridge-closed, field summary",
        r"U\+001B",
    ),
    "an empty text": (write(GAZETTE, b"\n\n"), r"^texts/gazette\.txt$", "is empty"),
    "a line of blanks": (change(GAZETTE, "\n\n", "\n  \n"), r"^texts/gazette\.txt:2$", "nothing but blanks"),
    # paths
    "a path that climbs out": (
        change(SOURCES, "gazette.txt", "../../secret.txt"), r"^sources\.toml:5: source gazette, field text",
        "leaves the dataset",
    ),
    "an absolute path": (change(SOURCES, "gazette.txt", "/etc/passwd"), r"source gazette, field text", "absolute path"),
    "a drive": (change(SOURCES, "gazette.txt", "C:\\\\x.txt"), r"source gazette, field text", "absolute path|no file"),
    "a link that leads out": (
        link(GAZETTE, "/etc/hostname"), "source gazette, field text|texts/gazette", "link that leads out",
    ),
    "a folder for a file": (change(SOURCES, "gazette.txt", "."), r"source gazette, field text", "no file"),
    # fields
    "an unknown field": (
        change(EVENTS, "summary =", "sumary ="), r"^events\.toml:7: event bridge-closed, field sumary",
        "did you mean “summary”",
    ),
    "an unknown table": (append(EVENTS, "[[events]]\n"), r"^events\.toml:\d+: field events", "did you mean “event”"),
    "a missing field": (
        change(EVENTS, 'status = "planned"\n', ""), r"event bridge-reopened, field status", "is missing",
    ),
    "a missing id": (
        change(EVENTS, 'id = "bridge-reopened"\n', ""), r"^events\.toml:\d+: event 2, field id", "is missing",
    ),
    "a blank title": (change(EVENTS, "The council closes the bridge", "  "), "bridge-closed, field title", "is blank"),
    "a title of two lines": (
        change(EVENTS, "The council closes", "The\\ncouncil closes"), "field title", "several lines",
    ),
    "a wrong type": (
        change(EVENTS, "paragraph = 1", 'paragraph = "1"'), "citation 1, field paragraph", "is a text; .* whole",
    ),
    "true for a number": (change(EVENTS, "paragraph = 1", "paragraph = true"), "field paragraph", "is true or false"),
    "a TOML date": (
        change(EVENTS, 'date = "2024-01-11"', "date = 2024-01-11"), "bridge-closed, field date",
        'in quotes: "2024-01-11"',
    ),
    "a text for a list": (change(EVENTS, '["traffic", "safety"]', '"traffic"'), "field tags", "is a text; .* a list"),
    "a text for a table": (
        change(SOURCES, "characters = 900", 'characters = "900"'), "field characters", "a whole number",
    ),
    "a bad id": (
        change(EVENTS, '"bridge-reopened"', '"Bridge_Reopened"'), "event 2, field id", "“bridge-reopened” would do",
    ),
    "an id twice": (
        change(EVENTS, '"bridge-reopened"', '"bridge-closed"'), r"^events\.toml:\d+: event bridge-closed, field id",
        r"taken already at events\.toml:2: event bridge-closed",
    ),
    "a source twice": (
        change(SOURCES, '"minutes"', '"gazette"'), r"^sources\.toml:15: source gazette", "taken already",
    ),
    "a bad hash": (
        change(SOURCES, "0123456789abcdef", "0123456789ABCDEF"), "source gazette, original, field sha256", "no SHA-256",
    ),
    # words that are known
    "an unknown kind": (
        change(EVENTS, '"accident"', '"acident"'), "crane-accident, field kind",
        "“acident” is not known; did you mean “accident”.* vocabulary.kinds",
    ),
    "an unknown role": (change(EVENTS, 'role = "by"', 'role = "bye"'), "bridge-closed, entity 1, field role", "“by”"),
    "an unknown tag": (change(EVENTS, '"safety"', '"saftey"'), "bridge-closed, field tags", "did you mean “safety”"),
    "an unknown status": (
        change(EVENTS, '"disputed"', '"doubtful"'), "crane-accident, field status", "known are claimed, ",
    ),
    "an unknown basis": (
        change(EVENTS, '"computed"', '"computd"'), "citation 1, field basis", "did you mean “computed”",
    ),
    "an unknown citation role": (change(EVENTS, '"denies"', '"denys"'), "citation 1, field role", "“denies”"),
    "an unknown kind of source": (
        change(SOURCES, '"digest"', '"summary"'), "gazette, field kind", "known are digest, ",
    ),
    "an unknown kind of alias": (change(ENTITIES, '"weak"', '"week"'), "council, alias 1, field kind", "“weak”"),
    # references
    "an unknown entity": (
        change(EVENTS, '{ id = "council"', '{ id = "counsil"'), "bridge-closed, entity 1, field id",
        "no entity “counsil”; did you mean “council”",
    ),
    "an unknown voice": (
        change(EVENTS, '"harbour-office"\nd', '"harbor-office"\nd'), "field attributed_to", "harbour-office",
    ),
    "an unknown source": (
        change(EVENTS, '"gazette"', '"gazete"'), "citation 1, field source", "did you mean “gazette”",
    ),
    "an unknown speaker": (
        change(QUOTATIONS, '"ida-brandt"', '"ida-brand"'), "not-safe, field speaker", "“ida-brandt”",
    ),
    "an unknown event": (
        change(QUOTATIONS, '"bridge-closed"', '"bridge-close"'), "not-safe, field event", "bridge-closed",
    ),
    "an unknown plan": (
        change(EVENTS, "date =", 'fulfils = "x"\ndate ='), "bridge-closed, field fulfils", "no event “x”",
    ),
    "what was never planned": (
        change(EVENTS, "date =", 'fulfils = "bridge-built"\ndate ='), "bridge-closed, field fulfils", "status happened",
    ),
    "part of itself": (
        change(ENTITIES, 'kind = "place"', 'kind = "place"\npart_of = "council"'), "entity arnholt, field part_of",
        "arnholt → council → arnholt",
    ),
    "stands for itself": (
        change(ENTITIES, 'kind = "place"', 'kind = "place"\nstands_for = "arnholt"'),
        "entity arnholt, field stands_for", "circle",
    ),
    "a plan that carries itself out": (
        change(EVENTS, 'status = "planned"', 'status = "planned"\nfulfils = "bridge-reopened"'), "bridge-reopened",
        "circle",
    ),
    # passages
    "words that are not there": (
        change(EVENTS, "old bridge on Thursday", "new bridge on Thursday"), "citation 1, field words",
        "not stand in paragraph 1",
    ),
    "words of another paragraph": (
        change(EVENTS, "paragraph = 1", "paragraph = 2"), "field words", "stands in paragraph 1",
    ),
    "words with other capitals": (
        change(EVENTS, "The bridge was", "the bridge was"), "field words", "has “The bridge was",
    ),
    "no such paragraph": (
        change(EVENTS, "paragraph = 1", "paragraph = 9"), "field paragraph", "no paragraph 9; the text has 4",
    ),
    "paragraph 0": (change(EVENTS, "paragraph = 1", "paragraph = 0"), "citation 1, field paragraph", "1 is the least"),
    "words twice": (
        change(EVENTS, '"The council will reopen the bridge once it is repaired."', '"re"'),
        "bridge-reopened, citation 1", "more than once",
    ),
    "a span off by one": (
        change(EVENTS, "paragraph = 1\n", "paragraph = 1\nstart = 1\nend = 58\n"), "citation 1, field start",
        "holds “he council .* the words stand at 0 to 57",
    ),
    "a start without end": (
        change(EVENTS, "paragraph = 1\n", "paragraph = 1\nstart = 0\n"), "field end", "given together",
    ),
    "a span beyond the text": (
        change(EVENTS, "paragraph = 1\n", "paragraph = 1\nstart = 99990\nend = 99999\n"), "field start", "holds “”",
    ),
    "a quotation that is not in its passage": (
        change(QUOTATIONS, "The bridge is not safe", "The bridge is quite safe"), "quotation not-safe, field text",
        "not stand",
    ),
    "a direct quotation that is longer in the original": (
        change(QUOTATIONS, "end = 123", "end = 124"), "quotation not-safe, field original",
        "24 characters, but the words have 23",
    ),
    "beyond the original": (
        change(EVENTS, "end = 60", "end = 901"), "citation 1, field original", "has 900 characters",
    ),
    "a span turned round": (
        change(EVENTS, "start = 0, end = 60", "start = 60, end = 0"), "field original", "end is larger",
    ),
    "a digest's passage without original": (
        change(EVENTS, "original = { start = 0, end = 60 }\n", ""), "bridge-closed, citation 1, field original",
        "is missing",
    ),
    "an original of an original": (
        change(EVENTS, "paragraph = 2\n", "paragraph = 2\noriginal = { start = 0, end = 9 }\n"),
        "citation 2, field original", "belongs to a passage of a digest",
    ),
    # sources
    "a digest without original": (
        change(SOURCES, "original = {", "x = {"), "source gazette, field original", "is missing",
    ),
    "a digest without obtain": (change(SOURCES, "obtain =", "note ="), "source gazette, field obtain", "is missing"),
    "published without basis": (
        change(SOURCES, 'published_basis = "stated"\n', ""), "source gazette, field published_basis", "is missing",
    ),
    "inferred without note": (change(SOURCES, '"stated"', '"inferred"'), "gazette, field published_note", "is missing"),
    "no rights": (change(SOURCES, "rights =", "right ="), "source gazette, field rights", "is missing"),
    # dates
    "an invalid date": (
        change(EVENTS, "2023-12", "2023-13"), r"events\.toml:\d+: event crane-accident, field date", "2023-13",
    ),
    "a date in words": (change(EVENTS, '"1931"', '"in 1931"'), "bridge-built, field date", "in 1931"),
    "a wrong weekday": (
        change(EVENTS, '"2024-01-11"', '"2024-01-12"', nth=2), "bridge-closed, citation 1, field date",
        "is 2024-01-12, but “on Thursday” .*2024-01-12 means 2024-01-11",
    ),
    "a stated date that is another": (
        change(EVENTS, '"2024-01-11"', '"2024-01-10/2024-01-11"', nth=3), "bridge-closed, citation 2, field date",
        "means 2024-01-11",
    ),
    "words of a date that are no date": (
        change(EVENTS, '"on Thursday"', '"The council"'), "citation 1, field date", "can't be recomputed",
    ),
    "words of a date that are not there": (
        change(EVENTS, '"on Thursday"', '"last Thursday"'), "citation 1, field date_text",
        "does not stand in the passage",
    ),
    "no day to count from": (
        change(SOURCES, 'published = "2024-01-12"\npublished_basis = "stated"\n', ""), "citation 1, field date",
        "source gazette has no date of publication",
    ),
    "a date without basis": (change(EVENTS, 'basis = "computed"\n', ""), "citation 1, field basis", "is missing"),
    "a date without words": (
        change(EVENTS, 'date_text = "in 1931"\n', ""), "bridge-built, citation 1", "words of the source",
    ),
    "a basis without date": (
        change(EVENTS, 'date = "1931"\ndate_text', "date_text"), "bridge-built, citation 1, field basis",
        "without date",
    ),
    "a date that no citation has": (
        change(EVENTS, 'date = "1931"', 'date = "1932"'), "bridge-built, field date",
        "is 1932, but its citations say 1931",
    ),
    "a date more precise than any citation": (
        change(EVENTS, 'date = "1931"', 'date = "1931-05"'), "bridge-built, field date", "says more than its citations",
    ),
    # what belongs together
    "an event on nothing": (
        append(EVENTS, '[[event]]\nid = "x"\ntitle = "X"\nkind = "decision"\nstatus = "planned"\n'),
        r"^events\.toml:\d+: event x, field citation", "rests on at least one passage",
    ),
    "an entity that nothing uses": (
        append(ENTITIES, '[[entity]]\nid = "x"\nname = "Nobody"\nkind = "person"\n'), "entity x", "never used",
    ),
    "a count that is not as expected": (
        append("dataset.toml", "[expected]\nevents = 5\n"), r"^dataset\.toml:13: expected, field events",
        "5 expected, but there are 4",
    ),
    "an entity twice in the same role": (
        change(EVENTS, '{ id = "bridge", role = "about" }', '{ id = "council", role = "by" }'), "bridge-closed",
        "twice as “by”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_every_fault_of_a_dataset_is_found_with_its_place(tmp_path: Path, fault: str) -> None:
    broken, where, what = BROKEN[fault]
    folder = a_dataset(tmp_path)
    broken(folder)
    assert_found(folder, where, what)
