"""Finding events by words: live while one types, everything stays in view, and one goes from hit to hit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from textual import on
from textual.message import Message

from store.database import Store
from store.search.hits import Hits
from store.search.searching import Searching
from store.search.terms import parse
from store.shown import Shown
from tui.dialogs.finding import FindDialog
from tui.opening import Opened
from tui.render import lights
from tui.screens.axis_keeping import AxisPage
from tui.sought import NOTHING, Sought, Turning
from tui.widgets.event_card import EventCard
from tui.widgets.event_list import EventList


@dataclass
class Found(Message):
    """What a search has found so far."""

    base: Shown
    """What was in view when it began: it is heard only while it still is."""
    hits: Hits


@dataclass
class _Origin:
    """Where one was when one began to look for something, to come back to."""

    sought: Sought
    view: tuple[int, int]
    place: int
    """The place in the list from which the nearest hit is looked for."""
    ordinal: int
    unsettled: bool = False
    """The nearest hit of the search before was not known yet: this one goes on from it."""


class FindingPage(AxisPage):
    """Looks for words."""

    _searching: Searching | None = None
    _finding: FindDialog | None = None
    """The line that one types into, while it is open."""
    _looking: _Origin | None = None
    """While one types, and until the nearest hit is known."""
    _hit_steps = 0
    """Steps to the next hits that were asked for before all hits were known."""
    _turning: Turning | None = None
    """The page in front of the list that turns to what is found; None where the list is in front."""
    _went = 0
    """The place that the search itself went to last."""
    _last_line = ""
    """The line that was looked for last."""

    @property
    def sought(self) -> Sought:
        """What one looks for."""
        return self.opened.sought

    def action_find(self) -> None:
        """Asks for words, and moves to the nearest event that has them while they are typed."""
        place = self.event_list.cursor
        self.find_from(self.shown.ordinal(place) if place else 0, None)

    def find_from(self, ordinal: int, turning: Turning | None) -> None:
        """As above, from an event that another page shows, which turns to what is found."""
        self._turning = turning
        if not self.shown.count:
            self.tell("No event is in view.")
            return
        place = self.shown.place_of(ordinal) or 1
        self._looking = _Origin(self.sought, self.event_list.view, place, ordinal, self._looking is not None)
        self._hit_steps, self._went = 0, self.event_list.cursor
        self._finding = FindDialog(self.glyphs, self._last_line, self._typed_words)
        self.app.push_screen(self._finding, self._close_find)

    def _typed_words(self, line: str) -> None:
        terms = parse(line)
        if not terms:
            self._leave_find()
            self._look_for(NOTHING)
            self._say_found("nothing to find in that" if line.strip() else "")
        elif terms != self.sought.terms:
            self._look_for(Sought(line, terms))
            self._say_found("searching …")

    def _say_found(self, words: str) -> None:
        if self._finding is not None:
            self._finding.say(words)

    def _close_find(self, line: str | None) -> None:
        self._finding = None
        if (begun := self._looking) is None:
            return
        if line is None or not parse(line):
            self._leave_find()
            self._looking = begun if line is not None and begun.unsettled else None
            self._look_for(begun.sought)
            if line is not None:
                self._find_last(begun)
            return
        if self.sought.line != line:  # taken before the field has said so
            self._typed_words(line)
        self._last_line = line
        if (hits := self.sought.hits) is not None and hits.whole:
            self._looking = None
            if not hits.count:
                self._return_from_find(begun)
                self._tell_in_front(lights.nothing(hits, self.sought.terms))

    def _find_last(self, begun: _Origin) -> None:
        """An empty line goes to the next hit of the search before."""
        if not self._last_line:
            self._tell_in_front("Nothing was searched for yet.")
            return
        if not self.sought.terms:
            self._look_for(Sought(self._last_line, parse(self._last_line)))
        self.step_to_hit(1, begun.ordinal, self._turning)

    def _tell_in_front(self, sentence: str) -> None:
        """Says something on the page that is in front: this one, or the one that shows what is found."""
        (self._turning or self).tell(sentence)

    def _look_for(self, sought: Sought) -> None:
        """Lights something else, and looks for where it is if that is not known."""
        self.forget("find")
        self._show_sought(sought)
        if sought.terms and (sought.hits is None or not sought.hits.whole):
            self._search_anew()

    def notes_read(self) -> None:
        """The reader's notes are others than before: what one looks for may be in them."""
        if self.sought.terms:
            self._look_for(replace(self.sought, hits=None))

    def _search_anew(self) -> None:
        self._searching = searching = self._searching or Searching()
        shown, terms, notes = self.shown, self.sought.terms, self.opened.notes
        place = self._looking.place if self._looking is not None else self.event_list.cursor

        def question(store: Store) -> Iterator[Message | None]:
            searching.read_notes(notes)
            for hits in searching.find(store, shown, terms, place):
                yield None if hits is None else Found(shown, hits)

        self.seek(question, "find")

    def _show_sought(self, sought: Sought) -> None:
        self.opened.sought = replace(sought, shown=self.shown)
        self.event_list.look_for(sought.terms, sought.hits)
        self.query_one(EventCard).look_for(sought.terms)
        self.see_hits(sought.hits)
        self.show_place()

    @on(Found)
    def _hear_found(self, message: Found) -> None:
        if message.base is not self.shown or not self.sought.terms:
            return
        hits, begun = message.hits, self._looking
        told = self._told if self._telling is not None else ""
        self._show_sought(replace(self.sought, hits=hits))
        if told:  # nobody has moved: what was said still holds
            self.tell(told)
        if begun is not None:
            self._go_to_nearest(hits, begun)
            if hits.whole and self._finding is None:
                self._looking = None
        if hits.whole and self._finding is None:
            if not hits.count:
                self._tell_in_front(lights.nothing(hits, self.sought.terms))
            elif self._hit_steps:
                self._take_hit_steps(hits)
            self._hit_steps = 0

    def _go_to_nearest(self, hits: Hits, begun: _Origin) -> None:
        """To the nearest hit from where one began, or back there; unless one has gone elsewhere meanwhile."""
        place = hits.after(begun.place - 1) or (hits.after(0) if hits.whole else 0)
        if self.event_list.cursor == self._went:
            if place:
                self._go_to_hit(place)
            elif hits.whole:
                self._return_from_find(begun)
        lacking = hits.lacking if hits.whole else ()
        self._say_found(f"no “{lacking[0]}”" if lacking else lights.number(hits, place, self.app.size.width))

    def _go_to_hit(self, place: int) -> None:
        self._went = place
        self.event_list.go(place, context=True)
        self.show_place()  # now, so that what is said next is not taken for said before one moved
        if self._turning is not None:
            self._turning.turn_to(self.shown.ordinal(place))

    def _leave_find(self) -> None:
        if self._looking is not None:
            self._return_from_find(self._looking)

    def _return_from_find(self, begun: _Origin) -> None:
        """Back to where one was."""
        self._went = begun.view[1]
        if self.event_list.view != begun.view:
            self.event_list.return_to(begun.view)
        if self._turning is not None and begun.ordinal:
            self._turning.turn_to(begun.ordinal)

    def action_next_hit(self) -> None:
        """To the next hit; after the last to the first."""
        self._step_hit(1)

    def action_previous_hit(self) -> None:
        """To the hit before; before the first to the last."""
        self._step_hit(-1)

    def _step_hit(self, direction: int) -> None:
        place = self.event_list.cursor
        if place:
            self.step_to_hit(direction, self.shown.ordinal(place), None)

    def step_to_hit(self, direction: int, ordinal: int, turning: Turning | None) -> None:
        """To the hit after an event, or before it; another page that shows the event turns to it."""
        self._turning = turning
        if not self.sought.terms and self._last_line:
            self._look_for(Sought(self._last_line, parse(self._last_line)))
        hits = self.sought.hits
        if not self.sought.terms:
            self._tell_in_front("Nothing is searched for: / finds words.")
            return
        if hits is None or not hits.whole:
            self._hit_steps += direction
        elif not hits.count:
            self._tell_in_front(lights.nothing(hits, self.sought.terms))
        else:
            self._step_from_hit(hits, self.shown.place_of(ordinal), direction)

    def _take_hit_steps(self, hits: Hits) -> None:
        direction = 1 if self._hit_steps > 0 else -1
        for _ in range(abs(self._hit_steps)):
            self._step_from_hit(hits, self.event_list.cursor, direction)

    def _step_from_hit(self, hits: Hits, place: int, direction: int) -> None:
        last = self.shown.count + 1
        target = hits.after(place) if direction > 0 else hits.before(place)
        around = not target
        target = target or (hits.after(0) if direction > 0 else hits.before(last))
        self._go_to_hit(target)
        if target == place:
            self._tell_in_front("This is the only hit.")
        elif around:
            self._tell_in_front("After the last hit the first." if direction > 0 else "Before the first hit the last.")

    def find_again(self) -> None:
        """Looks for the same in what has come into view; whoever is typing it can still go back."""
        if self.sought.shown is self.shown:  # the same events, better drawn
            self._show_sought(self.sought)
        elif self.sought.terms:
            begun, self._hit_steps, self._went = self._looking, 0, self.event_list.cursor
            if begun is not None:
                begun = replace(begun, view=self.event_list.view, place=self.shown.place_of(begun.ordinal) or 1)
            self._looking = begun if self._finding is not None else None
            self._look_for(replace(self.sought, hits=None))

    def stop_finding(self) -> bool:
        """Puts out the lights. False where there are none."""
        if not self.sought.terms:
            return False
        self._looking, self._hit_steps = None, 0
        self._look_for(NOTHING)
        self.tell("The search is over; / and enter, or n, takes it up again.")
        return True

    def hit_words(self, position: str) -> str:
        """Where one is, and which hit that is."""
        if not self.sought.terms:
            return position
        said = lights.number(self.sought.hits, self.event_list.cursor, self.app.size.width)
        return f"{said} {self.glyphs.separator} {position}"

    @on(EventList.Highlighted)
    def _moved_on(self, message: EventList.Highlighted) -> None:
        if self._finding is None and message.place != self._went and self._looking is not None:
            self._looking = None

    def reopen(self, opened: Opened) -> None:
        """Looks for the same in a store that was read again."""
        self._searching = None
        opened.sought = replace(self.opened.sought, hits=None)
        super().reopen(opened)
