"""The lines on which a TOML file's tables and keys stand, which tomllib does not tell.

Only for a text that tomllib has read, so that the grammar needs no checking again: headers, keys and values are
walked over as tokens. A line that can't be certain is left out; the caller then names the entry alone.
"""

import re
from collections.abc import Iterator

from store.dataset.drafts import Path

_BARE = r"[A-Za-z0-9_-]+"
_KEY = rf"""(?:{_BARE}|"(?:\\.|[^"\\])*"|'[^']*')"""
_KEYS = re.compile(rf"[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*=")
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*\]")
_ONE_KEY = re.compile(_KEY)
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # up to two quotation marks may stand before the closing three
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|#[^\n]*|[\[\]{}\n]|[^\[\]{}\n\"'#]+",
    re.DOTALL,
)

_LIST = re.compile(r"[ \t]*\[")
_BETWEEN = re.compile(r"[\s,]*|#[^\n]*")


def lines_of(text: str, values: dict[str, object]) -> dict[Path, int]:
    """The line, from 1, of every table, list element and key that is certain. `values` is what tomllib made of the
    text.
    """
    found: dict[Path, int] = {}
    for path, line in _walk(text):
        found.setdefault(path, line)
    return {path: line for path, line in found.items() if _is_in(path, values) and not _is_whole_list(path, values)}


def _is_whole_list(path: Path, values: dict[str, object]) -> bool:
    """A list of entries at the top (`event = [{…}, …]`): its line says nothing about any of them."""
    return len(path) == 1 and isinstance(values.get(str(path[0])), list)


def _is_in(path: Path, values: object) -> bool:
    for step in path:
        if isinstance(step, int):
            if not isinstance(values, list) or step >= len(values):
                return False
            values = values[step]
        else:
            if not isinstance(values, dict) or step not in values:
                return False
            values = values[step]
    return True


def _walk(text: str) -> Iterator[tuple[Path, int]]:
    """Every header, key and table in a list, with its line."""
    counts: dict[Path, int] = {}
    table: Path = ()
    position, line = 0, 1
    while position < len(text):
        header = _HEADER.match(text, position)
        keys = None if header else _KEYS.match(text, position)
        if header:
            table = _table(_split(header[2]), header[1] == "[[", counts)
            yield table, line
            position = header.end()
        elif keys:
            path = (*table, *_split(keys[1]))
            for length in range(len(table) + 1, len(path) + 1):
                yield path[:length], line
            position = keys.end()
            yield from _elements(text, position, path, line)
        end = _end_of_value(text, position)
        line += text.count("\n", position, end)
        position = end


def _split(keys: str) -> Path:
    return tuple(key[1:-1] if key[0] in "\"'" else key for key in _ONE_KEY.findall(keys))


def _table(names: Path, in_list: bool, counts: dict[Path, int]) -> Path:
    """The path that a header opens; a list's own name stands for its last element."""
    path: Path = ()
    for name in names[:-1]:
        path = _last((*path, name), counts)
    path = (*path, names[-1])
    if in_list:
        counts[path] = counts.get(path, 0) + 1
    return _last(path, counts)


def _last(path: Path, counts: dict[Path, int]) -> Path:
    return (*path, counts[path] - 1) if path in counts else path


def _end_of_value(text: str, position: int) -> int:
    """The position after the line end that ends a value (or a header, or a line with neither)."""
    depth = 0
    for token in _TOKEN.finditer(text, position):
        if token[0] in ("[", "{"):
            depth += 1
        elif token[0] in ("]", "}"):
            depth -= 1
        elif token[0] == "\n" and depth <= 0:
            return token.end()
    return len(text)


def _elements(text: str, position: int, path: Path, line: int) -> Iterator[tuple[Path, int]]:
    """The lines of the tables in a list: `entities = [{…}, {…}]`."""
    if not _LIST.match(text, position):
        return
    depth = index = 0
    for token in _TOKEN.finditer(text, position):
        if depth == 1 and token[0] == "{":
            yield (*path, index), line
            index += 1
        elif depth == 1 and token[0] != "]" and not _BETWEEN.fullmatch(token[0]):
            return  # an element that is no table: the count of tables is not the index any more
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        line += token[0].count("\n")
        if depth == 0 and token[0] in ("]", "\n"):
            return
