"""A dataset's folder, read into drafts with every problem that was found. Called by `store.checking` and
`store.loading`.

Nothing that is wrong stops the reading of the rest: a file that can't be read leaves its entries out, a field that is
wrong reads as empty, and both leave a problem. A draft with problems is good for finding more of them, never for
building.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from store.dataset import entries, hashes
from store.dataset.drafts import DatasetDraft, EventDraft, Manifest, QuotationDraft, SourceDraft, Where
from store.dataset.files import Folder, TomlFile
from store.dataset.toml_fields import Fields
from store.errors import Problem

_Draft = TypeVar("_Draft")
_NO_MANIFEST = Manifest("", "", "")
_SORTS = frozenset({"source", "entity", "event", "quotation"})


def read(root: Path) -> tuple[DatasetDraft, list[Problem]]:
    """All that a dataset's folder holds, and what is wrong with its form, in the order of the files."""
    problems: list[Problem] = []
    if not root.is_dir():
        what = "is no folder; a dataset is a folder" if root.exists() else "there is no such folder"
        problems.append(Problem(str(root), what))
        return DatasetDraft(_NO_MANIFEST, (), (), (), (), _SORTS), problems
    folder = Folder(root, problems)
    manifest = _manifest(folder)
    known = entries.Known(manifest)

    def source(entry: Fields) -> SourceDraft:
        draft = entries.source(entry, folder)
        known.add(draft)
        return draft

    def event(entry: Fields) -> EventDraft:
        return entries.event(entry, known)

    def quotation(entry: Fields) -> QuotationDraft:
        return entries.quotation(entry, known)

    unread: set[str] = set()

    def all_of(sort: str, names: list[str], read_one: Callable[[Fields], _Draft]) -> tuple[_Draft, ...]:
        files = [folder.toml(name) for name in names]
        if None in files or not files:
            unread.add(sort)
        return tuple(draft for file in files if file for draft in _entries(folder, file, sort, read_one))

    sources = hashes.joined(all_of("source", ["sources.toml"], source), hashes.read(folder), folder)
    _unused_texts(folder)
    entities = all_of("entity", folder.series("entities"), entries.entity)
    events = all_of("event", folder.series("events"), event)
    quotations = all_of("quotation", folder.series("quotations"), quotation)
    draft = DatasetDraft(manifest or _NO_MANIFEST, sources, entities, events, quotations, frozenset(unread))
    return draft, problems


def _manifest(folder: Folder) -> Manifest | None:
    file = folder.toml("dataset.toml")
    if file is None:
        return None
    return entries.manifest(Fields(file.values, Where("", file.name, (), file.lines), folder.problems))


def _entries(folder: Folder, file: TomlFile, sort: str, read_one: Callable[[Fields], _Draft]) -> Iterator[_Draft]:
    """The entries of one file."""
    top = Fields(file.values, Where("", file.name, (), file.lines), folder.problems)
    for entry in top.tables(sort):
        yield read_one(entry.called(sort))
    top.done()


def _unused_texts(folder: Folder) -> None:
    texts = folder.root / "texts"
    if not texts.is_dir():
        return
    for path in sorted(texts.rglob("*")):
        name = path.relative_to(folder.root).as_posix()
        if path.is_file() and not path.name.startswith(".") and name not in folder.read:
            what = "no source has this text; name it in sources.toml or remove it"
            folder.problems.append(Problem(name, what, fatal=False))
