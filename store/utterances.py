"""What was said, in view: quotations by speaker or by date, and the same utterance as several sources give it.

For the screens. A quotation belongs to what is in view if its event does; one without an event only while nothing is
narrowed. Of all quotations in view, what stays in memory is their numbers, gathered in a worker; their words are read a
page at a time. What counts as one utterance is decided page by page, among what one speaker said on one day.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from store import evidence, fields, naming
from store.database import WHOLE_TABLE, Row, Store
from store.picked import Picked
from store.records import Quotation
from store.shown import Shown
from store.wording import Wording

TOGETHER = 64
"""Quotations that are compared with each other; of more that one speaker said on one day, so many at a time."""


class By(StrEnum):
    """In which order quotations stand."""

    SPEAKER = "speaker"
    """By the speaker's name, and each one's by date."""
    DATE = "date"
    """By date, those without one last."""


@dataclass(frozen=True, slots=True)
class Line:
    """A quotation in its place in the list."""

    quotation: Quotation
    again: bool
    """Whether it is a version of the quotation before it."""


class Spoken:
    """The quotations in view, in order."""

    def __init__(self, store: Store, by: By) -> None:
        """None yet: `gather` adds them."""
        self.by = by
        self.complete = False
        """Whether these are all."""
        self._store = store
        self._numbers, self._starts, self._speakers = array("q"), array("q"), array("q")
        """Of quotations; and the index at which each stretch begins that is compared, and each speaker."""
        self._said_by = array("q")
        """The number of each one's speaker."""
        self._stretch: tuple[int, int | None] | None = None

    def add(self, number: int, speaker: int, day: int | None) -> None:
        """Adds a quotation after all others."""
        index = len(self._numbers)
        if self.by is By.SPEAKER and (self._stretch is None or self._stretch[0] != speaker):
            self._speakers.append(index)
        if (speaker, day) != self._stretch or index - self._starts[-1] == TOGETHER:
            self._stretch = speaker, day
            self._starts.append(index)
        self._numbers.append(fields.whole(number, "a quotation", "number"))
        self._said_by.append(fields.whole(speaker, "a quotation", "speaker"))

    def so_far(self, *, complete: bool = False) -> Spoken:
        """The same, as it is now: what is added later does not change it."""
        found = Spoken(self._store, self.by)
        found.complete = complete
        found._numbers, found._starts, found._speakers = self._numbers[:], self._starts[:], self._speakers[:]
        found._said_by = self._said_by[:]
        return found

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._numbers)

    @property
    def speakers(self) -> int:
        """How many speakers have them, where they stand by speaker."""
        return len(self._speakers)

    def of_speaker(self, place: int) -> int:
        """How many are the same speaker's as the one at a place, where they stand by speaker."""
        at = bisect_right(self._speakers, place - 1)
        end = self._speakers[at] if at < len(self._speakers) else self.count
        return end - self._speakers[at - 1]

    def place_of_speaker(self, store: Store, entity_id: str) -> int | None:
        """The place of somebody's first quotation; None where they say none of these. Raises NotFound, QueryError."""
        number = naming.number(store, "entity", entity_id)
        return self._said_by.index(number) + 1 if number in self._said_by else None

    def next_speaker(self, place: int) -> int:
        """The place at which the next speaker begins, or the last place."""
        at = bisect_right(self._speakers, place - 1)
        return self._speakers[at] + 1 if at < len(self._speakers) else self.count

    def previous_speaker(self, place: int) -> int:
        """The place at which this speaker begins, or the one before where that is here."""
        at = max(bisect_right(self._speakers, place - 1) - 1, 0)
        begins = self._speakers[at] + 1
        return begins if begins < place or not at else self._speakers[at - 1] + 1

    def rows(self, first: int, count: int) -> Sequence[Line]:
        """The quotations at `count` places from `first` on, from 1; fewer at the end. Raises QueryError."""
        first = max(first, 1)
        last = min(first - 1 + count, self.count)
        if first > last:
            return ()
        stretch = bisect_right(self._starts, first - 1) - 1
        begins = start = self._starts[stretch]
        found: list[Line] = []
        ends = bisect_right(self._starts, last - 1)
        stop = self._starts[ends] if ends < len(self._starts) else self.count
        said = evidence.quotations_of(self._store, self._numbers[start:stop])
        if len(said) < stop - start:
            raise fields.damaged("the table quotation", "a row in it is missing")
        while start < stop:
            stretch += 1
            end = self._starts[stretch] if stretch < len(self._starts) else self.count
            for versions in utterances(said[start - begins : end - begins]):
                found += (Line(quotation, index > 0) for index, quotation in enumerate(versions))
            start = end
        return found[first - 1 - begins : last - begins]

    def place_of(self, store: Store, quotation_id: str) -> int | None:
        """The place of a quotation; None where it is not among them. Raises NotFound, QueryError."""
        number = naming.number(store, "quotation", quotation_id)
        if number not in self._numbers:
            return None
        index = self._numbers.index(number)
        begins = self._starts[bisect_right(self._starts, index) - 1]
        ends = bisect_right(self._starts, index)
        stop = self._starts[ends] if ends < len(self._starts) else self.count
        lines = self.rows(begins + 1, stop - begins)
        return next((begins + at for at, line in enumerate(lines, 1) if line.quotation.id == quotation_id), index + 1)


def gather(shown: Shown, by: By, asking: Store | None = None) -> Iterator[Spoken | None]:
    """The quotations in view: now and then as far as known, at the end all. None: a newer question may come in.

    A worker has a store of its own for `asking`. Raises QueryError.
    """
    found, asked = Spoken(shown.store, by), asking or shown.store
    picked = shown if isinstance(shown, Picked) else None
    for piece, rows in enumerate(_by_speaker(asked) if by is By.SPEAKER else _by_date(asked), 1):
        for number, speaker, event, day in rows:
            if picked is None or (event is not None and event in picked):
                found.add(number, speaker, day)
        yield found.so_far() if found.count and piece & (piece - 1) == 0 else None
    yield found.so_far(complete=True)


_SPEAKERS_AT_ONCE = 200


def _by_speaker(asked: Store) -> Iterator[list[Row]]:
    sql = "SELECT id FROM entity WHERE quotations > 0 ORDER BY name COLLATE NOCASE, id"
    speakers = [number for (number,) in asked.query(sql, deadline=WHOLE_TABLE)]
    for at in range(0, len(speakers), _SPEAKERS_AT_ONCE):
        some = speakers[at : at + _SPEAKERS_AT_ONCE]
        yield asked.query(
            "SELECT q.id, q.speaker_id, q.event_id, q.day FROM json_each(?) s"
            " CROSS JOIN quotation q ON q.speaker_id = s.value"
            " ORDER BY s.key, q.day IS NULL, q.day, q.event_id, q.id",
            (json.dumps(some),),
        )


_DATED_AT_ONCE = 5_000


def _by_date(asked: Store) -> Iterator[list[Row]]:
    """In stretches of days, at the end those without a date."""
    asking = (
        "SELECT q.id, q.speaker_id, q.event_id, q.day FROM quotation q INDEXED BY quotation_day"
        " LEFT JOIN entity x ON x.id = q.speaker_id WHERE {}"
        " ORDER BY q.day, x.name COLLATE NOCASE, q.speaker_id, q.event_id, q.id"
    )
    start, end = (
        "SELECT min(day) FROM quotation",
        f"""
    SELECT max(?1 + 1, day) FROM quotation WHERE day >= ?1 ORDER BY day LIMIT 1 OFFSET {_DATED_AT_ONCE}""",
    )
    first = _day(asked.one(start))
    while first is not None:
        after = _day(asked.one(end, (first,)))
        where = "q.day >= ?" if after is None else "q.day >= ? AND q.day < ?"
        yield asked.query(asking.format(where), (first, after)[: where.count("?")], deadline=WHOLE_TABLE)
        first = after
    yield asked.query(asking.format("q.day IS NULL"), deadline=WHOLE_TABLE)


def _day(row: Row | None) -> int | None:
    return None if row is None else fields.whole_or_none(row[0], "a quotation", "day")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker said at one occasion: its versions, and what else was said there."""

    versions: tuple[Quotation, ...]
    """The same words as several sources give them; the fullest first, exact words before reported speech."""
    besides: tuple[Quotation, ...]
    """What else sources report of this speaker there, which has few of these words or none."""


def utterance(store: Store, quotation: Quotation) -> Utterance:
    """A quotation with its other versions: of the same speaker, at the same event or on the same day.

    At most TOGETHER are looked at of each. Raises QueryError, NotFound.
    """
    number = naming.number(store, "quotation", quotation.id)
    near = dict.fromkeys((number, *_near(store, number)))
    said = evidence.quotations_of(store, list(near))
    for versions in utterances(said):
        if any(each.id == quotation.id for each in versions):
            inside = {each.id for each in versions}
            besides = (each for each in said if each.id not in inside and _one_occasion(each, quotation))
            return Utterance(tuple(versions), tuple(besides))
    return Utterance((quotation,), ())


def _near(store: Store, number: int) -> Iterator[int]:
    row = store.one("SELECT speaker_id, event_id, day FROM quotation WHERE id = ?", (number,))
    speaker, event, day = row or (None, None, None)
    asked: list[tuple[str, tuple[object, ...]]] = []
    if event is not None:
        asked.append(("q.event_id = ? AND q.speaker_id = ?", (event, speaker)))
    if day is not None:
        asked.append(("q.speaker_id = ? AND q.day = ?", (speaker, day)))
    for where, params in asked:
        index = "quotation_event" if where.startswith("q.event") else "quotation_speaker"
        sql = f"SELECT q.id FROM quotation q INDEXED BY {index} WHERE {where} ORDER BY q.id LIMIT {TOGETHER}"
        for (found,) in store.query(sql, params):
            yield fields.whole(found, "a quotation", "number")


def utterances(said: Iterable[Quotation]) -> list[list[Quotation]]:
    """Quotations put together that are versions of one utterance, in the order of the first of each.

    The fullest exact words are what the others are compared with: a version of a version is none. Those of different
    events are none either.
    """
    quotations = list(said)
    wordings = {each.id: Wording(each.text) for each in quotations}
    groups: list[list[Quotation]] = []
    for each in sorted(quotations, key=lambda each: (not each.direct, -len(wordings[each.id].words))):
        for group in groups:
            if _one_occasion(group[0], each) and wordings[group[0].id].like(wordings[each.id]):
                group.append(each)
                break
        else:
            groups.append([each])
    order = {each.id: index for index, each in enumerate(quotations)}
    return sorted(groups, key=lambda group: min(order[each.id] for each in group))


def _one_occasion(one: Quotation, other: Quotation) -> bool:
    if one.speaker != other.speaker:
        return False
    if one.event is not None and other.event is not None:
        return one.event == other.event
    return one.date is not None and other.date is not None and one.date.sort_day == other.date.sort_day
