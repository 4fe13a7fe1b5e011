"""What the cursor is on: for the keys that work on every page and do something with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page has under its cursor, from the event down to the word; None for what it has not."""

    event: int | None = None
    """The event's ordinal."""
    citation: int | None = None
    """The index of one of the event's citations."""
    quotation: str | None = None
    """The quotation's id."""
    entity: str | None = None
    """The entity's id."""
    source: str | None = None
    """The source's id."""


NOTHING = Subject()
