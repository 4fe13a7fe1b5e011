"""What may stand after a field's colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.dates.typed import typed
from store.errors import DateError, FilterError
from store.filters.parts import Dated, Field, Number, Part
from store.filters.tokens import Token
from store.filters.words import CLOSED, DATES, FIELDS, FLAGS, NAMES

_MEANT = {
    "who": "entity", "name": "entity", "person": "entity", "entities": "entity", "place": "entity", "with": "entity",
    "speaker": "by", "said": "by", "said-by": "by", "from": "after", "since": "after", "date": "in", "year": "in",
    "on": "in", "during": "in", "until": "before", "to": "before", "type": "kind", "article": "source",
    "document": "source", "outlet": "publisher", "tags": "tag", "state": "status", "voice": "voices",
    "denied": "denied-by", "denies": "denied-by", "certain": "within", "between": "in", "precise": "precision",
}  # fmt: skip
"""What somebody means who writes another word."""
_NUMBER = re.compile(r"(?P<sign>>=|<=|=|<|>)?(?P<first>[0-9]{1,9})|(?P<least>[0-9]{1,9})?\.\.(?P<most>[0-9]{1,9})?")


def field(token: Token, today: int | None) -> Part:
    """The part that a field with its value makes. Raises FilterError."""
    name, text = token.name, token.text
    if name not in FIELDS:
        raise FilterError(_unknown(name), *token.named)
    if not text:
        raise FilterError(f"a value is missing after “{name}:”", *token.at)
    if name in DATES:
        return Dated(name, _date(name, text, token, today), token.at)
    if name not in NAMES:
        return _number(name, text, token)
    if name in CLOSED:
        return Field(name, _known(name, text, token), token.at)
    return Field(name, text, token.at)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    if name in FLAGS:
        return f"“{name}” stands alone, without a colon"
    near = _MEANT.get(name) or next(iter(get_close_matches(name[:40], FIELDS, n=1, cutoff=0.6)), None)
    meant = f"did you mean {near}:?" if near else f"known are {', '.join(FIELDS)}."
    return f"there is no field “{name[:40]}”; {meant} To search for words with a colon, quote them"


def _known(name: str, text: str, token: Token) -> str:
    from difflib import get_close_matches

    known, word = CLOSED[name], text.lower()
    if word in known:
        return word
    near = get_close_matches(word[:40], known, n=1)
    meant = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    raise FilterError(f"“{text[:40]}” is no {name}; {meant}", *token.valued)


def _date(name: str, text: str, token: Token, today: int | None) -> str:
    if today is None:
        from datetime import date

        today = date.today().toordinal()
    try:
        found = typed(text, today=today, here=None)
    except DateError as error:
        raise FilterError(str(error), *token.valued) from None
    if name in ("after", "before") and found.lo is None:
        raise FilterError(f"{found.display} has no first day to be {name}", *token.valued)
    return found.edtf


def spaced(token: Token, words: Sequence[Token], today: int | None) -> FilterError | None:
    """What is wrong where a date was typed in several words without quotation marks; `words`: those behind it."""
    if token.name not in DATES or not token.text or token.valued[1] < token.at[1]:
        return None
    for last in reversed(words):
        text = " ".join((token.text, *(word.text for word in words if word.at <= last.at))).strip()
        try:
            _date(token.name, text, token, today)
        except FilterError:
            continue
        return FilterError(
            f'a date in several words goes in quotation marks: {token.name}:"{text}"', token.valued[0], last.at[1]
        )
    return None


def _number(name: str, text: str, token: Token) -> Number:
    found = _NUMBER.fullmatch(text.replace(" ", ""))
    if found is None or text == "..":
        raise FilterError(
            f"“{text[:40]}” is no number of {name}; write {name}:2, {name}:>=2 or {name}:2..4", *token.valued
        )
    if found["first"] is None:
        least, most = (None if found[side] is None else int(found[side]) for side in ("least", "most"))
    else:
        least, most = _compared(found["sign"] or "=", int(found["first"]))
    if most is not None and most < (least or 0):
        what = f"turned round it is {most}..{least}" if most >= 0 else "nothing is less than 0"
        raise FilterError(f"no number is {text}; {what}", *token.valued)
    return Number(name, least, most, token.at)


def _compared(sign: str, number: int) -> tuple[int | None, int | None]:
    """The smallest and the largest number that compare so."""
    least = {"=": number, ">=": number, ">": number + 1}.get(sign)
    most = {"=": number, "<=": number, "<": number - 1}.get(sign)
    return least, most
