"""The tables of a store, as named sqlite-utils migrations, and the constants that say what file this is.

In steps, because a bulk load is five to ten times faster when indices and full text come after the rows:
`create_tables` before loading, `name_events` when the events are in (quotations are matched to them by id), `finish`
at the end. Days are proleptic Gregorian day numbers (0001-01-01 = 1), positions are code points, half open. An
event's `id` is its place in chronological order, so a row number is an id and a window of the list is a range of ids;
`slug` is the author's id. Tables are singular; the plural views are for people who open the file in Datasette or
`sqlite3`, the program reads no view.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.derived_tables import DERIVED

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x544C4E45
"""'TLNE' in the file's header: this is a timeline store."""
FORMAT = 3
"""The store format (PRAGMA user_version) that this program writes and reads."""
PAGE_SIZE = 8192
META = ("dataset", "title", "description", "language", "licence", "recipe", "expected")
"""The keys of `meta`: what `dataset.toml` says. `recipe`: by which the texts of originals are normalised; `expected`:
the counts of the rows as JSON."""

TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
CREATE TABLE source(
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, author TEXT,
  published TEXT, published_basis TEXT, published_note TEXT, language TEXT, url TEXT, obtain TEXT, rights TEXT,
  kind TEXT NOT NULL CHECK(kind IN ('digest', 'original')),
  sha256 TEXT CHECK(length(sha256) = 64), characters INTEGER, bytes INTEGER,
  events INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE source_text(
  source_id INTEGER PRIMARY KEY REFERENCES source(id),
  text TEXT NOT NULL CHECK(instr(text, char(0)) = 0)) STRICT;
CREATE TABLE paragraph(
  source_id INTEGER NOT NULL REFERENCES source(id), number INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, CHECK(0 <= start AND start < "end"),
  PRIMARY KEY(source_id, number)) STRICT, WITHOUT ROWID;
CREATE TABLE passage(
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source(id), paragraph INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, original_start INTEGER, original_end INTEGER,
  CHECK(0 <= start AND start < "end"), CHECK(0 <= original_start AND original_start < original_end),
  FOREIGN KEY(source_id, paragraph) REFERENCES paragraph(source_id, number)) STRICT;
CREATE TABLE entity(
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('person', 'organisation', 'state', 'place', 'agreement', 'object', 'conflict')),
  note TEXT, stands_for INTEGER REFERENCES entity(id), part_of INTEGER REFERENCES entity(id),
  events INTEGER NOT NULL DEFAULT 0, quotations INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE alias(
  entity_id INTEGER NOT NULL REFERENCES entity(id), name TEXT NOT NULL COLLATE NOCASE,
  kind TEXT NOT NULL CHECK(kind IN ('name', 'alias', 'former', 'weak')),
  PRIMARY KEY(name, entity_id)) STRICT, WITHOUT ROWID;
CREATE TABLE kind(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE event(
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, kind_id INTEGER NOT NULL REFERENCES kind(id),
  status TEXT NOT NULL CHECK(status IN ('happened', 'claimed', 'disputed', 'planned', 'denied')),
  edtf TEXT, lo INTEGER, hi INTEGER, day INTEGER, reach INTEGER, seq INTEGER NOT NULL DEFAULT 0,
  fulfils TEXT, sources INTEGER NOT NULL DEFAULT 0, voices INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL CHECK(title <> ''), summary TEXT NOT NULL DEFAULT '',
  CHECK(lo <= hi), CHECK((edtf IS NULL) = (day IS NULL))) STRICT;
CREATE TABLE event_entity(
  event_id INTEGER NOT NULL REFERENCES event(id), entity_id INTEGER NOT NULL REFERENCES entity(id),
  role TEXT NOT NULL, PRIMARY KEY(event_id, entity_id, role)) STRICT, WITHOUT ROWID;
CREATE TABLE citation(
  id INTEGER PRIMARY KEY, event_id INTEGER NOT NULL REFERENCES event(id),
  passage_id INTEGER NOT NULL REFERENCES passage(id),
  role TEXT NOT NULL CHECK(role IN ('reports', 'confirms', 'disputes', 'denies', 'context')),
  attributed_to INTEGER REFERENCES entity(id), edtf TEXT, date_text TEXT,
  basis TEXT CHECK(basis IN ('stated', 'computed', 'inferred', 'first reported'))) STRICT;
CREATE TABLE voice(
  citation_id INTEGER NOT NULL REFERENCES citation(id), step INTEGER NOT NULL CHECK(step > 0),
  entity_id INTEGER NOT NULL REFERENCES entity(id),
  how TEXT NOT NULL CHECK(how IN ('said', 'publishes', 'stands for', 'relays')),
  PRIMARY KEY(citation_id, step)) STRICT, WITHOUT ROWID;
CREATE TABLE original(
  source_id INTEGER PRIMARY KEY REFERENCES source(id), text_sha256 TEXT NOT NULL CHECK(length(text_sha256) = 64),
  proof TEXT NOT NULL CHECK(length(proof) = 16)) STRICT;
CREATE TABLE original_seal(
  source_id INTEGER NOT NULL REFERENCES original(source_id), number INTEGER NOT NULL,
  seal TEXT NOT NULL CHECK(length(seal) = 40), PRIMARY KEY(source_id, number)) STRICT, WITHOUT ROWID;
CREATE TABLE original_span(
  source_id INTEGER NOT NULL REFERENCES original(source_id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  hash TEXT NOT NULL CHECK(length(hash) = 40), CHECK(0 <= start AND start < "end"),
  PRIMARY KEY(source_id, start, "end")) STRICT, WITHOUT ROWID;
CREATE TABLE original_date(
  citation_id INTEGER PRIMARY KEY REFERENCES citation(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  CHECK(0 <= start AND start < "end")) STRICT;
CREATE TABLE quotation(
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, speaker_id INTEGER NOT NULL REFERENCES entity(id),
  direct INTEGER NOT NULL CHECK(direct IN (0, 1)), passage_id INTEGER NOT NULL REFERENCES passage(id),
  event_id INTEGER REFERENCES event(id), edtf TEXT, day INTEGER, text TEXT NOT NULL) STRICT;
CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE event_tag(
  event_id INTEGER NOT NULL REFERENCES event(id), tag_id INTEGER NOT NULL REFERENCES tag(id),
  PRIMARY KEY(event_id, tag_id)) STRICT, WITHOUT ROWID;
CREATE TABLE mention(
  source_id INTEGER NOT NULL REFERENCES source(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  entity_id INTEGER NOT NULL REFERENCES entity(id),
  PRIMARY KEY(source_id, start, "end", entity_id)) STRICT, WITHOUT ROWID;
"""
"""`event.day` is the day that an event sorts under (its `lo`, or its `hi` where the start is open); `event.reach` is
the latest day on which any earlier event may have ended, so that a silence is counted from there: NULL for the first
event and for those that are undated; an event whose end is open counts with its start.

`voice` holds the links that lead from a citation's `attributed_to` on to who stands behind it. `original` and its spans
are what the document behind a digest is known by, without its words (`store.originals.hashing`); `original_date` is
where the words of a date stand in it."""

EVENT_NAMES = """
CREATE UNIQUE INDEX source_slug ON source(slug);
CREATE UNIQUE INDEX entity_slug ON entity(slug);
CREATE UNIQUE INDEX event_slug ON event(slug);
"""

INDICES = """
CREATE INDEX entity_name ON entity(name COLLATE NOCASE);
CREATE INDEX alias_entity ON alias(entity_id);
CREATE UNIQUE INDEX kind_name ON kind(name);
CREATE INDEX event_day_order ON event(day, id);
CREATE INDEX event_entity_entity ON event_entity(entity_id, event_id);
CREATE INDEX passage_span ON passage(source_id, start, "end");
CREATE INDEX citation_event ON citation(event_id, id);
CREATE INDEX citation_passage ON citation(passage_id, event_id);
CREATE UNIQUE INDEX quotation_slug ON quotation(slug);
CREATE INDEX quotation_day ON quotation(day);
CREATE INDEX quotation_event ON quotation(event_id);
CREATE INDEX quotation_speaker ON quotation(speaker_id, day);
CREATE INDEX quotation_passage ON quotation(passage_id);
CREATE UNIQUE INDEX tag_name ON tag(name);
CREATE INDEX event_tag_tag ON event_tag(tag_id, event_id);
CREATE INDEX mention_entity ON mention(entity_id, source_id);
CREATE INDEX entity_place_events ON entity_place(by_events);
CREATE INDEX entity_place_name ON entity_place(by_name);
CREATE INDEX entity_place_first ON entity_place(by_first);
"""

VIEWS = """
CREATE VIEW events AS
  SELECT e.id AS "order", e.slug AS id, e.edtf AS date, date((e.lo - 719163) * 86400, 'unixepoch') AS earliest,
    date((e.hi - 719163) * 86400, 'unixepoch') AS latest, k.name AS kind, e.status, e.title, e.summary,
    e.sources, e.voices
  FROM event e JOIN kind k ON k.id = e.kind_id;
CREATE VIEW passages AS
  SELECT p.id, s.slug AS source, p.paragraph, p.start, p."end",
    substr(t.text, p.start + 1, p."end" - p.start) AS words, p.original_start, p.original_end
  FROM passage p JOIN source s ON s.id = p.source_id JOIN source_text t ON t.source_id = s.id;
CREATE VIEW citations AS
  SELECT e.slug AS event, e.title, c.role, p.source, p.paragraph, p.words, a.name AS attributed_to,
    c.edtf AS date, c.date_text, c.basis
  FROM citation c JOIN event e ON e.id = c.event_id JOIN passages p ON p.id = c.passage_id
  LEFT JOIN entity a ON a.id = c.attributed_to;
CREATE VIEW quotations AS
  SELECT q.slug AS id, x.name AS speaker, q.direct, q.text, q.edtf AS date, e.slug AS event, p.source, p.paragraph
  FROM quotation q JOIN entity x ON x.id = q.speaker_id JOIN passages p ON p.id = q.passage_id
  LEFT JOIN event e ON e.id = q.event_id;
CREATE VIEW participants AS
  SELECT e.slug AS event, e.edtf AS date, e.title, x.name AS entity, r.role
  FROM event_entity r JOIN event e ON e.id = r.event_id JOIN entity x ON x.id = r.entity_id;
"""

FULL_TEXT = """
CREATE VIRTUAL TABLE event_fts USING fts5(
  title, summary, content="event", content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE passage_fts USING fts5(
  words, content="passages", content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE quotation_fts USING fts5(
  text, content="quotation", content_rowid='id', tokenize='unicode61 remove_diacritics 2');
"""

FULL_TEXT_TABLES = ("event_fts", "passage_fts", "quotation_fts")


def _tables(db: Database) -> None:
    db.executescript(TABLES)


def _event_names(db: Database) -> None:
    db.executescript(EVENT_NAMES)


def _derived(db: Database) -> None:
    db.executescript(DERIVED)


def _indices(db: Database) -> None:
    db.executescript(INDICES)


def _views(db: Database) -> None:
    db.executescript(VIEWS)


def _full_text(db: Database) -> None:
    db.executescript(FULL_TEXT)
    for table in FULL_TEXT_TABLES:
        db.execute(f"INSERT INTO {table}({table}) VALUES('rebuild')")
        db.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")


STEPS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    ("tables", _tables),
    # the rows of all but quotations are loaded here
    ("event names", _event_names),
    # quotations are loaded here
    ("derived", _derived),
    ("indices", _indices),
    ("views", _views),
    ("full text", _full_text),
)
"""A new step goes to the end, under a new name; where older programs can't read its result, count FORMAT up. Names
never change: stores have them recorded."""
STEPS_TABLE = "_sqlite_migrations"
"""Where sqlite-utils records the steps that were applied."""
_EPOCH = "1970-01-01 00:00:00+00:00"


def migrations() -> Migrations:
    """The steps as a sqlite-utils migration set; a store records those applied to it in `_sqlite_migrations`."""
    from sqlite_utils import Migrations

    found = Migrations("timeline")
    for name, step in STEPS:
        found(name=name)(step)
    return found


def prepare(db: Database) -> None:
    """Settle what can be settled only before a new file's first table, and outside of a transaction.

    There is no journal: the file is a temporary one that is thrown away if anything goes wrong.
    """
    for setting in (f"page_size = {PAGE_SIZE}", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
        db.execute(f"PRAGMA {setting}")
    db.execute("PRAGMA cache_size = -65536")


def create_tables(db: Database) -> None:
    """Make the tables that rows are loaded into, in a new and empty file."""
    migrations().apply(db, stop_before="event names")


def name_events(db: Database) -> None:
    """Make events findable by their ids, once they are loaded."""
    migrations().apply(db, stop_before="derived")


def finish(db: Database) -> None:
    """Make everything that comes after the rows; the tables of DERIVED are then filled by `store.building.writing`."""
    migrations().apply(db)
    _forget_times(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {FORMAT}")


def _forget_times(db: Database) -> None:
    """Record the steps without their time, so that the same dataset makes the same bytes.

    The rows are made anew: one that is only changed would leave its old bytes in the page.
    """
    steps = migrations()
    rows = [(number, steps.name, step.name, _EPOCH) for number, step in enumerate(steps.applied(db), 1)]
    db.execute("PRAGMA secure_delete = ON")
    db.execute(f"DELETE FROM {STEPS_TABLE}")
    db.table(STEPS_TABLE).insert_all([("id", "migration_set", "name", "applied_at"), *rows])
