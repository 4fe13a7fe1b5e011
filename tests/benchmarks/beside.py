"""What a key costs beside a big question: python -m tests.benchmarks.beside [EVENTS …] [--keep FOLDER | --store FILE]

The screen shares the interpreter's lock with the thread that answers. For each question that takes that thread longest,
this presses a key (a page of rows is read and drawn as lines) every few milliseconds until the answer is there, and
prints wall milliseconds of a key: the median and the worst; and how long the answer took. First with nothing beside it,
and at the end beside a plain program's thread, which reads the dates of all events and spreads them over the days.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple

from store import chronology
from store.database import Store, open_store
from store.facets import counted
from store.filters import parse
from store.search.searching import Searching
from store.search.terms import parse as terms
from store.selecting import select
from store.shown import Everything
from store.viewing import view
from tests.benchmarks.given import stores
from tui.app import TURN
from tui.render.glyphs import UNICODE
from tui.render.rows import cursor, event

Answering = Callable[[Store, Store], object]
"""Asks with the screen's store and that of the worker."""
_PAUSE = 0.005


class Beside(NamedTuple):
    """Keys while a question is answered, in wall milliseconds."""

    question: str
    keys: int
    median: float
    worst: float
    whole: float
    """Until the answer was there."""


def _filter(line: str) -> Answering:
    def ask(rows: Store, asking: Store) -> None:
        for _ in view(rows, parse(line), asking=asking).shown.preparing():
            pass

    return ask


def _find(line: str) -> Answering:
    def ask(rows: Store, asking: Store) -> None:
        for _ in Searching().find(asking, Everything(rows), terms(line), 1):
            pass

    return ask


def _count(facet: str, line: str) -> Answering:
    return lambda _, asking: counted(asking, facet, select(asking, parse(line)))


QUESTIONS: dict[str, Answering] = {
    "nothing": lambda _, __: time.sleep(0.3),
    "filter: -tag:theme-000": _filter("-tag:theme-000"),
    "filter: the": _filter("the"),
    "filter: in:1990/2010": _filter("in:1990/2010"),
    "find: the": _find("the "),
    "find: a word that is nowhere": _find("xyzzy "),
    "counts by entity of in:1990/2010": _count("entity", "in:1990/2010"),
    "counts by source of in:1990/2010": _count("source", "in:1990/2010"),
}


def measure(path: Path) -> list[Beside]:
    """The cost of keys beside every question to the store at `path`."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        return [*(_beside(path, name, ask) for name, ask in QUESTIONS.items()), _beside(path, "a plain thread", _plain)]
    finally:
        sys.setswitchinterval(before)


def _plain(rows: Store, _: Store) -> None:
    """What a plain program does to draw an axis of what is in view: one row after the other."""
    peer = sqlite3.connect(f"file:{rows.path}?mode=ro", uri=True)
    days: Counter[int] = Counter()
    for lo, hi in peer.execute("SELECT lo, hi FROM event WHERE lo IS NOT NULL AND hi IS NOT NULL").fetchall():
        for day in range(lo, min(hi, lo + 30) + 1):
            days[day] += 1
    peer.close()


def _beside(path: Path, name: str, ask: Answering) -> Beside:
    with open_store(path) as rows, open_store(path) as asking:
        events, _ = chronology.size(rows)
        took = list[float]()
        thread = threading.Thread(target=ask, args=(rows, asking))
        started = time.perf_counter()
        thread.start()
        for number in count():
            at = time.perf_counter()
            _press(rows, number * 40 % events + 1)
            took.append(1000 * (time.perf_counter() - at))
            if not thread.is_alive():
                break
            time.sleep(_PAUSE)
        whole = 1000 * (time.perf_counter() - started)
    return Beside(name, len(took), median(took), max(took), whole)


def _press(rows: Store, place: int) -> None:
    for row in chronology.rows(rows, place, 40):
        event(row, 78, UNICODE, marker=cursor(selected=False, focused=True, glyphs=UNICODE))


def main() -> None:
    """The command."""
    for events, path in stores(__doc__):
        print(f"{events:,} events; wall milliseconds of a key: median, worst; keys; until the answer")
        for each in measure(path):
            print(f"  {each.question:<36}{each.median:8.1f}{each.worst:8.1f}{each.keys:7,}{each.whole:10.0f}")


if __name__ == "__main__":
    main()
