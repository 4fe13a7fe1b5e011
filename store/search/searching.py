"""A search: the nearest hit at once, then all of them as they are found, exact at the end.

For a thread of its own: each step is short and is followed by a yield, at which a search can be given up, and every
query can be interrupted. What one search has learned (the names, which events have a word) the next one still knows, so
that a further letter costs no more than its own word.

An event has a term if its title, its summary, a passage that it rests on, a quotation, a name of an entity with a part
in it or one of the reader's notes has it. Per term there is a byte for each event of the store: setting, joining and
counting them is done by C, a million in a few milliseconds.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Final

from store import chronology, columns, fields, windows
from store.database import WHOLE_TABLE, Store
from store.records import Event
from store.search.hits import Hits
from store.search.names import Names
from store.search.terms import Term
from store.shown import Shown

EVERY: Final = 0.15
"""Seconds between two reports of what was found so far."""
NEAR: Final = (16, 64)
"""Events after the one where one is whose texts are read to find the nearest hit, step by step."""
MOST_SPELLINGS: Final = 300
"""Words that begin as typed, up to which each is looked up; of more, SQLite joins them at once."""
_AT_ONCE = 4096
_KEPT = 8
_TABLES = ("event_fts", "quotation_fts", "passage_fts")
_BEHIND = {
    "passage_fts": "SELECT event_id AS n FROM citation WHERE passage_id IN (SELECT value FROM json_each(?))",
    "quotation_fts": "SELECT event_id AS n FROM quotation WHERE event_id IS NOT NULL AND id IN"
    " (SELECT value FROM json_each(?))",
}
_TITLES = "SELECT id, title, summary FROM event WHERE id > ? ORDER BY id LIMIT 2000"


class Searching:
    """The searches of one store."""

    def __init__(self) -> None:
        self._notes: Mapping[int, str] = {}
        self._names = Names()
        self._known: OrderedDict[tuple[tuple[str, ...], bool], bytes] = OrderedDict()
        self._events = 0

    def find(self, store: Store, shown: Shown, terms: Sequence[Term], here: int) -> Iterator[Hits | None]:
        """The hits in view, the nearest to the place `here` first. None: a step was done. Raises QueryError.

        `store` is the connection that is asked, in the thread that iterates.
        """
        self._events = self._events or chronology.size(store)[0]
        near = 0
        if any(term.key not in self._known for term in terms):
            for near in self._nearest(store, shown, terms, here):
                yield _report(bytes(shown.count + 1), near) if near else None
        known_marks: list[bytes] = []
        later = time.monotonic() + EVERY
        for term in self._rarest_first(store, terms):
            known = self._known.get(term.key)
            marks = bytearray(self._events + 1)
            for _ in () if known else self._mark(store, term, marks):
                reports = len(known_marks) == len(terms) - 1 and time.monotonic() > later
                yield _report(shown.by_place(_joined([*known_marks, bytes(marks)])), near) if reports else None
                later = time.monotonic() + EVERY if reports else later
            known_marks.append(known or self._keep(term, bytes(marks)))
            if 1 not in known_marks[-1]:
                break
            yield None
        found = _joined(known_marks)
        places = shown.by_place(found)
        lacking = tuple(term.typed for term in terms if 1 not in self._known.get(term.key, b"\1"))
        untold = not store.full_text.issuperset(_TABLES)
        yield Hits(places, True, found.count(1) - places.count(1), lacking, untold)

    def _rarest_first(self, store: Store, terms: Sequence[Term]) -> list[Term]:
        """Where a term has no hit the others need not be searched."""

        def events(term: Term) -> float:
            if term.key in self._known or "event_fts" not in store.full_text:
                return 0
            sql = "SELECT doc FROM temp.event_fts_words WHERE term >= ? AND term <= ? LIMIT 17"
            last = term.words[-1]
            rows = store.query(sql, (last, f"{last}\U0010ffff" if term.prefix else last), deadline=WHOLE_TABLE)
            return inf if len(rows) > 16 else sum(fields.whole(row[0], "event_fts", "count") for row in rows)

        return sorted(terms, key=events) if len(terms) > 1 else list(terms)

    def read_notes(self, notes: Mapping[int, str]) -> None:
        """Take the reader's notes, by ordinals, as they are now. Called by whoever asks, between two questions."""
        if notes is not self._notes:
            self._notes = notes
            self._known.clear()

    def _keep(self, term: Term, marks: bytes) -> bytes:
        self._known[term.key] = marks
        self._known.move_to_end(term.key)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return marks

    def _nearest(self, store: Store, shown: Shown, terms: Sequence[Term], here: int) -> Iterator[int]:
        """The place of the next hit, if it is near; and else the next one in a title or a summary; 0 for a step."""
        place = max(here, 1)
        for many in NEAR:
            ordinals = [shown.ordinal(at) for at in range(place, min(place + many, shown.count + 1))]
            for index, event in enumerate(windows.events(store, ordinals)):
                if has_all(event, terms):
                    yield place + index
                    return
            place += many
            yield 0
        if shown.count == self._events and "event_fts" in store.full_text:
            matches = [self._match(store, "event_fts", term, 16)[0] for term in terms]
            if all(matches):
                sql = "SELECT rowid FROM event_fts WHERE event_fts MATCH ? AND rowid >= ? ORDER BY rowid LIMIT 1"
                row = store.one(sql, (" AND ".join(f"({match})" for match in matches), place))
                if row is not None and 0 < (found := fields.whole(row[0], "event_fts", "rowid")) <= shown.count:
                    yield found

    def _mark(self, store: Store, term: Term, marks: bytearray) -> Iterator[None]:
        """Marks the events that have a term, step by step."""
        yield from self._names.learn(store)
        for ordinals in self._names.events(store, term):
            self._set(marks, ordinals)
            yield
        self._set(marks, (ordinal for ordinal, note in self._notes.items() if term.found_in(note)))
        for table in _TABLES:
            if table in store.full_text:
                for numbers in self._numbers(store, table, term):
                    self._set(marks, _events_behind(store, table, numbers))
                    yield
            elif table == "event_fts":
                yield from self._read_titles(store, term, marks)

    def _set(self, marks: bytearray, ordinals: Iterable[int]) -> None:
        last = self._events
        try:
            for ordinal in ordinals:
                if 0 < ordinal <= last:
                    marks[ordinal] = 1
        except TypeError:
            raise fields.damaged("an event", "its number is not a whole number") from None

    def _numbers(self, store: Store, table: str, term: Term) -> Iterator[list[int]]:
        """The rows of a full-text table that have a term, in order."""
        match, spellings = self._match(store, table, term, MOST_SPELLINGS)
        if not match:
            return
        sql = f"SELECT rowid AS n FROM {table} WHERE {table} MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?"
        # Each question begins by looking up all spellings, so that of many more is asked at once.
        limit = _AT_ONCE * (1 + spellings // 8) if spellings else -1
        last = 0
        while found := columns.numbers(store, sql, (match, last, limit), where=f"the table {table}")[0]:
            yield from (found[at : at + _AT_ONCE] for at in range(0, len(found), _AT_ONCE))
            if len(found) != limit:
                return
            last = found[-1]

    def _match(self, store: Store, table: str, term: Term, most: int) -> tuple[str, int]:
        """What finds a term in a table, empty where nothing does; and how many spellings that is, 0 for too many.

        The beginning of a word stands for all words that begin so: SQLite would join their lists at every question.
        """
        if not term.prefix:
            return term.match, 1
        *before, word = term.words
        if before and most >= MOST_SPELLINGS:
            return term.match, 0
        sql = f"SELECT term FROM temp.{table}_words WHERE term >= ? AND term < ? LIMIT ?"
        rows = store.query(sql, (word, f"{word}\U0010ffff", most + 1), deadline=WHOLE_TABLE)
        if len(rows) > most >= MOST_SPELLINGS:
            return term.match, 0
        spelled = [fields.text(row[0], f"the table {table}", "word") for row in rows[:most]]
        match = " OR ".join(f'"{" ".join([*before, each])}"' for each in spelled if '"' not in each)
        return match, len(spelled)

    def _read_titles(self, store: Store, term: Term, marks: bytearray) -> Iterator[None]:
        """In a store without full text: titles and summaries, one by one."""
        last = 0
        while rows := store.query(_TITLES, (last,)):
            for number, title, summary in rows:
                if term.found_in(f"{title}\n{summary}"):
                    self._set(marks, (fields.whole(number, "an event", "number"),))
            last = fields.whole(rows[-1][0], "an event", "number")
            yield


def _events_behind(store: Store, table: str, numbers: list[int]) -> Iterable[int]:
    sql = _BEHIND.get(table)
    if sql is None:
        return numbers
    return columns.numbers(store, sql, (json.dumps(numbers),), where=f"what is behind {table}")[0]


def _joined(columns: Sequence[bytes]) -> bytes:
    """What all columns have."""
    if len(columns) == 1:
        return columns[0]
    found = int.from_bytes(columns[0], "little")
    for column in columns[1:]:
        found &= int.from_bytes(column, "little")
    return found.to_bytes(len(columns[0]), "little")


def _report(places: bytes, near: int) -> Hits:
    """What was found so far, and the hit that was found first."""
    marks = bytearray(places)
    if near:
        marks[near] = 1
    return Hits(bytes(marks), whole=False)


def has_all(event: Event, terms: Iterable[Term]) -> bool:
    """Whether an event has all terms, as far as its card tells: names as they stand there, no notes."""
    texts = [event.row.title, event.summary, *(part.name for part in event.entities)]
    texts += [citation.words for citation in event.citations] + [said.text for said in event.quotations]
    return all(any(term.found_in(text) for text in texts) for term in terms)
