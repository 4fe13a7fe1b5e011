"""Originals attached to a store and taken away again, and what is known of each. For the command line and the app."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from store.database import Store
from store.errors import NotFound, OpenError
from store.originals import facts, finding, shelf
from store.originals.placing import Sought, as_recorded
from store.originals.recipe import NotText, document
from store.originals.recognising import Copy, Original, copy, recognised
from store.originals.records import Copied, Placed, State, Verdict
from store.originals.shelf import Kept
from store.records import Event

_Rank = tuple[bool, int, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is at hand of a source's original, passage by passage."""

    source: str
    """The source's id."""
    state: State
    file: str | None
    """The whole path of the file that is attached; None where there is none, or the store has the document itself."""
    passages: tuple[tuple[Sought, Placed], ...]
    """In the order of the original; none where it is absent."""

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many passages have each verdict."""
        found = Counter(placed.verdict for _, placed in self.passages)
        return {verdict: found[verdict] for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file turned out to be."""

    file: str
    sources: tuple[tuple[str, State], ...]
    """The sources that it is the original of, or a changed copy; mostly one, none for any other file."""
    why: str = ""
    """Why it could not be looked at; empty where it could."""
    outdone: tuple[str, ...] = ()
    """Those sources for which it is not kept, since what is attached is better."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of an attempt to attach files."""

    files: tuple[Looked, ...]
    sources: tuple[Judged, ...]
    """Every source of the store, in its order."""


def attach(store: Store, path: Path, files: Sequence[Path]) -> Attached:
    """Recognise files, and those in folders, and keep what is an original of the store in the shelf at `path`.

    A verified original is never replaced by a changed copy; of several changed copies, one that was attached before
    among them, the one is kept in which most passages stand. Raises OpenError, before anything is kept, for what there
    is not; QueryError.
    """
    originals = facts.all_originals(store)
    best: dict[str, tuple[Copy, Kept]] = {}
    looked, ranks = [], []
    for file in finding.files(files):
        name = _shown(file)
        try:
            data = finding.content(file)
            copies = recognised(document(data), originals)
        except NotText as error:
            looked.append(Looked(name, (), str(error)))
            ranks.append(dict[str, _Rank]())
            continue
        looked.append(Looked(name, tuple((each.source, each.state) for each in copies)))
        ranks.append({each.source: _rank(each) for each in copies})
        for each in copies:
            if each.source not in best or _rank(each) > _rank(best[each.source][0]):
                best[each.source] = (each, Kept(each.source, _shown(file.absolute()), each.salt, data))
    fresh = _keep(path, originals, best)
    files_found = (replace(each, outdone=_outdone(own, fresh)) for each, own in zip(looked, ranks, strict=True))
    return Attached(tuple(files_found), _status(path, originals, fresh))


def _shown(file: Path) -> str:
    return os.fsencode(file).decode("utf-8", "replace")


def detach(store: Store, path: Path, sources: Collection[str] | None = None) -> list[str]:
    """Take away what is attached for some sources, or for all; the ids of those that had something.

    Raises NotFound for a source that the store does not have, OpenError, QueryError.
    """
    if sources is not None:
        known = {original.source for original in facts.all_originals(store) if not original.held}
        known.update(shelf.names(path))  # one that the dataset has no more, or calls otherwise now
        for source in sources:
            if source not in known:
                raise NotFound(f"there is no source {source} whose original could be attached")
    return shelf.remove(path, sources)


def states(store: Store, path: Path) -> dict[str, State]:
    """The state of each source for which something is attached; all others are absent. Raises OpenError, QueryError."""
    found = {}
    for source in shelf.names(path):
        original = facts.original(store, source)
        attached = kept(path, original) if original else None
        if attached:
            found[source] = attached[0].state
    return found


def _status(path: Path, originals: Iterable[Original], fresh: dict[str, tuple[Copy, str]]) -> tuple[Judged, ...]:
    """What is at hand for each source that has an original, judged anew; what is `fresh` was judged just now."""
    attached = shelf.names(path)
    found = []
    for original in originals:
        if original.held:
            found.append(_held(original))
            continue
        known = fresh.get(original.source)
        if known is None and original.source in attached:
            known = kept(path, original)
        found.append(_judged(original, known))
    return tuple(found)


def kept(path: Path, original: Original) -> tuple[Copy, str] | None:
    """What is attached for a source, judged anew, and the name of its file; None for nothing. Raises OpenError."""
    found = shelf.read(path, original.source)
    if found is None:
        return None
    try:
        return copy(document(found.content), original, found.salt), found.name
    except NotText as error:
        raise OpenError(f"{path}: what is attached for source {original.source} {error}; attach it again") from None


def words(store: Store, path: Path, event: Event) -> dict[int, Copied]:
    """The original's own words of the passages behind an event, by passage: those that stand in one place.

    Raises OpenError, QueryError.
    """
    found: dict[int, Copied] = {}
    for source in dict.fromkeys(citation.source for citation in event.citations):
        original = facts.original(store, source)
        at_hand = kept(path, original) if original else None
        if at_hand is None:
            continue
        text, placed = at_hand[0].document.text, at_hand[0].placed
        for passage in (citation.passage for citation in event.citations if citation.source == source):
            if passage in placed and len(placed[passage].places) == 1:
                place = placed[passage]
                found[passage] = Copied(text[slice(*place.places[0])], at_hand[0].state, place.verdict)
    return found


def _keep(path: Path, originals: Iterable[Original], best: dict[str, tuple[Copy, Kept]]) -> dict[str, tuple[Copy, str]]:
    """Keep what is better than, or as good as, what is attached; what is attached then, as far as it is known."""
    attached = shelf.names(path)
    new, known = [], {}
    for original in originals:
        found, entry = best.get(original.source, (None, None))
        if found is None or entry is None or original.held:
            continue
        old = kept(path, original) if original.source in attached else None
        if old is not None and _is_better(_rank(old[0]), _rank(found)):
            known[original.source] = old
        else:
            new.append(entry)
            known[original.source] = (found, entry.name)
    if new:
        shelf.keep(path, new)
    return known


def _held(original: Original) -> Judged:
    """A source whose document the store has: its own positions are of that, if it is what its hash says."""
    placed = as_recorded(original.sought, original.length or 0)
    passages = tuple((each, placed[each.passage]) for each in original.sought)
    return Judged(original.source, State.VERIFIED if original.sound else State.DIFFERS, None, passages)


def _judged(original: Original, found: tuple[Copy, str] | None) -> Judged:
    if found is None:
        return Judged(original.source, State.ABSENT, None, ())
    judged, name = found
    passages = tuple((sought, judged.placed[sought.passage]) for sought in original.sought)
    return Judged(original.source, judged.state, name, passages)


def _rank(found: Copy) -> _Rank:
    """How good a copy is; the hash at the end decides between equals, in whichever order they come."""
    standing = sum(placed.verdict in (Verdict.EXACT, Verdict.MOVED) for placed in found.placed.values())
    return found.state is State.VERIFIED, standing, found.document.sha256


def _is_better(one: _Rank, other: _Rank) -> bool:
    return one[:2] > other[:2]


def _outdone(ranks: dict[str, _Rank], attached: dict[str, tuple[Copy, str]]) -> tuple[str, ...]:
    """The sources for which a better copy is attached than one with these ranks."""
    return tuple(
        source for source, rank in ranks.items() if source in attached and _is_better(_rank(attached[source][0]), rank)
    )
