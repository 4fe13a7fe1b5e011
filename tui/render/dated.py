"""What the words of a date were taken for, and by what rule: `“on Thursday” → 11 Jan 2024, weekday …`."""

from store.dates import Date
from store.dates.relative import resolve
from store.errors import DateError
from store.vocabulary import RECOMPUTED
from tui.guard import guard


def meaning(words: str, date: Date, basis: str, published: Date | None) -> str:
    """The words of a date with the date that they give, and how."""
    return f"“{guard(words[:200])}” → {date.display}, {_how(words, date, basis, published)}"


def _how(words: str, date: Date, basis: str, published: Date | None) -> str:
    if basis not in RECOMPUTED or published is None:
        return basis
    try:
        found = resolve(words, published)
    except DateError:
        return f"{basis}, published {published.display}"
    if found.date != date:
        return f"{basis}, published {published.display}"
    return f"{found.rule} on {published.display}" if found.rule.endswith("publication") else found.rule
