"""How a line of the filter language can go on at a place: fields, and the names that a store has for their values.

Names are found by their beginning in the store's indices, so that none of a million is loaded for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from store import fields
from store.database import WHOLE_TABLE, Row, Store
from store.filters.filter import Filter
from store.filters.parsing import parse
from store.filters.parts import Dated, Field, Word
from store.filters.printing import is_word, value
from store.filters.words import CLOSED, DATES, FIELDS, FLAGS, NUMBERS, folded, words_of
from store.selecting import years
from store.selecting.memory import memory
from store.selecting.names import with_other_names
from store.selecting.postings import counts
from store.selecting.select import select
from store.selecting.typing_place import Typed, typed_at

MOST = 20
"""Candidates that are given at most."""
_LOOKED_AT = 2000
"""Names with one beginning among which the most frequent are sought."""
_FEW_SOURCES = 2000
_FEW_EVENTS = 5000
"""Up to so many it is counted at once how many have a word."""
_COUNTED = 8
"""Dates that are offered, and counted, where there are more."""
_COUNTS = ("1", ">=2", ">=3", ">=5")
_LAST = chr(0x10FFFF)
_FACETS = {"by": "speaker"}
"""The facets of fields that are called otherwise."""

_BY_NAME = f"""
SELECT id FROM (SELECT id FROM entity WHERE name >= ?1 COLLATE NOCASE AND name < ?2 COLLATE NOCASE LIMIT {_LOOKED_AT})
UNION SELECT entity_id FROM (SELECT entity_id FROM alias WHERE name >= ?1 AND name < ?2 LIMIT {_LOOKED_AT})
UNION SELECT id FROM (SELECT id FROM entity WHERE slug >= ?1 AND slug < ?2 LIMIT {_LOOKED_AT})
"""
_BY_WORD = f"SELECT id FROM entity WHERE name LIKE ?1 ESCAPE '\\' LIMIT {_LOOKED_AT}"
_ENTITIES = (
    "SELECT slug, name, kind, {0} FROM entity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY 4 DESC LIMIT ?"
)
_SOURCES = f"""
SELECT slug, ifnull(publisher, '') || ' · ' || title, events FROM (
SELECT * FROM source WHERE slug LIKE ?1 ESCAPE '\\' OR publisher LIKE ?1 ESCAPE '\\' OR title LIKE ?1 ESCAPE '\\'
OR title LIKE ?2 ESCAPE '\\' LIMIT {_LOOKED_AT}) ORDER BY events DESC LIMIT {MOST}
"""
_PUBLISHERS = (
    f"SELECT DISTINCT publisher FROM source WHERE publisher LIKE ? ESCAPE '\\' ORDER BY publisher LIMIT {MOST}"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to go on."""

    insert: str
    """What replaces the line from `start` to `end`."""
    start: int
    end: int
    what: str
    """What it is: field, flag, word, tag, person, …"""
    count: int | None
    """How many events it keeps; None for a field, and where that would take long."""
    label: str
    """Its name, where the inserted text is an id; else that text."""


def complete(store: Store, line: str, cursor: int) -> list[Candidate]:
    """How the line can go on at a place. Raises QueryError."""
    typed = typed_at(line, cursor)
    found = _values(store, typed) if typed.name else _beginnings(store, typed)
    return list(islice(found, MOST))


def _candidate(typed: Typed, insert: str, what: str, count: int | None, label: str = "") -> Candidate:
    return Candidate(insert, typed.start, typed.end, what, count, label or insert)


def _beginnings(store: Store, typed: Typed) -> Iterator[Candidate]:
    """Where no field is named yet: fields, flags, names and words that begin so."""
    sought = folded(typed.text)
    if not typed.quoted:
        for name in FIELDS:
            if name.startswith(sought):
                yield _candidate(typed, f"{name}:", "field", None)
        for name in FLAGS:
            if name.startswith(sought):
                count = select(store, parse(name)).count if name == "undated" else None
                yield _candidate(typed, name, "flag", count)
    if len(sought) >= 2:
        yield from islice(_entities(store, typed, "entity"), 6)
        yield from _words(store, typed, sought)


def _words(store: Store, typed: Typed, sought: str) -> Iterator[Candidate]:
    if "event_fts" not in store.full_text or not is_word(sought):
        return
    sql = f"""SELECT term FROM (SELECT term, doc FROM event_fts_words WHERE term >= ? AND term < ?
    LIMIT {_LOOKED_AT}) ORDER BY doc DESC LIMIT 8"""
    for (term,) in store.query(sql, (sought, sought + _LAST)):
        if isinstance(term, str) and is_word(term):
            # The table counts titles and summaries alone; a word is sought in more.
            exact = memory(store).size <= _FEW_EVENTS and words_of(term)
            yield _candidate(typed, term, "word", select(store, Filter((Word(term),))).count if exact else None)


def _values(store: Store, typed: Typed) -> Iterable[Candidate]:
    """The values of a field that begin so."""
    match typed.name:
        case "entity" | "by" | "denied-by":
            return _entities(store, typed, typed.name)
        case "kind" | "tag" | "status" | "precision":
            return _listed(store, typed)
        case "source":
            return _sources(store, typed)
        case "publisher":
            return _publishers(store, typed)
    if typed.name in DATES:
        return _dates(store, typed)
    return _numbers(store, typed) if typed.name in NUMBERS else ()


def _entities(store: Store, typed: Typed, name: str) -> Iterator[Candidate]:
    numbers = _named(store, typed.text, name)
    facet = _FACETS.get(name, name)
    counted = "quotations" if name == "by" else "events"
    rows = store.query(_ENTITIES.format(counted), (json.dumps(numbers), 2 * MOST))
    slugs = [fields.text(row[0], "an entity", "id") for row in rows]
    known = counts(store, facet, slugs)
    for row in rows:
        slug, called, kind = (fields.text(each, "an entity", "name") for each in row[:3])
        found = _with_metonyms(store, Field(name, slug), known.get(slug, 0))
        if row[3] and found:
            yield _candidate(typed, f"{name}:{value(slug)}", kind, found, called)


def _with_metonyms(store: Store, part: Field, alone: int) -> int:
    """How many events a name has together with the names that stand for it."""
    return select(store, Filter((part,))).count if part.value in with_other_names(store) else alone


def _named(store: Store, text: str, name: str) -> list[int]:
    """The numbers of entities whose name or id begins so; of those that have a word that does, where these are few."""
    if not text.strip():
        facet = _FACETS.get(name, name)
        sql = "SELECT e.id FROM posting p JOIN entity e ON e.slug = p.key WHERE p.facet = ? ORDER BY p.n DESC LIMIT ?"
        busiest: list[Row] = memory(store).table(f"busiest {facet}", lambda: store.query(sql, (facet, MOST)))
        return [fields.whole(number, "an entity", "number") for (number,) in busiest]
    sought = text.encode("utf-8", "replace").decode()
    found = store.query(_BY_NAME, (sought, sought + _LAST))
    if len(found) < MOST:
        found += store.query(_BY_WORD, (f"% {_escaped(sought)}%",), deadline=WHOLE_TABLE)
    return [fields.whole(number, "an entity", "number") for (number,) in found]


def _listed(store: Store, typed: Typed) -> Iterator[Candidate]:
    """Values of which there are few: the most frequent first."""
    sought, name = folded(typed.text), typed.name
    known = CLOSED.get(name)
    if known is None:
        rows = store.query(f"SELECT name FROM {name}", deadline=WHOLE_TABLE)
        known = tuple(fields.text(each, f"a {name}", "name") for (each,) in rows)
    begin = [each for each in known if folded(each).startswith(sought)]
    begin += [each for each in known if each not in begin and any(w.startswith(sought) for w in words_of(each))]
    number = counts(store, name, begin)
    for each in sorted(begin, key=lambda each: -number.get(each, 0)):
        yield _candidate(typed, f"{name}:{value(each)}", name, number.get(each, 0))


def _sources(store: Store, typed: Typed) -> Iterator[Candidate]:
    like = _escaped(typed.text)
    for slug, title, count in store.query(_SOURCES, (f"{like}%", f"% {like}%"), deadline=WHOLE_TABLE):
        text = fields.text(slug, "a source", "id")
        yield _candidate(typed, f"source:{value(text)}", "source", count, str(title).removeprefix(" · "))


def _publishers(store: Store, typed: Typed) -> Iterator[Candidate]:
    row = store.one("SELECT max(id) FROM source")
    few = row is not None and isinstance(row[0], int) and row[0] <= _FEW_SOURCES
    for (name,) in store.query(_PUBLISHERS, (f"{_escaped(typed.text)}%",), deadline=WHOLE_TABLE):
        part = Field("publisher", fields.text(name, "a source", "publisher"))
        if part.value:
            count = select(store, Filter((part,))).count if few else None
            yield _candidate(typed, f"publisher:{value(part.value)}", "publisher", count)


def _numbers(store: Store, typed: Typed) -> Iterator[Candidate]:
    for each in _COUNTS:
        if each.startswith(typed.text):
            line = f"{typed.name}:{each}"
            yield _candidate(typed, line, typed.name, select(store, parse(line)).count)


def _dates(store: Store, typed: Typed) -> Iterator[Candidate]:
    """Years, and the months of a year, in which something happened."""
    most = MOST if memory(store).size <= _FEW_EVENTS else _COUNTED
    for each in islice(years.beginning(store, typed.text, most), most):
        count = select(store, Filter((Dated(typed.name, each),))).count
        if count:
            yield _candidate(typed, f"{typed.name}:{each}", "month" if "-" in each[1:] else "year", count)


def _escaped(text: str) -> str:
    """For LIKE: the text itself."""
    plain = text.encode("utf-8", "replace").decode()
    return "".join("\\" + char if char in "%_\\" else char for char in plain)
