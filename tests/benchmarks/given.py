"""What every benchmark is given: numbers of events to make stores of, or a store that there is."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from store import chronology
from store.database import open_store
from tests.benchmarks.generate import generate


def stores(doc: str | None) -> Iterator[tuple[int, Path]]:
    """The stores that the command line names, each with its number of events; `doc` says what is measured."""
    parser = argparse.ArgumentParser(description=doc.splitlines()[0] if doc else None)
    parser.add_argument("events", nargs="*", type=int, default=[100_000])
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--store", type=Path, metavar="FILE")
    given = parser.parse_args()
    if given.store:
        with open_store(given.store) as store:
            events, _ = chronology.size(store)
        yield events, given.store
        return
    with tempfile.TemporaryDirectory() as passing:
        for events in given.events:
            path = (given.keep or Path(passing)) / f"synthetic-{events}.timeline"
            if not path.exists():
                generate(path, events)
            yield events, path
