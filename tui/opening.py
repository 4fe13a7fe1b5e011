"""From what the user named to an open store: a store file, a dataset folder, or nothing at all, which is the sample.

A folder's store is built once into the user's cache folder and built again when a file of the dataset changes.
Standard library only until something has to be built.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store import chronology, going
from store.database import Store, open_store
from store.derived_tables import DERIVED
from store.errors import OpenError
from store.marks.records import NO_SIGNS, Signs
from store.records import Summary
from store.schema import FORMAT, TABLES
from store.shown import Everything
from tui.render.rows import span
from tui.sought import NOTHING, Sought

if TYPE_CHECKING:
    from store.originals.reading import Originals
    from tui.seeking import Seeker

AT_ONCE = 20_000
"""Events in a store up to which no question takes long."""
KEPT = 8
"""Built stores that stay in the cache folder."""


@dataclass(slots=True)
class Opened:
    """An open store, twice: for the list, which reads as it draws, and for the workers behind the other pages."""

    path: Path
    named: str
    """What the user named: the words for a message."""
    rows: Store
    desk: Store
    summary: Summary
    span: str
    """From when to when the dated events run; empty where there are none."""
    start: int = 1
    """The ordinal of the event to begin at."""
    refused: bool = False
    """Whether the file that has taken this one's place can't be read; that was said."""
    prefers_digest: bool = False
    """Whether the reader wants digests even where the original is at hand."""
    signs: Signs = NO_SIGNS
    """Which events the reader has marked, and which have a note; none before they are read."""
    notes: Mapping[int, str] = field(default_factory=dict)
    """The reader's notes, by the ordinals of their events; none before they are read."""
    sought: Sought = NOTHING
    """What one looks for."""
    _originals: "Originals | None" = None
    _seeker: "Seeker | None" = None

    @property
    def originals(self) -> "Originals":
        """The originals that are attached. Raises QueryError."""
        if self._originals is None:
            from store.originals.reading import Originals

            self._originals = Originals(self.desk, data_folder())
        return self._originals

    @property
    def seeker(self) -> "Seeker":
        """Whoever answers what is asked while somebody types."""
        if self._seeker is None:
            from tui.seeking import Seeker

            self._seeker = Seeker(lambda: open_store(self.path))
        return self._seeker

    def close(self) -> None:
        """Closes all connections."""
        if self._seeker is not None:
            self._seeker.close()
        self.rows.close()
        self.desk.close()


def sample_folder() -> Path:
    """The folder of the sample dataset that comes with the program."""
    return Path(__file__).resolve().parent.parent / "sample_data"


def cache_folder() -> Path:
    """The user's cache folder for `timeline`, whether it exists or not."""
    return _folder("XDG_CACHE_HOME", ".cache", "Caches")


def data_folder() -> Path:
    """The user's data folder for `timeline`, whether it exists or not."""
    return _folder("XDG_DATA_HOME", ".local/share", "Application Support")


def state_folder() -> Path:
    """The folder for what `timeline` keeps of the reader's own work and place, whether it exists or not."""
    return _folder("XDG_STATE_HOME", ".local/state", "Application Support")


def config_folder() -> Path:
    """The folder for the user's settings of `timeline`, whether it exists or not."""
    return _folder("XDG_CONFIG_HOME", ".config", "Application Support")


def _folder(variable: str, usual: str, library: str) -> Path:
    """As the XDG Base Directory specification has it; on macOS in the Library."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / library / "timeline"
    base = os.environ.get(variable, "")
    return (Path(base) if os.path.isabs(base) else Path.home() / usual) / "timeline"


def store_path(target: str | None, tell: Callable[[str], None]) -> Path:
    """The store file behind what the user named; built first where it has to be.

    `tell` is given one sentence when something is built. Raises OpenError and DatasetError.
    """
    path = sample_folder() if target is None else Path(target)
    if not path.is_dir():
        return path
    if target is not None and not (path / "dataset.toml").exists():
        raise OpenError(f"{target}: a folder without dataset.toml is no dataset; name a store file or a dataset folder")
    name = f"{path.resolve().name}-{fingerprint(path)}.timeline"
    for folder in (cache_folder, temporary_folder):
        try:
            return _built(path, folder() / name, tell)
        except OSError:
            continue
    raise OpenError(f"{path}: neither the cache folder nor a temporary one can be written; free some space")


def _built(dataset: Path, store: Path, tell: Callable[[str], None]) -> Path:
    if store.exists():
        os.utime(store)
        return store
    store.parent.mkdir(parents=True, exist_ok=True)
    if not os.access(store.parent, os.W_OK):
        raise PermissionError(store.parent)
    from store import loading

    tell(f"Building a store from {dataset.name} …")
    loading.build(dataset, store)
    _forget_oldest(store.parent)
    return store


def _forget_oldest(folder: Path) -> None:
    stores = sorted(folder.glob("*.timeline"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in stores[KEPT:]:
        path.unlink(missing_ok=True)


def temporary_folder() -> Path:
    """A folder of the user's own below the temporary folder, refused where somebody else made it."""
    folder = Path(tempfile.gettempdir()) / f"timeline-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o077 or folder.is_symlink():
        return Path(tempfile.mkdtemp(prefix="timeline-"))
    return folder


def fingerprint(dataset: Path) -> str:
    """Twelve hexadecimal digits that change with any file of a dataset, and with the tables of a store."""
    digest = hashlib.sha256(f"format {FORMAT} {TABLES} {DERIVED}".encode())
    for path in sorted((*dataset.rglob("*.toml"), *dataset.rglob("*.txt"))):
        try:
            content = path.read_bytes()
        except OSError:
            content = b"unreadable"
        name = str(path.relative_to(dataset)).encode("utf-8", "surrogateescape")
        digest.update(b"%d %s %d\n" % (len(name), name, len(content)))
        digest.update(content)
    return digest.hexdigest()[:12]


def open_reading(target: str | None, tell: Callable[[str], None]) -> Store:
    """Opens what the user named, once, for a listing. Raises OpenError and DatasetError."""
    return open_store(store_path(target, tell))


def open_target(target: str | None, tell: Callable[[str], None]) -> Opened:
    """Opens what the user named. Raises OpenError and DatasetError."""
    path = store_path(target, tell)
    rows = open_store(path)
    try:
        summary = chronology.summary(rows)
        return Opened(path, target or "the sample", rows, open_store(path), summary, span_of(rows, summary))
    except BaseException:
        rows.close()
        raise


def start_at(opened: Opened, text: str) -> int:
    """The ordinal of the event that a typed time leads to; 1 where no event has a date.

    Raises DateError for what is no time, and QueryError.
    """
    shown = Everything(opened.rows)
    today = date.today().toordinal()
    return going.destination(shown, text, today=today, here=None).row.ordinal if shown.dated else 1


def span_of(store: Store, summary: Summary) -> str:
    """From when to when the dated events of a store run; empty where there are none."""
    dated = summary.events - summary.undated
    return span(chronology.row(store, 1), chronology.row(store, dated)) if dated else ""
