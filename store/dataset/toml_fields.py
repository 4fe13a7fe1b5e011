"""The fields of one TOML table, read by name and type; whatever is wrong becomes a problem, and reading goes on.

`store.dataset.entries` says which fields an entry has; each is asked for once, and `done` then names those nobody
asked for. A field that is missing or wrong reads as empty, so that one run finds everything.
"""

import datetime
import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from store.dataset.drafts import Where
from store.dataset.files import control_character
from store.dataset.suggesting import suggestion
from store.dates import Date, parse
from store.errors import DateError, Problem

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_LONGEST_ID = 100
_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number"),
    (str, "a text"),
    (list, "a list"),
    (dict, "a table"),
    (datetime.datetime, "a TOML date"),
    (datetime.date, "a TOML date"),
    (datetime.time, "a TOML time"),
)


class Fields:
    """A table of a TOML file and its place."""

    def __init__(self, values: dict[str, object], where: Where, problems: list[Problem]) -> None:
        self.where = where
        self._values = values
        self._problems = problems
        self._asked: list[str] = []

    def called(self, word: str) -> "Fields":
        """The same table under the name by which people know it: its sort and its id, if it has one."""
        identity = self._values.get("id")
        if not isinstance(identity, str) or not is_id(identity):
            return self
        return Fields(self._values, replace(self.where, entry=f"{word} {identity}"), self._problems)

    def wrong(self, name: str, what: str) -> None:
        """Note what is wrong with a field; "" for the entry itself."""
        self._problems.append(Problem(self.where.field(name), what))

    def unknown(self, name: str, value: str, known: Iterable[str], known_from: str = "") -> None:
        """Note that a field's value is not one of those known; `known_from` is where people may add it."""
        add = f", or add it to {known_from}" if known_from else ""
        self.wrong(name, f"“{value}” is not known{suggestion(value, known)}{add}")

    def _take(self, name: str, kind: type, required: bool) -> object:
        """The field's value if it is there and of its type."""
        self._asked.append(name)
        value = self._values.get(name)
        if value is None:
            if required:
                self.wrong(name, "is missing; it is required")
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.wrong(name, f"is {_kind(value)}; {_wanted(kind, value)}")
            return None
        return value

    def text(self, name: str, *, required: bool = False, lines: bool = False) -> str:
        """A text that is not blank; empty where it is missing or wrong. `lines`: it may have more than one line."""
        value = self._take(name, str, required)
        return value if isinstance(value, str) and self._is_clean(name, value, lines) else ""

    def _is_clean(self, name: str, value: str, lines: bool) -> bool:
        control = control_character(value)
        if not value.strip():
            self.wrong(name, "is blank; write something or leave the field out")
        elif control:
            self.wrong(name, f"holds the control character U+{ord(control):04X}; remove it")
        elif not lines and "\n" in value:
            self.wrong(name, "goes over several lines; it has to be one")
        else:
            return True
        return False

    def optional(self, name: str, *, lines: bool = False) -> str | None:
        """As `text`, None where there is none."""
        return self.text(name, lines=lines) or None

    def identity(self, name: str = "id") -> str:
        """An id: lower-case letters, digits and hyphens between them."""
        value = self.text(name, required=True)
        if value and not is_id(value):
            what = f"“{value}” is no id; ids consist of a-z, 0-9 and hyphens between them, {_LONGEST_ID} at most"
            self.wrong(name, f"{what}: {_as_id(value)}")
            return ""
        return value

    def one_of(self, name: str, known: Collection[str], *, required: bool = False, known_from: str = "") -> str:
        """A text that is one of those known; `known_from` is where people may add it."""
        value = self.text(name, required=required)
        if not value or value in known:
            return value
        self.unknown(name, value, known, known_from)
        return ""

    def whole(self, name: str, *, required: bool = False, least: int | None = 0) -> int | None:
        """A whole number of at least `least` that fits in 63 bits."""
        value = self._take(name, int, required)
        if not isinstance(value, int):
            return None
        if least is not None and value < least:
            self.wrong(name, f"is {value}; {least} is the least it can be")
        elif abs(value) >= 1 << 63:
            self.wrong(name, f"is {value}; no number here is as large as that")
        else:
            return value
        return None

    def truth(self, name: str) -> bool:
        """A required true or false."""
        return self._take(name, bool, True) is True

    def date(self, name: str) -> Date | None:
        """An EDTF date."""
        value = self.text(name)
        if not value:
            return None
        try:
            return parse(value)
        except DateError as error:
            self.wrong(name, str(error))
            return None

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of different texts."""
        value = self._take(name, list, required)
        found: list[str] = []
        for number, each in enumerate(value if isinstance(value, list) else (), 1):
            if not isinstance(each, str):
                self.wrong(name, f"its value {number} is {_kind(each)}; it has to be a text in quotes")
            elif self._is_clean(name, each, False):
                if each in found:
                    self.wrong(name, f"names “{each}” twice; once is enough")
                found.append(each)
        if required and isinstance(value, list) and not value:
            self.wrong(name, "is empty; it is required")
        return tuple(dict.fromkeys(found))

    def text_or_texts(self, name: str) -> tuple[str, ...]:
        """One text, or a list of them."""
        if isinstance(self._values.get(name), list):
            return self.texts(name)
        value = self.text(name)
        return (value,) if value else ()

    def span(self, name: str) -> tuple[int, int] | None:
        """A table with start and end, in this order."""
        table = self.table(name)
        if table is None:
            return None
        start, end = table.whole("start", required=True), table.whole("end", required=True)
        table.done()
        if start is None or end is None:
            return None
        if start >= end:
            self.wrong(
                name, f"starts at {start} and ends at {end}; the end is larger than the start: one after the last"
            )
            return None
        return start, end

    def table(self, name: str) -> "Fields | None":
        """A table of fields."""
        value = self._take(name, dict, False)
        return Fields(value, self.where.part(name, name), self._problems) if isinstance(value, dict) else None

    def tables(self, name: str, word: str = "") -> list["Fields"]:
        """A list of tables; `word` is what one is called in a sentence, the field's name if not given."""
        value = self._take(name, list, False)
        found = []
        for index, each in enumerate(value if isinstance(value, list) else ()):
            where = self.where.part(f"{word or name} {index + 1}", name, index)
            if isinstance(each, dict):
                found.append(Fields(each, where, self._problems))
            else:
                self._problems.append(Problem(str(where), f"is {_kind(each)}; it has to be a table: {{ … = … }}"))
        return found

    def done(self) -> None:
        """Note every field that was not asked for."""
        for name in self._values:
            if name not in self._asked:
                self.wrong(name, f"there is no such field{suggestion(name, self._asked)}")


def is_id(text: str) -> bool:
    """Whether a text may be an id."""
    return len(text) <= _LONGEST_ID and _ID.fullmatch(text) is not None


def _kind(value: object) -> str:
    return next((words for kind, words in _KINDS if isinstance(value, kind)), "something else")


def _wanted(kind: type, value: object) -> str:
    if kind is str and isinstance(value, datetime.date | datetime.time):
        return f'write it in quotes: "{value.isoformat()}"'
    words = _kind(kind()) if kind is not str else "a text in quotes"
    return f"it has to be {words}"


def _as_id(text: str) -> str:
    made = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:_LONGEST_ID].strip("-")
    return f"“{made}” would do" if made else "choose another"
