"""Copying: to the clipboard of a terminal over ssh, in tmux, in GNU screen, to the machine's own tools, and to a file.

The terminal is a real pseudo-terminal; what a clipboard would hold is decoded from the bytes that reach it.
"""

import base64
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_store
from documents import ARTICLE, built, with_originals
from over_ssh import command
from pybtex.database import parse_string
from terminal import NOBODYS, Terminal

from store import chronology
from store.database import open_store
from store.originals import attaching
from tui import cited, clipboard
from tui.guard import guard_body
from tui.parts import copying
from tui.subject import Subject

OSC_52 = re.compile(rb"\x1b\]52;[^;]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")
BUILT = "The bridge is built\n1931 · construction · happened\nWho: Arnholt (place), Old Bridge (about)"
HOSTILE = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))


@pytest.fixture
def bridge(tmp_path):
    """The bridge at Arnholt, as a store."""
    return a_store(tmp_path)


def timeline(store, folder, *, size=(100, 30), **environment):
    """The viewer with a state folder of its own."""
    env = {"TERM": "xterm-256color", "XDG_STATE_HOME": str(folder / "state"), **environment}
    terminal = Terminal([sys.executable, "-m", "tui.cli", str(store)], *size, env=env)
    terminal.expect("1 of 4")
    return terminal


def clipboard_of(terminal):
    """What the terminal was last given for its clipboard; None where it was given nothing."""
    given = OSC_52.findall(bytes(terminal.raw))
    return base64.b64decode(given[-1]).decode() if given else None


def kept(folder):
    """The file in which each copy is kept, readable by its owner alone."""
    path = folder / "state" / "timeline" / "copied.txt"
    assert path.stat().st_mode & 0o777 == 0o600 and [path] == list(path.parent.glob("*copied*"))
    return path.read_text(encoding="utf-8")


# ---- by which way


def test_without_anything_else_the_terminal_is_given_the_text(bridge, tmp_path):
    with timeline(bridge, tmp_path, HOME=str(tmp_path)) as terminal:
        terminal.press("y")
        terminal.expect("Copied (OSC 52)")
        assert f"{len(BUILT)} characters, plain text; also in ~/state/timeline/copied.txt" in terminal.text()
        assert clipboard_of(terminal) == kept(tmp_path) == BUILT
        for frame in re.findall(rb"\x1b\[\?2026h(.*?)\x1b\[\?2026l", bytes(terminal.raw), re.DOTALL):
            assert b"\x1b]52" not in frame


def test_over_ssh_the_terminal_is_given_the_text_and_no_tool_of_the_far_machine(server, bridge, tmp_path):
    a_tool(tmp_path / "bin", "xclip", f"cat >{tmp_path}/far")
    line = f"export XDG_STATE_HOME={tmp_path}/state DISPLAY=:0 PATH={tmp_path}/bin:$PATH; {command(bridge)}"
    with Terminal([*server, "-tt", line], 100, 30, env={"TERM": "xterm-256color"}) as terminal:
        terminal.expect("1 of 4 events")
        terminal.press("y")
        terminal.expect("Copied (OSC 52)")
        terminal.settle()
        assert clipboard_of(terminal) == kept(tmp_path) == BUILT
        assert not (tmp_path / "far").exists()


def in_tmux(bridge, tmp_path, settings, **environment):
    """The viewer in a tmux of its own, in a pseudo-terminal; and how to ask that tmux."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    (tmp_path / "tmux.conf").write_text(settings)
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(tmp_path / "tmux.conf")]
    given = "".join(f"{name}={shlex.quote(value)} " for name, value in environment.items())
    line = f"exec env -u SSH_CONNECTION {given}XDG_STATE_HOME={tmp_path}/state {command(bridge).partition('&& ')[2]}"
    start = [*tmux, "new-session", "-c", str(Path(__file__).parent.parent), line]
    return tmux, Terminal(start, 100, 30, env={"TERM": "xterm-256color"})


def copied_in_tmux(tmux, terminal, said):
    """Copies, and returns what tmux's own buffer holds."""
    try:
        terminal.expect("1 of 4 events")
        terminal.press("y")
        terminal.expect(said)
        terminal.expect(lambda terminal: clipboard_of(terminal) is not None)
        shown = subprocess.run([*tmux, "show-buffer"], capture_output=True, text=True, check=True)
        return shown.stdout
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


@pytest.mark.parametrize("settings", ["", "set -g set-clipboard on\n"], ids=["default", "set-clipboard on"])
def test_in_tmux_its_buffer_and_the_terminal_around_it_have_the_text(bridge, tmp_path, settings):
    tmux, terminal = in_tmux(bridge, tmp_path, settings)
    with terminal:
        assert copied_in_tmux(tmux, terminal, "Copied (tmux)") == BUILT
        assert clipboard_of(terminal) == kept(tmp_path) == BUILT


def test_ssh_from_within_tmux_reaches_the_terminal_where_tmux_lets_it(bridge, tmp_path):
    tmux, terminal = in_tmux(bridge, tmp_path, "set -g set-clipboard on\n", TMUX="", SSH_CONNECTION="1 2 3 4")
    with terminal:
        assert copied_in_tmux(tmux, terminal, "Copied (OSC 52)") == BUILT
        assert clipboard_of(terminal) == BUILT


def test_a_tmux_that_is_gone_leaves_the_terminal(bridge, tmp_path):
    with timeline(bridge, tmp_path, TMUX=f"{tmp_path}/no-socket,1,0") as terminal:
        terminal.press("y")
        terminal.expect("Copied (OSC 52)")
        assert clipboard_of(terminal) == BUILT


def test_a_tmux_too_old_for_it_is_asked_to_pass_the_text_on(bridge, tmp_path):
    path = a_tool(tmp_path / "bin", "tmux", "cat >/dev/null; echo 'unknown flag -w' >&2; exit 1")
    with timeline(bridge, tmp_path, TMUX=f"{tmp_path}/socket,1,0", PATH=path) as terminal:
        terminal.press("y")
        terminal.expect("Copied (OSC 52)")
        terminal.settle()
        payload = base64.b64encode(BUILT.encode())
        assert b"\x1bPtmux;\x1b\x1b]52;c;" + payload + b"\x07\x1b\\" in terminal.raw
        assert clipboard_of(terminal) == BUILT


def test_in_gnu_screen_the_sequence_goes_through_in_pieces(bridge, tmp_path):
    with timeline(bridge, tmp_path, STY="1.pts-0") as terminal:
        terminal.press("Y", "p")
        terminal.expect("Copied (OSC 52)")
        pieces = re.findall(rb"\x1bP(.{1,240}?)\x1b\\", bytes(terminal.raw), re.DOTALL)
        assert len(pieces) > 1
        assert base64.b64decode(OSC_52.fullmatch(b"".join(pieces))[1]).decode() == kept(tmp_path)


def a_tool(folder, name, script):
    """An executable of this name: a shell script."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_on_one_s_own_machine_its_tool_is_given_the_text(bridge, tmp_path):
    stays = f'echo "$@" >{tmp_path}/how; cat >{tmp_path}/taken; (sleep 3; exit 0) &'  # as xclip does, to hand it out
    path = a_tool(tmp_path / "bin", "xclip", stays)
    with timeline(bridge, tmp_path, PATH=path, DISPLAY=":0") as terminal:
        terminal.press("y")
        terminal.expect("Copied (xclip)")
        assert "also in" not in terminal.text() and clipboard_of(terminal) is None
        assert (tmp_path / "taken").read_text() == BUILT
        assert (tmp_path / "how").read_text() == "-selection clipboard -in\n"


def test_a_tool_that_hangs_holds_nobody_up(bridge, tmp_path):
    path = a_tool(tmp_path / "bin", "xclip", f"echo $$ >{tmp_path}/pid; exec sleep 60")
    a_tool(tmp_path / "bin", "xsel", "exit 1")
    with timeline(bridge, tmp_path, PATH=path, DISPLAY=":0") as terminal:
        terminal.send(b"yj")
        terminal.expect("2 of 4 events")
        assert "Copied" not in terminal.text()
        terminal.expect("Copied (OSC 52)")
        assert clipboard_of(terminal) == BUILT
        hung = int((tmp_path / "pid").read_text())
        end = time.monotonic() + 10
        while Path(f"/proc/{hung}").exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert not Path(f"/proc/{hung}").exists()


@pytest.fixture
def long_story(tmp_path):
    """A store whose first event has more to tell than a terminal takes."""
    path = a_store(tmp_path)
    change(path, "UPDATE event SET summary = ? WHERE slug = 'bridge-built'", "brick " * 12_000)
    return path


def change(path, statement, *values):
    """Changes a store as no builder would."""
    database = sqlite3.connect(path)
    database.execute(statement, values)
    database.commit()
    database.close()


@pytest.mark.parametrize("columns", [100, 40])
def test_a_text_that_is_too_long_for_a_terminal_is_in_a_file_that_is_named(long_story, tmp_path, columns):
    with timeline(long_story, tmp_path, size=(columns, 20), HOME=str(tmp_path)) as terminal:
        terminal.press("y")
        terminal.expect("Not copied")
        terminal.expect(lambda terminal: "~/state/timeline/copied.txt" in re.sub(r"[\s│]+", "", terminal.text()))
        assert "more than a terminal takes" in " ".join(re.sub("│", " ", terminal.text()).split())
        assert clipboard_of(terminal) is None
        assert kept(tmp_path).endswith("brick\nWho: Arnholt (place), Old Bridge (about)")


def test_where_the_state_folder_can_not_be_written_a_temporary_one_serves(bridge, tmp_path):
    with timeline(bridge, tmp_path, size=(200, 30), XDG_STATE_HOME=NOBODYS, TMPDIR=str(tmp_path)) as terminal:
        terminal.press("y")
        terminal.expect(f"also in {tmp_path}/timeline-{os.getuid()}/copied.txt")
        assert (tmp_path / f"timeline-{os.getuid()}" / "copied.txt").read_text() == BUILT


def test_where_nothing_works_that_is_said():
    def nowhere():
        raise PermissionError

    text = "x" * clipboard.MOST_ENCODED
    found = clipboard.copy(text, pytest.fail, [nowhere], {"PATH": "/nonexistent"})
    assert not found.ways and found.file is None
    (said,) = clipboard.sentences(found, text, "plain text")
    assert said == "Not copied: 74,994 characters are more than a terminal takes, and no file can be written."


@pytest.mark.parametrize(
    ("environment", "platform", "tried"),
    [
        ({}, "linux", [["OSC 52"]]),
        ({}, "darwin", [["pbcopy"], ["OSC 52"]]),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", [["wl-copy"], ["xclip"], ["xsel"], ["OSC 52"]]),
        ({"SSH_TTY": "/dev/pts/1", "DISPLAY": ":10"}, "linux", [["OSC 52"]]),
        ({"SSH_CONNECTION": "a b", "TMUX": "t"}, "darwin", [["tmux"], ["OSC 52"]]),
        ({"TMUX": "t"}, "darwin", [["tmux", "pbcopy"], ["tmux"], ["OSC 52"]]),
    ],
)
def test_which_ways_are_tried_where(environment, platform, tried):
    assert clipboard.ways(environment, platform) == tried


# ---- what is copied


def test_what_is_typed_behind_it_changes_nothing(bridge, tmp_path):
    with timeline(bridge, tmp_path) as terminal:
        terminal.send(b"jYbj")
        terminal.expect("3 of 4 events")
        terminal.expect(lambda terminal: clipboard_of(terminal) is not None)
        (entry,) = parse_string(clipboard_of(terminal), "bibtex").entries.values()
        assert "A crane strikes the bridge (Dec 2023)" in entry.fields["annotation"]
        assert "attributed to Harbour Office" in entry.fields["annotation"]


def test_who_copies_and_leaves_at_once_has_the_text(bridge, tmp_path):
    with timeline(bridge, tmp_path) as terminal:
        terminal.send(b"yQ")
        assert terminal.wait() == 0
        assert clipboard_of(terminal) == kept(tmp_path) == BUILT


@pytest.mark.parametrize(
    ("subject", "form", "begins"),
    [
        (
            Subject(quotation="not-safe", event=1),
            "plain",
            "Ida Brandt: “The bridge is not safe.”\nGazette of Arnholt, The",
        ),
        (
            Subject(event=1, citation=0, source="minutes"),
            "plain",
            "“The bridge was built in 1931.”\nGazette of Arnholt, The",
        ),
        (Subject(event=1, citation=7), "markdown", "**The bridge is built**\n"),
        (Subject(event=1, entity="bridge"), "plain", "The bridge is built\n"),
        (Subject(entity="bridge"), "plain", "Old Bridge"),
        (Subject(source="minutes"), "bibtex", "@article{minutes,\n"),
    ],
)
def test_the_narrowest_thing_under_the_cursor_is_copied(bridge, subject, form, begins):
    with open_store(bridge) as store:
        assert copying.text_of(store, subject, form, with_citation=True).startswith(begins)
        assert copying.text_of(store, Subject(entity="bridge"), "bibtex", with_citation=True) == ""


@pytest.mark.parametrize(
    ("key", "begins"),
    [("m", "**The bridge is built**"), ("p", "The bridge is built\n"), ("b", "@article{gazette,"), ("c", "[\n")],
)
def test_with_its_citation_in_each_format(bridge, tmp_path, key, begins):
    with timeline(bridge, tmp_path, size=(80, 24)) as terminal:
        terminal.press("Y")
        terminal.expect("Copy with the full citation as")
        terminal.press(key)
        terminal.expect("Copied (OSC 52)")
        text = clipboard_of(terminal)
        assert text.startswith(begins) and "Gazette of Arnholt" in text and "The bridge was built in 1931." in text
        terminal.press("Y", "enter")  # the same once more
        terminal.expect(lambda terminal: len(OSC_52.findall(bytes(terminal.raw))) == 2)
        assert clipboard_of(terminal) == text
        terminal.press("Y")
        terminal.expect("Copy with the full citation as")
        terminal.press("q")
        terminal.expect(lambda terminal: "Copy with" not in terminal.text())


def test_on_a_card_the_passage_under_the_cursor_is_copied(bridge, tmp_path):
    with timeline(bridge, tmp_path, size=(80, 24)) as terminal:
        terminal.press("enter")
        terminal.expect("Rests on")
        terminal.press("y")
        terminal.expect("Copied (OSC 52)")
        assert clipboard_of(terminal) == "“The bridge was built in 1931.”"


def test_a_place_as_a_command_line_is_copied_as_one_line(bridge, tmp_path):
    with timeline(bridge, tmp_path, size=(40, 12)) as terminal:
        terminal.press(":", "link", "enter")
        terminal.expect("y copies")
        terminal.press("y")
        terminal.expect("Copied (OSC 52)")
        copied = clipboard_of(terminal)
    assert "\n" not in copied and copied == kept(tmp_path)
    assert shlex.split(copied)[:2] == ["timeline", str(bridge)] and "--event" in copied


def test_the_words_of_an_original_are_not_copied(tmp_path):
    dataset, originals = with_originals(tmp_path)
    path = built(dataset, tmp_path)
    (originals / "whatever.bin").write_text(ARTICLE, encoding="utf-8", newline="")
    with open_store(path) as opened:
        attaching.attach(opened, tmp_path / "data" / "timeline" / "arnholt.originals", [originals])
        words = chronology.event(opened, 1).citations[0].words
    env = {"TERM": "xterm-256color", "XDG_DATA_HOME": f"{tmp_path}/data", "XDG_STATE_HOME": f"{tmp_path}/state"}
    with Terminal([sys.executable, "-m", "tui.cli", str(path)], 160, 30, env=env) as terminal:
        terminal.expect("1 of 3")
        terminal.press("enter")
        terminal.expect("passage 1 of")
        terminal.expect("original")
        terminal.settle()
        terminal.press("y")
        terminal.expect("the digest’s words")
        assert clipboard_of(terminal) == f"“{words}”"


def test_what_is_copied_is_guarded(bridge, tmp_path):
    change(bridge, "UPDATE event SET title = ? WHERE slug = 'bridge-built'", "A\x1b[2J\u202eB\r\nrm -rf")
    with timeline(bridge, tmp_path) as terminal:
        terminal.press("y")
        terminal.expect("Copied (OSC 52)")
        assert clipboard_of(terminal).splitlines()[0] == "A␛[2J\ufffdB␍ rm -rf"


def test_hostile_texts_are_guarded_in_every_format(bridge):
    with open_store(bridge) as store:
        event = chronology.event(store, 1)
        for entry in HOSTILE:
            text = entry["text"][:2000].encode("utf-8", "replace").decode()
            hostile = replace(event, row=replace(event.row, title=text), summary=text)
            hostile = replace(hostile, citations=(replace(event.citations[0], words=text, date_text=text),))
            for form in cited.FORMATS:
                copied = cited.event(store, hostile, form, cited=True)
                assert guard_body(copied) == copied and "\u2060" not in copied, (entry["name"], form)


# ---- the command line


def printed(*arguments):
    """What the command prints."""
    run = [sys.executable, "-m", "tui.cli", *map(str, arguments)]
    return subprocess.run(run, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def test_an_event_and_the_sources_in_each_format_on_the_command_line(bridge):
    assert printed("show", bridge, "bridge-built", "--format", "markdown").startswith("**The bridge is built**\n")
    assert list(parse_string(printed("sources", bridge, "--format", "bibtex"), "bibtex").entries) == [
        "gazette",
        "minutes",
    ]
    assert [item["id"] for item in json.loads(printed("sources", bridge, "--format", "csl-json"))] == [
        "gazette",
        "minutes",
    ]
    assert printed("sources", bridge, "--format", "plain").startswith(
        "1. Gazette of Arnholt, The gazette, published 12 Jan"
    )


def test_formats_have_no_words_of_originals(bridge):
    run = [sys.executable, "-m", "tui.cli", "show", str(bridge), "bridge-built", "--format", "plain", "--originals"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "leave --originals out" in done.stderr
