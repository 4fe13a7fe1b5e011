"""The user's own keys: what a file may say, what is wrong with one, and what holds then, on the screen too."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from terminal import Terminal, python_environment

from tui import key_names, keys, rebinding
from tui.commands import key_sheet
from tui.keys import TABLE
from tui.rebinding import conflicts, read, understand

BROKEN = [
    ("go_to = ", "line 1: it is no TOML: invalid value, at the end of the file"),
    ("\ngo_to = t", "line 2: it is no TOML: invalid value (column 9)"),
    ("[chronology", "line 1: it is no TOML: expected ']'"),
    ("[chronology]\ngo_to = ['a']\ngo_to = ['a']", "line 3: it is no TOML: cannot overwrite"),
    ("x = " + "[" * 5000, "nested too deep"),
    ("x = " + "9" * 5000, "a number too long"),
    ("[cronology]\n", "line 1: there is no place 'cronology'; did you mean 'chronology'?"),
    ("[everywhere]\nthem = 'A'", "line 2: there is no action 'them' in [everywhere]; did you mean 'theme'?"),
    ("\n[chronology]\ntheme = 'A'", "line 3: there is no action 'theme' in [chronology]; it is in [everywhere]"),
    ("flyaway = 'A'", "line 1: there is no action 'flyaway'"),
    ("open = 'A'", "'open' is in several places: write it under [chronology] or [card] or [reader]"),
    ("theme = 7", "line 1: theme = 7: keys are a text or a list of texts"),
    ("theme = true", "theme = true: keys are a text"),
    ("theme = ['A', 7]", "keys are a text or a list of texts"),
    ("[everywhere.theme]\nkeys = 'A'", "line 1: theme = {'keys': 'A'}: keys are a text"),
    ("theme = 1979-05-27", "keys are a text or a list of texts"),
    ("theme = 'A'\n[everywhere]\ntheme = 'B'", "'theme' is set twice"),
    ("theme = ['A', 'A']", "theme: A stands there twice"),
    ("theme = ''", "'' is no key"),
    ("theme = 'spcae'", "'spcae' is no key; did you mean 'space'?"),
    ("theme = 'A, B'", '\'A, B\' is no key; several keys are a list: ["A", "B"]'),
    ("theme = 'A B'", "several keys are a list"),
    ("theme = 'F13'", "'F13' is no key: F1 to F12 are"),
    ("theme = 'ctrl+i'", "'ctrl+i': terminals send the same as for tab"),
    ("theme = 'ctrl+m'", "'ctrl+m': terminals send the same as for enter"),
    ("theme = 'Ctrl-H'", "'Ctrl-H': terminals send the same as for backspace"),
    ("theme = '^J'", "'^J': terminals send the same as for a line's end"),
    ("theme = 'ctrl+['", "'ctrl+[': terminals send the same as for esc"),
    ("theme = 'ctrl+c'", "'ctrl+c' always leaves"),
    ("theme = 'ctrl+q'", "'ctrl+q' always leaves"),
    ("theme = 'ctrl+1'", "'ctrl+1': terminals can't send this"),
    ("theme = 'ctrl+enter'", "'ctrl+enter': terminals can't send this"),
    ("theme = 'ctrl+shift+d'", "terminals can't tell this from ctrl+d"),
    ("theme = 'alt+x'", "'alt+x': terminals send alt as esc and then the key"),
    ("theme = 'M-x'", "terminals send alt as esc"),
    ("theme = 'cmd+s'", "'cmd+s': terminals don't send this key on"),
    ("theme = 'shift+g'", "'shift+g': write the letter as it is typed: 'G'"),
    ("theme = 'shift+1'", "write the sign that is typed, without shift"),
    ('theme = "\\u001b"', "U+001B is no key that can be typed"),
    ('theme = "\\u0301"', "U+0301 is no key that can be typed"),
    ("theme = 'j'", "line 1: j is theme everywhere, and line_down in every list: one of them must give way"),
    ("[everywhere]\ntheme = 't'", "line 2: t is theme everywhere, and go_to in the chronology"),
    ("[chronology]\ngo_to = 'g'", "line 2: g is go_to in the chronology, and first in every list"),
    ("[chronology]\ngo_to = 'A'\nsince = 'A'", "A is go_to in the chronology, and since in the chronology too"),
    ("[axis]\nlater = 'D'", "D is later on the axis, and theme everywhere"),
    ("[card]\nopen = '?'", "? is open in the card, and help everywhere"),
    ("[[chronology]]\nfind = 'F9'", "'chronology' is a place: write [chronology], and its actions below it"),
    ("back = []", "line 1: back has no key left, and there must be a way out"),
    ("[everywhere]\nback = false\nleave = false", "line 2: back has no key left"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN, ids=[text[:30].strip() for text, _ in BROKEN])
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_changed(text, said):
    rebound = understand(text)
    assert rebound.table == TABLE
    assert any(said in str(problem) for problem in rebound.problems), rebound.problems
    assert all("Traceback" not in str(problem) and len(str(problem)) < 300 for problem in rebound.problems)


def test_files_that_can_not_be_read_are_told(tmp_path):
    assert read(tmp_path / "none") == rebinding.Rebound()
    assert "not a file" in str(read(tmp_path).problems[0])
    os.mkfifo(tmp_path / "pipe")
    assert "not a file" in str(read(tmp_path / "pipe").problems[0])
    (tmp_path / "keys.toml").write_bytes(b"# fine\ntheme = '\xff'")
    assert str(read(tmp_path / "keys.toml").problems[0]) == "line 2: it is not UTF-8"
    (tmp_path / "keys.toml").write_bytes(b"#" * 70_000)
    assert "longer than 64 KB" in str(read(tmp_path / "keys.toml").problems[0])
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "can't be read" in str(read(tmp_path / "loop").problems[0])
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    assert "a link to a file that is not there" in str(read(tmp_path / "link").problems[0])


@pytest.mark.parametrize("key", TABLE, ids=lambda key: f"{key.place}.{key.action}")
def test_every_action_can_have_another_key_and_all_but_back_none(key):
    wanted = understand(f"[{key.place}]\n{key.action} = 'F9'\n")
    assert not wanted.problems and [each.keys for each in wanted.table if each != key and each.keys == "f9"] == ["f9"]
    off = understand(f"[{key.place}]\n{key.action} = false\n")
    assert bool(off.problems) == (key.action == "back")


def test_all_problems_of_a_file_are_told_at_once():
    assert [problem.line for problem in understand("a = 1\ntheme = 'ctrl+i'\n\n[moving]\nup = 'x'").problems] == [
        1,
        2,
        5,
    ]


def test_conflicts_are_told_beside_other_faults_but_none_that_a_fault_may_have_made():
    said = [str(problem) for problem in understand("theme = 'j'\nhelp = 'ctrl+i'\nnonsense = 'A'").problems]
    assert [line.split(":")[0] for line in said[:2]] == ["line 2", "line 3"]
    assert said[2].startswith("line 1: j is theme everywhere, and line_down in every list")
    assert len(understand("[chronology]\ngo_to = 'ctrl+i'\nsince = 't'").problems) == 1


def test_the_usual_table_has_no_conflicts():
    assert conflicts(TABLE) == []


def test_two_keys_can_be_exchanged():
    rebound = understand("[chronology]\ngo_to = 's'\nnext_silence = ['t', 'F6']\n[everywhere]\ntheme = false")
    assert rebound.problems == ()
    found = {key.action: key.shown for key in rebound.table}
    assert (found["go_to"], found["next_silence"], found["theme"]) == ("s", "t F6", "")


def test_the_names_of_signs_are_those_of_the_framework():
    from textual.keys import _character_to_key

    for sign in [*map(chr, range(33, 127)), *"éøжñ字§€«"]:
        assert key_names.parse(sign) == _character_to_key(sign), sign


def test_every_key_that_is_taken_is_one_that_the_framework_hears_of():
    from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

    heard = {key for found in ANSI_SEQUENCES_KEYS.values() if isinstance(found, tuple) for key in found}
    names = [
        *key_names._NAMED,
        "shift+tab",
        "ctrl+space",
        "ctrl+]",
        "ctrl+\\",
        "ctrl+^",
        "ctrl+_",
        "ctrl+home",
        "shift+up",
    ]
    names += [f"ctrl+{letter}" for letter in "abdefgklnoprstuvwxyz"]
    for name in names:
        parsed = key_names.parse(name)
        sign = key_names.typed(parsed)
        assert parsed in heard or (len(sign) == 1 and key_names.parse(sign) == parsed), name


def test_a_key_is_written_as_it_is_read():
    for key in TABLE:
        for name in key.keys.split(","):
            assert key_names.parse(key_names.typed(name)) == name
            assert key_names.parse(key_names.shown(name)) == name


KEYS = st.sampled_from([*(chr(code) for code in range(33, 127)), "F6", "F7", "ctrl+t", "ctrl+y", "tab", "home", "é"])
ACTIONS = st.sampled_from([(key.place, key.action) for key in TABLE])
FILES = st.dictionaries(ACTIONS, st.lists(KEYS, max_size=3, unique=True), min_size=1, max_size=6)


@settings(max_examples=300, deadline=None)
@given(FILES)
def test_any_file_that_is_taken_leaves_each_action_a_key_of_its_own_or_off_and_a_way_out(wanted):
    by_place: dict[str, list[str]] = {}
    for (place, action), names in wanted.items():
        by_place.setdefault(place, []).append(f"{action} = {json.dumps(names)}")
    text = "\n".join(line for place, lines in by_place.items() for line in (f"[{place}]", *lines))
    rebound = understand(text)
    if rebound.problems:
        assert rebound.table == TABLE
        return
    assert [(key.place, key.action) for key in rebound.table] == [(key.place, key.action) for key in TABLE]
    for key in rebound.table:
        names = wanted.get((key.place, key.action))
        assert key.keys == (",".join(map(key_names.parse, names)) if names is not None else _usual(key))
    for place in (keys.CHRONOLOGY, keys.CARD, keys.READER):
        (group,) = keys.reached(place)
        bound = [name for key in rebound.table if key.place in group for name in key.keys.split(",") if name]
        assert len(bound) == len(set(bound))
    assert next(key.keys for key in rebound.table if key.action == "back")


def _usual(key):
    return next(usual.keys for usual in TABLE if (usual.place, usual.action) == (key.place, key.action))


def run(config, *arguments):
    """`timeline keys` with a config folder."""
    env = python_environment(XDG_CONFIG_HOME=str(config))
    command = [sys.executable, "-m", "tui.cli", "keys", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def config(tmp_path):
    """A config folder, and a way to put keys into it."""
    (tmp_path / "config" / "timeline").mkdir(parents=True)

    def write(text):
        (tmp_path / "config" / "timeline" / "keys.toml").write_text(text, encoding="utf-8")
        return tmp_path / "config"

    return write


def test_the_command_prints_what_holds(config):
    done = run(config("[chronology]\ngo_to = 'A'\nsince = false"))
    assert done.returncode == 0 and done.stderr == ""
    assert re.search(r"^\* go_to +A +go to a time", done.stdout, re.MULTILINE)
    assert re.search(r"^\* since +\(off\)", done.stdout, re.MULTILINE)
    assert re.search(r"^  repeat +r +repeat the last", done.stdout, re.MULTILINE)
    found = json.loads(run(config("[chronology]\ngo_to = 'A'"), "--json").stdout)
    assert found["problems"] == [] and len(found["keys"]) == len(TABLE)
    changed = [key for key in found["keys"] if key["changed"]]
    assert [(key["place"], key["action"], key["keys"], key["usual"]) for key in changed] == [
        ("chronology", "go_to", ["A"], ["t"])
    ]


def test_the_command_tells_every_fault_and_fails(config):
    done = run(config("theme = 'j'\nreload = 'ctrl+i'"))
    assert done.returncode == 1
    assert "keys.toml: line 2: reload: 'ctrl+i': terminals send the same as for tab" in done.stderr
    assert "the usual keys are in force" in done.stderr
    assert not re.search(r"\*$", done.stdout, flags=re.MULTILINE)
    assert json.loads(run(config("theme = 'j'"), "--json").stdout)["problems"][0]["line"] == 1


def test_hostile_text_in_a_file_stays_text(config):
    done = run(config('"\\u001b]0;x\\u0007" = "A"\ntheme = "\\u001b[2J"'))
    assert done.returncode == 1 and "\x1b" not in done.stderr + done.stdout and "\x07" not in done.stderr


def test_the_file_to_begin_with_changes_nothing_even_where_every_line_counts(config):
    done = run(config("theme = 'A'"), "--template")
    assert done.returncode == 0
    assert understand(done.stdout) == rebinding.Rebound()
    whole = re.sub(r"^# (\w+ = )", r"\1", done.stdout, flags=re.MULTILINE)
    assert whole.count(" = [") == len(TABLE)
    assert understand(whole) == rebinding.Rebound()
    assert "".join(key_sheet.template(Path("x"))).isascii() or "…" in done.stdout


def timeline(store, config, size=(80, 24)):
    """The program with a config folder."""
    return Terminal([sys.executable, "-m", "tui.cli", str(store)], *size, env={"XDG_CONFIG_HOME": str(config)})


def test_a_rebound_key_works_the_old_one_does_not_and_everything_shows_it(sample, config):
    mine = '[chronology]\ngo_to = ["A", "F6"]\nsince = false\n[moving]\nline_down = "d"\n[everywhere]\nhelp = "H"\n'
    with timeline(sample, config(mine + 'back = ["q", "esc"]')) as terminal:
        terminal.expect("H keys")
        terminal.expect("A go to")
        terminal.press("j", "h", "d", "d")
        terminal.expect("3 of 57 events")
        terminal.press("t", "T", "A")
        terminal.expect("Go to which time?")
        terminal.press("esc")
        terminal.expect(lambda terminal: "Go to which" not in terminal.text())
        terminal.press("f6")
        terminal.expect("Go to which time?")
        terminal.press("esc")
        terminal.expect(lambda terminal: "Go to which" not in terminal.text())
        terminal.press("H")
        terminal.expect("A F6 go to a time")
        assert "since the event" not in terminal.text()
        terminal.press("H")
        terminal.expect("3 of 57 events")
        terminal.press(":", *"time")
        terminal.expect(lambda terminal: re.search(r"Go to a time.* A F6 *$", terminal.text(), re.MULTILINE))
        terminal.expect("Show the time since the event before")
        terminal.press("esc")
        terminal.expect("3 of 57 events")
        terminal.press("q")
        assert terminal.wait() == 0


def test_a_key_can_go_elsewhere_and_tab_can_be_switched_off(sample, config):
    mine = '[chronology]\nother_pane = "w"\ngo_to = "ctrl+space"\nundated = "é"\n'
    with timeline(sample, config(mine), (120, 40)) as terminal:
        terminal.expect("w pane")
        terminal.press("tab", "j", "j")
        terminal.expect("3 of 57 events")
        terminal.send(b"\0")
        terminal.expect("Go to which time?")
        terminal.press("esc")
        terminal.expect(lambda terminal: "Go to which" not in terminal.text())
        terminal.press("é")
        terminal.expect("44 of 57 events")


def test_a_broken_file_leaves_the_usual_keys_and_says_so_once(sample, config):
    with timeline(sample, config("theme = 'j'\nnonsense = 'A'")) as terminal:
        terminal.expect("keys.toml is not used (3 faults): see timeline keys.")
        terminal.press("j")
        terminal.expect("2 of 57 events")
        terminal.expect("? keys")
        terminal.press("ctrl+c")
        assert terminal.wait() == 130


def test_nothing_is_imported_for_keys_where_there_is_no_file(sample, config):
    program = f"""
import sys, types
sys.modules["tui.app"] = types.SimpleNamespace(
    view=lambda *arguments: len({{"tomllib", "tui.rebinding", "tui.key_names"}} & set(sys.modules)))
from tui import cli
print("loaded", cli.main([{str(sample)!r}]))
"""
    with Terminal([sys.executable, "-c", program]) as terminal:
        terminal.expect("loaded 0")
    with Terminal([sys.executable, "-c", program], env={"XDG_CONFIG_HOME": str(config("theme = 'A'"))}) as terminal:
        terminal.expect("loaded 3")
