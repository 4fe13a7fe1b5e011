"""Where words stand: in titles and summaries, in the passages and quotations behind events, in names and notes.

A word of a filter is looked for in each of them; the words of a phrase stand in a row in one of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from store import columns, fields, naming
from store.database import Store
from store.errors import FilterError
from store.filters.parts import Phrase, Prefix, Word
from store.filters.words import words_of
from store.schema import FULL_TEXT_TABLES
from store.selecting import postings
from store.selecting.events import bits_of, bits_of_words
from store.selecting.memory import AT_ONCE, memory
from store.selecting.names import named_with
from store.selecting.own import Own

Sought: TypeAlias = Word | Phrase | Prefix

_MOST_TERMS = 300
"""Words that a prefix is spelled out into; one of more words is asked for as it is."""
_WORD, _BIT = "({0} - 1) >> 5", "1 << (({0} - 1) & 31)"
"""Of the number of an event: where its bit is. SQLite puts them together while other threads go on, and of a million
events there come 31,250 pairs.
"""
_TITLES = f"""
SELECT {_WORD.format("rowid")} AS word, sum({_BIT.format("rowid")}) AS bits FROM event_fts
WHERE event_fts MATCH ?1 AND rowid BETWEEN ?2 AND ?3 GROUP BY 1
"""
_PASSAGES = f"""
SELECT {_WORD.format("c.event_id")} AS word, sum(DISTINCT {_BIT.format("c.event_id")}) AS bits
FROM passage_fts f CROSS JOIN citation c ON c.passage_id = f.rowid
WHERE f.passage_fts MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3 GROUP BY 1
"""
_QUOTATIONS = f"""
SELECT {_WORD.format("q.event_id")} AS word, sum(DISTINCT {_BIT.format("q.event_id")}) AS bits
FROM quotation_fts f CROSS JOIN quotation q ON q.id = f.rowid
WHERE f.quotation_fts MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3 AND q.event_id IS NOT NULL GROUP BY 1
"""
_SPOKEN = "SELECT rowid AS n FROM quotation_fts WHERE quotation_fts MATCH ?1 AND rowid BETWEEN ?2 AND ?3"
_QUESTIONS = (
    ("event_fts", "event", _TITLES),
    ("passage_fts", "passage", _PASSAGES),
    ("quotation_fts", "quotation", _QUOTATIONS),
)


def holding(store: Store, sought: Sought) -> int:
    """The events that hold the words; the reader's notes aside. Raises FilterError, QueryError."""
    known = memory(store)
    _check(store, sought)
    found = 0
    for table, rows, question in _QUESTIONS:
        for part in _stretches(store, table, rows, sought):
            words, bits = columns.numbers(store, question, part, where="the full text", names="word bits")
            found |= bits_of_words(zip(words, bits, strict=True), known.size, "the full text")
    numbers = named_with(store, words_of(sought.text), prefix=isinstance(sought, Prefix))
    if numbers:
        sql = "SELECT slug FROM entity WHERE id IN (SELECT value FROM json_each(?))"
        slugs = [fields.text(slug, "an entity", "id") for (slug,) in store.query(sql, (json.dumps(numbers),))]
        found |= postings.bits(store, "entity", slugs, known.size)
    return found


def noted(own: Own, sought: Sought, size: int) -> int:
    """The events of which the reader's note holds the words."""
    words, prefix = words_of(sought.text), isinstance(sought, Prefix)
    held = (ordinal for ordinal, note in own.notes.items() if 1 <= ordinal <= size and holds(note, words, prefix))
    return bits_of(held, size, "a note")


def spoken(store: Store, sought: Sought) -> list[int]:
    """The numbers of the quotations that hold the words. Raises FilterError, QueryError."""
    _check(store, sought)
    parts = _stretches(store, "quotation_fts", "quotation", sought)
    return [number for part in parts for number in columns.numbers(store, _SPOKEN, part, where="the full text")[0]]


def holds(text: str, words: Sequence[str], prefix: bool) -> bool:
    """Whether folded words stand in a row in a text; with `prefix`, the last of them need only begin so."""
    these, count = words_of(text), len(words)
    for at in range(len(these) - count + 1):
        if these[at : at + count - 1] == tuple(words[:-1]) and (
            these[at + count - 1].startswith(words[-1]) if prefix else these[at + count - 1] == words[-1]
        ):
            return True
    return False


def _check(store: Store, sought: Sought) -> None:
    if any(table not in store.full_text for table in FULL_TEXT_TABLES):
        raise FilterError("this store has no full text to search for words; build it again to have one", *sought.at)


def _stretches(store: Store, table: str, rows: str, sought: Sought) -> Iterator[tuple[str, int, int]]:
    """What a full-text table is asked for, with the first and the last row, stretch by stretch."""
    last = store.one(f"SELECT max(id) FROM {rows}")
    size = fields.whole(last[0] or 0, f"the table {rows}", "number") if last else 0
    match, step = _match(store, table, sought)
    for first in range(1, size + 1, step or size or 1):
        yield match, first, first + (step or size) - 1


def _match(store: Store, table: str, sought: Sought) -> tuple[str, int | None]:
    """The question to a full-text table, and of how many rows at once; None: of all, as each asking merges a prefix."""
    text = naming.sought(sought.text).replace("\0", " ")
    if not isinstance(sought, Prefix):
        return _quoted(text), AT_ONCE * 4
    words = words_of(text)
    if len(words) == 1:
        last = words[0] + chr(0x10FFFF)
        sql = f"SELECT term FROM {table}_words WHERE term >= ? AND term < ? LIMIT {_MOST_TERMS + 1}"
        terms = [term for (term,) in store.query(sql, (words[0], last)) if isinstance(term, str)]
        if len(terms) <= _MOST_TERMS:
            return " OR ".join(map(_quoted, terms or words)), AT_ONCE * 4
    return f"{_quoted(text)} *", None


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
