"""The environment the program runs in: what of it is obeyed, and what kind of terminal there is.

Standard library only; `scrub` has to run before Textual and Rich are imported, because they read their variables
as they are imported. Variables that make a library load code, write files, press keys, start programs or believe
in another screen are removed: on a shared machine they may come from somebody else.
"""

import os
import sys
from dataclasses import dataclass

_ANOTHER_SCREEN = ("COLUMNS", "LINES", "JUPYTER_COLUMNS", "JUPYTER_LINES", "UNICODE_VERSION")
_ANOTHER_TERMINAL = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
_OTHER_PROGRAMS = ("BROWSER", "PAGER", "EDITOR", "VISUAL")
_REMOVED = frozenset(_ANOTHER_SCREEN + _ANOTHER_TERMINAL + _OTHER_PROGRAMS)
_SET = {
    "TEXTUAL_ANIMATIONS": "none",  # a scroll that slides costs forty times the bytes
    "TEXTUAL_SMOOTH_SCROLL": "0",  # the size comes from the tty, and mouse positions in cells
}
_NO_SCREEN = frozenset(("", "dumb", "unknown"))


@dataclass(frozen=True, slots=True)
class Terminal:
    """What may be done with the terminal."""

    screen: bool
    """It can be drawn on."""
    why: str
    """If it can't: one sentence that says why."""
    ascii: bool
    """It may lack the glyphs that are not ASCII."""
    colour: bool
    """It has colours and its user wants them."""
    ansi: bool
    """Its own sixteen colours are all it has."""


def scrub() -> None:
    """Removes what must not be obeyed and sets what the libraries are to read."""
    for name in list(os.environ):
        if name.startswith("TEXTUAL") or name in _REMOVED or (name == "NO_COLOR" and not os.environ[name]):
            del os.environ[name]  # an empty NO_COLOR means nothing, by its convention
    os.environ.update(_SET)


def terminal_kind() -> Terminal:
    """What kind of terminal this is. One that can be drawn on gets UTF-8 from here on."""
    name = os.environ.get("TERM", "")
    why = _why_not(name)
    if not why:
        _write_utf8()
    console = name.split("-")[0] in ("linux", "cons25", "sun", "ansi") or name.startswith("vt")
    rich = os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    return Terminal(
        screen=not why,
        why=why,
        ascii=console or not _utf8_locale(),
        colour=not os.environ.get("NO_COLOR") and not name.startswith("vt"),
        ansi=console or not (rich or "256" in name or "kitty" in name or "direct" in name),
    )


def _why_not(name: str) -> str:
    for stream, called in ((sys.stdin, "input"), (sys.stdout, "output"), (sys.stderr, "error output")):
        if stream is None or not stream.isatty():
            return f"There is no screen to draw on: standard {called} is not a terminal."
    if name in _NO_SCREEN:
        said = f"TERM={name} stands for one" if name else "TERM is not set: it is taken for one"
        return f"There is no screen to draw on: {said} that can only print lines."
    return ""


def _utf8_locale() -> bool:
    """Whether the terminal is set up for UTF-8; where the locale says nothing, it is."""
    chosen = next((os.environ[key] for key in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(key)), "")
    _, _, charset = chosen.partition("@")[0].partition(".")
    return charset.lower().replace("-", "") in ("", "utf8")


def _write_utf8() -> None:
    """Textual draws on standard error, and would spell out what another encoding lacks."""
    for stream in (sys.__stderr__, sys.__stdout__):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
