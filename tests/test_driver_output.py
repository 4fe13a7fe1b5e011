"""What the terminal driver sends: the right cells, few bytes, and everything again when that is needed."""

import random
import signal

from programs import KEYS, LIST, OWN_DRIVER, RUN
from terminal import Terminal, python_program


def test_the_size_is_the_ttys_own_and_has_a_limit() -> None:
    claims = {"COLUMNS": "99999", "LINES": "99999"}
    with Terminal(python_program(KEYS + RUN), cols=70, rows=20, env=claims) as terminal:
        terminal.expect("70x20")
        terminal.resize(40, 12)
        terminal.expect("40x12")
        terminal.resize(3000, 2000)
        terminal.expect(lambda terminal: b"1000x500" in terminal.raw)


def test_after_a_change_of_size_and_back_everything_is_drawn_again() -> None:
    with Terminal(python_program(LIST + RUN)) as terminal:
        terminal.expect(" 0 keys")
        terminal.settle()
        before = terminal.emulator.cells()
        terminal.emulator.feed("\x1b[5;5H\x1b[41mnonsense\x1b[m")
        terminal.signal(signal.SIGWINCH)
        terminal.settle()
        assert terminal.emulator.cells() == before


def play(driver: str, keys: list[str], sizes: bool = False) -> tuple[list[object], int]:
    """What the screen shows after these keys, and how many bytes they cost."""
    with Terminal(python_program(LIST + driver + RUN)) as terminal:
        terminal.expect(" 0 keys")
        terminal.settle()
        mark = terminal.mark()
        screens: list[object] = []
        for count, key in enumerate(keys):
            if sizes and count % 10 == 9:
                terminal.resize(60 + count, 15 + count % 8)
                terminal.expect(f"{60 + count}x{15 + count % 8}")
            terminal.press(key)
            terminal.expect(f"{count + 1} keys")
            terminal.settle(quiet=0.1)
            screens.append(terminal.emulator.cells())
        return screens, len(terminal.since(mark))


def test_what_is_shown_is_cell_by_cell_what_textuals_own_driver_shows() -> None:
    chance = random.Random(11)
    keys = chance.choices(["down", "down", "up", "pgdn", "pgup"], k=30)
    ours, _ = play("", keys, sizes=True)
    textuals, _ = play(OWN_DRIVER, keys, sizes=True)
    assert ours == textuals


def test_scrolling_costs_a_fraction_of_the_bytes() -> None:
    keys = ["pgdn"] + ["down"] * 10
    _, ours = play("", keys)
    _, textuals = play(OWN_DRIVER, keys)
    assert ours * 5 < textuals


def test_a_frame_that_was_drawn_before_textual_is_not_drawn_again() -> None:
    early = """
first = "\\x1b[1;1HReady\\x1b[2;1H80x24\\x1b[1;1H"
sys.stderr.write("\\x1b[?1049h" + first)
sys.stderr.flush()
Driver.first_frame = first
Keys.CSS = "Screen, Static { background: ansi_default; color: ansi_default; }"
Driver = Driver
"""
    run = RUN.replace("driver_class=Driver", "driver_class=Driver, ansi_color=True")
    with Terminal(python_program(KEYS + early + run)) as terminal:
        terminal.expect(lambda terminal: 2004 in terminal.modes)
        terminal.settle()
        assert terminal.lines()[:2] == ["Ready", "80x24"]
        assert terminal.raw.count(b"\x1b[?1049h") == 1
        assert terminal.raw.count(b"Ready") == 1
        assert b"\x1b[2J" not in terminal.raw
        terminal.press("z")
        terminal.expect("Key 'z'")


def test_a_spoilt_screen_is_redrawn() -> None:
    redraw = KEYS.replace('("q", "quit", "")', '("r", "redraw", "")')
    with Terminal(python_program(redraw + RUN)) as terminal:
        terminal.expect("80x24")
        terminal.settle()
        terminal.emulator.feed("\x1b[2;1Hsomething else\x1b[20;1Hfar down")
        terminal.press("r")
        terminal.expect("Key 'r'")
        terminal.settle()
        assert terminal.lines() == ["Key 'r'", "80x24"] + [""] * 22


def test_nothing_is_sent_while_nothing_happens() -> None:
    with Terminal(python_program(KEYS + RUN)) as terminal:
        terminal.expect("Ready")
        terminal.settle()
        mark = terminal.mark()
        terminal.settle(quiet=1.0)
        assert terminal.since(mark) == b""
