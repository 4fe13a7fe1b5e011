"""The environment: what of it is obeyed, and what the terminal is taken for."""

import os
import subprocess

import pytest
from terminal import ROOT, Terminal, python_environment, python_program

from tui import environment

TELL = """
from tui import environment
environment.scrub()
print(environment.terminal_kind())
import sys
print(sys.stderr.encoding, sys.stderr.errors)
print("the end")
"""


def kind(**variables: str) -> str:
    """What a program in a terminal says about it."""
    with Terminal(python_program(TELL), cols=200, env=variables) as terminal:
        terminal.expect("the end")
        return terminal.text()


def test_what_must_not_be_obeyed_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = ["TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_PRESS", "TEXTUAL", "COLUMNS", "LINES", "BROWSER", "PAGER"]
    for name in [*hostile, "UNICODE_VERSION", "FORCE_COLOR", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_ALLOW_SIGNALS"]:
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    monkeypatch.setenv("TEXTUAL_SMOOTH_SCROLL", "1")
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setenv("KEPT", "yes")
    environment.scrub()
    assert {name: value for name, value in os.environ.items() if name.startswith("TEXTUAL")} == {
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "0",
    }
    assert not {"COLUMNS", "LINES", "BROWSER", "PAGER", "UNICODE_VERSION", "FORCE_COLOR", "NO_COLOR"} & set(os.environ)
    assert os.environ["KEPT"] == "yes"


def test_textual_reads_what_was_set() -> None:
    code = (
        "from tui import environment\nenvironment.scrub()\nfrom textual import constants as c\n"
        "print(c.TEXTUAL_ANIMATIONS, c.SMOOTH_SCROLL, c.DRIVER, c.PRESS, c.LOG_FILE)"
    )
    done = subprocess.run(
        python_program(code),
        env=python_environment(TEXTUAL_DRIVER="os:path", TEXTUAL_PRESS="q", TEXTUAL_LOG="log"),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout == "none False None  None\n"


def test_the_environment_is_read_without_loading_the_framework() -> None:
    code = "import sys, tui.environment, tui.guard, tui.cells, tui.frames\n"
    loaded = "print(sorted({'textual', 'rich', 'asyncio', 'dateutil', 'sqlite_utils'} & set(sys.modules)))"
    done = subprocess.run(
        python_program(code + loaded),
        env=python_environment(),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout == "[]\n"


def test_a_terminal_can_be_drawn_on_and_gets_utf8() -> None:
    text = kind(COLORTERM="truecolor", PYTHONIOENCODING="ascii")
    assert "screen=True, why='', ascii=False, colour=True, ansi=False" in text
    assert "utf-8 replace" in text


def test_the_linux_console_gets_ascii_and_its_own_colours() -> None:
    assert "screen=True, why='', ascii=True, colour=True, ansi=True" in kind(TERM="linux")
    assert "ascii=True, colour=False, ansi=True" in kind(TERM="vt220")


def test_a_plain_xterm_has_sixteen_colours() -> None:
    assert "ascii=False, colour=True, ansi=True" in kind(TERM="xterm")


def test_no_color_counts_unless_it_is_empty() -> None:
    assert "colour=False" in kind(NO_COLOR="1")
    assert "colour=True" in kind(NO_COLOR="")


def test_another_character_set_gets_ascii() -> None:
    assert "ascii=True" in kind(LC_ALL="de_DE.ISO-8859-1")
    assert "ascii=False" in kind(LC_ALL="C")
    assert "ascii=False" in kind(LC_ALL="de_DE.UTF-8@euro")


def test_a_terminal_that_only_prints_lines_is_refused_in_a_sentence() -> None:
    text = kind(TERM="dumb")
    assert "screen=False" in text
    assert "There is no screen to draw on: TERM=dumb stands for one that can only print lines." in text
    assert "TERM is not set" in kind(TERM="")


def test_a_pipe_is_refused_in_a_sentence() -> None:
    done = subprocess.run(
        python_program(TELL), env=python_environment(), stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        timeout=60,
    )  # fmt: skip
    assert "screen=False" in done.stdout
    assert "standard input is not a terminal" in done.stdout
