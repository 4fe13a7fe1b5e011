"""Hostile text in every field of a store, on every screen: shown as what it is, and never able to act on the terminal.

Two layers see to that: the guard, where text from a store becomes text on the screen, and the choke point before the
terminal. Each is taken away in turn, to see that the other holds and that these tests would notice if both were gone.
"""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from builders import a_citation, a_dataset, a_quotation, a_source, an_entity, an_event, the_manifest
from terminal import ROOT, Terminal, python_program, stray_controls

from store import loading

HOSTILE = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))


def text_of(entry):
    """The text of an entry as far as SQLite can hold it: no lone surrogates, no NUL."""
    text = entry["text"] * entry.get("repeat", 1)
    return text.encode("utf-8", "replace").decode().replace("\0", "␀")


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory):
    """A store in which each text is an event's title and summary, an entity's name, a quotation, a source's text."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = [text_of(entry) for entry in HOSTILE]
    paragraph = "The council of Arnholt closed the old bridge on Thursday."
    numbers = range(1, len(texts) + 1)
    dataset = a_dataset(
        folder,
        sources=[a_source(f"s{n}", kind="original", text="one.txt") for n in numbers],
        texts={"one.txt": paragraph + "\n"},
        entities=[an_entity(f"e{n}") for n in numbers],
        events=[
            an_event(
                f"v{n}",
                date="2024-01-11",
                seq=n,
                entities=[{"id": f"e{n}", "role": "by"}],
                citation=[a_citation(f"s{n}", words=paragraph, original=None)],
            )
            for n in numbers
        ],
        quotations=[
            a_quotation(
                f"q{n}", speaker=f"e{n}", source=f"s{n}", paragraph=1, text="closed", event=f"v{n}", original=None
            )
            for n in numbers
        ],
        manifest=the_manifest(expected=None),
    )
    path = folder / "hostile.timeline"
    loading.build(dataset, path)
    spoil(path, texts)
    return path


def spoil(path, texts):
    """Puts the texts where a builder with good manners would never let them in."""
    database = sqlite3.connect(path)
    for number, text in enumerate(texts, 1):
        title = text or " "
        database.execute("UPDATE event SET title = ?, summary = ? WHERE slug = ?", (title, text, f"v{number}"))
        database.execute("UPDATE entity SET name = ? WHERE slug = ?", (title, f"e{number}"))
        database.execute("UPDATE quotation SET text = ? WHERE slug = ?", (title, f"q{number}"))
        database.execute("UPDATE source SET title = ?, publisher = ? WHERE slug = ?", (title, title, f"s{number}"))
        source = database.execute("SELECT id FROM source WHERE slug = ?", (f"s{number}",)).fetchone()[0]
        body = text.replace("\n", " ") + " end"
        database.execute("UPDATE source_text SET text = ? WHERE source_id = ?", (body, source))
        database.execute('UPDATE paragraph SET start = 0, "end" = ? WHERE source_id = ?', (len(body), source))
        database.execute('UPDATE passage SET start = 0, "end" = ? WHERE source_id = ?', (len(body), source))
    database.commit()
    database.close()


def browse(argv, size=(120, 40)):
    """Walks over all events, opens the source behind each, and returns what was sent and all that was shown."""
    shown = []
    with Terminal(argv, *size, env={"TERM": "xterm-256color"}) as terminal:
        terminal.expect("keys")
        for number in range(1, len(HOSTILE) + 1):
            terminal.expect(f"{number} of {len(HOSTILE)} events")
            terminal.settle(0.06)
            shown.append(terminal.text())
            terminal.press("enter")
            terminal.expect("passage 1 of 1")
            terminal.settle(0.06)
            shown[-1] += terminal.text()
            terminal.press("q")
            terminal.expect(f"{number} of {len(HOSTILE)} events")
            terminal.press("j")
        terminal.press("q")
        assert terminal.wait() == 0
        return terminal.raw, shown


def walk(argv):
    """Walks over the events with eyes shut: what is on the screen may be anything."""
    with Terminal(argv, 120, 40, env={"TERM": "xterm-256color"}) as terminal:
        terminal.expect("keys")
        for number in range(len(HOSTILE)):
            terminal.press("j")
            terminal.settle(0.05, timeout=60)
            if number % 20 == 0:
                terminal.press("enter")
                terminal.settle(0.3, timeout=60)
                terminal.press("q")
                terminal.settle(0.2, timeout=60)
        return terminal.raw


def program(store, preparation=""):
    """The viewer, after something was done to it."""
    return python_program(f"""
import sys
{preparation}
from tui import cli
sys.exit(cli.main([{str(store)!r}]))
""")


def look_over(argv, size=(120, 40)):
    """Walks over the quotations, the sources, the matrix and one event's sources with eyes shut."""
    with Terminal(argv, *size, env={"TERM": "xterm-256color"}) as terminal:
        terminal.expect("keys")
        for keys in (('"',), ("s",), ("q", "o"), ("tab",), ("3",), ("4",), ("0", "V")):
            terminal.press(*keys)
            terminal.settle(0.3, timeout=60)
            for _ in range(0, len(HOSTILE), 10):
                terminal.press("pgdn", "}" if "tab" in keys else "j")
                terminal.settle(0.1, timeout=60)
        terminal.press("Q")
        assert terminal.wait() == 0
        return terminal.raw


NO_GUARD = """
import tui.guard
tui.guard.guard = tui.guard.guard_body = lambda text: text
tui.guard.placeholder = lambda text, instead="": text
"""
NO_CHOKE_POINT = """
import tui.driver
tui.driver.install_choke_point = lambda: None
"""


def test_all_hostile_texts_on_every_screen_are_shown_and_never_obeyed(hostile_store):
    raw, shown = browse([sys.executable, "-m", "tui.cli", str(hostile_store)])
    assert stray_controls(raw) == []
    for entry, screen in zip(HOSTILE, shown, strict=True):
        wanted = entry["must"].get("display", "") * entry.get("repeat", 1)
        if wanted.isprintable() and 0 < len(wanted) < 40 and text_of(entry) == entry["text"]:
            assert wanted[:20].strip() in screen, entry["name"]


def test_hostile_texts_on_the_pages_that_look_over_all(hostile_store):
    assert stray_controls(look_over([sys.executable, "-m", "tui.cli", str(hostile_store)])) == []
    raw = look_over(program(hostile_store, NO_CHOKE_POINT), (80, 24))
    assert set(stray_controls(raw)) <= {"\u2060"}


def test_without_the_guard_the_choke_point_still_holds(hostile_store):
    assert stray_controls(walk(program(hostile_store, NO_GUARD))) == []


def test_without_the_choke_point_the_guard_still_holds(hostile_store):
    raw = walk(program(hostile_store, NO_CHOKE_POINT))
    # Marks beyond the eighth on one letter become word joiners, which are harmless; the choke point drops them.
    assert set(stray_controls(raw)) <= {"\u2060"}


def test_these_tests_notice_when_both_are_gone(hostile_store):
    with Terminal(
        program(hostile_store, NO_GUARD + NO_CHOKE_POINT), 120, 40, env={"TERM": "xterm-256color"}
    ) as terminal:
        terminal.expect(lambda terminal: stray_controls(terminal.raw) != [])


@pytest.mark.parametrize("command", ["events", "sources", "entities", "quotations", "check"])
def test_listings_of_hostile_text_are_guarded(hostile_store, command):
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", command, str(hostile_store)], cwd=ROOT, capture_output=True, check=False
    )
    printed = done.stdout + done.stderr
    assert len(printed) > 1000 and b"Traceback" not in printed
    assert stray_controls(printed) == []
