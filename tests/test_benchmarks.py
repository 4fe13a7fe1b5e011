"""The benchmarks run: what they ask of the store is still there to be asked."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["reading", "moving", "finding", "questions", "beside"])
def test_a_benchmark_prints_a_figure_for_each_question(name):
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", "300"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 5
