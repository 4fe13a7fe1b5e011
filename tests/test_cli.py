"""The command line: what goes to standard output, what to standard error, and the exit code."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from builders import a_dataset, a_store

ROOT = Path(__file__).parent.parent


def run(*arguments, cwd=None, **environment):
    """Runs the command with pipes instead of a terminal."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "tui.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def home(tmp_path):
    """Where caches and reports go in a test."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state")}


def test_without_a_terminal_it_prints_the_chronology(tmp_path, home):
    done = run(**home)
    assert done.returncode == 0
    assert "2024" in done.stdout and "UN arms embargo on North Korea begins" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_sample_is_built_once_into_the_cache(tmp_path, home):
    assert "Building" in run("events", **home).stderr
    assert run("events", **home).stderr == ""
    assert len(list((tmp_path / "cache" / "timeline").glob("*.timeline"))) == 1


def test_where_the_cache_can_not_be_written_a_temporary_folder_serves(tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    done = run("events", XDG_CACHE_HOME=str(blocked), TMPDIR=str(tmp_path))
    assert done.returncode == 0 and "UN arms embargo" in done.stdout


def test_a_changed_dataset_is_built_again(tmp_path, home):
    folder = a_dataset(tmp_path)
    before = run("events", folder, **home).stdout
    events = folder / "events.toml"
    events.write_text(events.read_text(encoding="utf-8").replace('title = "', 'title = "Anew: ', 1), encoding="utf-8")
    after = run("events", folder, **home).stdout
    assert "Anew: " in after and after != before


def test_build_and_check(tmp_path):
    folder, store = a_dataset(tmp_path), tmp_path / "arnholt.timeline"
    built = run("build", folder, store)
    assert built.returncode == 0 and built.stdout == "" and "Built" in built.stderr
    assert run("check", folder).returncode == 0
    assert run("check", store).returncode == 0


def test_a_build_that_is_told_to_end_leaves_nothing_behind(tmp_path):
    command = [sys.executable, "-m", "tui.cli", "build", str(ROOT / "sample_data"), str(tmp_path / "sample.timeline")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as build:
        with suppress(FileNotFoundError):  # it has its name already
            while build.poll() is None and not any(path.stat().st_size for path in tmp_path.glob(".*.building")):
                pass
        build.terminate()
        status = build.wait()
    assert status in (0, 143)  # 0: it was faster than we
    assert list(tmp_path.glob(".*.building*")) == []


def test_a_broken_dataset_is_told_line_by_line_and_nothing_is_built(tmp_path):
    folder, store = a_dataset(tmp_path), tmp_path / "arnholt.timeline"
    events = folder / "events.toml"
    broken = (
        events.read_text(encoding="utf-8").replace('kind = "', 'kind = "x', 1).replace('status = "', 'status = "x', 1)
    )
    events.write_text(broken, encoding="utf-8")
    for done in (run("check", folder), run("build", folder, store)):
        assert done.returncode == 1
        assert "events.toml:" in done.stderr and "kind" in done.stderr and "status" in done.stderr
        assert "Traceback" not in done.stderr
    assert not store.exists()


@pytest.mark.parametrize("listing", ["events", "sources", "entities", "quotations"])
def test_each_listing_has_json_on_standard_output_and_nothing_else(tmp_path, listing):
    done = run(listing, a_store(tmp_path), "--json")
    assert done.returncode == 0 and done.stderr == ""
    rows = json.loads(done.stdout)
    assert rows and all(isinstance(row, dict) and "id" in row for row in rows)


def test_the_json_of_events_keeps_to_its_contract():
    events = json.loads(run("events", "--json", ROOT / "sample_data").stdout)
    assert len(events) >= 27
    keys = {"id", "date", "lo", "hi", "display", "title", "summary", "kind", "status", "entities", "citations"}
    assert all(set(event) == keys for event in events)
    sanctions = next(event for event in events if event["date"] == "2024-01-11" and event["kind"] == "sanction")
    assert (sanctions["lo"], sanctions["hi"], sanctions["display"]) == ("2024-01-11", "2024-01-11", "11 Jan 2024")
    citation = sanctions["citations"][0]
    assert set(citation) == {
        "source", "paragraph", "start", "end", "role", "attributed_to", "date", "date_text", "basis", "original",
    }  # fmt: skip
    assert set(citation["original"]) == {"sha256", "start", "end"}
    assert any(event["date"] is None and event["lo"] is None for event in events)


def test_show_prints_one_event_with_its_passages(tmp_path):
    store = a_store(tmp_path)
    name = json.loads(run("events", store, "--json").stdout)[0]["id"]
    assert "Rests on" in run("show", store, name).stdout
    assert json.loads(run("show", store, name, "--json").stdout)["id"] == name


def test_an_unknown_event_is_one_sentence_and_exit_code_1(tmp_path):
    done = run("show", a_store(tmp_path), "no-such-event")
    assert done.returncode == 1 and done.stdout == ""
    assert "no-such-event" in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--no-such-option"], 2),
        (["build"], 2),
        (["completion", "tcsh"], 2),
        (["events", "no/such/file"], 3),
        (["no/such/file"], 3),
        (["check", "no/such/file"], 3),
        (["build", "no/such/folder", "x.timeline"], 1),
    ],
    ids=str,
)
def test_exit_codes(arguments, code, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert done.stdout == "" and done.stderr and "Traceback" not in done.stderr


def test_a_file_that_is_no_store_is_told_from_one(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary")
    done = run("events", path)
    assert done.returncode == 3 and "notes.txt" in done.stderr and done.stderr.count("\n") == 1


def test_hostile_arguments_are_shown_and_not_obeyed(tmp_path):
    done = run("events", "./\x1b]0;owned\x07\x9b31m", cwd=tmp_path)
    assert done.returncode == 3
    assert "\x1b" not in done.stderr and "\x07" not in done.stderr and "\x9b" not in done.stderr
    done = run("--\x1b[2J")
    assert done.returncode == 2 and "\x1b" not in done.stderr


def test_help_and_version():
    assert "STORE" in run("--help").stdout
    assert run("--version").stdout.startswith("timeline ")
    for command in ("build", "check", "events", "show", "sources", "entities", "quotations", "completion"):
        assert run(command, "--help").returncode == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(shell):
    script = run("completion", shell).stdout
    assert "timeline" in script and "_ARGCOMPLETE" in script


def test_completion_knows_the_commands(tmp_path):
    line, answer = "timeline q", tmp_path / "answer"
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n",
             "_ARGCOMPLETE_STDOUT_FILENAME": str(answer), "COMP_LINE": line, "COMP_POINT": str(len(line))},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and "Traceback" not in done.stderr
    assert answer.read_text().split() == ["quotations"]


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    store = a_store(tmp_path)
    pipe = f"{sys.executable} -m tui.cli events {store} --json | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", pipe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr and "Broken" not in done.stderr


def test_from_another_folder_it_finds_the_sample(tmp_path, home):
    assert "UN arms embargo" in run("events", cwd=tmp_path, **home).stdout
