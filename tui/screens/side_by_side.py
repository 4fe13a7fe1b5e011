"""All sources of one event, side by side: what each says, on whose word, and when it says that it was."""

from textual import on
from textual.widget import Widget

from store import chronology
from store.records import Event
from tui import keys, paint
from tui.messages import OpenPassage
from tui.opening import Opened
from tui.render import bars, side_by_side
from tui.render.glyphs import Glyphs
from tui.screens.base import NO_ANSWER, CardLoaded, Failed, Page, again
from tui.subject import Subject
from tui.widgets.columns_pane import ColumnsPane
from tui.widgets.line_widget import Bar


class SideBySideScreen(Page):
    """The citations of an event."""

    PLACE = keys.SIDE_BY_SIDE
    BINDINGS = paint.bindings(keys.SIDE_BY_SIDE)

    def __init__(self, opened: Opened, glyphs: Glyphs, ordinal: int) -> None:
        super().__init__(opened, glyphs)
        self.ordinal = ordinal
        self._event: Event | None = None
        self._open_when_read = False
        """Enter was pressed before there was anything to open."""

    def body(self) -> Widget:
        """The citations."""
        return ColumnsPane(self.glyphs, id="pane")

    @property
    def pane(self) -> ColumnsPane:
        """The citations."""
        return self.query_one("#pane", ColumnsPane)

    @property
    def subject(self) -> Subject:
        """The event, and the citation that is chosen."""
        if self._event is None or not self._event.citations:
            return Subject(self.ordinal)
        chosen = min(self.pane.chosen, len(self._event.citations) - 1)
        return Subject(self.ordinal, chosen, source=self._event.citations[chosen].source)

    def on_mount(self) -> None:
        """Asks for the event."""
        self.set_focus(self.pane)
        self.pane.say("", "Reading …")
        desk, ordinal = self.opened.desk, self.ordinal
        self.ask(lambda: CardLoaded(chronology.event(desk, ordinal)))

    @on(CardLoaded)
    def _show(self, message: CardLoaded) -> None:
        again_shown = self._event is not None
        self._event, self.ordinal = message.event, message.event.row.ordinal
        chosen = self.pane.chosen if again_shown else 0
        self.pane.show(side_by_side.blocks(message.event, self.glyphs), chosen, top=not again_shown)
        self._show_bars()
        if self._open_when_read:
            self.action_open()

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self.pane.say(NO_ANSWER, again(message.sentence))

    @on(ColumnsPane.Moved)
    def _follow(self) -> None:
        self._show_bars()

    def action_open(self) -> None:
        """The chosen passage in its source."""
        self._open_when_read = self._event is None
        citation = self.subject.citation
        if citation is not None:
            self.post_message(OpenPassage(self, self.ordinal, citation))

    def reopen(self, opened: Opened) -> None:
        """Reads the event again, wherever it stands now."""
        super().reopen(opened)
        desk, name, ordinal = opened.desk, self._event.row.id if self._event else "", self.ordinal
        self.ask(lambda: CardLoaded(chronology.event(desk, chronology.ordinal_of(desk, name) if name else ordinal)))

    def on_resize(self) -> None:
        """Fits the bars to the width."""
        self._show_bars()

    def _show_bars(self) -> None:
        count = len(self._event.citations) if self._event else 0
        detail = f"passage {self.pane.chosen + 1} of {count}" if count else ""
        self.query_one("#title", Bar).show(bars.place("Side by side", detail, self.size.width))
        self.show_keys("")
