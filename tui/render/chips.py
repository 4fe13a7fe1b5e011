"""The line of chips: each part of the filter, and how many events are left after it."""

from collections.abc import Sequence
from typing import NamedTuple

from store.filters import Filter, line_of
from tui.render.lines import Line, Span, apart, field, fit, width_of

WIDEST = 40
"""Cells of one chip at the most."""


class Chip(NamedTuple):
    """A part of a filter."""

    part: str
    """As one types it."""
    left: int | None
    """How many events are left after it and all before it; None where that is not counted yet."""


def of(wanted: Filter, left: Sequence[int]) -> list[Chip]:
    """The chips of a filter; `left`: after each part, as far as that is known."""
    parts = enumerate(wanted.parts)
    return [Chip(line_of(part), left[index] if index < len(left) else None) for index, part in parts]


def line(chips: Sequence[Chip], on: bool, width: int) -> Line:
    """The chips that fit, the last ones first of all: backspace drops the last. Empty where there are none."""
    if not chips:
        return ()
    head = Span(" f " if on else " off ", "bar.key")
    right = (Span(" x shows all" if on else " x filters again", "bar.dim"), Span(" ", "bar"))
    room = width - width_of((head,)) - (width_of(right) if width >= 60 else 0)
    drawn: list[Line] = []
    for index in range(len(chips) - 1, -1, -1):
        spans = _chip(chips[index], on, max(min(WIDEST, room - 4), 6))
        more = 2 if index else 0  # for the sign that some are left out
        if drawn and width_of(spans) + more > room:
            drawn.append((Span("… ", "bar.dim"),))
            break
        drawn.append(spans)
        room -= width_of(spans)
    left = (head, *(span for spans in reversed(drawn) for span in spans))
    return fit(apart(left, right, width, "bar"), width, "bar")


def _chip(chip: Chip, on: bool, widest: int) -> Line:
    number = "" if chip.left is None else f" {chip.left:,}"
    name = field(chip.part, widest - len(number) - 3, "bar" if on else "bar.dim")
    return (Span("[", "bar.dim"), name, Span(f"{number}", "bar.title" if on else "bar.dim"), Span("] ", "bar.dim"))
