"""What `timeline events`, `show`, `sources`, `entities` and `quotations` print, in pieces; printing is `tui.cli`'s.

A million events go by without being held: each piece is made when the one before it has been printed.
"""

import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from store import chronology, entities, quotations, sources
from store.database import Store
from store.records import EventRow
from tui import as_json, printing
from tui.opening import span_of

_ROWS = 500
_LINES = 200


def chunks(store: Store, options: Namespace) -> Iterator[str]:
    """The text of a listing, in pieces that end where a line does.

    `options` has `command`, `json` and, for `show`, `id`. Raises NotFound, QueryError, now or at a later piece.
    """
    name = getattr(options, "id", None)
    if options.json:
        return json(store, options.command, name, ascii_only=not _writes_unicode())
    width = shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else None
    return text(store, options.command, name, width)


def json(store: Store, command: str, name: str | None = None, *, ascii_only: bool = False) -> Iterator[str]:
    """A listing as JSON: one object for `show`, else an array. Raises NotFound, QueryError."""
    if command == "show":
        found = as_json.card(chronology.event(store, chronology.ordinal_of(store, name or "")))
        return iter((as_json.text(found, ascii_only=ascii_only, indent=2) + "\n",))
    return as_json.array(_entries(store, command), ascii_only=ascii_only)


def _entries(store: Store, command: str) -> Iterable[object]:
    match command:
        case "sources":
            return map(as_json.source, sources.all_sources(store))
        case "entities":
            return map(as_json.entity, entities.all_entities(store))
        case "quotations":
            return map(as_json.quotation, quotations.all_quotations(store))
    return map(as_json.event, chronology.stream(store))


def text(store: Store, command: str, name: str | None = None, width: int | None = None) -> Iterator[str]:
    """A listing to read; `width` in terminal cells, None where it has no end. Raises NotFound, QueryError."""
    match command:
        case "show":
            event = chronology.event(store, chronology.ordinal_of(store, name or ""))
            lines = printing.card(event, width)
        case "sources":
            lines = printing.sources(sources.all_sources(store), width)
        case "entities":
            lines = printing.entities(entities.all_entities(store), width)
        case "quotations":
            lines = printing.quotations(quotations.all_quotations(store), width)
        case _:
            summary = chronology.summary(store)
            heading = printing.heading(summary, span_of(store, summary), width)
            lines = chain(heading, printing.events(_rows(store), width))
    return _pieces(lines)


def _rows(store: Store) -> Iterator[EventRow]:
    first = 1
    while rows := chronology.rows(store, first, _ROWS):
        yield from rows
        first += len(rows)


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    remaining = iter(lines)
    while some := list(islice(remaining, _LINES)):
        yield "\n".join(some) + "\n"


def _writes_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
