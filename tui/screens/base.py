"""What every page has: a title line above, the keys below, and the way it hears from its workers."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from store.errors import TimelineError
from store.records import Event
from tui import keys
from tui.opening import AT_ONCE, Opened
from tui.places import Place
from tui.render import bars, panes
from tui.render.glyphs import Glyphs
from tui.seeking import Question
from tui.subject import NOTHING, Subject
from tui.widgets.line_widget import Bar

TOLD = 5.0
"""Seconds that a message stands in the place of the keys."""
NO_ANSWER = "The store did not answer."


_NOTHING_ASKED = object()


def again(sentence: str) -> str:
    """A sentence of the store's, and what the reader can do."""
    return f"{sentence.rstrip('.')}. {keys.first('reload')} reads it again."


@dataclass
class Answered(Message):
    """A worker has an answer, to the question about something that was asked with this token."""

    about: str
    asked: object
    answer: Message


@dataclass
class Failed(Message):
    """A worker could not answer."""

    sentence: str


@dataclass
class Moved(Message):
    """A page may be at another place than before."""


@dataclass
class CardLoaded(Message):
    """The event that was asked for."""

    event: Event


class Page(Screen[None]):
    """A full page between two bars."""

    PLACE = keys.EVERYWHERE
    """Where its keys stand in the table; also its name among the visited places."""

    def __init__(self, opened: Opened, glyphs: Glyphs) -> None:
        super().__init__()
        self.opened = opened
        self.glyphs = glyphs
        self._position = ""
        self._choosing = ""
        self._asked: dict[str, object] = {}
        self._told = ""
        self._firm = False
        self._telling: Timer | None = None

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

    @property
    def keys_place(self) -> str:
        """Where the keys go, as the table of keys names it."""
        return self.PLACE

    @property
    def wanted(self) -> str:
        """The action whose key the line of keys shows first, where it is not the first of the table."""
        return ""

    @property
    def subject(self) -> Subject:
        """What the cursor is on."""
        return NOTHING

    @property
    def place(self) -> Place | None:
        """Where one is, for whoever comes back; None while that is not known, and on a page that nobody comes back to.

        A page that is one of the visited places also has `begin_at`, and calls `show_keys` wherever it moves.
        """
        return None

    def begin_at(self, place: Place) -> None:
        """Has the page, which is not shown yet, begin at a place that was one of its own.

        The program may have been left since, and the store built again: what is gone is not missed.
        """
        raise TypeError(f"{type(self).__name__} has no places")

    def show_keys(self, position: str, choosing: str = "") -> None:
        """Shows where one is, and the keys of this page or what one is choosing; a message stays until one moves on."""
        self.post_message(Moved())
        first = not self._position  # a page that says for the first time where one is has not moved
        moved = choosing != self._choosing or (position != self._position and not first)
        self._position, self._choosing = position, choosing
        if self._telling is not None and moved and not self._firm:
            self._stop_timer()
        if self._telling is not None:
            self.query_one("#keys", Bar).show(bars.message(self._told, position, self.app.size.width))
        else:
            width, hints = self.app.size.width, keys.hints(self.keys_place, self.wanted)
            line = bars.message(choosing, position, width) if choosing else bars.keys(hints, position, width)
            self.query_one("#keys", Bar).show(line)

    @property
    def quiet(self) -> bool:
        """Whether the line of keys shows the keys, and nothing is said or chosen there."""
        return self._telling is None and not self._choosing

    @property
    def firm(self) -> bool:
        """Whether something is said that stays although one moves on."""
        return self._telling is not None and self._firm

    def tell(self, sentence: str, seconds: float = TOLD, *, firm: bool = False) -> None:
        """Says something in the place of the keys, for a while; a firm word stays although one moves on."""
        self._stop_timer()
        self._firm = firm
        self._told, self._telling = sentence, self.set_timer(seconds, self.stop_telling)
        line = self.query_one_optional("#keys", Bar)
        if line is not None:  # a page that is still being made shows it as soon as it shows anything there
            line.show(bars.message(sentence, self._position, self.app.size.width))

    def stop_telling(self) -> None:
        """Takes back what was said."""
        self._stop_timer()
        self.show_keys(self._position, self._choosing)

    def _stop_timer(self) -> None:
        if self._telling is not None:
            self._telling.stop()
        self._telling = None

    def ask(self, answer: Callable[[], Message], about: str = "card") -> None:
        """Answers a question in a worker. Only the answer to the question asked last about something is heard."""
        self._asked[about] = asked = object()
        self.notice_change()

        def work() -> None:
            try:
                message = answer()
            except TimelineError as error:
                message = Failed(str(error))
            self.post_message(Answered(about, asked, message))

        self.run_worker(work, thread=True, exclusive=True, group=about)

    def seek(self, question: Question, about: str) -> None:
        """Asks what may take long, in place of what was asked before about the same thing; answers come in pieces."""
        self._asked[about] = asked = object()
        self.opened.seeker.seek(
            about,
            question,
            lambda answer: self.post_message(Answered(about, asked, answer)),
            lambda error: self.post_message(Answered(about, asked, Failed(str(error)))),
        )

    def gather(self, question: Question, about: str) -> None:
        """Asks what is soon answered in a small store: there in one piece before the next key, which is typed ahead."""
        if self.opened.summary.events > AT_ONCE:
            self.seek(question, about)
            return
        self.forget(about)
        try:
            answers = [answer for answer in question(self.opened.rows) if answer is not None]
            self.post_message(answers[-1])  # each has all that those before it have
        except TimelineError as error:
            self.post_message(Failed(str(error)))

    def forget(self, about: str) -> None:
        """No answer to what was asked about this is heard any more."""
        if self._asked.pop(about, None) is not None:
            self.opened.seeker.forget(about)

    @on(Answered)
    def _hear(self, message: Answered) -> None:
        if message.asked is self._asked.get(message.about, _NOTHING_ASKED):
            self.post_message(message.answer)

    def step_back(self) -> bool:
        """A step back within the page. False where there is none, and the page is to be left."""
        return False

    def notice_change(self) -> None:
        """Says when the file is not the one that was opened: what is on the screen may come from two stores."""
        if not self.opened.refused and self.opened.rows.replaced():
            key = keys.first("reload")
            self.tell(f"The store has changed on disk. The next key reads it again{f', or {key}' if key else ''}.")

    def originals_changed(self) -> None:
        """Some were attached or taken away: what was said meanwhile is over. A page with one reads it again."""
        if self._telling is not None:
            self.stop_telling()

    def view_changed(self) -> None:
        """What is in view is not what it was: a page about it asks again."""

    def reopen(self, opened: Opened) -> None:
        """Goes on with a store that was read again; what was asked of the old one is forgotten."""
        self.opened = opened
        self._asked.clear()
