"""Whether a dataset, or a store, says only what it can show: for the command line, for `store.loading`, for tests.

Reads nothing of a network, a clock or a screen; the same files give the same problems in the same order.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from store import chronology, measuring
from store.auditing import rows
from store.auditing.audit import audit
from store.database import open_store
from store.dataset import reading as folder
from store.dataset import references, rules
from store.dataset.drafts import DatasetDraft
from store.errors import Problem
from store.measuring import Confirmed

_FILES = ("dataset", "sources", "texts", "originals", "entities", "events", "quotations")

_MOST = 1000
__all__ = ["Confirmed", "check_dataset", "check_store", "confirm", "examine"]


def check_dataset(root: Path) -> list[Problem]:
    """Everything that is wrong with the dataset in a folder; empty where it can be built."""
    return examine(root)[1]


def check_store(path: Path) -> list[Problem]:
    """Everything that is wrong with a store, up to a thousand problems; empty where it can be believed.

    A file that is no store gives one problem. The file is only read; a temporary copy of it is made for the time of
    the check.
    """
    return list(islice(audit(str(path)), _MOST))


def confirm(target: Path, originals: Path) -> Confirmed:
    """All that a dataset or a store, itself without fault, says of the originals in a folder, computed again.

    Raises OpenError, QueryError.
    """
    if target.is_dir():
        dataset = examine(target)[0]
        documents, notes = measuring.at_hand(originals, dataset.sources)
        found = measuring.confirm(documents, dataset.sources, dataset.events, dataset.quotations)
    else:
        with open_store(target) as store:
            sources = rows.with_hashes(store, rows.sources(store).values())
            documents, notes = measuring.at_hand(originals, sources)
            events = (rows.event(event, 0) for event in chronology.stream(store))
            found = measuring.confirm(documents, sources, events, rows.quotations(store))
    found.problems[:0] = notes
    return found


def examine(root: Path) -> tuple[DatasetDraft, list[Problem]]:
    """The dataset in a folder, and everything that is wrong with it, in the order of its files."""
    dataset, problems = folder.read(root)
    # a field that could not be read reads as empty: it is not missing as well
    said = {problem.where for problem in problems}
    problems.extend(problem for problem in _judged(dataset) if problem.where not in said)
    return dataset, sorted(problems, key=_place)


def _judged(dataset: DatasetDraft) -> Iterator[Problem]:
    yield from references.check(dataset)
    sources = {source.id: source for source in dataset.sources}
    for source in dataset.sources:
        yield from rules.of_source(source)
    for event in dataset.events:
        yield from rules.of_event(event, sources)
    for quotation in dataset.quotations:
        yield from rules.of_quotation(quotation, sources.get(quotation.passage.source))


def _place(problem: Problem) -> tuple[int, str, int]:
    """Where a problem comes in the order of the files: what depends on another file comes after it."""
    file, _, rest = problem.where.partition(":")
    line = re.match("[0-9]+", rest)
    order = next((index for index, name in enumerate(_FILES) if file.startswith(name)), -1)
    return order, file, int(line[0]) if line else 0
