"""What a filter keeps of the sample."""

from collections.abc import Iterator

import pytest

from store import chronology
from store.database import Store, open_store
from store.errors import FilterError
from store.filters import parse
from store.selecting import Excluding, Own, explain, names_in, picked, select, select_quotations
from store.selecting.completing import complete
from store.selecting.excluding import excluding
from tui.opening import store_path


@pytest.fixture(scope="module")
def sample() -> Iterator[Store]:
    with open_store(store_path(None, lambda sentence: None)) as store:
        yield store


def ids(store: Store, line: str, own: Own | None = None) -> list[str]:
    found = select(store, parse(line), own or Own())
    return [chronology.row(store, ordinal).id for ordinal in found.ordinals()]


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("by:blinken", ["blinken-statement"]),
        ("entity:blinken", ["joint-statement", "blinken-statement"]),
        ("denied-by:russia", ["missile-transfer", "resolutions-breached"]),
        ("denied-by:moscow", ["resolutions-breached"]),
        ("entity:PUTIN entity:kim", ["revival-2010s", "kim-putin-meeting"]),
        ('"arms deals"', ["missile-transfer", "resolutions-breached", "denials"]),
        ("kind:embargo or kind:veto", ["arms-embargo-2006", "panel-veto", "un-resolutions-adopted"]),
        ("voices:1 sources:>=3 kind:strike", []),
    ],
)
def test_what_a_line_keeps_of_the_sample(sample: Store, line: str, events: list[str]) -> None:
    assert ids(sample, line) == events


def test_an_id_is_described_by_its_name(sample: Store) -> None:
    assert names_in(sample, parse("by:antony-blinken -kind:talks")) == {"antony-blinken": "Antony Blinken"}


def test_an_empty_result_says_which_part_excluded_everything(sample: Store) -> None:
    found = explain(sample, parse("entity:blinken after:2024 kind:talks"))
    assert (found.parts[0].alone, found.parts[0].cumulated) == (2, 2)
    assert found.excluding == Excluding((2,), 2)
    assert explain(sample, parse("kind:talks kind:test kind:veto")).excluding == Excluding((1, 2), 1)


def test_marks_and_notes_come_from_the_reader(sample: Store) -> None:
    own = Own(marked={3, 5, 99999}, notes={5: "Ask the Ministère about this."})
    assert select(sample, parse("marked"), own).ordinals().tolist() == [3, 5]
    assert select(sample, parse("marked -noted"), own).ordinals().tolist() == [3]
    assert select(sample, parse("ministere"), own).ordinals().tolist() == [5]
    assert select(sample, parse("marked or noted")).count == 0


@pytest.mark.parametrize(
    ("line", "at", "said"),
    [
        ("by:miler", "by:miler", "there is no entity “miler” in this chronology; did you mean Miller?"),
        ("undated kind:talk", "kind:talk", "there is no kind “talk” in this chronology; did you mean talks?"),
    ],
)
def test_a_name_that_the_store_does_not_have(sample: Store, line: str, at: str, said: str) -> None:
    with pytest.raises(FilterError) as caught:
        select(sample, parse(line))
    assert (line[caught.value.start : caught.value.end], str(caught.value)) == (at, said)


def test_what_is_picked_is_shown_in_order(sample: Store) -> None:
    found = select(sample, parse("kind:sanction"))
    shown = picked(sample, found)
    shown.prepare()
    assert [row.ordinal for row in shown.rows(1, shown.count)] == found.ordinals().tolist()
    assert picked(sample, select(sample, parse(""))).count == chronology.size(sample)[0]


def test_a_speaker_s_quotations_are_not_all_those_of_the_events(sample: Store) -> None:
    assert len(select_quotations(sample, parse("by:blinken"))) == 4
    assert len(select_quotations(sample, parse("entity:blinken"))) == 6
    assert len(select_quotations(sample, parse("-by:blinken"))) == 19


def reference_excluding(store, line):
    """Whether dropping these parts, and nothing less, leaves something; by asking for each filter anew."""
    asked = parse(line)
    found = explain(store, asked).excluding
    left = select(store, asked.without(*found.parts)).count
    assert left == found.left or not found.parts
    return found.parts


@pytest.mark.parametrize(
    ("line", "blamed"),
    [
        ("kind:talks", ()),
        ("", ()),
        ("voices:1 voices:2", (1,)),
        ("voices:2 kind:veto in:2024", (1,)),
        ("voices:1 voices:2 voices:3", (1, 2)),
        ("kind:talks or kind:veto voices:4 voices:5", (1, 2)),
        ("-(kind:talks or -kind:talks)", (0,)),
        ("in:2030 after:2031 kind:veto", (0, 1)),
        ("marked", (0,)),
        ("marked noted kind:veto", (0, 1)),
        ("undated in:2024", (1,)),
        ("undated -undated", (1,)),
    ],
)
def test_where_nothing_is_left_what_excludes_it_is_named(sample, line, blamed):
    assert reference_excluding(sample, line) == blamed
    for index in blamed:
        others = [other for other in blamed if other != index]
        assert select(sample, parse(line).without(*others)).count == 0


def test_of_an_empty_store_nothing_is_to_blame():
    assert excluding([0, 0], 0) == Excluding()
    assert excluding([], 0) == Excluding()
    assert excluding([], 7) == Excluding()


TYPED = (
    "", "ki", "mis", "und", '"arms', "entity:", "entity:north", 'entity:"kim j', "by:", "by:b", "denied-by:", "kind:s",
    "tag:w", "status:", "precision:", "source:b", "publisher:", "sources:>", "voices:", "in:", "in:20", "in:2024-",
    "within:2023", "before:2", "-kind:", "a or (kind:s", "Entity:MOS", "in:x", "after:99", "in:\u0662", "in:2024-1x",
)  # fmt: skip


@pytest.mark.parametrize("line", TYPED, ids=repr)
def test_what_completion_offers_keeps_as_many_events_as_it_says(sample: Store, line: str) -> None:
    for each in complete(sample, line, len(line)):
        assert line[: each.start] + each.insert + line[each.end :]
        if each.what != "field" and each.count is not None:
            assert select(sample, parse(each.insert)).count == each.count, each


def test_completion_offers_the_years_and_months_that_there_are(sample: Store) -> None:
    def offered(line: str) -> list[str]:
        return [each.insert for each in complete(sample, line, len(line))]

    assert offered("in:202") == ["in:2022", "in:2023", "in:2024"]
    assert offered("-within:2023-") == ["within:2023-09", "within:2023-12"]
    assert offered("after:2024")[:2] == ["after:2024", "after:2024-01"]
    denying = ["russia", "north-korea", "pyongyang", "us-officials", "moscow"]
    assert offered("denied-by:") == [f"denied-by:{name}" for name in denying]
    assert offered("denied-by:m") == ["denied-by:moscow"]
