"""The records that travel from the store to the screen and the command line: frozen, slotted, no behaviour.

Day numbers count from 0001-01-01 = 1 in the proleptic Gregorian calendar; positions are code points, half open.
An event's ordinal is its place in chronological order, from 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from store.dates import Date


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as a line of the list."""

    ordinal: int
    id: str
    """The author's stable name for it; survives a rebuild."""
    title: str
    date: Date | None
    """None: undated."""
    kind: str
    status: str
    """happened, claimed, disputed, planned or denied."""
    sources: int
    """How many sources it rests on."""
    voices: int
    """How many distinct voices stand behind those reports."""
    reach: int | None
    """The latest day on which an earlier event may have ended: silence is counted from there."""
    silent: bool = False
    """Whether the silence before it stands out from the time around."""


@dataclass(frozen=True, slots=True)
class Role:
    """An entity's part in an event."""

    entity: str
    """The entity's id."""
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class OriginalSpan:
    """Where a passage stands in the document's own text."""

    sha256: str
    """Of the original's bytes, in hexadecimal."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """One step from whom a source names to who stands behind what it reports."""

    entity: str
    """The entity's id."""
    name: str
    how: str
    """said (the source names it), publishes (it publishes the source), stands for (the name before is its metonym), or
    relays (the one before is a source here too, and names it)."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What ties an event to a passage: who says so, how, and when this source says it was."""

    source: str
    """The source's id."""
    source_label: str
    """How the source is named in a line: its publisher, or its title where the publisher is not known."""
    passage: int
    paragraph: int
    start: int
    end: int
    words: str
    """The passage as it stands in the store's text."""
    role: str
    """reports, confirms, disputes, denies or context."""
    attributed_to: str | None
    """Id of the entity whom the source attributes it to."""
    attributed_name: str | None
    date: Date | None
    """The date as this source gives it."""
    date_text: str | None
    """The words that give it."""
    basis: str | None
    """stated, computed, inferred or first reported."""
    published: Date | None
    """When the source was published: what a computed date counts from."""
    original: OriginalSpan | None
    original_date: tuple[int, int] | None = None
    """Where the words of the date stand in the original, if they are not `date_text`."""
    links: tuple[Link, ...] = ()
    """From `attributed_to`, or from the source itself, on to its voice."""

    @property
    def voice(self) -> str:
        """The name of who stands behind it, at the end of the chain."""
        return self.links[-1].name if self.links else self.attributed_name or self.source_label

    @property
    def voice_entity(self) -> str | None:
        """The id of who stands behind it; None where that is the source itself, which is no entity."""
        return self.links[-1].entity if self.links else self.attributed_to


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words spoken or written by an entity."""

    id: str
    speaker: str
    """Id of the entity who spoke."""
    speaker_name: str
    direct: bool
    """False: reported speech, in the reporter's words."""
    text: str
    date: Date | None
    event: str | None
    """Id of the event at which, or about which, it was said."""
    source: str
    source_label: str
    passage: int
    paragraph: int
    start: int
    end: int
    original: OriginalSpan | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event with all that stands behind it."""

    row: EventRow
    summary: str
    tags: tuple[str, ...]
    entities: tuple[Role, ...]
    citations: tuple[Citation, ...]
    quotations: tuple[Quotation, ...]
    fulfils: str | None = None
    """Id of the planned event that this one carries out."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that events rest on."""

    id: str
    title: str
    publisher: str | None
    """None where the text does not name it."""
    author: str | None
    published: Date | None
    published_basis: str | None
    published_note: str | None
    """How the date of publication is known, in a sentence."""
    language: str | None
    url: str | None
    obtain: str | None
    """How to obtain the document."""
    rights: str | None
    kind: str
    """digest or original: what the store's text is."""
    sha256: str | None
    """Of the original's bytes."""
    characters: int | None
    """The original's length in code points."""
    events: int
    """How many events rest on it."""

    @property
    def label(self) -> str:
        """How it is named in a line."""
        return self.publisher or self.title


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a source's text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a source and the events that rest on it."""

    id: int
    paragraph: int
    start: int
    end: int
    events: tuple[int, ...]
    """Ordinals, in chronological order."""
    original: OriginalSpan | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a source's text that names an entity."""

    start: int
    end: int
    entity: str
    """The entity's id."""
    name: str


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words of a text that give an event's date."""

    passage: int
    event: int
    """The event's ordinal."""
    start: int
    end: int
    date: Date
    """What they were taken for."""
    basis: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A whole source for the reader: its text, its paragraphs, its passages, the events that rest on it."""

    source: Source
    text: str
    paragraphs: Sequence[Paragraph]
    passages: tuple[Passage, ...]
    """In the order of the text."""
    events: tuple[EventRow, ...]
    """In chronological order."""
    dates: tuple[DateWords, ...] = ()
    """Those that stand in the text."""
    quoted: frozenset[int] = frozenset()
    """The ids of the passages that are direct quotations."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity."""

    name: str
    kind: str
    """name, alias, former or weak (too common to be matched in a text)."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, an organisation, a state, a place, an agreement or a thing."""

    id: str
    name: str
    kind: str
    note: str | None
    stands_for: str | None
    """Id of the entity that this name is a metonym of: Moscow, for Russia."""
    aliases: tuple[Alias, ...]
    events: int
    quotations: int
    part_of: str | None = None
    """Id of the entity that this one belongs to."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a store holds, for the title line."""

    dataset: str
    title: str
    description: str
    events: int
    undated: int
    sources: int
    entities: int
    quotations: int
    first_day: int | None
    """The earliest day known of any event; None where no event has a date."""
    last_day: int | None
