"""What the entries of a dataset say of each other: ids that must be unique, references that must lead somewhere and
not in a circle, entries that nothing refers to, counts that are expected. Pure functions over drafts, for
`store.checking`.

A store's tables hold most of this by their own rules; `circles` is for `store.auditing.audit` too.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from store.dataset.drafts import DatasetDraft, EntityDraft, Where
from store.dataset.mentions import Names
from store.dataset.rules import of_fulfilment
from store.dataset.suggesting import suggestion
from store.errors import Problem


class _Entry(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def where(self) -> Where: ...


def check(dataset: DatasetDraft) -> Iterator[Problem]:
    """Everything that is wrong between the entries."""
    for entries in (dataset.sources, dataset.entities, dataset.events, dataset.quotations):
        yield from _duplicates(entries)
    yield from _unknown(dataset)
    yield from _circles(dataset)
    yield from _same_names(dataset.entities)
    statuses = {event.id: event.status for event in dataset.events}
    for event in dataset.events:
        if event.fulfils and statuses.get(event.fulfils):
            yield from of_fulfilment(event.where, event.fulfils, statuses[event.fulfils])
    if not dataset.unread:
        yield from _unused(dataset)
        yield from counts(dataset.manifest.expected, counted(dataset), dataset.manifest.where)


def _duplicates(entries: Iterable[_Entry]) -> Iterator[Problem]:
    first: dict[str, Where] = {}
    for entry in entries:
        if entry.id in first:
            other = first[entry.id].field("id")
            yield Problem(entry.where.field("id"), f"“{entry.id}” is taken already at {other}; choose another")
        elif entry.id:
            first[entry.id] = entry.where


def _unknown(dataset: DatasetDraft) -> Iterator[Problem]:
    """References to what there is not."""
    known = {
        "source": {source.id for source in dataset.sources},
        "entity": {entity.id for entity in dataset.entities},
        "event": {event.id for event in dataset.events},
    }
    for where, field, sort, name in _references(dataset):
        if name and name not in known[sort] and sort not in dataset.unread:
            hint = suggestion(name, known[sort])
            yield Problem(where.field(field), f"there is no {sort} “{name}”{hint}")


_Reference = tuple[Where, str, str, str | None]
"""The entry, the field, the sort of entry it names, and the id."""


def _references(dataset: DatasetDraft) -> Iterator[_Reference]:
    for entity in dataset.entities:
        yield entity.where, "stands_for", "entity", entity.stands_for
        yield entity.where, "part_of", "entity", entity.part_of
    for event in dataset.events:
        yield event.where, "fulfils", "event", event.fulfils
        for index, (name, _) in enumerate(event.entities):
            yield event.where.part(f"entity {index + 1}", "entities", index), "id", "entity", name
        for citation in event.citations:
            yield citation.passage.where, "source", "source", citation.passage.source
            for voice in (citation.attributed_to, *citation.relayed):
                yield citation.passage.where, "attributed_to", "entity", voice
    for quotation in dataset.quotations:
        yield quotation.where, "speaker", "entity", quotation.speaker
        yield quotation.where, "source", "source", quotation.passage.source
        yield quotation.where, "event", "event", quotation.event


def _circles(dataset: DatasetDraft) -> Iterator[Problem]:
    for field in ("stands_for", "part_of"):
        chains = {entity.id: getattr(entity, field) for entity in dataset.entities if getattr(entity, field)}
        places = {entity.id: entity.where for entity in dataset.entities}
        yield from circles(chains, field, places)
    fulfilled = {event.id: event.fulfils for event in dataset.events if event.fulfils}
    yield from circles(fulfilled, "fulfils", {event.id: event.where for event in dataset.events})


def circles(chains: Mapping[str, str], field: str, places: Mapping[str, Where]) -> Iterator[Problem]:
    """One problem for each circle of a field that leads from id to id."""
    done: set[str] = set()
    for start in chains:
        path: list[str] = []
        name: str | None = start
        while name is not None and name not in done:
            done.add(name)
            path.append(name)
            name = chains.get(name)
        if name in path:
            circle = [*path[path.index(name) :], name]
            where = places[circle[0]].field(field)
            yield Problem(where, f"leads back to where it started: {' → '.join(circle)}; break the circle")


def _same_names(entities: Iterable[EntityDraft]) -> Iterator[Problem]:
    """Two entities of one name can't be told apart in a list; an alias may be shared."""
    first: dict[str, EntityDraft] = {}
    for entity in entities:
        name = entity.name.casefold()
        if name in first and first[name].id != entity.id:
            other = first[name].where.field("name")
            yield Problem(
                entity.where.field("name"),
                f"“{entity.name}” is the name at {other} too; tell the two apart",
                fatal=False,
            )
        elif name:
            first[name] = entity


def _unused(dataset: DatasetDraft) -> Iterator[Problem]:
    """Entities that nothing names, and sources that nothing rests on."""
    used: dict[str, set[str]] = {"source": set(), "entity": set(), "event": set()}
    for _, _, sort, name in _references(dataset):
        used[sort].add(name or "")
    names = Names(dataset.entities)
    for source in dataset.sources:
        used["entity"].update(entity for _, _, entity in names.find(source.text))
        if source.id and source.id not in used["source"]:
            yield Problem(source.where.field(""), "nothing rests on this source; cite it or remove it", fatal=False)
    for entity in dataset.entities:
        if entity.id and entity.id not in used["entity"]:
            what = "is never used: no event, citation, quotation or other entity refers to it, and no text names it"
            yield Problem(entity.where.field(""), f"{what}; remove it or use it")


def counted(dataset: DatasetDraft) -> dict[str, int]:
    """How many of each sort there are, by the names that a dataset's expectations use."""
    return {
        "sources": len(dataset.sources),
        "entities": len(dataset.entities),
        "events": len(dataset.events),
        "undated": sum(event.date is None for event in dataset.events),
        "citations": sum(len(event.citations) for event in dataset.events),
        "quotations": len(dataset.quotations),
    }


def counts(expected: Mapping[str, int], found: Mapping[str, int], where: Where) -> Iterator[Problem]:
    """Every count that is not as expected."""
    for name, count in expected.items():
        if found.get(name, 0) != count:
            what = f"{count} expected, but there are {found.get(name, 0)}; correct the number or find what is missing"
            yield Problem(where.field(name), what)
