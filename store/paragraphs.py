"""The paragraphs of a text of any length: two numbers each, a record only for the one that is asked for."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import overload

from store.records import Paragraph


class Paragraphs(Sequence[Paragraph]):
    """Paragraphs in the order of a text, numbered from 1."""

    def __init__(self, starts: Iterable[int], ends: Iterable[int]) -> None:
        self.starts = array("q", starts)
        self.ends = array("q", ends)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Paragraph: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Paragraph, ...]: ...
    def __getitem__(self, index: int | slice) -> Paragraph | tuple[Paragraph, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        number = index if index >= 0 else len(self) + index
        return Paragraph(number + 1, self.starts[number], self.ends[number])

    def number_at(self, position: int) -> int:
        """The number of the paragraph in which a position lies, or the one before it; 0 where there is none."""
        return max(bisect_right(self.starts, position), min(len(self), 1))


def with_text(text: str) -> Paragraphs:
    """The lines of a document that have text: a digest has a paragraph for each."""
    starts, ends = array("q"), array("q")
    start, length = 0, len(text)
    while start < length:
        end = text.find("\n", start)
        end = length if end < 0 else end
        if start < end and not (text[start].isspace() and text[start:end].isspace()):
            starts.append(start)
            ends.append(end)
        start = end + 1
    return Paragraphs(starts, ends)
