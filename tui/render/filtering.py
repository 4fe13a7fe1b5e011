"""What is said of a filter: while it is typed, in the title line, and where it keeps nothing."""

from collections.abc import Sequence

from store.filters import Filter, line_of
from store.records import Event
from store.viewing import View
from tui import cells, keys
from tui.guard import guard
from tui.render.lines import Line, Span, plural

MOST_BLAMED = 3
"""Parts that are named where it takes several to exclude everything."""
LONGEST_BLAMED = 80
"""Cells of a part that are said."""


def kept(line: str, count: int | None, total: int, notes: Sequence[str] = ()) -> Line:
    """What a line keeps that is being typed; None where that is not known yet."""
    if not line.strip():
        return (Span(f" All {plural(total, 'event')}. tab completes, enter filters, esc leaves it.", "bar.dim"),)
    number = "counting …" if count is None else f"{count:,} of {plural(total, 'event')}"
    said = "".join(f"  {guard(note)}." for note in notes)
    return (Span(f" {number}", "bar.key" if count else "bar.dim"), Span(said, "bar.dim"))


def facts(view: View, total: int) -> list[Span]:
    """What is in view, for the title line: how many events, and of a range of time which lie in it and which may."""
    said = [Span(f"{view.shown.count:,} of {plural(total, 'event')}", "bar")]
    if view.range is None:
        return said
    certain, possible = f"{view.range.certain:,} certain", f"{view.range.possible:,} possible"
    members = f"{certain}, {possible} left out" if view.range.certain_only else f"{certain}, {possible}"
    return [Span(guard(view.range.words), "bar.key"), Span(members, "bar")]


def nothing_left(view: View) -> tuple[str, str]:
    """A title and a sentence for a view without events: which part excludes them all, and what to do."""
    title = "No event is left."
    drop, on_off = keys.first("drop", keys.CHRONOLOGY), keys.first("on_off", keys.CHRONOLOGY)
    blamed, left = view.excluding
    if not blamed:
        return title, f"There is none to be kept: {drop} drops the last part, {on_off} shows all events."
    it, without = "it" if len(blamed) == 1 else "them", plural(left, "event is", "events are")
    return title, (
        f"{excluded(view.filter, blamed, 'event')}. Without {it} {without} left: enter drops {it}. "
        f"{drop} drops the last part, {on_off} shows all events."
    )


def excluded(wanted: Filter, blamed: Sequence[int], what: str) -> str:
    """Which parts of a filter leave nothing, as a sentence without its full stop; `what` they are asked of."""
    lines = [cells.cut(guard(line_of(wanted.parts[index])), LONGEST_BLAMED) for index in blamed[:MOST_BLAMED]]
    if len(blamed) > MOST_BLAMED:
        lines.append(f"{len(blamed) - MOST_BLAMED} more")
    if len(wanted.parts) == 1:
        return f"{lines[0]} keeps no {what}"
    verb = "excludes" if len(blamed) == 1 else "exclude"
    return f"{' and '.join(lines)} {verb} everything that the rest keeps"


def values_title(event: Event) -> str:
    """The question above the values of an event."""
    return f"Narrow to what {event.row.title} has:"


TYPED = (
    ("missile", 'events with this word; miss* for its beginning, "two words" for a phrase, -word for all but those'),
    ("a or b, ( )", "one of them; brackets hold together"),
    ("entity:blinken", "by any of its names; also by: kind: source: tag: status: precision:"),
    ("after:2024-01", "also before: and in:, with any date that t takes"),
    ("sources:>=2", "by the number of sources; voices:1 likewise"),
    ("undated", "also disputed, marked, noted"),
    ("tab, ↓ ↑", "completes; chooses what is offered"),
)
"""What can be typed, and what it means."""
