"""All posting lists of a facet, read once, and how many of some events each of them has."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from store import fields
from store.database import WHOLE_TABLE, Store
from store.selecting import postings
from store.selecting.events import EventSet, bits_of
from store.selecting.memory import AT_ONCE, Memory, memory


class Lists:
    """The lists of one facet: long ones as sets, all others behind one another."""

    def __init__(self) -> None:
        self._dense: dict[str, int] = {}
        self._keys: list[str] = []
        self._ends: list[int] = []
        self._ids = array("I")

    def add_set(self, key: str, bits: int) -> None:
        """A value with its events as a set."""
        self._dense[key] = bits

    def add(self, key: str, ids: array[int]) -> None:
        """A value with its events one by one, each once."""
        self._ids.extend(ids)
        self._keys.append(key)
        self._ends.append(len(self._ids))

    def counts(self, events: EventSet) -> Iterator[tuple[str, int]]:
        """The values with how many of these events each has, in no order."""
        for key, bits in self._dense.items():
            yield key, (bits & events.bits).bit_count()
        held, start = self._held(events), 0
        for key, end in zip(self._keys, self._ends, strict=True):
            yield key, end - start if held is None else held.count(1, start, end)
            start = end

    def _held(self, events: EventSet) -> bytes | None:
        """Of all numbers one behind the other, which are those of these events; None where all are."""
        if events.count == events.size:
            return None
        flags, held = b"\0" + events.flags(), bytearray()
        for at in range(0, len(self._ids), AT_ONCE):
            held += bytes(map(flags.__getitem__, self._ids[at : at + AT_ONCE]))
        return bytes(held)

    def joined(self, groups: Iterable[tuple[str, str]], size: int) -> Lists:
        """Lists of groups of values: of pairs of a value and its group; `size`: how many events there are."""
        members: dict[str, array[int]] = {}
        places = {key: place for place, key in enumerate(self._keys)}
        sets: dict[str, int] = {}
        for key, group in groups:
            ids = members.setdefault(group, array("I"))
            if (place := places.get(key)) is not None:
                ids.extend(self._ids[self._ends[place - 1] if place else 0 : self._ends[place]])
            elif key in self._dense:
                sets[group] = sets.get(group, 0) | self._dense[key]
        found = Lists()
        for group, ids in members.items():
            if group in sets or len(ids) * 32 > size:
                found.add_set(group, sets.get(group, 0) | bits_of(ids, size, "the postings of source"))
            else:
                found.add(group, array("I", sorted(set(ids))))
        return found


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


def publishers(store: Store) -> Lists:
    """The events of each publisher, as the lists of a facet. Raises QueryError."""
    return memory(store).table("lists publisher", lambda: _publishers(store))


def _publishers(store: Store) -> Lists:
    sql = "SELECT slug, publisher FROM source WHERE publisher <> ''"
    rows = store.query(sql, deadline=WHOLE_TABLE)
    pairs = ((fields.text(slug, "a source", "id"), fields.text(name, "a source", "publisher")) for slug, name in rows)
    return lists(store, "source").joined(pairs, memory(store).size)
