"""The first screen, drawn from the standard library and our own code before the framework is loaded.

The reader reads while Textual is imported; then the driver takes over, knows what the terminal already shows, and sends
only what differs. Keys typed meanwhile wait in the terminal. Escape sequences: ECMA-48, and xterm's alternate screen.
"""

import os
import signal
import sys
import termios
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from types import FrameType

from store import chronology, returning
from store.dates.stepping import Unit
from store.errors import FilterError, TimelineError
from store.shown import Everything, Shown
from tui import keys
from tui.frames import Shadow
from tui.opening import AT_ONCE, Opened
from tui.pages import Pages
from tui.places import Path, Place
from tui.remembering import GONE, chosen_in, sought_in, zoom_in
from tui.render import bars, panes
from tui.render import card as cards
from tui.render.card import Card
from tui.render.glyphs import ASCII, Glyphs, in_ascii
from tui.render.lines import Line, Span, fit
from tui.render.rows import USUAL, position
from tui.render.window import Window
from tui.sight import axis_lines
from tui.theme import PALETTES, Ink

ENTER = "\x1b[?1049h\x1b[?25l"
LEAVE = "\x1b[?1049l\x1b[?25h"


def lines(opened: Opened, at: Path, columns: int, rows: int, glyphs: Glyphs) -> list[tuple[Line, str]]:
    """The page where one begins, line by line, each with the style of what it leaves empty.

    Nothing for a page that is drawn by the framework alone. Raises NotFound, QueryError.
    """
    if len(at) > 1:
        return _card(opened, at[-1], columns, rows, glyphs) if at[-1].page == keys.CARD else []
    return _chronology(opened, at[0] if at else Place(keys.CHRONOLOGY), columns, rows, glyphs)


def _chronology(opened: Opened, at: Place, columns: int, rows: int, glyphs: Glyphs) -> list[tuple[Line, str]]:
    shown, facts, chips = _filtered(opened, at, columns)
    if not shown.count:
        return []
    place = returning.place(shown, sought_in(at)) if at.text("event") else shown.place_of(opened.start)
    row, zoom, pane = shown.row(place), zoom_in(at), at.text("pane")
    above: tuple[Line, ...] = ()
    if at.flag("axis", True):
        above = axis_lines(shown, row, columns, rows, glyphs, zoom, focused=pane == "axis")
    width, height = panes.list_width(columns), max(rows - 2 - len(chips) - len(above), 0)
    on_card, on_axis = pane == "card" and width < columns, pane == "axis" and bool(above)
    manner = replace(USUAL, unit=zoom or Unit.YEAR, since=at.flag("since", False))
    window = Window(Pages(shown.count, shown.rows), width, height, glyphs, manner=manner)
    window = replace(window, top=max(place - (at.number("above") or 0), 1) if at.text("event") else 1)
    window = replace(window, top=window.top_for(place))
    body = [window.line(y, place, not (on_card or on_axis)) for y in range(height)]
    if width < columns:
        card = cards.card(chronology.event(opened.rows, row.ordinal), columns - width, glyphs)
        chosen, top = _chosen(card, chosen_in(at) if on_card else 0, height)
        beside = [cards.line(card, top + y, chosen, on_card, glyphs) for y in range(height)]
        body = [(*fit(left, width), *right) for left, right in zip(body, beside, strict=True)]
    title = bars.title(opened.summary, opened.span, columns, glyphs.separator, facts)
    hints = keys.hints(keys.AXIS if on_axis else keys.CHRONOLOGY)
    where = "" if on_axis else position(place, shown.count, columns)  # the axis itself says which days it is at
    below = bars.keys(hints, where, columns)
    named = [(line, "bar") for line in (title, *chips)]
    return [*named, *((line, "text") for line in (*above, *body)), (below, "bar")]


def _filtered(opened: Opened, at: Place, columns: int) -> tuple[Shown, list[Span] | None, tuple[Line, ...]]:
    """What is in view at a place, what the title says of it, and the line of chips.

    All events where there is no filter, and where so many are filtered by a thread.
    """
    line = at.text("filter")
    if not line or opened.summary.events > AT_ONCE:
        return Everything(opened.rows), None, ()
    from store import viewing
    from store.filters import EVERYTHING, parse
    from tui.render import chips, filtering

    try:
        wanted, on = parse(line), at.flag("on", True)
        view = viewing.view(opened.rows, wanted if on else EVERYTHING)
    except FilterError:  # the screen says what is wrong with it
        return Everything(opened.rows), None, ()
    facts = filtering.facts(view, opened.summary.events) if view.filter else None
    return view.shown, facts, (chips.line(chips.of(wanted, view.left), on, columns),)


def _chosen(card: Card, citation: int, height: int) -> tuple[int, int]:
    """What is chosen on a card, and the line that the view begins with so that it is in it."""
    if not citation:
        return card.first_passage, 0
    passages = [index for index, stop in enumerate(card.stops) if stop.citation is not None]
    chosen = passages[min(citation, len(passages) - 1)] if passages else 0
    stop = card.stops[chosen]
    return chosen, min(max(stop.last - height + 1, 0), stop.first, max(len(card.lines) - height, 0))


def _card(opened: Opened, at: Place, columns: int, rows: int, glyphs: Glyphs) -> list[tuple[Line, str]]:
    event = returning.event(opened.rows, sought_in(at))
    gone, height = event.row.id != at.text("event"), max(rows - 2, 0)
    card = cards.card(event, columns, glyphs)
    chosen, top = _chosen(card, 0 if gone else chosen_in(at), height)
    detail = f"event {event.row.ordinal:,} of {opened.summary.events:,}"
    title = bars.place(opened.summary.title, detail, columns)
    below = bars.message(GONE, "", columns) if gone else bars.keys(keys.hints(keys.CARD), "", columns)
    body = [cards.line(card, top + y, chosen, True, glyphs) for y in range(height)]
    return [(title, "bar"), *((line, "text") for line in body), (below, "bar")]


def frame(opened: Opened, at: Path, columns: int, rows: int, glyphs: Glyphs, palette: str, true_colour: bool) -> str:
    """The same as a frame for the terminal: absolute moves, attributes, text."""
    inks = PALETTES[palette].inks
    said = in_ascii if glyphs is ASCII else str
    out = []
    for y, (line, ground) in enumerate(lines(opened, at, columns, rows, glyphs), 1):
        out.append(f"\x1b[{y};1H")
        for text, style in fit(line, columns, ground):
            out.append(f"\x1b[{attributes(inks[style], true_colour)}m{said(text)}\x1b[0m")
    return "".join(out)


def attributes(ink: Ink, true_colour: bool) -> str:
    """The parameters of SGR for an ink."""
    flags = {"1": ink.bold, "2": ink.dim, "3": ink.italic, "4": ink.underline, "7": ink.reverse}
    found = [code for code, on in flags.items() if on]
    for code, colour in (("38", ink.color), ("48", ink.ground)):
        if colour is not None:
            found.append(f"{code};{_colour(colour, true_colour)}")
    return ";".join(found) or "0"


@lru_cache(64)
def _colour(colour: str, true_colour: bool) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if true_colour:
        return f"2;{red};{green};{blue}"
    return f"5;{nearest(red, green, blue)}"


def nearest(red: int, green: int, blue: int) -> int:
    """The colour of xterm's 256 that the framework will choose, so that nothing changes colour when it takes over.

    A grey of 24 steps where the saturation is below 15 %, else a corner of the 6 x 6 x 6 cube.
    """
    high, low = max(red, green, blue) / 255, min(red, green, blue) / 255
    light = (high + low) / 2
    spread = high - low
    saturation = 0.0 if not spread else spread / (high + low if light <= 0.5 else 2.0 - high - low)
    if saturation < 0.15:
        grey = round(light * 25.0)
        return 16 if grey == 0 else 231 if grey == 25 else 231 + grey
    steps = (channel / 95 if channel < 95 else 1 + (channel - 95) / 40 for channel in (red, green, blue))
    r, g, b = (round(step) for step in steps)
    return 16 + 36 * r + 6 * g + b


class FirstFrame:
    """The first frame on the terminal, and the way back from it if nothing takes over."""

    def __init__(self, opened: Opened, glyphs: Glyphs, palette: str, at: Path = ()) -> None:
        """`at` is where one was; nowhere: at the start."""
        self.content = ""
        """What the terminal shows, as a frame; empty where nothing was drawn."""
        self.attributes = termios.tcgetattr(sys.stdin.fileno())
        size = os.get_terminal_size(sys.stdin.fileno())
        true_colour = os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
        if opened.summary.events and size.columns >= 20 and size.lines >= 4:
            try:
                self._draw(frame(opened, at, size.columns, size.lines, glyphs, palette, true_colour), *size)
            except TimelineError:
                self.content = ""  # the screen itself will say what is wrong

    def _draw(self, content: str, columns: int, rows: int) -> None:
        quiet = termios.tcgetattr(sys.stdin.fileno())
        quiet[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
        quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, quiet)
        for number in (signal.SIGTERM, signal.SIGHUP):  # until the driver has its own
            signal.signal(number, self._on_signal)
        sent = Shadow(columns, rows).frame(content)
        if content and sent is not None:
            os.write(sys.__stderr__.fileno(), (ENTER + sent).encode())  # type: ignore[union-attr]
            self.content = content

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        with suppress(OSError, termios.error):  # the terminal may be gone
            self.take_back()
        os._exit(128 + number)

    def take_back(self) -> None:
        """Leaves the terminal as it was."""
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self.attributes)
        if self.content:
            os.write(sys.__stderr__.fileno(), LEAVE.encode())  # type: ignore[union-attr]
