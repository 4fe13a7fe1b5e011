"""What one is reading in words: the original or a digest, verified or not, and where a passage stands in it."""

from typing import NamedTuple

from store.originals.records import OriginalPage, Placed, State, Verdict
from store.records import Passage, Source
from tui.guard import guard
from tui.render.lines import plural
from tui.render.places import spans

_IN_A_LINE = 3
"""Places of an ambiguous passage that are told in a line."""


class Reading(NamedTuple):
    """A sentence that says what one reads, and its style."""

    sentence: str
    style: str


def digest(source: Source, original: OriginalPage | None) -> Reading:
    """What one reads where it is the store's own text."""
    if source.kind == "original":
        return Reading("You read the original.", "good")
    length = f" of {source.characters:,} characters" if source.characters else ""
    what = "You read a digest, written for this dataset. The original"
    if original is None:
        return Reading(f"{what}{length} is not attached.", "caution")
    state = "is attached and verified" if original.state is State.VERIFIED else "is attached, as a copy that differs"
    return Reading(f"{what}{length} {state}.", "caution")


def original(found: OriginalPage) -> Reading:
    """What one reads where it is the attached original."""
    if found.state is State.VERIFIED:
        return Reading("You read the original, verified.", "good")
    counts = ", ".join(
        f"{count:,} {verdict}"
        for verdict in Verdict
        if (count := sum(placed.verdict is verdict for placed in found.placed.values()))
    )
    total = plural(len(found.placed), "passage")
    return Reading(f"You read a copy that differs from the original. Of {total}: {counts}.", "warning")


def in_digest(passage: Passage, source: Source, found: OriginalPage | None) -> str:
    """Where a passage stands in the store's text, and in the original."""
    here = f"{source.kind}: paragraph {passage.paragraph}, characters {passage.start:,}–{passage.end:,}"
    if passage.original is None or source.kind == "original":
        return here
    there = f"{passage.original.start:,}–{passage.original.end:,}"
    if found is None or passage.id not in found.placed:
        return f"{here}; original {there}, not verified"
    return f"{here}; original {there}, {_verdict(found.placed[passage.id])}"


def in_original(passage: Passage, here: Passage | None, found: OriginalPage) -> str:
    """Where a passage of the digest stands in the original that one reads, `here` if in one place."""
    placed = found.placed.get(passage.id)
    if placed is None or passage.original is None:
        return "the passage has no place in the original"
    measured = f"{passage.original.start:,}–{passage.original.end:,}"
    state = "verified" if found.state is State.VERIFIED else "differs"
    if placed.verdict is Verdict.EXACT and here is not None:
        return f"original, {state}: paragraph {here.paragraph}, characters {measured}, exact"
    if placed.verdict is Verdict.MOVED and here is not None:
        return f"original, {state}: moved from {measured} to {here.start:,}–{here.end:,}, paragraph {here.paragraph}"
    if placed.verdict is Verdict.AMBIGUOUS:
        return f"original, {state}: ambiguous, stands at {spans(placed, _IN_A_LINE)}; none is chosen"
    return f"original, {state}: lost, its words don’t stand in this copy (they were at {measured})"


def _verdict(placed: Placed) -> str:
    if placed.verdict is Verdict.MOVED:
        return f"moved to {spans(placed)}"
    return str(placed.verdict.value)


def obtaining(passage: Passage | None, source: Source) -> tuple[str, str]:
    """A title, and what to do to read an original that is not attached."""
    parts = []
    if passage is not None and passage.original is not None:
        place = f"{passage.original.start:,}–{passage.original.end:,}"
        of_all = f" of {source.characters:,}" if source.characters else ""
        parts.append(f"This passage stands in it at characters {place}{of_all}, in paragraph {passage.paragraph}.")
    if source.obtain:
        parts.append(f"How to obtain it: {guard(source.obtain)}")
    if source.sha256:
        parts.append(f"It is recognised by its content, whatever its name is: sha256 {guard(source.sha256)}.")
    parts.append("`timeline attach FILE` attaches it, or : and “attach originals”. w goes back to the digest.")
    return "The original is not attached.", "\n\n".join(parts)
