"""The signs that the screen is drawn with, and their stand-ins where a terminal has only ASCII."""

from dataclasses import dataclass

from store.dates import Date, Precision


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs, each one cell wide."""

    cursor: str
    day: str
    month: str
    year: str
    approximate: str
    range: str
    open: str
    undated: str
    rule: str
    bar: str
    thumb: str
    silence: str
    dot: str
    lit: str
    separator: str
    more: str


UNICODE = Glyphs(
    cursor="▌", day="●", month="◐", year="○", approximate="~", range="━", open="┄", undated="·",
    rule="─", bar="│", thumb="┃", silence="┊", dot="·", lit="▎", separator="·", more="…",
)  # fmt: skip
ASCII = Glyphs(
    cursor=">", day="*", month="%", year="o", approximate="~", range="=", open="<", undated=".",
    rule="-", bar="|", thumb="#", silence=":", dot=".", lit="|", separator="-", more="~",
)  # fmt: skip

_BY_PRECISION = {
    Precision.TIME: "day",
    Precision.DAY: "day",
    Precision.MONTH: "month",
    Precision.SEASON: "month",
    Precision.INTERVAL: "range",
    Precision.SET: "range",
}


def precision_glyph(date: Date | None, glyphs: Glyphs) -> str:
    """The sign that tells how exactly a date is known, without a colour."""
    if date is None:
        return glyphs.undated
    if date.lo is None or date.hi is None:
        return glyphs.open
    if date.approximate or date.uncertain:
        return glyphs.approximate
    sign: str = getattr(glyphs, _BY_PRECISION.get(date.precision, "year"))
    return sign
