"""The README's pictures show the program as it is."""

from pathlib import Path

import pytest
import textual

from pictures import pictures

ROOT = Path(__file__).parent.parent
DRAWN_WITH = "8.2.8"


@pytest.mark.skipif(textual.__version__ != DRAWN_WITH, reason=f"the pictures were drawn with Textual {DRAWN_WITH}")
def test_the_committed_pictures_are_what_the_program_draws():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, svg in pictures().items():
        assert f"pictures/{name}" in readme
        assert (ROOT / "pictures" / name).read_text(encoding="utf-8") == svg, "run python tests/pictures.py"
