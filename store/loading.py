"""A store made from a dataset's folder: for the command line, and for tests that need one.

`build` reads and checks everything first; only a dataset without a fault is written, into a new file that takes the
place of the old store when it is complete and sound.
"""

from dataclasses import dataclass
from pathlib import Path

from store import measuring
from store.building import writing
from store.building.replacing import refuse_other, replace_text, replacing
from store.building.writing import Progress
from store.checking import examine
from store.dataset.drafts import DatasetDraft
from store.dataset.hashes import FILE, written
from store.dates import order_key
from store.errors import DatasetError, Problem
from store.records import Summary

__all__ = ["Hashed", "Progress", "build", "hash_originals", "write_dataset"]


@dataclass(frozen=True, slots=True)
class Hashed:
    """Whose originals were at hand when a dataset's hashes were written."""

    made: tuple[str, ...]
    """The ids of the sources whose hashes were made."""
    kept: tuple[str, ...]
    """Those whose hashes stayed as they were."""
    notes: tuple[Problem, ...]


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


def hash_originals(folder: Path, originals: Path) -> Hashed:
    """Write the hashes of the originals that are at hand into a dataset; those of others stay as they are.

    Raises DatasetError where the dataset or what it says of an original is wrong, OpenError where there are no such
    originals or the dataset's folder can't be written to; nothing is written then.
    """
    dataset, problems = examine(folder)
    if any(problem.fatal for problem in problems):
        raise DatasetError(problems)
    documents, notes = measuring.at_hand(originals, dataset.sources)
    hashes = measuring.measured(documents, dataset.sources, dataset.events, dataset.quotations)
    sources = [measuring.with_hashes(source, hashes.get(source.id)) for source in dataset.sources]
    confirmed = measuring.confirm(documents, sources, dataset.events, dataset.quotations)
    if any(problem.fatal for problem in confirmed.problems):
        raise DatasetError(confirmed.problems)
    by_source = {source.id: source.original for source in sources if source.original and source.original.hashes}
    if documents:
        replace_text(folder / FILE, written(by_source))
    return Hashed(tuple(documents), tuple(by_source.keys() - documents.keys()), tuple(notes))


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
