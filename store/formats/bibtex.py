"""BibTeX as biblatex and biber read it: a document an entry, dates in EDTF.

A sign that TeX would act on is written as the command that prints it. Braces too are commands: BibTeX counts them even
behind a backslash, so that one brace too many would swallow the rest of the file. Names are kept as they stand, in
braces of their own: which word of an author's name is the family's is not for a program to guess.
"""

import re
from collections.abc import Iterable, Iterator

from store.dates import Date, Precision
from store.formats import references, wording
from store.formats.references import Reference
from store.formats.wording import Sources
from store.records import Citation, Event, Quotation, Source

_PRINTED = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "%": r"\%",
        "#": r"\#",
        "$": r"\$",
        "&": r"\&",
        "_": r"\_",
    }
)
_LIGATURE = re.compile(r"(?<=([-'`<>,]))(?=\1)")
"""Between two signs of which TeX makes one: dashes and quotation marks."""
_FULL_TIME = re.compile(r"T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?$")


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
    """Sources, an entry each, in pieces that end with a line break."""
    for source in some:
        yield _entry(references.of_source(source)) + "\n"


def escaped(text: str) -> str:
    """A text as one line between the braces of a field."""
    return _LIGATURE.sub("{}", wording.one_line(text).translate(_PRINTED))


def date(found: Date) -> str | None:
    """A date as biblatex reads it, which is EDTF level 1; None for what it does not read.

    A time of day without seconds is left out.
    """
    beyond = "Y" in found.edtf and found.precision is not Precision.YEAR
    if beyond or found.precision is Precision.SET:
        return None
    if "T" in found.edtf and not _FULL_TIME.search(found.edtf):
        return found.edtf.partition("T")[0]
    return found.edtf


def _written(some: Iterable[Reference]) -> str:
    return "\n\n".join(map(_entry, some))


def _entry(reference: Reference) -> str:
    source = reference.source
    kind, fields = ("misc", {"title": escaped(reference.label)}) if source is None else _document(source)
    details = " ".join((*reference.details, *reference.origins(dated=bool(fields.get("date")))))
    fields |= {"note": escaped(reference.note), "annotation": escaped(details)}
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{reference.key},\n{body}}}"


def _document(source: Source) -> tuple[str, dict[str, str]]:
    """The type of a document's entry, and its fields; what is empty is not known."""
    address = wording.web_address(source.url) if source.url else None
    publisher = escaped(source.publisher or "")
    kind, named = "misc", "organization"
    if address:
        kind = "online"
    elif publisher:
        kind, named = "article", "journaltitle"
    author = escaped(source.author or "")
    return kind, {
        "title": escaped(source.title if source.title.strip() else "(untitled)"),
        "author": f"{{{author}}}" if author else "",
        named: publisher,
        "date": (date(source.published) or "") if source.published is not None else "",
        # biblatex takes an address as it stands, so that only braces could do harm; they are percent-encoded already.
        "url": address or "",
    }
