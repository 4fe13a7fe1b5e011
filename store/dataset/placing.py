"""Where words stand in a source's text: its paragraphs, and the one position of a passage. Pure functions.

Every line of a text that is not empty is a paragraph, numbered from 1. Positions are code points, half open.
"""

from store.errors import TimelineError


class Misplaced(TimelineError):
    """Words that do not stand where they are said to; the sentence says what to do."""

    def __init__(self, field: str, what: str) -> None:
        self.field = field
        """The field that is wrong: paragraph, words, start or end."""
        super().__init__(what)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph of a text, in order; the first is paragraph 1."""
    spans = []
    start = 0
    for line in text.split("\n"):
        if line:
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def locate(
    text: str,
    spans: list[tuple[int, int]],
    paragraph: int,
    words: str,
    start: int | None = None,
    end: int | None = None,
) -> tuple[int, int]:
    """Start and end of words in their paragraph of a text, where `spans` are its paragraphs.

    Where start or end are given they must agree with the words. Raises Misplaced for a paragraph that there is not,
    for words that do not stand in it, or more than once with nothing to say which.
    """
    if not 1 <= paragraph <= len(spans):
        raise Misplaced("paragraph", f"there is no paragraph {paragraph}; {_extent(len(spans))}")
    first, last = spans[paragraph - 1]
    if start is not None or end is not None:
        return _as_given(text, (first, last), paragraph, words, start, end)
    found = text.find(words, first, last)
    if found < 0:
        raise Misplaced(
            "words", f"{_quoted(words)} does not stand in paragraph {paragraph}{_elsewhere(text, spans, words)}"
        )
    again = text.find(words, found + 1, last)
    if again >= 0:
        raise Misplaced(
            "words",
            f"{_quoted(words)} stands in paragraph {paragraph} more than once; give more words, or start and end:"
            f" {found} and {found + len(words)}, or {again} and {again + len(words)}",
        )
    return found, found + len(words)


def _as_given(
    text: str, span: tuple[int, int], paragraph: int, words: str, start: int | None, end: int | None
) -> tuple[int, int]:
    if start is None or end is None:
        missing = "start" if start is None else "end"
        raise Misplaced(missing, "start and end are given together or not at all")
    first, last = span
    if text[start:end] != words or not words:
        there = text[max(start, 0) : max(end, 0)]
        right = text.find(words, first, last)
        hint = f"; the words stand at {right} to {right + len(words)}" if words and right >= 0 else ""
        raise Misplaced("start", f"{start} to {end} holds {_quoted(there)}, not {_quoted(words)}{hint}")
    if not first <= start <= end <= last:
        raise Misplaced("start", f"{start} to {end} is not in paragraph {paragraph}, which goes from {first} to {last}")
    return start, end


def _extent(count: int) -> str:
    return f"the text has {count}" if count else "the text has none"


def _elsewhere(text: str, spans: list[tuple[int, int]], words: str) -> str:
    """A hint for words that are nearly where they should be: another paragraph, another case, other quotation marks."""
    for number, (first, last) in enumerate(spans, 1):
        if text.find(words, first, last) >= 0:
            return f"; it stands in paragraph {number}"
    plain, wanted = _plain(text), _plain(words)
    for first, last in spans:
        found = plain.find(wanted, first, last)
        if found >= 0:
            return f"; the text has {_quoted(text[found : found + len(words)])}"
    return "; give the words exactly as they stand there"


_SAME = str.maketrans("“”„«»‘’‚–—−\u00a0\u2009\u202f", '"""""\'\'\'---   ')


def _plain(text: str) -> str:
    """Lower case and plain punctuation, code point for code point, so that positions hold."""
    lowered = text.translate(_SAME)
    folded = lowered.lower()
    return folded if len(folded) == len(lowered) else lowered


def _quoted(words: str) -> str:
    shown = words if len(words) <= 60 else f"{words[:40]} … {words[-15:]}"
    return f"“{shown}”".replace("\n", "⏎")
