"""A source among others: as two lines of a list, and whole."""

from collections.abc import Iterator, Sequence

from store.records import Source
from tui.render.glyphs import Glyphs
from tui.render.lines import BLANK, Line, Span, apart, excerpt, field, flow, joined, labelled, name, plural, width_of

_LABEL = 11


def lines(source: Source, events: int, width: int, marker: Span, glyphs: Glyphs, *, chosen: bool) -> Sequence[Line]:
    """Its title and how many events rest on it; who published it and when, and what the store's text is."""
    count = (Span(plural(events, "event"), "dim"), Span(" "))
    title = field(source.title, max(width - width_of(count) - 4, 8), "selected" if chosen else "text")
    publisher = Span(name(source.publisher or "publisher not named"), "source")
    published, kind = Span(_published(source), "dim"), Span(name(source.kind), "dim")
    styled = [publisher, published, kind]
    if width_of(tuple(styled)) + 10 > width:  # the kind gives way first, then the publisher's name
        styled = [field(publisher.text, max(width - width_of((published,)) - 7, 12), "source"), published]
    return (
        apart((marker, Span(" "), title), count, width),
        (marker, Span("   "), *joined(styled, f" {glyphs.separator} ")),
    )


def _published(source: Source) -> str:
    if source.published is None:
        return "date of publication not known"
    return f"published {source.published.display} ({source.published_basis or 'stated'})"


def card(source: Source, events: int, *, attached: bool | None, glyphs: Glyphs, width: int) -> list[Line]:
    """All that is known of a source, but its text."""
    return list(_card(source, events, attached=attached, glyphs=glyphs, width=width))


def _card(source: Source, events: int, *, attached: bool | None, glyphs: Glyphs, width: int) -> Iterator[Line]:
    yield from flow(name(source.title), width, "title")
    by = [source.publisher or "publisher not named in the text", source.author or ""]
    yield from flow(f" {glyphs.separator} ".join(name(fact) for fact in by if fact), width, "source")
    yield BLANK
    of_all = f" of {source.events:,}" if events != source.events else ""
    known = [_published(source)]
    if source.published_note:
        known.append(source.published_note)
    parts = [
        ("Published", " – ".join(known).removeprefix("published ")),
        ("Text", _kind(source)),
        ("Original", _original(source, attached=attached)),
        ("Events", f"{events:,}{of_all} in view rest on it"),
        ("Language", source.language or ""),
        ("Address", source.url or ""),
        ("Rights", source.rights or ""),
        ("To obtain", source.obtain or ""),
        ("Id", source.id),
    ]
    for label, text in parts:
        if text:
            yield from labelled(label, flow(excerpt(text, 2000), max(width - _LABEL, 10)), _LABEL)


def _kind(source: Source) -> str:
    if source.kind == "original":
        return "the document’s own words"
    return "a digest, paragraph by paragraph, written for the dataset"


def _original(source: Source, *, attached: bool | None) -> str:
    if source.kind == "original":
        return ""
    length = f"{source.characters:,} characters, " if source.characters else ""
    if attached is None:
        return f"{length}whether it is attached can’t be read"
    return length + ("attached: the reader says whether it is verified" if attached else "not attached")
