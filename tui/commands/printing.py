"""The chronology as a person would print it, line by line: the readable half of `tui.commands.listing`.

Every field is guarded. `width` is in terminal cells; None is for a file or a pipe, where no line is broken and nothing
is cut. What a text of several lines continues on is always indented, so that it can't pass for a line of ours.
"""

from collections.abc import Iterable, Iterator, Mapping

from store.dates import Date
from store.originals.records import Copied, State
from store.records import Citation, Entity, Event, EventRow, OriginalSpan, Quotation, Source, Summary
from store.windows import Membership
from tui import cells
from tui.guard import guard, guard_body, placeholder
from tui.render import standing
from tui.render.card import when
from tui.render.lines import plural
from tui.render.rows import period

DATES, WIDE_DATES = 16, 26
"""Cells of the column of dates, where there is little room and where there is much. A longer date is never cut."""
ROOMY = 100
"""Cells from which on there is much room."""
LABELS = 10
NARROWEST = 20
"""Cells that a text is given however narrow the terminal is."""
_TIED = "\u00a0"  # a space at which no line is broken; guarded text has none of its own


def heading(summary: Summary, span: str, width: int | None) -> Iterator[str]:
    """The dataset's title and what it holds, from when to when."""
    yield from flowed(placeholder(summary.title), width)
    facts = [plural(summary.events, "event")]
    if span:
        facts.append(span)
    if summary.undated:
        facts.append(f"{summary.undated:,} undated")
    yield from flowed(joined(*facts), width)


def filtered(found: int, line: str, width: int | None) -> Iterator[str]:
    """How many events a filter keeps, and which it is."""
    yield from flowed(joined(f"{plural(found, 'event')} of these", guard(line)), width)


def window(found: Membership, width: int | None) -> Iterator[str]:
    """How many events lie in the window that was asked for."""
    yield from flowed(joined(f"{found.certain:,} certain", f"{found.possible:,} possible"), width)


def events(rows: Iterable[EventRow], width: int | None) -> Iterator[str]:
    """Events under the headings of their years: date, title, kind, status, and on how much each rests."""
    under = None
    for row in rows:
        if (now := period(row)) != under:
            under = now
            yield ""
            yield now
        status = [] if row.status == "happened" else [row.status]
        facts = joined(placeholder(row.title), guard(row.kind), *status, resting(row))
        yield from beside(_short(row.date), facts, width)


def resting(row: EventRow) -> str:
    """On how much an event rests: `2 sources, 1 voice`."""
    return ", ".join((plural(row.sources, "source"), plural(row.voices, "voice")))


def joined(*facts: str) -> str:
    """Guarded facts in a row, so that no line begins with what stands between them."""
    return f"{_TIED}· ".join(facts)


def card(event: Event, width: int | None, words: Mapping[int, Copied]) -> Iterator[str]:
    """An event with all that stands behind it; `words`: those of attached originals, by passage."""
    row = event.row
    yield from flowed(placeholder(row.title), width)
    yield when(row.date)
    yield from flowed(joined(guard(row.kind), row.status, resting(row)), width)
    if event.summary.strip():
        yield ""
        yield from flowed(guard_body(event.summary), width, "  ")
    yield ""
    yield from labelled("Id", [row.id], width)
    yield from labelled("Who", [", ".join(f"{part.name} ({part.role})" for part in event.entities)], width)
    yield from labelled("Said", map(_said, event.quotations), width)
    yield from labelled("Date", _dates(event), width)
    yield from labelled("Voices", standing.voices(event.citations), width)
    yield from labelled("Tags", [", ".join(event.tags)], width)
    yield from labelled("Fulfils", [event.fulfils or ""], width)
    yield ""
    yield "Rests on"
    if not event.citations:
        yield "  nothing: no passage stands behind this event"
    for number, citation in enumerate(event.citations, 1):
        yield from _passage(number, citation, width)
        if citation.passage in words:
            yield from flowed(_copied(words[citation.passage]), width, "    ")


def _copied(found: Copied) -> str:
    """Words of an original, and of what sort of copy they are."""
    state = "verified" if found.state is State.VERIFIED else "a copy that differs"
    return f"original ({state}, {found.verdict}): {guard_body(found.words)}"


def _dates(event: Event) -> Iterator[str]:
    """How the sources give the date."""
    for text, _ in standing.dated(standing.dates(event.citations)):
        yield text.replace("  ", f"{_TIED} ", 1) if text.startswith("  ") else text


def _said(quotation: Quotation) -> str:
    words = f"“{quotation.text}”" if quotation.direct else f"{quotation.text} (reported)"
    return f"{quotation.speaker_name}: {words}"


def _passage(number: int, citation: Citation, width: int | None) -> Iterator[str]:
    place = f"paragraph {citation.paragraph}, {position(citation.start, citation.end, citation.original)}"
    yield from flowed(joined(f"{number} {citation.role}", guard(citation.source_label), place), width, "  ")
    if named := standing.attribution(citation):
        yield from flowed(f"attributed to {named}", width, "    ")
    yield from flowed(guard_body(citation.words), width, "    ")


def position(start: int, end: int, original: OriginalSpan | None) -> str:
    """Where a passage stands, in code points: in the store's text, and in the original where it is another."""
    if original is None:
        return f"characters {start:,}–{end:,}"
    return f"characters {start:,}–{end:,} of the digest, {original.start:,}–{original.end:,} of the original"


def sources(found: Iterable[Source], width: int | None, states: Mapping[str, State]) -> Iterator[str]:
    """Sources with what is known of their publication, and what is at hand of their originals."""
    for source in found:
        yield from flowed(placeholder(source.title), width)
        names = [guard(name) for name in (source.publisher, source.author) if name]
        if source.published is not None:
            basis = f" ({source.published_basis})" if source.published_basis not in (None, "stated") else ""
            names.append(f"published {source.published.display}{basis}")
        if source.kind == "digest":
            names.append(f"original {states.get(source.id, State.ABSENT)}")
        facts = (*names, source.kind, plural(source.events, "event"), f"id {guard(source.id)}")
        yield from flowed(joined(*facts), width, "  ")
        for more in (source.rights, source.obtain):
            if more:
                yield from flowed(guard_body(more), width, "  ")
        yield ""


def entities(found: Iterable[Entity], width: int | None) -> Iterator[str]:
    """Entities with their other names, and how often they appear."""
    for entity in found:
        facts = [entity.kind, plural(entity.events, "event")]
        if entity.quotations:
            facts.append(plural(entity.quotations, "quotation"))
        if entity.stands_for:
            facts.append(f"stands for {guard(entity.stands_for)}")
        yield from flowed(joined(placeholder(entity.name, "(unnamed)"), *facts), width)
        if entity.aliases:
            yield from flowed(f"also {', '.join(guard(alias.name) for alias in entity.aliases)}", width, "  ")


def quotations(found: Iterable[Quotation], width: int | None) -> Iterator[str]:
    """Quotations by date: who, the words, and where they stand."""
    for quotation in found:
        when_said = "undated" if quotation.date is None else quotation.date.display
        yield from beside(when_said, guard(_said(quotation)), width)
        place = [guard(quotation.source_label), f"paragraph {quotation.paragraph}"]
        if quotation.event is not None:
            place.append(f"event {guard(quotation.event)}")
        yield from beside("", joined(*place), width)


def _short(date: Date | None) -> str:
    return "" if date is None else date.short


def beside(date: str, words: str, width: int | None) -> Iterator[str]:
    """Guarded words beside a date, the lines that follow the first under its beginning."""
    column = WIDE_DATES if width is None or width >= ROOMY else DATES
    head = f"  {date}{' ' * max(column - cells.cells(date), 2)}"
    yield from _hanging(head, " " * (column + 2), words, width)


def labelled(label: str, texts: Iterable[str], width: int | None) -> Iterator[str]:
    """Texts beside a label, which stands before the first of them; an empty text is left out."""
    head = label.ljust(LABELS)
    for text in texts:
        if text:
            yield from _hanging(head, " " * LABELS, guard(text), width)
            head = " " * LABELS


def _hanging(head: str, margin: str, words: str, width: int | None) -> Iterator[str]:
    ends = [(0, len(words))] if width is None else cells.lines(words, max(width - cells.cells(head), NARROWEST))
    for start, end in ends:
        yield head + words[start:end].replace(_TIED, " ")
        head = margin


def flowed(words: str, width: int | None, margin: str = "") -> Iterator[str]:
    """Guarded words of any number of lines behind a margin."""
    room = 2 * len(words) + 2 if width is None else max(width - len(margin), NARROWEST)
    for start, end in cells.lines(words, room):
        yield margin + words[start:end].replace(_TIED, " ")
