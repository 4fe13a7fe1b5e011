"""The signs that the screen is drawn with, and their stand-ins where a terminal has only ASCII."""

from dataclasses import dataclass

from store.dates import Date, Precision
from tui.guard import to_ascii_marks


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs, each one cell wide."""

    cursor: str
    resting: str
    """The cursor of a pane where the keys do not go."""
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
    heavy: str
    """The rule, where the other strip of the axis shows it closer."""
    tick: str
    """A tick of the upper rule, whose events lie below it."""
    tick_heavy: str
    tick_up: str
    """A tick of the lower rule, whose events lie above it."""
    corner: str
    """Where a line that comes from the left turns down."""
    pointer: str
    pointing: str
    """The pointer of an axis that the keys go to."""
    soft: str
    """The end of a bar that is not known exactly."""
    until: str
    """A date that is only known to be the latest."""
    since: str
    """A date that is only known to be the earliest."""
    within: str
    """The rest of a day that is wider than its mark."""
    mark: str
    """Before an event that the reader has marked."""
    note: str
    """Before one on which the reader has a note."""
    hit: str
    """A cell of the axis in which a search has a hit."""
    hit_bar: str
    """A piece of the bar beside the list, behind which there is a hit."""
    hit_thumb: str
    """The same on the piece that is in view."""
    blocks: str
    """A cell filled from below, from the least to all of it."""


UNICODE = Glyphs(
    cursor="▌", resting="▏", day="●", month="◐", year="○", approximate="~", range="━", open="┄", undated="·",
    rule="─", bar="│", thumb="┃", silence="┊", dot="·", lit="▎", separator="·",
    heavy="━", tick="┬", tick_heavy="┯", tick_up="┴", corner="┐", pointer="▲", pointing="△", soft="~", until="◂",
    since="▸", within="─", mark="★", note="✎", hit="◆", hit_bar="┿", hit_thumb="╋", blocks="▁▂▃▄▅▆▇█",
)  # fmt: skip
ASCII = Glyphs(
    cursor=">", resting="|", day="*", month="%", year="o", approximate="~", range="=", open="<", undated=".",
    rule="-", bar="|", thumb="#", silence=":", dot=".", lit="|", separator="-",
    heavy="=", tick="+", tick_heavy="+", tick_up="+", corner="+", pointer="^", pointing="A", soft="~", until="<",
    since=">", within="-", mark="#", note="+", hit="x", hit_bar="=", hit_thumb="@", blocks=".:-=+*#@",
)  # fmt: skip

_BY_PRECISION = {
    Precision.TIME: "day",
    Precision.DAY: "day",
    Precision.MONTH: "month",
    Precision.SEASON: "month",
    Precision.INTERVAL: "range",
    Precision.SET: "range",
}


_FORMS = str.maketrans("…–—‘’“”·←↑→↓ ", "~--''\"\".<^>v ")


def in_ascii(text: str) -> str:
    """Our own typography and the guard's marks with ASCII signs, one for one; letters of other scripts stay."""
    return to_ascii_marks(text.translate(_FORMS))


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
