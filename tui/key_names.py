"""Keys as a person types them in a file, as one reads them on the screen, and as Textual names them.

`ctrl+d`, `G`, `?`, `pgdn` become `ctrl+d`, `G`, `question_mark`, `pagedown`. What a terminal can't send, or
sends as another key, is refused with a sentence. Nothing here needs Textual.
"""

import difflib
import re
import unicodedata

_NAMED = {
    "enter": "enter", "return": "enter", "esc": "escape", "escape": "escape", "tab": "tab", "space": "space",
    "backspace": "backspace", "delete": "delete", "del": "delete", "insert": "insert", "ins": "insert",
    "home": "home", "end": "end", "pgup": "pageup", "pageup": "pageup", "pgdn": "pagedown", "pagedown": "pagedown",
    "up": "up", "down": "down", "left": "left", "right": "right", "↑": "up", "↓": "down", "←": "left", "→": "right",
    "plus": "plus", "minus": "minus", "comma": "comma", "colon": "colon", "slash": "slash", "dot": "full_stop",
} | {f"f{number}": f"f{number}" for number in range(1, 13)}  # fmt: skip
_MOVES = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
_RENAMED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
_CTRL_SIGNS = {"space": "ctrl+@", "@": "ctrl+@", "\\": "ctrl+backslash", "]": "ctrl+right_square_bracket",
               "^": "ctrl+circumflex_accent", "_": "ctrl+underscore"}  # fmt: skip
_SAME = {"i": "tab", "m": "enter", "h": "backspace", "j": "a line's end", "[": "esc"}
"""What terminals send for ctrl and these."""
_SHOWN = {"pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "up": "↑", "down": "↓", "left": "←",
          "right": "→"}  # fmt: skip
_MODIFIERS = {
    "ctrl": "ctrl", "control": "ctrl", "c": "ctrl", "alt": "alt", "meta": "alt", "option": "alt", "opt": "alt",
    "a": "alt", "m": "alt", "shift": "shift", "s": "shift", "super": "super", "cmd": "super", "command": "super",
    "win": "super", "hyper": "super",
}  # fmt: skip
_MODIFIED = re.compile(r"([A-Za-z]+)[+-](.+)", re.DOTALL)


class KeyNameError(ValueError):
    """A text that names no key, or one that can't be used; the message is a sentence about it."""


def of_sign(sign: str) -> str:
    """The name of the key that types a sign."""
    if sign.isalnum():
        return sign
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name or sign)


def parse(text: str) -> str:
    """The name of the key that a person wrote. Raises KeyNameError."""
    if len(text) == 1:
        return _sign(text)
    written = text.strip()
    lower = written.lower()
    if lower in _NAMED:
        return _NAMED[lower]
    if len(written) == 2 and written[0] == "^":
        return _modified({"ctrl"}, written[1], text)
    modifiers: set[str] = set()
    rest = written
    while (found := _MODIFIED.fullmatch(rest)) and found[1].lower() in _MODIFIERS:
        modifiers.add(_MODIFIERS[found[1].lower()])
        rest = found[2]
    if modifiers:
        return _modified(modifiers, rest, text)
    raise KeyNameError(_unknown(written))


def _sign(sign: str) -> str:
    if sign == " ":
        return "space"
    if sign in _NAMED:
        return _NAMED[sign]
    if not sign.isprintable() or unicodedata.category(sign)[0] in "MCZ":
        raise KeyNameError(f"U+{ord(sign):04X} is no key that can be typed; keys have names: tab, enter, esc, ctrl+d")
    return of_sign(sign)


def _modified(modifiers: set[str], rest: str, text: str) -> str:
    if "alt" in modifiers:
        raise KeyNameError(
            f"{text!r}: terminals send alt as esc and then the key, which can't be told from the two keys"
        )
    if "super" in modifiers:
        raise KeyNameError(f"{text!r}: terminals don't send this key on")
    name = _NAMED.get(rest.lower(), rest)
    if name in _MOVES and len(modifiers) == 1:
        return f"{modifiers.pop()}+{name}"
    if modifiers == {"shift"}:
        if name == "tab":
            return "shift+tab"
        if len(rest) == 1 and rest.isalpha():
            raise KeyNameError(f"{text!r}: write the letter as it is typed: {rest.upper()!r}")
        raise KeyNameError(f"{text!r}: write the sign that is typed, without shift")
    return _with_ctrl(modifiers, name, rest, text)


def _with_ctrl(modifiers: set[str], name: str, rest: str, text: str) -> str:
    letter = rest.lower()
    if modifiers != {"ctrl"}:
        raise KeyNameError(f"{text!r}: terminals can't tell this from ctrl+{letter}")
    if letter in _SAME:
        raise KeyNameError(f"{text!r}: terminals send the same as for {_SAME[letter]}")
    if letter in ("c", "q"):
        raise KeyNameError(f"{text!r} always leaves, whatever a file says")
    if len(letter) == 1 and letter.isascii() and letter.isalpha():
        return f"ctrl+{letter}"
    found = _CTRL_SIGNS.get(name, _CTRL_SIGNS.get(letter))
    if found is None:
        raise KeyNameError(f"{text!r}: terminals can't send this; ctrl goes with a letter, an arrow or space")
    return found


def _unknown(written: str) -> str:
    parts = re.split(r"[,\s]+", written)
    if len(parts) > 1 and all(parts):
        listed = ", ".join(f'"{part}"' for part in parts)
        return f"{written!r} is no key; several keys are a list: [{listed}]"
    if re.fullmatch(r"[fF]\d+", written):
        return f"{written!r} is no key: F1 to F12 are"
    near = difflib.get_close_matches(written.lower(), [*_NAMED, *(f"ctrl+{letter}" for letter in "dulop")], 1)
    return f"{written!r} is no key" + (
        f"; did you mean {near[0]!r}?" if near else ": write G, ?, space, pgdn, F5, ctrl+d"
    )


def typed(name: str) -> str:
    """A key as one types it into a file, in ASCII where the key is."""
    if name == "ctrl+@":
        return "ctrl+space"
    before, plus, last = name.rpartition("+")
    last = {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn"}.get(last, last)
    if len(last) > 1 and re.fullmatch(r"f\d+", last) is None:
        last = _SIGNS.get(last, last)
    return f"{before}{plus}{last}" if re.fullmatch(r"f\d+", last) is None else f"{before}{plus}{last.upper()}"


def shown(name: str) -> str:
    """A key as one reads it on the screen."""
    before, plus, last = name.rpartition("+")
    if last in _SHOWN:
        return f"{before}{plus}{_SHOWN[last]}"
    return name.upper() if re.fullmatch(r"f\d+", name) else typed(name)


_SIGNS = {of_sign(sign): sign for sign in map(chr, range(33, 127)) if not sign.isalnum()}
