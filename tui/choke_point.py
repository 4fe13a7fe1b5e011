"""The last line of defence: no character that acts on a terminal leaves a widget, whatever was given to it.

Every text that Textual draws is rendered by `Strip.render`, run by run through `Strip.render_style`. Both are
replaced here by versions that drop control, format and line-separating characters from the text, and links that
are not plain http. Text that came through `tui.guard` passes unchanged; this is for text that did not.

The characters that are dropped have no width, so that no layout moves; the few format characters that have one
become U+FFFD. Joiners pass: whole scripts are written with them.
"""

import inspect
from unicodedata import category

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_JOINERS = "\u200c\u200d"
_MOST_LINK = 2048
_EXPECTED = {"render": ["self", "console"], "render_style": ["cls", "style", "text", "color_system"]}
_PROBE = "a\x00\x07\x1b]52;c;QQ==\x07\x7f\x9b2J\u202e\u200b\u2028\U000e0041\ud800b"


class ChokePointMissing(RuntimeError):
    """This version of Textual draws text another way; without the choke point the program must not draw."""


class _Kept(dict[int, str]):
    """A table for str.translate that decides about a character the first time it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = category(char)
        if kind == "Cs":
            kept = "\ufffd"
        elif kind in ("Cc", "Cf", "Zl", "Zp") and char not in _JOINERS:
            kept = "\ufffd" if cell_len(char) else ""
        else:
            kept = char
        if len(self) < 20_000:
            self[code] = kept
        return kept


_kept = _Kept()
_render_ansi_run = getattr(Strip.__dict__.get("render_style"), "__func__", None)


def _clean(text: str) -> str:
    return text if text.isascii() and text.isprintable() else text.translate(_kept)


def _plain_link(link: str) -> bool:
    http = link.startswith(("https://", "http://"))
    return http and len(link) <= _MOST_LINK and link.isascii() and link.isprintable() and " " not in link


def _render_style(cls: type[Strip], style: Style, text: str, color_system: ColorSystem) -> str:
    if style.link and not _plain_link(style.link):
        style = style.update_link(None)
    assert _render_ansi_run is not None
    rendered: str = _render_ansi_run(cls, style, _clean(text), color_system)
    return rendered


def _render(self: Strip, console: Console) -> str:
    if self._render_cache is None:
        color_system = console._color_system or ColorSystem.TRUECOLOR
        self._render_cache = "".join(
            [
                _clean(text) if style is None else self.render_style(style, text, color_system)
                for text, style, _ in self._segments
            ]
        )
    return self._render_cache


def install_choke_point() -> None:
    """Puts the choke point in place, for the whole process. Raises ChokePointMissing if it would not hold."""
    if Strip.__dict__.get("render") is _render:
        return
    for name, parameters in _EXPECTED.items():
        method = Strip.__dict__.get(name)
        found = list(inspect.signature(getattr(method, "__func__", method)).parameters) if method else None
        if found != parameters:
            raise ChokePointMissing(f"Textual's Strip.{name} is not what it was in 8.2.8: {found}")
    missing = [name for name in ("_segments", "_render_cache") if name not in Strip.__slots__]
    if missing:
        raise ChokePointMissing(f"Textual's Strip has no {' and no '.join(missing)}")
    Strip.render_style = classmethod(_render_style)  # type: ignore[method-assign,assignment]
    Strip.render = _render  # type: ignore[method-assign]
    _prove()


def _prove() -> None:
    """Draws hostile text and looks at what comes out."""
    styles = [None, Style(bold=True), Style(link="javascript:alert(1)"), Style(color="red", link="https://a/\x1bc")]
    strip = Strip([Segment(_PROBE, style) for style in styles])
    drawn = strip.render(Console(color_system="truecolor", force_terminal=True))
    safe = "a]52;c;QQ==2J\ufffdb"
    if drawn != f"{safe}\x1b[1m{safe}\x1b[0m{safe}\x1b[31m{safe}\x1b[0m":
        raise ChokePointMissing(f"Textual draws past the choke point: {drawn!a}")
