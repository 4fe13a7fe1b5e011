"""All posting lists of a facet, read once, and how many of some events each of them has."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from heapq import heapify, heappush, heappushpop, nlargest, nsmallest
from itertools import pairwise

from store import fields
from store.database import WHOLE_TABLE, Store
from store.selecting import postings
from store.selecting.events import EventSet
from store.selecting.memory import Memory, memory


class Lists:
    """The lists of one facet: long ones as sets, all others behind one another."""

    def __init__(self) -> None:
        self._dense: dict[str, int] = {}
        self._keys: list[str] = []
        self._ends: list[int] = []
        self._ids = array("I")
        self._order: list[tuple[int, str, int]] | None = None

    def add_set(self, key: str, bits: int) -> None:
        """A value with its events as a set."""
        self._dense[key] = bits

    def add(self, key: str, ids: array[int]) -> None:
        """A value with its events one by one, each once."""
        self._ids.extend(ids)
        self._keys.append(key)
        self._ends.append(len(self._ids))

    def top(self, events: EventSet, most: int, known: Mapping[str, int]) -> tuple[list[tuple[str, int]], int]:
        """The values that most of these events have, the most frequent first, and how many values any of them has.

        `known`: the counts of values that are counted otherwise. Long lists are counted first, so that of most short
        ones it is enough to know whether any event is in them.
        """
        found = {key: count for key, count in known.items() if count}
        found |= {
            key: count
            for key, bits in self._dense.items()
            if key not in known and (count := (bits & events.bits).bit_count())
        }
        highest = nlargest(most, found.values())
        heapify(highest)
        all_of_them, flags, some = events.count == events.size, b"\0" + events.flags(), 0
        view = memoryview(self._ids)
        for length, key, start in self._longest_first():
            if key in known:
                continue
            if len(highest) == most and length < highest[0]:
                some += all_of_them or any(map(flags.__getitem__, view[start : start + length]))
            elif count := length if all_of_them else sum(map(flags.__getitem__, view[start : start + length])):
                found[key] = count
                heappush(highest, count) if len(highest) < most else heappushpop(highest, count)
        return most_frequent(found, most), len(found) + some

    def _longest_first(self) -> list[tuple[int, str, int]]:
        """Length, value and first place of each list."""
        if self._order is None:
            places = zip(self._keys, pairwise([0, *self._ends]), strict=True)
            self._order = sorted(((end - start, key, start) for key, (start, end) in places), reverse=True)
        return self._order

    def had_by(self, events: EventSet) -> set[str]:
        """The values that any of these events has."""
        flags, view = b"\0" + events.flags(), memoryview(self._ids)
        found = {key for key, bits in self._dense.items() if bits & events.bits}
        return found | {
            key
            for length, key, start in self._longest_first()
            if any(map(flags.__getitem__, view[start : start + length]))
        }


def most_frequent(counts: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    """The values with the highest counts, the most frequent first; none that there is not."""
    return nsmallest(most, (item for item in counts.items() if item[1]), key=lambda item: (-item[1], item[0]))


def lists(store: Store, facet: str) -> Lists:
    """The lists of a facet. Raises QueryError."""
    known = memory(store)
    return known.table(f"lists {facet}", lambda: _read(store, facet, known))


def _read(store: Store, facet: str, known: Memory) -> Lists:
    found = Lists()
    for row in store.query(
        "SELECT form, data, facet || ' ' || key, key FROM posting WHERE facet = ?", (facet,), deadline=WHOLE_TABLE
    ):
        key = fields.text(row[3], f"the postings of {facet}", "key")
        if row[0] == "bits":
            found.add_set(key, postings.dense(row[:3], known.size))
        else:
            found.add(key, postings.sparse(row[:3], known.size))
    return found
