"""What is said of a filter: while it is typed, in the title line, and where it keeps nothing."""

from collections.abc import Sequence

from store.filters import line_of
from store.records import Event
from store.viewing import View
from tui import keys
from tui.guard import guard
from tui.render.lines import Line, Span, plural


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
    if view.culprit is None:
        return title, (
            f"It takes more than one part to exclude them all: {drop} drops the last, {on_off} shows all events."
        )
    part = view.filter.parts[view.culprit]
    without = plural(view.without_culprit, "event is", "events are")
    return title, (
        f"{line_of(part)} excludes everything that the rest keeps. Without it {without} left: enter drops it. "
        f"{drop} drops the last part, {on_off} shows all events."
    )


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
