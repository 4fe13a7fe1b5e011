"""The part of the reader that shows a source's text: its digest, or its original where that is attached."""

from textual import on

from store.originals import shelf
from store.originals.reading import Pages
from store.originals.records import OriginalPage
from store.records import Passage, SourcePage
from tui.render import reading
from tui.screens import source_loading
from tui.screens.base import Page
from tui.screens.source_loading import OriginalLoaded
from tui.widgets.passage_view import PassageView


class TwoTexts(Page):
    """Shows one of the two texts of a source, and goes from one to the other at the same paragraph."""

    page: SourcePage | None = None
    """The source as the store has it."""
    original: OriginalPage | None = None
    """Its original, if it is attached."""
    asking_for_words = False
    """The original was asked for and is not there: how to obtain it is told instead of a text."""
    version: shelf.Version | None = None
    """Of what was attached when the source was read."""
    lit: int | None = None
    """The id of the passage that is lit."""

    @property
    def text(self) -> PassageView:
        """The source's text."""
        return self.query_one("#text", PassageView)

    def ask_for_page(self) -> None:
        """Asks for the source, wherever one has gone meanwhile."""
        raise TypeError(f"{type(self).__name__} has no source")

    def show_bars(self) -> None:
        """Shows in words where one is."""
        raise TypeError(f"{type(self).__name__} has no bars")

    def take(self, pages: Pages, version: shelf.Version | None) -> None:
        """What is at hand of the original from now on."""
        self.original, self.version, self.asking_for_words = pages.original, version, False
        if pages.trouble:
            self.tell(f"The original can’t be shown: {pages.trouble}")

    def _ask_for_original(self, *, wanted: bool = False) -> None:
        """Looks at the original again, for the source that one reads, at the place where one is."""
        if self.page is None:
            self.ask_for_page()
            return
        opened, source = self.opened, self.page.source.id
        self.ask(lambda: source_loading.original(opened, source, wanted=wanted), "original")

    @on(OriginalLoaded)
    def _show_original(self, message: OriginalLoaded) -> None:
        if self.page is None or message.pages.digest.source.id != self.page.source.id:
            self.ask_for_page()  # one has gone on to another source meanwhile
            return
        paragraph = self.text.paragraph
        self.take(message.pages, message.version)
        if message.wanted:
            self._want_words()
        self.show_text(paragraph)

    def _want_words(self) -> None:
        """The original's words, or how to obtain them."""
        if self.original is None:
            self.asking_for_words = True
        else:
            self.opened.prefers_digest = False

    @property
    def reads_original(self) -> bool:
        """Whether the words on the screen are the document's own, which may not be copied from here."""
        return self.original is not None and not self.opened.prefers_digest

    def show_text(self, paragraph: int | None = None) -> None:
        """Shows the text that is wanted, at the chosen passage, or at a paragraph that the reader had moved to."""
        if self.page is None:
            return
        passage = self.passage(self.page, self.lit)
        if self.asking_for_words:
            self.text.say(*reading.obtaining(passage, self.page.source))
        elif self.original is not None and not self.opened.prefers_digest:
            self.text.show(self.original.page, reading.original(self.original), self.lit)
            if paragraph is None and passage and self.passage(self.original.page, self.lit) is None:
                paragraph = passage.paragraph
        else:
            self.text.show(self.page, reading.digest(self.page.source, self.original), self.lit)
        if paragraph is not None:
            self.text.go_to_paragraph(paragraph)
        self.show_bars()

    def action_words(self) -> None:
        """The original's own words, or the digest, at the same paragraph."""
        if self.page is None:
            return
        if self.page.source.kind == "original":
            self.tell("This is the document itself: there is no digest.")
            return
        if self.original is None and self.version != source_loading.version(self.opened):
            self._ask_for_original(wanted=True)  # another program has attached or detached some
            return
        paragraph = self.text.paragraph
        if self.asking_for_words:
            self.asking_for_words = False
        elif self.reads_original:
            self.opened.prefers_digest = True
        else:
            self._want_words()
        self.show_text(paragraph)

    def passage(self, page: SourcePage, key: int | None) -> Passage | None:
        """The passage of this id, if the page has it."""
        return next((passage for passage in page.passages if passage.id == key), None)

    def originals_changed(self) -> None:
        """Shows the original that is there now, or the digest again, at the place where one is."""
        super().originals_changed()
        self._ask_for_original()
