"""Single values of a row, checked where they become a field of a record. For the reading modules of `store`.

A store is not trusted to hold what its columns promise. A value that is not what it should be is never mended
by guessing, and a date that can't be read is not "undated": the question fails with a QueryError that names
the place.
"""

from collections.abc import Collection

from store.dates import Date, parse
from store.errors import DateError, QueryError
from store.records import OriginalSpan
from store.refusals import BUILD_AGAIN


def damaged(where: str, what: str) -> QueryError:
    """The error for a value that can't be what the store's author meant; `where` names it: "event 17"."""
    return QueryError(f"{where} is damaged: {what}; {BUILD_AGAIN}")


def text(value: object, where: str, name: str) -> str:
    """A text. Raises QueryError."""
    if isinstance(value, str):
        return value
    raise damaged(where, f"its {name} is not text")


def text_or_none(value: object, where: str, name: str) -> str | None:
    """A text or None. Raises QueryError."""
    return None if value is None else text(value, where, name)


def one_of(words: Collection[str], value: object, where: str, name: str) -> str:
    """A text out of a fixed vocabulary. Raises QueryError."""
    if isinstance(value, str) and value in words:
        return value
    raise damaged(where, f"its {name} is none of {', '.join(sorted(words))}")


def whole(value: object, where: str, name: str) -> int:
    """A whole number. Raises QueryError."""
    if isinstance(value, int):
        return value
    raise damaged(where, f"its {name} is not a whole number")


def count(value: object, where: str, name: str) -> int:
    """A whole number from 0. Raises QueryError."""
    number = whole(value, where, name)
    if number < 0:
        raise damaged(where, f"its {name} is less than nothing")
    return number


def whole_or_none(value: object, where: str, name: str) -> int | None:
    """A whole number or None. Raises QueryError."""
    return None if value is None else whole(value, where, name)


def date(edtf: object, where: str, name: str = "date") -> Date | None:
    """A date from its EDTF text; None for NULL. Raises QueryError."""
    if edtf is None:
        return None
    try:
        return parse(text(edtf, where, name))
    except DateError as error:
        raise damaged(where, f"its {name} can't be read ({error})") from None


def dated(edtf: object, lo: object, hi: object, where: str) -> Date | None:
    """A date that the store also keeps as day numbers, on which it sorts: the two must agree.

    Raises QueryError.
    """
    found = date(edtf, where)
    if (lo, hi) != ((None, None) if found is None else (found.lo, found.hi)):
        raise damaged(where, "its date and the days that it is sorted by disagree")
    return found


def span(start: object, end: object, where: str) -> tuple[int, int]:
    """A span of code points, half open and not empty. Raises QueryError."""
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
        return start, end
    raise damaged(where, "its position is not a span of text")


def within(end: int, length: int, where: str) -> None:
    """A passage must end within its text, which is `length` code points long. Raises QueryError."""
    if end > length:
        raise damaged(where, f"a passage ends at {end}, beyond the end of its text at {length}")


def original(sha256: object, start: object, end: object, where: str) -> OriginalSpan | None:
    """Where a passage stands in the original; None where the store does not say. Raises QueryError."""
    if sha256 is None or start is None or end is None:
        return None
    return OriginalSpan(text(sha256, where, "sha256"), *span(start, end, where))
