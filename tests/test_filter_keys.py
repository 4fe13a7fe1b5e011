"""Filtering by keyboard, in a real pseudo-terminal: the line, the chips, off and on, undo, and an empty result."""

import pytest
from terminal import stray_controls
from test_journeys import SIZES, cursor_line, timeline


def filtered(terminal, line):
    """Types a filter over whatever stands in the line."""
    terminal.press("f", "ctrl+u", *line, "enter")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_line_is_counted_while_it_is_typed_and_becomes_chips(sample, size):
    with timeline(sample, size=size) as terminal:
        terminal.press("f", *"entity:kim")
        terminal.expect("5 of 57 events")
        terminal.press("enter")
        terminal.expect("[entity:kim 5]")
        terminal.expect("1 of 5 events")
        filtered(terminal, "entity:kim -tag:technology")
        terminal.expect("[entity:kim 5] [-tag:technology ")
        terminal.press("Q")
        assert terminal.wait() == 0
        assert not stray_controls(terminal.raw)


def test_a_filter_is_typed_ahead_together_with_what_follows(sample):
    with timeline(sample) as terminal:
        terminal.send(b"fkind:sanction\rGk")
        terminal.expect("[kind:sanction ")
        terminal.expect(lambda terminal: "16 May" in cursor_line(terminal) or "11 Jan" in cursor_line(terminal))


def test_the_event_under_the_cursor_stays_under_it_while_it_is_kept(sample):
    with timeline(sample) as terminal:
        terminal.press("t", *"9 jan 2024", "enter")
        terminal.expect(lambda terminal: " 9 Jan" in cursor_line(terminal))
        here = cursor_line(terminal)[20:60]
        filtered(terminal, "after:2024")
        terminal.expect("[after:2024 ")
        assert cursor_line(terminal)[20:60] == here
        terminal.press("x")
        terminal.expect("of 57 events")
        assert cursor_line(terminal)[20:60] == here
        filtered(terminal, "within:2006")
        terminal.expect("[within:2006 ")
        assert "2006" in cursor_line(terminal)


@pytest.mark.parametrize(
    ("line", "arrow", "sentence"),
    [("entity:kim  knid:veto", 12, "kind"), ("(missile or", 9, ""), ("after:2024-13", 6, "month"),
     ("entity:nobody-knows", 7, "nobody-knows")],
    ids=str,
)  # fmt: skip
def test_a_mistake_is_pointed_at_from_below_and_nothing_is_lost(sample, line, arrow, sentence):
    with timeline(sample, size=(120, 40)) as terminal:
        terminal.press("f", *line)
        terminal.expect(lambda terminal: any(row.strip() and not row.strip("^ ") for row in terminal.lines()))
        terminal.settle()
        rows = terminal.lines()
        at = next(index for index, row in enumerate(rows) if row.strip() and not row.strip("^ "))
        assert line in rows[at - 1]
        typed = rows[at - 1].index(line)
        assert rows[at].index("^") <= typed + arrow <= rows[at].rindex("^") or rows[at].index("^") == typed + arrow
        assert sentence in "\n".join(rows[at + 1 :])
        terminal.press("enter")
        terminal.settle()
        assert line in terminal.text(), "a wrong line is not taken"
        terminal.press("esc")
        terminal.expect("of 57 events")


def test_off_and_on_drop_undo_and_redo(sample):
    with timeline(sample) as terminal:
        filtered(terminal, "after:2024 kind:statement")
        terminal.expect("[after:2024 ")
        terminal.press("x")
        terminal.expect("off [after:2024]")
        terminal.expect("of 57 events")
        terminal.press("x")
        terminal.expect("f [after:2024 ")
        terminal.press("backspace")
        terminal.expect(lambda terminal: "kind:statement" not in terminal.text())
        terminal.press("u")
        terminal.expect("[kind:statement ")
        terminal.press("u", "u", "u")
        terminal.expect(lambda terminal: "after:2024" not in terminal.text())
        terminal.press("u")
        terminal.expect("This is the first filter.")
        terminal.press("U")
        terminal.expect("[after:2024 ")
        terminal.press("U", "U", "U", "U")
        terminal.expect("There is no later filter.")
        assert "kind:statement" not in terminal.text()


def test_narrowing_to_something_of_the_event_under_the_cursor(sample):
    with timeline(sample) as terminal:
        terminal.press("t", *"11 jan 2024", "enter", ",")
        terminal.expect("Narrow to what ")
        terminal.press("1")
        terminal.expect("[entity:")
        terminal.press("backspace", ",", "G", "enter")
        terminal.expect("[in:2024 ")


def test_an_empty_result_says_which_part_excluded_everything_and_drops_it(sample):
    for size in ((80, 24), (120, 40), (40, 12)):
        with timeline(sample, size=size) as terminal:
            filtered(terminal, "kind:veto entity:kim")
            terminal.expect("No event is left")
            terminal.expect("entity:kim excludes")
            terminal.press("enter")
            terminal.expect("[kind:veto 1]")
            terminal.expect("1 of 1")


def test_where_it_takes_several_parts_to_exclude_everything_all_of_them_are_dropped(sample):
    with timeline(sample) as terminal:
        filtered(terminal, "voices:1 voices:2 in:2024 voices:3")
        terminal.expect("voices:2 and voices:3 exclude everything that the rest keeps.")
        terminal.press("enter")
        terminal.expect("[voices:1 41] [in:2024 22]")
        terminal.press("u")
        terminal.expect("No event is left")
        terminal.press("x", "x", "backspace", "backspace")
        terminal.expect("voices:2 excludes everything")


def test_one_part_alone_that_keeps_nothing_says_so(sample):
    with timeline(sample) as terminal:
        filtered(terminal, "by:putin")
        terminal.expect("by:putin keeps no event. Without it 57 events are left: enter drops it.")
        terminal.press("enter")
        terminal.expect("1 of 57")


def test_completion_offers_what_there_is_with_its_count(sample):
    with timeline(sample, size=(100, 30)) as terminal:
        terminal.press("f", *"ent")
        terminal.expect("field")
        terminal.press("tab", *"antony")
        terminal.expect("Antony Blinken  person")
        terminal.press("tab", "enter")
        terminal.expect("f [entity:")
        terminal.expect(lambda terminal: "of 57 events" not in terminal.lines()[-1])


def test_ranges_are_parts_of_the_filter(sample):
    with timeline(sample) as terminal:
        terminal.press("t", *"30 dec 2023", "enter", "v", "j", "j", "enter")
        terminal.expect("[in:2023-12-30/2024-01-07 ")
        terminal.press("c")
        terminal.expect("[within:2023-12-30/2024-01-07 ")
        terminal.expect("left out")


def test_everything_blinken_said_by_one_line(sample):
    with timeline(sample) as terminal:
        filtered(terminal, "by:blinken")
        terminal.expect("[by:blinken 1]")
        assert "Blinken states" in cursor_line(terminal)


def test_what_happened_in_the_first_week_of_2024_by_one_line(sample):
    with timeline(sample) as terminal:
        filtered(terminal, "in:2024-w01")
        terminal.expect("1–7 Jan 2024")
        terminal.expect("certain")


def test_what_russia_denied_by_one_line(sample):
    with timeline(sample) as terminal:
        filtered(terminal, "denied-by:russia")
        terminal.expect("[denied-by:russia ")
        terminal.expect("of 57 events")
