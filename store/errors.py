"""The errors a caller may catch, each with one sentence for the person at the keyboard.

The sentence may quote text from a file: whoever prints it guards it (`tui.guard`).
"""

from dataclasses import dataclass


class TimelineError(Exception):
    """Anything that went wrong for a reason the user can understand and mend."""


class DateError(TimelineError, ValueError):
    """A text that is no date, or not one that can be read without guessing."""


class OpenError(TimelineError):
    """A file that can't be opened as a store, and why."""


class NotFound(TimelineError):
    """A name (of an event, a source, an entity) that the store does not have."""


class FilterError(TimelineError):
    """A line that is no filter, or one that names what the store does not have."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.start, self.end = start, end
        """Where in the line, in code points, half open; both at its end where something is missing there."""


class QueryError(TimelineError):
    """A question to the store that failed or took too long."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a dataset or a store."""

    where: str
    """File, line and entry ("events.toml:12: event kharkiv"), or the entry alone in a store."""
    what: str
    """What is wrong and what to do, in one sentence."""
    fatal: bool = True
    """False for what deserves a look but does not make the dataset wrong."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class DatasetError(TimelineError):
    """A dataset that can't be built, with every problem that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        """All problems of the run, in the order of the files."""
        super().__init__("\n".join(map(str, problems)))
