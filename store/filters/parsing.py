"""A typed line as a filter. The grammar is in README.md; what has to be typed right is said where it is wrong.

`or` binds its two neighbours before all that stands side by side must hold, as people read a list of conditions:
"Kim or Putin, in 2024".
"""

from __future__ import annotations

from itertools import takewhile

from store.errors import FilterError
from store.filters.filter import Filter
from store.filters.parts import Flag, Not, Part, Phrase, Prefix, Span, Word, all_of, any_of
from store.filters.tokens import Token, tokens
from store.filters.values import field, spaced
from store.filters.words import CONNECTIVES, FLAGS, words_of

DEEPEST = 20
"""Brackets and negations within each other, at most."""


LONGEST_DATE = 6
"""Words of a date after its first one, at most: `in:the first week of january 2024`."""


def parse(line: str, *, today: int | None = None) -> Filter:
    """The filter that a person typed; an empty line keeps everything.

    `today`: the day number for "today" and "yesterday", that of the clock where it is left out. Raises FilterError.
    """
    reading = _Reading(list(tokens(line)), len(line), today)
    found = reading.all(0)
    if reading.token is not None:
        raise FilterError("this bracket closes none", *reading.token.at)
    return Filter(tuple(found))


class _Reading:
    """The tokens of a line, and how far they have been read."""

    def __init__(self, tokens: list[Token], end: int, today: int | None) -> None:
        self._tokens, self._end, self._today = tokens, end, today
        self._next = 0

    @property
    def token(self) -> Token | None:
        """What comes next; None at the end."""
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _is(self, word: str) -> bool:
        token = self.token
        return token is not None and token.sort == "word" and token.text.lower() == word

    def _ends(self) -> bool:
        return self.token is None or self.token.sort == ")"

    def all(self, depth: int) -> list[Part]:
        """What must all hold, up to the end or a closing bracket."""
        found: list[Part] = []
        while not self._ends():
            if self._is("and"):
                word = self._take()
                self._check_sides(word, bool(found))
            found.append(self._any(depth))
        return found

    def _any(self, depth: int) -> Part:
        if self._is("or"):
            self._check_sides(self._take(), False)
        found = [self._one(depth)]
        while self._is("or"):
            self._check_sides(self._take(), True)
            found.append(self._one(depth))
        return any_of(found)

    def _check_sides(self, word: Token, left: bool) -> None:
        """Words that join need something to join."""
        if not left:
            raise FilterError(f"“{word.text}” has nothing on its left; to search for the word, quote it", *word.at)
        if self._ends() or self._is("or") or self._is("and"):
            raise FilterError(f"“{word.text}” has nothing on its right; to search for the word, quote it", *word.at)

    def _one(self, depth: int) -> Part:
        token = self._take()
        if depth >= DEEPEST:
            raise FilterError(f"brackets and negations go {DEEPEST} deep, no further", *token.at)
        if token.sort == "-":
            return Not(self._one(depth + 1))
        if token.sort == "word" and token.text.lower() == "not":
            self._check_sides(token, True)
            return Not(self._one(depth + 1))
        if token.sort == "(":
            return self._bracket(token, depth + 1)
        try:
            return _leaf(token, self._today)
        except FilterError:
            if better := spaced(token, self._words(), self._today):
                raise better from None
            raise

    def _words(self) -> list[Token]:
        """The next few words, as long as there is nothing else."""
        near = self._tokens[self._next : self._next + LONGEST_DATE]
        return list(takewhile(lambda token: token.sort == "word", near))

    def _bracket(self, opening: Token, depth: int) -> Part:
        found = self.all(depth)
        if self.token is None:
            raise FilterError("this bracket is not closed; a “)” is missing", *opening.at)
        closing = self._take()
        if not found:
            raise FilterError("nothing stands between these brackets", opening.at[0], closing.at[1])
        return all_of(found)

    def _take(self) -> Token:
        token = self.token
        assert token is not None  # whoever takes has looked
        self._next += 1
        return token


def _leaf(token: Token, today: int | None) -> Part:
    if token.sort == "field":
        return field(token, today)
    if token.sort == "phrase":
        return Phrase(_searched(token.text, token.at), token.at)
    text = token.text
    if text.lower() in CONNECTIVES:
        raise FilterError(f"“{text}” joins what stands beside it; to search for the word, quote it", *token.at)
    if text.lower() in FLAGS:
        return Flag(text.lower(), token.at)
    if text.endswith("*"):
        return _prefix(text[:-1], token.at)
    _check_star(text, token.at)
    return Word(_searched(text, token.at), token.at)


def _prefix(text: str, at: Span) -> Prefix:
    _check_star(text, at)
    if not words_of(text[-1:]):
        raise FilterError("a “*” stands right after the letters that a word begins with, as in sanction*", *at)
    return Prefix(text, at)


def _check_star(text: str, at: Span) -> None:
    if "*" in text:
        star = at[0] + text.index("*")
        raise FilterError("a “*” stands only at the end of a word, as in sanction*", star, star + 1)


def _searched(text: str, at: Span) -> str:
    if not words_of(text):
        raise FilterError(f"“{text[:60]}” has no letter or digit to search for", *at)
    return text
