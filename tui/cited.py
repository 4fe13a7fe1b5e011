"""Records as text for other programs, guarded: for what is copied, and for `--format` on the command line.

The formats see to their own structure (`store.formats`). Here every text of a record goes through the guard before it
is put into a format, so that what is pasted elsewhere acts on nothing there either.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Protocol, TypeVar

from store import sources
from store.database import Store
from store.dates import Date
from store.formats import bibtex, csl_json, markdown, plain
from store.records import Citation, Entity, Event, Quotation, Source
from tui.guard import DROPPED, guard_body

Record = TypeVar("Record")
Sources = Mapping[str, Source]
_NAMES = frozenset(("id", "source", "entity", "event", "speaker", "attributed_to", "stands_for", "part_of"))
"""Fields that name another record: formats write none of them but in a form of their own."""


class Format(Protocol):
    """What every format can do."""

    def event(self, found: Event, sources: Sources | None = None) -> str:
        """An event."""

    def quotation(self, found: Quotation, sources: Sources | None = None) -> str:
        """A quotation."""

    def passage(self, found: Citation, sources: Sources | None = None, of: Event | None = None) -> str:
        """A passage."""

    def bibliography(self, some: Iterable[Source]) -> Iterator[str]:
        """Sources."""


@dataclass(frozen=True, slots=True)
class Named:
    """A format and what it is called."""

    form: Format
    name: str
    key: str
    """The key that chooses it."""


FORMATS: dict[str, Named] = {
    "markdown": Named(markdown, "Markdown", "m"),
    "plain": Named(plain, "plain text", "p"),
    "bibtex": Named(bibtex, "BibTeX", "b"),
    "csl-json": Named(csl_json, "CSL-JSON", "c"),
}
PLAIN = "plain"


def safe(text: str) -> str:
    """A text of any number of lines, guarded, without the marks that only hold places on the screen."""
    return guard_body(text).replace(DROPPED, "")


def guarded(record: Record) -> Record:
    """A record with every text in it guarded, and those of the records in it."""
    changed = {}
    for field in fields(record):  # type: ignore[arg-type]
        if field.name not in _NAMES:
            value = getattr(record, field.name)
            changed[field.name] = _guarded(value)
    return replace(record, **changed)  # type: ignore[type-var]


def _guarded(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, tuple):
        return tuple(map(_guarded, value))
    return guarded(value) if is_dataclass(value) and not isinstance(value, Date) else value


def event(store: Store, found: Event, form: str, cited: bool) -> str:
    """An event in a format. Raises QueryError."""
    return safe(FORMATS[form].form.event(guarded(found), _sources(store, found.citations) if cited else None))


def passage(store: Store, of: Event, citation: int, form: str, cited: bool) -> str:
    """One of the passages that an event rests on, in a format. Raises QueryError."""
    found, whole = guarded(of.citations[citation]), guarded(of)
    return safe(FORMATS[form].form.passage(found, _sources(store, (found,)) if cited else None, whole))


def quotation(store: Store, found: Quotation, form: str, cited: bool) -> str:
    """A quotation in a format. Raises QueryError."""
    return safe(FORMATS[form].form.quotation(guarded(found), _sources(store, (found,)) if cited else None))


def source(found: Source, form: str) -> str:
    """A source in a format."""
    return safe("".join(FORMATS[form].form.bibliography([guarded(found)]))).rstrip("\n")


def entity(found: Entity, form: str) -> str:
    """An entity's name; empty in a format for documents."""
    name = safe(found.name)
    return {"plain": " ".join(name.split()), "markdown": markdown.escaped(name)}.get(form, "")


def bibliography(some: Iterable[Source], form: str, *, ascii_only: bool = False) -> Iterator[str]:
    """Sources in a format, in pieces."""
    written: Callable[[str], str] = _in_ascii if ascii_only and form == "csl-json" else str
    return (written(safe(piece)) for piece in FORMATS[form].form.bibliography(map(guarded, some)))


def whole_event(store: Store, found: Event, form: str, *, ascii_only: bool = False) -> Iterator[str]:
    """An event with its citations in a format, as a command prints it. Raises QueryError."""
    text = event(store, found, form, cited=True)
    if text:
        yield (_in_ascii(text) if ascii_only and form == "csl-json" else text) + "\n"


def _in_ascii(text: str) -> str:
    """JSON in ASCII: what is not stands within strings, where it can be escaped."""
    return text if text.isascii() else "".join(c if c.isascii() else json.dumps(c)[1:-1] for c in text)


def _sources(store: Store, some: Iterable[Citation | Quotation]) -> Sources:
    return {name: guarded(sources.source(store, name)) for name in dict.fromkeys(each.source for each in some)}
