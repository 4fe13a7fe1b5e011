"""The messages that leave a screen: what it wants, which only the app can bring about."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenCard(Message):
    """Show an event on a page of its own."""

    origin: object
    """The screen that asks: heard only while it is in front, so that a key pressed twice opens one page."""
    ordinal: int


@dataclass
class OpenPassage(Message):
    """Show the source behind an event, at one of the passages that the event rests on."""

    origin: object
    """The screen that asks."""
    ordinal: int
    citation: int
    """The index among the event's citations."""


@dataclass
class OpenSource(Message):
    """Show a source for its own sake, whatever event rests on it."""

    origin: object
    """The screen that asks."""
    source: str
    """The source's id."""
    passage: int | None = None
    """The passage to be lit; None: the source from its beginning."""


@dataclass
class OpenEntity(Message):
    """Show all there is about an entity on a page of its own."""

    origin: object
    """The screen that asks."""
    entity: str
    """The entity's id."""


@dataclass
class OpenSideBySide(Message):
    """Show all citations of an event side by side."""

    origin: object
    """The screen that asks."""
    ordinal: int


@dataclass
class GoTo(Message):
    """Go back to the chronology, to this event."""

    origin: object
    """The screen that asks."""
    ordinal: int


@dataclass
class Narrow(Message):
    """Narrow the chronology to what this part of a filter keeps, and show it."""

    origin: object
    """The screen that asks."""
    line: str
    """As one types it: entity:kim-jong-un."""


@dataclass
class CopyText(Message):
    """Give this text to the reader's clipboard."""

    text: str
    what: str
    """What it is, for the sentence that says that it went: a command line."""
