"""Sources as a reader sees them: the whole text, its passages, and the events that rest on them.

For the screens and the command line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store import chronology, evidence, fields, naming, sources
from store.database import Store
from store.dates import Date
from store.dates.standing import only_place
from store.records import Citation, DateWords, Mention, Paragraph, Passage, SourcePage
from store.vocabulary import BASES


def page(store: Store, source_id: str) -> SourcePage:
    """A source with its text and all that rests on it. Raises NotFound, QueryError."""
    number = naming.number(store, "source", source_id)
    source = sources.numbered(store, number)
    text = evidence.texts(store, [number])[number]
    passages = _passages(store, number, source.sha256, len(text))
    ordinals = sorted({ordinal for passage in passages for ordinal in passage.events})
    events = chronology.picked(store, ordinals)
    if len(events) < len(ordinals):
        raise fields.damaged(f"source {number}", "an event that rests on it is missing")
    paragraphs = _paragraphs(store, number, len(text))
    if passages and not paragraphs:
        raise fields.damaged(f"source {number}", "it has passages but no paragraphs")
    return SourcePage(
        source=source,
        text=text,
        paragraphs=paragraphs,
        passages=passages,
        events=tuple(events),
        dates=_in_text(date_words(store, number), text, passages),
        quoted=_quoted(store, number),
    )


def behind(store: Store, ordinal: int) -> tuple[Citation, ...]:
    """The citations of an event, in the author's order. Raises QueryError."""
    return tuple(evidence.citations(store, ordinal, ordinal).get(ordinal, ()))


def mentions(store: Store, source_id: str) -> tuple[Mention, ...]:
    """Where a source's text names an entity, in the order of the text. Raises NotFound, QueryError."""
    number = naming.number(store, "source", source_id)
    sql = (
        'SELECT m.start, m."end", x.slug, x.name FROM mention m LEFT JOIN entity x ON x.id = m.entity_id'
        ' WHERE m.source_id = ? ORDER BY m.start, m."end", m.entity_id'
    )
    where = f"source {number}"
    return tuple(
        Mention(
            *fields.span(start, end, where),
            fields.text(slug, where, "mention of an entity"),
            fields.text(name, where, "mention of an entity"),
        )
        for start, end, slug, name in store.query(sql, (number,))
    )


def _paragraphs(store: Store, source: int, length: int) -> tuple[Paragraph, ...]:
    sql = 'SELECT number, start, "end" FROM paragraph WHERE source_id = ? ORDER BY number'
    where = f"source {source}"
    return tuple(
        Paragraph(fields.whole(number, where, "paragraph"), *_within(start, end, length, where))
        for number, start, end in store.query(sql, (source,))
    )


def _passages(store: Store, source: int, sha256: str | None, length: int) -> tuple[Passage, ...]:
    events: dict[int, list[int]] = {}
    resting = (
        "SELECT DISTINCT c.passage_id, c.event_id FROM passage p JOIN citation c ON c.passage_id = p.id"
        " WHERE p.source_id = ? ORDER BY c.event_id"
    )
    for number, event in store.query(resting, (source,)):
        events.setdefault(number, []).append(fields.whole(event, f"passage {number}", "event"))
    sql = (
        'SELECT id, paragraph, start, "end", original_start, original_end FROM passage'
        ' WHERE source_id = ? ORDER BY start, "end", id'
    )
    found = []
    for number, paragraph, start, end, original_start, original_end in store.query(sql, (source,)):
        where = f"passage {number}"
        first, last = _within(start, end, length, where)
        found.append(
            Passage(
                id=number,
                paragraph=fields.whole(paragraph, where, "paragraph"),
                start=first,
                end=last,
                events=tuple(events.get(number, ())),
                original=fields.original(sha256, original_start, original_end, where),
            )
        )
    return tuple(found)


def date_words(store: Store, source: int) -> list[Dated]:
    """The dates that a source gives in words, as the store has them. Raises QueryError.

    Of a date that is only that of the first report, the words say what was reported: they are none of a date.
    """
    sql = (
        'SELECT c.passage_id, c.event_id, c.edtf, c.date_text, c.basis, d.start, d."end" FROM passage p'
        " JOIN citation c ON c.passage_id = p.id LEFT JOIN original_date d ON d.citation_id = c.id"
        " WHERE p.source_id = ? AND c.date_text IS NOT NULL AND c.edtf IS NOT NULL"
        " AND c.basis IS NOT 'first reported' ORDER BY c.event_id, c.id"
    )
    found = []
    for passage, event, edtf, words, basis, start, end in store.query(sql, (source,)):
        where = f"event {event}"
        date = fields.date(edtf, where, "citation's date")
        assert date is not None
        found.append(
            Dated(
                passage=passage,
                event=fields.whole(event, where, "number"),
                date=date,
                words=fields.text(words, where, "date's words"),
                basis=fields.one_of(BASES, basis, where, "date's basis"),
                original=None if start is None else fields.span(start, end, where),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a citation gives, and its words."""

    passage: int
    event: int
    date: Date
    words: str
    basis: str
    original: tuple[int, int] | None
    """Where its words stand in the original, if they are others."""

    def within(self, text: str, start: int, end: int) -> DateWords | None:
        """Where the words stand in a passage of a text; None where they don't, or in several places."""
        found = only_place(self.words, text[start:end])
        return self.at(start + found[0], start + found[1]) if found else None

    def at(self, start: int, end: int) -> DateWords:
        """The same, at a place that is known."""
        return DateWords(self.passage, self.event, start, end, self.date, self.basis)


def _in_text(dates: Iterable[Dated], text: str, passages: Iterable[Passage]) -> tuple[DateWords, ...]:
    """Those dates whose words stand in their passage: one that is inferred may stand nowhere."""
    places = {passage.id: (passage.start, passage.end) for passage in passages}
    found = (each.within(text, *places[each.passage]) for each in dates if each.passage in places)
    return tuple(each for each in found if each is not None)


def _quoted(store: Store, source: int) -> frozenset[int]:
    sql = "SELECT p.id FROM passage p JOIN quotation q ON q.passage_id = p.id WHERE p.source_id = ? AND q.direct = 1"
    return frozenset(number for (number,) in store.query(sql, (source,)))


def _within(start: object, end: object, length: int, where: str) -> tuple[int, int]:
    first, last = fields.span(start, end, where)
    fields.within(last, length, where)
    return first, last
