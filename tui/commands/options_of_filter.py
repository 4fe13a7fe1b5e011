"""A filter on the command line: told apart from the name of a store, and its mistakes pointed at."""

import argparse
import os
from typing import TYPE_CHECKING

from store.errors import FilterError
from tui.cells import cells
from tui.guard import complain, guard

if TYPE_CHECKING:
    from store.filters import Filter

STORES = (".timeline", ".db", ".sqlite", ".sqlite3")
"""How the name of a store ends."""


def told_apart(options: argparse.Namespace) -> None:
    """Of the words after a command, the first names a store where there is such a file or folder, or it looks like one;
    all others are the filter. Sets `target` and `line`.
    """
    words = list(options.words)
    options.target = words.pop(0) if words and _names_a_store(words[0]) else None
    options.line = " ".join(words).strip()


def _names_a_store(word: str) -> bool:
    try:
        if os.path.exists(word):
            return True
    except ValueError:  # a zero byte
        return False
    place = word.startswith(("/", "./", "../", "~")) or (os.sep in word and ":" not in word)
    return not any(char.isspace() for char in word) and (place or word.endswith(STORES))


def asked(options: argparse.Namespace) -> "Filter":
    """The filter that the command line gives. Raises FilterError."""
    from store.filters import parse

    return parse(options.line)


def point_at(line: str, error: FilterError) -> None:
    """Say what is wrong with a filter, and mark the letters that are."""
    complain(f"timeline: {error}")
    if line:
        complain(f"  {guard(line)}")
        before, wrong = guard(line[: error.start]), guard(line[error.start : error.end])
        complain(f"  {' ' * cells(before)}{'^' * max(cells(wrong), 1)}")
