"""The terminal driver, in real terminals: what comes in, and how it all ends."""

import os
import random
import signal
from pathlib import Path

import pytest
from programs import KEYS, RUN, SAVING
from terminal import Terminal, python_program, stray_controls


def test_keys_arrive_and_the_terminal_is_given_back_as_it_was() -> None:
    with Terminal(python_program(KEYS + RUN)) as terminal:
        terminal.expect("Ready")
        terminal.press("down")
        terminal.expect("Key 'down'")
        terminal.press("é")
        terminal.expect("Key 'é'")
        terminal.settle()
        assert terminal.modes == {1049, 1000, 1006, 2004}  # the mouse's buttons, never its every movement
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.modes == {7, 25}
        assert terminal.emulator.keyboard_stack == 0
        assert terminal.attributes() == terminal.attributes_before
        assert stray_controls(bytes(terminal.raw)) == []


@pytest.mark.parametrize(
    "sent",
    [
        b"\xff\xfe\x80\xc3(\xf8\x88\x80\x80\x80",
        b"\x1b[1114112u",
        b"\x1b[99999999999999999999;5u",
        b"\x1b[55296u\x1b[27;2;55296~",
        b"\x1b[48;99999;99999;1;1t",
        b"\x1b[48;0;0;0;0t\x1b[<0;10;10M\x1b[<0;10;10m",
        b"\x1b[?2048;2$y\x1b[?2026;9$y",
        b"\x1b[<999;99999;99999M\x1b[<0;-1;-1M\x1b[M\xff\xff\xff",
        b"\x1b]52;c;" + b"A" * 5000 + b"\x07",
        b"\x1b" * 500,
        b"\x1b[" + b"9;" * 2000 + b"u",
        b"\x00\x1b[0n\x1b[1;1R\x9b1~\xc2\x9b1~",
    ],
)
def test_no_input_ends_the_program(sent: bytes) -> None:
    with Terminal(python_program(KEYS + RUN)) as terminal:
        terminal.expect("Ready")
        terminal.send(sent)
        terminal.settle(quiet=0.3)
        terminal.press("z")
        terminal.expect("z'")
        assert "80x24" in terminal.text()


def test_random_input_does_not_end_the_program() -> None:
    chance = random.Random(3)
    parts = [
        b"\x1b",
        b"[",
        b"[200~",
        b"[201~",
        b"[<",
        b";",
        b"1",
        b"99999",
        b"M",
        b"u",
        b"~",
        b"t",
        b"\xff",
        b"x",
        b"R",
    ]
    with Terminal(python_program(KEYS.replace('("q", "quit", "")', "") + RUN)) as terminal:
        terminal.expect("Ready")
        for _ in range(200):
            terminal.send(b"".join(chance.choices(parts, k=chance.randint(1, 30))) + b"\x1b[201~")
        terminal.settle(quiet=0.3)
        terminal.press("w")
        terminal.expect("w'")


def test_a_paste_arrives_whole_up_to_a_limit_and_without_halves_of_characters() -> None:
    with Terminal(python_program(KEYS + RUN)) as terminal:
        terminal.expect("Ready")
        terminal.send(b"\x1b[200~two\nlines \xed\xa0\x80\x1b[201~")
        terminal.expect("Pasted 13")
        terminal.send(b"\x1b[200~" + b"x" * 150_000 + b"\x1b[201~")
        terminal.expect("Pasted 100000")


def test_a_paste_that_is_never_ended_does_not_swallow_the_keys_for_ever() -> None:
    with Terminal(python_program(KEYS + "Driver.paste_patience = 0.2" + RUN)) as terminal:
        terminal.expect("Ready")
        terminal.send(b"\x1b[200~never ended")
        terminal.settle(quiet=1.0)
        terminal.press("z")
        terminal.expect("Key 'z'")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_to_end_saves_and_restores_the_terminal(tmp_path: Path, number: signal.Signals, status: int) -> None:
    saved = tmp_path / "saved"
    with Terminal([*python_program(KEYS + SAVING + RUN), str(saved)]) as terminal:
        terminal.expect("Ready")
        terminal.settle()
        terminal.signal(number)
        assert terminal.wait() == status
        assert saved.read_text() == "saved"
        assert terminal.modes == {7, 25}
        assert terminal.emulator.keyboard_stack == 0
        assert terminal.attributes() == terminal.attributes_before


@pytest.mark.parametrize("ignored", [False, True])
def test_when_the_terminal_goes_away_the_program_saves_and_goes_too(tmp_path: Path, ignored: bool) -> None:
    saved = tmp_path / "saved"
    deaf = (
        "import signal\nKeys.on_mount = lambda self: signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" if ignored else ""
    )
    with Terminal([*python_program(KEYS + SAVING + deaf + RUN), str(saved)]) as terminal:
        terminal.expect("Ready")
        terminal.settle()
        terminal.hang_up()
        assert terminal.wait() == 129
        assert saved.read_text() == "saved"


def test_a_save_that_hangs_does_not_keep_the_program() -> None:
    slow = "import time, tui.driver\ntui.driver.SAVING_TIME = 0.2\nDriver.on_hangup = lambda: time.sleep(1000)\n"
    with Terminal(python_program(KEYS + slow + RUN)) as terminal:
        terminal.expect("Ready")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143


def test_a_save_that_fails_does_not_keep_the_terminal() -> None:
    with Terminal(python_program(KEYS + "Driver.on_hangup = lambda: 1 / 0\n" + RUN)) as terminal:
        terminal.expect("Ready")
        terminal.settle()
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert terminal.modes == {7, 25}


def test_stopped_and_continued_the_screen_comes_back() -> None:
    with Terminal(python_program(KEYS + RUN)) as terminal:
        terminal.expect("Ready")
        terminal.settle()
        terminal.signal(signal.SIGTSTP)
        terminal.expect(lambda terminal: 1049 not in terminal.modes)
        os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
        assert terminal.attributes() == terminal.attributes_before
        terminal.signal(signal.SIGCONT)
        terminal.expect("Ready")
        terminal.press("z")
        terminal.expect("Key 'z'")
