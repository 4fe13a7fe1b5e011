"""What finding costs: python -m tests.benchmarks.finding [EVENTS …] [--keep FOLDER] [--store FILE]

For each line that somebody may type: CPU milliseconds until the first hit is known, until all are counted, and beside
it what a plain program pays that asks SQLite for every text with LIKE; in the same run.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import NamedTuple

from store.database import open_store
from store.search.searching import Searching
from store.search.terms import Term, parse
from store.shown import Everything
from tests.benchmarks.given import stores

LINES = ("the ", "government ", "sanctions ", "san", "the government ", '"the government" ', "sanct missile ", "xyzzy ")


class Cost(NamedTuple):
    """CPU milliseconds of finding a line."""

    line: str
    hits: int
    first: float
    """Until the nearest hit was known."""
    whole: float
    """Until all were counted."""
    longest: float
    """The longest step: how long a newer question may have to wait, where it could not interrupt."""
    peer: float
    """A plain program's first hit and count."""


def measure(path: Path, lines: tuple[str, ...] = LINES) -> list[Cost]:
    """The cost of finding each line from the middle of the store at `path`."""
    with open_store(path) as store:
        peer = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            shown = Everything(store)
            for _ in Searching().find(store, shown, parse("government "), 1):
                pass  # the file is in memory, as it is after the first words that anybody looks for
            costs = []
            for line in lines:
                started = last = time.thread_time()
                first, longest, hits = 0.0, 0.0, None
                for found in Searching().find(store, shown, parse(line), shown.count // 2):
                    now = time.thread_time()
                    longest, last = max(longest, now - last), now
                    if found is not None:
                        first, hits = first or now - started, found
                whole = last - started
                plain = _plain(peer, parse(line), shown.count // 2)
                number = hits.count if hits is not None else 0
                costs.append(Cost(line, number, *(1000 * each for each in (first, whole, longest, plain))))
            return costs
        finally:
            peer.close()


def _plain(peer: sqlite3.Connection, terms: tuple[Term, ...], here: int) -> float:
    """Titles and summaries with LIKE, from here on: it sees no passage, no quotation, no name and no accents."""
    started = time.thread_time()
    where = " AND ".join("title || ' ' || summary LIKE ?" for _ in terms)
    wanted = [f"%{' '.join(term.words)}%" for term in terms]
    peer.execute(f"SELECT id FROM event WHERE {where} AND id >= ? ORDER BY id LIMIT 1", (*wanted, here)).fetchall()
    peer.execute(f"SELECT count(*) FROM event WHERE {where}", wanted).fetchall()
    return time.thread_time() - started


def main() -> None:
    """The command."""
    for _, path in stores(__doc__):
        tell(measure(path))


def tell(costs: list[Cost]) -> None:
    """Prints a table of costs."""
    print("CPU milliseconds: first hit, all counted, longest step; a plain program's first hit and count with LIKE")
    for each in costs:
        numbers = f"{each.first:9.1f}{each.whole:10.1f}{each.longest:9.1f}{each.peer:10.1f}"
        print(f"  {each.line!r:<24}{each.hits:>10,} hits {numbers}")


if __name__ == "__main__":
    main()
