"""The keys that travel: to a time, from period to period, from silence to silence, closer and wider."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from store import chronology, going, periods
from store.dates.stepping import Unit
from store.errors import TimelineError
from store.going import Destination
from store.marks.stepping import mark_after, mark_before
from store.records import EventRow
from tui import keys
from tui.dialogs.asking import AskingDialog
from tui.render import travel
from tui.render.lines import Line
from tui.screens.list_page import ListPage


class Travelling(ListPage):
    """Moves the cursor by time."""

    _step: tuple[Unit, int] | None = None
    """The last step in time, to be repeated."""
    _marked_row: EventRow | None = None
    """The marked event from which time was counted last."""

    def action_go_to(self) -> None:
        """Asks for a time, and goes there."""
        if not self.shown.dated:
            self.tell("No event here has a date to go to.")
            return
        self.app.push_screen(AskingDialog(self.glyphs, travel.EXAMPLES, self.understood, travel.TYPED), self.go_typed)

    def destination(self, text: str) -> Destination:
        """Where a typed text leads from here. Raises DateError, QueryError."""
        return going.destination(self.shown, text, today=date.today().toordinal(), here=self.row)

    def understood(self, text: str) -> tuple[Line, bool]:
        """What a typed text means, as a line to be shown, and whether it leads anywhere."""
        if not text.strip():
            return travel.refused(travel.PROMPT), False
        try:
            return travel.understood(self.destination(text), self.glyphs.separator), True
        except TimelineError as error:
            return travel.refused(str(error)), False

    def go_typed(self, text: str | None) -> None:
        """Goes where a text leads that was understood."""
        if not text:
            return

        def go() -> None:
            found = self.destination(text)
            self._step = found.relative or self._step
            self.event_list.go(found.place, context=True)

        self.attempt(go)

    def action_repeat(self) -> None:
        """The last step in time once more."""
        self._repeat(1)

    def action_repeat_back(self) -> None:
        """The last step in time the other way."""
        self._repeat(-1)

    def _repeat(self, way: int) -> None:
        if self._step is None:
            go_to = keys.first("go_to", keys.CHRONOLOGY)
            self.tell(f"There is no step to repeat yet: {go_to} and “3 months later” makes one.")
            return
        unit, number = self._step
        self.leap(lambda place: going.again(self.shown, place, unit, way * number), "No event lies that way.")

    def action_undated(self) -> None:
        """To the first event without a date: they stand at the end."""
        if self.shown.count > self.shown.dated:
            self.event_list.go(self.shown.dated + 1)
        else:
            self.tell("Every event here has a date.")

    def action_next_period(self) -> None:
        """To the next period that holds an event."""
        self.leap(
            lambda place: periods.next_period(self.shown, place, self.period), f"No later {self.period} holds an event."
        )

    def action_previous_period(self) -> None:
        """To the period before that holds an event."""
        self.leap(
            lambda place: periods.previous_period(self.shown, place, self.period),
            f"No earlier {self.period} holds an event.",
        )

    def action_next_silence(self) -> None:
        """To the event that ends the next silence that stands out."""
        self._to_silence(self.shown.silence_after, "No later silence stands out from what is around it.")

    def action_previous_silence(self) -> None:
        """To the event that ends the silence before."""
        self._to_silence(self.shown.silence_before, "No earlier silence stands out from what is around it.")

    def _to_silence(self, find: Callable[[int], int | None], otherwise: str) -> None:
        if self.shown.prepared:
            self.leap(find, otherwise)
        else:
            self.tell("The silences between so many events are still looked for.")

    def action_since(self) -> None:
        """Shows the time since the event before, then that since the last mark if there is any, then none."""
        manner = self.event_list.manner
        if not manner.since:
            self.event_list.manner = replace(manner, since=True)
        elif manner.last_mark is None and manner.signs.marked:
            self.event_list.manner = replace(manner, last_mark=self._last_mark)
            self.tell("The time since the last marked event.")
        else:
            self.event_list.manner = replace(manner, since=False, last_mark=None)

    def _last_mark(self, row: EventRow) -> EventRow | None:
        """The last marked event before one, in view or not. Raises QueryError."""
        ordinal = self.opened.signs.before(row.ordinal)
        if ordinal is None:
            return None
        if self._marked_row is None or self._marked_row.ordinal != ordinal:
            self._marked_row = next(iter(chronology.picked(self.opened.rows, [ordinal])), None)
        return self._marked_row

    def action_next_mark(self) -> None:
        """To the next marked event."""
        self.leap(lambda place: mark_after(self.shown, self.opened.signs, place), "No later event is marked.")

    def action_previous_mark(self) -> None:
        """To the marked event before."""
        self.leap(lambda place: mark_before(self.shown, self.opened.signs, place), "No earlier event is marked.")

    def action_closer(self) -> None:
        """Zooms in."""
        if not self.shown.dated:
            self.tell("No event here has a date.")
            return
        closer = periods.closer(self.shown, self.zoom)
        if closer is self.zoom:
            self.tell("A day is as close as it gets.")
        else:
            self.zoom_to(closer)

    def action_wider(self) -> None:
        """Zooms out."""
        if self.zoom is None:
            self.tell("All of time is in view.")
        else:
            self.zoom_to(periods.wider(self.shown, self.zoom))

    def zoom_to(self, zoom: Unit | None) -> None:
        """Shows time by periods of this unit; None: all of it at once."""
        self.zoom = zoom
        self.event_list.manner = replace(self.event_list.manner, unit=self.period)
        self.show_place()
        later, earlier = (keys.first(f"{way}_period", keys.CHRONOLOGY) for way in ("next", "previous"))
        self.tell(
            "All of time."
            if zoom is None
            else f"By the {zoom}: {later} and {earlier} go to the next one and the one before."
        )
