"""A made-up chronology of any size, streamed: the same seed and size always give the same one.

Its shape is that of real ones: the years grow busier, some days are crowded, a few names are everywhere and most are
rare, an event rests on one to four passages that its neighbours share, one date in four is less than a day.
"""

from __future__ import annotations

import random
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from store.dataset.drafts import (
    AliasDraft,
    CitationDraft,
    EntityDraft,
    EventDraft,
    Manifest,
    OriginalDraft,
    PassageDraft,
    QuotationDraft,
    SourceDraft,
)
from store.dates import Date, days, order_key, parse

from .wording import sentence, vocabulary, zipf

KINDS = (
    "statement",
    "meeting",
    "test",
    "visit",
    "treaty",
    "sanction",
    "strike",
    "election",
    "protest",
    "ruling",
    "report",
    "exercise",
    "arrest",
    "trade",
    "summit",
    "appointment",
    "launch",
    "resolution",
    "attack",
    "aid",
    "speech",
    "accident",
    "transfer",
    "other",
)
ROLES = ("by", "named", "target", "place")
TAGS = tuple(f"theme-{number:03}" for number in range(200))
STATUSES = ("happened",) * 14 + ("claimed",) * 3 + ("disputed", "planned", "denied")
CITATION_ROLES = ("reports",) * 7 + ("confirms", "confirms", "disputes", "denies", "context")
ENTITY_KINDS = ("person", "organisation", "state", "place", "agreement", "object", "conflict")

ENDINGS = ("ov", "sen", "ian", "stad", "ez", "ovich")
"""Of names, so that few of them are also words."""

FIRST_YEAR, LAST_YEAR = 1900, 2024
PARAGRAPHS = 8


class _Text(NamedTuple):
    text: str
    spans: list[tuple[int, int]]
    """Of each paragraph; a passage is its first sentence."""
    sentences: list[tuple[int, int]]


class Synthetic:
    """The drafts of a chronology of `events` events, in the order in which `store.building.writing` takes them."""

    def __init__(self, events: int, seed: int = 7) -> None:
        self.size = events
        self.seed = seed
        self.entity_count = min(20_000, max(50, events // 50))
        self.source_count = max(10, events // 20)
        self._words = vocabulary()
        self._word_weights = zipf(len(self._words), 2.0)
        self._entity_weights = zipf(self.entity_count, 5.0)
        self._kind_weights = zipf(len(KINDS), 1.0)
        self._tag_weights = zipf(len(TAGS), 3.0)
        self._quoted = array("q")
        self._quoted_days = array("q")
        self.source = lru_cache(maxsize=600)(self._source)

    def manifest(self) -> Manifest:
        """What the chronology says about itself."""
        title = f"A synthetic chronology of {self.size:,} events"
        return Manifest("synthetic", title, "Made up.", kinds=KINDS, roles=ROLES, tags=TAGS)

    def entities(self) -> Iterator[EntityDraft]:
        """The entities, the most frequent first."""
        for number in range(self.entity_count):
            name = self._name(number)
            aliases = [AliasDraft(f"{name.split()[0]} {number}", "alias")] if number % 2 else []
            yield EntityDraft(id=_entity_id(number), name=name, kind=ENTITY_KINDS[number % 7], aliases=tuple(aliases))

    def sources(self) -> Iterator[SourceDraft]:
        """The sources, in the order in which events begin to rest on them."""
        calendar = self._calendar()
        for number in range(self.source_count):
            text = self.source(number).text
            digest = number % 4 == 0
            day = bisect_left(calendar.busy, calendar.busy[-1] * (number + 1) / self.source_count) + calendar.first
            yield SourceDraft(
                id=_source_id(number),
                title=f"Report {number}",
                kind="digest" if digest else "original",
                text=text,
                rights="made up",
                publisher=f"{self._words[500 + number % 97].capitalize()} News" if number % 9 else None,
                published=parse(days.iso(day)),
                published_basis="stated",
                original=OriginalDraft(f"{number:064x}", len(text) * 2, len(text) * 2) if digest else None,
            )

    def events(self) -> Iterator[EventDraft]:
        """The events, in chronological order."""
        rng = random.Random(self.seed)
        serial = 0
        for day, dates in self._dates(rng):
            pairs = sorted(((date, serial + index) for index, date in enumerate(dates)), key=_order)
            for date, _ in pairs:
                if serial % 10 in (0, 4, 7):
                    self._quoted.append(serial)
                    self._quoted_days.append(day if date else 0)
                yield self._event(rng, serial, date)
                serial += 1

    def quotations(self) -> Iterator[QuotationDraft]:
        """The quotations, for three events in ten; after `events` has run out."""
        rng = random.Random(self.seed + 1)
        for index, (serial, day) in enumerate(zip(self._quoted, self._quoted_days, strict=True)):
            yield QuotationDraft(
                id=f"q-{index:07}",
                speaker=_entity_id(self._entity(rng)),
                direct=rng.random() < 0.7,
                passage=self._passage(rng, serial),
                date=parse(days.iso(day)) if day else None,
                event=_event_id(serial),
            )

    def _event(self, rng: random.Random, serial: int, date: Date | None) -> EventDraft:
        words = self._draw(rng, rng.randint(28, 55))
        cut = rng.randint(5, 10)
        parts = [(_entity_id(self._entity(rng)), rng.choice(ROLES)) for _ in range(rng.randint(1, 6))]
        return EventDraft(
            id=_event_id(serial),
            title=sentence(words[:cut])[:-1],
            summary=sentence(words[cut:]),
            kind=rng.choices(KINDS, cum_weights=self._kind_weights)[0],
            status=rng.choice(STATUSES),
            date=date,
            tags=tuple(dict.fromkeys(rng.choices(TAGS, cum_weights=self._tag_weights, k=rng.randint(0, 2)))),
            entities=tuple(dict.fromkeys(parts)),
            citations=tuple(self._citation(rng, serial, date) for _ in range(rng.choice((1, 1, 1, 2, 2, 2, 3, 4)))),
        )

    def _citation(self, rng: random.Random, serial: int, date: Date | None) -> CitationDraft:
        gives_date = date is not None and rng.random() < 0.3
        return CitationDraft(
            passage=self._passage(rng, serial),
            role=rng.choice(CITATION_ROLES),
            attributed_to=_entity_id(self._entity(rng)) if rng.random() < 0.3 else None,
            date=date if gives_date else None,
            date_text="that day" if gives_date else None,
            basis=rng.choice(("stated", "computed", "inferred")) if gives_date else None,
        )

    def _passage(self, rng: random.Random, serial: int) -> PassageDraft:
        near = serial * self.source_count // self.size + rng.randint(-20, 20)
        number = min(max(near, 0), self.source_count - 1)
        source = self.source(number)
        paragraph = rng.randrange(PARAGRAPHS)
        start, end = source.sentences[paragraph]
        original = (start * 2, end * 2) if number % 4 == 0 else None
        words = source.text[start:end]
        return PassageDraft(_source_id(number), paragraph + 1, words, start, end, original)

    def _source(self, number: int) -> _Text:
        rng = random.Random(self.seed * 1_000_003 + number)
        paragraphs = []
        spans, sentences = [], []
        at = 0
        for _ in range(PARAGRAPHS):
            words = self._draw(rng, rng.randint(30, 70))
            cut = rng.randint(8, 24)
            first = sentence(words[:cut])
            paragraph = f"{first} {self._name(self._entity(rng))} {sentence(words[cut:])}"
            spans.append((at, at + len(paragraph)))
            sentences.append((at, at + len(first)))
            paragraphs.append(paragraph)
            at += len(paragraph) + 1
        return _Text("\n".join(paragraphs), spans, sentences)

    def _dates(self, rng: random.Random) -> Iterator[tuple[int, list[Date | None]]]:
        """The dates that sort under each day, then those of the undated."""
        calendar = self._calendar()
        undated = self.size // 50
        wide = {share: int(self.size * part) for share, part in (("month", 0.12), ("year", 0.07), ("decade", 0.01))}
        left = self.size - undated - sum(wide.values())
        done = dict.fromkeys((*wide, "day"), 0)
        for index, busy in enumerate(calendar.busy):
            day = calendar.first + index
            share = busy / calendar.busy[-1]
            year, month, of_month = days.civil(day)
            dates: list[Date | None] = []
            starts = {"month": of_month == 1, "year": of_month == month == 1, "decade": year % 10 == 0}
            starts["decade"] = starts["decade"] and starts["year"]
            for precision, total in wide.items():
                ends = index == len(calendar.busy) - 1
                while starts[precision] and done[precision] < round(total * share):
                    dates.append(_wide(rng, precision, year, month))
                    done[precision] += 1
                while ends and done[precision] < total:
                    dates.append(parse(days.iso(day)))
                    done[precision] += 1
            while done["day"] < round(left * share):
                dates.append(_narrow(rng, day))
                done["day"] += 1
            yield day, dates
        yield 0, [None] * undated

    @lru_cache(maxsize=1)  # noqa: B019 - one chronology lives as long as the program
    def _calendar(self) -> _Calendar:
        rng = random.Random(self.seed + 2)
        first = days.day_number(FIRST_YEAR, 1, 1)
        last = days.day_number(LAST_YEAR, 12, 31)
        weights = (
            ((day - first + 3000) / 20_000) ** 3 * (12 if rng.random() < 0.02 else 1) for day in range(first, last + 1)
        )
        return _Calendar(first, list(accumulate(weights)))

    def _entity(self, rng: random.Random) -> int:
        return bisect_left(self._entity_weights, rng.random() * self._entity_weights[-1])

    def _draw(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self._words, cum_weights=self._word_weights, k=count)

    def _name(self, number: int) -> str:
        first = self._words[(number * 7919 + 1000) % len(self._words)].capitalize()
        second = self._words[(number * 104_729 + 3000) % len(self._words)].capitalize()
        return f"{first}{ENDINGS[number % len(ENDINGS)]} {second}"


class _Calendar(NamedTuple):
    first: int
    busy: list[float]
    """For each day from the first on, how much has happened until its end."""


def _narrow(rng: random.Random, day: int) -> Date:
    chance = rng.random()
    text = days.iso(day)
    if chance < 0.04:
        return parse(f"{text}~")
    if chance < 0.10:
        return parse(f"{text}/{days.iso(day + rng.randint(1, 200))}")
    if chance < 0.11:
        return parse(f"../{text}")
    return parse(text)


def _wide(rng: random.Random, precision: str, year: int, month: int) -> Date:
    mark = "~" if rng.random() < 0.2 else ""
    return parse({"month": f"{year}-{month:02}{mark}", "year": f"{year}{mark}", "decade": f"{year // 10}X"}[precision])


def _order(pair: tuple[Date | None, int]) -> tuple[object, ...]:
    date, serial = pair
    return order_key(date, 0, _event_id(serial))


def _event_id(serial: int) -> str:
    return f"event-{serial:07}"


def _source_id(number: int) -> str:
    return f"report-{number:06}"


def _entity_id(number: int) -> str:
    return f"entity-{number:05}"
