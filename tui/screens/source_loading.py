"""What the reader asks of the store, in a worker, and the answers."""

from dataclasses import dataclass

from textual.message import Message

from store import chronology, returning
from store.errors import NotFound
from store.originals import shelf
from store.originals.reading import Pages
from store.records import Event
from store.returning import Remembered
from tui.opening import Opened


@dataclass
class PageLoaded(Message):
    """The source that was asked for, and the event for whose sake."""

    citation: int
    event: Event
    pages: Pages
    version: shelf.Version | None
    """Of what is attached."""


@dataclass
class SourceLoaded(Message):
    """The source that was asked for, for its own sake."""

    pages: Pages
    version: shelf.Version | None


@dataclass
class OriginalLoaded(Message):
    """The source that one reads, after its original may have been attached or taken away."""

    pages: Pages
    version: shelf.Version | None
    wanted: bool
    """The original's words were asked for."""


def version(opened: Opened) -> shelf.Version | None:
    """The version of what is attached now: another program may attach, too."""
    return shelf.version(opened.originals.path)


def page(opened: Opened, found: Event, citation: int) -> PageLoaded:
    """The source behind a citation of an event, or behind the last one. Raises NotFound, QueryError."""
    if not found.citations:
        raise NotFound("no passage stands behind this event")
    chosen, attached = min(citation, len(found.citations) - 1), version(opened)
    return PageLoaded(chosen, found, opened.originals.pages(found.citations[chosen].source), attached)


def source(opened: Opened, name: str) -> SourceLoaded:
    """A source by its id. Raises NotFound, QueryError."""
    attached = version(opened)
    return SourceLoaded(opened.originals.pages(name), attached)


def event(opened: Opened, sought: Remembered | None, ordinal: int) -> Event:
    """An event by what is remembered of it, or by its ordinal where nothing is. Raises NotFound, QueryError."""
    desk = opened.desk
    return returning.event(desk, sought) if sought is not None else chronology.event(desk, ordinal)


def original(opened: Opened, source: str, *, wanted: bool) -> OriginalLoaded:
    """A source once more, with what is attached now. Raises NotFound, QueryError."""
    attached = version(opened)
    return OriginalLoaded(opened.originals.pages(source), attached, wanted)
