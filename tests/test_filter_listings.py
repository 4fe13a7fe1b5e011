"""A filter on the command line: `timeline events 'by:blinken after:2024'`."""

import json
from pathlib import Path

import pytest

from store.marks.keeping import Marks
from store.marks.records import Named
from tui.cli import main
from tui.opening import state_folder

SAMPLE = Path(__file__).parent.parent / "sample_data"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def test_quotations_of_a_speaker_are_what_the_speaker_said(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "quotations", "--json", "by:blinken"))
    assert {each["speaker"] for each in found} == {"antony-blinken"} and len(found) == 4
    assert printed(capsys, "quotations", "by:blinken", "--count") == "4\n"


def test_events_are_listed_with_the_filter_in_its_heading(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "events", str(SAMPLE), "KIND:veto  and undated or in:2024")
    assert out.splitlines()[2] == "1 event of these · kind:veto undated or in:2024"
    assert len(out.splitlines()) == 6


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (["events", "--count"], 57),
        (["events", "undated", "--count"], 14),
        (["events", "-undated", "--count"], 43),
        (["events", "--count", "-kind:strike", "-undated"], 36),
        (["events", "--count", "--", "-undated"], 43),
        (["events", "kind:strike", "--from", "2024", "--certain", "--count"], 3),
        (["events", "kind:strike", "--from=2024", "--count"], 6),
        (["events", str(SAMPLE), "--count", "by:kirby", "voices:1"], 4),
        (["sources", "by:blinken", "--count"], 2),
        (["sources", "--count"], 5),
        (["entities", "entity:putin", "--count"], 10),
        (["quotations", "--count", "-by:blinken"], 19),
    ],
)
def test_a_count_is_a_number_alone(capsys: pytest.CaptureFixture[str], arguments: list[str], number: int) -> None:
    assert printed(capsys, *arguments) == f"{number}\n"


def test_a_store_that_is_not_there_is_no_filter(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("gone.timeline", "./gone", "folder/gone"):
        assert main(["events", name]) == 3
    assert "there is no such file" in capsys.readouterr().err


def test_a_date_with_a_slash_is_no_store(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "events", "in:2024-01-01/2024-01-07", "--count") == "20\n"


@pytest.mark.parametrize(
    ("line", "told", "marks"),
    [
        ("by:blinken (kind:plan", "this bracket is not closed", "  " + " " * 11 + "^"),
        ("kind:sanctoin", "did you mean sanction?", "  " + "^" * 13),
        ("entity:kim after:2024-13", "there is no month 13", "  " + " " * 17 + "^" * 7),
        ("“漢字” by:", "a value is missing", "  " + " " * 7 + "^^^"),
        ("\x1b[2J ) x", "this bracket closes none", "  " + " " * 5 + "^"),
    ],
)
def test_a_mistake_is_pointed_at(capsys: pytest.CaptureFixture[str], line: str, told: str, marks: str) -> None:
    for command in ("events", "quotations", "sources", "entities"):
        assert main([command, line, "--json"]) == 2
        out, err = capsys.readouterr()
        assert out == "" and told in err and err.splitlines()[2] == marks and "\x1b" not in err


def test_the_order_and_the_window_go_on_working(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "events", "--json", "kind:strike", "--order", "reverse"))
    days = [each["lo"] for each in found if each["lo"]]
    assert days == sorted(days, reverse=True) and {each["kind"] for each in found} == {"strike"}


def test_a_filter_before_the_format_chooses_the_sources(capsys: pytest.CaptureFixture[str]) -> None:
    before = printed(capsys, "sources", "by:blinken", "--format", "bibtex")
    assert before == printed(capsys, "sources", "--format", "bibtex", "by:blinken")
    assert before.count("\n@") + before.startswith("@") == 2


def test_a_name_that_is_only_excluded_may_be_missing_and_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "entity:blinken after:2024-01 -kind:report", "--count"]) == 0
    done = capsys.readouterr()
    assert done.out == "2\n"
    assert "-kind:report excludes nothing: there is no kind “report” in this chronology" in done.err
    assert main(["events", "kind:report or kind:veto"]) == 2
    assert main(["quotations", "-(by:nobody or by:blinken)", "--count"]) == 0
    assert capsys.readouterr().out.endswith("19\n")


def test_where_nothing_is_left_it_is_said_which_part_excludes_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "kind:veto entity:kim", "--count"]) == 0
    done = capsys.readouterr()
    assert done.out == "0\n" and "entity:kim excludes everything that the rest keeps (1 without it)" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["events", "by:putin"], "by:putin keeps no event (57 without it)"),
        (
            ["events", "voices:1", "voices:2", "voices:3"],
            "voices:2 and voices:3 exclude everything that the rest keeps",
        ),
        (["quotations", "by:putin"], "by:putin keeps no quotation (23 without it)"),
        (
            ["quotations", "by:kirby", "in:2006", "--json"],
            "in:2006 excludes everything that the rest keeps (5 without it)",
        ),
        (["sources", "by:putin", "--count"], "by:putin keeps no event"),
        (["entities", "by:putin", "--json"], "by:putin keeps no event"),
    ],
)
def test_a_listing_of_nothing_says_why(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert main(arguments) == 0
    done = capsys.readouterr()
    assert said in done.err and done.err.count("\n") == 1


def test_marks_and_notes_are_asked_for_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
                                           tmp_path: Path) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with Marks(state_folder(), "dprk-russia-arms") as marks:
        marks.mark(Named("joint-statement", "a title", None))
        marks.write(Named("blinken-statement", "a title", None), "zebra crossing", "")
    assert printed(capsys, "events", "marked", "--count") == "1\n"
    assert printed(capsys, "events", "noted or marked", "--count") == "2\n"
    assert printed(capsys, "events", "zebra", "--count") == "1\n"


def test_marks_are_listed_by_a_filter(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
                                      tmp_path: Path) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with Marks(state_folder(), "dprk-russia-arms") as marks:
        for event in ("joint-statement", "panel-veto", "gone-since"):
            marks.mark(Named(event, "a title", None))
        marks.write(Named("blinken-statement", "a title", None), "zebra crossing", "")
    assert [each["id"] for each in json.loads(printed(capsys, "marks", "--json"))][-1] == "gone-since"
    found = json.loads(printed(capsys, "marks", str(SAMPLE), "entity:blinken", "-kind:veto", "--json"))
    assert [each["id"] for each in found] == ["joint-statement", "blinken-statement"]
    assert [each["id"] for each in json.loads(printed(capsys, "marks", "--json", "noted"))] == ["blinken-statement"]
    assert "zebra crossing" in printed(capsys, "marks", "--markdown", "zebra")
    assert printed(capsys, "marks", "kind:strike") == "None of these events is marked.\n"
    assert main(["marks", "kind:stirke"]) == 2
    assert "did you mean strike?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["--at", "xyz"], "open"),
        (["--filter", "("], "open"),
        (["--page", "nope"], "open"),
        (["--zoom", "foo"], "open"),
        (["--bogus"], "open"),
        (["events", "--bogus"], "events"),
        (["entiti", "kim-jong-un"], "open"),
        (["entity"], "entity"),
        (["events", "--from", "2024", "--to", "2023"], "events"),
        (["show", "--format", "plain", "--originals", "arms-embargo-2006"], "show"),
        (["marks", "--json", "--markdown"], "marks"),
    ],
)
def test_a_wrong_option_points_to_the_help_of_its_command(
    capsys: pytest.CaptureFixture[str], arguments: list[str], command: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f"\nTry `timeline {command} --help`.\n")


def test_a_pipe_gets_what_the_filter_keeps(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--filter", "kind:veto").splitlines()[2] == "1 event of these · kind:veto"
    assert main(["--filter", "kind:nothing"]) == 2
    assert "^" * len("kind:nothing") in capsys.readouterr().err


def test_a_command_that_is_nearly_one_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    for word, meant in (("entitie", "entities"), ("event", "events"), ("quotation", "quotations"), ("mark", "marks")):
        with pytest.raises(SystemExit):
            main([word, "by:blinken"])
        assert f"there is no command {word}; did you mean {meant}?" in capsys.readouterr().err
