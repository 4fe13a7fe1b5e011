"""The tables of a store that are made from its other tables when it is sealed: never the only copy of anything."""

DERIVED = """
CREATE TABLE posting(
  facet TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, form TEXT NOT NULL CHECK(form IN ('array', 'bits')),
  data BLOB NOT NULL, PRIMARY KEY(facet, key)) STRICT;
CREATE TABLE event_spread(
  day INTEGER PRIMARY KEY, starting INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL,
  exact INTEGER NOT NULL, amount REAL NOT NULL, rate REAL NOT NULL) STRICT;
CREATE TABLE event_lasting(
  level INTEGER NOT NULL, first INTEGER NOT NULL, event_id INTEGER NOT NULL REFERENCES event(id),
  last INTEGER NOT NULL, PRIMARY KEY(level, first, event_id)) STRICT, WITHOUT ROWID;
CREATE TABLE event_run(
  event_id INTEGER PRIMARY KEY REFERENCES event(id), lo INTEGER, day INTEGER NOT NULL, hi INTEGER) STRICT;
CREATE TABLE silence(event_id INTEGER PRIMARY KEY REFERENCES event(id)) STRICT;
CREATE TABLE entity_place(
  entity_id INTEGER PRIMARY KEY REFERENCES entity(id), by_events INTEGER NOT NULL, by_name INTEGER NOT NULL,
  by_first INTEGER NOT NULL, first_event INTEGER REFERENCES event(id), last_event INTEGER REFERENCES event(id)) STRICT;
CREATE TABLE entity_pair(
  entity_id INTEGER NOT NULL REFERENCES entity(id), place INTEGER NOT NULL,
  other_id INTEGER NOT NULL REFERENCES entity(id), events INTEGER NOT NULL,
  PRIMARY KEY(entity_id, place)) STRICT, WITHOUT ROWID;
CREATE TABLE said_of(
  entity_id INTEGER NOT NULL REFERENCES entity(id), place INTEGER NOT NULL,
  quotation_id INTEGER NOT NULL REFERENCES quotation(id), PRIMARY KEY(entity_id, place)) STRICT, WITHOUT ROWID;
"""
"""`posting` holds the sorted event ids of one value of a facet (`store.building.postings` lists the facets);
`event_spread` the running totals of `store.spread`, a row for each day on which they change; `event_lasting` the events
of more than a day, as `store.lasting` has them; `event_run` the first event of each run, and its days (`store.runs`);
`silence` the events that end a silence that stands out (`store.silences`); `entity_place` where each entity stands in
each order of the list, and the events that it is first and last seen at (`store.roster`); `entity_pair` whom an entity
of very many events appears with (`store.together`); `said_of` the quotations, by others, in whose words an entity is
named (`store.words_of`)."""
