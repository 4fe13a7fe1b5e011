"""The user's own keys: a TOML file in the config folder, read with every fault named, and what comes of it.

A file with a fault changes nothing: the usual keys hold, and whoever asks is told what is wrong, and in which line.
"""

import difflib
import re
import stat
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tui import key_names, keys
from tui.keys import Key

NAME = "keys.toml"
LONGEST = 65_536
"""Bytes of a file that are read."""
WHERE = {keys.MOVING: "in every list", keys.AXIS: "on the axis", keys.EVERYWHERE: "everywhere"}

Wanted = dict[tuple[str, str], list[str]]
"""The keys that a file gives an action, by place and action."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with the file."""

    line: int | None
    """Where, counted from 1; None where it is the whole file, or is not known."""
    words: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.words}" if self.line else self.words


@dataclass(frozen=True, slots=True)
class Rebound:
    """The table of keys that is in force, and what is wrong with the file that would have changed it."""

    table: tuple[Key, ...] = keys.TABLE
    problems: tuple[Problem, ...] = ()


def read(path: Path) -> Rebound:
    """What a file makes of the table of keys; where there is no file, nothing."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return _refused(None, "it is not a file")
        if found.st_size > LONGEST:
            return _refused(None, f"it is longer than {LONGEST // 1024} KB")
        content = path.read_bytes()
    except FileNotFoundError:
        return _refused(None, "it is a link to a file that is not there") if path.is_symlink() else Rebound()
    except OSError as error:
        return _refused(None, f"it can't be read: {error.strerror}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _refused(content.count(b"\n", 0, error.start) + 1, "it is not UTF-8")
    return understand(text)


def _refused(line: int | None, words: str) -> Rebound:
    return Rebound(problems=(Problem(line, words),))


def notice(rebound: Rebound) -> str:
    """One sentence for the line of keys; empty where all is well."""
    if not rebound.problems:
        return ""
    line = rebound.problems[0].line
    where = f"line {line} is wrong" if line else "it is wrong"
    if len(rebound.problems) > 1:
        where = f"{len(rebound.problems)} faults"
    return f"{NAME} is not used ({where}): see timeline keys."


def understand(text: str) -> Rebound:
    """The table of keys as a text in TOML changes it."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _no_toml(str(error), text)
    except (RecursionError, ValueError):
        return _refused(None, "it is no TOML that could be meant: nested too deep, or a number too long")
    lines = _Lines(text)
    wanted: Wanted = {}
    problems = list(_take(content, wanted, lines))
    table = tuple(_changed(key, wanted.get((key.place, key.action))) for key in keys.TABLE)
    unknown = _set(content) - wanted.keys()
    clashes = [clash for clash in conflicts(table) if not unknown & {_id(clash.first), _id(clash.second)}]
    problems += [_told(clash, wanted, lines) for clash in clashes]
    back = next(key for key in table if (key.place, key.action) == (keys.EVERYWHERE, "back"))
    if not back.keys:
        problems.append(Problem(lines.of(back.place, back.action), "back has no key left, and there must be a way out"))
    return Rebound(problems=tuple(problems)) if problems else Rebound(table)


def _no_toml(said: str, text: str) -> Rebound:
    """What the parser says, with its place in front: it names a line and a column, or the end of the document."""
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", said, re.DOTALL)
    if found is None:
        return _refused(None, f"it is no TOML: {said}")
    words = f"it is no TOML: {found[1][:1].lower()}{found[1][1:]}"
    if found[2] is None:
        return _refused(len(text.splitlines()), f"{words}, at the end of the file")
    return _refused(int(found[2]), f"{words} (column {found[3]})")


def _changed(key: Key, names: list[str] | None) -> Key:
    if names is None or names == key.keys.split(","):
        return key
    return replace(key, keys=",".join(names), shown=" ".join(map(key_names.shown, names)))


# ---- what the file says


class _Lines:
    """Finds where in a TOML text something is set: good enough for a message."""

    def __init__(self, text: str) -> None:
        self._places: dict[tuple[str, str], int] = {}
        table = ""
        for number, line in enumerate(text.splitlines(), 1):
            if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
                table = _bare(header[1])
                self._note(table, number)
            elif setting := re.match(
                r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""", line
            ):
                name = _bare(setting[1])
                self._note(f"{table}.{name}" if table else name, number)
                self._places.setdefault((table, name), number)

    def _note(self, name: str, number: int) -> None:
        place, _, action = name.partition(".")
        self._places.setdefault((place, action), number)
        self._places.setdefault((place, ""), number)

    def of(self, place: str, action: str = "") -> int | None:
        """The line where a place begins, or an action in it is set."""
        return self._places.get((place, action)) or self._places.get(("", action)) or self._places.get((place, ""))


def _bare(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _set(content: dict[str, object]) -> set[tuple[str, str]]:
    """The actions that a file sets, by place and name, understood or not."""
    within = {(place, action) for place, found in content.items() if isinstance(found, dict) for action in found}
    alone = {name for name, found in content.items() if not isinstance(found, dict)}
    return within | {(key.place, key.action) for key in keys.TABLE if key.action in alone}


def _take(content: dict[str, object], wanted: Wanted, lines: _Lines) -> Iterator[Problem]:
    for name, value in content.items():
        if isinstance(value, dict):
            if name in keys.PLACES:
                for action, keys_wanted in value.items():
                    yield from _take_one(name, action, keys_wanted, wanted, lines.of(name, action))
            else:
                listed = ", ".join(keys.PLACES)
                yield Problem(
                    lines.of(name), f"there is no place {name!r}{_near(name, keys.PLACES)}; there are {listed}"
                )
            continue
        places = [key.place for key in keys.TABLE if key.action == name]
        line = lines.of("", name)
        if len(places) > 1:
            tables = " or ".join(f"[{place}]" for place in places)
            yield Problem(line, f"{name!r} is in several places: write it under {tables}")
        elif places:
            yield from _take_one(places[0], name, value, wanted, line)
        elif name in keys.PLACES:
            yield Problem(line or lines.of(name), f"{name!r} is a place: write [{name}], and its actions below it")
        else:
            yield Problem(line, _no_action(name, ""))


def _take_one(place: str, action: str, value: object, wanted: Wanted, line: int | None) -> Iterator[Problem]:
    if not any((key.place, key.action) == (place, action) for key in keys.TABLE):
        yield Problem(line, _no_action(action, place))
        return
    if (place, action) in wanted:
        yield Problem(line, f"{action!r} is set twice, once with its place and once without")
        return
    texts: list[object] = [] if value is False else [value] if isinstance(value, str) else value  # type: ignore[assignment]
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        yield Problem(
            line, f'{action} = {_as_toml(value)}: keys are a text or a list of texts, as ["g", "home"]; false is none'
        )
        return
    names: list[str] = []
    good = True
    for text in texts:
        try:
            name = key_names.parse(str(text)[:100])
        except key_names.KeyNameError as error:
            yield Problem(line, f"{action}: {error}")
            good = False
            continue
        if name in names:
            yield Problem(line, f"{action}: {key_names.shown(name)} stands there twice")
        names.append(name)
    if good:
        wanted[place, action] = names


def _as_toml(value: object) -> str:
    words = {True: "true"}.get(value, repr(value)) if isinstance(value, bool) else repr(value)
    return words if len(words) <= 40 else f"{words[:39]}…"


def _no_action(action: str, place: str) -> str:
    elsewhere = [key.place for key in keys.TABLE if key.action == action]
    said = f"there is no action {action[:60]!r}" + (f" in [{place}]" if place else "")
    if elsewhere:
        return f"{said}; it is in {' and '.join(f'[{where}]' for where in elsewhere)}"
    here = [key.action for key in keys.TABLE if key.place == place]
    return said + (
        _near(action, here) or _near(action, [key.action for key in keys.TABLE]) or "; timeline keys lists them"
    )


def _near(name: str, known: Sequence[str] | dict[str, str]) -> str:
    found = difflib.get_close_matches(name[:60].lower(), list(known), 1)
    return f"; did you mean {found[0]!r}?" if found else ""


# ---- keys that mean two things


@dataclass(frozen=True, slots=True)
class Clash:
    """A key that would mean two things where one is."""

    name: str
    first: Key
    second: Key


def conflicts(table: Sequence[Key]) -> list[Clash]:
    """The keys that mean two things in one place. What is nearer may hide what it hides by the usual table."""
    found: dict[tuple[str, frozenset[tuple[str, str]]], Clash] = {}
    for place in keys.PLACES:
        if place in (keys.MOVING, keys.EVERYWHERE):
            continue
        hidden = {_id(clash.second) for clash in _across(keys.TABLE, place)}
        across = [clash for clash in _across(table, place) if _id(clash.second) not in hidden]
        for clash in (*_within(table, place), *across):
            pair = frozenset((_id(clash.first), _id(clash.second)))
            found.setdefault((clash.name, pair), clash)
    return list(found.values())


def _id(key: Key) -> tuple[str, str]:
    return key.place, key.action


def _within(table: Sequence[Key], place: str) -> Iterator[Clash]:
    """Among keys of which none is nearer than another."""
    for group in keys.reached(place):
        first: dict[str, Key] = {}
        for key in (key for where in group for key in table if key.place == where):
            for name in filter(None, key.keys.split(",")):
                if first.get(name, key) is not key:
                    yield Clash(name, first[name], key)
                first.setdefault(name, key)


def _across(table: Sequence[Key], place: str) -> Iterator[Clash]:
    """Where a key that is nearer hides one that is further away."""
    near, *far = keys.reached(place)
    nearer = {name: key for key in table if key.place in near for name in key.keys.split(",") if name}
    for key in (key for group in far for key in table if key.place in group):
        for name in key.keys.split(","):
            if name in nearer:
                yield Clash(name, nearer[name], key)


def _told(clash: Clash, wanted: Wanted, lines: _Lines) -> Problem:
    first, second = clash.first, clash.second
    if _id(first) not in wanted:
        first, second = second, first
    line = lines.of(*_id(first))
    own = " too" if _id(second) in wanted else ""
    return Problem(
        line, f"{key_names.shown(clash.name)} is {_named(first)}, and {_named(second)}{own}: one of them must give way"
    )


def _named(key: Key) -> str:
    return f"{key.action} {WHERE.get(key.place, f'in the {key.place}')}"
