"""The first frame, drawn before the framework is loaded: the same to the cell and to the colour as what follows."""

import random
import sys
from pathlib import Path

import pytest
from builders import a_store
from rich.color import Color, ColorSystem
from terminal import Terminal, python_program

from tui import first_frame

ROOT = Path(__file__).parent.parent


def test_colours_are_reduced_to_256_as_the_framework_does_it():
    dice = random.Random(7)
    for _ in range(2000):
        red, green, blue = (dice.randrange(256) for _ in range(3))
        theirs = Color.from_rgb(red, green, blue).downgrade(ColorSystem.EIGHT_BIT).number
        assert first_frame.nearest(red, green, blue) == theirs


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (101, 11)], ids=str)
@pytest.mark.parametrize("colours", ["truecolor", ""])
def test_when_the_framework_takes_over_nothing_changes(tmp_path, size, colours):
    store = a_store(tmp_path)
    program = python_program(f"""
import sys, time
from tui import app, cli
view = app.view
def later(*arguments):
    time.sleep(1.0)
    print("\\x1b]777;now\\x07", end="", file=sys.__stderr__, flush=True)
    return view(*arguments)
app.view = later
sys.exit(cli.main([{str(store)!r}]))
""")
    with Terminal(program, *size, env={"TERM": "xterm-256color", "COLORTERM": colours}) as terminal:
        terminal.expect("keys")
        terminal.settle()  # the whole of it has come
        before = terminal.emulator.cells()
        terminal.expect(lambda terminal: b"777;now" in terminal.raw)
        mark = terminal.mark()
        terminal.expect(lambda terminal: b"\x1b[?1000h" in terminal.since(mark))
        terminal.settle(0.5)
        assert terminal.emulator.cells() == before
        assert len(terminal.since(mark)) < 600


def test_keys_typed_before_the_framework_is_up_are_not_lost_and_not_echoed(tmp_path):
    with Terminal([sys.executable, "-m", "tui.cli", str(a_store(tmp_path))], 80, 24) as terminal:
        terminal.expect("keys")
        terminal.press("j", "j")
        terminal.expect("3 of 4 events")
        assert "jj" not in terminal.text()
    with Terminal([sys.executable, "-m", "tui.cli", str(tmp_path / "dataset.db")], 80, 24) as terminal:
        terminal.expect("keys")
        terminal.press("enter")
        terminal.expect("Rests on")
