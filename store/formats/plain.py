"""Plain text, as one would paste it into a letter. Fields of one line stay on one line; nothing else is escaped."""

from collections.abc import Iterable, Iterator

from store.formats import wording
from store.formats.wording import Block, Sources
from store.records import Citation, Event, Quotation, Source


def event(found: Event, sources: Sources | None = None) -> str:
    """An event; with its full citations where sources are given."""
    return _written(wording.event(found, sources))


def quotation(found: Quotation, sources: Sources | None = None) -> str:
    """A quotation with its speaker; with its full citation where sources are given."""
    return _written(wording.quotation(found, sources))


def passage(found: Citation, sources: Sources | None = None, of: Event | None = None) -> str:
    """A passage; with its full citation, and the event `of` that rests on it, where sources are given."""
    return _written(wording.passage(found, sources, of))


def bibliography(some: Iterable[Source]) -> Iterator[str]:
    """Sources, an item each, in pieces that end with a line break."""
    for block in wording.bibliography(iter(some)):
        yield _block(block) + "\n"


def _written(blocks: Iterable[Block]) -> str:
    text = ""
    for block in blocks:
        joint = "\n" if block.kind in ("line", "under", "item") else "\n\n"
        text += (joint if text else "") + _block(block)
    return text


def _block(block: Block) -> str:
    words = "".join(text for text, _ in block.pieces)
    if block.kind in ("text", "quote"):
        return "\n".join(wording.lines(words))
    number = f"{block.number}. "
    margin = {"item": number, "under": " " * len(number)}.get(block.kind, "")
    return margin + wording.one_line(words)
