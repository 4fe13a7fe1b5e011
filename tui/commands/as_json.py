"""What a store holds as JSON, piece by piece: the machine-readable half of `tui.commands.listing`.

Every character that `tui.guard` would replace on a terminal is escaped, so that the same text is safe to look at and
gives back exactly what the store holds. Fields are never left out; what is not known is null.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from store.dates import Date, days
from store.originals.records import Copied, State
from store.records import Citation, Entity, Event, OriginalSpan, Quotation, Source
from tui.guard import DROPPED, guard_body

_AT_ONCE = 100
"""Entries in a piece of text."""


def array(entries: Iterable[object], *, ascii_only: bool = False) -> Iterator[str]:
    """A JSON array with an entry a line, in pieces; `ascii_only` for where nothing else can be written."""
    yield "["
    waiting: list[str] = []
    separator = "\n"
    for entry in entries:
        waiting.append(separator + text(entry, ascii_only=ascii_only))
        separator = ",\n"
        if len(waiting) == _AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting) + ("]\n" if separator == "\n" else "\n]\n")


def text(entry: object, *, ascii_only: bool = False, indent: int | None = None) -> str:
    """An entry as JSON that is safe on a terminal."""
    plain = json.dumps(entry, ensure_ascii=ascii_only, indent=indent)
    # A character that is escaped may leave a mark behind that has nothing to stand on: look again until all is well.
    while not plain.isascii() or "\x7f" in plain:
        shown = guard_body(plain)
        if shown == plain and DROPPED not in plain:
            break
        pairs = zip(plain, shown, strict=True)
        plain = "".join(_escaped(old) if old != new or old == DROPPED else old for old, new in pairs)
    return plain


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1] if char != "\x7f" else "\\u007f"


def event(found: Event) -> dict[str, object]:
    """An event with its entities and citations."""
    row = found.row
    return {
        "id": row.id,
        "date": _edtf(row.date),
        "lo": _day(row.date.lo if row.date else None),
        "hi": _day(row.date.hi if row.date else None),
        "display": row.date.display if row.date else "undated",
        "title": row.title,
        "summary": found.summary,
        "kind": row.kind,
        "status": row.status,
        "entities": [{"id": part.entity, "name": part.name, "role": part.role} for part in found.entities],
        "citations": [_citation(citation) for citation in found.citations],
    }


def card(found: Event, words: Mapping[int, Copied]) -> dict[str, object]:
    """An event with all that stands behind it: also the words of its passages, its quotations, tags and plan.

    `words`: those of attached originals by passage, where they were asked for.
    """
    entry = event(found)
    citations: list[dict[str, object]] = []
    for citation in found.citations:
        copied = _copied(words[citation.passage]) if citation.passage in words else {}
        links = [{"id": link.entity, "name": link.name, "how": link.how} for link in citation.links]
        voice = {"voice": citation.voice, "links": links}
        citations.append({**_citation(citation), **voice, "words": citation.words, **copied})
    entry["citations"] = citations
    entry["quotations"] = [quotation(each) for each in found.quotations]
    return {**entry, "tags": list(found.tags), "fulfils": found.fulfils}


def _copied(found: Copied) -> dict[str, object]:
    return {
        "original_words": found.words,
        "original_state": found.state.value,
        "original_verdict": found.verdict.value,
    }


def quotation(found: Quotation) -> dict[str, object]:
    """Words with their speaker and their place."""
    return {
        "id": found.id,
        "speaker": found.speaker,
        "speaker_name": found.speaker_name,
        "direct": found.direct,
        "text": found.text,
        "date": _edtf(found.date),
        "event": found.event,
        "source": found.source,
        "start": found.start,
        "end": found.end,
        "original": _span(found.original),
    }


def source(found: Source, state: State = State.ABSENT) -> dict[str, object]:
    """A source without its text; `original` is null where the text is itself the document."""
    original = {"sha256": found.sha256, "characters": found.characters, "state": state.value}
    return {
        "id": found.id,
        "title": found.title,
        "publisher": found.publisher,
        "author": found.author,
        "published": _edtf(found.published),
        "published_basis": found.published_basis,
        "rights": found.rights,
        "kind": found.kind,
        "original": original if found.kind == "digest" and found.sha256 else None,
    }


def entity(found: Entity) -> dict[str, object]:
    """An entity with its other names."""
    return {
        "id": found.id,
        "name": found.name,
        "kind": found.kind,
        "aliases": [{"name": alias.name, "kind": alias.kind} for alias in found.aliases],
        "events": found.events,
        "quotations": found.quotations,
    }


def _citation(found: Citation) -> dict[str, object]:
    return {
        "source": found.source,
        "paragraph": found.paragraph,
        "start": found.start,
        "end": found.end,
        "role": found.role,
        "attributed_to": found.attributed_to,
        "date": _edtf(found.date),
        "date_text": found.date_text,
        "basis": found.basis,
        "original": _span(found.original),
    }


def _span(found: OriginalSpan | None) -> dict[str, object] | None:
    return {"sha256": found.sha256, "start": found.start, "end": found.end} if found else None


def _edtf(date: Date | None) -> str | None:
    return date.edtf if date else None


def _day(day: int | None) -> str | None:
    return None if day is None else days.iso(day)
