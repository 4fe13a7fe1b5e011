"""Letters as full text compares them: case and diacritics aside, exactly as SQLite's unicode61 does it.

What is lit must be what was found, so the table of letters is not ours: SQLite is asked about each character once. A
folded text has a character for each of the text, so that a position in one is a position in the other.
"""

from __future__ import annotations

import sqlite3
import threading
import unicodedata
from typing import Final

SEPARATOR: Final = " "
"""Stands for what is between words."""
MARK: Final = "\u0300"
"""Stands for a mark that belongs to a word and does not count."""
TOKENIZE: Final = "unicode61 remove_diacritics 2"
"""What the full-text tables of a store are made with."""
_MANY = 500


class _Letters:
    """What each character is folded to, as far as it was met."""

    def __init__(self) -> None:
        self.known = {code: chr(code).lower() if chr(code).isalnum() else SEPARATOR for code in range(128)}
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def meet(self, text: str) -> None:
        """Learns the characters of a text."""
        unknown = [char for char in set(text) if ord(char) not in self.known]
        if unknown:
            with self._lock:
                for at in range(0, len(unknown), _MANY):
                    self.known.update(self._ask(unknown[at : at + _MANY]))

    def _ask(self, chars: list[str]) -> dict[int, str]:
        found = dict.fromkeys(map(ord, chars), SEPARATOR)
        chars = [char for char in chars if not 0xD800 <= ord(char) < 0xE000]  # halves of pairs are no text
        try:
            connection = self._opened()
            connection.executemany("INSERT INTO t(rowid, word) VALUES(?, ?)", ((ord(c), f"x{c}x") for c in chars))
            tokens = connection.execute("SELECT doc, term FROM v ORDER BY doc, offset").fetchall()
            connection.execute("DELETE FROM t")
        except sqlite3.Error:  # an SQLite without full text
            return found | {ord(char): _by_name(char) for char in chars}
        for code, term in tokens:
            if len(term) > 1:  # the character parts no word
                found[code] = term[1:-1] or MARK
        return found

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            made = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
            made.execute(f"CREATE VIRTUAL TABLE t USING fts5(word, tokenize='{TOKENIZE}')")
            made.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
            self._connection = made
        return self._connection


def _by_name(char: str) -> str:
    """Without SQLite's table: as Unicode names it."""
    if unicodedata.combining(char):
        return MARK
    plain = unicodedata.normalize("NFD", char)[0].lower()
    return plain[0] if plain[0].isalnum() else SEPARATOR


_letters = _Letters()


def fold(text: str) -> str:
    """A text folded, character by character: letters and digits, a space for each other character."""
    if not text.isascii():
        _letters.meet(text)
    folded = text.translate(_letters.known)
    return _without_strays(folded) if MARK in folded else folded


def _without_strays(folded: str) -> str:
    """A mark that stands on no letter begins no word."""
    parts = []
    for part in folded.split(SEPARATOR):
        bare = part.lstrip(MARK)
        parts.append(SEPARATOR * (len(part) - len(bare)) + bare)
    return SEPARATOR.join(parts)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(fold(text).replace(MARK, "").split())
