"""Makes a store of synthetic events: python -m tests.benchmarks.generate OUT [--events N] [--seed S]

Prints the seconds of CPU per stage, the size of the file, and the memory that it took.
"""

from __future__ import annotations

import argparse
import resource
import time
from os import PathLike
from pathlib import Path

from store.building import writing
from store.records import Summary

from .synthetic import Synthetic


def generate(
    path: str | PathLike[str], events: int, seed: int = 7, progress: writing.Progress | None = None
) -> Summary:
    """Write a store of so many events into a new file."""
    made = Synthetic(events, seed)
    return writing.write(
        path, made.manifest(), made.sources(), made.entities(), made.events(), made.quotations(), progress=progress
    )


class _Stages:
    """Prints a line when one stage gives way to the next."""

    def __init__(self) -> None:
        self._stage, self._done, self._since = "", 0, time.process_time()

    def __call__(self, stage: str, done: int) -> None:
        if stage != self._stage:
            self.end()
            self._stage, self._since = stage, time.process_time()
        self._done = done

    def end(self) -> None:
        if self._stage:
            print(f"{self._stage:<12} {self._done:>10,}  {time.process_time() - self._since:7.1f} s CPU", flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    given.out.unlink(missing_ok=True)
    stages = _Stages()
    summary = generate(given.out, given.events, given.seed, stages)
    stages.end()
    size = given.out.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{summary.events:,} events, {size / 1e6:,.0f} MB, {time.process_time():,.1f} s CPU, {peak:,} MB of memory")


if __name__ == "__main__":
    main()
