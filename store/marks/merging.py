"""Two texts of one note, written at the same time from two programs: nothing that was added is lost."""

ALSO = "[Written elsewhere at the same time:]"
"""Stands between one's own text and what another program added."""


def merged(mine: str, theirs: str, base: str) -> str:
    """One's own text, and below it the lines that the other added to what both began with.

    What the other took away stays: a line too many is seen, a line too few is not.
    """
    known = {*_lines(mine), *_lines(base)}
    added = [line for line in theirs.splitlines() if line.strip() not in known and line.strip() != ALSO]
    if not mine.strip():
        return theirs if added else mine
    return "\n".join([mine.rstrip("\n"), "", ALSO, *added]) if added else mine


def _lines(text: str) -> set[str]:
    return {"", *(line.strip() for line in text.splitlines())}
