"""A typed line as tokens, each with its place. Raises FilterError for what is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.errors import FilterError
from store.filters.parts import Span
from store.filters.words import COUNTED, OPENING

LONGEST = 2000
"""Characters of the longest line that is read as a filter."""

Sort = Literal["(", ")", "-", "word", "phrase", "field"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line."""

    sort: Sort
    text: str
    """Of a word, a phrase or a field's value, without quotation marks."""
    at: Span
    """All of it."""
    name: str = ""
    """Of a field, in small letters."""
    named: Span = (0, 0)
    valued: Span = (0, 0)
    """Where a field's name and its value stand."""


def tokens(line: str) -> Iterator[Token]:
    """The tokens of a line, in their order."""
    if len(line) > LONGEST:
        raise FilterError(f"a filter has at most {LONGEST:,} characters", LONGEST, len(line))
    place = 0
    while place < len(line):
        if line[place].isspace():
            place += 1
            continue
        token = _token(line, place)
        yield token
        place = token.at[1]


def _token(line: str, start: int) -> Token:
    char = line[start]
    if char == "(" or char == ")":
        return Token("(" if char == "(" else ")", char, (start, start + 1))
    if char == "-":
        if start + 1 == len(line) or line[start + 1].isspace() or line[start + 1] == ")":
            raise FilterError("a “-” stands right before what it excludes, as in -kind:report", start, start + 1)
        return Token("-", "-", (start, start + 1))
    if char in OPENING:
        text, end = _quoted(line, start)
        if not text:
            raise FilterError("nothing stands between these quotation marks", start, end)
        return Token("phrase", text, (start, end))
    return _bare(line, start)


def _bare(line: str, start: int) -> Token:
    end = start
    while end < len(line) and not (line[end].isspace() or line[end] in "()" or line[end] in OPENING):
        end += 1
    text = line[start:end]
    name, colon, value = text.partition(":")
    if counted := COUNTED.match(text):
        name, colon, value = counted[1], "", text[counted.end() :]
    first = start + len(name) + len(colon)
    if end < len(line) and line[end] in OPENING and colon and not value:
        value, end = _quoted(line, first)
        valued = (first + 1, end - 1)
        if not value:
            raise FilterError(f"nothing stands between the quotation marks after “{name[:40]}:”", first, end)
    else:
        valued = (first, end)
        _check_end(line, start, end)
    if not colon and not counted:
        return Token("word", text, (start, end))
    if not name:
        raise FilterError("the name of a field is missing before this colon", start, start + 1)
    return Token("field", value, (start, end), name.lower(), (start, start + len(name)), valued)


def _check_end(line: str, start: int, end: int) -> None:
    """A bare word ends with a blank, a closing bracket or the line."""
    if end == len(line) or line[end].isspace() or line[end] == ")":
        return
    if line[end] != "(":
        raise FilterError(
            "a quotation mark stands here in the middle of a word; put the whole of it in quotation marks", end, end + 1
        )
    if line[end - 1] == ":":
        name = line[start : end - 1][:40]
        raise FilterError(f"write the field before each value, as in {name}:a or {name}:b", end, end + 1)
    raise FilterError("a blank is missing before this bracket", end, end + 1)


def _quoted(line: str, start: int) -> tuple[str, int]:
    """The text in quotation marks that begin at `start`, and where they end."""
    opening = line[start]
    closing, place, text = OPENING[opening], start + 1, ""
    while (end := line.find(closing, place)) >= 0:
        text += line[place:end]
        place = end + 1
        if opening == closing and line[place : place + 1] == closing:
            text += closing
            place += 1
            continue
        if place < len(line) and not line[place].isspace() and line[place] != ")":
            raise FilterError("a blank is missing after these quotation marks", place, place + 1)
        return text, place
    raise FilterError(f"this quotation mark is not closed; a “{closing}” is missing", start, start + 1)
