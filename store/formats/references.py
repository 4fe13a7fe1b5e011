"""What a list of literature holds: each document once, with the paragraphs that were used and what they were used for.

For `bibtex` and `csl_json`, whose entries are documents; an event becomes the documents that it rests on.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from store.formats import wording
from store.records import Citation, Event, Quotation, Source

_PLAIN_KEY = re.compile(r"[a-z0-9](?:[a-z0-9_.-]{0,79})")
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A document, and what of it is meant."""

    key: str
    """Stable, unique within a store, lower-case ASCII."""
    label: str
    """How the document is called where nothing else is known of it."""
    source: Source | None
    paragraphs: tuple[int, ...] = ()
    details: tuple[str, ...] = ()
    """Sentences: what stands in those paragraphs, and how it is known."""

    @property
    def note(self) -> str:
        """Which paragraphs are meant, in words; empty for the whole document."""
        if not self.paragraphs:
            return ""
        digest = " of its digest" if self.source is not None and self.source.kind == "digest" else ""
        many = "paragraphs" if len(self.paragraphs) > 1 else "paragraph"
        return f"{many} {', '.join(map(str, self.paragraphs))}{digest}"

    def origins(self, dated: bool) -> Iterator[str]:
        """Sentences on when the document was published, and how to obtain it; `dated`: the date stands elsewhere."""
        source = self.source
        if source is None:
            return
        if not dated or source.published_basis == "inferred" or source.published_note:
            words = wording.publication(source)
            yield f"{words[0].upper()}{words[1:]}."
        if source.obtain and not (source.url and wording.web_address(source.url)):
            yield f"To obtain: {source.obtain.strip().rstrip('.')}."


def key(source_id: str) -> str:
    """A source's id as a citation key: itself where it can be one.

    Programs disagree on which keys are the same but for the case of a letter, so there are no capitals; a key that is
    not the id ends in eight digits of its hash.
    """
    if _PLAIN_KEY.fullmatch(source_id):
        return source_id
    words = _NOT_IN_KEYS.sub("-", source_id.lower()).strip("-")[:60]
    digits = hashlib.sha256(source_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words or 'source'}-{digits}"


def of_source(source: Source) -> Reference:
    """The whole document."""
    return Reference(key(source.id), source.label, source)


def of_event(event: Event, sources: Mapping[str, Source] | None) -> list[Reference]:
    """The documents that an event rests on, in the order of its citations."""
    cited: dict[str, list[Citation]] = {}
    for citation in event.citations:
        cited.setdefault(citation.source, []).append(citation)
    on = f"On: {event.row.title.strip()} ({'undated' if event.row.date is None else event.row.date.display})."
    return [
        _reference(name, some[0].source_label, sources, [c.paragraph for c in some], (on, *map(_told, some)))
        for name, some in cited.items()
    ]


def of_quotation(found: Quotation, sources: Mapping[str, Source] | None) -> list[Reference]:
    """The document in which a quotation stands."""
    when = "" if found.date is None else f", {found.date.display}"
    details = (f"{wording.said(found)}{when}.",)
    return [_reference(found.source, found.source_label, sources, [found.paragraph], details)]


def of_passage(found: Citation, sources: Mapping[str, Source] | None, of: Event | None = None) -> list[Reference]:
    """The document in which a passage stands, and the event `of` that rests on it."""
    on = () if of is None else (f"On: {of.row.title.strip()}.",)
    return [_reference(found.source, found.source_label, sources, [found.paragraph], (*on, _told(found)))]


def _told(citation: Citation) -> str:
    """What a passage says, and how that is known."""
    facts = [f"paragraph {citation.paragraph} {citation.role}"]
    if named := wording.attribution(citation):
        facts.append(f"attributed to {named}")
    facts.append(f"voice: {citation.voice}")
    if citation.date is not None:
        facts.append(f"date as given: {wording.dating(citation)}")
    return f"{wording.quoted(citation.words)} ({'; '.join(facts)})."


def _reference(
    name: str, label: str, sources: Mapping[str, Source] | None, paragraphs: list[int], details: tuple[str, ...]
) -> Reference:
    source = None if sources is None else sources.get(name)
    return Reference(key(name), label, source, tuple(sorted(set(paragraphs))), details)
