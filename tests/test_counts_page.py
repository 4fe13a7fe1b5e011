"""The page of counts, in a real pseudo-terminal: each value of each facet is a way in."""

import pytest
from builders import a_store, an_event
from terminal import stray_controls
from test_journeys import SIZES, timeline

from store.facets import FACETS


@pytest.mark.parametrize("size", [*SIZES, (40, 12), (20, 6)], ids=str)
def test_every_facet_is_counted_and_one_is_remembered(sample, size):
    with timeline(sample) as terminal:
        terminal.resize(*size)
        terminal.press("F")
        terminal.expect("state")
        terminal.expect("10")
        for number, facet in enumerate(FACETS, 1):
            terminal.press(str(number))
            terminal.expect(facet)
        terminal.press("2", "j", "q")
        terminal.expect(lambda terminal: "Counts" not in terminal.text())
        terminal.press("F")
        terminal.expect(lambda terminal: any("▌" in line and "No" in line for line in terminal.lines()))
        terminal.press("Q")
        assert terminal.wait() == 0
        assert not stray_controls(terminal.raw)


def test_enter_narrows_and_minus_excludes_and_the_counts_follow_the_filter(sample):
    with timeline(sample, size=(100, 30)) as terminal:
        terminal.press("F", "1", "enter")
        terminal.expect("[kind:statement 10]")
        terminal.press("F", "2")
        terminal.expect("of 10 events by entity")
        terminal.press("j", "-")
        terminal.expect("[-entity:")
        terminal.press("u")
        terminal.expect("[kind:statement 10]")
        terminal.press("x", "F")
        terminal.expect("of 57 events by entity")


def test_what_no_part_of_a_filter_says_is_told(sample):
    with timeline(sample, size=(100, 30)) as terminal:
        terminal.press("F", "6")
        terminal.expect("in no single year")
        terminal.press("G", "k", "enter")
        terminal.expect("No part of a filter says")


def test_of_what_no_event_has_it_says_so(tmp_path):
    with timeline(a_store(tmp_path, events=[an_event("one")], quotations=[])) as terminal:
        terminal.press("F", "3")
        terminal.expect("No event in view has a speaker.")
