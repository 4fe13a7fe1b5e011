"""The original of a source as a page for the reader: its own words, the passages where they stand in them."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from store import naming, passages
from store.database import Store
from store.errors import NotFound, OpenError
from store.originals import attaching, facts, shelf
from store.originals.recipe import NotText, document
from store.originals.recognising import Original, is_verified
from store.originals.records import OriginalPage, Placed, Verdict
from store.paragraphs import Paragraphs, with_text
from store.passages import Dated
from store.records import DateWords, Passage, SourcePage

MOST_KEPT = 50_000_000
"""Code points of texts that are kept for the next time: a source is opened at one passage after another."""


QUICK = 1_000_000
"""Bytes that are searched in no time."""


class Pages(NamedTuple):
    """A source as a reader may see it."""

    digest: SourcePage
    """What the store has of it."""
    original: OriginalPage | None
    """None where none is attached, or it can't be read."""
    trouble: str
    """Why one that is attached can't be read, in a sentence; else empty."""


class Originals:
    """The sources of one store with what is attached of them, judged when they are asked for, and kept for a while."""

    def __init__(self, store: Store, folder: Path) -> None:
        """`folder`: the user's, where attached originals are kept, one file a dataset. Raises QueryError."""
        self._store = store
        self.path = folder / shelf.file_name(facts.dataset(store))
        """The file for this store's dataset, whether it exists or not."""
        self._kept: dict[str, tuple[shelf.Version | None, Pages]] = {}
        self._lock = threading.RLock()
        """Held while a page is made: who prepares them and who reads them are two threads."""

    def pages(self, source: str) -> Pages:
        """A source's page, and its original's. Raises NotFound, QueryError."""
        with self._lock:
            version = shelf.version(self.path)
            kept = self._kept.get(source)
            if kept is not None and kept[0] == version:
                return kept[1]
            digest = kept[1].digest if kept else passages.page(self._store, source)
            try:
                found = Pages(digest, self._original(digest) if version else None, "")
            except OpenError as error:
                found = Pages(digest, None, str(error))
            self._keep(source, version, found)
            return found

    def prepare(self) -> None:
        """Reads what is attached, so that the first page of it need not wait. Raises OpenError, QueryError.

        A long copy that was changed is left for later: searching it may take seconds.
        """
        for source in shelf.names(self.path):
            with self._lock:
                full = sum(_length(pages) for _, pages in self._kept.values()) >= MOST_KEPT // 2
            original = facts.original(self._store, source)
            if original and not full and self._is_quick(original):
                with suppress(NotFound):
                    self.pages(source)

    def _is_quick(self, original: Original) -> bool:
        kept = shelf.read(self.path, original.source)
        if kept is None or len(kept.content) < QUICK:
            return True
        with suppress(NotText):
            return is_verified(document(kept.content), original)
        return False

    def _keep(self, source: str, version: shelf.Version | None, found: Pages) -> None:
        self._kept.pop(source, None)
        self._kept[source] = (version, found)
        while len(self._kept) > 1 and sum(_length(pages) for _, pages in self._kept.values()) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))

    def _original(self, digest: SourcePage) -> OriginalPage | None:
        original = facts.original(self._store, digest.source.id)
        found = attaching.kept(self.path, original) if original else None
        if original is None or found is None:
            return None
        copy = found[0]
        text, placed = copy.document.text, copy.placed
        paragraphs = with_text(text)
        dates = passages.date_words(self._store, naming.number(self._store, "source", digest.source.id))
        page = SourcePage(
            source=digest.source,
            text=text,
            paragraphs=paragraphs,
            passages=tuple(_passages(digest.passages, placed, paragraphs)),
            events=digest.events,
            dates=tuple(_dates(dates, text, original, placed)),
            quoted=digest.quoted,
        )
        return OriginalPage(page, copy.state, placed)


def _length(pages: Pages) -> int:
    return len(pages.digest.text) + (len(pages.original.page.text) if pages.original else 0)


def _passages(some: Sequence[Passage], placed: Mapping[int, Placed], paragraphs: Paragraphs) -> Iterator[Passage]:
    """The passages at their places in the original; of one that may stand in several, each place by itself."""
    unsure = 0
    found: list[Passage] = []
    for passage in some:
        place = placed.get(passage.id)
        for start, end in place.places if place else ():
            number = paragraphs.number_at(start)
            sure = place is not None and place.verdict is not Verdict.AMBIGUOUS
            unsure -= not sure
            events = passage.events if sure else ()
            found.append(Passage(passage.id if sure else unsure, number, start, end, events, passage.original))
    yield from sorted(found, key=lambda passage: (passage.start, passage.end))


def _dates(dates: Sequence[Dated], text: str, original: Original, placed: Mapping[int, Placed]) -> Iterator[DateWords]:
    """The words of dates in the original, for passages that stand in one place."""
    measured = {sought.passage: sought.start for sought in original.sought}
    for each in dates:
        place = placed.get(each.passage)
        if place is None or len(place.places) != 1:
            continue
        ((start, end),) = place.places
        if each.original is not None:
            moved = start - measured[each.passage]
            first, last = each.original[0] + moved, each.original[1] + moved
            if start <= first < last <= end:
                yield each.at(first, last)
        elif found := each.within(text, start, end):
            yield found
