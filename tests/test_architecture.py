"""The house stays one that one wants to live in: sizes, docstrings, and what the first screen may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((*ROOT.glob("tui/**/*.py"), *ROOT.glob("store/**/*.py")))
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_CLASS = 300, 50, 250


def names(paths):
    return [path.relative_to(ROOT).as_posix() for path in paths]


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_file_says_what_it_is_for_and_stays_small(path):
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "no docstring"
    assert source.count("\n") <= LONGEST_FILE
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name
        if isinstance(node, ast.ClassDef):
            assert node.end_lineno - node.lineno < LONGEST_CLASS, node.name


def test_no_room_is_called_after_what_it_is_not():
    vague = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py", "manager.py"}
    assert [name for name in names(MODULES) if Path(name).name in vague] == []


def test_sql_is_written_in_the_store_alone():
    words = ("SELECT ", "INSERT ", "UPDATE ", "DELETE FROM")
    texts = {path: path.read_text(encoding="utf-8") for path in MODULES if path.is_relative_to(ROOT / "tui")}
    assert names(path for path, text in texts.items() if any(word in text for word in words)) == []


FIRST_SCREEN = """
import sys
from store.dates import parse
from tui import cli, opening
from tui.render import bars, rows
from tui.render.glyphs import UNICODE
from store import chronology
store = opening.open_reading(sys.argv[1], lambda sentence: None)
summary = chronology.summary(store)
bars.title(summary, "", 80, "·")
for row in chronology.rows(store, 1, 20):
    rows.event(row, 80, UNICODE, marker=rows.cursor(False, True, UNICODE))
cli.parser().parse_args(["open"])
heavy = {"sqlite_utils", "click", "dateutil", "rich", "textual", "asyncio", "numpy"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}))
"""


def test_before_the_first_screen_only_the_standard_library_and_our_own_code_are_loaded(tmp_path):
    from store import loading

    store = tmp_path / "sample.timeline"
    loading.build(ROOT / "sample_data", store)
    run = subprocess.run(
        [sys.executable, "-c", FIRST_SCREEN, str(store)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
