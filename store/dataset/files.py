"""The files of a dataset as text and tables, with everything that is wrong with their bytes.

`store.dataset.reading` reads all of a folder through one `Folder`, which keeps to the folder: a path that leads out
of it, by `..`, from the root or through a link, is refused. Nothing here knows what the files mean.
"""

import re
import stat
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from store.dataset.drafts import Path as TomlPath
from store.dataset.toml_lines import lines_of
from store.errors import Problem

LARGEST = 64 * 1024 * 1024
"""Bytes: no file that people edit is larger, and SQLite is not asked to hold a longer text."""

_SYNTAX = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file's values with the lines they stand on."""

    name: str
    values: dict[str, object]
    lines: dict[TomlPath, int]


class Folder:
    """A dataset's folder: reads its files and collects their problems."""

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        self.root = root
        self.problems = problems
        self.read: set[str] = set()
        """The names of the files that were asked for."""
        self._real = root.resolve()

    def problem(self, where: str, what: str) -> None:
        """Note what is wrong, and where."""
        self.problems.append(Problem(where, what))

    def toml(self, name: str) -> TomlFile | None:
        """The values of a TOML file of the folder; None, and a problem, where it can't be read."""
        text = self.text(name)
        if text is None:
            return None
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.problem(*_syntax(name, text, error))
            return None
        except RecursionError:
            self.problem(name, "is nested too deeply; lists and tables go a few levels deep at most")
            return None
        return TomlFile(name, values, lines_of(text, values))

    def series(self, name: str) -> list[str]:
        """The TOML files that hold the entries of one sort: `NAME.toml`, or those of the folder NAME by name."""
        single, folder = self.root / f"{name}.toml", self.root / name
        if single.exists() and folder.is_dir():
            self.problem(f"{name}.toml", f"there is also a folder {name}; keep the one or the other")
            return []
        if not folder.is_dir():
            return [f"{name}.toml"]
        names = sorted(path.name for path in folder.iterdir() if path.suffix == ".toml")
        if not names:
            self.problem(f"{name}/", "holds no TOML file")
        return [f"{name}/{each}" for each in names]

    def text(self, name: str) -> str | None:
        """The text of a file of the folder; None, and a problem, where it can't be read or is not clean."""
        self.read.add(name)
        reason = self.stray(name)
        if reason:
            self.problem(name, reason)
            return None
        try:
            path = self.root / name
            found = path.stat()
            if not stat.S_ISREG(found.st_mode):
                self.problem(name, "is no file that can be read; a file is needed")
                return None
            if found.st_size > LARGEST:
                self.problem(name, f"is larger than {LARGEST >> 20} MiB; divide it")
                return None
            data = path.read_bytes()
        except (OSError, ValueError) as error:
            self.problem(name, _unreadable(error))
            return None
        faults = list(_faults(data))
        for line, what in faults:
            self.problem(f"{name}:{line}" if line else name, what)
        return None if faults else data.decode("utf-8")

    def stray(self, name: str) -> str:
        """Why a path is not one of this folder; empty when it is."""
        if not name or "\0" in name:
            return "is no name of a file"
        parts = re.split(r"[/\\]", name)
        if name[0] in "/\\" or re.match(r"[A-Za-z]:", name):
            return "is an absolute path; name a file within the dataset's folder"
        if ".." in parts:
            return "leaves the dataset's folder by “..”; name a file within it"
        try:
            real = (self.root / name).resolve()
        except (OSError, RuntimeError):
            return "is a link that leads nowhere"
        if not real.is_relative_to(self._real):
            return "is a link that leads out of the dataset's folder; put the file itself there"
        return ""


def _unreadable(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"can't be read ({reason})"


def _faults(data: bytes) -> list[tuple[int, str]]:
    """What is wrong with a file's bytes, the first of each sort, with its line (0: of the whole file)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return [(0, "is UTF-16; save it as UTF-8")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start} (0x{data[error.start]:02X}) is not UTF-8; save the file as UTF-8"
        return [(line, what)]
    faults: list[tuple[int, str]] = []
    if text.startswith("\ufeff"):
        faults.append((1, "begins with a byte order mark; save the file without it"))
    if "\r\n" in text:
        faults.append((_line(text, "\r\n"), "ends its lines with CRLF; save the file with LF"))
    if "\r" in text.replace("\r\n", ""):
        position = re.search(r"\r(?!\n)", text)
        faults.append((_line(text, position.start() if position else 0), "holds a lone CR; lines end with LF"))
    control = control_character(text.replace("\r", ""))
    if control:
        faults.append((_line(text, control), f"holds the control character {_named(control)}; remove it"))
    return faults


def _line(text: str, at: str | int) -> int:
    position = text.index(at) if isinstance(at, str) else at
    return text.count("\n", 0, position) + 1


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def control_character(text: str) -> str:
    """The first control character of a text other than tab and line feed; empty where it has none."""
    found = _CONTROL.search(text)
    return found[0] if found else ""


def _named(character: str) -> str:
    names = {"\0": "NUL", "\x1b": "ESC", "\x7f": "DEL", "\x07": "BEL", "\x08": "BS", "\x0c": "FF"}
    code = f"U+{ord(character):04X}"
    name = names.get(character) or unicodedata.name(character, "")
    return f"{code} ({name})" if name else code


def _syntax(name: str, text: str, error: tomllib.TOMLDecodeError) -> tuple[str, str]:
    """Where and what for a file that is not TOML."""
    found = _SYNTAX.fullmatch(str(error))
    if found is None:
        return name, f"is not TOML: {error}"
    reason, line, column = found.groups()
    number = int(line) if line else text.count("\n", 0, len(text.rstrip())) + 1
    place = f"column {column}" if column else "the end of the file"
    return f"{name}:{number}", f"is not TOML at {place}: {reason[:1].lower()}{reason[1:]}"
