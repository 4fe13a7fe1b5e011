"""The table of keys: no key twice in one place, each action exists, and the README says the same."""

from collections import Counter
from pathlib import Path

import pytest

from tui import keys

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("place", [*keys.PLACES])
def test_no_key_means_two_things_in_one_place(place):
    around = [] if place in (keys.AXIS, keys.MATRIX) else [*keys.at(keys.MOVING), *keys.at(keys.EVERYWHERE)]
    reached = dict.fromkeys([*keys.at(place), *around])
    counts = Counter(name for key in reached for name in key.keys.split(","))
    assert [name for name, number in counts.items() if number > 1] == []


def test_keys_that_terminals_can_not_tell_apart_or_multiplexers_take_are_not_bound():
    taken = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+a", "ctrl+b"}
    assert not taken & {name for key in keys.TABLE for name in key.keys.split(",")}


def test_each_action_has_a_method_where_it_works():
    from tui.app import TimelineApp
    from tui.screens.card import CardScreen
    from tui.screens.chronology import ChronologyScreen
    from tui.screens.counts import CountsScreen
    from tui.screens.entities import EntitiesScreen
    from tui.screens.entity import EntityScreen
    from tui.screens.marks import MarksScreen
    from tui.screens.quotations import QuotationsScreen
    from tui.screens.reader import ReaderScreen
    from tui.screens.side_by_side import SideBySideScreen
    from tui.screens.sources import SourcesScreen
    from tui.widgets.line_widget import MovingWidget
    from tui.widgets.matrix_view import MatrixView
    from tui.widgets.time_axis import TimeAxis

    holders = {
        keys.MOVING: MovingWidget,
        keys.CHRONOLOGY: ChronologyScreen,
        keys.AXIS: TimeAxis,
        keys.CARD: CardScreen,
        keys.READER: ReaderScreen,
        keys.MARKS: MarksScreen,
        keys.COUNTS: CountsScreen,
        keys.ENTITIES: EntitiesScreen,
        keys.ENTITY: EntityScreen,
        keys.QUOTATIONS: QuotationsScreen,
        keys.SOURCES: SourcesScreen,
        keys.MATRIX: MatrixView,
        keys.SIDE_BY_SIDE: SideBySideScreen,
        keys.EVERYWHERE: TimelineApp,
    }
    assert [key for key in keys.TABLE if not hasattr(holders[key.place], f"action_{key.action}")] == []


def readme_table() -> str:
    """The table of keys as the README must have it."""
    lines = []
    for place, heading in keys.PLACES.items():
        lines += [f"| **{heading}** | |", *(f"| `{key.shown}` | {key.help} |" for key in keys.at(place))]
    return "\n".join(["| keys | |", "|---|---|", *lines])


def test_the_readme_has_the_same_table():
    assert readme_table() in (ROOT / "README.md").read_text(encoding="utf-8")
