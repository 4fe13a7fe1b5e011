"""Windows of time: what lies in one, certainly and possibly, and the orders in which events are told."""

import json
import random

import pytest
from builders import a_citation, a_store, an_event
from test_cli import run

from store.database import open_store
from store.dates import certain, parse, possible
from store.windows import Membership, Order, Window, events, membership, ordinals, rows

DATES = (
    "1066", "201X", "2006", "2006-10", "2006-10-14", "2023-09~", "2023-12-30", "2023-12-30/2024-01-02", "2024-01",
    "../2024-01-11", "2024-01-11/..", "-0043-03-15", None, None,
)  # fmt: skip


def _events():
    cited = [
        a_citation(),
        a_citation("minutes", 2, "The council resolves to close the bridge on 11 January 2024."),
    ]
    return [an_event(f"event-{number}", date=date, citation=cited) for number, date in enumerate(DATES)]


@pytest.fixture
def store(tmp_path):
    """A store of events of every sort of date, two without one."""
    path = a_store(tmp_path, events=_events(), quotations=[])
    with open_store(path) as opened:
        yield opened


def by_hand(store, window, rule):
    every = rows(store, range(1, len(DATES) + 1))
    return [row.ordinal for row in every if rule(row.date, window.lo, window.hi)]


def test_members_are_those_of_the_rule_for_dates(store):
    sure = random.Random(7)
    days = sorted({day for text in DATES if text for day in (parse(text).lo, parse(text).hi) if day is not None})
    edges = [None, *(day + by for day in days for by in (-1, 0, 1))]
    for _ in range(400):
        window = Window(*(sure.choice(edges) for _ in range(2)))
        if window.everything:
            continue
        may, must = by_hand(store, window, possible), by_hand(store, window, certain)
        assert list(ordinals(store, window)) == may
        assert list(ordinals(store, window, certain_only=True)) == [number for number in may if number in must]
        both = set(may) & set(must)
        assert membership(store, window) == Membership(len(both), len(may) - len(both))


def test_without_a_window_undated_events_are_last_in_every_order(store):
    for order in Order:
        dates = [row.date for row in rows(store, ordinals(store, Window(), order=order))]
        assert len(dates) == len(DATES) and dates[-2:] == [None, None] and None not in dates[:-2]


def test_by_end_the_open_ones_come_after_all_that_have_ended(store):
    dates = [row.date for row in rows(store, ordinals(store, Window(), order=Order.END))][:-2]
    ends = [date.hi for date in dates]
    assert ends[-1] is None and ends[:-1] == sorted(ends[:-1])


def test_in_reverse_the_latest_comes_first(store):
    forward = list(ordinals(store, Window()))
    assert list(ordinals(store, Window(), order=Order.REVERSE)) == [*reversed(forward[:-2]), *forward[-2:]]


def test_events_come_whole_and_in_the_order_asked_for(store):
    numbers = [9, 3, 4, 5, 1]
    assert [event.row.ordinal for event in events(store, numbers)] == numbers


def test_the_command_lists_a_window(tmp_path):
    done = run("events", "--from", "2023-12-30", "--to", "jan 6 2024", XDG_CACHE_HOME=str(tmp_path))
    assert "3 certain" in done.stdout and "North Korean missiles launched once more" in done.stdout
    assert "UN arms embargo" not in done.stdout
    sure = run("events", "--from", "2023-12-30", "--to", "2024-01-06", "--certain", "--order", "reverse", "--json",
               XDG_CACHE_HOME=str(tmp_path))  # fmt: skip
    assert [event["date"] for event in json.loads(sure.stdout)] == ["2024-01-06", "2024-01-02", "2023-12-30"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", "2025", "--to", "2024"), "turn them round"),
        (("--from", "soon"), "--from: soon"),
        (("--to", "2024-01-11/.."), "has no last day"),
        (("--certain", "--possible"), "not allowed with"),
        (("--order", "sideways"), "invalid choice"),
        (("--from", "\x1b[2J"), "--from"),
    ],
)
def test_a_window_that_is_none_is_refused_in_a_sentence(options, said):
    done = run("events", *options)
    assert done.returncode == 2 and said in done.stderr and not done.stdout
    assert "\x1b" not in done.stderr and "Traceback" not in done.stderr
