"""What every page has: a title line above, the keys below, and the way it hears from its workers."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from store.errors import TimelineError
from tui import keys
from tui.opening import Opened
from tui.render import bars, panes
from tui.render.glyphs import Glyphs
from tui.widgets.line_widget import Bar

TOLD = 5.0
"""Seconds that a message stands in the place of the keys."""


@dataclass
class Failed(Message):
    """A worker could not answer its question."""

    question: object
    sentence: str


class Page(Screen[None]):
    """A full page between two bars."""

    PLACE = keys.EVERYWHERE
    """Where its keys stand in the table."""

    def __init__(self, opened: Opened, glyphs: Glyphs) -> None:
        super().__init__()
        self.opened = opened
        self.glyphs = glyphs
        self._position = ""

    def body(self) -> Widget:
        """What stands between the bars."""
        raise TypeError(f"{type(self).__name__} has no body")

    def compose(self) -> ComposeResult:
        """Title, body, keys."""
        yield Bar(self.glyphs, id="title")
        yield self.body()
        yield Bar(self.glyphs, id="keys")

    @property
    def wide(self) -> bool:
        """Whether two panes fit side by side."""
        return self.app.size.width >= panes.WIDE

    def show_keys(self, position: str) -> None:
        """Shows the keys of this page, and where one is."""
        self._position = position
        bar = self.query_one("#keys", Bar)
        bar.show(bars.keys(keys.hints(self.PLACE), position, self.app.size.width))

    def tell(self, sentence: str) -> None:
        """Says something in the place of the keys, for a while."""
        self.query_one("#keys", Bar).show(bars.message(sentence, self._position, self.app.size.width))
        self.set_timer(TOLD, self._show_keys_again)

    def _show_keys_again(self) -> None:
        self.show_keys(self._position)

    def ask(self, question: object, answer: Callable[[], Message]) -> None:
        """Answers a question in a worker; the message that comes names the question."""

        def work() -> None:
            try:
                message = answer()
            except TimelineError as error:
                message = Failed(question, str(error))
            self.post_message(message)

        self.run_worker(work, thread=True, exclusive=True, group="questions", exit_on_error=False)

    def reopen(self, opened: Opened) -> None:
        """Goes on with a store that was read again."""
        self.opened = opened
