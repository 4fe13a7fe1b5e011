"""The time axis above the list: kept in step with it, and asked where to go."""

from contextlib import suppress

from textual import on

from store import going
from store.errors import TimelineError
from store.search.hits import Hits
from store.windows import Window, window_words
from tui.render import panes
from tui.render.lines import plural
from tui.screens.list_page import ListPage
from tui.sight import Sight
from tui.widgets.time_axis import TimeAxis


class AxisPage(ListPage):
    """Keeps a time axis."""

    _sight: Sight | None = None
    _pointed: int | None = None
    """The day number that the axis itself was moved to; None: it is where the list is."""
    axis_wanted = True
    """Whether the axis is shown where there is room for it."""

    @property
    def time_axis(self) -> TimeAxis:
        """The axis."""
        return self.query_one("#axis", TimeAxis)

    @property
    def on_axis(self) -> bool:
        """Whether the keys go to the axis."""
        return self.focused is self.time_axis

    @property
    def axis_shown(self) -> bool:
        """Whether there is an axis on the screen."""
        return bool(self._axis_height)

    @property
    def _axis_height(self) -> int:
        if not self.axis_wanted or self.shown.first_day is None:
            return 0
        return panes.axis_height(self.app.size.height)

    def follow_list(self) -> None:
        """The axis is where the list is, wherever it was moved to."""
        self._pointed = None

    def see_anew(self) -> None:
        """What is in view is other than before."""
        self._sight, self._pointed = Sight(self.shown), None

    def see_hits(self, hits: Hits | None) -> None:
        """Marks these hits of a search."""
        if self._sight is not None:
            self._sight.hits = hits

    def keep_axis(self) -> None:
        """Shows on the axis where the list is, or where the axis itself was moved to."""
        height = self._axis_height
        self.time_axis.styles.height = height
        self.time_axis.display = bool(height)
        if not height and self.on_axis:
            self.set_focus(self.event_list)
        if height and self._sight is not None and self.shown.prepared:
            row = self.row
            day = row.date.sort_day if row and row.date else None
            if self.on_axis:
                day = self._pointed if self._pointed is not None else self._sight.about if day is None else day
            with suppress(TimelineError):  # the list says what is wrong with the store
                self.time_axis.show(self._sight.axis(self.zoom, day, row, self.app.size.width, height))

    def action_axis(self) -> None:
        """Shows the axis, or hides it."""
        self.axis_wanted = not self.axis_wanted
        self.show_place()
        if self.axis_wanted and not self.axis_shown:
            self.tell("There is no room for the time axis, or no event has a date.")

    @on(TimeAxis.Pointed)
    def _point(self, message: TimeAxis.Pointed) -> None:
        self._pointed = message.day
        self.show_place()

    @on(TimeAxis.Left)
    def leave_axis(self) -> None:
        """The keys go to the list again, and the axis is where the list is."""
        self._pointed = None
        self.set_focus(self.event_list)
        self.show_place()

    @on(TimeAxis.Chosen)
    def _go_there(self, message: TimeAxis.Chosen) -> None:
        self.leap(lambda _: going.first_between(self.shown, message.first, message.last), "No event has a date.")
        self.leave_axis()

    def pointed_words(self) -> str:
        """The days that the axis points at, and how many events they hold; empty while it follows the list."""
        days = self.time_axis.days if self.on_axis else None
        if days is None:
            return ""
        number = 0
        with suppress(TimelineError):
            number = self.shown.shares((days[0], days[1] + 1))[0].covering
        return f"{window_words(Window(*days))}: {plural(number, 'event')}"
