"""The words that every dataset shares: the fixed kinds, roles, statuses and bases of the format.

`sample_data/README.md` explains them; the tables of `store.schema` hold the same lists as CHECKs, and a test compares
the two. What a dataset adds itself (kinds of event, roles of entities, tags) stands in its `dataset.toml`.
"""

SOURCE_KINDS = ("digest", "original")
ENTITY_KINDS = ("person", "organisation", "state", "place", "agreement", "object", "conflict")
ALIAS_KINDS = ("name", "alias", "former", "weak")
STATUSES = ("happened", "claimed", "disputed", "planned", "denied")
CITATION_ROLES = ("reports", "confirms", "disputes", "denies", "context")
SPEAKING_ROLES = ("reports", "confirms")
"""The roles of citations behind which a voice stands."""
PUBLISHED_BASES = ("stated", "inferred")
BASES = ("stated", "computed", "inferred", "first reported")
RECOMPUTED = ("stated", "computed")
"""The bases for which a date follows from its words and the date of publication."""
LINKS = ("said", "publishes", "stands for", "relays")
"""How one name leads to the next, from whom a source names to who stands behind its report."""
COUNTS = ("sources", "entities", "events", "undated", "citations", "quotations")
"""The names of the counts that a dataset may expect."""
