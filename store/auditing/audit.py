"""Whether a store says only what it can show, and its derived tables what its rows say. Called by `store.checking`.

The rules are those that its dataset had to keep (`store.dataset.rules`, `store.dataset.placing`); what was derived
when it was written is derived again and compared. It is read as a stream: of a million events, the posting lists
stay in memory.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from store import chronology
from store.auditing import rows, soundness
from store.building.disputes import denials
from store.building.entity_index import EntityIndex
from store.building.postings import Postings
from store.building.table_rows import COLUMNS, sources_of
from store.building.time_index import TimeIndex
from store.building.voices import Voices
from store.database import WHOLE_TABLE, Row, Store, open_store
from store.dataset import references, rules
from store.dataset.drafts import EventDraft, SourceDraft, Where
from store.dataset.mentions import Names
from store.dataset.placing import Misplaced, locate, paragraphs
from store.dates import order_key
from store.errors import OpenError, Problem, QueryError
from store.records import Event
from store.refusals import BUILD_AGAIN

_AT_ONCE = 500


def audit(path: str) -> Iterator[Problem]:
    """Everything that is wrong with a store."""
    try:
        with open_store(path) as store:
            yield from soundness.check(store.path)
            yield from _Audit(store).problems()
    except (OpenError, QueryError) as error:
        where, _, what = str(error).partition(": ")
        yield Problem(where, what)


class _Audit:
    """One reading of a whole store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sources = rows.sources(store)
        self._entities = rows.entities(store)
        self._by_id = {source.id: source for source in self._sources.values()}
        self._postings = Postings()
        self._time = TimeIndex()
        self._company = EntityIndex(self._entities)
        self._voices = Voices(self._entities)
        for source in self._sources.values():
            self._voices.publishes(source.id, source.publisher)
            self._postings.add_source(source)
        self._fulfils: dict[str, str] = {}
        self._counts = Counter(sources=len(self._sources), entities=len(self._entities))
        self._mentioned: set[str] = set()
        self._spoken: Counter[str] = Counter()
        self._damaged = False

    def problems(self) -> Iterator[Problem]:
        yield from self._all_sources()
        yield from self._all_events()
        yield from self._all_quotations()
        yield from self._between()
        if not self._damaged:
            yield from self._derived()

    def _all_sources(self) -> Iterator[Problem]:
        names = Names(self._entities)
        for number, source in self._sources.items():
            yield from rules.of_source(source)
            row = self._store.one("SELECT text FROM source_text WHERE source_id = ?", (number,), deadline=WHOLE_TABLE)
            text = str(row[0]) if row else ""
            if source.kind == "original":
                yield from self._own_measures(number, source, text)
            yield from self._places(number, source.where, text)
            yield from self._mentions(number, source.where, text, names)

    def _own_measures(self, number: int, source: SourceDraft, text: str) -> Iterator[Problem]:
        data = text.encode()
        row = self._store.one("SELECT sha256, characters, bytes FROM source WHERE id = ?", (number,))
        if row != (hashlib.sha256(data).hexdigest(), len(text), len(data)):
            yield Problem(source.where.field("sha256"), f"is not that of its text; {BUILD_AGAIN}")

    def _places(self, number: int, where: Where, text: str) -> Iterator[Problem]:
        """The paragraphs are those of the text, and each passage lies in its own."""
        spans = paragraphs(text)
        sql = 'SELECT number, start, "end" FROM paragraph WHERE source_id = ? ORDER BY number'
        if self._store.query(sql, (number,)) != [(index, *span) for index, span in enumerate(spans, 1)]:
            yield Problem(where.field("paragraph"), f"the paragraphs are not those of the text; {BUILD_AGAIN}")
        sql = 'SELECT id, paragraph, start, "end" FROM passage WHERE source_id = ? ORDER BY id'
        for passage, paragraph, start, end in self._store.query(sql, (number,)):
            try:
                locate(text, spans, paragraph, text[start:end], start, end)
            except Misplaced as error:
                yield Problem(where.part(f"passage {passage}").field(error.field), str(error))

    def _mentions(self, number: int, where: Where, text: str, names: Names) -> Iterator[Problem]:
        sql = (
            'SELECT m.start, m."end", x.slug FROM mention m LEFT JOIN entity x ON x.id = m.entity_id'
            " WHERE m.source_id = ?"
        )
        found = set(names.find(text))
        self._mentioned.update(entity for _, _, entity in found)
        if set(self._store.query(sql, (number,))) != found:
            yield Problem(where.field("mention"), f"the mentions of entities are not those of the text; {BUILD_AGAIN}")

    def _all_events(self) -> Iterator[Problem]:
        row = self._store.one("SELECT max(id) FROM event")
        last = row[0] or 0 if row else 0
        previous = None
        for first in range(1, last + 1, _AT_ONCE):
            end = min(first + _AT_ONCE - 1, last)
            keys = self._keys(first, end)
            for found in self._events(first, end):
                if isinstance(found, Problem):
                    self._damaged = True
                    yield found
                    continue
                seq, day = keys.get(found.row.ordinal, (0, None))
                draft = rows.event(found, seq)
                key = order_key(draft.date, draft.seq, draft.id)
                if previous is not None and key < previous:
                    yield Problem(draft.where.field("date"), f"it is not in chronological order; {BUILD_AGAIN}")
                previous = key
                yield from self._event(found, draft, day)

    def _keys(self, first: int, end: int) -> dict[int, tuple[int, int | None]]:
        sql = "SELECT id, seq, day FROM event WHERE id BETWEEN ? AND ?"
        return {number: (seq, day) for number, seq, day in self._store.query(sql, (first, end))}

    def _events(self, first: int, last: int) -> Iterable[Event | Problem]:
        """The events of a range; where one can't be read, the others one by one."""
        try:
            return list(chronology.stream(self._store, first, last))
        except QueryError as error:
            if first == last:
                return [Problem(f"event {first}", str(error))]
        return [found for number in range(first, last + 1) for found in self._events(number, number)]

    def _event(self, record: Event, draft: EventDraft, day: int | None) -> Iterator[Problem]:
        number = record.row.ordinal
        yield from rules.of_event(draft, self._by_id)
        attributions = self._voices.of(draft)
        stored = {
            "day": (day, draft.date.sort_day if draft.date else None),
            "reach": (record.row.reach, self._time.add(number, draft.date)),
            "sources": (record.row.sources, len(sources_of(draft))),
            "voices": (record.row.voices, self._voices.count(draft, attributions)),
            "voice": (_links(record), [found.links for found in attributions]),
        }
        yield from _differences(draft.where, stored)
        self._postings.add_event(number, draft)
        self._company.add(number, draft)
        if draft.fulfils:
            self._fulfils[draft.id] = draft.fulfils
        self._counts["events"] += 1
        self._counts["undated"] += draft.date is None
        self._counts["citations"] += len(draft.citations)
        self._mentioned.update(entity for entity, _ in draft.entities)
        for citation in draft.citations:
            self._mentioned.update(filter(None, (citation.attributed_to, *citation.relayed)))

    def _all_quotations(self) -> Iterator[Problem]:
        spoken_at = "SELECT slug, id FROM event WHERE id IN (SELECT event_id FROM quotation)"
        events = {str(slug): int(number) for slug, number in self._query(spoken_at)}
        texts = "SELECT text FROM source_text JOIN source ON source.id = source_id WHERE slug = ?"
        for quotation in rows.quotations(self._store):
            self._counts["quotations"] += 1
            self._spoken[quotation.speaker] += 1
            yield from rules.of_quotation(quotation, self._by_id.get(quotation.passage.source))
            row = self._store.one(texts, (quotation.passage.source,))
            start, end = quotation.passage.start, quotation.passage.end
            if row is None or str(row[0])[start:end] != quotation.passage.words:
                yield Problem(quotation.where.field("text"), f"is not what stands in its passage; {BUILD_AGAIN}")
            if quotation.event is not None:
                self._postings.add_quotation(events[quotation.event], quotation)

    def _between(self) -> Iterator[Problem]:
        """What entries say of each other."""
        places = {entity.id: entity.where for entity in self._entities}
        for field in ("stands_for", "part_of"):
            chains = {entity.id: getattr(entity, field) for entity in self._entities if getattr(entity, field)}
            self._mentioned.update(chains.values())
            yield from references.circles(chains, field, places)
        events = {name: Where(f"event {name}") for name in self._fulfils}
        yield from references.circles(self._fulfils, "fulfils", events)
        for name, planned in self._fulfils.items():
            row = self._store.one("SELECT status FROM event WHERE slug = ?", (planned,))
            if row is None:
                yield Problem(events[name].field("fulfils"), f"there is no event “{planned}”")
            else:
                yield from rules.of_fulfilment(events[name], planned, str(row[0]))
        for entity in self._entities:
            if entity.id not in self._mentioned and not self._spoken[entity.id]:
                yield Problem(str(entity.where), "is never used")

    def _derived(self) -> Iterator[Problem]:
        """What was derived from the rows when the store was written, against the rows."""
        events = self._counts["events"]
        for entity, number in denials(self._query):
            self._postings.add("denied-by", entity, number)
        lists = {(facet, key): (n, form, data) for facet, key, n, form, data in self._postings.rows(events)}
        sql = "SELECT facet, key, n, form, data FROM posting"
        stored = {(str(facet), str(key)): (n, form, data) for facet, key, n, form, data in self._query(sql)}
        for facet, key in sorted(lists.keys() | stored.keys()):
            if lists.get((facet, key)) != stored.get((facet, key)):
                yield Problem(f"table posting, {facet} {key}", f"is not the list of its events; {BUILD_AGAIN}")
        yield from self._of_time("event_spread", self._time.spread())
        yield from self._of_time("event_lasting", self._time.lasting())
        yield from self._of_time("event_run", self._time.runs())
        yield from self._of_time("silence", self._time.silences())
        for table, derived in self._company.tables(self._query):
            if self._stored(table) != [tuple(row) for row in derived]:
                yield Problem(f"table {table}", f"does not agree with the parts of entities in events; {BUILD_AGAIN}")
        for table, facet in (("source", "source"), ("entity", "entity")):
            for slug, count in self._query(f"SELECT slug, events FROM {table}"):
                known = lists.get((facet, str(slug)), (0, "", b""))[0]
                yield from _differences(Where(f"{table} {slug}"), {"events": (count, known)})
        for slug, count in self._query("SELECT slug, quotations FROM entity"):
            yield from _differences(Where(f"entity {slug}"), {"quotations": (count, self._spoken[str(slug)])})
        yield from self._expected()

    def _of_time(self, table: str, known: Iterable[tuple[float | None, ...]]) -> Iterator[Problem]:
        """A table that follows from the dates of the events, in the order of its columns."""
        if self._stored(table) != [tuple(row) for row in known]:
            yield Problem(f"table {table}", f"does not agree with the dates of the events; {BUILD_AGAIN}")

    def _stored(self, table: str) -> list[Row]:
        columns = ", ".join(COLUMNS[table])
        return self._query(f"SELECT {columns} FROM {table} ORDER BY {columns}")

    def _expected(self) -> Iterator[Problem]:
        row = self._store.one("SELECT value FROM meta WHERE key = 'expected'")
        try:
            expected = json.loads(row[0]) if row else {}
        except (TypeError, ValueError):
            expected = None
        if not isinstance(expected, dict) or not expected:
            yield Problem("table meta, expected", f"the counts are missing; {BUILD_AGAIN}")
        else:
            yield from references.counts(expected, self._counts, Where("table meta, expected"))

    def _query(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        return self._store.query(sql, params, deadline=WHOLE_TABLE)


def _links(record: Event) -> list[tuple[tuple[str, str], ...]]:
    return [tuple((link.entity, link.how) for link in citation.links) for citation in record.citations]


def _differences(where: Where, values: Mapping[str, tuple[object, object]]) -> Iterator[Problem]:
    """A problem for each value that is stored otherwise than it follows from the rows."""
    for name, (stored, known) in values.items():
        if stored != known:
            yield Problem(where.field(name), f"is {stored}, but follows as {known} from the rows; {BUILD_AGAIN}")
