"""Drafts: what a dataset's files say, before a store is made of it. Frozen, slotted, no behaviour.

`store.dataset.reading` reads them from TOML, `store.auditing.rows` from an existing store, a generator may make them
itself; `store.checking` judges them and `store.building.writing` writes them. An id is the author's; positions are
code points, half open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.dates import Date

Path = tuple[str | int, ...]
"""The way to a value in a TOML file: ("event", 3, "citation", 0, "words"); lists count from 0."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where something is written, for the sentence that says what is wrong with it."""

    entry: str = ""
    """The entry for people: "event kharkiv, citation 2"."""
    file: str = ""
    """The file's name within the dataset; empty for a store and for what was never in a file."""
    path: Path = ()
    """The way to the entry in its file."""
    lines: Mapping[Path, int] = field(default_factory=dict, repr=False, compare=False)
    """The lines of the file's entries and fields, from 1, as far as they are certain."""

    def __str__(self) -> str:
        return self.field("")

    def field(self, name: str) -> str:
        """The place of a field of the entry, "events.toml:12: event kharkiv, field date"; of the entry for ""."""
        path: Path = (*self.path, name)
        if path not in self.lines and (*path, 0) in self.lines:
            path = (*path, 0)  # a list of tables stands where its first one does
        while path and path not in self.lines:
            path = path[:-1]
        place = f"{self.file}:{self.lines[path]}" if path else self.file
        words = ", ".join(filter(None, (self.entry, name and f"field {name}")))
        return ": ".join(filter(None, (place, words)))

    def part(self, name: str, *path: str | int) -> "Where":
        """The place of a part of this entry: `where.part("citation 2", "citation", 1)`."""
        entry = ", ".join(filter(None, (self.entry, name)))
        return Where(entry, self.file, (*self.path, *path), self.lines)


NOWHERE = Where()
"""For drafts that nobody will be told about: a generated store."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dataset says about itself, and its vocabularies."""

    id: str
    title: str
    description: str
    language: str | None = None
    licence: str | None = None
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    recipe: str | None = None
    """By which the texts of originals are normalised: `store.originals.recipe`."""
    expected: Mapping[str, int] = field(default_factory=dict)
    """Exact counts by name: sources, entities, events, undated, citations, quotations."""
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class HashesDraft:
    """What a document and its spans are known by, without a word of it: see `store.originals.hashing`."""

    text_sha256: str
    """Of its normalised text."""
    proof: str
    """Of its salt."""
    seals: tuple[str, ...]
    spans: Mapping[tuple[int, int], str]
    """Hashes by position."""


@dataclass(frozen=True, slots=True)
class OriginalDraft:
    """The document that a digest is a digest of."""

    sha256: str
    """Of its bytes, in hexadecimal."""
    characters: int
    """The length of its normalised text in code points."""
    bytes: int
    hashes: HashesDraft | None = None
    """None as long as nobody who has the document made them."""


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A document and the text that the dataset has of it."""

    id: str
    title: str
    kind: str
    """digest or original."""
    text: str
    """The text itself, not the name of its file."""
    rights: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    published: Date | None = None
    published_basis: str | None = None
    published_note: str | None = None
    obtain: str | None = None
    original: OriginalDraft | None = None
    """Of a digest; None for the document itself."""
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class AliasDraft:
    """Another name of an entity."""

    name: str
    kind: str
    """name, alias, former or weak."""


@dataclass(frozen=True, slots=True)
class EntityDraft:
    """A person, organisation, state, place, agreement, object or conflict."""

    id: str
    name: str
    kind: str
    note: str | None = None
    stands_for: str | None = None
    part_of: str | None = None
    aliases: tuple[AliasDraft, ...] = ()
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """A span of a source's text, with the words that stand there."""

    source: str
    paragraph: int
    words: str
    start: int
    """0, like `end`, where the words could not be placed: there is a problem then, and nothing is built."""
    end: int
    original: tuple[int, int] | None = None
    """Where the passage stands in the document that the source is a digest of."""
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """What ties an event to a passage."""

    passage: PassageDraft
    role: str
    attributed_to: str | None = None
    relayed: tuple[str, ...] = ()
    """Whom the source names behind `attributed_to`, link by link."""
    date: Date | None = None
    date_text: str | None = None
    basis: str | None = None
    original_date: tuple[int, int] | None = None
    """Where the words of the date stand in the original, if they are not `date_text`."""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event with its citations."""

    id: str
    title: str
    kind: str
    status: str
    date: Date | None = None
    summary: str = ""
    seq: int = 0
    fulfils: str | None = None
    tags: tuple[str, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    """Entity id and role, in the author's order."""
    citations: tuple[CitationDraft, ...] = ()
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class QuotationDraft:
    """Words spoken or written by an entity; the words are the passage's."""

    id: str
    speaker: str
    direct: bool
    passage: PassageDraft
    date: Date | None = None
    event: str | None = None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class DatasetDraft:
    """All that a dataset's folder holds, in the order of its files."""

    manifest: Manifest
    sources: tuple[SourceDraft, ...]
    entities: tuple[EntityDraft, ...]
    events: tuple[EventDraft, ...]
    quotations: tuple[QuotationDraft, ...]
    unread: frozenset[str] = frozenset()
    """The sorts of entries ("source", "event") of which not all could be read, so that others may refer to them in
    vain.
    """
