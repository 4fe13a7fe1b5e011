"""The key that goes to the next event which shares an entity: in the chronology, and on a card."""

from dataclasses import dataclass

from store import chronology, entities
from store.database import Store
from store.occurrences import occurrences
from store.sharing import next_sharing
from store.shown import Everything, Shown
from tui.render.lines import name
from tui.screens.list_page import ListPage


@dataclass(frozen=True, slots=True)
class Followed:
    """An entity that one follows from event to event, and the event that this has led to."""

    ordinal: int
    entity: str
    words: str
    """What is said of the step."""


def follow(store: Store, shown: Shown, ordinal: int, chosen: str | None, before: Followed | None) -> Followed | None:
    """The next event in view of the chosen entity; else of the one that led here, else of the event's first.

    None where the event has no entity. Raises NotFound, QueryError.
    """
    entity = chosen or (before.entity if before is not None and before.ordinal == ordinal else None)
    if entity is None:
        parts = chronology.event(store, ordinal).entities
        if not parts:
            return None
        entity = parts[0].entity
    called = name(entities.entity(store, entity).name)
    found = next_sharing(shown, occurrences(store, entity), ordinal)
    if found is None or found.ordinal == ordinal:
        return Followed(ordinal, entity, f"No other event in view is with {called}.")
    start = "From the first again, with" if found.wrapped else "Next with"
    whole = "" if isinstance(shown, Everything) else " of the whole store"
    return Followed(found.ordinal, entity, f"{start} {called}: {found.place:,} of {found.count:,}{whole}")


NO_ENTITY = "This event has no entity to follow."


class SharingPage(ListPage):
    """Goes along the events of one entity."""

    _followed: Followed | None = None

    def action_next_sharing(self) -> None:
        """To the next event in view that shares the entity chosen on the card, or else the event's first."""
        here = self.subject.event
        if here is not None:
            self.attempt(lambda: self._follow_entity(here))

    def _follow_entity(self, here: int) -> None:
        found = follow(self.opened.rows, self.shown, here, self.subject.entity, self._followed)
        if found is None:
            self.tell(NO_ENTITY)
            return
        self._followed = found
        self.event_list.go(self.shown.place_of(found.ordinal), context=True)
        self.show_place()
        self.tell(found.words)
