"""The ways from a program in a terminal to its user's clipboard, which may be on another machine.

`copy` tries what there is, in order, and says by which way a text went. Nothing here needs Textual.

- Inside tmux, `tmux load-buffer -w -`: into tmux's buffer and on to the terminal around it, also with tmux's default
  settings, which let no OSC 52 of a program through. Where that fails, as before tmux 3.2, OSC 52 twice: such that
  tmux passes it on as it is, and such that it takes it for its own.
- Over ssh, OSC 52: the escape sequence by which a terminal is given the text. The tools of the machine that one is
  logged in to would fill a clipboard that the user does not see, so they are never used.
- Inside GNU screen, OSC 52 in pieces that screen passes on (DCS).
- Else the machine's own tool: pbcopy, wl-copy, xclip or xsel; and OSC 52 where there is none.

A tool says whether it took the text. A terminal does not, nor does tmux: therefore each text is written to a file too.
ssh from within tmux can't be told from ssh, and that tmux lets OSC 52 through only with `set-clipboard on`.
"""

import base64
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 2.0
"""Seconds that a tool is given."""
MOST_ENCODED = 74_994
"""The bytes of base64 that terminals take at a time."""
TERMINAL = "OSC 52"
TMUX = "tmux"
FILE = "copied.txt"
_OVER_SSH = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")
_PIECE = 240  # GNU screen takes strings of 256 bytes
_TOOLS = {
    TMUX: ("load-buffer", "-w", "-"),
    "pbcopy": (),
    "wl-copy": ("--type", "text/plain;charset=utf-8"),
    "xclip": ("-selection", "clipboard", "-in"),
    "xsel": ("--clipboard", "--input"),
}


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a text."""

    ways: tuple[str, ...]
    """By which it went; none: it did not reach a clipboard."""
    file: Path | None
    """Where it stands as well; None where no file could be written."""
    too_long: bool = False
    """More than a terminal takes."""

    @property
    def sure(self) -> bool:
        """Whether somebody said that the text has arrived."""
        return any(way not in (TERMINAL, TMUX) for way in self.ways)


def ways(environment: Mapping[str, str], platform: str = sys.platform) -> list[list[str]]:
    """The ways to try, in order; those of one list lead to different places, and all of them are taken."""
    remote = any(environment.get(name) for name in _OVER_SSH)
    own: list[str] = []
    if not remote:
        own += ["pbcopy"] if platform == "darwin" else []
        own += ["wl-copy"] if environment.get("WAYLAND_DISPLAY") else []
        own += ["xclip", "xsel"] if environment.get("DISPLAY") else []
    tools = [[tool] for tool in own]
    if environment.get("TMUX"):
        return [*([TMUX, *tool] for tool in tools), [TMUX], [TERMINAL]]
    return [*tools, [TERMINAL]]


def copy(
    text: str, write: Callable[[str], object], folders: Sequence[Callable[[], Path]], environment: Mapping[str, str]
) -> Copied:
    """Copies a text by the first way that takes it, and into a file in the first of the folders that can be written.

    `write` gives the terminal a sequence. Takes a few seconds where a tool hangs.
    """
    file = _kept(text, folders)
    payload = base64.b64encode(text.encode("utf-8", "replace")).decode()
    tried: dict[str, bool] = {}

    def goes(way: str) -> bool:
        if way == TERMINAL:
            if len(payload) > MOST_ENCODED:
                return False
            within = "tmux" if environment.get("TMUX") else "screen" if environment.get("STY") else ""
            write(sequence(payload, within))
            return True
        if way not in tried:
            tried[way] = _given(text, way, environment)
        return tried[way]

    for several in ways(environment):
        taken = tuple(way for way in several if goes(way))
        if taken and taken[-1] == several[-1]:
            return Copied(taken, file)
    return Copied(tuple(way for way, took in tried.items() if took), file, len(payload) > MOST_ENCODED)


def sequence(payload: str, within: str = "") -> str:
    """What sets a terminal's clipboard to a text in base64; `within`: what the terminal is seen through, or nothing."""
    whole = f"\x1b]52;c;{payload}\x07"
    if within == "tmux":
        return f"\x1bPtmux;\x1b{whole}\x1b\\{whole}"
    if not within:
        return whole
    return "".join(f"\x1bP{whole[at : at + _PIECE]}\x1b\\" for at in range(0, len(whole), _PIECE))


def _given(text: str, tool: str, environment: Mapping[str, str]) -> bool:
    """Gives a text to a tool, which may stay behind to hand it out."""
    path = shutil.which(tool, path=environment.get("PATH"))
    if path is None or not os.path.isabs(path):
        return False
    try:
        process = subprocess.Popen(
            [path, *_TOOLS[tool]],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,  # a pipe would stay open for as long as the tool stays behind
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=dict(environment),
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        process.communicate(text.encode("utf-8", "replace"), PATIENCE)
    except subprocess.TimeoutExpired:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return process.returncode == 0


def _kept(text: str, folders: Sequence[Callable[[], Path]]) -> Path | None:
    """Writes the file, readable by its owner alone, in one step."""
    for folder in folders:
        with suppress(OSError):
            return _written(folder(), text)
    return None


def _written(folder: Path, text: str) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".copied-", dir=folder)  # made with mode 0600
    try:
        with open(descriptor, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(text)
        os.replace(name, folder / FILE)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return folder / FILE


def sentences(copied: Copied, text: str, what: str) -> list[str]:
    """What the reader is told, each shorter than the one before; `what` names the format."""
    where = "" if copied.file is None else f" in {_short(copied.file)}"
    size = f"{len(text):,} character{'' if len(text) == 1 else 's'}"
    if copied.ways:
        done = f"Copied ({', '.join(copied.ways)})"
        also = f"; also{where}" if where and not copied.sure else ""
        return [f"{done}: {size}, {what}{also}", f"{done}: {size}{also}", f"{done}{also}"]
    why = f"{size} are more than a terminal takes" if copied.too_long else "no clipboard was reached"
    return [f"Not copied: {why}{'. The text is' if where else ', and no file can be written'}{where}."]


def _short(path: Path) -> str:
    """A path with the user's home folder as `~`."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
