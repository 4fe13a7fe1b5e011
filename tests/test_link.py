"""A place as one command line: printed, pasted into a shell, and opened exactly there."""

import shlex
import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import ROOT, Terminal
from test_cli import run
from test_journeys import cursor_line, timeline

from tui import linking
from tui.places import Place
from tui.render.shell import laid_out, quoted

SHELLS = [name for name in ("bash", "dash", "zsh") if shutil.which(name)]


def shell(command, name="bash"):
    """The words that a shell makes of a command line."""
    show = f"for word in {command}\ndo printf '%s\\0' \"$word\"; done"
    done = subprocess.run([name, "-c", show], capture_output=True, check=True)
    return [word.decode("utf-8", "surrogateescape") for word in done.stdout.split(b"\0")[:-1]]


WORDS = [
    "a",
    "two words",
    "it's",
    "$HOME",
    "`x`",
    "a\\b",
    "!",
    "é日本",
    "~",
    "*",
    "\n",
    "\x1b[2J",
    "\udcff",
    "'\x07'",
    "",
    "=ls",
    "a\tb",
    "x\ny!$(ls)%s\\0101",
    "\u202ex",
]


@pytest.mark.parametrize("width", [8, 20, 80])
def test_a_shell_reads_the_words_that_were_written(width):
    words = [*WORDS, "x" * 100, "it's " * 20, "日本" * 30]
    lines = laid_out(words, width)
    assert shell("\n".join(lines)) == words
    assert all(line.endswith("\\") for line in lines[:-1])
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("name", SHELLS)
def test_every_shell_reads_what_does_not_end_with_a_line_break(name):
    words = [word for word in WORDS if not word.endswith("\n")]
    assert shell(" ".join(map(quoted, words)), name) == words


@given(st.lists(st.text(st.characters(exclude_characters="\0"), max_size=40), min_size=1, max_size=6))
def test_python_reads_them_too_where_they_can_be_printed(words):
    good = [word for word in words if not quoted(word).startswith(("$", '"$('))]
    text = "\n".join(laid_out(good, 40)) if good else ""
    assert shlex.split(text.replace("\\\n", "")) == good


def words_of(terminal):
    """The words of the command that the dialog shows."""
    terminal.expect("y copies")  # the list of commands has the other words too
    terminal.settle(0.3)
    lines = terminal.lines()
    first = next(index for index, line in enumerate(lines) if "as a command line" in line)
    return shell("\n".join(line.rstrip() for line in lines[first + 1 :] if line.strip()))


def link(terminal):
    """The command line of the place on the screen, as words without the program's name; the dialog is closed again."""
    terminal.press(":", "link", "enter")
    name, *words = words_of(terminal)
    terminal.press("esc")
    terminal.expect("keys")
    terminal.settle(0.3)
    assert name == "timeline"
    return words


@pytest.mark.parametrize(
    "keys",
    [
        (["t", "2024-01-02", "enter"], "20 of 57"),
        (["+", "+", "t", "2024-01-11", "enter"], "30 of 57"),
        (["."], "44 of 57"),
        (["t", "2024-01-01", "enter", "v", "j", "j", "enter"], "certain, "),
    ],
    ids=lambda keys: keys[1],
)
def test_the_chronology_opens_as_it_was_printed(sample, keys):
    steps, sign = keys
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press(*steps)
        terminal.expect(sign)
        terminal.settle(0.3)
        words = link(terminal)
        shown = terminal.lines()
        cursor = cursor_line(terminal)[:60]
    with timeline(*words, size=(120, 40)) as terminal:
        assert cursor_line(terminal)[:60] == cursor
        assert terminal.lines()[0] == shown[0] and terminal.lines()[-1][-20:] == shown[-1][-20:]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_a_passage_opens_as_it_was_printed_and_is_left_the_same_way(sample, size):
    with timeline(sample, size=size) as terminal:
        terminal.press("t", "2024-01-11", "enter")
        terminal.expect("30 of 57")
        terminal.press("enter")
        if size[0] < 100:
            terminal.expect("event 30 of")
            terminal.press("enter")
        terminal.expect("passage 1 of")
        terminal.press("J")
        terminal.expect("passage 2 of")
        terminal.settle(0.3)
        shown = terminal.lines()
        words = link(terminal)
    assert "reader:passage=2" in words
    with timeline(*words, size=size) as terminal:
        terminal.expect("passage 2 of")
        terminal.settle(0.3)
        assert terminal.lines() == shown
        terminal.press("q")
        terminal.expect("event 30 of" if size[0] < 100 else "30 of 57")


def test_the_options_win_over_where_one_was_and_that_is_one_key_back(sample, tmp_path):
    home = {"XDG_STATE_HOME": str(tmp_path)}
    with timeline(sample, **home) as terminal:
        terminal.press("+", "G")
        terminal.expect("57 of 57")
        terminal.press("Q")
        terminal.wait()
    with timeline(sample, "--at", "2006-10", **home) as terminal:
        terminal.expect(lambda terminal: "UN arms embargo" in cursor_line(terminal))
        terminal.press("[")
        terminal.expect("57 of 57")


def test_an_event_that_is_gone_is_said_where_a_date_leads_somewhere(sample):
    with timeline(sample, "--event", "no-such", "--at", "2024-01-02") as terminal:
        terminal.expect("20 of 57")
        terminal.expect("There is no event no-such")


def in_terminal(*arguments):
    """What the program says on a terminal before it ends, and its exit code."""
    command = [sys.executable, "-m", "tui.cli", *map(str, arguments)]
    with Terminal(command, 120, 24, env={"TERM": "xterm-256color"}, cwd=ROOT) as terminal:
        return terminal.wait(), terminal.text()


def test_an_event_that_is_nowhere_is_not_found(sample):
    code, said = in_terminal(sample, "--event", "launches-2-januar")
    assert code == 1 and "launches-2-january" in said and "Traceback" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["--zoom", "fortnight"], ["--filter", "in:yesterday-ish"], ["--filter", "\x1b[2J:x"], ["--page", "nowhere"],
        ["--page", "axis"], ["--page", "\x1b[2J"], ["--at", "not a date"], *([["--page", "card"] * 12]),
    ],
    ids=repr,
)  # fmt: skip
def test_what_names_no_place_is_wrong_usage(sample, arguments):
    done = run("open", sample, *arguments)
    assert done.returncode == 2
    assert arguments[0] in done.stderr and "\x1b" not in done.stderr and "Traceback" not in done.stderr
    assert "Unit." not in done.stderr


def test_names_and_values_of_any_kind_survive_the_command_line():
    at = {"event": "a,b=c:d%", "of": "übermaß & 'more'", "n": 3}
    path = (Place("chronology", {"event": "x"}, {"zoom": "day"}), Place("reader", at))
    words = list(linking.words(path, "/a b", "-0043"))
    assert words[:3] == ["timeline", "/a b", "--at=-0043"]
    place = linking._page(words[-1])
    assert place.page == "reader" and place.number("n") == 3
    assert {key: place.text(key) for key in ("event", "of")} == {"event": at["event"], "of": at["of"]}
