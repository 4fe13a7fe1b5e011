"""Drafts written into a new store: for `store.loading`, and for whatever makes a store without a dataset's files.

What is written is trusted to be checked; the tables' own rules and foreign keys are the last net. Everything streams:
of a million events, what stays in memory is the ids of sources and entities, a number for each passage, and the
posting lists.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeVar

from store import schema
from store.building.disputes import denials
from store.building.entity_index import EntityIndex
from store.building.looking_over import look_over
from store.building.numbering import Numbers, Passages, Words
from store.building.postings import Postings
from store.building.table_rows import COLUMNS, COUNTING, Row, citation_rows, event_row, original_rows, source_row
from store.building.time_index import TimeIndex
from store.building.voices import Voices
from store.dataset.drafts import EntityDraft, EventDraft, Manifest, PassageDraft, QuotationDraft, SourceDraft
from store.dataset.mentions import Names
from store.dataset.placing import paragraphs
from store.dates import order_key
from store.errors import TimelineError
from store.records import Summary
from store.vocabulary import COUNTS

if TYPE_CHECKING:
    from sqlite_utils import Database

Progress = Callable[[str, int], None]
"""Told now and then which stage a build is in, and how many of its entries are done."""

_AT_ONCE = 2000
"""Events whose rows are in memory together."""
_MOST_VALUES = 999
_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_Draft = TypeVar("_Draft")


def write(
    path: str | PathLike[str],
    manifest: Manifest,
    sources: Iterable[SourceDraft],
    entities: Iterable[EntityDraft],
    events: Iterable[EventDraft],
    quotations: Iterable[QuotationDraft],
    *,
    progress: Progress | None = None,
) -> Summary:
    """Write a whole store into the file at `path`, which is new or empty, in one transaction, and look it over.

    Events come in chronological order, that of `store.dates.order_key`; sources and entities are those that they
    name; passages have their places. Raises TimelineError where that is not so and where SQLite fails, and leaves a
    file that is no use.
    """
    from sqlite_utils import Database

    report = progress or (lambda stage, done: None)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            db = Database(connection, execute_plugins=False)
            schema.prepare(db)
            with db.atomic():
                schema.create_tables(db)
                writer = _Writer(db, manifest, report)
                writer.entities(list(entities))
                writer.sources(sources)
                writer.events(events)
                schema.name_events(db)
                writer.quotations(quotations)
                report("indices", 0)
                schema.finish(db)
                writer.derived()
                summary = writer.about()
                db.analyze()
            report("checking", 0)
            look_over(connection)
            return summary
    except (sqlite3.Error, UnicodeEncodeError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        advice = "; make room on the disk, or choose another one" if code in _DISK else ""
        raise TimelineError(f"the store could not be written: {error}{advice}") from error


class _Writer:
    """Numbers the entries and writes their rows."""

    def __init__(self, db: Database, manifest: Manifest, report: Progress) -> None:
        self._db = db
        self._manifest = manifest
        self._report = report
        self._entities = Numbers("entity")
        self._sources = Numbers("source")
        self._passages = Passages()
        self._kinds = Words("kind", manifest.kinds)
        self._tags = Words("tag", manifest.tags)
        self._names = Names(())
        self._voices = Voices(())
        self._postings = Postings()
        self._time = TimeIndex()
        self._company = EntityIndex(())
        self._counts: Counter[str] = Counter()

    def entities(self, entities: list[EntityDraft]) -> None:
        """Write the entities with their other names; those they stand for may come later in the list."""
        self._entities = Numbers("entity", (entity.id for entity in entities))
        self._names = Names(entities)
        self._voices = Voices(entities)
        self._company = EntityIndex(entities)
        self._counts["entities"] = len(entities)
        number = self._entities.of_optional
        self._insert(
            "entity",
            (
                (index, each.id, each.name, each.kind, each.note, number(each.stands_for), number(each.part_of))
                for index, each in enumerate(entities, 1)
            ),
        )
        self._insert(
            "alias",
            ((number(each.id), alias.name, alias.kind) for each in entities for alias in each.aliases),
        )
        self._report("entities", len(entities))

    def sources(self, sources: Iterable[SourceDraft]) -> None:
        """Write the sources with their texts, paragraphs, and the entities that the texts name."""
        for some in _chunks(sources, _AT_ONCE // 10):
            rows = _Rows(list)
            for source in some:
                number = self._sources.give(source.id)
                rows["source"].append(source_row(number, source))
                rows["source_text"].append((number, source.text))
                for table, row in original_rows(number, source):
                    rows[table].append(row)
                self._voices.publishes(source.id, source.publisher)
                self._postings.add_source(source)
                for index, (start, end) in enumerate(paragraphs(source.text), 1):
                    rows["paragraph"].append((number, index, start, end))
                for start, end, entity in self._names.find(source.text):
                    rows["mention"].append((number, start, end, self._entities.of(entity)))
            self._insert_all(rows)
            self._report("sources", len(self._sources))
        self._counts["sources"] = len(self._sources)

    def events(self, events: Iterable[EventDraft]) -> None:
        """Write the events with their citations, parts and tags, numbered as they come."""
        previous = None
        for some in _chunks(events, _AT_ONCE):
            rows = _Rows(list)
            for event in some:
                key = order_key(event.date, event.seq, event.id)
                if previous is not None and key < previous:
                    raise TimelineError(f"event {event.id} is not in chronological order")
                previous = key
                self._event(event, rows)
            self._insert_all(rows)
            self._report("events", self._counts["events"])
        self._insert("kind", self._kinds.used())
        self._insert("tag", self._tags.used())

    def _event(self, event: EventDraft, rows: _Rows) -> None:
        self._counts["events"] += 1
        self._counts["undated"] += event.date is None
        number = self._counts["events"]
        self._postings.add_event(number, event)
        attributions = self._voices.of(event)
        voices = self._voices.count(event, attributions)
        reach = self._time.add(number, event.date)
        rows["event"].append(event_row(number, event, self._kinds.use(event.kind), reach, voices))
        for entity, role in dict.fromkeys(event.entities):
            rows["event_entity"].append((number, self._entities.of(entity), role))
        self._company.add(number, event)
        for tag in event.tags:
            rows["event_tag"].append((number, self._tags.use(tag)))
        for citation, found in zip(event.citations, attributions, strict=True):
            self._counts["citations"] += 1
            passage = self._passage(citation.passage, rows)
            identity = (self._counts["citations"], number, passage)
            for table, row in citation_rows(identity, citation, found.links, self._entities.of_optional):
                rows[table].append(row)

    def quotations(self, quotations: Iterable[QuotationDraft]) -> None:
        """Write the quotations; their events are found by id."""
        for some in _chunks(quotations, _AT_ONCE):
            events = self._event_numbers({quotation.event for quotation in some if quotation.event})
            rows = _Rows(list)
            for each in some:
                self._counts["quotations"] += 1
                event = self._event_of(each, events)
                date, day = (each.date.edtf, each.date.sort_day) if each.date else (None, None)
                passage = self._passage(each.passage, rows)
                row = (
                    self._counts["quotations"],
                    each.id,
                    self._entities.of(each.speaker),
                    int(each.direct),
                    passage,
                    event,
                    date,
                    day,
                )
                rows["quotation"].append((*row, each.passage.words))
            self._insert_all(rows)
            self._report("quotations", self._counts["quotations"])

    def _event_of(self, quotation: QuotationDraft, numbers: dict[str, int]) -> int | None:
        if quotation.event is None:
            return None
        if quotation.event not in numbers:
            raise TimelineError(f"there is no event “{quotation.event}”, which quotation {quotation.id} belongs to")
        self._postings.add_quotation(numbers[quotation.event], quotation)
        return numbers[quotation.event]

    def _event_numbers(self, ids: set[str]) -> dict[str, int]:
        sql = "SELECT slug, id FROM event WHERE slug IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(sql, (json.dumps(sorted(ids)),)).fetchall())

    def derived(self) -> None:
        """Write what follows from the rows."""
        for entity, number in denials(self._ask):
            self._postings.add("denied-by", entity, number)
        self._insert("posting", self._postings.rows(self._counts["events"]))
        self._insert("event_spread", self._time.spread())
        self._insert("event_lasting", self._time.lasting())
        self._insert("event_run", self._time.runs())
        self._insert("silence", self._time.silences())
        for table, some in self._company.tables(self._ask):
            self._insert(table, some)
        for statement in COUNTING:
            self._db.execute(statement)

    def _ask(self, sql: str, params: Sequence[object]) -> Iterable[tuple[Any, ...]]:
        return self._db.execute(sql, tuple(params))

    def about(self) -> Summary:
        """Write what the store says of itself, and give it back as a record."""
        manifest, counts = self._manifest, self._counts
        counts_as_json = json.dumps({name: counts[name] for name in COUNTS})
        values = (
            manifest.id,
            manifest.title,
            manifest.description,
            manifest.language,
            manifest.licence,
            manifest.recipe,
            counts_as_json,
        )
        rows = [(key, value) for key, value in zip(schema.META, values, strict=True) if value is not None]
        self._insert("meta", rows)
        return Summary(
            dataset=manifest.id,
            title=manifest.title,
            description=manifest.description,
            events=counts["events"],
            undated=counts["undated"],
            sources=counts["sources"],
            entities=counts["entities"],
            quotations=counts["quotations"],
            first_day=self._time.first,
            last_day=self._time.last,
        )

    def _passage(self, passage: PassageDraft, rows: _Rows) -> int:
        """The number of a passage, which is written when it is first met."""
        source = self._sources.of(passage.source)
        number, is_new = self._passages.number(source, passage)
        if is_new:
            original = passage.original or (None, None)
            row = (number, source, passage.paragraph, passage.start, passage.end, *original)
            rows["passage"].append(row)
        return number

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        columns = COLUMNS[table]
        self._db.table(table).insert_all(chain([columns], rows), batch_size=_MOST_VALUES // len(columns))

    def _insert_all(self, rows: _Rows) -> None:
        for table, some in rows.items():
            self._insert(table, some)


_Rows = defaultdict[str, list[Row]]
"""Rows that wait to be written, by table."""


def _chunks(drafts: Iterable[_Draft], size: int) -> Iterator[list[_Draft]]:
    remaining = iter(drafts)
    while some := list(islice(remaining, size)):
        yield some
