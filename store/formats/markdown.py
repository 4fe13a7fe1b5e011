"""Markdown: CommonMark, safe too where GitHub's tables, links and strikethrough are read.

Every sign that could be markup is escaped, so that a text is shown as it stands: no picture, HTML, heading, list, code
or link with other words than its address comes out of a field. A source's own web address becomes a link.
"""

import re
from collections.abc import Iterable, Iterator

from store.formats import wording
from store.formats.wording import Block, Piece, Sources
from store.records import Citation, Event, Quotation, Source

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$^&@]")
_LINK = re.compile(r"(?:(?<=[a-z])(?=://)|(?<=mailto)|(?<=xmpp)):|(?<=www)\.|:(?=\S*:)", re.IGNORECASE)
"""What GitHub makes a link of, or a little picture, without any markup."""
_BEGINNING = re.compile(r"\d+(?=[.)])|(?=[-+=:])")
"""What begins a list, or makes the line before it a heading."""


def event(found: Event, sources: Sources | None = None, level: int = 0) -> str:
    """An event; with its full citations where sources are given. Its title is a heading of this level; 0: in bold."""
    return _written(wording.event(found, sources), level)


def quotation(found: Quotation, sources: Sources | None = None) -> str:
    """A quotation with its speaker; with its full citation where sources are given."""
    return _written(wording.quotation(found, sources))


def passage(found: Citation, sources: Sources | None = None, of: Event | None = None) -> str:
    """A passage; with its full citation, and the event `of` that rests on it, where sources are given."""
    return _written(wording.passage(found, sources, of))


def bibliography(some: Iterable[Source]) -> Iterator[str]:
    """Sources, an item each, in pieces that end with a line break."""
    for block in wording.bibliography(iter(some)):
        yield _block(block, 0) + "\n"


def escaped(text: str) -> str:
    """A text as one line of Markdown that shows it as it stands, wherever in a line it is put."""
    line = _LINK.sub(r"\\\g<0>", _MARKUP.sub(r"\\\g<0>", wording.one_line(text)))
    begins = _BEGINNING.match(line)
    return line if begins is None else f"{begins[0]}\\{line[begins.end() :]}"


def _written(blocks: Iterable[Block], level: int = 0) -> str:
    return "\n\n".join(_block(block, level) for block in blocks)


def _block(block: Block, level: int) -> str:
    match block.kind:
        case "heading":
            title = _line(block.pieces)
            return f"{'#' * level} {title}" if level else f"**{title}**"
        case "text":
            return "  \n".join(map(escaped, wording.lines(_words(block))))
        case "quote":
            return "  \n".join(f"> {escaped(line)}" for line in wording.lines(_words(block)))
        case "item":
            return f"{block.number}. {_line(block.pieces)}"
        case "under":
            return " " * len(f"{block.number}. ") + _line(block.pieces)
    return _line(block.pieces)


def _words(block: Block) -> str:
    return "".join(text for text, _ in block.pieces)


def _line(pieces: Iterable[Piece]) -> str:
    return "".join(map(_piece, pieces)).strip(" ")


def _piece(piece: Piece) -> str:
    text, what = piece
    if what == "title":
        return f"*{escaped(text)}*"
    if what == "url" and (address := wording.web_address(text)) is not None:
        return f"<{address}>"
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return f"{before}{escaped(text)}{after}"
