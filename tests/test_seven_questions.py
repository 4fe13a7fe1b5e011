"""Seven questions that a chronology has to answer, each by at most four keys or one typed line from the start."""

import pytest
from terminal import Terminal, stray_controls
from test_journeys import lit, shows, timeline

from store import filters, profile, quotations
from store.database import open_store
from store.viewing import view

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)


@pytest.fixture(scope="module")
def store(sample):
    with open_store(sample) as opened:
        yield opened


def begun(sample, size) -> Terminal:
    terminal = timeline(sample, size=size)
    terminal.expect("1 of 57 events")
    return terminal


def kept(store, line):
    """The titles of the events that a filter keeps."""
    shown = view(store, filters.parse(line)).shown
    return [row.title for row in shown.rows(1, 57)]


@SIZES
def test_everything_that_blinken_said(sample, store, size):
    said = [quotation.text for quotation in quotations.spoken_by(store, "antony-blinken")]
    assert len(said) == 4
    whole = set()
    with begun(sample, size) as terminal:
        for number, key in enumerate(('"', "j", "j", "j"), 1):
            terminal.press(key)
            terminal.expect(f"{number} of 23")
            terminal.settle(0.3)
            seen = "".join(terminal.text().replace("▏", "").split()).replace("▌", "").replace("▎", "")
            whole |= {text for text in said if "".join(text.split()) in seen}
        assert whole == set(said)
        assert not stray_controls(terminal.raw)


@SIZES
def test_every_event_that_only_one_voice_stands_behind(sample, store, size):
    titles = kept(store, "voices:1")
    with begun(sample, size) as terminal:
        terminal.press("o", "2")
        terminal.expect(f"{len(titles)} of 57 events")
        terminal.settle(0.3)
        for title in titles[:10]:
            assert shows(terminal, title[:20]), title


@SIZES
def test_what_happened_in_the_first_week_of_2024(sample, store, size):
    titles = kept(store, "in:2024-w01")
    with begun(sample, size) as terminal:
        terminal.press("f", *"in:2024-w01", "enter")
        terminal.expect(f"of {len(titles)} events")
        terminal.settle(0.3)
        for title in titles[:5]:
            assert shows(terminal, title[:12]), title


@SIZES
def test_all_sources_of_the_second_missile_strike_side_by_side(sample, size):
    with begun(sample, size) as terminal:
        terminal.press(":", *"side by side jan 2 2024", "enter")
        terminal.expect("passage 1 of 3")
        terminal.settle(0.3)
        assert terminal.text().count("2 Jan 2024, computed") == 3
        for label in ("Four sanctioned", "Allies condemn", "Benzinga"):
            assert shows(terminal, label), label


@SIZES
def test_who_appears_together_with_kim_jong_un(sample, store, size):
    with begun(sample, size) as terminal:
        terminal.press(":", *"kim jong", "enter")
        terminal.expect("Appears with")
        terminal.settle(0.3)
        for other in profile.profile(store, "kim-jong-un").company:
            assert shows(terminal, other.name), other.name


@SIZES
def test_what_russia_denied(sample, store, size):
    titles = kept(store, "denied-by:russia")
    assert titles
    with begun(sample, size) as terminal:
        terminal.press("f", *"denied-by:russia", "enter")
        terminal.expect(f"of {len(titles)} event")
        terminal.settle(0.3)
        for title in titles:
            assert shows(terminal, title[:12]), title


@SIZES
def test_the_passage_that_dates_the_may_sanctions(sample, size):
    with begun(sample, size) as terminal:
        terminal.press(":", *"passage 16 may 2024", "enter")
        terminal.expect("“on Thursday” → 16 May 2024")
        terminal.expect(lambda terminal: "Thursday" in lit(terminal))
