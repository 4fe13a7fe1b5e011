"""A store made from a dataset's folder: for the command line, and for tests that need one.

`build` reads and checks everything first; only a dataset without a fault is written, into a new file that takes the
place of the old store when it is complete and sound.
"""

from pathlib import Path

from store.building import writing
from store.building.replacing import refuse_other, replacing
from store.building.writing import Progress
from store.checking import examine
from store.dataset.drafts import DatasetDraft
from store.dates import order_key
from store.errors import DatasetError
from store.records import Summary

__all__ = ["Progress", "build", "write_dataset"]


def build(folder: Path, target: Path, *, progress: Progress | None = None) -> Summary:
    """Make the store `target` from the dataset in `folder`, and say what it holds.

    The same dataset makes the same bytes. Raises DatasetError with every problem that was found, OpenError for a
    target that can't be written or is no store, TimelineError where writing fails; the old store is then as it was.
    """
    refuse_other(target)
    if progress:
        progress("reading", 0)
    dataset, problems = examine(folder)
    if any(problem.fatal for problem in problems):
        raise DatasetError(problems)
    return write_dataset(dataset, target, progress=progress)


def write_dataset(dataset: DatasetDraft, target: Path, *, progress: Progress | None = None) -> Summary:
    """Write a dataset that is known to be without fault. Raises as `build` does."""
    events = sorted(dataset.events, key=lambda event: order_key(event.date, event.seq, event.id))
    with replacing(target) as path:
        return writing.write(
            path,
            dataset.manifest,
            dataset.sources,
            dataset.entities,
            events,
            dataset.quotations,
            progress=progress,
        )
