"""What came of attaching originals, line by line: each file, each source, each passage that is not in its place."""

from collections.abc import Iterator

from store.originals.attaching import Attached, Judged, Looked
from store.originals.placing import Sought
from store.originals.records import Placed, State, Verdict
from tui.guard import guard
from tui.render.lines import plural
from tui.render.places import spans


def lines(found: Attached) -> Iterator[str]:
    """What each file is, and what is at hand for each source and for each passage that does not stand in its place."""
    for looked in found.files:
        yield f"{guard(looked.file)}: {_what(looked)}"
    for judged in found.sources:
        yield ""
        yield f"{guard(judged.source)}: {_state(judged)}"
        for sought, placed in judged.passages:
            if placed.verdict is not Verdict.EXACT:
                yield f"  {_passage(sought, placed)}"


def _what(looked: Looked) -> str:
    if looked.why:
        return looked.why
    if not looked.sources:
        return "no original of this store"
    outdone = dict.fromkeys(looked.outdone, "; not kept, for what is attached is better")
    return ", ".join(f"source {guard(source)}, {state}{outdone.get(source, '')}" for source, state in looked.sources)


def _state(judged: Judged) -> str:
    if judged.state is State.ABSENT:
        return "absent"
    if judged.file is None:
        return "the store has the document itself"
    counts = ", ".join(f"{count:,} {verdict}" for verdict, count in judged.counts.items() if count)
    return f"{judged.state}, {counts or 'no passages'} ({guard(judged.file or '')})"


def _passage(sought: Sought, placed: Placed) -> str:
    place = f"paragraph {sought.paragraph}, characters {sought.start:,}–{sought.end:,}"
    match placed.verdict:
        case Verdict.MOVED:
            return f"{place}: moved to {spans(placed)}"
        case Verdict.AMBIGUOUS:
            return f"{place}: ambiguous, stands at {spans(placed)}; none is chosen"
    return f"{place}: lost"


def told(found: Attached) -> str:
    """How many originals are at hand, in a sentence."""
    states = [judged.state for judged in found.sources]
    parts = [f"{states.count(State.VERIFIED):,} of {plural(len(states), 'original')} verified"]
    if differing := states.count(State.DIFFERS):
        parts.append(f"{differing:,} {'differs' if differing == 1 else 'differ'}")
    if none := sum(1 for looked in found.files if not looked.sources):
        parts.append(f"{plural(none, 'file')} of no use here")
    return f"{', '.join(parts)}."
