"""What the line for going to a time says while one types."""

from store.going import Destination
from tui.guard import guard
from tui.render.lines import Line, Span

EXAMPLES = "2023-09 · jan 2 2024 · 3 months later · 2 weeks earlier · start · end · today"

PROMPT = "Go to which time?"


def understood(found: Destination, separator: str) -> Line:
    """What was meant, and the event that it leads to."""
    row = found.row
    meant = (Span(found.date.display, "bar.key"), Span(f" {separator} ", "bar.dim")) if found.date is not None else ()
    when = row.date.display if row.date is not None else "undated"
    return (Span(" ", "bar"), *meant, Span(f"nearest event {when}: ", "bar"), Span(guard(row.title[:200]), "bar"))


def refused(sentence: str) -> Line:
    """Why what is typed leads nowhere yet."""
    return (Span(" ", "bar"), Span(guard(sentence[:300]), "bar"))
