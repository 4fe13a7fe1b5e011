"""Small Textual programs on the project's driver, for tests in a real terminal."""

HEAD = """
import os, sys
from tui import environment
environment.scrub()
terminal = environment.terminal_kind()
from textual.app import App
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static
from rich.segment import Segment
from rich.style import Style
from tui.driver import TimelineDriver, install_choke_point
Driver = TimelineDriver
"""

KEYS = (
    HEAD
    + """
class Keys(App):
    BINDINGS = [("q", "quit", "")]
    def compose(self):
        yield Static("Ready", markup=False)
        yield Static("", id="size")
    def on_key(self, event):
        self.query_one(Static).update(f"Key {event.key!r}")
    def on_paste(self, event):
        self.query_one(Static).update(f"Pasted {len(event.text)}: {event.text[:9]!a}")
    def on_resize(self, event):
        self.query_one("#size").update(f"{event.size.width}x{event.size.height}")
    def action_redraw(self):
        self._driver.redraw()
"""
)

RUN = """
app = Keys(driver_class=Driver)
app.run()
sys.exit(app.return_code or 0)
"""

SAVING = """
Driver.on_hangup = lambda: open(sys.argv[1], "w").write("saved")
"""

LIST = (
    HEAD
    + """
class List(Widget, can_focus=True):
    top = row = pressed = 0
    def line(self, n):
        return f" {1000 + n}  An event of that year 漢字, number {n * 7919 % 1000} ❤\\ufe0f and how it ended"
    def render_line(self, y):
        n = self.top + y
        strip = Strip([Segment(self.line(n), Style(bold=n == self.row, dim=n % 7 == 0))])
        if y == self.size.height - 1:
            told = f"{self.app.size.width}x{self.app.size.height}, {self.pressed} keys"
            strip = Strip([Segment(told, Style(reverse=True))])
        return strip.adjust_cell_length(self.size.width)
    def on_key(self, event):
        page = self.size.height - 2
        self.row += {"down": 1, "up": -1, "pagedown": page, "pageup": -page}.get(event.key, 0)
        self.row = max(self.row, 0)
        self.top = min(max(self.top, self.row - page), self.row)
        self.pressed += 1
        self.refresh()
class Keys(App):
    CSS = "List { height: 1fr; } #foot { height: 1; dock: bottom; background: blue; }"
    BINDINGS = [("q", "quit", "")]
    def compose(self):
        yield List()
        yield Static("a foot [b]below[/b]", id="foot", markup=False)
    def on_mount(self):
        self.query_one(List).focus()
"""
)

OWN_DRIVER = """
from textual.drivers.linux_driver import LinuxDriver as Driver
"""
