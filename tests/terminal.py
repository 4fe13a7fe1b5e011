"""A program in a real pseudo-terminal: press keys, read the screen, look at every byte it sent.

with Terminal([sys.executable, "-c", program]) as terminal:
    terminal.expect("Ready")
    terminal.press("down", "down", "enter")
    terminal.settle()
    assert "Chapter 3" in terminal.text()
    assert terminal.close() == 0

Nothing sleeps for a fixed time: `expect` and `settle` read until what they wait for has come.
"""

import codecs
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from emulator import Cell, Emulator, stray_controls

__all__ = ["ROOT", "Terminal", "stray_controls"]

ROOT = Path(__file__).resolve().parent.parent
NOBODYS = f"{os.devnull}/nobody"
"""A folder that there can't be."""
PATIENCE = 30.0
"""How long to wait for what ought to come; a loaded machine is slow."""

QUESTION = re.compile(rb"\x1b\[[?>=]?[0-9;]*\$?[cnp]")
"""What a terminal answers."""

KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pgup": "\x1b[5~", "pgdn": "\x1b[6~", "insert": "\x1b[2~", "delete": "\x1b[3~",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f11": "\x1b[23~",
    "f12": "\x1b[24~",
}  # fmt: skip


def key_bytes(key: str) -> bytes:
    """What a terminal sends for a key; anything that is not the name of one is typed as it stands."""
    if key in KEYS:
        return KEYS[key].encode()
    if key.startswith("ctrl+") and len(key) == 6:
        return bytes([ord(key[5].upper()) & 0x1F])
    if key.startswith("alt+") and len(key) > 4:
        return b"\x1b" + key_bytes(key[4:])
    return key.encode("utf-8", "surrogateescape")


def python_environment(**more: str) -> dict[str, str]:
    """A small, known environment, in which Python finds the project, and nobody has attached an
    original, rebound a key, or is new to the program."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR", "PYTHONPYCACHEPREFIX") if key in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "XDG_DATA_HOME": NOBODYS,
        "XDG_STATE_HOME": NOBODYS,
        "XDG_CONFIG_HOME": NOBODYS,
        "TIMELINE_NO_HINTS": "1",
        **more,
    }


class Terminal:
    """One program, started in a terminal of its own."""

    def __init__(
        self,
        argv: Sequence[str],
        cols: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
    ) -> None:
        self._emulator = Emulator(cols, rows)
        self._behind = bytearray()
        self.raw = bytearray()
        """Every byte the program has sent."""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._open = True
        self._state = TemporaryDirectory()
        """Nobody was here before, unless the test says so."""
        self._master, slave = os.openpty()
        self._set_size(cols, rows)
        self.attributes_before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=python_environment(**{"XDG_STATE_HOME": self._state.name, **(env or {})}),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_take_the_terminal,
        )
        self._slave = slave  # kept, so that what a program left in the terminal can be looked at

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- what goes in

    def press(self, *keys: str) -> None:
        """Presses keys by name ("down", "ctrl+d", "alt+x"), or types text."""
        for key in keys:
            self.send(key_bytes(key))

    def send(self, data: bytes) -> None:
        """Sends bytes as they are, reading meanwhile so that neither side waits for the other."""
        view = memoryview(data)
        while view:
            _, writable, _ = select.select([], [self._master], [], 0.05)
            if writable:
                view = view[os.write(self._master, view[:1024]) :]
            self._read(0)

    def resize(self, cols: int, rows: int) -> None:
        """Changes the size of the terminal, which sends the program SIGWINCH."""
        self.emulator.screen.resize(rows, cols)
        self._set_size(cols, rows)

    def _set_size(self, cols: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    # ---- what comes out

    def _read(self, wait: float) -> bool:
        """Takes what has come, within this time; False if nothing did."""
        if not self._open or not select.select([self._master], [], [], wait)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side is closed
            data = b""
        if not data:
            return False
        self.raw += data
        self._behind += data
        if QUESTION.search(self._behind, max(0, len(self._behind) - len(data) - 32)):
            self._catch_up()
        return True

    def _catch_up(self) -> None:
        """Draws what has come, and answers it. Drawing is slow, so it is done only when somebody looks or asks."""
        answers = self._emulator.feed(self._decode(bytes(self._behind)))
        self._behind.clear()
        if answers and self._open:
            os.write(self._master, answers.encode())

    @property
    def emulator(self) -> Emulator:
        """The screen and the state of the terminal."""
        if self._behind:
            self._catch_up()
        return self._emulator

    def expect(self, what: str | Callable[["Terminal"], bool], timeout: float = PATIENCE) -> None:
        """Reads until a text is on the screen, or a condition holds; a frame that has begun is read to its end."""
        end = time.monotonic() + timeout
        while self._within_frame() or not (what in self.text() if isinstance(what, str) else what(self)):
            if time.monotonic() > end:
                raise AssertionError(f"waited {timeout} s for {what!r}; the screen:\n{self.text()}")
            if not self._read(0.05) and self.process.poll() is not None and not self._read(0.2):
                ended = f"ended with status {self.process.returncode} before {what!r}"
                raise AssertionError(f"the program {ended}; the screen:\n{self.text()}")

    def _within_frame(self) -> bool:
        """Whether only a part of a synchronized update has come, which a terminal would not show yet."""
        return self.raw.rfind(b"\x1b[?2026h") > self.raw.rfind(b"\x1b[?2026l")

    def settle(self, quiet: float = 0.15, timeout: float = PATIENCE) -> None:
        """Reads until nothing has come for a while, in which the program did nothing either.

        On a busy machine a program that is silent may only be waiting for its turn.
        """
        last = time.monotonic()
        end, before = last + timeout, self._work()
        while (now := time.monotonic()) - last < quiet:
            if now > end:
                raise AssertionError(f"still at work after {timeout} s; the screen:\n{self.text()}")
            heard, work = self._read(min(quiet, 0.03)), self._work()
            if heard or work != before or work[1]:
                last, before = time.monotonic(), work

    def _work(self) -> tuple[int, bool]:
        """The processor time that the program has used, in ticks, and whether one of its threads wants more of it."""
        spent, running = 0, False
        for path in Path(f"/proc/{self.process.pid}/task").glob("*/stat"):  # elsewhere than on Linux there is none
            with suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                spent, running = spent + int(fields[11]) + int(fields[12]), running or fields[0] in "RD"
        return spent, running

    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """What each row of the screen shows."""
        return self.emulator.lines()

    def cell(self, x: int, y: int) -> Cell:
        """The glyph and the attributes at a place, counted from nought."""
        return self.emulator.cells()[y][x]

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor is, as (x, y)."""
        return self.emulator.screen.cursor.x, self.emulator.screen.cursor.y

    @property
    def modes(self) -> set[int]:
        """The private modes that are on, such as 1049 for the alternate screen."""
        return self.emulator.modes

    def mark(self) -> int:
        """A place in the output, for `since`."""
        return len(self.raw)

    def since(self, mark: int) -> bytes:
        """The bytes that have come after a mark."""
        return bytes(self.raw[mark:])

    def attributes(self) -> list[int | list[bytes | int]]:
        """The terminal's own settings (termios), to compare with `attributes_before`."""
        return termios.tcgetattr(self._slave)

    # ---- the end

    def signal(self, number: signal.Signals) -> None:
        """Sends the program a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Takes the terminal away, as a lost connection does."""
        if self._open:
            self._open = False
            os.close(self._slave)
            os.close(self._master)

    def wait(self, timeout: float = PATIENCE) -> int:
        """Reads until the program has ended; its exit status, negative for a signal."""
        end = time.monotonic() + timeout
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise AssertionError(f"still running after {timeout} s; the screen:\n{self.text()}")
            if not self._read(0.05) and not self._open:
                time.sleep(0.01)
        while self._read(0.05):
            pass
        return self.process.returncode

    def close(self) -> int:
        """Ends the program if it still runs, gently and then not; its exit status."""
        for number, patience in ((signal.SIGTERM, 5.0), (signal.SIGKILL, PATIENCE)):
            if self.process.poll() is None:
                self.process.send_signal(number)
                try:
                    self.wait(patience)
                except AssertionError:
                    continue
        self.hang_up()
        status = self.process.wait(PATIENCE)
        self._state.cleanup()
        return status


def _take_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def python_program(source: str) -> list[str]:
    """The command that runs a small program with the Python of the tests."""
    return [sys.executable, "-c", source]
