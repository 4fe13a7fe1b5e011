"""The blocks that the page of an entity is made of, each with what enter opens in it."""

from collections.abc import Callable, Sequence
from itertools import chain

from store import chronology, words_of
from store.database import Store
from store.profile import Named, Profile
from store.records import EventRow, Quotation
from store.together import Companion
from tui.blocks import Block, Fixed, Listed, Target
from tui.messages import Narrow, OpenCard, OpenEntity, OpenSource
from tui.pages import Paged
from tui.render import entities
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span
from tui.subject import Subject


class Parts:
    """What is known of one entity, as blocks of a given width. Lists are read through `rows` as they are seen."""

    def __init__(self, profile: Profile, rows: Store, glyphs: Glyphs) -> None:
        self.profile = profile
        self._glyphs = glyphs
        number = profile.number
        self._said = Paged[Quotation](
            profile.entity.quotations, lambda first, count: words_of.said(rows, number, first, count)
        )
        self._said_of = Paged[Quotation](
            profile.spoken_of, lambda first, count: words_of.said_of(rows, number, first, count)
        )
        self._events = Paged[EventRow](
            profile.events.count, lambda first, count: chronology.picked(rows, profile.events.some(first, count))
        )

    def facts(self, width: int, axis: Sequence[Line], *, titled: bool) -> list[Block]:
        """Who it is, when it is seen, and its events on an axis; `titled`: the name stands above all."""
        profile = self.profile
        head = entities.head(profile, width, self._glyphs, titled=titled)
        lines: list[tuple[Line, Target | None]] = [(line, None) for line in head]
        for label, other in (("Part of", profile.part_of), ("Stands for", profile.stands_for)):
            if other is not None:
                lines.append((entities.link(label, other.name, width), _entity(other)))
        for label, row in (("First seen", profile.first), ("Last seen", profile.last)):
            if row is not None:
                lines.append((entities.sighting(label, row, width), _event(row)))
        if axis:
            lines += [(BLANK, None), *((line, None) for line in axis)]
        return [Fixed(lines, "facts")]

    def company(self, width: int) -> list[Block]:
        """Whom it appears with."""
        company, own = self.profile.company, self.profile.entity.id
        note = entities.companions_note(company)
        return self._part(
            "Appears with", len(company), width, note, 1,
            lambda place: (entities.companion(company[place - 1], width),),
            lambda place: _together(own, company[place - 1]),
        )  # fmt: skip

    def said(self, width: int) -> list[Block]:
        """What it said, and what others said of it."""
        parts = (("Said", self._said, False), ("Said of it, by others", self._said_of, True))
        return [*chain.from_iterable(self._words(width, words, pages, by) for words, pages, by in parts)]

    def _words(self, width: int, words: str, pages: Paged[Quotation], speaker: bool) -> list[Block]:
        return self._part(
            words, pages.count, width, "", entities.QUOTED,
            lambda place: entities.quotation(pages.row(place), width, speaker=speaker),
            lambda place: _quotation(pages.row(place)),
        )  # fmt: skip

    def events(self, width: int) -> list[Block]:
        """Its events, in the order of time."""
        pages = self._events
        return self._part(
            "Events", pages.count, width, "", 1,
            lambda place: (entities.event(pages.row(place), width, self._glyphs),),
            lambda place: _event(pages.row(place)),
        )  # fmt: skip

    def _part(
        self, words: str, count: int, width: int, note: str, height: int,
        draw: Callable[[int], Sequence[Line]], target: Callable[[int], Target],
    ) -> list[Block]:  # fmt: skip
        if not count:
            return []
        heading = entities.heading(words, count, width, self._glyphs, note)
        return [Fixed([(line, None) for line in heading], words), Listed(count, height, draw, target)]


def waiting(sentence: str) -> list[Block]:
    """What stands there until there is more."""
    return [Fixed([((Span(sentence, "dim"),), None)])]


def _entity(named: Named) -> Target:
    return Target(Subject(entity=named.id), lambda origin: OpenEntity(origin, named.id))


def _together(own: str, other: Companion) -> Target:
    return Target(Subject(entity=other.id), lambda origin: Narrow(origin, f"entity:{own} entity:{other.id}"))


def _event(row: EventRow) -> Target:
    return Target(Subject(row.ordinal), lambda origin: OpenCard(origin, row.ordinal))


def _quotation(said: Quotation) -> Target:
    subject = Subject(quotation=said.id, source=said.source)
    return Target(subject, lambda origin: OpenSource(origin, said.source, said.passage))
