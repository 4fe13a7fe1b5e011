"""Small datasets and stores for tests, written as Python values.

    folder = a_dataset(tmp_path)                                  # the bridge at Arnholt: four events, two sources
    folder = a_dataset(tmp_path, events=[an_event("moot", date="2024")])
    store = a_store(tmp_path)                                     # the same, built

Every part can be replaced; `an_event(…)`, `a_citation(…)` and so on fill in what a valid entry needs, and a field given
as None is left out. The default dataset is without fault, so a test changes the one thing that it is about.
"""

import json
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Entry = dict[str, Any]

GAZETTE = """\
The council of Arnholt closed the old bridge on Thursday.

Mayor Ida Brandt said: “The bridge is not safe.” She spoke for the council.
The bridge was built in 1931.
The council will reopen the bridge once it is repaired.
"""
MINUTES = """\
Minutes of the town council of Arnholt

The council resolves to close the bridge on 11 January 2024.
The Harbour Office denies that its crane struck the bridge in December 2023.
"""


def a_source(slug: str = "gazette", **changes: Any) -> Entry:
    """A digest published on Friday, 12 January 2024; with `kind="original"`, the document itself."""
    original = changes.get("kind") == "original"
    entry: Entry = {
        "id": slug,
        "title": f"The {slug}",
        "kind": "digest",
        "text": f"{slug}.txt",
        "publisher": f"{slug.title()} of Arnholt",
        "language": "en",
        "published": "2024-01-12",
        "published_basis": "stated",
        "rights": "All rights with the publisher.",
        "obtain": None if original else "From the town library.",
        "original": None if original else {"sha256": "0123456789abcdef" * 4, "characters": 900, "bytes": 912},
    }
    return _changed(entry, changes)


def an_entity(slug: str, name: str | None = None, kind: str = "organisation", **changes: Any) -> Entry:
    """An entity; its name is made of its id unless given."""
    return _changed({"id": slug, "name": name or slug.replace("-", " ").title(), "kind": kind}, changes)


def an_event(slug: str, **changes: Any) -> Entry:
    """An event that the gazette's first paragraph reports."""
    entry: Entry = {
        "id": slug,
        "title": f"Event {slug}",
        "kind": "decision",
        "status": "happened",
        "entities": [],
        "citation": [a_citation()],
    }
    return _changed(entry, changes)


def a_citation(source: str = "gazette", paragraph: int = 1, words: str | None = None, **changes: Any) -> Entry:
    """A citation of the gazette's first paragraph, or of another passage. Passages of the minutes have no original."""
    entry: Entry = {
        "source": source,
        "paragraph": paragraph,
        "words": words or "The council of Arnholt closed the old bridge on Thursday.",
        "role": "reports",
        "original": {"start": 0, "end": 60} if source == "gazette" else None,
    }
    return _changed(entry, changes)


def a_quotation(slug: str = "not-safe", **changes: Any) -> Entry:
    """The mayor's words in the gazette's second paragraph."""
    text = changes.get("text", "The bridge is not safe.")
    entry: Entry = {
        "id": slug,
        "speaker": "ida-brandt",
        "direct": True,
        "text": text,
        "source": "gazette",
        "paragraph": 2,
        "event": "bridge-closed",
        "original": {"start": 100, "end": 100 + len(text)},
    }
    return _changed(entry, changes)


def the_manifest(**changes: Any) -> dict[str, Entry]:
    """The tables of dataset.toml; `expected=None` leaves that table out."""
    tables: dict[str, Any] = {
        "dataset": {
            "id": "arnholt",
            "title": "The bridge at Arnholt",
            "description": "How the bridge was closed.",
            "language": "en",
            "licence": "CC0-1.0",
        },
        "vocabulary": {
            "kinds": ["decision", "construction", "accident"],
            "roles": ["by", "about", "place"],
            "tags": ["traffic", "safety"],
        },
        "expected": None,
    }
    return _changed(tables, changes)


def the_sources() -> list[Entry]:
    """A digest of the gazette, and the minutes themselves."""
    return [a_source(), a_source("minutes", kind="original", published="2024-01-11")]


def the_entities() -> list[Entry]:
    """Five entities, one with other names."""
    return [
        an_entity("arnholt", kind="place"),
        an_entity("council", "Town Council", aliases=[{"name": "council", "kind": "weak"}], part_of="arnholt"),
        an_entity("bridge", "Old Bridge", "object", aliases=[{"name": "the bridge", "kind": "alias"}]),
        an_entity("ida-brandt", kind="person", aliases=[{"name": "Mayor Brandt", "kind": "name"}]),
        an_entity("harbour-office", note="Runs the crane."),
    ]


def the_events() -> list[Entry]:
    """Four events out of order: one with a computed date, one whose date is a month, one a year, one undated."""
    built, struck = "The bridge was built in 1931.", "its crane struck the bridge in December 2023"
    resolves = "The council resolves to close the bridge on 11 January 2024."
    return [
        an_event(
            "bridge-closed",
            title="The council closes the bridge",
            summary="The council closed the bridge because it is not safe.",
            date="2024-01-11",
            tags=["traffic", "safety"],
            entities=[{"id": "council", "role": "by"}, {"id": "bridge", "role": "about"}],
            citation=[
                a_citation(date="2024-01-11", date_text="on Thursday", basis="computed", attributed_to="council"),
                a_citation("minutes", 2, resolves, date="2024-01-11", date_text="11 January 2024", basis="stated"),
            ],
        ),
        an_event(
            "bridge-reopened",
            title="The council reopens the bridge",
            status="planned",
            tags=["traffic"],
            entities=[{"id": "council", "role": "by"}, {"id": "bridge", "role": "about"}],
            citation=[a_citation("gazette", 4, "The council will reopen the bridge once it is repaired.")],
        ),
        an_event(
            "crane-accident",
            title="A crane strikes the bridge",
            kind="accident",
            status="disputed",
            date="2023-12",
            entities=[{"id": "bridge", "role": "about"}, {"id": "harbour-office", "role": "by"}],
            citation=[
                a_citation(
                    "minutes", 3, struck, role="denies", attributed_to="harbour-office", date="2023-12",
                    date_text="in December 2023", basis="stated",
                )
            ],
        ),
        an_event(
            "bridge-built",
            title="The bridge is built",
            kind="construction",
            date="1931",
            entities=[{"id": "bridge", "role": "about"}, {"id": "arnholt", "role": "place"}],
            citation=[a_citation("gazette", 3, built, date="1931", date_text="in 1931", basis="stated")],
        ),
    ]  # fmt: skip


def the_texts() -> dict[str, str]:
    """The texts of the two sources, by the names of their files."""
    return {"gazette.txt": GAZETTE, "minutes.txt": MINUTES}


def a_dataset(
    root: Path,
    *,
    name: str = "dataset",
    manifest: Mapping[str, Any] | None = None,
    sources: Iterable[Entry] | None = None,
    texts: Mapping[str, str] | None = None,
    entities: Iterable[Entry] | None = None,
    events: Iterable[Entry] | None = None,
    quotations: Iterable[Entry] | None = None,
) -> Path:
    """Write a dataset into a new folder below `root`; what is not given is the bridge at Arnholt's."""
    folder = root / name
    (folder / "texts").mkdir(parents=True)
    for file, text in (the_texts() if texts is None else texts).items():
        (folder / "texts" / file).write_text(textwrap.dedent(text), encoding="utf-8", newline="\n")
    tables = the_manifest() if manifest is None else manifest
    made = {
        "dataset": "\n".join(_table(f"[{key}]", table) for key, table in tables.items() if table is not None),
        "sources": entries("source", the_sources() if sources is None else sources),
        "entities": entries("entity", the_entities() if entities is None else entities),
        "events": entries("event", the_events() if events is None else events),
        "quotations": entries("quotation", [a_quotation()] if quotations is None else quotations),
    }
    for file, toml in made.items():
        (folder / f"{file}.toml").write_text(toml, encoding="utf-8", newline="\n")
    return folder


def a_store(root: Path, **changes: Any) -> Path:
    """Build the store of `a_dataset(root, **changes)`."""
    from store.loading import build

    name = changes.get("name", "dataset")
    target = root / f"{name}.db"
    build(a_dataset(root, **changes), target)
    return target


def entries(sort: str, some: Iterable[Entry]) -> str:
    """Entries as TOML: `[[event]]` with its fields, `[[event.citation]]` below it."""
    parts = []
    for entry in some:
        parts.append(_table(f"[[{sort}]]", {key: value for key, value in entry.items() if key != "citation"}))
        parts.extend(_table(f"[[{sort}.citation]]", citation) for citation in entry.get("citation") or ())
    return "\n".join(parts)


def _table(header: str, fields: Mapping[str, Any]) -> str:
    return "\n".join([header, *(f"{key} = {toml(value)}" for key, value in fields.items() if value is not None), ""])


def toml(value: Any) -> str:
    """A value as TOML writes it; a JSON string is a TOML string."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _changed(entry: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in (entry | dict(changes)).items() if value is not None}
