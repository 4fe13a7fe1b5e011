"""The colours: what each style name of a span looks like, in the dark, in the light, and without any colour.

Paper and ink, with amber for time and a blue green for names: calm, and nothing is told by colour alone. Every pair
of text and ground keeps a contrast of 4.5:1 or more (WCAG 2.2, success criterion 1.4.3); a test computes it.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Ink:
    """How text looks: colours as `#rrggbb` (None: the terminal's own) and attributes."""

    color: str | None = None
    ground: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    dim: bool = False


@dataclass(frozen=True, slots=True)
class Palette:
    """A named set of inks, and the few colours that the framework's own widgets need."""

    name: str
    dark: bool
    ground: str | None
    panel: str | None
    accent: str | None
    inks: dict[str, Ink]


@dataclass(frozen=True, slots=True)
class _Tones:
    """The colours from which a palette is mixed."""

    ground: str
    panel: str
    text: str
    strong: str
    dim: str
    rule: str
    time: str
    name: str
    crowd: str
    caution: str
    warning: str
    good: str
    lit_ground: str
    lit: str
    faint_ground: str


def _mix(name: str, dark: bool, tone: _Tones) -> Palette:
    def ink(color: str, ground: str = tone.ground, **attributes: bool) -> Ink:
        return Ink(color, ground, **attributes)

    inks = {
        "text": ink(tone.text),
        "strong": ink(tone.strong, bold=True),
        "title": ink(tone.strong, bold=True),
        "selected": ink(tone.strong, bold=True),
        "dim": ink(tone.dim),
        "label": ink(tone.dim),
        "rule": ink(tone.rule),
        "date": ink(tone.time),
        "precision": ink(tone.time),
        "heading": ink(tone.time, bold=True),
        "gap": ink(tone.dim, italic=True),
        "cursor": ink(tone.time, bold=True),
        "axis": ink(tone.name),
        "crowd": ink(tone.crowd),
        "source": ink(tone.name),
        "name": ink(tone.name),
        "chosen": ink(tone.strong, tone.rule, bold=True),
        "passage": ink(tone.text, italic=True),
        "caution": ink(tone.caution),
        "warning": ink(tone.warning, bold=True),
        "good": ink(tone.good),
        "lit": ink(tone.lit, tone.lit_ground, bold=True),
        "faint": ink(tone.text, tone.faint_ground),
        "hit": ink(tone.ground, tone.name, underline=True),
        "hit.here": ink(tone.ground, tone.time, bold=True, underline=True),
        "tick": ink(tone.name, bold=True),
        "tick.on": ink(tone.name, underline=True),
        "bar": ink(tone.text, tone.panel),
        "bar.title": ink(tone.strong, tone.panel, bold=True),
        "bar.dim": ink(tone.dim, tone.panel),
        "bar.key": ink(tone.time, tone.panel, bold=True),
    }
    for ground in ("text", "faint", "lit"):
        inks[f"{ground}.said"] = replace(inks[ground], italic=True)
        inks[f"{ground}.dated"] = replace(inks[ground], underline=True)
        inks[f"{ground}.said.dated"] = replace(inks[ground], italic=True, underline=True)
    return Palette(name, dark, tone.ground, tone.panel, tone.time, inks)


DARK = _mix(
    "timeline-dark",
    True,
    _Tones(
        ground="#15181d", panel="#20252d", text="#d9d4c7", strong="#f6f1e4", dim="#9b968a", rule="#4b5059",
        time="#e3aa5f", name="#86bfc4", crowd="#54878c", caution="#e2c078", warning="#f0907a", good="#9cc48a",
        lit_ground="#5a4718", lit="#fff4d6", faint_ground="#262a2e",
    ),
)  # fmt: skip
LIGHT = _mix(
    "timeline-light",
    False,
    _Tones(
        ground="#faf7ef", panel="#ece6d8", text="#2d2a24", strong="#14120e", dim="#696356", rule="#c2baa8",
        time="#8a4a06", name="#1c5f68", crowd="#5d898f", caution="#7a5200", warning="#a3271b", good="#39621f",
        lit_ground="#f6dd93", lit="#1d1600", faint_ground="#f1ebdc",
    ),
)  # fmt: skip

_NO_COLOUR = {
    "strong": Ink(bold=True), "title": Ink(bold=True), "selected": Ink(bold=True), "heading": Ink(bold=True),
    "cursor": Ink(bold=True), "warning": Ink(bold=True), "lit": Ink(reverse=True), "faint": Ink(underline=True),
    "bar": Ink(reverse=True), "bar.title": Ink(reverse=True, bold=True), "bar.dim": Ink(reverse=True),
    "bar.key": Ink(reverse=True, bold=True), "source": Ink(underline=True),
    "name": Ink(underline=True), "chosen": Ink(reverse=True, bold=True),
    "hit": Ink(underline=True, bold=True), "hit.here": Ink(underline=True, bold=True, reverse=True),
    "tick": Ink(bold=True), "tick.on": Ink(underline=True),
    "text.said": Ink(italic=True), "text.dated": Ink(underline=True),
    "text.said.dated": Ink(italic=True, underline=True),
    "faint.said": Ink(underline=True, italic=True), "faint.dated": Ink(underline=True, bold=True),
    "faint.said.dated": Ink(underline=True, bold=True, italic=True), "lit.said": Ink(reverse=True, italic=True),
    "lit.dated": Ink(reverse=True, underline=True), "lit.said.dated": Ink(reverse=True, italic=True, underline=True),
}  # fmt: skip
PLAIN = Palette("timeline-plain", True, None, None, None, {name: _NO_COLOUR.get(name, Ink()) for name in DARK.inks})

PALETTES = {palette.name: palette for palette in (DARK, LIGHT, PLAIN)}
