"""The entries of a dataset, field by field: from TOML tables to drafts. `sample_data/README.md` is the format.

Called by `store.dataset.reading` alone. What an entry says on its own is judged here (types, words, dates, the place
of a passage); what it says together with others, and about the world, in `store.dataset.references` and
`store.dataset.rules`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from store import vocabulary
from store.dataset.drafts import (
    AliasDraft,
    CitationDraft,
    EntityDraft,
    EventDraft,
    Manifest,
    OriginalDraft,
    PassageDraft,
    QuotationDraft,
    SourceDraft,
)
from store.dataset.files import Folder
from store.dataset.placing import Misplaced, locate, paragraphs
from store.dataset.toml_fields import Fields
from store.originals.recipe import RECIPE

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(slots=True)
class Known:
    """What is known while entries are read: the dataset's words, and the texts that passages are found in."""

    manifest: Manifest | None
    """None where `dataset.toml` could not be read: its vocabularies are then not checked."""
    texts: dict[str, tuple[str, list[tuple[int, int]]]] = field(default_factory=dict)
    """By source id: the text and its paragraphs."""

    def add(self, source: SourceDraft) -> None:
        """Make a source's text known, if it could be read."""
        if source.id and source.text:
            self.texts.setdefault(source.id, (source.text, paragraphs(source.text)))


def manifest(top: Fields) -> Manifest | None:
    """The dataset's own description, from the whole of `dataset.toml`."""
    tables = ("dataset", "vocabulary", "originals", "expected")
    about, words, originals, expected = (top.table(name) for name in tables)
    top.done()
    for name, table in (("dataset", about), ("vocabulary", words)):
        if table is None:
            top.wrong("", f"there is no table [{name}]; it is required")
    if about is None or words is None:
        return None
    made = Manifest(
        id=about.identity(),
        title=about.text("title", required=True),
        description=about.text("description", required=True, lines=True),
        language=about.optional("language"),
        licence=about.optional("licence", lines=True),
        kinds=words.texts("kinds", required=True),
        roles=words.texts("roles", required=True),
        tags=words.texts("tags"),
        recipe=_recipe(originals),
        expected=_expected(expected),
        where=expected.where if expected else about.where,
    )
    about.done()
    words.done()
    return made


def _recipe(table: Fields | None) -> str | None:
    if table is None:
        return None
    name = table.one_of("recipe", (RECIPE,), required=True)
    table.done()
    return name or None


def _expected(table: Fields | None) -> Mapping[str, int]:
    counts = {}
    if table is not None:
        for name in vocabulary.COUNTS:
            count = table.whole(name)
            if count is not None:
                counts[name] = count
        table.done()
    return counts


def source(entry: Fields, folder: Folder) -> SourceDraft:
    """A source with its text."""
    made = SourceDraft(
        id=entry.identity(),
        title=entry.text("title", required=True),
        kind=entry.one_of("kind", vocabulary.SOURCE_KINDS, required=True),
        text=_text(entry, folder),
        rights=entry.optional("rights", lines=True),
        publisher=entry.optional("publisher"),
        author=entry.optional("author"),
        language=entry.optional("language"),
        url=entry.optional("url"),
        published=entry.date("published"),
        published_basis=entry.one_of("published_basis", vocabulary.PUBLISHED_BASES) or None,
        published_note=entry.optional("published_note", lines=True),
        obtain=entry.optional("obtain", lines=True),
        original=_original(entry),
        where=entry.where,
    )
    entry.done()
    return made


def _text(entry: Fields, folder: Folder) -> str:
    name = entry.text("text", required=True)
    if not name:
        return ""
    reason = folder.stray(f"texts/{name}") or (
        "is an absolute path; name a file below texts/" if name[0] == "/" else ""
    )
    if reason:
        entry.wrong("text", f"“{name}” {reason}")
        return ""
    if not (folder.root / "texts" / name).is_file():
        double = name.startswith("texts/")
        hint = "; leave “texts/” out, it is understood" if double else "; put the file there or mend its name"
        entry.wrong("text", f"there is no file texts/{name}{hint}")
        return ""
    text = folder.text(f"texts/{name}")
    if text is None:
        return ""
    if not text.strip():
        folder.problem(f"texts/{name}", "is empty; it has to hold the text of the source")
        return ""
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.strip():
            folder.problem(
                f"texts/{name}:{number}", "the line holds nothing but blanks; empty it, or it counts as a paragraph"
            )
    return text


def _original(entry: Fields) -> OriginalDraft | None:
    table = entry.table("original")
    if table is None:
        return None
    sha256 = table.text("sha256", required=True)
    if sha256 and not _SHA256.fullmatch(sha256):
        table.wrong("sha256", "is no SHA-256: 64 digits of 0-9 and a-f")
    characters = table.whole("characters", required=True, least=1)
    size = table.whole("bytes", required=True, least=1)
    table.done()
    return OriginalDraft(sha256, characters or 0, size or 0)


def entity(entry: Fields) -> EntityDraft:
    """An entity with its aliases."""
    aliases: list[AliasDraft] = []
    made_name = entry.text("name", required=True)
    for each in entry.tables("aliases", "alias"):
        name = each.text("name", required=True)
        kind = each.one_of("kind", vocabulary.ALIAS_KINDS, required=True)
        each.done()
        if name and any(name.casefold() == known.name.casefold() for known in aliases):
            each.wrong("name", f"“{name}” is there already; names differ by more than capital letters")
        elif name:
            aliases.append(AliasDraft(name, kind))
    made = EntityDraft(
        id=entry.identity(),
        name=made_name,
        kind=entry.one_of("kind", vocabulary.ENTITY_KINDS, required=True),
        note=entry.optional("note", lines=True),
        stands_for=entry.optional("stands_for"),
        part_of=entry.optional("part_of"),
        aliases=tuple(aliases),
        where=entry.where,
    )
    entry.done()
    return made


def event(entry: Fields, known: Known) -> EventDraft:
    """An event with its entities and citations."""
    words = known.manifest
    made = EventDraft(
        id=entry.identity(),
        title=entry.text("title", required=True),
        kind=_own_word(entry, "kind", words.kinds if words else None, "vocabulary.kinds"),
        status=entry.one_of("status", vocabulary.STATUSES, required=True),
        date=entry.date("date"),
        summary=entry.text("summary", lines=True),
        seq=entry.whole("seq", least=None) or 0,
        fulfils=entry.optional("fulfils"),
        tags=_tags(entry, words),
        entities=tuple(_part(each, words) for each in entry.tables("entities", "entity")),
        citations=tuple(_citation(each, known) for each in entry.tables("citation")),
        where=entry.where,
    )
    entry.done()
    return made


def _own_word(entry: Fields, name: str, known: tuple[str, ...] | None, place: str) -> str:
    """A required word of the dataset's own vocabulary, if that is known."""
    if known is None:
        return entry.text(name, required=True)
    return entry.one_of(name, known, required=True, known_from=f"{place} in dataset.toml")


def _tags(entry: Fields, words: Manifest | None) -> tuple[str, ...]:
    tags = entry.texts("tags")
    for tag in tags:
        if words is not None and tag not in words.tags:
            entry.unknown("tags", tag, words.tags, "vocabulary.tags in dataset.toml")
    return tags


def _part(table: Fields, words: Manifest | None) -> tuple[str, str]:
    part = table.text("id", required=True), _own_word(table, "role", words.roles if words else None, "vocabulary.roles")
    table.done()
    return part


def _citation(entry: Fields, known: Known) -> CitationDraft:
    voices = entry.text_or_texts("attributed_to")
    made = CitationDraft(
        passage=_passage(entry, "words", known),
        role=entry.one_of("role", vocabulary.CITATION_ROLES, required=True),
        attributed_to=voices[0] if voices else None,
        relayed=voices[1:],
        date=entry.date("date"),
        date_text=entry.optional("date_text"),
        basis=entry.one_of("basis", vocabulary.BASES) or None,
        original_date=entry.span("original_date"),
    )
    entry.done()
    return made


def quotation(entry: Fields, known: Known) -> QuotationDraft:
    """A quotation; its text is the words of its passage."""
    made = QuotationDraft(
        id=entry.identity(),
        speaker=entry.text("speaker", required=True),
        direct=entry.truth("direct"),
        passage=_passage(entry, "text", known),
        date=entry.date("date"),
        event=entry.optional("event"),
        where=entry.where,
    )
    entry.done()
    return made


def _passage(entry: Fields, words_field: str, known: Known) -> PassageDraft:
    """The passage that an entry names, at the one place where its words stand."""
    source_id = entry.text("source", required=True)
    paragraph = entry.whole("paragraph", required=True, least=1)
    words = entry.text(words_field, required=True, lines=True)
    start, end = entry.whole("start"), entry.whole("end")
    original = entry.span("original")
    place = (0, 0)
    if source_id in known.texts and paragraph is not None and words:
        text, spans = known.texts[source_id]
        try:
            place = locate(text, spans, paragraph, words, start, end)
        except Misplaced as error:
            entry.wrong(words_field if error.field == "words" else error.field, str(error))
    return PassageDraft(source_id, paragraph or 0, words, *place, original, entry.where)
