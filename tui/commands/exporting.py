"""The marked events with the reader's notes, their quotations and full citations: as text, as Markdown, as JSON.

What the store does not have any more stands at the end, as far as it was kept. Nothing is held but a few events at a
time. For `timeline marks`, and for the command that writes a file.
"""

import os
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path

from store import chronology, sources, windows
from store.database import Store
from store.dates import parse
from store.errors import DateError, TimelineError
from store.formats import markdown, plain
from store.marks import finding
from store.marks.keeping import Marks
from store.marks.records import Mark, Signs
from store.records import Event, Source
from store.selecting.events import EventSet
from tui.commands import as_json
from tui.guard import DROPPED, guard, guard_body
from tui.render.lines import plural

_AT_ONCE = 50
_SOURCES_KEPT = 200
GONE = "Not in this store any more"
NOTHING, NONE_OF_THESE = "Nothing is marked.", "None of these events is marked."


def chunks(
    store: Store, marks: Marks, form: str, *, only: EventSet | None = None, ascii_only: bool = False
) -> Iterator[str]:
    """The marks in pieces; `form`: text, markdown or json; `only`: of which events, of all where it is left out.

    Raises QueryError, now or at a later piece.
    """
    signs = finding.signs(store, marks)
    if only is not None:
        signs = _among(signs, only)
    if form == "json":
        return as_json.array(_entries(store, marks, signs), ascii_only=ascii_only)
    if form == "markdown":
        return _markdown(store, marks, signs, NOTHING if only is None else NONE_OF_THESE)
    return _text(store, marks, signs, NOTHING if only is None else NONE_OF_THESE)


def _among(signs: Signs, only: EventSet) -> Signs:
    """What is kept about these events alone; of what the store has not, a filter can ask nothing."""
    flags = b"\0" + only.flags()
    marked, noted = (
        array("q", (number for number in numbers if flags[number])) for numbers in (signs.marked, signs.noted)
    )
    return Signs(marked, noted)


def write_new(store: Store, marks: Marks, folder: Path) -> str:
    """Writes all as Markdown into a new file in a folder, never over another. Returns what to tell the reader."""
    if not marks.all_signs():
        return "Nothing is marked yet, so there is nothing to export."
    for number in range(1, 1000):
        path = folder / f"timeline-marks-{number}.md"
        try:
            file = path.open("x", encoding="utf-8")
        except FileExistsError:
            continue
        except OSError as error:
            return f"Not exported: {os.strerror(error.errno or 0)}."
        try:
            with file:
                for piece in chunks(store, marks, "markdown"):
                    file.write(guard_body(piece).replace(DROPPED, ""))
                file.flush()
                os.fsync(file.fileno())
        except (OSError, TimelineError) as error:
            with suppress(OSError):
                path.unlink()  # a part would pass for the whole
            return f"Not exported: {os.strerror(error.errno or 0) if isinstance(error, OSError) else error}."
        return f"Exported to {path.name} in {path.parent.resolve()}"
    return "Not exported: there are too many files of that name here."


def _kept(store: Store, marks: Marks, numbers: Sequence[int]) -> Iterator[tuple[Event, Mark, dict[str, Source]]]:
    """Events with what is kept about them, and the sources that they cite."""

    @lru_cache(_SOURCES_KEPT)
    def known(name: str) -> Source:
        return sources.source(store, name)

    for at in range(0, len(numbers), _AT_ONCE):
        events = list(windows.events(store, numbers[at : at + _AT_ONCE]))
        kept = marks.of([event.row.id for event in events])
        for event in events:
            if event.row.id in kept:
                cited = {citation.source: known(citation.source) for citation in event.citations}
                yield event, kept[event.row.id], cited


def _entries(store: Store, marks: Marks, signs: Signs) -> Iterator[dict[str, object]]:
    for event, mark, cited in _kept(store, marks, signs.own):
        entry = {"marked": mark.marked, "note": mark.note or None, "in_store": True, **as_json.card(event, {})}
        yield {**entry, "sources": [as_json.source(each) for each in cited.values()]}
    for mark in finding.orphans(marks, signs.orphans):
        gone = {"id": mark.event.id, "date": mark.event.edtf, "title": mark.event.title}
        yield {"marked": mark.marked, "note": mark.note or None, "in_store": False, **gone}


def _markdown(store: Store, marks: Marks, signs: Signs, nothing: str) -> Iterator[str]:
    title = chronology.summary(store).title
    yield f"# {markdown.escaped(guard(title))}: marks and notes\n"
    if not signs.own and not signs.orphans:
        yield f"\n{nothing}\n"
    for event, mark, cited in _kept(store, marks, signs.own):
        yield f"\n{markdown.event(event, cited, 2)}\n{_markdown_note(mark)}"
    for number, mark in enumerate(finding.orphans(marks, signs.orphans)):
        head = f"\n## {GONE}\n" if not number else ""
        title = markdown.escaped(mark.event.title) or "(untitled)"
        yield f"{head}\n### {title}\n\n{_when(mark)}\n{_markdown_note(mark)}"


def _markdown_note(mark: Mark) -> str:
    lines = [markdown.escaped(line) for line in mark.note.splitlines()]
    text = "  \n".join(lines).replace("\n  \n", "\n\n") if mark.note else ""
    return f"\n**My note**\n\n{text}\n" if text else ""


def _text(store: Store, marks: Marks, signs: Signs, nothing: str) -> Iterator[str]:
    if not signs.own and not signs.orphans:
        yield f"{nothing}\n"
        return
    counts = [f"{plural(len(signs.marked), 'event')} marked", f"{plural(len(signs.noted), 'note')}"]
    if signs.orphans:
        counts.append(f"{len(signs.orphans):,} not in this store any more")
    yield " · ".join(counts) + "\n"
    for event, mark, cited in _kept(store, marks, signs.own):
        yield f"\n{plain.event(event, cited)}\n{_text_note(mark)}"
    for number, mark in enumerate(finding.orphans(marks, signs.orphans)):
        head = f"\n{GONE}\n" if not number else ""
        yield f"{head}\n{guard(mark.event.title)}\n{_when(mark)}\n{_text_note(mark)}"


def _text_note(mark: Mark) -> str:
    """The note, indented, so that it can't pass for a line of ours."""
    lines = chain(("My note",), (f"    {line}" for line in mark.note.splitlines()))
    return "\n".join(("", *lines, "")) if mark.note else ""


def _when(mark: Mark) -> str:
    """The date of an event that is kept beside its mark."""
    try:
        return parse(mark.event.edtf).display if mark.event.edtf else "undated"
    except DateError:
        return "undated"
