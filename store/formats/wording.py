"""What is said about an event, a quotation or a passage, in order, before it is written in any format.

A `Block` is a paragraph's worth of pieces; `plain` and `markdown` differ only in how they write blocks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from store.records import Citation, Event, Quotation, Source

Piece = tuple[str, str]
"""A text, and what it is: "" for words, "title" of a document, "url"."""
Sources = Mapping[str, Source]
"""Sources by their ids."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's worth."""

    kind: str
    """heading, line, text (its line breaks are kept), quote (likewise), item (of a numbered list), under (an item)."""
    pieces: tuple[Piece, ...]
    number: int = 0
    """Of an item, and of what is under it, from 1."""


def one_line(text: str) -> str:
    """A text without line breaks, and with single blanks."""
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """The lines of a text that hold something, each with single blanks."""
    return [line for line in map(one_line, text.splitlines()) if line]


def event(found: Event, sources: Sources | None = None) -> Iterator[Block]:
    """An event: what, when, who, what was said; with sources, also all that it rests on."""
    row = found.row
    yield _block("heading", row.title if row.title.strip() else "(untitled)")
    when = "undated" if row.date is None else row.date.display
    yield _block("line", " · ".join((when, row.kind, row.status)))
    if found.summary.strip():
        yield _block("text", found.summary)
    if found.entities:
        yield _block("line", "Who: " + ", ".join(f"{part.name} ({part.role})" for part in found.entities))
    for each in found.quotations:
        yield _block("quote", said(each))
    if sources is None:
        return
    yield _block("line", "Rests on:" if found.citations else "Rests on nothing: no passage stands behind it.")
    for number, citation in enumerate(found.citations, 1):
        yield Block("item", ((f"{citation.role}: {quoted(citation.words)}", ""),), number)
        yield Block("under", tuple(citing(citation, sources)), number)


def quotation(found: Quotation, sources: Sources | None = None) -> Iterator[Block]:
    """A quotation with its speaker; with sources, also where it stands."""
    yield _block("quote", said(found))
    if sources is None:
        return
    when = "date not known" if found.date is None else found.date.display
    how = "direct" if found.direct else "reported speech"
    pieces = document(sources.get(found.source), found.source_label, f"paragraph {found.paragraph}")
    yield Block("line", (*pieces, (f". Said: {when} ({how}).", "")))


def passage(found: Citation, sources: Sources | None = None, of: Event | None = None) -> Iterator[Block]:
    """A passage; with sources, also where it stands, and which event `of` it speaks of."""
    yield _block("quote", quoted(found.words))
    if sources is None:
        return
    yield Block("line", tuple(citing(found, sources)))
    if of is not None:
        when = "undated" if of.row.date is None else of.row.date.display
        yield _block("line", f"On: {of.row.title if of.row.title.strip() else '(untitled)'} ({when})")


def bibliography(some: Iterator[Source]) -> Iterator[Block]:
    """Sources, a numbered item each."""
    for number, source in enumerate(some, 1):
        obtain = () if source.url or not source.obtain else ((f"; to obtain: {source.obtain.strip().rstrip('.')}", ""),)
        yield Block("item", (*document(source, source.label), *obtain, (".", "")), number)


def said(found: Quotation) -> str:
    """Who said what; only exact words stand in quotation marks."""
    return f"{found.speaker_name}: " + (quoted(found.text) if found.direct else f"{found.text.strip()} (reported)")


def quoted(words: str) -> str:
    """Words in quotation marks."""
    return f"“{words.strip()}”"


def citing(citation: Citation, sources: Sources) -> Iterator[Piece]:
    """The full citation: the document, the paragraph, the role, whom it is attributed to, and the date it gives."""
    source = sources.get(citation.source)
    digest = " of its digest" if source is not None and source.kind == "digest" else ""
    yield from document(source, citation.source_label, f"paragraph {citation.paragraph}{digest}")
    yield f". Role: {citation.role}", ""
    if attributed := attribution(citation):
        yield f"; attributed to {attributed}", ""
    yield f"; voice: {citation.voice}", ""
    if citation.date is not None:
        yield f". Date as given: {dating(citation)}", ""
    yield ".", ""


def dating(citation: Citation) -> str:
    """The date as a source gives it, with its words and how it is known."""
    if citation.date is None:
        return ""
    how = [f"from “{citation.date_text.strip()}”"] if citation.date_text else []
    how += [citation.basis] if citation.basis else []
    return ", ".join((citation.date.display, *how))


def attribution(citation: Citation) -> str:
    """Whom a source attributes its report to, and how that leads on to its voice."""
    words = citation.attributed_name or ""
    for link in citation.links if words else ():
        joint = {"said": ", citing ", "relays": ", which relays ", "stands for": ", that is, "}.get(link.how)
        words += f"{joint}{link.name}" if joint else ""
    return words


def document(source: Source | None, label: str, place: str = "") -> Iterator[Piece]:
    """A document: publisher, title, author, the place in it, when it was published and how that is known, its address.

    `label` stands for a source that is not at hand.
    """
    pieces = [(label, "")] if source is None else [*_named(source)]
    pieces += [(place, "")] if place else []
    pieces += [] if source is None else [(publication(source), "")]
    if source is not None and source.url:
        pieces.append((source.url, "url"))
    yield pieces[0]
    for piece in pieces[1:]:
        yield ", ", ""
        yield piece


def _named(source: Source) -> Iterator[Piece]:
    if source.publisher:
        yield source.publisher, ""
    yield source.title if source.title.strip() else "(untitled)", "title"
    if source.author:
        yield f"by {source.author}", ""


def publication(source: Source) -> str:
    """When a document was published, and how that is known."""
    date = source.published
    words = "date of publication not known" if date is None else f"published {date.display}"
    how = [source.published_basis] if source.published_basis else []
    how += [source.published_note.strip().rstrip(".")] if source.published_note else []
    return f"{words} ({': '.join(how)})" if how else words


def web_address(url: str) -> str | None:
    """An address that is safe to make a link of, in ASCII; None for what is no web address.

    Whatever could end the address in some format is percent-encoded, as RFC 3986 has it.
    """
    from urllib.parse import quote  # slow to load, and seldom needed

    if url[:8].lower() != "https://" and url[:7].lower() != "http://":
        return None
    lone = re.sub("%(?![0-9A-Fa-f]{2})", "%25", one_line(url))
    return quote(lone.encode("utf-8", "replace"), safe="-._~:/?#@!$&'()*+,;=%")


def _block(kind: str, text: str) -> Block:
    return Block(kind, ((text, ""),))
