"""Finding words in the text that one reads."""

from dataclasses import dataclass

from store.search.terms import Term, parse
from tui.dialogs.finding import FindDialog
from tui.guard import guard
from tui.render.lines import plural
from tui.screens.two_texts import TwoTexts


@dataclass(frozen=True, slots=True)
class _Begun:
    """Where one was when one began to look for something, to come back to."""

    terms: tuple[Term, ...]
    view: tuple[tuple[int, int], int | None]
    position: int


class FindingInText(TwoTexts):
    """Looks for words in the source's text. What was looked for in the chronology is lit until then."""

    _terms: tuple[Term, ...] | None = None
    """What one looks for here; None: the same as in the chronology."""
    _last_found = ""
    _finding: FindDialog | None = None
    _begun: _Begun | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is lit."""
        return self.opened.sought.terms if self._terms is None else self._terms

    def show_text(self, paragraph: int | None = None) -> None:
        """With the words lit that one looks for."""
        self.text.look_for(self.terms)
        super().show_text(paragraph)

    def on_screen_resume(self) -> None:
        """What one looks for in the chronology may be something else meanwhile."""
        if self.text.page is not None and self._finding is None:
            self.text.look_for(self.terms)
            self.show_bars()

    def action_find(self) -> None:
        """Asks for words, and moves to the nearest while they are typed."""
        if self.text.page is None:
            self.tell("There is no text to find anything in.")
            return
        self._begun = _Begun(self.terms, self.text.view, self.text.position)
        self._finding = FindDialog(self.glyphs, self._last(), self._typed)
        self.app.push_screen(self._finding, self._close)

    def _last(self) -> str:
        return self._last_found or self.opened.sought.line

    def _typed(self, line: str) -> None:
        if self._begun is None or self._finding is None:
            return
        terms = parse(line)
        if terms == self._terms and self.text.hits:
            return
        self._terms = terms
        self.text.look_for(terms)
        self.text.return_to(self._begun.view)
        if self.text.hits:
            self._go(self.text.next_hit(1))
        self.show_bars()
        self._finding.say(self.hit_words() if terms else "")

    def _close(self, line: str | None) -> None:
        begun, self._begun = self._begun, None
        if begun is None:
            return
        if line is None or not parse(line):
            self._terms = begun.terms
            self.text.look_for(begun.terms)
            self.text.return_to(begun.view)
            self.show_bars()
        elif parse(line) != self._terms:  # taken before the field has said so
            self._begun = begun
            self._typed(line)
            self._begun = None
        self._finding = None
        if line is not None and parse(line):
            self._last_found = line
            if not self.text.hits:
                self.tell(self._nothing())
        elif line is not None:
            self._again()

    def _again(self) -> None:
        if not self.terms:
            self._terms = parse(self._last())
            self.text.look_for(self._terms)
        self.step_to_hit(1)

    def _nothing(self) -> str:
        words = " or ".join(f"“{guard(term.typed)}”" for term in self.terms)
        return f"This text has no {words}."

    def hit_words(self) -> str:
        """Which hit one is at, of how many; empty where nothing is looked for."""
        if not self.terms or self.text.page is None:
            return ""
        wide = self.app.size.width >= 60
        number = len(self.text.hits)
        if self.text.hit is None or not number:
            said = plural(number, "hit") if number else "no hit"
        else:
            said = f"hit {self.text.hit + 1:,} of {number:,}" if wide else f"{self.text.hit + 1:,}/{number:,}"
        return f"{said} in this text" if wide else said

    def action_next_hit(self) -> None:
        """To the next hit in the text; after the last to the first."""
        self.step_to_hit(1)

    def action_previous_hit(self) -> None:
        """To the hit before; before the first to the last."""
        self.step_to_hit(-1)

    def step_to_hit(self, direction: int) -> None:
        """To the next hit in this text that way round."""
        if not self.terms:
            self.tell("Nothing is searched for: / finds words in this text.")
        elif not self.text.hits:
            self.tell(self._nothing())
        else:
            target = self.text.next_hit(direction)
            around = not 0 <= target < len(self.text.hits)
            self._go(target)
            self.show_bars()
            if around:
                self.tell("After the last hit the first." if direction > 0 else "Before the first hit the last.")

    def _go(self, index: int) -> None:
        self.text.go_to_hit(index % len(self.text.hits))
