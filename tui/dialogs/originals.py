"""Attaching originals from within the program: what is typed as a path, and what came of it."""

from collections.abc import Iterable
from pathlib import Path

from tui.dialogs.help import HelpDialog
from tui.guard import guard
from tui.render.glyphs import Glyphs
from tui.render.lines import Line, Span, flow

PROMPT = "A file with an original, or a folder with several"


def understood(text: str) -> tuple[Line, bool]:
    """What a typed path names, and whether there is something to look at."""
    if not text.strip():
        return _said("Attach which originals?"), False
    try:
        path = typed(text)
        if path.is_dir():
            return _said(f"the files in the folder {path}"), True
        if path.is_file():
            return _said(f"the file {path}"), True
    except (OSError, ValueError, RuntimeError):
        pass
    return _said("there is no such file or folder"), False


def typed(text: str) -> Path:
    """The path that was typed; `~` is the user's own folder. Raises RuntimeError where that is not known."""
    return Path(text.strip()).expanduser()


def _said(sentence: str) -> Line:
    return (Span(" ", "bar"), Span(guard(sentence[:300]), "bar"))


class ReportDialog(HelpDialog):
    """Says what came of it until a key that leaves is pressed."""

    TITLE_ABOVE = "originals"

    def __init__(self, glyphs: Glyphs, report: Iterable[str]) -> None:
        super().__init__(glyphs)
        self._report = list(report)

    def lines(self) -> list[Line]:
        """The report, flowed to the width of the screen."""
        return [line for text in self._report for line in flow(text, self.room[0], indent=4)]
