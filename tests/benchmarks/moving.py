"""What moving through time costs: python -m tests.benchmarks.moving [EVENTS …] [--keep FOLDER | --store FILE]

Makes a synthetic store of each size (100,000 unless given), or takes one that there is, and prints the median CPU
milliseconds of what a key asks for, the 99th percentile, and beside it what a plain sqlite3 program pays that counts
the events of each cell, or looks for the next silence, from the rows. The first line is a list key, for comparison.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from store import chronology, filters, going, periods
from store.database import open_store
from store.dates.stepping import Unit
from store.shown import Everything
from store.viewing import view
from tests.benchmarks.given import stores
from tui.render.axis.strips import lines
from tui.render.glyphs import UNICODE
from tui.sight import Sight

from .reading import Cost, Question, cost, tell

WIDTH, HEIGHT = 198, 9


def measure(path: Path, times: int = 60) -> list[Cost]:
    """The cost of every key to the store at `path`."""
    with open_store(path) as store:
        peer = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            shown, year = Everything(store), filters.parse("in:2019")
            found = [cost(question, times) for question in _questions(shown, peer)]
            return [
                *found,
                cost(Question("narrow to a year (in a worker)", lambda: view(store, year)), 5),
            ]
        finally:
            peer.close()


def _questions(shown: Everything, peer: sqlite3.Connection) -> Iterator[Question]:
    rng = random.Random(3)
    first, last = shown.first_day or 0, shown.last_day or 0

    def place() -> int:
        return rng.randint(1, shown.dated)

    def axis(zoom: Unit | None) -> object:
        row = shown.row(place())
        day = row.date.sort_day if row.date else first
        seen = Sight(shown).axis(zoom, day, row, WIDTH, HEIGHT)
        return None if seen is None else lines(seen, HEIGHT, UNICODE, focused=False)

    def counted() -> object:
        sql = "SELECT (day - ?) * ? / (? - ?), count(*) FROM event WHERE day IS NOT NULL GROUP BY 1"
        return peer.execute(sql, (first, WIDTH, last + 1, first)).fetchall()

    def silence() -> object:
        sql = "SELECT id FROM event WHERE id > ? AND lo - reach > 28 ORDER BY id LIMIT 1"
        return peer.execute(sql, (place(),)).fetchall()

    yield Question("a list key: one page of rows", lambda: chronology.rows(shown.store, place(), 64))
    yield Question("axis, all (another window)", lambda: axis(None), counted)
    for zoom in reversed(Unit):
        yield Question(f"axis by the {zoom} (another window)", lambda zoom=zoom: axis(zoom))  # type: ignore[misc]
    sight, row = Sight(shown), shown.row(shown.dated // 2)
    day = row.date.sort_day if row.date else first
    yield Question("axis, the cursor moves in it", lambda: sight.axis(Unit.MONTH, day, row, WIDTH, HEIGHT))
    for unit in (Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.DECADE):
        yield Question(f"next {unit} that holds an event", lambda unit=unit: periods.next_period(shown, place(), unit))  # type: ignore[misc]
        yield Question(f"the {unit} before", lambda unit=unit: periods.previous_period(shown, place(), unit))  # type: ignore[misc]
    yield Question("next silence", lambda: shown.silence_after(place()), silence)
    yield Question("the silence before", lambda: shown.silence_before(place()))
    texts = ("1963", "jan 2 1984", "2019-03", "start", "end", "3 months later", "44 BCE")
    here = shown.row(shown.dated // 3)
    yield Question("go to a time", lambda: going.destination(shown, rng.choice(texts), today=1, here=here))
    yield Question("the last step again", lambda: going.again(shown, place(), Unit.MONTH, 3))


def main() -> None:
    """The command."""
    for events, path in stores(__doc__):
        tell(events, measure(path))


if __name__ == "__main__":
    main()
