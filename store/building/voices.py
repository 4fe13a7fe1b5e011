"""Who stands behind an event: from whom each source names, link by link, to the voices that are counted once.

Five papers quoting one statement are five sources and one voice. Four sorts of links (`store.vocabulary.LINKS`) lead
on: a source names a chain itself; a source that names nobody speaks for its publisher, if that is an entity; a metonym
speaks for what it stands for; and whoever publishes another source of the same event says what that source says.
Called by `store.building.writing`, and by `store.auditing.audit` to compare.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.dataset.drafts import CitationDraft, EntityDraft, EventDraft
from store.vocabulary import SPEAKING_ROLES

Voice = tuple[str, str]
"""An entity's id after "entity", or a source's after "source"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """How one citation leads to its voices."""

    links: tuple[tuple[str, str], ...]
    """Entity id and how it follows, after the one that the source names first."""
    voices: frozenset[Voice]


class Voices:
    """What is known of all events: which names stand for others, and who publishes which source."""

    def __init__(self, entities: Iterable[EntityDraft]) -> None:
        self._stands_for: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._publishers: dict[str, str] = {}
        for entity in entities:
            if entity.stands_for:
                self._stands_for[entity.id] = entity.stands_for
            names = (alias.name for alias in entity.aliases if alias.kind != "weak")
            for name in (entity.name, *names):
                self._called.setdefault(name.casefold(), entity.id)

    def publishes(self, source: str, publisher: str | None) -> None:
        """Note who publishes a source; only one whose name is an entity's matters."""
        if publisher and (entity := self._called.get(publisher.casefold())):
            self._publishers[source] = entity

    def of(self, event: EventDraft) -> tuple[Attribution, ...]:
        """The attribution of each citation of an event, in their order."""
        leads: dict[str, set[str]] = {}
        for citation in _speaking(event.citations):
            if publisher := self._publishers.get(citation.passage.source):
                said, own = _named(citation), self._meant(publisher)
                leads.setdefault(own, set()).add(self._meant(said[-1]) if said else own)
        return tuple(self._attribution(citation, leads) for citation in event.citations)

    def count(self, event: EventDraft, attributions: Sequence[Attribution]) -> int:
        """How many voices speak; a denial, a dispute and context are none."""
        pairs = zip(event.citations, attributions, strict=True)
        speaking = (found.voices for citation, found in pairs if citation.role in SPEAKING_ROLES)
        return len(frozenset[Voice]().union(*speaking))

    def _attribution(self, citation: CitationDraft, leads: Mapping[str, set[str]]) -> Attribution:
        said, source = _named(citation), citation.passage.source
        publisher = self._publishers.get(source)
        links = [(entity, "said") for entity in said[1:]]
        if not said:
            if publisher is None:
                return Attribution((), frozenset({("source", source)}))
            links = [(publisher, "publishes")]
        last = said[-1] if said else publisher or ""
        links += ((entity, "stands for") for entity in self._metonyms(last))
        if not said:
            return Attribution(tuple(links), frozenset({("entity", self._meant(last))}))
        ends = self._ends(last, leads, self._meant(publisher) if publisher else None)
        if len(ends) == 1 and ends != {self._meant(last)}:
            links += ((entity, "relays") for entity in ends)
        return Attribution(tuple(links), frozenset(("entity", end) for end in ends))

    def _ends(self, entity: str, leads: Mapping[str, set[str]], own: str | None) -> frozenset[str]:
        """Who stands at the end of the chain: several, if a source that is relayed names several.

        `leads`: whom each publisher names, itself where it speaks for itself. It also ends with the citation's `own`
        publisher; where all only name each other, with the first.
        """
        first = self._meant(entity)
        ends, seen, waiting = set[str](), {first}, [first]
        while waiting:
            entity = waiting.pop()
            further = {entity} if entity == own else leads.get(entity, {entity})
            if entity in further:
                ends.add(entity)
            waiting += further - seen
            seen |= further
        return frozenset(ends or {first})

    def _metonyms(self, entity: str) -> Iterator[str]:
        seen = {entity}
        while (entity := self._stands_for.get(entity, "")) and entity not in seen:
            seen.add(entity)
            yield entity

    def _meant(self, entity: str) -> str:
        """What a name stands for in the end."""
        for meant in self._metonyms(entity):
            entity = meant
        return entity


def _named(citation: CitationDraft) -> tuple[str, ...]:
    return (citation.attributed_to, *citation.relayed) if citation.attributed_to else ()


def _speaking(citations: Iterable[CitationDraft]) -> Iterator[CitationDraft]:
    return (citation for citation in citations if citation.role in SPEAKING_ROLES)
