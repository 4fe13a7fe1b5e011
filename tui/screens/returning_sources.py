"""The part of the page of sources that knows at which source, event and question one is, and begins there again."""

from collections.abc import Callable
from contextlib import suppress

from store.errors import TimelineError
from store.matrix import Cited
from store.records import EventRow, Source
from store.shown import Shown
from store.standing_questions import Answers, Standing
from tui import keys
from tui.opening import Opened
from tui.pages import Paged
from tui.places import Place, Value
from tui.render.glyphs import Glyphs
from tui.screens.standing_keys import StandingPage
from tui.widgets.columns_pane import ColumnsPane
from tui.widgets.matrix_view import MatrixView
from tui.widgets.paged_list import PagedList


class ReturningSources(StandingPage):
    """Keeps places as ids, which outlive another question and a rebuild of the store."""

    PLACE = keys.SOURCES

    def __init__(self, opened: Opened, glyphs: Glyphs, shown: Callable[[], Shown]) -> None:
        """`shown`: what is in view, whenever it is asked."""
        super().__init__(opened, glyphs)
        self._shown = shown
        self._cited: Cited | None = None
        self._sources: Paged[Source] = Paged(0, lambda first, count: ())
        self._answers: Answers | None = None
        self._question: Standing | None = None
        self._rows: Paged[EventRow] = Paged(0, lambda first, count: ())
        self._at: dict[Standing | None, str] = {}
        """The id of the event that one was at, by question."""
        self._source = ""
        """The id of the source that one was at in the list."""
        self._column = ""
        """The id of the source whose column one was in."""
        self.list_above: int | None = None
        """How many sources are to be above that one in the list, where one comes back."""
        self.rows_above: int | None = None
        """The same of the events of the matrix."""
        self.begins_crossing = False
        """Whether the page begins with the matrix."""

    @property
    def list(self) -> PagedList:
        """The list of sources."""
        return self.query_one("#list", PagedList)

    @property
    def matrix(self) -> MatrixView:
        """Events × sources."""
        return self.query_one("#matrix", MatrixView)

    @property
    def card(self) -> ColumnsPane:
        """The source under the cursor."""
        return self.query_one("#card", ColumnsPane)

    @property
    def crossing(self) -> bool:
        """Whether the matrix is in view."""
        return self.has_class("crossing")

    @property
    def keys_place(self) -> str:
        """Where the keys go, as the table of keys names it."""
        return keys.MATRIX if self.crossing else keys.SOURCES

    @property
    def place(self) -> Place | None:
        """The source in the list, or question, event and source in the matrix; besides, where one was in the other."""
        if self._cited is None and not (self._source or self._column or self.begins_crossing):
            return None
        if self.is_mounted and self._cited is not None:
            self.keep_cell()
            with suppress(TimelineError):
                self._source = self._sources.row(self.list.cursor).id if self.list.cursor else self._source
        crossing = self.crossing if self.is_mounted else self.begins_crossing
        cell: dict[str, Value] = {"question": self._question.name.lower()} if self._question is not None else {}
        cell |= {"event": self._at.get(self._question, ""), "column": self._column}
        source: dict[str, Value] = {"source": self._source}
        kept = {f"event {question.name.lower()}": name for question, name in self._at.items() if question is not None}
        how: dict[str, Value] = {**kept, "event all": self._at.get(None, "")}
        if self.is_mounted and self._cited is not None:
            how |= {"above": self.list.above, "events above": self.matrix.above}
        else:
            how |= {"above": self.list_above or 0, "events above": self.rows_above or 0}
        if crossing:
            return Place(self.PLACE, {"pane": "matrix", **cell}, {**how, **source})
        return Place(self.PLACE, source, {**how, **cell})

    def begin_at(self, place: Place) -> None:
        """The source, or question, event and source, of then."""
        questions = {question.name.lower(): question for question in Standing}
        self._question = questions.get(place.text("question"))
        self._at = {question: place.text(f"event {name}") for name, question in questions.items()}
        self._at[None] = place.text("event all")
        self._at[self._question] = place.text("event")
        self._source, self._column = place.text("source"), place.text("column")
        self.begins_crossing = place.text("pane") == "matrix"
        self.list_above, self.rows_above = place.number("above"), place.number("events above")

    def keep_cell(self) -> None:
        """Keeps event and source of the cell that the cursor of the matrix is on, once all of it is known."""
        if self._cited is None or not self.matrix.cursor:
            return
        with suppress(TimelineError):
            if self._cited.count:
                self._column = self._sources.row(self.matrix.grid.chosen).id
            if self._question is None or (self._answers is not None and self._answers.complete):
                self._at[self._question] = self._rows.row(self.matrix.cursor).id
