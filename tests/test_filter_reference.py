"""What a filter keeps is what a slow reading of every record says it should, on random stores."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import chronology, entities, quotations, sources
from store.building.writing import write
from store.database import Store, open_store
from store.dataset.drafts import (
    AliasDraft,
    CitationDraft,
    EntityDraft,
    EventDraft,
    Manifest,
    PassageDraft,
    QuotationDraft,
    SourceDraft,
)
from store.dates import Date, order_key
from store.dates import parse as parse_date
from store.facets import FACETS, counted
from store.filters import (
    All,
    AnyOf,
    Dated,
    Field,
    Filter,
    Flag,
    Not,
    Number,
    Part,
    Phrase,
    Prefix,
    Word,
    all_of,
    any_of,
)
from store.records import Entity, Event, Quotation, Source
from store.selecting import Own, explain, picked, select, select_quotations
from store.vocabulary import CITATION_ROLES, STATUSES

DATES = (
    "2006", "2006-10", "2023-09~", "2023-12-30", "2023-12-30/2024-01-02", "../2024-01-11", "2024-01-11/..", "201X",
    "2024", "2024-01", "2024-01-02", "2024-01-02", "[2023-12-30,2024-02-02]", "-0043-03-15", None,
)  # fmt: skip
WORDS = ("bridge", "Crane", "sanction", "sanctions", "Ünüvar", "the", "of", "Moscow", "x1", "well-known")
KINDS, TAGS = ("talks", "strike", "Arms Deal"), ("traffic", "very safe", "ünder")
ENTITIES = (
    EntityDraft("russia", "Russia", "state", aliases=(AliasDraft("RF", "weak"),)),
    EntityDraft("moscow", "Moscow", "place", stands_for="russia"),
    EntityDraft("kremlin", "The Kremlin", "place", stands_for="moscow"),
    EntityDraft("ida", "Ida Ünüvar", "person", aliases=(AliasDraft("Mayor", "alias"),)),
    EntityDraft("otto", "Otto Crane", "person", aliases=(AliasDraft("Mayor", "alias"),)),
)
NAMES = [entity.id for entity in ENTITIES]
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
date = st.sampled_from(DATES).map(lambda edtf: parse_date(edtf) if edtf else None)


@st.composite
def source_drafts(draw: st.DrawFn) -> tuple[SourceDraft, ...]:
    made = []
    for number in range(2):
        paragraphs = draw(st.lists(text, min_size=2, max_size=3))
        publisher = draw(st.sampled_from(["The Paper", "the paper", "Crane News", None]))
        body = "\n".join(paragraphs) + "\n"
        made.append(SourceDraft(f"source-{number}", draw(text), "original", body, publisher=publisher))
    return tuple(made)


def passages(found: tuple[SourceDraft, ...]) -> list[PassageDraft]:
    every = []
    for source in found:
        start = 0
        for number, words in enumerate(source.text.splitlines(), 1):
            every.append(PassageDraft(source.id, number, words, start, start + len(words)))
            start += len(words) + 1
    return every


@st.composite
def worlds(draw: st.DrawFn) -> tuple[tuple[SourceDraft, ...], list[EventDraft], list[QuotationDraft]]:
    found = draw(source_drafts())
    places = st.sampled_from(passages(found))
    who = st.sampled_from(NAMES)
    citation = st.builds(
        CitationDraft,
        places,
        st.sampled_from(CITATION_ROLES),
        attributed_to=st.none() | who,
        date=date,
        date_text=st.just("then"),
        basis=st.just("stated"),
    ).map(lambda made: made if made.date else CitationDraft(made.passage, made.role, made.attributed_to))
    events = []
    for number in range(draw(st.integers(1, 9))):
        events.append(
            EventDraft(
                f"event-{number}",
                draw(text),
                draw(st.sampled_from(KINDS)),
                draw(st.sampled_from(STATUSES)),
                draw(date),
                draw(text),
                tags=tuple(draw(st.sets(st.sampled_from(TAGS), max_size=2))),
                entities=tuple((name, "by") for name in draw(st.sets(who, max_size=3))),
                citations=tuple(draw(st.lists(citation, min_size=1, max_size=3))),
            )
        )
    events.sort(key=lambda event: order_key(event.date, event.seq, event.id))
    event = st.sampled_from([event.id for event in events]) | st.none()
    spoken = [
        QuotationDraft(f"words-{number}", draw(who), True, draw(places), draw(date), draw(event))
        for number in range(draw(st.integers(0, 5)))
    ]
    return found, events, spoken


values = {
    "entity": ["russia", "MOSCOW", "kremlin", "mayor", "Ida ünüvar", "ida unuvar", "crane", "rf"],
    "source": ["source-0", "source-1"],
    "kind": ["talks", "STRIKE", "arms deal"],
    "status": list(STATUSES),
    "precision": ["day", "month", "year", "decade", "interval", "set", "undated"],
}
values["by"] = values["denied-by"] = values["entity"]
leaves: st.SearchStrategy[Part] = st.one_of(
    st.sampled_from(WORDS).map(Word),
    text.map(Phrase),
    st.sampled_from(["sanct", "Ü", "bri", "moscow", "m"]).map(Prefix),
    st.sampled_from([(name, value) for name, some in values.items() for value in some]).map(lambda pair: Field(*pair)),
    st.builds(Dated, st.sampled_from(["in", "within"]), st.sampled_from([edtf for edtf in DATES if edtf])),
    st.builds(Dated, st.sampled_from(["after", "before"]), st.sampled_from(["2006", "2024-01", "2024-01-02", "-0043"])),
    st.tuples(st.sampled_from(["sources", "voices"]), st.integers(0, 3), st.sampled_from(["=", ">", "<"])).map(
        lambda each: Number(each[0], None if each[2] == "<" else each[1], None if each[2] == ">" else each[1])
    ),
    st.sampled_from(["undated", "marked", "noted", "disputed"]).map(Flag),
)
parts = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(all_of),
        st.lists(inner, min_size=2, max_size=3).map(any_of),
    ),
    max_leaves=5,
)


class Reference:
    """Reads every record, and asks each of them."""

    def __init__(self, store: Store, own: Own) -> None:
        self.events = list(chronology.stream(store))
        self.own = own
        self.entities: dict[str, Entity] = {entity.id: entity for entity in entities.all_entities(store)}
        self.sources: dict[str, Source] = {source.id: source for source in sources.all_sources(store)}
        self.quotations: list[Quotation] = list(quotations.all_quotations(store))

    def known(self, part: Part) -> bool:
        """Whether the store has what the part names."""
        if isinstance(part, Not):
            return self.known(part.part)
        if isinstance(part, All | AnyOf):
            return all(self.known(each) for each in part.parts)
        if isinstance(part, Field) and part.name == "kind":
            return any(same(event.row.kind, part.value) for event in self.events)
        return True

    def of(self, part: Part) -> list[int]:
        return [event.row.ordinal for event in self.events if self.keeps(part, event)]

    def keeps(self, part: Part, event: Event) -> bool:
        match part:
            case Not():
                return not self.keeps(part.part, event)
            case All():
                return all(self.keeps(each, event) for each in part.parts)
            case AnyOf():
                return any(self.keeps(each, event) for each in part.parts)
            case Word(text) | Phrase(text):
                return any(within(text, each, False) for each in self.texts(event))
            case Prefix(text):
                return any(within(text, each, True) for each in self.texts(event))
            case Dated():
                return in_time(part, event.row.date)
            case Number():
                number = event.row.sources if part.name == "sources" else event.row.voices
                return (part.least or 0) <= number and (part.most is None or number <= part.most)
            case Flag():
                return self.flagged(part.name, event)
        return self.has(part, event)

    def texts(self, event: Event) -> Iterator[str]:
        yield from (event.row.title, event.summary, self.own.notes.get(event.row.ordinal, ""))
        yield from (citation.words for citation in event.citations)
        yield from (quotation.text for quotation in event.quotations)
        for role in event.entities:
            yield role.name
            yield from (alias.name for alias in self.entities[role.entity].aliases)

    def flagged(self, name: str, event: Event) -> bool:
        match name:
            case "undated":
                return event.row.date is None
            case "marked":
                return event.row.ordinal in self.own.marked
            case "noted":
                return event.row.ordinal in self.own.notes
        dates = [each.date for each in event.citations if each.date and each.role != "context"]
        apart = any(
            one.lo is not None and other.hi is not None and one.lo > other.hi for one in dates for other in dates
        )
        against = any(each.role in ("disputes", "denies") for each in event.citations)
        return event.row.status == "disputed" or against or apart

    def has(self, part: Field, event: Event) -> bool:
        match part.name:
            case "entity":
                return any(role.entity in self.meant(part.value) for role in event.entities)
            case "by":
                return any(each.speaker in self.meant(part.value) for each in event.quotations)
            case "kind":
                return same(event.row.kind, part.value)
            case "status":
                return event.row.status == part.value
            case "precision":
                return part.value == (event.row.date.precision if event.row.date else "undated")
            case "source":
                return any(each.source == part.value for each in event.citations)
        return any(
            self.denies(each.words, each.attributed_to, self.meant(part.value))
            for each in event.citations
            if each.role == "denies"
        )

    def denies(self, words: str, attributed: str | None, meant: set[str]) -> bool:
        if attributed is not None:
            return attributed in meant
        return any(self.entities[name].name in words for name in meant)

    def meant(self, value: str) -> set[str]:
        found = {each.id for each in self.entities.values() if each.id == value.lower()}
        called = {each.id: [each.name, *(alias.name for alias in each.aliases)] for each in self.entities.values()}
        found = found or {name for name, all_names in called.items() if any(same(each, value) for each in all_names)}
        found = found or {name for name, them in called.items() if any(within(value, each, False) for each in them)}
        while more := {each.id for each in self.entities.values() if each.stands_for in found} - found:
            found |= more
        return found

    def said(self, part: Part, quotation: Quotation) -> bool:
        """The same for a quotation."""
        match part:
            case Not():
                return not self.said(part.part, quotation)
            case All():
                return all(self.said(each, quotation) for each in part.parts)
            case AnyOf():
                return any(self.said(each, quotation) for each in part.parts)
            case Word(text) | Phrase(text) | Prefix(text):
                return within(text, quotation.text, isinstance(part, Prefix))
            case Dated():
                return in_time(part, quotation.date)
            case Flag("undated"):
                return quotation.date is None
            case Field("precision", value):
                return value == (quotation.date.precision if quotation.date else "undated")
            case Field("by", value):
                return quotation.speaker in self.meant(value)
            case Field("source", value):
                return quotation.source == value
        return any(self.keeps(part, event) for event in self.events if event.row.id == quotation.event)


def plain(text: str) -> list[str]:
    letters = "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    return re.findall("[a-z0-9]+", letters.lower())


def same(one: str, other: str) -> bool:
    return plain(one) == plain(other)


def within(sought: str, text: str, prefix: bool) -> bool:
    words = " ".join(plain(sought))
    return f" {words}{'' if prefix else ' '}" in f" {' '.join(plain(text))} "


def in_time(part: Dated, date: Date | None) -> bool:
    if date is None:
        return False
    window = parse_date(part.edtf)
    first, last = window.lo, window.hi
    if part.name == "after":
        last = None
    if part.name == "before":
        first, last = None, (window.lo or 0) - 1
    lo = -(10**9) if date.lo is None else date.lo
    hi = 10**9 if date.hi is None else date.hi
    first = -(10**9) if first is None else first
    last = 10**9 if last is None else last
    return first <= lo and hi <= last if part.name == "within" else lo <= last and hi >= first


def built(world: tuple[tuple[SourceDraft, ...], list[EventDraft], list[QuotationDraft]], folder: str) -> Store:
    path = Path(folder) / "random.timeline"
    manifest = Manifest("random", "Random", "For a test.", kinds=KINDS, roles=("by",), tags=TAGS)
    write(path, manifest, world[0], ENTITIES, world[1], world[2])
    return open_store(path)


@SLOW
@given(worlds(), st.lists(parts, min_size=1, max_size=12), st.sets(st.integers(1, 12)), st.sets(st.integers(1, 12)))
def test_a_filter_keeps_what_reading_everything_keeps(world, asked, marked, noted):
    own = Own(marked, dict.fromkeys(noted, "a note on the crane"))
    with TemporaryDirectory() as folder, built(world, folder) as store:
        reference = Reference(store, own)
        asked = [part for part in asked if reference.known(part)]
        every = set(range(1, len(reference.events) + 1))
        for part in asked:
            found = set(select(store, Filter((part,)), own).ordinals())
            assert found == set(reference.of(part)), part
            assert set(select(store, Filter((Not(part),)), own).ordinals()) == every - found
            assert set(select(store, Filter((Not(Not(part)),)), own).ordinals()) == found
            assert sorted(select_quotations(store, Filter((part,)), own)) == sorted(
                number for number, each in enumerate(by_number(reference.quotations), 1) if reference.said(part, each)
            ), part
        narrowed = Filter()
        for part in asked:
            before, narrowed = select(store, narrowed, own), narrowed.and_(part)
            assert set(select(store, narrowed, own).ordinals()) <= set(before.ordinals())
        explained = explain(store, narrowed, own)
        for index, each in enumerate(explained.parts):
            assert each.alone == select(store, Filter((each.part,)), own).count
            assert each.cumulated == select(store, Filter(narrowed.parts[: index + 1]), own).count
        blamed, left = explained.excluding
        assert left == (select(store, narrowed.without(*blamed), own).count if blamed else 0)
        assert bool(blamed) == bool(left) == (explained.events.count == 0)
        shown = picked(store, explained.events)
        shown.prepare()
        assert [row.ordinal for row in shown.rows(1, 99)] == explained.events.ordinals().tolist()


def by_number(found: list[Quotation]) -> list[Quotation]:
    return sorted(found, key=lambda each: int(each.id.partition("-")[2]))


@SLOW
@given(worlds(), parts)
def test_a_count_is_what_its_part_narrows_to(world, part):
    with TemporaryDirectory() as folder, built(world, folder) as store:
        if not Reference(store, Own()).known(part):
            return
        events = select(store, Filter((part,)))
        for facet in FACETS:
            found = counted(store, facet, events)
            assert found.events == events.count
            for value in found.values:
                assert value.count > 0 and value.share == value.count / events.count
                if value.part is not None:
                    assert value.count == (events & select(store, Filter((value.part,)))).count, value
            if facet in ("year", "kind", "status", "precision"):
                assert sum(value.count for value in found.values) == events.count
