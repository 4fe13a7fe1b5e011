"""What the line for going to a time says while one types."""

from store.going import Destination
from tui.guard import guard
from tui.render.lines import Line, Span

EXAMPLES = "2023-09 · jan 2 2024 · 3 months later · 2 weeks earlier · start · end · today"

TYPED = (
    ("2023-09", "the first event within that time, else one that lasts then, else the nearest; any EDTF date"),
    ("jan 2 2024", "the same in words: sept 2023, 2010s, 44 BCE, by 11 jan 2024"),
    ("3 months later", "as much from where you are; 2 weeks earlier, a year before"),
    ("start, end", "the first or the last event that has a date"),
    ("today", "the event nearest to today"),
)
"""What can be typed, and what it means."""

PROMPT = "Go to which time?"


def understood(found: Destination, separator: str) -> Line:
    """What was meant, and the event that it leads to."""
    row = found.row
    meant = (Span(found.date.display, "bar.key"), Span(f" {separator} ", "bar.dim")) if found.date is not None else ()
    when = row.date.display if row.date is not None else "undated"
    nearest = (Span(f"nearest event {when}: ", "bar"), Span(guard(row.title[:200]), "bar"))
    return (Span(f" {_counted(found)}", "bar"), *meant, *nearest)


def _counted(found: Destination) -> str:
    """What a step was counted from: `3 months after 30 Dec 2023 → `."""
    if found.relative is None or found.start is None:
        return ""
    unit, number = found.relative
    words = {"century": "centuries"}.get(unit, f"{unit}s") if abs(number) != 1 else unit
    return f"{abs(number):,} {words} {'after' if number >= 0 else 'before'} {found.start.display} → "


def refused(sentence: str) -> Line:
    """Why what is typed leads nowhere yet."""
    return (Span(" ", "bar"), Span(guard(sentence[:300]), "bar"))
