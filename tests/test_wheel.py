"""The built wheel, in a clean environment and from another folder: what a user gets works without the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command, cwd, **environment):
    """Runs a command without anything of this environment's Python on its path."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**env, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy of what git tracks."""
    pytest.importorskip("build")
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_program_and_the_sample_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"tui", "store", "sample_data"}
    for needed in ("tui/app.tcss", "tui/screens/reader.tcss", "sample_data/dataset.toml", "store/py.typed"):
        assert needed in names
    assert any(name.startswith("sample_data/texts/") for name in names)


def test_installed_in_a_clean_environment_it_runs_from_another_folder(wheel, tmp_path):
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    install = run(home / "bin/pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel, cwd=tmp_path)
    if install.returncode != 0 and (
        "ConnectionError" in install.stderr or "No matching distribution" in install.stderr
    ):
        pytest.skip("no package index can be reached from here")
    assert install.returncode == 0, install.stderr
    timeline = home / "bin/timeline"
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert run(timeline, "--version", cwd=tmp_path, **cache).stdout.startswith("timeline 0")
    assert "UN arms embargo" in run(timeline, cwd=tmp_path, **cache).stdout
    assert run(timeline, "check", cwd=tmp_path, **cache).returncode == 0

    from terminal import Terminal

    with Terminal([str(timeline)], 80, 24, env={"TERM": "xterm-256color", **cache}, cwd=tmp_path) as terminal:
        terminal.expect("57 events")
        terminal.press("enter")
        terminal.expect("Rests on")
        terminal.press("Q")
        assert terminal.wait() == 0
