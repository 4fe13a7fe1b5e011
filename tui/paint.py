"""From the lines of `tui.render` to what Textual draws: the only place where a style name becomes a colour."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES, Theme

from tui import keys
from tui.render.glyphs import ASCII, Glyphs, in_ascii
from tui.render.lines import Line, fit
from tui.theme import PALETTES, Ink, Palette


@lru_cache(256)
def style(palette: str, name: str) -> Style:
    """The Rich style of a style name in a palette."""
    return _rich(PALETTES[palette].inks[name])


def _rich(ink: Ink) -> Style:
    attributes = {name: True for name in ("bold", "italic", "underline", "reverse", "dim") if getattr(ink, name)}
    return Style(color=ink.color, bgcolor=ink.ground, **attributes)  # type: ignore[arg-type]


def strip(line: Line, width: int, palette: str, ground: str, glyphs: Glyphs) -> Strip:
    """A line as a strip of exactly `width` cells; what it leaves empty has the style `ground`."""
    said = in_ascii if glyphs is ASCII else str
    segments = [Segment(said(span.text), style(palette, span.style)) for span in fit(line, width, ground)]
    return Strip(segments).simplify().adjust_cell_length(width, style(palette, ground))


def textual_theme(palette: Palette) -> Theme:
    """The palette as a theme for the framework's own widgets."""
    if palette.ground is None:
        return replace(BUILTIN_THEMES["ansi-dark"], name=palette.name)
    text = palette.inks["text"].color
    return Theme(
        palette.name, primary=palette.accent or "", accent=palette.accent, foreground=text, background=palette.ground,
        surface=palette.panel, panel=palette.panel, warning=palette.inks["caution"].color,
        error=palette.inks["warning"].color, success=palette.inks["good"].color, dark=palette.dark,
    )  # fmt: skip


def bindings(place: str) -> list[BindingType]:
    """The bindings of a place, from the table of keys that is in force."""
    bound: list[BindingType] = [
        Binding(key.keys, key.action, key.label, show=False, tooltip=key.help, id=f"{place}.{key.action}")
        for key in keys.at(place)
        if key.keys
    ]
    if _has_tab(key for key in keys.TABLE if key.place == place) and not _has_tab(keys.at(place)):
        bound.append(Binding("tab", "nothing", show=False))  # it is switched off; the framework has a use for it
    return bound


def _has_tab(table: Iterable[keys.Key]) -> bool:
    return any("tab" in key.keys.split(",") for key in table)
