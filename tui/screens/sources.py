"""The sources of what is in view: what each is; and events × sources, with the questions that a chronology is asked."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store import naming
from store.errors import TimelineError
from store.matrix import Cited
from store.standing_questions import Standing
from tui import keys, paint
from tui.messages import OpenPassage, OpenSource
from tui.opening import Opened
from tui.pages import Paged
from tui.render import bars, lines, matrix, panes, source_card
from tui.render.columns import Blocks
from tui.render.lines import Span
from tui.screens import source_asking
from tui.screens.base import NO_ANSWER, Failed, again
from tui.screens.returning_sources import ReturningSources
from tui.screens.source_asking import Cells, QuestionsAnswered, SourceCardLoaded, SourcesGathered
from tui.subject import NOTHING, Subject
from tui.widgets.columns_pane import ColumnsPane
from tui.widgets.line_widget import Bar
from tui.widgets.matrix_view import Crossed, MatrixView
from tui.widgets.paged_list import PagedList


class SourcesScreen(ReturningSources):
    """The list of sources with a card, or the matrix."""

    BINDINGS = paint.bindings(keys.SOURCES)
    CSS_PATH = "sources.tcss"

    def body(self) -> Widget:
        """List and card, or questions, matrix and legend."""
        sources = Horizontal(PagedList(self.glyphs, id="list"), ColumnsPane(self.glyphs, id="card"), id="sources")
        return Vertical(sources, MatrixView(self.glyphs, id="matrix"))

    def compose(self) -> ComposeResult:
        """The questions stand above the matrix, what a cell means below it."""
        title, body, keys_bar = super().compose()
        yield title
        yield Bar(self.glyphs, id="questions")
        yield body
        yield Bar(self.glyphs, id="legend")
        yield Bar(self.glyphs, id="detail")
        yield keys_bar

    @property
    def subject(self) -> Subject:
        """The source; in the matrix the event, and the citation in the cell."""
        with suppress(TimelineError):
            if self.crossing:
                if (chosen := self.matrix.chosen) is not None:
                    event, source, cell = chosen
                    return Subject(event.ordinal, cell.citation if cell else None, source=source.id)
            elif self.list.cursor:
                return Subject(source=self._sources.row(self.list.cursor).id)
        return NOTHING

    def on_mount(self) -> None:
        """Asks for the sources, and the standing questions."""
        self.set_class(self.begins_crossing, "crossing")
        self.set_focus(self.matrix if self.crossing else self.list)
        self.card.say("", "Reading …")
        self._ask()

    def _ask(self) -> None:
        rows, shown = self.opened.rows, self._shown()
        self._cited = self._answers = None
        self.gather(source_asking.gather(rows, shown), "sources")
        self.gather(source_asking.answer(rows, shown), "questions")

    @on(SourcesGathered)
    def _show(self, message: SourcesGathered) -> None:
        cited = self._cited = message.cited
        self._sources = Paged(cited.count, cited.rows)
        place = 1
        if self._source:
            with suppress(TimelineError):
                place = cited.place_of(naming.number(self.opened.rows, "source", self._source)) or 1
        above, self.list_above = self.list_above, None
        self.list.show(cited.count, partial(self._draw, cited), place, above)
        if not cited.count:
            self.list.say("No sources", "No event in view rests on one.")
            self.card.say("", "")
        self._cross()
        self._show_bars()

    def _draw(self, cited: Cited, place: int, width: int, marker: Span, first: bool) -> Sequence[lines.Line]:
        source, count = self._sources.row(place), cited.events(place)
        return source_card.lines(source, count, width, marker, self.glyphs, chosen=place == self.list.cursor)

    @on(QuestionsAnswered)
    def _show_answers(self, message: QuestionsAnswered) -> None:
        self.keep_cell()
        self._answers = message.answers
        if self._question is not None:
            self._cross()
        self._show_bars()

    def _cross(self) -> None:
        """Brings the events that answer the question into view, with the cursor where it was."""
        cited, shown = self._cited, self._shown()
        listed = self._answers.listed[self._question] if self._question and self._answers else None
        if cited is None or (self._question is not None and listed is None):
            return
        found = shown if listed is None else listed
        cells = Cells(self.opened.rows, found, cited)
        self._rows = Paged(found.count, found.rows)
        place = 1
        if name := self._at.get(self._question):
            with suppress(TimelineError):
                place = found.place_of(naming.number(self.opened.rows, "event", name))
        crossed = Crossed(
            found.count,
            cited.count,
            self._rows.row,
            self._sources.row,
            cells.of,
            self._question is Standing.DATES_DIFFER,
        )
        above, self.rows_above = self.rows_above, None
        self.matrix.cross(crossed, place, self._column_place(cited), above)

    def _column_place(self, cited: Cited) -> int:
        """Where the source stands whose column one was in; else the one of the list."""
        for name in (self._column, self._source):
            if name:
                with suppress(TimelineError):
                    if place := cited.place_of(naming.number(self.opened.rows, "source", name)):
                        return place
        return 1

    @on(PagedList.Highlighted, "#list")
    def _follow(self) -> None:
        place = self.list.cursor
        if place:
            with suppress(TimelineError):
                source, opened = self._sources.row(place), self.opened
                self._source = source.id
                self.ask(lambda: source_asking.card(opened, place, source))
        self._show_bars()

    @on(SourceCardLoaded)
    def _show_card(self, message: SourceCardLoaded) -> None:
        if self._cited is None or message.place > self._cited.count:
            return
        source, count, glyphs = message.source, self._cited.events(message.place), self.glyphs

        def flow(width: int) -> Sequence[lines.Line]:
            return source_card.card(source, count, attached=message.attached, glyphs=glyphs, width=width)

        self.card.show(Blocks(flow, ()))

    @on(PagedList.Highlighted, "#matrix")
    @on(MatrixView.Moved)
    def _follow_matrix(self) -> None:
        self.keep_cell()
        self._show_bars()

    @on(Failed)
    @on(PagedList.Failed)
    def _show_failure(self, message: Failed | PagedList.Failed) -> None:
        self.card.say(NO_ANSWER, again(message.sentence))
        self.tell(again(message.sentence))  # in a narrow window, and in the matrix, no card is in view

    @on(PagedList.Chosen)
    def _open_clicked(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The source; in the matrix, its passage behind the event."""
        if not self.crossing:
            if self.list.cursor and (name := self.subject.source) is not None:
                self.post_message(OpenSource(self, name))
            return
        with suppress(TimelineError):
            if (chosen := self.matrix.chosen) is None:
                return
            event, _, cell = chosen
            if cell is None:
                self.tell("This source says nothing of this event.")
            else:
                dates = self._question is Standing.DATES_DIFFER
                self.post_message(OpenPassage(self, event.ordinal, cell.dated_at if dates else cell.citation))

    def _show_matrix(self, *, wanted: bool) -> None:
        self.set_class(wanted, "crossing")
        self.set_focus(self.matrix if wanted else self.list)
        self._show_bars()

    def action_other_pane(self) -> None:
        """Between the list and the matrix."""
        self._show_matrix(wanted=not self.crossing)

    def step_back(self) -> bool:
        """From the matrix to the list."""
        if not self.crossing:
            return False
        self._show_matrix(wanted=False)
        return True

    def put(self, question: Standing | None) -> None:
        """Shows in the matrix what answers a question."""
        self.keep_cell()
        changed, self._question = question is not self._question, question
        if changed or not self.crossing:
            self._cross()
        self._show_matrix(wanted=True)

    def view_changed(self) -> None:
        """Asks again, and goes on at the same source and event."""
        self.keep_cell()
        self._ask()

    def reopen(self, opened: Opened) -> None:
        """Reads all again, and goes on at the same source and event."""
        self.keep_cell()
        super().reopen(opened)
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """The card where there is room."""
        self.set_class(event.size.width < panes.WIDE, "narrow")
        self._show_bars()

    def _show_bars(self) -> None:
        width, shown = self.size.width, self._shown()
        cited = self._cited
        detail = "reading …" if cited is None else lines.plural(cited.count, "source")
        title = "Events × sources" if self.crossing else "Sources"
        title += f": {self._question}" if self.crossing and self._question else ""
        events = lines.plural(shown.count, "event")
        if self.crossing and self._question is not None:
            events = f"{self.matrix.count:,} of {events}"
        self.query_one("#title", Bar).show(bars.place(title, f"{detail}, {events}", width))
        answers = self._answers
        counts = {question: listed.count for question, listed in answers.listed.items()} if answers else {}
        complete, marker = answers is not None and answers.complete, self.glyphs.cursor
        asked = matrix.questions(self._question, shown.count, counts, complete=complete, marker=marker, width=width)
        self.query_one("#questions", Bar).show(asked)
        self.query_one("#legend", Bar).show(matrix.legend(self.matrix.grid, self.glyphs))
        self._show_detail()
        at = self.matrix if self.crossing else self.list
        self.show_keys(f"{at.cursor:,} of {at.count:,}" if at.count else "")

    def _show_detail(self) -> None:
        complete = self._answers is not None and self._answers.complete
        line: lines.Line = (Span(" None." if complete else " Looking …", "bar"),)
        with suppress(TimelineError):
            if (chosen := self.matrix.chosen) is not None:
                line = matrix.detail(*chosen, self.size.width, dates=self.matrix.grid.dates)
        self.query_one("#detail", Bar).show(line)
