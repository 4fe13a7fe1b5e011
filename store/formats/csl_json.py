"""CSL-JSON 1.0, which Zotero, Pandoc and citeproc read: an array with a document an item.

A date is given as its parts where CSL has parts for it, with no part more than is known; else in words. The EDTF text
goes along, as the schema allows.
"""

import json
import re
from collections.abc import Iterable, Iterator

from store.dates import Date, Precision
from store.formats import references, wording
from store.formats.references import Reference
from store.formats.wording import Sources
from store.records import Citation, Event, Quotation, Source

_PARTS = re.compile(r"Y?(\d{4,})(?:-(\d\d))?(?:-(\d\d))?[?~%]?")
_LATEST = 9999
"""The last year that every processor reads."""


def event(found: Event, sources: Sources | None = None) -> str:
    """The documents that an event rests on; empty where there are none."""
    return _written(references.of_event(found, sources))


def quotation(found: Quotation, sources: Sources | None = None) -> str:
    """The document in which a quotation stands."""
    return _written(references.of_quotation(found, sources))


def passage(found: Citation, sources: Sources | None = None, of: Event | None = None) -> str:
    """The document in which a passage stands."""
    return _written(references.of_passage(found, sources, of))


def bibliography(some: Iterable[Source]) -> Iterator[str]:
    """Sources, an item each, in pieces that end with a line break."""
    yield "[\n"
    joint = ""
    for source in some:
        yield joint + json.dumps(_item(references.of_source(source)), ensure_ascii=False)
        joint = ",\n"
    yield "\n]\n" if joint else "]\n"


def date(found: Date) -> dict[str, object]:
    """A date as CSL has it."""
    known = _known(found)
    if found.approximate or found.uncertain:
        known["circa"] = True
    return {**known, "edtf": found.edtf}


def _known(found: Date) -> dict[str, object]:
    """The parts that are known, or the words where CSL has no parts.

    Years before 1 are words: CSL does not say whether it has a year nought. An interval that knows one end is words:
    some processors read an open end as the year nought.
    """
    ends = [_parts(end) for end in found.edtf.split("/")]
    parts = [end for end in ends if end is not None]
    if len(parts) < len(ends) or not all(1 <= end[0] <= _LATEST for end in parts):
        return {"literal": found.display}
    if found.precision is Precision.SEASON:
        return {"date-parts": [[parts[0][0]]], "season": parts[0][1] - 20}
    if any(len(end) > 1 and end[1] > 12 for end in parts):
        return {"literal": found.display}
    return {"date-parts": parts}


def _parts(edtf: str) -> list[int] | None:
    """Year, month and day, as many as are known; None for what has no such parts. A time of day is left out."""
    found = _PARTS.fullmatch(edtf.partition("T")[0])
    return None if found is None else [int(part) for part in found.groups() if part is not None]


def _written(some: Iterable[Reference]) -> str:
    items = [_item(reference) for reference in some]
    return json.dumps(items, ensure_ascii=False, indent=2) if items else ""


def _item(reference: Reference) -> dict[str, object]:
    source = reference.source
    document = {"type": "document", "title": _text(reference.label)} if source is None else _document(source)
    details = [f"{reference.note}.".capitalize()] if reference.note else []
    details += [*reference.details, *reference.origins(dated="issued" in document)]
    noted = {"note": _text(" ".join(details))} if details else {}
    return {"id": reference.key, **document, **noted}


def _document(source: Source) -> dict[str, object]:
    address = wording.web_address(source.url) if source.url else None
    fields: dict[str, object] = {
        "type": "webpage" if address else "document",
        "title": _text(source.title if source.title.strip() else "(untitled)"),
    }
    if source.author:
        fields["author"] = [{"literal": _text(source.author)}]
    if source.publisher:
        fields["publisher"] = _text(source.publisher)
    if source.published is not None:
        fields["issued"] = date(source.published)
    if address:
        fields["URL"] = address
    if source.language:
        fields["language"] = _text(source.language)
    return fields


def _text(text: str) -> str:
    """A text on one line. A lone surrogate, which no JSON file can hold, is shown as what it is not."""
    return wording.one_line(text).encode("utf-8", "replace").decode("utf-8")
