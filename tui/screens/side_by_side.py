"""All sources of one event, side by side: what each says, on whose word, and when it says that it was."""

from textual import on
from textual.widget import Widget

from store import chronology, returning
from store.records import Event
from tui import keys, paint
from tui.messages import OpenPassage
from tui.opening import Opened
from tui.places import Place
from tui.remembering import GONE, chosen_in, sought_in
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
        self._back_to: Place | None = None
        """Where one comes back to, once the event is there."""

    @property
    def place(self) -> Place | None:
        """The event, and the citation."""
        if self._event is None:
            return self._back_to
        kept = returning.remembered(self._event.row)
        how = {**kept.apart, "above": self.pane.above}
        return Place(self.PLACE, {"event": kept.event, "passage": self.pane.chosen + 1}, how)

    def begin_at(self, place: Place) -> None:
        """The event, or its nearest neighbour, and the citation."""
        self._back_to = place

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
        self._ask()

    def _ask(self) -> None:
        desk, ordinal, back_to = self.opened.desk, self.ordinal, self._back_to
        if back_to is None:
            self.ask(lambda: CardLoaded(chronology.event(desk, ordinal)))
        else:
            self.ask(lambda: CardLoaded(returning.event(desk, sought_in(back_to))))

    @on(CardLoaded)
    def _show(self, message: CardLoaded) -> None:
        back_to, self._back_to = self._back_to, None
        gone = back_to is not None and back_to.text("event") != message.event.row.id
        again_shown = self._event is not None
        self._event, self.ordinal = message.event, message.event.row.ordinal
        chosen = self.pane.chosen if again_shown else chosen_in(back_to) if back_to is not None else 0
        chosen = 0 if gone else chosen
        self.pane.show(side_by_side.blocks(message.event, self.glyphs), chosen, top=not again_shown)
        if back_to is not None and not gone:
            self.pane.put(chosen, back_to.number("above") or 0)
        self._show_bars()
        if gone:
            self.tell(GONE)
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
        self._back_to = self.place
        self._ask()

    def on_resize(self) -> None:
        """Fits the bars to the width."""
        self._show_bars()

    def _show_bars(self) -> None:
        count = len(self._event.citations) if self._event else 0
        detail = f"passage {self.pane.chosen + 1} of {count}" if count else ""
        self.query_one("#title", Bar).show(bars.place("Side by side", detail, self.size.width))
        self.show_keys("")
