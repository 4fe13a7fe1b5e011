"""Entities as lines: the list of all, and what stands on the page of one."""

from collections.abc import Iterator, Sequence

from store.dates import Date
from store.profile import Profile
from store.records import EventRow, Quotation
from store.roster import EntityRow, Order
from store.together import KEPT, Companion
from tui import cells
from tui.guard import placeholder
from tui.render.card import quoted
from tui.render.glyphs import Glyphs, precision_glyph
from tui.render.lines import BLANK, Line, Span, apart, excerpt, field, flow, joined, name, plural

MORE = "+"
"""After the number of an entity's own events, where it has more under names that stand for it."""
LABEL = 11
"""Cells before the facts of an entity."""
QUOTED = 2
"""Lines that a quotation has."""
_DATE = 15
_LONG_DATE = 23
"""Cells of a date that is an interval of two days, where there is room."""
_ROOMY = 72
"""Cells of a line that has that room."""
_LONG_TITLE = 76
"""Cells of a title line that says more."""


def columns(order: Order, width: int) -> Line:
    """The heading of the list; an arrow stands at the column that it is sorted by."""
    counted = "events ↓" if order is Order.EVENTS else "events"
    named = "name ↑" if order is Order.NAME else "name"
    seen_at = "seen ↑" if order is Order.FIRST else "seen"
    names, kinds, dates = _widths(width)
    line: Line = (Span(" "), Span(cells.pad(named, names)))
    if kinds:
        line = (*line, Span(cells.pad(" kind", kinds)))
    line = (*line, Span(f"{counted:>9}"), Span(f"{'said':>7}"))
    return (*line, Span(f"  {cells.pad(seen_at, dates)}")) if dates else line


def _widths(width: int) -> tuple[int, int, int]:
    """The cells of the name, of the kind, and of when it is seen."""
    left = width - 17
    dates = 44 if left >= 96 else 30 if left >= 58 else 0
    kinds = 14 if left - dates >= 38 else 0
    return max(left - dates - kinds - (2 if dates else 0), 8), kinds, dates


def entity_row(row: EntityRow, width: int) -> Line:
    """An entity as a line of the list."""
    names, kinds, dates = _widths(width)
    called = field(placeholder(row.name[:1000]), names - 1, "name")
    line: Line = (called, Span(" " * (names - cells.cells(called.text))))
    if kinds:
        line = (*line, Span(cells.pad(f" {row.kind}", kinds), "dim"))
    line = (
        *line,
        Span(f"{row.events:>8,}"),
        Span(MORE if row.more else " ", "dim"),
        Span(f"{row.quotations or '':>7}", "dim"),
    )
    return (*line, Span(f"  {cells.cut(seen(row.first, row.last), dates)}", "date")) if dates else line


def offer(row: EntityRow) -> Line:
    """An entity as the command line offers it."""
    facts = f"  {row.kind}, {own_events(row)}, {plural(row.quotations, 'quotation')}"
    return (Span("About ", "bar"), field(placeholder(row.name[:1000]), 48, "bar.title"), Span(facts, "bar.dim"))


def counted(width: int) -> str:
    """What the numbers of the list are, in as many words as the title has room for."""
    return "of the whole store" + (f"; {MORE} more under other names" if width >= _LONG_TITLE else "")


def own_events(row: EntityRow) -> str:
    """The number of its own events, and that there are more: `28 events + more under other names`."""
    return plural(row.events, "event") + (f" {MORE} more under other names" if row.more else "")


def seen(first: Date | None, last: Date | None) -> str:
    """From when to when an entity is seen, no more exactly than the dates of its events."""
    known = [date.display for date in (first, last) if date is not None]
    return " → ".join(dict.fromkeys(known))


def head(profile: Profile, width: int, glyphs: Glyphs, *, titled: bool) -> list[Line]:
    """Who it is: the name, where the page's title has not all of it, what it is, the note, the other names."""
    entity, separator = profile.entity, f" {glyphs.separator} "
    lines = [] if titled else [*flow(excerpt(placeholder(entity.name[:1000])), width, "title")]
    counted = plural(entity.events, "event")
    if profile.with_other_names != entity.events:
        others = ", ".join(cells.cut(name(other), 20) for other in profile.other_names)
        counted += f" ({profile.with_other_names:,} with {others})"
    facts = [Span(entity.kind), Span(counted), Span(plural(entity.quotations, "quotation"))]
    lines.append(joined(facts, separator))
    if entity.note:
        lines += flow(excerpt(entity.note, 2000), width)
    by_kind: dict[str, list[str]] = {}
    for alias in entity.aliases:
        by_kind.setdefault(alias.kind, []).append(name(alias.name))
    labels = {"name": "Also", "alias": "Known as", "former": "Formerly", "weak": "Loosely"}
    for kind, label in labels.items():
        if names := by_kind.get(kind):
            more = f" (+{len(names) - 20} more)" if len(names) > 20 else ""
            lines += fact(label, ", ".join(names[:20]) + more, width)
    if profile.roles:
        roles = separator.join(f"{name(role)} {count:,}" for role, count in profile.roles[:20])
        lines += fact("Parts", roles, width)
    return lines


def fact(label: str, text: str, width: int, style: str = "text") -> Iterator[Line]:
    """A fact, flowed beside its label."""
    for number, line in enumerate(flow(text, width - LABEL, style)):
        yield (Span(cells.pad("" if number else label, LABEL), "label"), *line)


def link(label: str, called: str, width: int) -> Line:
    """A fact that is the name of another entity."""
    return (Span(cells.pad(label, LABEL), "label"), field(placeholder(called[:1000]), width - LABEL, "name"))


def sighting(label: str, row: EventRow, width: int) -> Line:
    """The event that an entity is first or last seen at."""
    when = Span(f"{row.date.display if row.date else 'undated'}  ", "date")
    title = field(placeholder(row.title[:1000]), width - LABEL - cells.cells(when.text))
    return (Span(cells.pad(label, LABEL), "label"), when, title)


def heading(words: str, count: int, width: int, glyphs: Glyphs, note: str = "") -> list[Line]:
    """The heading of a part of the page."""
    left = (Span(words, "heading"), Span(f"  {count:,}", "dim"), Span(f"  {note}" if note else "", "dim"))
    room = width - sum(cells.cells(span.text) for span in left) - 1
    return [BLANK, (*left, Span(f" {glyphs.rule * max(room, 0)}", "rule"))]


def companions_note(company: Sequence[Companion]) -> str:
    """What the list of those that it appears with leaves out."""
    return f"the {KEPT} most frequent" if len(company) >= KEPT else ""


def companion(other: Companion, width: int) -> Line:
    """Another entity, and in how many events both are."""
    left = (field(placeholder(other.name[:1000]), width - 30, "name"),)
    return apart(left, (Span(f"{other.kind}  ", "dim"), Span(f"{plural(other.events, 'event'):>12}")), width)


def quotation(said: Quotation, width: int, *, speaker: bool) -> list[Line]:
    """What was said, in two lines: when, and the words; with `speaker` also by whom."""
    when = "undated" if said.date is None else said.date.display
    text = quoted(said)
    if not speaker:
        text = text[len(name(said.speaker_name)) + 2 :]
    room = width - _DATE - 2
    spans = [(start, end) for start, end in cells.wrap(text, max(room, 8))]
    lines: list[Line] = []
    for number, (start, end) in enumerate(spans[:QUOTED]):
        words = text[start:end]
        if number == QUOTED - 1 and len(spans) > QUOTED:
            words = f"{cells.cut(words, max(room - 1, 1))}…" if cells.cells(words) >= room else f"{words}…"
        date = cells.pad(cells.cut(when, _DATE), _DATE) if not number else " " * _DATE
        lines.append((Span(date, "date"), Span("  "), Span(words, "passage" if said.direct else "text")))
    return lines


def event(row: EventRow, width: int, glyphs: Glyphs) -> Line:
    """An event of the entity."""
    when = "undated" if row.date is None else row.date.display.replace(" – ", "–")
    notes = f"  {row.status}" if row.status != "happened" else ""
    dates = _DATE if width < _ROOMY else _LONG_DATE
    sign = Span(f"{precision_glyph(row.date, glyphs)} ", "precision")
    title = field(placeholder(row.title[:1000]), width - dates - 5 - len(notes))
    return apart(
        (sign, Span(cells.pad(cells.cut(when, dates), dates), "date"), Span("  "), title),
        (Span(notes, "caution"),),
        width,
    )
