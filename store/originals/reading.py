"""The original of a source as a page for the reader: its own words, the passages where they stand in them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from store import naming, passages
from store.database import Store
from store.originals import attaching, facts, shelf
from store.originals.recognising import Original
from store.originals.records import OriginalPage, Placed, State, Verdict
from store.passages import Dated
from store.records import DateWords, Paragraph, Passage, SourcePage


class Originals:
    """The attached originals of one store, read when they are asked for; the one read last is kept."""

    def __init__(self, store: Store, folder: Path) -> None:
        """`folder`: the user's, where attached originals are kept, one file a dataset. Raises QueryError."""
        self._store = store
        self.path = folder / shelf.file_name(facts.dataset(store))
        """The file for this store's dataset, whether it exists or not."""
        self._last: tuple[str, object, OriginalPage | None] | None = None

    def page(self, digest: SourcePage) -> OriginalPage | None:
        """The original of a source, judged anew unless it was just now; None where none is attached.

        Raises OpenError for a damaged file, QueryError.
        """
        source = digest.source.id
        version = shelf.version(self.path)
        if self._last is None or self._last[:2] != (source, version):
            self._last = (source, version, self._read(digest) if version else None)
        return self._last[2]

    def state(self, source: str) -> State:
        """What is at hand for a source. Raises OpenError, QueryError."""
        original = facts.original(self._store, source)
        found = attaching.kept(self.path, original) if original else None
        return found[0].state if found else State.ABSENT

    def _read(self, digest: SourcePage) -> OriginalPage | None:
        original = facts.original(self._store, digest.source.id)
        found = attaching.kept(self.path, original) if original else None
        if original is None or found is None:
            return None
        copy = found[0]
        text, placed = copy.document.text, copy.placed
        paragraphs = _paragraphs(text)
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


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The lines with text, numbered from 1: a digest has a paragraph for each."""
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            found.append(Paragraph(len(found) + 1, start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def _passages(
    some: Sequence[Passage], placed: Mapping[int, Placed], paragraphs: Sequence[Paragraph]
) -> Iterator[Passage]:
    """The passages at their places in the original; of one that may stand in several, each place by itself."""
    starts = [paragraph.start for paragraph in paragraphs]
    unsure = 0
    found: list[Passage] = []
    for passage in some:
        place = placed.get(passage.id)
        for start, end in place.places if place else ():
            number = paragraphs[max(bisect_right(starts, start) - 1, 0)].number if paragraphs else 0
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
