"""The app: it holds the open store and the colours, and brings about what the screens ask for."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding
from textual.css.query import NoMatches

from store.dates import typed
from store.errors import TimelineError
from tui import keys, paint, theme
from tui.dialogs.keys import KeysDialog
from tui.dialogs.palette import Command, Offered, PaletteDialog
from tui.driver import TimelineDriver, install_choke_point
from tui.first_frame import FirstFrame
from tui.guard import INTERRUPTED
from tui.opening import Opened
from tui.parts.attaching import Attaching
from tui.parts.copying import Copying
from tui.parts.hinting import Hinting
from tui.parts.in_front import aside
from tui.parts.marking import Marking
from tui.parts.overviews import Overviews
from tui.parts.visiting import Visiting
from tui.render.glyphs import Glyphs
from tui.screens.base import Page
from tui.screens.reader import ReaderScreen
from tui.state import NOWHERE, Saver, State

TURN = 0.0005
"""Seconds after which a thread that computes lets the screen have its turn: a key waits for several turns."""


def view(
    opened: Opened, glyphs: Glyphs, palette: str, first: FirstFrame, state: State, saver: Saver, notice: str = ""
) -> int:
    """Shows an open store until the reader leaves. Returns the exit code.

    `first` is what the terminal shows already, and how it was before that; `state` where the reader was, and `saver`
    keeps where they go; `notice` is said when one begins.
    """
    sys.setswitchinterval(TURN)
    TimelineDriver.first_frame = first.content
    TimelineDriver.attributes_at_start = first.attributes
    app = TimelineApp(opened, glyphs, palette, state, saver)
    app.notice = notice
    saver.failed = lambda sentence: app.call_later(app.warn, sentence)
    TimelineDriver.on_hangup = saver.flush
    app.run()
    saver.finish()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


class TimelineApp(Hinting, Attaching, Copying, Marking, Visiting, Overviews):
    """Browses one store. The screen stack is the path that one drilled down.

    `Marking` stands before `Visiting`: what is marked is known when the pages that one was on are opened again.
    """

    CSS_PATH = ["app.tcss", "screens/chronology.tcss"]  # noqa: RUF012 (the first screen brings none of its own)
    TITLE = "timeline"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [*paint.bindings(keys.EVERYWHERE), Binding("ctrl+c", "interrupt", "leave", show=False)]

    def __init__(
        self, opened: Opened, glyphs: Glyphs, palette: str, state: State = NOWHERE, saver: Saver | None = None
    ) -> None:
        """`state` is where one was, `saver` whoever keeps where one goes; None: nobody does."""
        install_choke_point()
        plain = True if palette == theme.PLAIN.name else None
        super().__init__(opened, glyphs, state, saver, driver_class=TimelineDriver, ansi_color=plain)
        for known in theme.PALETTES.values():
            self.register_theme(paint.textual_theme(known))
        self.theme = palette
        self.animation_level = "none"
        self.failure: Exception | None = None
        """What went wrong inside, if anything did."""

    def on_mount(self) -> None:
        """Has read, while the reader looks at the list, what may be wanted next."""
        opened = self.opened

        def prepare() -> None:
            typed.prepare()
            with suppress(TimelineError):  # whoever opens it is told
                opened.originals.prepare()

        aside(prepare)

    def _handle_exception(self, error: Exception) -> None:
        """Ends the app without Textual's traceback, which shows local variables: `view` raises the error again.

        A page that is being made when one leaves gets no widgets any more (`Widget.mount_all`), and may miss them.
        """
        if self._exit and isinstance(error, NoMatches):
            return
        self.failure = self.failure or error
        self._return_code = 1
        self._close_messages_no_wait()

    async def action_back(self) -> None:
        """One step back; from the chronology, out."""
        if isinstance(self.screen, Page) and self.screen.step_back():
            return
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.exit()

    def action_leave(self) -> None:
        """Out, from anywhere."""
        self.exit()

    def action_interrupt(self) -> None:
        """Out, as a command that was interrupted."""
        self.exit(return_code=INTERRUPTED)

    def action_help(self) -> None:
        """The keys of where one is."""
        place = self.screen.keys_place if isinstance(self.screen, Page) else keys.EVERYWHERE
        self.push_screen(KeysDialog(self.glyphs, place))

    def action_palette(self) -> None:
        """All commands by name, and times to go to."""
        if isinstance(page := self.screen, Page):
            understood = self.understood
            palette = PaletteDialog(self.glyphs, page.keys_place, understood, self.offers)
            self.push_screen(palette, self._obey_command)

    async def _obey_command(self, chosen: Command | Offered | str | None) -> None:
        if isinstance(chosen, Offered):
            self.open_entity(chosen.entity)
        elif isinstance(chosen, str):
            await self.obey_line(chosen)
        elif chosen is not None:
            page = self.screen
            on_widget = (keys.MOVING, keys.AXIS, keys.MATRIX)
            holder = self if chosen.place == keys.EVERYWHERE else page.focused if chosen.place in on_widget else page
            await self.run_action(chosen.action, holder)

    def action_theme(self) -> None:
        """The next set of colours."""
        if self.ansi_color:
            self.tell("Without colour, because the terminal or NO_COLOR asks for it.")
            return
        names = [palette.name for palette in (theme.DARK, theme.LIGHT)]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def action_redraw(self) -> None:
        """Draws every cell again."""
        if isinstance(self._driver, TimelineDriver):
            self._driver.invalidate()
            self._driver.redraw()

    def reopened(self) -> None:
        """Marks and notes are read again too."""
        self.begin_marking()

    def action_to_shell(self) -> None:
        """Stops the program, as ctrl+z does everywhere, where a shell waits that can go on with it."""
        group, session = os.getpgrp(), os.getsid(0)
        if group == session or os.getsid(os.getppid()) != session:
            self.tell("There is no shell behind this program that could bring it back.")
        else:
            os.killpg(group, signal.SIGTSTP)

    def action_picture(self) -> None:
        """Saves what is on the screen as SVG in the current folder, never over another file; never an original."""
        page = self.page
        if isinstance(page, ReaderScreen) and page.reads_original:
            words = keys.first("words", keys.READER)
            self.tell(f"Not saved: these are the words of an original. {words} shows the digest, which can be saved.")
            return
        svg = self.export_screenshot(title="timeline")
        for number in range(1, 1000):
            path = Path(f"timeline-{number}.svg")
            try:
                with path.open("x", encoding="utf-8") as file:
                    file.write(svg)
            except FileExistsError:
                continue
            except OSError as error:
                self.tell(f"Not saved: {os.strerror(error.errno or 0)}.")
            else:
                self.tell(f"Saved as {path.resolve()}")
            return
