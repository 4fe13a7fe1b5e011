"""The commands about originals: `timeline attach`, `detach`, and `--originals` of `build` and `check`.

What is found is data, on standard output; what was done is told on standard error.
"""

import os
import sys
from argparse import Namespace
from pathlib import Path

from store.errors import OpenError
from store.originals import attaching
from store.originals.attaching import Judged
from store.schema import APPLICATION_ID
from tui import opening
from tui.commands import as_json, listing
from tui.guard import complain, guard, put
from tui.render import report
from tui.render.lines import plural

OK, FAILED = 0, 1


def attach(options: Namespace) -> int:
    """`timeline attach [STORE] FILE|FOLDER…`. Raises OpenError, DatasetError, QueryError."""
    target, paths = _divided(options.paths)
    if not all(options.paths):
        raise OpenError("a file or a folder has no name; “.” is the current folder")
    if not paths:
        raise OpenError(f"{target}: is the store; name the files or the folder with the originals after it")
    with opening.open_reading(target, complain) as store:
        path = listing.shelf_of(store)
        found = attaching.attach(store, path, [Path(each) for each in paths])
    if options.json:
        put(as_json.text(list(map(entry, found.sources)), indent=2) + "\n", sys.stdout)
    else:
        put("".join(f"{line}\n" for line in report.lines(found)), sys.stdout)
    complain(report.told(found))
    return OK if any(looked.sources for looked in found.files) else FAILED


def detach(options: Namespace) -> int:
    """`timeline detach [STORE] [SOURCE…]`. Raises NotFound, OpenError, DatasetError, QueryError."""
    target, sources = _divided(options.paths)
    with opening.open_reading(target, complain) as store:
        path = listing.shelf_of(store)
        gone = attaching.detach(store, path, sources or None)
    complain(f"Detached {', '.join(map(guard, gone))}." if gone else "Nothing was attached.")
    return OK


def _divided(paths: list[str]) -> tuple[str | None, list[str]]:
    """The store or the dataset, if the first path is one, and the others."""
    if paths and _is_target(paths[0]):
        return paths[0], paths[1:]
    return None, paths


def _is_target(path: str) -> bool:
    if os.path.isdir(path):
        return os.path.exists(os.path.join(path, "dataset.toml"))
    if not os.path.isfile(path):  # a pipe would wait for ever
        return False
    try:
        with open(path, "rb") as file:
            header = file.read(100)
    except (OSError, ValueError):
        return False
    return header[:16] == b"SQLite format 3\0" and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def entry(found: Judged) -> dict[str, object]:
    """A source as JSON."""
    counts = {verdict.value: count for verdict, count in found.counts.items()}
    return {"source": found.source, "file": found.file, "state": found.state.value, "passages": counts}


def rehash(folder: Path, originals: Path) -> None:
    """Write the hashes of originals into a dataset, and say whose. Raises DatasetError, OpenError."""
    from store import loading

    found = loading.hash_originals(folder, originals)
    for note in found.notes:
        complain(str(note))
    kept = f"; those of {plural(len(found.kept), 'other')} stay as they were" if found.kept else ""
    complain(f"Made the hashes of {plural(len(found.made), 'original')}{kept}.")


def confirm(target: Path, originals: Path) -> int:
    """Compute again what originals allow, and say what was confirmed; the number of problems. Raises OpenError."""
    from store import checking

    found = checking.confirm(target, originals)
    for problem in found.problems:
        complain(str(problem))
    if found.without_hash:
        complain(f"{plural(found.without_hash, 'passage')} without a hash; `timeline build --originals` makes them.")
    counts = {"position": found.passages, "span hash": found.hashes, "direct quotation": found.quotations}
    facts_found = [plural(count, name, f"{name}es" if name.endswith("h") else "") for name, count in counts.items()]
    facts_found.append(plural(found.dates, "date"))
    complain(
        f"{originals}: {found.originals:,} of {plural(found.sources, 'original')}; {', '.join(facts_found)} confirmed."
    )
    fatal = sum(problem.fatal for problem in found.problems)
    if found.sources and not found.originals and not fatal:
        complain(f"{originals}: has none of the originals, so that nothing could be confirmed.")
        return 1
    return fatal
