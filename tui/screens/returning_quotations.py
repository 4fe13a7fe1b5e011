"""The part of the page of quotations that knows where one is on it, in the list and its pane, and comes back there."""

from collections.abc import Mapping
from contextlib import suppress

from store import entities
from store.errors import TimelineError
from store.utterances import By, Line, Spoken
from tui import keys
from tui.opening import Opened
from tui.pages import Paged
from tui.places import Place, Value
from tui.render.glyphs import Glyphs
from tui.screens.finding_speaker import FindingSpeaker
from tui.widgets.columns_pane import ColumnsPane
from tui.widgets.paged_list import Draw, PagedList


class ReturningQuotations(FindingSpeaker):
    """A list of quotations above the versions of one, in which one is found again."""

    PLACE = keys.QUOTATIONS

    def __init__(self, opened: Opened, glyphs: Glyphs) -> None:
        super().__init__(opened, glyphs)
        self.by: By = By.SPEAKER
        self.lines: Paged[Line] = Paged(0, lambda first, count: ())
        self.spoken: Spoken | None = None
        """What is in view, as far as it is known; None before anything is."""
        self.back_to: Place | None = None
        """Where one comes back to, until list and pane are as they were there."""
        self._wanted = ""
        """The id of the quotation that one was at: it outlives another order and a rebuild of the store."""
        self._kept: Mapping[str, Value] = {}
        """How far down the list, and on which version, one was when that was last known."""
        self._speaker = ""
        """The id of the speaker to begin at, until all quotations are known."""

    @property
    def list(self) -> PagedList:
        """The list of quotations."""
        return self.query_one("#list", PagedList)

    @property
    def pane(self) -> ColumnsPane:
        """The utterance under the cursor."""
        return self.query_one("#pane", ColumnsPane)

    @property
    def said(self) -> Spoken | None:
        """The quotations in view, as far as they are known."""
        return self.spoken

    @property
    def read(self) -> bool:
        """Whether all quotations in view are known."""
        return self.spoken is not None and self.spoken.complete

    @property
    def place(self) -> Place | None:
        """The quotation, and the order where it is not the usual one."""
        self.keep()
        back = self.back_to
        if back is not None and (not self.read or self._wanted == back.text("quotation")):
            return back  # its pane is not yet as it was
        if not self._wanted and (self.spoken is None or not self.read or self.spoken.count):
            return None
        by = {} if self.by is By.SPEAKER else {"by": self.by.value}
        if self.is_mounted and self.spoken is not None:
            self._kept = {
                "above": self.list.above,
                "pane": "versions" if self.focused is self.pane else "list",
                "version": self.pane.chosen,
                "lines": self.pane.above,
            }
        return Place(self.PLACE, {"quotation": self._wanted, **by} if self._wanted else by, self._kept)

    def keep(self) -> None:
        """Keeps the quotation that the cursor is on by now: the list may not yet have said so to keys typed ahead."""
        if self.is_mounted and self.read and self.list.cursor:
            with suppress(TimelineError):
                self._wanted = self.lines.row(self.list.cursor).quotation.id

    def begin_at(self, place: Place) -> None:
        """The quotation, in the order of then; or a speaker's first."""
        self._wanted, self._speaker = place.text("quotation"), place.text("speaker")
        self.by = By.DATE if place.text("by") == By.DATE and not self._speaker else By.SPEAKER
        self._kept, self.back_to = place.how, place

    def show_list(self, found: Spoken, draw: Draw) -> None:
        """Shows so much of the list as is known, with the cursor where it was, or where one comes back to."""
        place, top = self.list.cursor or 1, bool(self._speaker) and found.complete
        if self._wanted and found.complete:
            with suppress(TimelineError):
                place = found.place_of(self.opened.rows, self._wanted) or place
        if top:
            place = self._place_of_speaker(found) or place
        self.spoken, self.lines = found, Paged(found.count, found.rows)
        above = self.back_to.number("above") if self.back_to is not None and found.complete else None
        self.list.show(found.count, draw, place, above)
        if top:
            self.list.go(place, top=True)

    def _place_of_speaker(self, found: Spoken) -> int | None:
        """Where the speaker begins that was asked for; it is said where that is nowhere."""
        speaker, self._speaker = self._speaker, ""
        with suppress(TimelineError):
            if place := found.place_of_speaker(self.opened.rows, speaker):
                return place
            self.tell(f"{entities.entity(self.opened.rows, speaker).name} is not quoted in what is in view.")
        return None

    def come_back(self, quotation: str) -> bool:
        """To the version that one was at, and the pane, once what is shown is this quotation; whether it was so."""
        back = self.back_to
        if self.read:
            self.back_to = None
        if back is None or quotation != back.text("quotation"):
            return False
        self.pane.put(back.number("version") or 0, back.number("lines") or 0)
        if (back.text("pane") == "versions") != (self.focused is self.pane):
            self.action_other_pane()
        return True

    def action_other_pane(self) -> None:
        """Between the list and the utterance."""
        to_pane = self.focused is not self.pane
        self.set_class(to_pane, "other")
        self.set_focus(self.pane if to_pane else self.list)
