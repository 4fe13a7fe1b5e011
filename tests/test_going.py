"""Going to a time: what is typed, where it leads, and the same step once more."""

import pytest
from builders import a_citation, a_store, an_event
from terminal import stray_controls
from test_journeys import timeline

from store.database import open_store
from store.dates import parse
from store.dates.stepping import Unit
from store.errors import DateError
from store.going import again, destination
from store.shown import Everything

TODAY = parse("2025-06-15").lo
DATES = ("1066", "2006-10-14", "201X", "2023-12-30", "2024-01-02", "2024-01-11", "2024-03-28", None)
LEADS = {
    "1066": 1, "start": 1, " END ": 7, "2006": 2, "2010s": 3, "2011": 3, "2023-12": 4, "jan 2 2024": 5, "2024-01": 5,
    "11 january 2024": 6, "2024-01-07": 6, "today": 7, "44 BCE": 1, "9999": 7, "../2024-01-11": 6, "2024-01-31": 6,
}  # fmt: skip
FROM_THE_FOURTH = {
    "3 months later": 7,
    "2 weeks earlier": 4,
    "3 days later": 5,
    "a year later": 7,
    "10 years before": 3,
}
NOWHERE = (
    "", " ", "2", "20", "2023-", "2023-1", "2023-06-", "jan", "jan 2", "2024-13", "2024-02-30", "soon", "1/2/2024",
    "months later", "3 later", "3 months", "\x1b[2J", "\u202e2024", "-", "0", "9" * 100_000, "x" * 100_000,
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A store of seven dated events and one without a date."""
    cited = [a_citation(), a_citation("minutes", 2, "The council resolves to close the bridge on 11 January 2024.")]
    events = [an_event(f"event-{number}", date=date, citation=cited) for number, date in enumerate(DATES, 1)]
    return a_store(tmp_path_factory.mktemp("going"), events=events, quotations=[])


@pytest.fixture
def shown(path):
    """All its events."""
    with open_store(path) as opened:
        yield Everything(opened)


@pytest.mark.parametrize(("text", "ordinal"), LEADS.items())
def test_a_time_leads_to_the_first_event_within_it_or_the_nearest(shown, text, ordinal):
    assert destination(shown, text, today=TODAY, here=None).place == ordinal


@pytest.mark.parametrize(("text", "ordinal"), FROM_THE_FOURTH.items())
def test_a_relative_time_counts_from_where_one_is(shown, text, ordinal):
    assert destination(shown, text, today=TODAY, here=shown.row(4)).place == ordinal


def test_what_was_understood_is_the_date_itself_not_that_of_the_event(shown):
    found = destination(shown, "3 months after", today=TODAY, here=shown.row(4))
    assert found.date is not None and found.date.display == "30 Mar 2024"
    assert found.row.date is not None and found.row.date.display == "28 Mar 2024"
    assert found.relative == (Unit.MONTH, 3)


@pytest.mark.parametrize("text", NOWHERE, ids=lambda text: repr(text[:12]))
def test_what_is_no_time_is_refused_in_a_sentence(shown, text):
    with pytest.raises(DateError) as refusal:
        destination(shown, text, today=TODAY, here=shown.row(4))
    assert 10 < len(str(refusal.value)) < 400


def test_every_half_typed_text_is_safe(shown):
    for whole in (*LEADS, *FROM_THE_FOURTH):
        for end in range(len(whole)):
            try:
                found = destination(shown, whole[:end], today=TODAY, here=shown.row(4))
            except DateError as error:
                assert str(error)
            else:
                assert 1 <= found.place <= 7


def test_without_a_date_there_is_nothing_to_count_from(shown):
    with pytest.raises(DateError, match="no date here"):
        destination(shown, "3 months later", today=TODAY, here=shown.row(8))


def test_a_step_again_never_stays_and_never_goes_the_other_way(shown):
    for place in range(1, 8):
        for unit in Unit:
            for number in (1, 3, -1, -3):
                found = again(shown, place, unit, number)
                if found is None:
                    assert place == (7 if number > 0 else 1) or unit is not Unit.DAY
                else:
                    assert (found - place) * number > 0
    assert again(shown, 8, Unit.DAY, 1) is None


def test_a_store_without_a_date_says_so(tmp_path):
    cited = [a_citation(), a_citation("minutes", 2, "The council resolves to close the bridge on 11 January 2024.")]
    path = a_store(tmp_path, events=[an_event("one", date=None, citation=cited)], quotations=[])
    with open_store(path) as empty, pytest.raises(DateError, match="no event here has a date"):
        destination(Everything(empty), "2024", today=TODAY, here=None)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids=str)
def test_go_to_a_time_and_repeat_the_step_by_keys(path, size):
    with timeline(path, size=size) as terminal:
        terminal.press("t")
        terminal.expect("Go to which time?")
        terminal.send(b"2023-12-30")
        terminal.expect("nearest event 30 Dec")
        terminal.press("enter")
        terminal.expect("4 of 8")
        terminal.press("t")
        terminal.expect("Go to which time?")
        terminal.send(b"3 days later")
        terminal.expect("2 Jan 2024")
        terminal.press("enter")
        terminal.expect("5 of 8")
        terminal.press("r")
        terminal.expect("6 of 8")
        terminal.press("R")
        terminal.expect("5 of 8")
        terminal.press("t")
        terminal.expect("Go to which time?")
        terminal.send(b"jan")
        terminal.expect("understood as January")
        terminal.press("enter")
        terminal.settle()
        terminal.press("esc")
        terminal.expect("5 of 8")
        terminal.press("q")
        assert terminal.wait() == 0
        assert stray_controls(terminal.raw) == []


def test_a_step_that_was_never_typed_can_not_be_repeated(path):
    with timeline(path) as terminal:
        terminal.press("r")
        terminal.expect("no step to repeat")
