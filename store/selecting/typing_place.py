"""What of a filter line is being typed at a place: the line need not be a whole filter yet."""

from __future__ import annotations

from typing import NamedTuple

from store.filters.words import COUNTED, OPENING


class Typed(NamedTuple):
    """The token that a cursor stands in or behind."""

    start: int
    """Where it begins, after a `-` or a bracket, and where it ends."""
    end: int
    name: str
    """The field's name in small letters, empty before a colon is typed."""
    text: str
    """What is typed of the value, or of a word, up to the cursor, without its quotation mark."""
    quoted: bool


def typed_at(line: str, cursor: int) -> Typed:
    """The token at a place of the line."""
    cursor = min(max(cursor, 0), len(line))
    start, closing = 0, ""
    for place, char in enumerate(line[:cursor]):
        if closing:
            closing = "" if char == closing else closing
        elif char in OPENING:
            closing = OPENING[char]
        elif char.isspace() or char in "()" or (char == "-" and place == start):
            start = place + 1
    end = cursor
    while end < len(line) and (closing or not (line[end].isspace() or line[end] in "()")):
        end += 1
        if closing and line[end - 1] == closing:
            break
    name, colon, text = line[start:cursor].partition(":")
    if name[:1] in OPENING or not (colon or COUNTED.match(name)):
        name, text = "", line[start:cursor]
    elif not colon:
        counted = COUNTED.match(name)
        assert counted is not None
        name, text = counted[1], name[counted.end() :]
    quoted = text[:1] in OPENING and text != ""
    return Typed(start, end, name.lower(), text[1:] if quoted else text, quoted)
