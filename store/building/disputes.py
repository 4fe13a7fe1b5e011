"""Where sources disagree, and what is denied by whom: for the postings `flag disputed` and `denied-by`.

An event is disputed if its status says so, if a citation disputes or denies it, or if two of its citations (context
aside) give dates that have no day in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.building.entity_index import Ask
from store.dataset.drafts import EventDraft
from store.dates import Date

_AGAINST = ("disputes", "denies")
_DENIED = """
SELECT x.slug, c.event_id FROM citation c JOIN entity x ON x.id = c.attributed_to WHERE c.role = 'denies'
UNION
SELECT x.slug, c.event_id FROM citation c CROSS JOIN voice v ON v.citation_id = c.id JOIN entity x ON x.id = v.entity_id
WHERE c.role = 'denies' AND v.how <> 'publishes'
UNION
SELECT x.slug, c.event_id FROM citation c CROSS JOIN passage p ON p.id = c.passage_id
CROSS JOIN mention m ON m.source_id = p.source_id AND m.start >= p.start AND m."end" <= p."end"
JOIN entity x ON x.id = m.entity_id WHERE c.role = 'denies' AND c.attributed_to IS NULL
ORDER BY 2
"""


def disputed(event: EventDraft) -> bool:
    """Whether sources disagree on an event."""
    if event.status == "disputed" or any(citation.role in _AGAINST for citation in event.citations):
        return True
    dates = {citation.date for citation in event.citations if citation.date and citation.role != "context"}
    return len(dates) > 1 and not _agree(dates)


def _agree(dates: Iterable[Date]) -> bool:
    """Whether some day may be meant by all of them."""
    lo = max((date.lo for date in dates if date.lo is not None), default=None)
    hi = min((date.hi for date in dates if date.hi is not None), default=None)
    return lo is None or hi is None or lo <= hi


def denials(ask: Ask) -> Iterator[tuple[str, int]]:
    """The ids of entities with the numbers of events that a citation denies in their name; where it names nobody, of
    whom its words name. Asked of the rows of a store by `ask`.
    """
    return ((str(entity), int(event)) for entity, event in ask(_DENIED, ()))
