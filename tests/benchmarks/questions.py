"""What filters cost: python -m tests.benchmarks.questions [EVENTS …] [--keep FOLDER | --store FILE]

Prints CPU milliseconds of selecting the events of a filter on a fresh connection, of its counts once it is known, of
what a screen needs to show them, of completion and of counts by facet; beside it what a plain sqlite3 program pays
that counts the events of the same filter from the tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from store.database import open_store
from store.facets import counted
from store.filters import Filter, parse
from store.selecting import EventSet, explain, picked, select
from store.selecting.completing import complete
from tests.benchmarks.given import stores

from .reading import Cost, Question, cost, tell

_FTS = "SELECT count(*) FROM event_fts WHERE event_fts MATCH '{}'"
_ENTITY = (
    "SELECT count(DISTINCT event_id) FROM event_entity WHERE entity_id = (SELECT id FROM entity WHERE slug = '{}')"
)
LINES = {
    "undated": "SELECT count(*) FROM event WHERE day IS NULL",
    "entity:entity-00000": _ENTITY.format("entity-00000"),
    "entity:entity-00010": _ENTITY.format("entity-00010"),
    "kind:statement": "SELECT count(*) FROM event WHERE kind_id = (SELECT id FROM kind WHERE name = 'statement')",
    "in:1990": "SELECT count(*) FROM event WHERE ifnull(hi, lo) >= 726468 AND ifnull(lo, hi) <= 726832",
    "voices:1": "SELECT count(*) FROM event WHERE voices = 1",
    "disputed": "SELECT count(DISTINCT event_id) FROM citation WHERE role IN ('disputes', 'denies')",
    "missile": _FTS.format("missile"),
    "the": _FTS.format("the"),
    '"of the"': _FTS.format('"of the"'),
    "sa*": _FTS.format("sa*"),
    "entity:entity-00000 kind:statement in:1990/1995": """
    SELECT count(DISTINCT e.id) FROM event_entity r JOIN event e ON e.id = r.event_id JOIN kind k ON k.id = e.kind_id
    WHERE r.entity_id = 1 AND k.name = 'statement' AND e.day BETWEEN 726468 AND 728658""",
}
"""Lines with the question of the plain program. It searches titles and summaries alone, we also what is behind them."""


def measure(path: Path, times: int = 3) -> list[Cost]:
    """The cost of every question to the store at `path`."""
    peer = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        found = [cost(_first(path, peer, line, sql), times) for line, sql in LINES.items()]
    finally:
        peer.close()
    with open_store(path) as store:
        every = select(store, Filter())
        for line in LINES:
            asked = parse(line)
            events = explain(store, asked).events
            found.append(cost(Question(f"again, with counts: {line[:24]}", _later(explain, store, asked)), times))
            if events.count != events.size:
                found.append(cost(Question(f"list of {events.count:,}", _later(picked, store, events)), times))
        found += [cost(each, times) for each in _others(store, every)]
    return found


def _first(path: Path, peer: sqlite3.Connection, line: str, sql: str) -> Question:
    def ask() -> None:
        with open_store(path) as store:
            select(store, parse(line))

    return Question(line[:34], ask, lambda: peer.execute(sql).fetchall())


def _others(store: object, every: EventSet) -> Iterator[Question]:
    for typed in ("", "entity:", "entity:ra", "mis", "source:re", "kind:"):
        yield Question(f"completing “{typed}”", _later(complete, store, typed, len(typed)))
    some = select(store, parse("in:1990/2010"))  # type: ignore[arg-type]
    for facet in ("kind", "entity", "source", "publisher", "year"):
        yield Question(f"counts by {facet}, all", _later(counted, store, facet, every))
        yield Question(f"counts by {facet}, of {some.count:,}", _later(counted, store, facet, some))


def _later(ask: Callable[..., object], *given: object) -> Callable[[], object]:
    return lambda: ask(*given)


def main() -> None:
    """The command."""
    for events, path in stores(__doc__):
        tell(events, measure(path))


if __name__ == "__main__":
    main()
