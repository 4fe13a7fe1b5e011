"""The terminal: input that cannot end the program, few bytes out, and a clean terminal however it ends.

A `LinuxDriver` for Textual 8.2.8. What differs from Textual's own:

- bytes that are no UTF-8 and sequences that the parser trips over are dropped, not fatal (`tui.incoming`);
- when the terminal goes away, or on SIGTERM or SIGHUP, the program saves (`on_hangup`), restores and leaves;
- the size is the tty's own and has a limit; the mouse reports buttons only, not every movement;
- a frame is sent as its difference from the one before (`tui.frames`).
"""

import _thread
import os
import select
import signal
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Full
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar

from textual.drivers.linux_driver import LinuxDriver

from tui.choke_point import install_choke_point as install_choke_point
from tui.frames import Shadow
from tui.guard import DROPPED
from tui.incoming import Incoming

if TYPE_CHECKING:
    from textual.app import App

MOST_COLUMNS, MOST_ROWS = 1000, 500
HUNG_UP, TERMINATED = 129, 143
SAVING_TIME = 3.0
"""How many seconds the program has to save before it leaves all the same."""

_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_WORTH_SYNC = 1200  # a shorter frame reaches the terminal in one piece anyway
_ALTERNATE = "\x1b[?1049h"
_UNWANTED = ("\x1b[?1004h", "\x1b[?1004l", "\x1b]22;")  # reports of focus; the shape of the mouse pointer
_STILL = ("\x1b[?", "\x1b[>", "\x1b[<", "\x1b]", "\x07")  # what begins so leaves the cells and the cursor alone
_RESTORE = "\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?7h\x1b[?1006l\x1b[?1000l\x1b[<u\x1b[?1049l\x1b[?25h"


class TimelineDriver(LinuxDriver):
    """Pass it to the app: `App(driver_class=TimelineDriver)`."""

    on_hangup: ClassVar[Callable[[], None] | None] = None
    """Saves what is unsaved; called from any thread, once, when the terminal is gone or the program is told to
    end."""
    first_frame: ClassVar[str] = ""
    """The frame that is on the alternate screen already, if one was drawn before Textual was loaded."""
    attributes_at_start: ClassVar[list[Any] | None] = None
    """The tty's settings before anything was drawn, if something was before Textual was loaded."""
    paste_patience: ClassVar[float] = 5.0
    """After so many seconds of silence a paste that was never ended is given up."""

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._size = size or self._get_terminal_size()
        self._shadow = Shadow()
        self._sync = False
        self._stopped = False
        self._leaving = threading.Lock()
        self._wake_read, self._wake_write = os.pipe()

    # ---- the size

    def _get_terminal_size(self) -> tuple[int, int]:
        for descriptor in (self.fileno, 2):
            with suppress(OSError):
                columns, rows = os.get_terminal_size(descriptor)
                return min(columns or 80, MOST_COLUMNS), min(rows or 24, MOST_ROWS)
        return 80, 24

    def _resized(self, number: int, frame: FrameType | None) -> None:
        """SIGWINCH. A terminal that changes its size and changes it back has lost its contents too."""
        self._tell_app_the_size(number, frame)
        self._loop.call_soon_threadsafe(self._redraw_if_unchanged)

    def _redraw_if_unchanged(self) -> None:
        if self._get_terminal_size() == (self._shadow.width, self._shadow.height):
            self.redraw()

    # ---- beginning and end

    def start_application_mode(self) -> None:
        """Takes over the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is None or not self._writer_thread.is_alive():
            return  # in the background, and about to stop
        if self.attributes_at_start is not None:
            self.attrs_before = self.attributes_at_start
        before = signal.getsignal(signal.SIGWINCH)
        self._tell_app_the_size = before if callable(before) else _ignore
        signal.signal(signal.SIGWINCH, self._resized)
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGHUP, self._on_signal)
        self._shadow.resize(*self._get_terminal_size())
        self._shadow.line_feeds = self._pass_line_feeds()
        if self.first_frame:
            self._shadow.assume(self.first_frame)
            type(self).first_frame = ""
        if self._stopped:  # back from the shell: the screen is blank
            self._loop.call_soon_threadsafe(lambda: self._app.refresh(layout=True))

    def _pass_line_feeds(self) -> bool:
        """Has the tty send "\\n" as it is; undone with its other settings."""
        try:
            attributes = termios.tcgetattr(self.fileno)
            attributes[1] &= ~termios.OPOST
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        except termios.error:
            return False
        return True

    def stop_application_mode(self) -> None:
        """Gives the terminal back."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        self._stopped = True
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Ends the input thread, without waiting for its next turn."""
        os.write(self._wake_write, b"x")
        super().disable_input()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        # On a thread of its own: the interrupted code may hold a lock that the way out needs.
        _thread.start_new_thread(self._leave, (128 + number,))

    def _leave(self, status: int) -> None:
        """Saves, restores the terminal and ends the process, in a limited time."""
        if not self._leaving.acquire(blocking=False):
            return
        deadline = threading.Timer(SAVING_TIME, os._exit, [status])
        deadline.daemon = True
        deadline.start()
        try:
            save = type(self).on_hangup
            if save is not None:
                save()
        finally:
            self._restore()
            os._exit(status)

    def _restore(self) -> None:
        writer = self._writer_thread
        if writer is not None and writer.is_alive():
            with suppress(Full):  # behind a frame that is being written, so as not to cut a sequence in two
                writer._queue.put(_RESTORE, timeout=0.5)
                writer._queue.put(None, timeout=0.5)
                writer.join(0.5)
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    # ---- what is not asked of the terminal

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1006l\x1b[?1000l")

    def _enable_mouse_pixels(self) -> None:
        """Positions stay in cells."""

    def _query_in_band_window_resize(self) -> None:
        """The size is the tty's own."""

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing is opened: over SSH it would be opened on the wrong machine."""

    # ---- input

    def run_input_thread(self) -> None:
        """Reads the keyboard until the driver stops or the terminal is gone."""
        incoming = Incoming(self._debug)
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(self._wake_read, select.POLLIN)
        self._drain_wakes()
        while not self.exit_event.is_set():
            ready = {descriptor for descriptor, _ in poll.poll(incoming.patience(self.paste_patience))}
            if self._wake_read in ready:
                self.exit_event.wait(1.0)
                self._drain_wakes()
                continue
            for message in incoming.take(self._read()) if self.fileno in ready else incoming.waited():
                with suppress(Exception):  # whatever the terminal sent, it must not end the program
                    self.process_message(message)

    def _drain_wakes(self) -> None:
        while select.select([self._wake_read], [], [], 0)[0]:
            os.read(self._wake_read, 64)

    def _read(self) -> bytes:
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            data = b""
        if not data:
            self._leave(HUNG_UP)
        return data

    # ---- output

    def write(self, data: str) -> None:
        """Writes a frame as its difference from the one before, and everything else as it is."""
        if data in (_SYNC_START, _SYNC_END):
            self._sync = data == _SYNC_START
        elif data.startswith(_UNWANTED) or (data == _ALTERNATE and self.first_frame):
            return
        elif data.startswith(_STILL):
            super().write(data)
        else:
            self._write_frame(data)

    def _write_frame(self, data: str) -> None:
        size = self._app.size
        if (size.width, size.height) != (self._shadow.width, self._shadow.height):
            self._shadow.resize(size.width, size.height)
        data = data.replace(DROPPED, "")
        less = self._shadow.frame(data)
        if less is None and self._shadow.line_feeds:
            less = data.replace("\n", "\r\n")
        self._send(data if less is None else less)

    def _send(self, data: str) -> None:
        if data:
            super().write(f"{_SYNC_START}{data}{_SYNC_END}" if self._sync and len(data) > _WORTH_SYNC else data)

    def pass_on(self, sequence: str) -> None:
        """Writes, between two frames and from any thread, what leaves the cells and the cursor alone."""
        super().write(sequence)

    def invalidate(self) -> None:
        """The next frame sends everything: something else may have written on the terminal."""
        self._shadow.invalidate()

    def redraw(self) -> None:
        """Sends everything again, now."""
        everything = self._shadow.repaint()
        if everything is None:
            self._app.refresh(layout=True)
        else:
            self._send(everything)


def _ignore(number: int, frame: FrameType | None) -> None:
    """A signal that nobody waits for."""
