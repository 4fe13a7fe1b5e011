"""The title line above a screen and the line of keys below it."""

from collections.abc import Sequence

from store.records import Summary
from store.windows import Window, window_words
from tui.guard import guard
from tui.render.lines import Line, Span, apart, field, fit, joined, plural, width_of


def title(summary: Summary, span: str, width: int, separator: str, facts: list[Span] | None = None) -> Line:
    """The dataset's title, and what is in view: of a filter its `facts`, else how many events, from when to when."""
    facts = list(facts) if facts is not None else _whole(summary, span)
    while len(facts) > 1 and width_of(joined(facts, f" {separator} ")) > width - min(len(summary.title), 16) - 4:
        facts.pop()
    right = (*joined(facts, f" {separator} "), Span(" ", "bar"))
    room = max(width - width_of(right) - 2, 4)
    left = (Span(" ", "bar"), field(summary.title, room, "bar.title"))
    return fit(apart(left, _in_bar(right), width, "bar"), width, "bar")


def _whole(summary: Summary, span: str) -> list[Span]:
    facts = [Span(plural(summary.events, "event"), "bar")]
    if span:
        facts.append(Span(guard(span), "bar"))
    if summary.undated:
        facts.append(Span(f"{summary.undated:,} undated", "bar"))
    return facts


def choosing(window: Window | None) -> str:
    """What a range would be that ends at the cursor."""
    if window is None or window.lo is None or window.hi is None:
        return "A range begins and ends with events that have a date."
    return f"{window_words(window)}: {plural(window.hi - window.lo + 1, 'day')} · enter narrows, esc gives up"


def _in_bar(line: Line) -> Line:
    return tuple(Span(span.text, "bar.dim" if span.style == "dim" else span.style) for span in line)


def place(name: str, detail: str, width: int) -> Line:
    """The title line of a screen that one drilled down to: where one is, and where in it."""
    right = (Span(guard(detail), "bar.dim"), Span(" ", "bar"))
    left = (Span(" ", "bar"), field(name, max(width - width_of(right) - 2, 10), "bar.title"))
    return fit(apart(left, right, width, "bar"), width, "bar")


def has_room(name: str, detail: str, width: int) -> bool:
    """Whether the title line of such a screen has the whole name."""
    return width_of((Span(guard(name)), Span(guard(detail)))) + 4 <= width


def message(sentence: str, position: str, width: int) -> Line:
    """A short word to the reader, in the place of the keys; where it is long, also in the place of the position."""
    right: Line = (Span(position, "bar"), Span(" ", "bar"))
    said = field(sentence, width, "bar.key")
    if width - width_of(right) - 2 < width_of((said,)) <= width - 2:
        right = ()
    left = (Span(" ", "bar"), field(sentence, max(width - width_of(right) - 2, 10), "bar.key"))
    return fit(apart(left, right, width, "bar"), width, "bar")


def keys(hints: Sequence[tuple[str, str]], position: str, width: int) -> Line:
    """The keys that matter here, as many as fit, and the position at the right end."""
    right = (Span(position, "bar"), Span(" ", "bar"))
    room = width - width_of(right) - 2
    left: list[Span] = [Span(" ", "bar")]
    for key, label in hints:
        hint = (Span(key, "bar.key"), Span(f" {label}  ", "bar"))
        if width_of(tuple(left)) + width_of(hint) > room:
            break
        left.extend(hint)
    return fit(apart(tuple(left), right, width, "bar"), width, "bar")
