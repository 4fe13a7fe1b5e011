"""A source's text with its passages lit."""

from bisect import bisect_left

from store.records import SourcePage
from store.search.terms import Term, spans
from tui.render import source
from tui.render.lines import BLANK, Line, told
from tui.render.reading import Reading
from tui.render.text_view import HEAD, TextView
from tui.widgets.line_widget import MovingWidget


class PassageView(MovingWidget):
    """The head of a source and its text. Until the reader moves, the view follows the lit passage."""

    DEFAULT_CSS = "PassageView { width: 1fr; height: 1fr; }"

    page: SourcePage | None = None
    passage: int | None = None
    """The id of the passage that is lit most."""
    hits: tuple[tuple[int, int], ...] = ()
    """Where the terms that one looks for stand in the text."""
    hit: int | None = None
    """The index of the hit at which one is."""
    _terms: tuple[Term, ...] = ()
    _said = ("", "")
    _blocks: source.Blocks
    _view: TextView
    _light = source.Lit(None, ())
    _reading = Reading("", "text")
    _top = (0, 0)
    _kept: int | None = None
    """The position that stays on the first line; None while the view follows the lit passage."""

    def show(self, page: SourcePage, said: Reading, passage: int | None) -> None:
        """Shows a source, at one of its passages. `said`: what one reads there."""
        if page is not self.page:
            self.page, self._blocks, self._top = page, source.blocks(page), (0, 0)
            self._find()
        self._reading = said
        self.fit_anew()
        self.light(passage)

    def say(self, title: str, sentence: str) -> None:
        """Says something instead of showing a source."""
        self.page, self._said = None, (title, sentence)
        self.refresh()

    def light(self, passage: int | None) -> None:
        """Lights a passage and brings it into view."""
        assert self.page is not None
        self.passage, self._kept = passage, None
        self._light = source.lit(self.page, passage, self.hits)
        self.hit = None
        self._follow()
        self.refresh()

    def look_for(self, terms: tuple[Term, ...]) -> None:
        """Lights these terms; the view stays where it is."""
        if terms == self._terms:
            return
        self._terms = terms
        self._find()
        if self.page is not None:
            self._light = source.lit(self.page, self.passage, self.hits)
            self.refresh()

    def _find(self) -> None:
        text = self.page.text if self.page is not None and self._terms else ""
        self.hits, self.hit = tuple(spans(text, self._terms)), None

    def next_hit(self, direction: int) -> int:
        """The index of the hit after the one at which one is, or after the top of the view; beyond the ends too."""
        if self.hit is not None:
            return self.hit + direction
        first = bisect_left(self.hits, (max(self.position, 0),))
        return first if direction > 0 else first - 1

    def go_to_hit(self, index: int) -> None:
        """Brings a hit into view, and lights it most."""
        self.hit, self._light.hit = index, self.hits[index]
        if not self._sees_hit():
            self._top = self._view.revealing(self.hits[index][0])
        self._kept = self._view.position_of(self._top)
        self.refresh()

    def _sees_hit(self) -> bool:
        """Whether the hit at which one is is in view."""
        if self.hit is None:
            return False
        line = self._view.place_of(self.hits[self.hit][0])
        return self._top <= line < self._view.moved(self._top, max(self.size.height, 1))

    @property
    def position(self) -> int:
        """The position of the text with which the view begins; that of the head for its lines."""
        return self._view.position_of(self._top) if self.page is not None else 0

    @property
    def view(self) -> tuple[tuple[int, int], int | None]:
        """Where one is, to return to."""
        return self._top, self._kept

    def return_to(self, view: tuple[tuple[int, int], int | None]) -> None:
        """Shows the part of the text that was in view."""
        self._top, self._kept = view
        self.hit = self._light.hit = None
        self.refresh()

    def _follow(self) -> None:
        if self._kept is not None:
            self._top = min(self._view.place_of(self._kept), self._view.bottom())
        elif self._light.current is not None:
            self._top = self._view.revealing(self._light.current[0])

    def line(self, y: int) -> Line:
        """The line at `y`."""
        if self.page is None:
            lines = told(*self._said, self.size.width)
            return lines[y] if y < len(lines) else BLANK
        return self._view.line(self._top, y, self._light)

    def move(self, lines: int) -> None:
        """Moves the view by so many lines."""
        if self.page is not None:
            target = self._view.moved(self._top, lines)
            self._top = min(target, max(self._view.bottom(), self._top)) if lines > 0 else target
            self._kept = self._view.position_of(self._top)
            self._leave_hit()
            self.refresh()

    def _leave_hit(self) -> None:
        """What is out of view is not where one is."""
        if not self._sees_hit():
            self.hit = self._light.hit = None

    def move_to_edge(self, direction: int) -> None:
        """To the head of the source, or to its end."""
        if self.page is not None:
            self._top = (0, 0) if direction < 0 else self._view.bottom()
            self._kept = HEAD if direction < 0 else self._view.position_of(self._top)
            self._leave_hit()
            self.refresh()

    @property
    def paragraph(self) -> int | None:
        """The number of the paragraph that one has moved to; None while the view follows the lit passage."""
        if self.page is None or self._kept is None or not self.page.paragraphs:
            return None
        return source.paragraph_at(self.page, max(self._kept, 0)).number

    def go_to_paragraph(self, number: int) -> None:
        """Brings a paragraph into view, or the last one, if there are fewer."""
        if self.page is not None and self.page.paragraphs:
            paragraph = self.page.paragraphs[min(max(number, 1), len(self.page.paragraphs)) - 1]
            self._kept = paragraph.start
            self._follow()
            self.refresh()

    def resized(self) -> None:
        """Flows the text anew; the lit passage, or what the reader had moved to, stays in view."""
        if self.page is not None:
            self._view = TextView(
                self.page, self._reading, self._blocks, self.size.width, self.size.height, self.glyphs
            )
            self._follow()
            if self.hit is not None and not self._sees_hit():
                self._top = self._view.revealing(self.hits[self.hit][0])
