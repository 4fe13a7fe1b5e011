"""A command line, laid out so that it can be selected on the screen and pasted into a shell as it stands."""

import os
import shlex
from collections.abc import Sequence

from tui.guard import guard
from tui.render.lines import Span, width_of

_LEAST = 8
"""Cells of a line below which nothing is laid out any more."""


def quoted(word: str) -> str:
    """A word as any shell takes it; what can't be printed is spelled out, and put together by the shell's `printf`.

    What a shell prints loses the line breaks at its end: a word that ends with one is spelled as bash, zsh and ksh
    understand it, though not dash and fish.
    """
    if word.isprintable() and guard(word) == word:
        plain = shlex.quote(word)
        return f"'{word}'" if plain == word and word.startswith("=") else plain  # zsh takes =ls for /bin/ls
    if word.endswith("\n"):
        return "$'" + _spelled(word, "\\x{:02x}") + "'"
    return "\"$(printf %b '" + _spelled(word, "\\0{:03o}") + "')\""


def _spelled(word: str, otherwise: str) -> str:
    """A word in signs that stand for themselves wherever they stand; `otherwise` is how all others are written."""
    signs = ((chr(byte), byte) for byte in _bytes(word))
    return "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "/._-+,:@") else otherwise.format(byte)
        for sign, byte in signs
    )


def _bytes(word: str) -> bytes:
    try:
        return os.fsencode(word)
    except UnicodeEncodeError:
        return word.encode("utf-8", "replace")


def laid_out(words: Sequence[str], width: int) -> list[str]:
    """The words in lines of so many cells, each but the last ending with a backslash in its last cell.

    The backslash is the last cell of its line because a space after it would be part of what is selected. A word
    that is longer than a line goes on in the next one, in quotes of its own.
    """
    width = max(width, _LEAST)
    found, line = [], ""
    for word in words:
        piece = f"{line} {quoted(word)}" if line else quoted(word)
        if _cells(piece) < width - 1:
            line = piece
            continue
        if line:
            found.append(f"{line}{' ' * (width - 1 - _cells(line))}\\")
        *full, line = _pieces(word, width)
        found += [f"{part}\\" for part in full]
    return [*found, line]


def _pieces(word: str, width: int) -> list[str]:
    pieces, rest = [], word
    while _cells(quoted(rest)) >= width - 1:
        size = min(len(rest), width)
        while size > 1 and _cells(quoted(rest[:size])) >= width - 1:
            size -= 1
        pieces.append(quoted(rest[:size]))
        rest = rest[size:]
    return [*pieces, quoted(rest)]


def _cells(text: str) -> int:
    return width_of((Span(text),))
