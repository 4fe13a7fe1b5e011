"""What attaching and reading a large original costs: python -m tests.benchmarks.originals [MEGABYTES] [PASSAGES]

Makes a dataset of one digest and its original (20 MB and 5,000 passages unless given) and prints the wall-clock
milliseconds of attaching it, as it is and changed in several ways, and of opening it at a passage.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from store import chronology, loading, measuring, passages
from store.database import open_store
from store.dataset.drafts import (
    CitationDraft,
    DatasetDraft,
    EventDraft,
    Manifest,
    OriginalDraft,
    PassageDraft,
    SourceDraft,
)
from store.originals import attaching
from store.originals.reading import Originals
from store.originals.recipe import document
from tui.render import reading, source
from tui.render.glyphs import UNICODE
from tui.render.text_view import TextView

SYLLABLES = [
    "ba",
    "ko",
    "ri",
    "tal",
    "men",
    "sur",
    "ge",
    "lin",
    "do",
    "pa",
    "ves",
    "tor",
    "mi",
    "hun",
    "’s",
    "qua",
    "ed",
]
WORDS = ["".join(choice) for choice in product(SYLLABLES, SYLLABLES, ["", *SYLLABLES])]
"""Some six thousand: as many as a long book has."""


def article(size: int, rng: random.Random) -> str:
    """A text of about so many bytes, in paragraphs of several sentences."""
    paragraphs, length = [], 0
    while length < size:
        sentences = [
            f"{' '.join(rng.choices(WORDS, k=14))} {rng.randrange(10**6)}." for _ in range(rng.randrange(3, 9))
        ]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1].encode()) + 1
    return "\n".join(paragraphs) + "\n"


def dataset(text: str, count: int, rng: random.Random) -> DatasetDraft:
    """A digest with so many passages of the text behind it, an event for each ten."""
    found = document(text.encode())
    digest = "".join(f"What stands at passage {number} of the article.\n" for number in range(count))
    starts = sorted(rng.sample(range(len(text) - 300), count))
    citations, at = [], 0
    for number, start in enumerate(starts):
        words = f"What stands at passage {number} of the article."
        original = (start, start + rng.randrange(20, 300))
        passage = PassageDraft("book", number + 1, words, at, at + len(words), original)
        citations.append(CitationDraft(passage, "reports"))
        at += len(words) + 1
    events = [
        EventDraft(f"event-{at}", f"Event {at}", "event", "happened", citations=tuple(citations[at : at + 10]))
        for at in range(0, count, 10)
    ]
    events.sort(key=lambda event: event.id)
    original = OriginalDraft(found.sha256, len(found.text), found.bytes)
    book = SourceDraft("book", "A book", "digest", digest, rights="x", obtain="x", original=original)
    hashes = measuring.measured({"book": found}, [book], events, ())
    book = measuring.with_hashes(book, hashes["book"])
    manifest = Manifest("benchmark", "A book", "For measuring.", kinds=("event",))
    return DatasetDraft(manifest, (book,), (), tuple(events), ())


def timed(name: str, work: Callable[[], object]) -> object:
    """Do it once and print how long it took."""
    begin = time.perf_counter()
    found = work()
    print(f"{name:<44} {(time.perf_counter() - begin) * 1000:>9,.0f} ms")
    return found


def open_at_a_passage(store: Path, shelf: Path) -> None:
    """What the reader does from the key to the first line: source, original, verdicts, flowed text."""
    with open_store(store) as opened:
        event = chronology.event(opened, chronology.row(opened, 250).ordinal)
        originals = Originals(opened, shelf.parent)

        def first() -> None:
            original = originals.pages("book").original
            assert original is not None
            view = TextView(original.page, reading.original(original), source.blocks(original.page), 80, 24, UNICODE)
            light = source.lit(original.page, event.citations[0].passage)
            assert light.current is not None
            top = view.revealing(light.current[0])
            for y in range(24):
                view.line(top, y, light)

        timed("open at a passage, nothing read yet", first)
        timed("  of which the digest's page", lambda: passages.page(opened, "book"))
        timed("open at a passage", first)


def main() -> None:
    """Make the files and measure."""
    size, count = (int(argument) for argument in (sys.argv[1:] + ["20", "5000"][len(sys.argv[1:]) :])[:2])
    rng = random.Random(5)
    text = article(size * 1_000_000, rng)
    at, far = len(text) // 3, len(text) // 2
    changed = {
        "as it is": text,
        "one letter changed": text[:at] + "#" + text[at + 1 :],
        "a character inserted": text[:at] + "#" + text[at:],
        "the first half missing": text[far:],
        "another text": text.translate(str.maketrans("bkrt", "ckrs")),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, shelf = folder / "book.timeline", folder / "benchmark.originals"
        loading.write_dataset(dataset(text, count, rng), store)
        for what, content in changed.items():
            shelf.unlink(missing_ok=True)
            file = folder / "file"
            file.write_text(content, encoding="utf-8")
            with open_store(store) as opened:
                found = timed(
                    f"attach {what}", lambda opened=opened, file=file: attaching.attach(opened, shelf, [file])
                )
            judged = found.sources[0]  # type: ignore[attr-defined]
            print(f"    {judged.state}, {', '.join(f'{n} {verdict}' for verdict, n in judged.counts.items())}")
            if what == "as it is":
                open_at_a_passage(store, shelf)


if __name__ == "__main__":
    main()
