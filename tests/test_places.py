"""Visited places: back and forward as in a browser, by jumps and not by steps, each left as one would have left it."""

import random

import pytest
from builders import a_dataset, an_event, the_manifest
from hypothesis import given
from hypothesis import strategies as st
from terminal import Terminal
from test_journeys import timeline

from store import loading, returning
from store.database import open_store
from store.filters import Filter
from store.returning import Remembered
from store.shown import Everything
from store.viewing import range_part, view
from store.windows import Window
from tui import places
from tui.places import Place, Visited, place_in, same


def at(event: str, *pages: str) -> places.Path:
    """A path to an event, through pages above the chronology."""
    return (Place("chronology", {"event": event}), *(Place(page, {"event": event}) for page in pages))


def test_back_and_forward_lead_through_the_places_that_were_left():
    visited = Visited()
    visited.leave(at("a"))
    visited.leave(at("b"))
    assert visited.back(at("c")) == at("b")
    assert visited.back(at("b")) == at("a")
    assert visited.back(at("a")) is None
    assert visited.forward(at("a")) == at("b")
    assert visited.forward(at("b")) == at("c")
    assert visited.forward(at("c")) is None


def test_a_jump_after_going_back_forgets_what_lay_ahead():
    visited = Visited()
    visited.leave(at("a"))
    visited.back(at("b"))
    visited.leave(at("a"))
    assert visited.forward(at("c")) is None
    assert visited.back(at("c")) == at("a")


def test_another_way_of_looking_is_no_other_place():
    one, other = Place("card", {"event": "a"}, {"zoom": "day"}), Place("card", {"event": "a"}, {"zoom": "year"})
    assert same((one,), (other,)) and not same((one,), at("a", "card"))


@given(st.lists(st.sampled_from(["leave", "back", "forward"]), max_size=600), st.randoms(use_true_random=False))
def test_as_a_browser_does_it(moves, dice):
    visited, here = Visited(), at("0")
    past, future, expected = [], [], at("0")
    for number, move in enumerate(moves, 1):
        if move == "leave":
            visited.leave(here)
            past.append(expected)
            future.clear()
            here = expected = at(str(number))
            del past[: -places.MOST]
        elif move == "back":
            here = visited.back(here) or here
            if past:
                future.append(expected)
                expected = past.pop()
        else:
            here = visited.forward(here) or here
            if future:
                past.append(expected)
                expected = future.pop()
        assert here == expected
        assert len(visited.past) <= places.MOST and len(visited.future) <= places.MOST


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["page", "at", "how", "x"]), inner),
    max_leaves=20,
)


@given(anything)
def test_whatever_a_file_holds_is_a_place_or_none(found):
    place = place_in(found)
    if place is not None:
        assert place_in(place.json) == place
        for key in ("page", "at", "x"):
            assert isinstance(place.text(key), str) and isinstance(place.flag(key, True), bool)
            assert place.number(key) is None or isinstance(place.number(key), int)
    assert isinstance(places.path_in(found), tuple)


# ---- on the screen


def test_jumps_are_walked_and_steps_are_not(sample):
    with timeline(sample) as terminal:
        terminal.press("j", "j", "j", "t", "2024-01-02", "enter")
        terminal.expect("20 of 57")
        terminal.press("j", "k", "G")
        terminal.expect("57 of 57")
        terminal.press("[")
        terminal.expect("20 of 57")
        terminal.press("ctrl+o")
        terminal.expect("4 of 57")
        terminal.press("[")
        terminal.expect("no place before")
        terminal.press("]", "]")
        terminal.expect("57 of 57")
        terminal.press("]")
        terminal.expect("no place after")


def test_moving_about_a_page_is_no_jump(sample):
    """As in a browser: another side of a page is no other page, and it is there again as it was left."""
    with timeline(sample) as terminal:
        terminal.press("j")
        terminal.expect("2 of 57")
        terminal.press("o", "2")
        terminal.expect("of 57 events")
        terminal.press("l", "l", "j", "}", "{", "1", "4", "tab", "tab")
        terminal.expect("Events × sources: denied")
        terminal.press("F", "tab", "3")
        terminal.expect("by speaker")
        terminal.press("[")
        terminal.expect("Events × sources: denied")
        terminal.press("[")
        terminal.expect("2 of 57 events")
        terminal.press("]")
        terminal.expect("Events × sources: denied")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_a_page_is_left_as_one_would_have_left_it_then(sample, size):
    with timeline(sample, size=size) as terminal:
        terminal.press("t", "2024-01-11", "enter")
        terminal.expect("30 of 57 events")
        pages = ["event 30 of", "passage 1 of"] if size[0] < 100 else ["passage 1 of"]
        for shown in pages:
            terminal.press("enter")
            terminal.expect(shown)
        reading = terminal.lines()[0]
        terminal.press(*"q" * len(pages), "g")
        terminal.expect(" 1 of 57 events")
        terminal.press(*"[" * (len(pages) + 1))
        terminal.expect("passage 1 of")
        assert terminal.lines()[0] == reading
        terminal.press("q")
        if size[0] < 100:
            terminal.expect("event ")
            terminal.press("q")
        terminal.expect("of 57 events")


def test_going_back_keeps_the_range_and_the_zoom_of_then(sample):
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press("t", "2024-01-01", "enter", "v", *"jjj", "enter")
        terminal.expect("certain, ")
        narrowed_title = terminal.lines()[0]
        terminal.press("+", "+", "backspace")
        terminal.expect("57 events")
        terminal.press("g", "[", "[")
        terminal.expect(lambda terminal: terminal.lines()[0] == narrowed_title)
        terminal.press("]")
        terminal.expect("57 events")


# ---- an event that a rebuild has taken away

DAYS = [f"2024-01-{day:02}" for day in range(1, 29)]


def a_store_of(folder, dates):
    """A store with an event for each of these ids and dates."""
    events = [an_event(name, date=date, title=f"Event {name}") for name, date in dates.items()]
    built = folder / "some.timeline"
    name = f"dataset-{len(list(folder.iterdir()))}"
    loading.build(
        a_dataset(folder, name=name, manifest=the_manifest(expected=None), events=events, quotations=[]), built
    )
    return built


@pytest.mark.parametrize("seed", range(6))
def test_after_any_rebuild_one_is_at_the_same_event_or_the_nearest_in_time(tmp_path, seed):
    dice = random.Random(seed)
    before = {f"e{number}": dice.choice([*DAYS, None]) for number in range(20)}
    with open_store(a_store_of(tmp_path, before)) as store:
        shown = Everything(store)
        rows = shown.rows(1, 20)
    kept = {name: date for name, date in before.items() if dice.random() < 0.4}
    after = kept | {f"n{number}": dice.choice([*DAYS, None]) for number in range(4)}
    with open_store(a_store_of(tmp_path, after)) as store:
        everything = Everything(store)
        january = view(store, Filter((range_part(Window(*(row.date.lo for row in (rows[0], rows[9])))),))).shown
        for shown in (everything, january):
            found = {row.id: row for row in shown.rows(1, shown.count)}
            for index, row in enumerate(rows):
                sought = returning.remembered(
                    row, *(rows[at] if 0 <= at < 20 else None for at in (index - 1, index + 1))
                )
                place = returning.place(shown, sought)
                if not found:
                    assert place == 0
                    continue
                here = shown.row(place)
                days = [
                    abs(each.date.sort_day - row.date.sort_day) for each in found.values() if each.date and row.date
                ]
                if row.id in found:
                    assert here.id == row.id
                elif days:
                    assert here.date is not None and abs(here.date.sort_day - row.date.sort_day) == min(days)


def test_of_several_that_are_as_near_an_old_neighbour_is_taken(tmp_path):
    with open_store(a_store_of(tmp_path, dict.fromkeys("abcde", "2024-01-05"))) as store:
        shown = Everything(store)
        day = shown.row(1).date.sort_day
        assert shown.row(returning.place(shown, Remembered("gone", day, after="d", before="c"))).id == "d"
        assert shown.row(returning.place(shown, Remembered("gone", day, after="lost", before="c"))).id == "c"
        assert shown.row(returning.place(shown, Remembered("gone", day))).id == "a"
        assert shown.row(returning.place(shown, Remembered("gone", day + 3))).id == "e"
        assert shown.row(returning.place(shown, Remembered("gone", None))).id == "e"


def test_in_the_program_too(tmp_path):
    store = a_store_of(tmp_path, {"a": "2024-01-01", "b": "2024-01-05", "c": "2024-01-06", "d": "2024-01-20"})
    with timeline(store) as terminal:
        assert isinstance(terminal, Terminal)
        terminal.press("j", "j")
        terminal.expect("3 of 4")
        a_store_of(tmp_path, {"a": "2024-01-01", "b": "2024-01-05", "d": "2024-01-20", "e": "2024-01-21"})
        terminal.press("f5")
        terminal.expect("nearest")
        terminal.expect(lambda terminal: any(line.startswith("▌") and "Event b" in line for line in terminal.lines()))
        terminal.press("enter")
        terminal.expect("event 2 of 4")
        a_store_of(tmp_path, {"0": "2023-01-01", "a": "2024-01-01", "c": "2024-01-06"})
        terminal.press("k")
        terminal.expect("event 3 of 3")
        terminal.expect("Event c")
