"""What the questions of the first screen cost: python -m tests.benchmarks.reading [EVENTS …] [--keep FOLDER]

Makes a synthetic store of each size (100,000 unless given; kept in FOLDER for the next time) and prints the median CPU
milliseconds of each question, the 99th percentile, and beside it what a plain sqlite3 program pays for the same answer.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from store import chronology, passages, sources
from store.database import Store, open_store
from tests.benchmarks.given import stores

WINDOW = 50


class Question(NamedTuple):
    """Something to ask, and what a program without our order of rows would ask instead."""

    name: str
    ask: Callable[[], object]
    peer: Callable[[], object] | None = None


class Cost(NamedTuple):
    """CPU milliseconds of a question."""

    name: str
    median: float
    highest: float
    """The 99th percentile."""
    peer: float | None
    """The peer's median, in the same run."""


def measure(path: Path, times: int = 60) -> list[Cost]:
    """The cost of every question to the store at `path`."""
    with open_store(path) as store:
        peer = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return [cost(question, times) for question in _questions(path, store, peer)]
        finally:
            peer.close()


def _questions(path: Path, store: Store, peer: sqlite3.Connection) -> Iterator[Question]:
    rng = random.Random(3)
    summary = chronology.summary(store)
    count, first, last = summary.events, summary.first_day or 0, summary.last_day or 0
    names = [source.id for source in sources.all_sources(store)]
    picked = rng.sample(range(1, count + 1), WINDOW)

    def ask(sql: str, *params: object) -> Callable[[], object]:
        return lambda: peer.execute(sql, params).fetchall()

    line = f"SELECT e.*, k.name FROM event e JOIN kind k ON k.id = e.kind_id ORDER BY e.id LIMIT {WINDOW} OFFSET ?"
    yield Question("open", lambda: open_store(path).close(), lambda: sqlite3.connect(path).close())
    yield Question("summary", lambda: chronology.summary(store), ask("SELECT count(*) FROM event"))
    yield Question("first rows", lambda: chronology.rows(store, 1, WINDOW), ask(line, 0))
    yield Question(
        "rows in the middle",
        lambda: chronology.rows(store, rng.randint(count // 3, count // 2), WINDOW),
        ask(line, count // 2),
    )
    yield Question("scattered rows", lambda: chronology.picked(store, picked))
    yield Question(
        "at a day",
        lambda: chronology.at(store, rng.randint(first, last)),
        ask("SELECT count(*) FROM event WHERE day < ?", (first + last) // 2),
    )
    yield Question("ordinal of an id", lambda: chronology.ordinal_of(store, f"event-{rng.randrange(count):07}"))
    yield Question("event", lambda: chronology.event(store, rng.randint(1, count)))
    yield Question("behind", lambda: passages.behind(store, rng.randint(1, count)))
    yield Question("page", lambda: passages.page(store, rng.choice(names)))
    yield Question("stream of 500", lambda: list(chronology.stream(store, count // 2, count // 2 + 499)))


def cost(question: Question, times: int) -> Cost:
    """What a question costs, asked so many times."""
    ours = _milliseconds(question.ask, times)
    theirs = statistics.median(_milliseconds(question.peer, min(times, 9))) if question.peer else None
    return Cost(question.name, statistics.median(ours), sorted(ours)[int(len(ours) * 0.99)], theirs)


def _milliseconds(ask: Callable[[], object], times: int) -> list[float]:
    found = []
    for _ in range(times):
        started = time.thread_time()
        ask()
        found.append((time.thread_time() - started) * 1000)
    return found


def main() -> None:
    """The command."""
    for events, path in stores(__doc__):
        tell(events, measure(path))


def tell(events: int, costs: list[Cost]) -> None:
    """Prints a table of costs."""
    print(f"{events:,} events: CPU milliseconds (median, 99th percentile, a plain program's median, ratio)")
    for each in costs:
        beside = "" if each.peer is None else f"{each.peer:10.2f}  {each.peer / each.median:8.1f}×"
        print(f"  {each.name:<34}{each.median:8.2f}{each.highest:10.2f}{beside}")


if __name__ == "__main__":
    main()
