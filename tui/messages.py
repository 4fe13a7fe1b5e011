"""The messages that leave a screen: what it wants, which only the app can bring about."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenCard(Message):
    """Show an event on a page of its own."""

    ordinal: int


@dataclass
class OpenPassage(Message):
    """Show the source behind an event, at one of the passages that the event rests on."""

    ordinal: int
    citation: int
    """The index among the event's citations."""
