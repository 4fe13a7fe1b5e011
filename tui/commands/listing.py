"""What `timeline events`, `show`, `sources`, `entities` and `quotations` print, in pieces; printing is `tui.cli`'s.

A million events go by without being held: each piece is made when the one before it has been printed.
"""

import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from store import chronology, windows
from store.database import Store
from store.errors import OpenError
from store.originals.records import Copied, State
from tui import cited
from tui.commands import as_json, one_entity, printing
from tui.commands.selection import ALL, Selection, entities_of, notices, number, quotations_of, sources_of
from tui.guard import complain
from tui.opening import data_folder, span_of, state_folder

if TYPE_CHECKING:
    from store.filters import Filter
    from store.marks.keeping import Marks
    from store.selecting import EventSet

_LINES = 200


NO_WORDS: Mapping[int, Copied] = MappingProxyType({})


def chunks(store: Store, options: Namespace) -> Iterator[str]:
    """The text of a listing, in pieces that end where a line does.

    `options` has `command`, `json` and, for `show`, `id`. Raises NotFound, QueryError, now or at a later piece, and
    FilterError.
    """
    name, chosen = getattr(options, "id", None), _chosen(store, options)
    for notice in notices(store, options.command, chosen):
        complain(f"timeline: {notice}.")
    if getattr(options, "format", None) and not getattr(options, "count", False):
        return formatted(store, options.command, name, options.format, chosen, ascii_only=not writes_unicode())
    if getattr(options, "count", False):
        return iter((f"{number(store, options.command, chosen)}\n",))
    words = copied(store, name or "") if getattr(options, "originals", False) else {}
    if options.json:
        return json(store, options.command, name, chosen, words, ascii_only=not writes_unicode())
    width = shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else None
    return text(store, options.command, name, width, chosen, words)


def formatted(
    store: Store, command: str, name: str | None, form: str, chosen: Selection = ALL, *, ascii_only: bool = False
) -> Iterator[str]:
    """An event with its full citations, or the sources, in a format for other programs. Raises NotFound, QueryError."""
    if command == "sources":
        return cited.bibliography(sources_of(store, chosen), form, ascii_only=ascii_only)
    event = chronology.event(store, chronology.ordinal_of(store, name or ""))
    return cited.whole_event(store, event, form, ascii_only=ascii_only)


def _chosen(store: Store, options: Namespace) -> Selection:
    """What is to be listed; with the reader's marks and notes where there is a filter, which may ask for them."""
    chosen: Selection = getattr(options, "selection", ALL)
    asked = getattr(options, "filter", None)
    if not asked:
        return chosen
    from store.marks import finding
    from store.marks.keeping import Marks, identity

    with Marks(state_folder(), identity(store)) as marks:
        return replace(chosen, asked=asked, own=finding.own(store, marks))


def kept(store: Store, marks: "Marks", asked: "Filter") -> "EventSet":
    """The events that a filter keeps; says what is to be said of it. Raises FilterError, QueryError."""
    from store.marks import finding
    from store.selecting import select

    own = finding.own(store, marks)
    for notice in notices(store, "events", replace(ALL, asked=asked, own=own)):
        complain(f"timeline: {notice}.")
    return select(store, asked, own)


def copied(store: Store, name: str) -> dict[int, Copied]:
    """The attached originals' words behind an event, by passage; says how much is copied, since it may not be free.

    Raises NotFound, OpenError, QueryError.
    """
    from store.originals import attaching

    event = chronology.event(store, chronology.ordinal_of(store, name))
    found = attaching.words(store, shelf_of(store), event)
    copied_ones = (len(found[each.passage].words) for each in event.citations if each.passage in found)
    complain(f"{sum(copied_ones):,} characters of attached originals are copied.")
    return found


def shelf_of(store: Store) -> Path:
    """The file in which the originals of a store's dataset are kept. Raises QueryError."""
    from store.originals import facts, shelf

    return data_folder() / shelf.file_name(facts.dataset(store))


def _states(store: Store) -> dict[str, State]:
    """What is at hand for each source; none where the file is damaged, which is said."""
    from store.originals import attaching

    try:
        return attaching.states(store, shelf_of(store))
    except OpenError as error:
        complain(str(error))
        return {}


def json(
    store: Store,
    command: str,
    name: str | None = None,
    chosen: Selection = ALL,
    words: Mapping[int, Copied] = NO_WORDS,
    *,
    ascii_only: bool = False,
) -> Iterator[str]:
    """A listing as JSON: one object for `show`, else an array. Raises NotFound, QueryError."""
    if command == "entity":
        return one_entity.json(store, one_entity.meant(store, name or ""), ascii_only=ascii_only)
    if command == "show":
        found = as_json.card(chronology.event(store, chronology.ordinal_of(store, name or "")), words)
        return iter((as_json.text(found, ascii_only=ascii_only, indent=2) + "\n",))
    return as_json.array(_entries(store, command, chosen), ascii_only=ascii_only)


def _entries(store: Store, command: str, chosen: Selection) -> Iterable[object]:
    match command:
        case "sources":
            found, states = sources_of(store, chosen), _states(store)
            return (as_json.source(each, states.get(each.id, State.ABSENT)) for each in found)
        case "entities":
            return map(as_json.entity, entities_of(store, chosen))
        case "quotations":
            return map(as_json.quotation, quotations_of(store, chosen))
    return map(as_json.event, windows.events(store, chosen.of(store)))


def text(
    store: Store,
    command: str,
    name: str | None = None,
    width: int | None = None,
    chosen: Selection = ALL,
    words: Mapping[int, Copied] = NO_WORDS,
) -> Iterator[str]:
    """A listing to read; `width` in terminal cells, None where it has no end. Raises NotFound, QueryError."""
    match command:
        case "entity":
            lines = one_entity.text(store, one_entity.meant(store, name or ""), width)
        case "show":
            event = chronology.event(store, chronology.ordinal_of(store, name or ""))
            lines = printing.card(event, width, words)
        case "sources":
            lines = printing.sources(sources_of(store, chosen), width, _states(store))
        case "entities":
            lines = printing.entities(entities_of(store, chosen), width)
        case "quotations":
            lines = printing.quotations(quotations_of(store, chosen), width)
        case _:
            summary = chronology.summary(store)
            heading, found = printing.heading(summary, span_of(store, summary), width), chosen.of(store)
            if chosen.asked:
                heading = chain(heading, printing.filtered(len(found), chosen.asked.line, width))
            if not chosen.window.everything:
                heading = chain(heading, printing.window(chosen.membership(store), width))
            lines = chain(heading, printing.events(windows.rows(store, found), width))
    return _pieces(lines)


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    remaining = iter(lines)
    while some := list(islice(remaining, _LINES)):
        yield "\n".join(some) + "\n"


def writes_unicode() -> bool:
    """Whether standard output can take every character."""
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
