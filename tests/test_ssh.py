"""Over ssh: a real sshd on the loopback, a real client in a pseudo-terminal, and inside tmux."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from builders import a_store
from over_ssh import PATIENCE, command
from terminal import Terminal, stray_controls


def test_the_whole_way_down_and_back_over_ssh(server, tmp_path):
    store = a_store(tmp_path)
    with Terminal([*server, "-tt", command(store)], 80, 24, env={"TERM": "xterm-256color"}) as terminal:
        terminal.expect("1 of 4 events")
        terminal.press("j")
        terminal.expect("2 of 4 events")
        terminal.press("enter")
        terminal.expect("Rests on")
        terminal.press("enter")
        terminal.expect("passage 1 of")
        terminal.press("q", "q")
        terminal.expect("2 of 4 events")
        terminal.press("q")
        assert terminal.wait() == 0
        assert stray_controls(terminal.raw) == []


def test_a_session_without_a_terminal_prints_lines_and_ends(server, tmp_path):
    done = subprocess.run(
        [*server, "-T", command(a_store(tmp_path))], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and "\x1b" not in done.stdout and "2024" in done.stdout


def test_when_the_line_is_cut_nothing_is_left_running(server, tmp_path):
    store = a_store(tmp_path)
    marker = f"TIMELINE_TEST={os.getpid()}"
    with Terminal([*server, "-tt", f"export {marker}; {command(store)}"], 80, 24) as terminal:
        terminal.expect("1 of 4 events")
        terminal.process.kill()
        end = time.monotonic() + PATIENCE
        while left_running(marker) and time.monotonic() < end:
            time.sleep(0.1)
        assert left_running(marker) == []


def left_running(marker):
    """The processes that carry the marker in their environment."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if marker.encode() in environment.read_bytes().split(b"\0"):
                found.append(environment.parent.name)
        except OSError:
            continue
    return found


def test_inside_tmux(tmp_path):
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    start = [*tmux, "new-session", "-d", "-x", "100", "-y", "30", command(a_store(tmp_path))]
    subprocess.run(start, check=True, env={**os.environ, "TERM": "xterm-256color"})
    try:
        shown(tmux, "1 of 4 events")
        subprocess.run([*tmux, "send-keys", "G", "Enter"], check=True)
        shown(tmux, "on this source")
        subprocess.run([*tmux, "send-keys", "q"], check=True)
        shown(tmux, "4 of 4 events")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def shown(tmux, words):
    """Waits until words are in tmux's window."""
    end = time.monotonic() + PATIENCE
    screen = ""
    while time.monotonic() < end:
        screen = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True).stdout
        if words in screen:
            return
        time.sleep(0.05)
    raise AssertionError(f"{words!r} did not come; the screen:\n{screen}")
