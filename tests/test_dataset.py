"""Reading a dataset's files: what every field becomes, and the line on which each entry and field stands."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from broken import append, both, change
from builders import (
    a_citation,
    a_dataset,
    a_quotation,
    a_source,
    an_entity,
    an_event,
    entries,
    the_entities,
    the_events,
    the_manifest,
    the_sources,
    the_texts,
)
from hypothesis import given
from hypothesis import strategies as st

from store.checking import check_dataset
from store.dataset.drafts import AliasDraft, OriginalDraft
from store.dataset.reading import read
from store.dataset.toml_lines import lines_of
from store.dates import parse


def found(folder: Path) -> list[str]:
    return [str(problem) for problem in check_dataset(folder)]


def test_every_field_is_read(tmp_path: Path) -> None:
    dataset, problems = read(a_dataset(tmp_path))
    assert problems == []
    gazette, minutes = dataset.sources
    assert gazette.published == parse("2024-01-12")
    assert gazette.original == OriginalDraft("0123456789abcdef" * 4, 900, 912)
    assert (minutes.kind, minutes.original) == ("original", None)
    assert gazette.text.startswith("The council of Arnholt closed")
    council = dataset.entities[1]
    assert (council.part_of, council.aliases) == ("arnholt", (AliasDraft("council", "weak"),))
    closed = dataset.events[0]
    assert (closed.date, closed.tags) == (parse("2024-01-11"), ("traffic", "safety"))
    assert closed.entities == (("council", "by"), ("bridge", "about"))
    citation = closed.citations[0]
    assert (citation.attributed_to, citation.basis, citation.date_text) == ("council", "computed", "on Thursday")
    assert (citation.passage.start, citation.passage.end, citation.passage.original) == (0, 57, (0, 60))
    (quotation,) = dataset.quotations
    place = quotation.passage
    assert gazette.text[place.start : place.end] == place.words == "The bridge is not safe."
    assert dataset.manifest.kinds == ("decision", "construction", "accident")


def test_positions_are_code_points(tmp_path: Path) -> None:
    words = "a𝄞b\u0301 e\u0301"
    folder = a_dataset(
        tmp_path,
        texts={"gazette.txt": f"𝄞𝄞 {words} 👩‍👩‍👧\n", "minutes.txt": "x\n"},
        events=[an_event("x", citation=[a_citation(words=words)])],
        quotations=[],
    )
    dataset, _ = read(folder)
    assert dataset.events[0].citations[0].passage.start == 3
    assert dataset.events[0].citations[0].passage.end == 3 + len(words)


def test_words_that_stand_twice_are_told_apart_by_their_position(tmp_path: Path) -> None:
    text = "One\nHe said: “The bridge is old.” And then he said: The end.\n"
    second = text.index("The end")
    events = [an_event("x", citation=[a_citation("gazette", 2, "The", start=second, end=second + 3)])]
    folder = a_dataset(tmp_path, texts={"gazette.txt": text, "minutes.txt": "x\n"}, events=events, quotations=[])
    dataset, problems = read(folder)
    assert problems == []
    assert dataset.events[0].citations[0].passage.start == second


def test_one_run_finds_every_fault(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    for broken in (
        change("sources.toml", 'language = "en"', "language = 1"),
        change("events.toml", '"accident"', '"acident"'),
        change("events.toml", '"on Thursday"', '"on Friday"'),
        change("quotations.toml", '"ida-brandt"', '"ida"'),
        append("texts/minutes.txt", "\x00"),
    ):
        broken(folder)
    problems = found(folder)
    assert [re.match(r"[^:]*", problem)[0] for problem in problems] == [  # type: ignore[index]
        "sources.toml", "texts/minutes.txt", "events.toml", "events.toml", "events.toml", "quotations.toml",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_is_one_problem_and_not_a_hundred(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    append("entities.toml", "oops")(folder)
    problems = found(folder)
    assert len(problems) == 1
    assert problems[0].startswith("entities.toml:")


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    assert found(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: there is no such folder"]


def test_a_file_in_place_of_the_folder_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert found(tmp_path / "file") == [f"{tmp_path / 'file'}: is no folder; a dataset is a folder"]


def test_entries_may_be_spread_over_a_folder_of_files(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    (folder / "entities.toml").unlink()
    (folder / "entities").mkdir()
    for number, entity in enumerate(the_entities()):
        (folder / "entities" / f"{number}.toml").write_text(entries("entity", [entity]))
    assert found(folder) == []
    change("entities/3.toml", '"person"', '"persona"')(folder)
    (problem,) = found(folder)
    assert problem.startswith("entities/3.toml:4: entity ida-brandt, field kind: “persona” is not known")


def test_a_file_and_a_folder_of_the_same_entries_are_too_much(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    (folder / "events").mkdir()
    assert found(folder) == ["events.toml: there is also a folder events; keep the one or the other"]


def test_a_folder_without_files_holds_nothing(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    (folder / "events.toml").unlink()
    (folder / "events").mkdir()
    assert found(folder) == ["events/: holds no TOML file"]


def test_a_text_that_no_source_has_is_worth_a_look_and_no_fault(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    (folder / "texts" / "spare.txt").write_text("spare")
    (problem,) = check_dataset(folder)
    assert (problem.where, problem.fatal) == ("texts/spare.txt", False)


def test_a_source_that_nothing_rests_on_is_worth_a_look_and_no_fault(tmp_path: Path) -> None:
    folder = a_dataset(
        tmp_path, sources=[*the_sources(), a_source("spare")], texts={**the_texts(), "spare.txt": "Spare."}
    )
    (problem,) = check_dataset(folder)
    line = (folder / "sources.toml").read_text().split("\n").index('id = "spare"')
    assert (problem.where, problem.fatal) == (f"sources.toml:{line}: source spare", False)


def test_a_text_that_is_named_with_its_folder_is_told_how_to_be_named(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    change("sources.toml", '"gazette.txt"', '"texts/gazette.txt"')(folder)
    assert "leave “texts/” out" in found(folder)[0]


def test_an_entity_that_only_a_text_names_is_used(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path, entities=[*the_entities(), an_entity("library", "Minutes of the town", kind="object")])
    assert found(folder) == []


def test_a_planned_event_is_carried_out_by_another(tmp_path: Path) -> None:
    events = [*the_events(), an_event("reopening", fulfils="bridge-reopened")]
    assert found(a_dataset(tmp_path, events=events)) == []


def test_expected_counts_that_are_right_are_no_problem(tmp_path: Path) -> None:
    counts = {"sources": 2, "entities": 5, "events": 4, "undated": 1, "citations": 5, "quotations": 1}
    assert found(a_dataset(tmp_path, manifest=the_manifest(expected=counts))) == []


def test_a_date_in_full_needs_no_date_of_publication(tmp_path: Path) -> None:
    minutes = a_source("minutes", kind="original", published=None, published_basis=None)
    problems = found(a_dataset(tmp_path, sources=[a_source(), minutes]))
    assert problems == []


def test_a_hundred_events_each_with_their_lines(tmp_path: Path) -> None:
    events = [an_event(f"event-{number}", kind="x", summary="A\nsummary\n[[event]]\n") for number in range(100)]
    folder = a_dataset(tmp_path, events=[*the_events(), *events])
    lines = (folder / "events.toml").read_text().split("\n")
    problems = [problem for problem in found(folder) if "field kind" in problem]
    assert len(problems) == 100
    for number, problem in enumerate(problems):
        line = int(problem.split(":")[1])
        assert lines[line - 1] == 'kind = "x"'
        assert lines[line - 3] == f'id = "event-{number}"'


def test_entries_in_a_list_are_found_where_they_stand(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path, quotations=[])
    (folder / "quotations.toml").write_text(
        'quotation = [\n  # two\n  { id = "a" },\n  { id = "b", speaker = 1 },\n]\n'
    )
    problems = found(folder)
    assert "quotations.toml:3: quotation a, field speaker: is missing; it is required" in problems
    assert any(
        problem.startswith("quotations.toml:4: quotation b, field speaker: is a whole number") for problem in problems
    )


def test_a_quotation_is_checked_like_a_passage(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path, quotations=[a_quotation(), a_quotation("again", direct=False, text="She spoke")])
    assert found(folder) == []


def test_a_title_in_another_script_is_welcome(tmp_path: Path) -> None:
    events = [*the_events(), an_event("x", title="金正恩과 푸틴 — «встреча»", summary="مرحبا")]
    assert found(a_dataset(tmp_path, events=events)) == []


# Lines

_COMMENT = st.sampled_from(["", "# a comment", "# [[event]]", '# """', "# [ {", "   "])
_VALUE = st.sampled_from(
    [
        "1", "true", '"x"', '"a # b"', '"[[event]]"', '"\\""', '"""x"""', '"""\n[[event]]\nid = "no"\n"""',
        "'''\n[[event.citation]]\n# '''", '"""a\\"""b"""', '""""quoted""""', '""""""', "''", "[]", "[1, 2]",
        "[\n1, # [[\n2,\n]",
        '[{ a = "}" }, { b = "]" }]', "[\n  { a = 1 },\n  # between\n  { b = [1,\n 2] },\n]", "{ a = { b = 1 } }",
        "1979-05-27",
    ]
)  # fmt: skip


@given(
    st.lists(st.tuples(st.lists(st.tuples(_COMMENT, _VALUE), max_size=4), st.integers(0, 2)), min_size=1, max_size=6)
)
def test_no_line_is_wrong(events: list[tuple[list[tuple[str, str]], int]]) -> None:
    """Every key has a name of its own, so the text itself says where it stands."""
    written: list[str] = []
    serial = 0
    for fields, citations in events:
        for header in ("[[event]]", *["[[event.citation]]"] * citations):
            written.append(f"{header} # mark-{serial}-")
            for comment, value in fields:
                serial += 1
                written += [comment, f"field-{serial} = {value}"]
            serial += 1
    text = "\n".join(written)
    values = tomllib.loads(text)
    lines = lines_of(text, values)
    for path, line in lines.items():
        name = path[-1]
        if isinstance(name, str) and name.startswith("field-"):
            assert text.split("\n")[line - 1].startswith(f"{name} =")
    for index, event in enumerate(values["event"]):
        for name in event:
            assert ("event", index, name) in lines or name == "citation"
        for number, citation in enumerate(event.get("citation", ())):
            assert text.split("\n")[lines["event", index, "citation", number] - 1].startswith("[[event.citation]]")
            assert all(("event", index, "citation", number, name) in lines for name in citation)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("[a]\nb.c = 1\n", ("a", "b", "c"), 2),
        ('["a b"]\n"c" = 1', ("a b", "c"), 2),
        ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2", ("a", 1, "b", "c"), 6),
        ("a = [\n { b = 1 },\n\n { b = 2 } ]", ("a", 1), 4),
        ("a = [ [1], { b = 2 } ]", ("a", 1), None),
        ("a = 1\n\n\n[b]\n", ("b",), 4),
        ("a = '''\n'''\nb = 1", ("b",), 3),
    ],
)
def test_lines_by_example(text: str, path: tuple[str | int, ...], line: int | None) -> None:
    assert lines_of(text, tomllib.loads(text)).get(path) == line


def test_a_field_that_is_wrong_is_not_missing_as_well(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    change("sources.toml", 'rights = "All rights with the publisher."', "rights = 1")(folder)
    (problem,) = found(folder)
    assert problem.startswith("sources.toml:10: source gazette, field rights: is a whole number; it has to be a text")


@pytest.mark.parametrize("name", ["events.toml", "texts/gazette.txt"])
def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path, name: str) -> None:
    folder = a_dataset(tmp_path)
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert any("file" in problem for problem in found(folder))


def test_two_faults_of_one_entry_stand_together(tmp_path: Path) -> None:
    folder = a_dataset(tmp_path)
    both(change("events.toml", '"accident"', '"acident"'), change("events.toml", '"disputed"', '"argued"'))(folder)
    assert [problem.split(",")[1].split(":")[0] for problem in found(folder)] == [" field kind", " field status"]
