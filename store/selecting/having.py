"""How many of a few events have each value of a facet, asked of the tables event by event.

All posting lists of a facet (`store.selecting.lists`) are quicker for many events, but cost the same for few.
"""

from __future__ import annotations

import json
from collections import Counter

from store import fields
from store.database import WHOLE_TABLE, Store
from store.selecting.events import EventSet

FEW = 10_000
"""Up to so many events are asked for one by one."""
_AT_ONCE = 1_000
_CITED = """
FROM json_each(?1) e CROSS JOIN citation c ON c.event_id = e.value CROSS JOIN passage p ON p.id = c.passage_id
CROSS JOIN source s ON s.id = p.source_id
"""
_SQL = {
    "entity": """SELECT x.slug, count(DISTINCT r.event_id) FROM json_each(?1) e
    CROSS JOIN event_entity r ON r.event_id = e.value CROSS JOIN entity x ON x.id = r.entity_id GROUP BY x.id""",
    "speaker": """SELECT x.slug, count(DISTINCT q.event_id) FROM json_each(?1) e
    CROSS JOIN quotation q ON q.event_id = e.value CROSS JOIN entity x ON x.id = q.speaker_id GROUP BY x.id""",
    "source": f"SELECT s.slug, count(DISTINCT c.event_id) {_CITED} GROUP BY s.id",
    "publisher": f"SELECT s.publisher, count(DISTINCT c.event_id) {_CITED} WHERE s.publisher <> '' GROUP BY 1",
    "tag": """SELECT t.name, count(*) FROM json_each(?1) e
    CROSS JOIN event_tag r ON r.event_id = e.value CROSS JOIN tag t ON t.id = r.tag_id GROUP BY t.id""",
}
"""Other facets have so few values that their lists are as quick."""


def few(facet: str, events: EventSet) -> bool:
    """Whether it is quicker to ask event by event."""
    return facet in _SQL and events.count <= FEW


def counts(store: Store, facet: str, events: EventSet) -> Counter[str]:
    """How many of these events have each value of a facet; each value that any of them has. Raises QueryError."""
    found: Counter[str] = Counter()
    ordinals = events.ordinals()
    for at in range(0, len(ordinals), _AT_ONCE):
        some = json.dumps(ordinals[at : at + _AT_ONCE].tolist())
        for key, number in store.query(_SQL[facet], (some,), deadline=WHOLE_TABLE):
            found[fields.text(key, f"the values of {facet}", "key")] += fields.count(number, facet, "count")
    return found
