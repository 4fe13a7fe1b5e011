"""The choke point: hostile text that was given to a widget unguarded does not reach the terminal."""

import subprocess

import pytest
from terminal import ROOT, Terminal, python_environment, python_program, stray_controls

SHOW = """
import json, sys
from tui import environment
environment.scrub()
from textual.app import App
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Label, Static
from rich.segment import Segment
from rich.style import Style
from tui.driver import TimelineDriver, install_choke_point

texts = [case["text"] * min(case.get("repeat", 1), 300) for case in json.load(open(sys.argv[1]))]

class Line(Widget):
    text = ""
    def render_line(self, y):
        bare, dressed = self.text, self.text[:40]
        return Strip([Segment(bare), Segment(dressed, Style(bold=True))]).crop(0, self.size.width)

class Show(App):
    CSS = "Line { height: 1; } Static { height: 2; }"
    BINDINGS = [("q", "quit", "")]
    def compose(self):
        yield Label("begin", id="place", markup=False)
        yield Static("", id="static", markup=False)
        yield Label("", id="label", markup=False)
        yield Line()
    def on_mount(self):
        self.cases = iter(enumerate(texts))
        self.call_after_refresh(self.next_case)
    def next_case(self):
        number, text = next(self.cases, (None, ""))
        if number is None:
            self.query_one("#place").update(f"shown: {len(texts)}")
            return
        self.query_one("#place").update(f"case {number}")
        self.query_one("#static").update(text)
        self.query_one("#label").update(text)
        self.query_one(Line).text = text
        self.query_one(Line).refresh()
        self.set_timer(0.02, self.next_case)
"""
RUN = """
app = Show(driver_class=TimelineDriver)
app.run()
sys.exit(app.return_code or 0)
"""
HOSTILE = str(ROOT / "tests" / "hostile.json")


def show_all(program: str) -> list[str]:
    """Shows every hostile text in three kinds of widget; returns what reached the terminal and should not."""
    with Terminal([*python_program(program + RUN), HOSTILE]) as terminal:
        terminal.expect(lambda terminal: b"shown: " in terminal.raw)
        terminal.settle()
        assert "shown: 246" in terminal.text()
        return stray_controls(bytes(terminal.raw))


def test_hostile_text_in_any_widget_reaches_the_terminal_harmless() -> None:
    assert show_all(SHOW + "install_choke_point()") == []


def test_without_the_choke_point_the_same_text_acts_on_the_terminal() -> None:
    strays = show_all(SHOW)
    assert "\x1b]52;c;cm0gLXJmIH4K\x07" in strays
    assert {"\x9b", "\u202e", "\u200b", "\x00"} <= set(strays)
    assert len(strays) > 1000


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        python_program(code), env=python_environment(), cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60
    )


LINKS = """
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from tui.choke_point import install_choke_point
install_choke_point()
console = Console(color_system="truecolor", force_terminal=True)
print(ascii(Strip([Segment("here", Style(link={!r}))]).render(console)))
"""


def test_a_plain_link_stays_a_link() -> None:
    assert "https://example.org/a?b=c" in run(LINKS.format("https://example.org/a?b=c")).stdout


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://a/\x1b]52;c;QQ==\x07",
        "https://é/",
        "https://" + "a" * 3000,
    ],
)
def test_any_other_link_is_only_text(link: str) -> None:
    assert run(LINKS.format(link)).stdout == "'here'\n"


@pytest.mark.parametrize(
    "change",
    [
        "del Strip.render_style",
        "Strip.render = lambda self, console, more: ''",
        "Strip.__slots__ = [name for name in Strip.__slots__ if name != '_render_cache']",
        "Strip.render_style = classmethod(lambda cls, style, text, color_system: '\\x1b]0;' + text)",
    ],
)
def test_another_textual_is_refused_rather_than_left_unguarded(change: str) -> None:
    code = f"from textual.strip import Strip\n{change}\nfrom tui.choke_point import *\ninstall_choke_point()"
    done = run(code)
    assert done.returncode == 1
    assert "ChokePointMissing: Textual" in done.stderr


def test_installing_twice_changes_nothing() -> None:
    code = "from tui.choke_point import *\ninstall_choke_point()\nbefore = Strip.render\ninstall_choke_point()\n"
    assert run(code + "assert Strip.render is before").returncode == 0


def test_text_from_the_guard_passes_unchanged() -> None:
    code = """
import json
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip
from tui.choke_point import install_choke_point
from tui.guard import guard
install_choke_point()
for case in json.load(open("tests/hostile.json")):
    shown = guard(case["text"] * min(case.get("repeat", 1), 50)).replace("\\u2060", "")
    assert Strip([Segment(shown)]).render(Console()) == shown, case["name"]
"""
    assert run(code).returncode == 0
