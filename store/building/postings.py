"""Posting lists: for each value of a facet the sorted ids of its events, as bytes in a store.

Two forms: `array`, the ids as little-endian unsigned 32-bit numbers; `bits`, a bit for each event (id 1 is the lowest
bit of the first byte), taken where more than one event in 32 has the value and the array would be the longer. Written
by `store.building.writing`, compared by `store.auditing.audit`, read by whatever turns a filter into ids.
"""

import sys
from array import array
from collections.abc import Iterator
from itertools import pairwise

from store.building.disputes import disputed
from store.dataset.drafts import EventDraft, QuotationDraft, SourceDraft

FACETS = (
    "entity", "kind", "source", "publisher", "tag", "status", "precision", "speaker", "flag", "denied-by",
)  # fmt: skip
"""The facets that have postings. Keys are ids for entity, source, speaker and denied-by, the words themselves for the
others; `precision` is that of `store.dates.Precision`, or `undated`; the only flag is `disputed`
(`store.building.disputes`)."""
UNDATED = "undated"


def encode(ids: "array[int]", events: int) -> tuple[str, bytes]:
    """The form and the bytes of sorted ids from 1 to `events`, the number of events in the store."""
    if len(ids) * 32 <= events:
        return "array", _little_endian(ids).tobytes()
    bits = bytearray((events + 7) // 8)
    for number in ids:
        bits[(number - 1) >> 3] |= 1 << ((number - 1) & 7)
    return "bits", bytes(bits)


def decode(form: str, data: bytes) -> "array[int]":
    """The sorted ids that `encode` was given. Raises ValueError for bytes that are no posting."""
    if form == "array":
        ids = array("I")
        ids.frombytes(data)
        return _little_endian(ids)
    if form != "bits":
        raise ValueError(f"a posting has the form array or bits, not {form}")
    return array(
        "I",
        (index * 8 + bit + 1 for index, byte in enumerate(data) if byte for bit in range(8) if byte >> bit & 1),
    )


def _little_endian(ids: "array[int]") -> "array[int]":
    if sys.byteorder == "big":  # pragma: no cover
        ids = array("I", ids)
        ids.byteswap()
    return ids


class Postings:
    """Gathers the posting lists of all facets, event by event: four bytes for each event and value."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], array[int]] = {}
        self._publishers: dict[str, str] = {}

    def add_source(self, source: SourceDraft) -> None:
        """Note who publishes a source, before the events that rest on it."""
        if source.publisher:
            self._publishers[source.id] = source.publisher

    def add(self, facet: str, key: str, event: int) -> None:
        """Note that the event of this id has the value; ids may come again, and in any order."""
        ids = self._lists.get((facet, key))
        if ids is None:
            ids = self._lists[facet, key] = array("I")
        if not ids or ids[-1] != event:
            ids.append(event)

    def add_event(self, number: int, event: EventDraft) -> None:
        """Note all values of an event; `number` is its id in the store."""
        self.add("kind", event.kind, number)
        self.add("status", event.status, number)
        self.add("precision", event.date.precision if event.date else UNDATED, number)
        for entity, _ in event.entities:
            self.add("entity", entity, number)
        for tag in event.tags:
            self.add("tag", tag, number)
        for citation in event.citations:
            self.add("source", citation.passage.source, number)
            if publisher := self._publishers.get(citation.passage.source):
                self.add("publisher", publisher, number)
        if disputed(event):
            self.add("flag", "disputed", number)

    def add_quotation(self, number: int, quotation: QuotationDraft) -> None:
        """Note that the quotation's speaker speaks at the event with this id in the store."""
        self.add("speaker", quotation.speaker, number)

    def rows(self, events: int) -> Iterator[tuple[str, str, int, str, bytes]]:
        """The rows of the table `posting`, sorted: facet, key, number of ids, form, bytes."""
        for (facet, key), ids in sorted(self._lists.items(), key=lambda item: item[0]):
            ordered = _ascending(ids)
            yield (facet, key, len(ordered), *encode(ordered, events))


def _ascending(ids: "array[int]") -> "array[int]":
    """Sorted, each id once: an entity may have two roles in an event, a speaker speak twice at it."""
    if all(one < other for one, other in pairwise(ids)):
        return ids
    return array("I", sorted(set(ids)))
