"""The reader with an original attached, in a real pseudo-terminal: its words, what is lit, underlined, said of it."""

import re
import sys

import pytest
from documents import ARTICLE, DIGEST, EXACT, QUOTED, built, with_originals
from terminal import Terminal

from store.database import open_store
from store.originals import attaching
from tui.theme import DARK

LIT, FAINT = (DARK.inks[name].ground[1:] for name in ("lit", "faint"))
SIZES = [(80, 24), (120, 40), (200, 50), (44, 14)]


@pytest.fixture
def places(tmp_path):
    """The folders of a reader of one's own, with the store and the originals of a dataset."""
    dataset, originals = with_originals(tmp_path)
    return tmp_path, built(dataset, tmp_path), originals


def attach(places, text=ARTICLE):
    """Attaches a text as the reader would have."""
    folder, store, originals = places
    (originals / "whatever.bin").write_text(text, encoding="utf-8", newline="")
    with open_store(store) as opened:
        attaching.attach(opened, folder / "data" / "timeline" / "arnholt.originals", [originals])


def reading(places, event, *, size=(120, 40)):
    """The reader at the first passage of an event, by its number."""
    folder, store, _ = places
    env = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CACHE", "STATE")}
    command = [sys.executable, "-m", "tui.cli", "--fresh", str(store)]
    terminal = Terminal(command, *size, env={"TERM": "xterm-256color", "COLORTERM": "truecolor", **env}, cwd=folder)
    terminal.expect("keys")
    terminal.press(*"j" * (event - 1))
    terminal.expect(f"{event} of 3")
    terminal.press("enter")
    if size[0] < 100:
        terminal.expect(f"event {event} of 3")
        terminal.settle(0.3)
        terminal.press("enter")
    terminal.expect("passage 1 of")
    terminal.settle(0.3)
    return terminal


def cells(terminal, wanted):
    """The text of the cells that are wanted, row after row."""
    rows = terminal.emulator.cells()
    return "".join(cell.data for row in rows for cell in row if wanted(cell))


def flat(text):
    return re.sub(r"\s+", "", text)


def lit(terminal):
    return flat(cells(terminal, lambda cell: cell.bg == LIT))


def expect_flowed(terminal, words):
    """Waits for words in the left pane, wherever their lines break."""
    terminal.expect(lambda terminal: flat(words) in flat("".join(line[:71] for line in terminal.lines())))


def command(terminal, name):
    """Chooses a command by its name."""
    terminal.press(":")
    terminal.expect("Which command")
    terminal.press(*name)
    terminal.settle(0.5)
    terminal.press("enter")


BUILT, CLOSED, TERRACE = 1, 2, 3


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_lit_cells_are_exactly_the_span(places, size):
    """Astral characters, combining marks, a no-break space, curly quotes and right-to-left text before and in it."""
    attach(places)
    for event, words in ((CLOSED, EXACT[0]), (TERRACE, EXACT[2]), (BUILT, EXACT[3])):
        with reading(places, event, size=size) as terminal:
            terminal.expect(lambda terminal, words=words: lit(terminal) == flat(words))
    with reading(places, CLOSED, size=size) as terminal:
        terminal.press("J")
        terminal.expect(lambda terminal: lit(terminal) == flat(EXACT[1]))


def test_a_quotation_within_the_lit_passage_and_the_words_of_dates_are_marked(places):
    attach(places)
    with reading(places, CLOSED) as terminal:
        terminal.expect("“on Thursday” → 11 Jan 2024, weekday on or before publication on 12 Jan 2024")
        underlined = flat(cells(terminal, lambda cell: cell.underscore))
        assert underlined == flat("on Thursday in 1931")
        terminal.expect(
            f"paragraph 1, characters {ARTICLE.index(EXACT[0]):,}–{ARTICLE.index(EXACT[0]) + len(EXACT[0]):,}, exact"
        )
        terminal.press("J")
        terminal.expect("paragraph 2")
        terminal.expect(lambda terminal: lit(terminal) == flat(EXACT[1]))
        italics = flat(cells(terminal, lambda cell: cell.italics and cell.bg == LIT))
        assert italics == flat(QUOTED)
        assert "→" not in terminal.text().splitlines()[-3]


def test_one_key_goes_to_the_digest_and_back_at_the_same_paragraph(places):
    attach(places)
    with reading(places, TERRACE) as terminal:
        terminal.expect("You read the original, verified.")
        terminal.press("w")
        terminal.expect("You read a digest")
        terminal.expect("is attached and verified")
        terminal.expect(lambda terminal: lit(terminal) == flat("The terrace next to the bridge is closed too."))
        terminal.press("w")
        terminal.expect(lambda terminal: lit(terminal) == flat(EXACT[2]))
        terminal.press("w", "q", "enter")
        terminal.expect("You read a digest")  # as one left it


def test_where_one_had_moved_to_another_paragraph_that_is_kept(tmp_path):
    article = ARTICLE + "".join(f"\nLong article {number}. " * 30 for number in range(5, 65))
    digest = DIGEST + "".join(f"\nShort digest {number}." for number in range(5, 65))
    dataset, originals = with_originals(tmp_path, article=article, digest=digest)
    places = tmp_path, built(dataset, tmp_path), originals
    attach(places, article)

    def top(terminal):
        terminal.settle(0.3)
        return next(int(found[1]) for line in terminal.lines()[1:] if (found := re.match(r" {0,2}(\d+) ", line)))

    with reading(places, CLOSED, size=(120, 20)) as terminal:
        terminal.press(*"      ")
        terminal.expect(lambda terminal: "Long article" in terminal.text() and "ARNHOLT" not in terminal.text())
        paragraph = top(terminal)
        assert paragraph > 5
        terminal.press("w")
        terminal.expect(lambda terminal: f"Short digest {paragraph - 1}." in terminal.text().split("\n", 2)[1])
        terminal.press("w")
        terminal.expect("Long article")
        assert paragraph - 1 <= top(terminal) <= paragraph
        command(terminal, "detach all originals")
        terminal.expect("Detached: gazette.")
        terminal.press("esc")
        terminal.expect("not verified")
        assert paragraph - 2 <= top(terminal) <= paragraph


def test_an_original_that_is_absent_says_how_to_obtain_it_and_where_the_passage_is(places):
    with reading(places, CLOSED) as terminal:
        terminal.expect("is not attached")
        terminal.expect("not verified")
        terminal.press("w")
        terminal.expect("How to obtain it: From the town library.")
        start, end = ARTICLE.index(EXACT[0]), ARTICLE.index(EXACT[0]) + len(EXACT[0])
        expect_flowed(terminal, f"at characters {start}–{end} of {len(ARTICLE)}, in paragraph 1.")
        terminal.press("w")
        terminal.expect("You read a digest")
        terminal.expect(lambda terminal: lit(terminal) == flat("The council closed the old bridge on Thursday."))


def test_a_copy_that_differs_shows_what_stands_and_says_what_does_not(places):
    attach(places, "A line before.\n" + ARTICLE.replace("Mayor", "Major") + "\nNo: " + EXACT[3] + ".\n")
    with reading(places, CLOSED) as terminal:
        expect_flowed(
            terminal, "You read a copy that differs from the original. Of 5 passages: 3 moved, 1 ambiguous, 1 lost."
        )
        terminal.expect("moved from")
        assert lit(terminal) == flat(EXACT[0])
        terminal.press("J")
        terminal.expect("lost, its words don’t stand in this copy")
        assert lit(terminal) == ""
    with reading(places, BUILT) as terminal:
        terminal.expect("ambiguous, stands at")
        terminal.expect("none is chosen")
        assert lit(terminal) == ""
        faint = flat(cells(terminal, lambda cell: cell.bg == FAINT))
        assert faint.count(flat(EXACT[3])) == 2


def test_originals_are_attached_and_taken_away_by_the_palette(places):
    folder, _, originals = places
    with reading(places, CLOSED) as terminal:
        terminal.expect("is not attached")
        command(terminal, "attach originals")
        terminal.expect("Attach which originals?")
        terminal.press(*str(originals / "gone"))
        terminal.expect("there is no such file or folder")
        terminal.press(*"\x7f" * 4)
        terminal.expect("the files in the folder")
        terminal.press("enter")
        terminal.expect("gazette: verified, 5 exact")
        terminal.press("esc")
        terminal.expect("You read the original, verified.")
        terminal.expect(lambda terminal: lit(terminal) == flat(EXACT[0]))
        command(terminal, "picture")
        terminal.expect("Not saved: these are the words of an original")
        assert list(folder.glob("*.svg")) == []
        command(terminal, "detach all originals")
        terminal.expect("Detached: gazette.")
        terminal.press("esc")
        terminal.expect("is not attached")


def test_where_one_was_is_kept_when_originals_are_attached_and_taken_away(places):
    _, _, originals = places
    with reading(places, CLOSED) as terminal:
        terminal.press("tab", "j")
        terminal.expect("also rests on this source")
        terminal.settle(0.3)
        digest = lit(terminal)
        command(terminal, "attach originals")
        terminal.press(*str(originals))
        terminal.expect("the files in the folder")
        terminal.press("enter")
        terminal.expect("gazette: verified, 5 exact")
        terminal.press("esc")
        terminal.expect("You read the original, verified.")
        terminal.expect("also rests on this source")
        terminal.expect(lambda terminal: lit(terminal) and lit(terminal) not in (digest, flat(EXACT[0])))
        assert "Looking for originals" not in terminal.text()
        command(terminal, "detach all originals")
        terminal.expect("Detached: gazette.")
        terminal.press("esc")
        terminal.expect("is not attached")
        terminal.expect(lambda terminal: lit(terminal) == digest)
        assert "also rests on this source" in terminal.text()


def test_what_another_program_attaches_is_shown_when_it_is_asked_for(places):
    with reading(places, CLOSED) as terminal:
        terminal.expect("is not attached")
        attach(places)
        terminal.press("w")
        terminal.expect("You read the original, verified.")
        terminal.expect(lambda terminal: lit(terminal) == flat(EXACT[0]))
        terminal.press("w")
        terminal.expect("is attached and verified")


def test_a_damaged_file_of_originals_is_told_and_the_digest_stays(places):
    attach(places)
    (places[0] / "data" / "timeline" / "arnholt.originals").write_bytes(b"no database \x1b[31m" * 100)
    with reading(places, CLOSED) as terminal:
        terminal.expect("The original can’t be shown")
        terminal.expect("You read a digest")
        terminal.press("w", "w", "J")
        terminal.expect("passage 2 of 2")
