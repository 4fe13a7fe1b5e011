"""The names of entities, folded and in memory, so that a word is looked up in all of them at once.

They are read in pieces by the thread that searches; a search that is given up leaves what was read for the next one.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from store import columns, fields
from store.database import Store
from store.folding import fold
from store.search.terms import Term

_AT_ONCE = 2000
_ENTITIES_AT_ONCE = 200
_NAMES = "SELECT id, name FROM entity WHERE id > ? ORDER BY id LIMIT ?"
_ALIASES = "SELECT entity_id, name FROM alias WHERE entity_id > ? AND entity_id <= ?"
_EVENTS = "SELECT event_id AS n FROM event_entity WHERE entity_id IN (SELECT value FROM json_each(?))"


class Names:
    """Every name and other name, and whose it is."""

    def __init__(self) -> None:
        self._read = 0
        """The number of the entity up to which they were read."""
        self._pieces: list[str] = []
        self._starts, self._entities = array("q"), array("q")
        self._length = 0
        self._all: str | None = None

    def learn(self, store: Store) -> Iterator[None]:
        """Reads what was not yet read, piece by piece. Raises QueryError."""
        while rows := store.query(_NAMES, (self._read, _AT_ONCE)):
            last = fields.whole(rows[-1][0], "an entity", "number")
            for entity, name in [*rows, *store.query(_ALIASES, (self._read, last))]:
                self._add(fields.whole(entity, "an entity", "number"), fields.text(name, "an entity", "name"))
            self._read, self._all = last, None
            yield

    def _add(self, entity: int, name: str) -> None:
        folded = fold(name)
        self._starts.append(self._length)
        self._entities.append(entity)
        self._pieces.append(folded)
        self._length += len(folded) + 1

    def having(self, term: Term) -> list[int]:
        """The numbers of the entities with this term in a name."""
        if self._all is None:
            self._all = "\n".join(self._pieces)
            self._pieces = [self._all] if self._all else []
        found = (match.start() for match in term.pattern.finditer(self._all))
        return sorted({self._entities[bisect_right(self._starts, start) - 1] for start in found})

    def events(self, store: Store, term: Term) -> Iterator[Iterable[int]]:
        """The ordinals of the events in which these entities have a part, piece by piece. Raises QueryError."""
        entities = self.having(term)
        for at in range(0, len(entities), _ENTITIES_AT_ONCE):
            some = json.dumps(entities[at : at + _ENTITIES_AT_ONCE])
            yield columns.numbers(store, _EVENTS, (some,), where="the table event_entity")[0]
