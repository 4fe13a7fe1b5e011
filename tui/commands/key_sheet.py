"""`timeline keys`: the keys that are in force, what is wrong with the user's own, and a file to begin with."""

import json
from collections.abc import Iterator
from pathlib import Path

from tui import key_names, keys
from tui.guard import guard
from tui.keys import Key
from tui.rebinding import Rebound

HOW = """\
# The keys of timeline. {where}
#
# Take the # away from a line, and change its keys. false, or an empty list, switches an action off.
# A key is written as it is typed: "g", "G", "?", ":". Others have names: "space", "enter", "esc", "tab", "backspace",
# "delete", "insert", "up", "down", "left", "right", "home", "end", "pgup", "pgdn", "F1" to "F12",
# "ctrl+d", "shift+tab".
# A key means one thing in a place, in every list, and everywhere: where it is taken, take it away there first.
# timeline keys says what holds, and what is wrong.
"""


def text(rebound: Rebound, path: Path) -> Iterator[str]:
    """The table for a person, place by place; a star stands at what the file has changed."""
    for place, heading in keys.PLACES.items():
        here = [key for key in rebound.table if key.place == place]
        if not here:
            continue
        yield f"{heading} [{place}]\n"
        for key in here:
            star = "*" if key != _usual(key) else " "
            yield f"{star} {key.action:<18} {key.shown or '(off)':<18} {key.help}\n"
        yield "\n"
    if rebound.table != keys.TABLE:
        yield f"* as {guard(str(path))} has it\n"


def as_json(rebound: Rebound, path: Path) -> str:
    """The same as JSON."""
    return json.dumps(
        {
            "file": str(path),
            "problems": [{"line": problem.line, "problem": problem.words} for problem in rebound.problems],
            "keys": [
                {
                    "place": key.place,
                    "action": key.action,
                    "keys": _typed(key),
                    "usual": _typed(_usual(key)),
                    "changed": key != _usual(key),
                    "does": key.help,
                }
                for key in rebound.table
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def template(path: Path) -> Iterator[str]:
    """A file to begin with: all actions with their usual keys, none of them changed."""
    yield HOW.format(where=f"Save this as {guard(str(path))}")
    for place, heading in keys.PLACES.items():
        here = [key for key in keys.TABLE if key.place == place]
        if here:
            yield f"\n[{place}]  # {heading}\n"
        for key in here:
            setting = f"# {key.action} = [{', '.join(_quoted(name) for name in _typed(key))}]"
            yield f"{setting:<44}  # {key.help}\n"


def _quoted(name: str) -> str:
    return f"'{name}'" if name in ('"', "\\", "ctrl+\\") else f'"{name}"'


def _typed(key: Key) -> list[str]:
    return [key_names.typed(name) for name in key.keys.split(",") if name]


def _usual(key: Key) -> Key:
    return next(usual for usual in keys.TABLE if (usual.place, usual.action) == (key.place, key.action))
