"""A dataset whose originals are at hand: the bridge at Arnholt once more, with the gazette's own article.

dataset, originals = with_originals(tmp_path)      # positions and hashes made from the article
store = built(dataset, tmp_path)
"""

from pathlib import Path
from typing import Any

from builders import a_citation, a_dataset, a_quotation, a_source, an_entity, an_event, the_entities

from store import loading
from store.originals.recipe import document

ARTICLE = """\
ARNHOLT — The town’s old bridge 🌉 was shut to traffic on Thursday, the council said after a look at its piers.

“It isn’t\u00a0safe,” Mayor Ida Brandt told reporters. “We close it.”

Engineers call the café\u0301 terrace beside it שלום עולם, and it was shut to traffic as well; nobody was hurt.

The bridge was built in 1931 and carried some four thousand carts a day before the harbour road was built.
"""
"""Astral characters, combining marks, a no-break space within a quotation, curly quotes, right-to-left letters."""
DIGEST = """\
The council closed the old bridge on Thursday.

Mayor Ida Brandt said: “It isn’t\u00a0safe,” and “We close it.”

The terrace next to the bridge is closed too.

The bridge is of 1931.
"""
EXACT = (
    "The town’s old bridge 🌉 was shut to traffic on Thursday",
    "“It isn’t\u00a0safe,” Mayor Ida Brandt told reporters.",
    "Engineers call the café\u0301 terrace beside it שלום עולם, and it was shut to traffic as well",
    "The bridge was built in 1931",
)
QUOTED = "It isn’t\u00a0safe,"


def span(words: str, text: str = ARTICLE) -> dict[str, int]:
    """The position of words that stand once in the article."""
    assert text.count(words) == 1, words
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def the_changes(article: str = ARTICLE, raw: bytes | None = None, digest: str = DIGEST) -> dict[str, Any]:
    """What makes `a_dataset` one of a digest with this article behind it."""
    found = document(article.encode() if raw is None else raw)
    original = {"sha256": found.sha256, "characters": len(found.text), "bytes": found.bytes}
    lines = [line for line in digest.splitlines() if line]
    where = [span(words, found.text) for words in EXACT]
    thursday = {"date": "2024-01-11", "date_text": "on Thursday", "basis": "computed", "attributed_to": "council"}
    year = {"date": "1931", "date_text": "of 1931", "basis": "stated", "original_date": span("in 1931", found.text)}
    return {
        "sources": [a_source(original=original)],
        "texts": {"gazette.txt": digest},
        "entities": [each for each in the_entities() if each["id"] != "harbour-office"] + [an_entity("engineers")],
        "events": [
            an_event(
                "closed",
                date="2024-01-11",
                entities=[{"id": "council", "role": "by"}, {"id": "bridge", "role": "about"}],
                citation=[
                    a_citation(words=lines[0], original=where[0], **thursday),
                    a_citation(paragraph=2, words=lines[1], original=where[1], role="confirms"),
                ],
            ),
            an_event(
                "terrace",
                entities=[{"id": "engineers", "role": "by"}, {"id": "arnholt", "role": "place"}],
                citation=[a_citation(paragraph=3, words=lines[2], original=where[2])],
            ),
            an_event(
                "built", date="1931", citation=[a_citation(paragraph=4, words=lines[3], original=where[3], **year)]
            ),
        ],
        "quotations": [a_quotation(text=QUOTED, event="closed", original=span(QUOTED, found.text))],
    }


def with_originals(
    root: Path, *, article: str = ARTICLE, raw: bytes | None = None, digest: str = DIGEST
) -> tuple[Path, Path]:
    """The dataset with its hashes made, and the folder of originals."""
    dataset = a_dataset(root, **the_changes(article, raw, digest))
    originals = root / "originals"
    originals.mkdir()
    (originals / "whatever.bin").write_bytes(article.encode() if raw is None else raw)
    loading.hash_originals(dataset, originals)
    return dataset, originals


def built(dataset: Path, root: Path, name: str = "built.timeline") -> Path:
    """The dataset's store."""
    loading.build(dataset, root / name)
    return root / name
