"""The part of the reader that knows where one is in which source, and comes back there."""

from store.records import Event
from store.returning import Remembered
from tui.opening import Opened
from tui.places import Place, Value
from tui.remembering import chosen_in, sought_in
from tui.render.glyphs import Glyphs
from tui.screens.finding_in_text import FindingInText
from tui.widgets.resting_list import RestingList


class ReturningText(FindingInText):
    """A source that was opened for the sake of an event, or for its own."""

    event: Event | None = None

    def __init__(
        self,
        opened: Opened,
        glyphs: Glyphs,
        ordinal: int = 0,
        citation: int = 0,
        *,
        source: str = "",
        passage: int | None = None,
    ) -> None:
        """At one of the passages behind an event; or, with the id of a `source`, at one of its passages."""
        super().__init__(opened, glyphs)
        self.source = source
        """The id of the source that was opened for its own sake; empty where an event was."""
        self.came_for = passage
        """The id of the passage of it that one came for."""
        self.span: tuple[int, int] | None = None
        """Where the lit passage stood, once the store was read again: ids may be others then."""
        self.ordinal = ordinal
        self.citation = citation
        """The index, among the event's citations, of the passage that is lit."""
        self.sought_event: Remembered | None = None
        """The event by what finds it again; None while only its number is known."""
        self.back_to: Place | None = None
        """Where one comes back to, once the source is there."""

    @property
    def resting(self) -> RestingList:
        """The events that rest on the source."""
        return self.query_one("#resting", RestingList)

    @property
    def place(self) -> Place | None:
        """The passage behind the event, or the source; in which pane, and which paragraph or event one had moved to."""
        if self.back_to is not None or (self.sought_event is None and not (self.source and self.page)):
            return self.back_to
        rows, at = self.resting.rows, self.resting.cursor
        how: dict[str, Value] = {
            "pane": "events" if self.focused is self.resting else "text",
            "chosen": rows[at].id if at < len(rows) else "",
            "above": self.resting.above,
            "digest": self.opened.prefers_digest,
        }
        if self.text.paragraph is not None:
            how["paragraph"] = self.text.paragraph
        if self.sought_event is not None:
            how |= self.sought_event.apart
            return Place(self.PLACE, {"event": self.sought_event.event, "passage": self.citation + 1}, how)
        passage = self.passage(self.page, self.lit) if self.page else None
        if passage is not None:
            how |= {"start": passage.start, "end": passage.end}
        return Place(self.PLACE, {"source": self.source}, how)

    def begin_at(self, place: Place) -> None:
        """The passage behind the event or its nearest neighbour; or a passage of the source."""
        self.source, self.citation, self.back_to = place.text("source"), chosen_in(place), place
        if self.source:
            start, end = place.number("start"), place.number("end")
            self.span = (start, end) if start is not None and end is not None else None
        else:
            self.sought_event = sought_in(place)
        self.opened.prefers_digest = place.flag("digest", self.opened.prefers_digest)

    def come_back(self, place: Place) -> None:
        """To the pane, the event beside the text and the paragraph that one was at."""
        rows, chosen = self.resting.rows, place.text("chosen")
        other = next((row.ordinal for row in rows if row.id == chosen), self.ordinal)
        self.resting.point_at(other, place.number("above"))
        if other != self.ordinal:
            self.light_event(other)
        if (place.text("pane") == "events") != (self.focused is self.resting):
            self.action_other_pane()
        if (paragraph := place.number("paragraph")) is not None:
            self.show_text(paragraph)

    def own_passage(self) -> int | None:
        """The id of the passage that one came for."""
        return self.event.citations[self.citation].passage if self.event else self.came_for

    def light_event(self, ordinal: int) -> None:
        """The passage of an event that rests on this source is the one that is lit."""
        passages = self.page.passages if self.page is not None else ()
        resting = next((passage.id for passage in passages if ordinal in passage.events), None)
        self.lit = self.own_passage() if ordinal == self.ordinal else resting

    def action_other_pane(self) -> None:
        """Between the text and the events."""
        to_text = self.focused is self.resting
        self.set_class(not to_text, "other")
        self.set_focus(self.text if to_text else self.resting)
        self.show_bars()

    def reopen(self, opened: Opened) -> None:
        """Reads event and source again, wherever they stand now."""
        super().reopen(opened)
        self.back_to = self.place
        passage = self.passage(self.page, self.lit) if self.page else None
        if passage is not None:
            self.span = passage.start, passage.end
        self.event, self.page = None, None
        self.ask_for_page()
