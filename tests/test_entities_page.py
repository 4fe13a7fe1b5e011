"""Entities on the screen: the list of all, the page of one, and every name a way to it."""

import re
import sys

import pytest
from terminal import Terminal, stray_controls
from test_hostile import HOSTILE, hostile_store  # noqa: F401 (a fixture)
from test_journeys import cursor_line, shows, timeline

from store import entities, profile, quotations, roster
from store.database import open_store

PARTS = re.compile(r"^ Parts  |^ Part of  ", re.MULTILINE).search
SIZES = [(80, 24), (120, 40), (200, 50), (40, 12)]


@pytest.fixture(scope="session")
def known(sample):
    """The profiles of all entities of the sample."""
    with open_store(sample) as store:
        return {each.id: profile.profile(store, each.id) for each in entities.all_entities(store)}


def wait_for_page(terminal, called):
    """Until the page of an entity is there, and its events on the axis."""
    terminal.expect(
        lambda terminal: shows(terminal, called) and (", narrow" in terminal.text() or PARTS(terminal.text()))
    )
    terminal.settle(0.3)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_everything_that_blinken_said_is_one_typed_line_away(sample, size):
    with open_store(sample) as store:
        said = list(quotations.spoken_by(store, "antony-blinken"))
    with timeline(sample, size=size) as terminal:
        terminal.press(":blinken", "enter")
        wait_for_page(terminal, "Antony Blinken")
        terminal.expect(f"Said  {len(said)}")
        terminal.press("tab")
        if size[0] < 100:
            terminal.press("tab")
        terminal.settle()
        for quotation in said:
            words = quotation.text.replace("\n", " ")[:30]
            assert shows(terminal, words) or shows(terminal, words[:12]), words
        terminal.press("enter")
        terminal.expect("passage")
        terminal.press("q")
        wait_for_page(terminal, "Said")
        assert not stray_controls(terminal.raw)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_who_appears_together_with_kim_jong_un_and_the_events_behind_it(sample, known, size):
    company = known["kim-jong-un"].company
    with timeline(sample, size=size) as terminal:
        terminal.press(":kim jong", "enter")
        wait_for_page(terminal, "Kim Jong Un")
        for other in company:
            assert shows(terminal, other.name), other.name
        terminal.press("j", "j")
        terminal.expect(lambda terminal: "Last seen" in cursor_line(terminal))
        terminal.press("j")
        terminal.expect(lambda terminal: company[0].name in cursor_line(terminal))
        terminal.press("enter")
        terminal.expect(f"1 of {company[0].events}")
        assert "enter open" in terminal.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_list_remembers_its_place(sample, size):
    with open_store(sample) as store:
        third = roster.rows(store, roster.Order.EVENTS, 3, 1)[0]
    with timeline(sample, size=size) as terminal:
        terminal.press("e")
        terminal.expect("of 49")
        terminal.press("j", "j")
        terminal.expect(lambda terminal: third.name[:10] in cursor_line(terminal))
        terminal.press("enter")
        wait_for_page(terminal, third.name)
        terminal.press("q")
        terminal.expect("3 of 49")
        assert third.name[:10] in cursor_line(terminal)
        terminal.press("s")
        terminal.expect("Entities by name")
        assert third.name[:10] in cursor_line(terminal)
        terminal.resize(100, 30)
        terminal.settle()
        assert third.name[:10] in cursor_line(terminal)
        terminal.press("f5")
        terminal.expect("Read again")
        assert third.name[:10] in cursor_line(terminal)
        terminal.press("q")
        terminal.expect("1 of 57")


def test_a_name_is_found_while_it_is_typed(sample):
    with timeline(sample) as terminal:
        terminal.press("e")
        terminal.expect("of 49 entities")
        terminal.press("/", "jong")
        terminal.expect(lambda terminal: "Kim Jong Un  " in terminal.lines()[-2])  # within the name
        terminal.press("enter")
        terminal.expect(lambda terminal: "Kim Jong Un" in cursor_line(terminal))
        terminal.press("/", "blinken", "esc")
        terminal.expect(lambda terminal: "Kim Jong Un" in cursor_line(terminal))
        terminal.press("/", "blinken", "enter", "enter")
        wait_for_page(terminal, "Antony Blinken")
        terminal.press("q", "/", "nobody")
        terminal.expect("No entity has a name")


@pytest.mark.parametrize("size", SIZES[::3], ids=str)
def test_every_line_that_leads_on_leads_there_and_back_to_the_same_line(sample, size):
    with timeline(sample, size=size) as terminal:
        terminal.press(":kim jong", "enter")
        wait_for_page(terminal, "Kim Jong Un")
        before = ""
        for _ in range(3):
            line = cursor_line(terminal) or before
            terminal.press("enter")
            terminal.expect(lambda terminal, line=line: cursor_line(terminal) != line or not PARTS(terminal.text()))
            terminal.settle()
            terminal.press("q")
            wait_for_page(terminal, "")
            assert cursor_line(terminal) == line
            terminal.press("j")
            terminal.expect(lambda terminal, line=line: cursor_line(terminal) != line)


def test_the_names_on_a_card_lead_to_their_pages(sample):
    with timeline(sample) as terminal:
        terminal.press("t2024-01-11", "enter", "enter")
        terminal.expect("Rests on")
        terminal.press("g")
        terminal.expect(lambda terminal: any(line.startswith("▌ Who") for line in terminal.lines()))
        terminal.press("enter")
        wait_for_page(terminal, "")
        terminal.press("q")
        terminal.expect("Rests on")
        assert any(line.startswith("▌ Who") for line in terminal.lines())
        terminal.press("tab", "enter")
        terminal.expect("on this source")


def test_the_next_event_that_shares_an_entity(sample, known):
    numbers = known["kim-jong-un"].events.some(1, 99)
    with timeline(sample) as terminal:
        terminal.press(":kim jong", "enter")
        wait_for_page(terminal, "Kim Jong Un")
        terminal.press(",")
        terminal.expect(f"1 of {len(numbers)}")
        terminal.press("x")
        terminal.expect(f"{numbers[0]} of 57")
        terminal.press("*")
        terminal.expect("Next with")
        first = re.search(r"Next with (.*): (\d+) of (\d+)", terminal.text())
        assert first
        for step in range(int(first[2]) + 1, int(first[3]) + 1):
            terminal.press("*")
            terminal.expect(f"Next with {first[1]}: {step} of {first[3]}")
        terminal.press("*")
        terminal.expect(f"From the first again, with {first[1]}: 1 of {first[3]}")


def test_keys_that_are_typed_ahead_reach_the_page_that_they_open(sample):
    with timeline(sample) as terminal:
        terminal.expect(lambda terminal: 1000 in terminal.modes)
        terminal.send(b"e/blinken\r\r")
        wait_for_page(terminal, "Antony Blinken")
        terminal.send(b"qqj")
        terminal.expect("2 of 57")


def test_the_page_divides_and_joins_and_keeps_the_place(sample):
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press(":russia", "enter")
        wait_for_page(terminal, "Russia")
        terminal.press("tab", "j", "j")
        terminal.settle(0.3)
        line = next(line for line in terminal.lines() if "▌" in line).partition("▌")[2]
        terminal.resize(80, 24)
        terminal.expect(lambda terminal: cursor_line(terminal)[1:16].strip() == line[:15].strip())
        narrow = cursor_line(terminal)
        terminal.resize(120, 40)
        terminal.settle(0.3)
        terminal.resize(80, 24)
        terminal.expect(lambda terminal: cursor_line(terminal) == narrow)


@pytest.mark.parametrize("size", [(20, 6), (40, 12)], ids=str)
def test_nothing_breaks_where_there_is_hardly_room(sample, size):
    with Terminal([sys.executable, "-m", "tui.cli", str(sample)], *size) as terminal:
        terminal.expect("of 57")
        terminal.press("e", "j", "enter")
        terminal.settle(0.3)
        terminal.press("tab", "tab", "G", "g", "j", "k", "ctrl+d", "q", "/", "kim", "enter", "q", "q")
        assert terminal.wait() == 0
        assert not stray_controls(terminal.raw)


def test_hostile_names_and_words_stay_text(hostile_store):  # noqa: F811
    with Terminal([sys.executable, "-m", "tui.cli", str(hostile_store)], 120, 40) as terminal:
        terminal.expect("keys")
        terminal.press("e")
        terminal.expect("Entities by")
        for number in range(len(HOSTILE)):
            if number % 24 == 0:
                terminal.press("enter")
                terminal.expect(", narrow")
                terminal.settle(0.2, timeout=60)
                terminal.press("tab", "q")
                terminal.expect("Entities by")
            terminal.press("j")
            terminal.settle(0.02, timeout=60)
        terminal.press("s", "s")
        terminal.settle(0.3)
        terminal.press("q", ":e")
        terminal.expect("About el")
        terminal.press("esc")
        terminal.expect("1 of 246 events")
        terminal.press("q")
        assert terminal.wait() == 0
        assert stray_controls(terminal.raw) == []


def test_an_entity_s_page_and_the_filter_agree_on_its_events(sample):
    with open_store(sample) as store:
        known = profile.profile(store, "north-korea")
        rows = {row.id: row for row in roster.rows(store, roster.Order.EVENTS, 1, 49)}
    assert (known.entity.events, known.with_other_names, known.other_names) == (28, 32, ("Pyongyang",))
    assert (rows["north-korea"].events, rows["north-korea"].more, rows["pyongyang"].more) == (28, True, False)
    with timeline(sample) as terminal:
        terminal.press("e")
        terminal.expect("+ more under other names")
        assert "28+" in next(line for line in terminal.lines() if "North Korea " in line)
        terminal.press("q")
        terminal.expect("1 of 57")
        terminal.press(":north korea", "enter")
        terminal.expect("28 events (32 with Pyongyang)")
        assert "North Korea" in terminal.lines()[0]
        terminal.press("G")
        terminal.expect("Events 28 of 28")
        terminal.press(",")
        terminal.expect("of 32 events")
