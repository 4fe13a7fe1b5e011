"""Every command in the README runs as written."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORIGINALS = Path(os.environ.get("TIMELINE_ORIGINALS") or ROOT.parent / "shared" / "originals")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(heading):
    """The lines of the first shell block under a heading, without their comments."""
    block = README.split(f"## {heading}\n", 1)[1].split("```sh\n", 1)[1].split("```", 1)[0]
    return [line.split("  #")[0].strip() for line in block.splitlines() if line.strip()]


def run_as_written(line, folder):
    """Runs a line of the README in a folder, with `timeline` as a command."""
    command = folder / "bin" / "timeline"
    command.parent.mkdir(exist_ok=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui.cli "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    env = {
        **os.environ,
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "Traceback" not in done.stderr, (line, done.stderr)


def test_the_commands_for_use_run_as_written_in_order(tmp_path):
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    lines = commands("Use it")
    lines.sort(key=lambda line: "build" not in line)  # the store that the others open
    assert len(lines) >= 8
    for line in lines:
        run_as_written(line, tmp_path)


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals are not at hand; name them in TIMELINE_ORIGINALS")
def test_the_commands_about_originals_run_as_written_in_order(tmp_path):
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    (tmp_path / "originals").symlink_to(ORIGINALS.resolve())
    lines = commands("Originals")
    assert len(lines) == 4
    for line in ["timeline build sample_data my.timeline", *lines]:
        run_as_written(line, tmp_path)
    assert (tmp_path / "sample_data/originals.toml").read_bytes() == (ROOT / "sample_data/originals.toml").read_bytes()


def test_the_test_command_is_the_one_that_runs_these_tests():
    assert re.search(r"<!-- tests -->\n```sh\n.*pytest\n```", README)
    assert "python -m pytest" in commands("Test it")[0]


def test_every_subcommand_is_in_the_readme():
    helped = subprocess.run(
        [sys.executable, "-m", "tui.cli", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    named = re.findall(r"^    ([a-z]+)(?: |$)", helped, re.MULTILINE)
    assert len(named) >= 8
    assert [name for name in named if name != "open" and name not in README] == []


def test_every_file_the_readme_points_at_is_there():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links and all((ROOT / link).exists() for link in links if "://" not in link)
