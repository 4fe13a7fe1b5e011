"""The keys that ask the standing questions, each its own."""

from store.standing_questions import Standing
from tui.screens.base import Page


class StandingPage(Page):
    """A page that shows the events which answer a question, or all."""

    def put(self, question: Standing | None) -> None:
        """Shows what answers a question; None: all events in view."""
        raise TypeError(f"{type(self).__name__} answers no question")

    def action_one_source(self) -> None:
        """Events that rest on a single source."""
        self.put(Standing.ONE_SOURCE)

    def action_one_voice(self) -> None:
        """Events that one voice stands behind."""
        self.put(Standing.ONE_VOICE)

    def action_dates_differ(self) -> None:
        """Events to which sources give different dates."""
        self.put(Standing.DATES_DIFFER)

    def action_denied(self) -> None:
        """Denials."""
        self.put(Standing.DENIED)

    def action_all_events(self) -> None:
        """All events in view."""
        self.put(None)
