"""The way to what somebody said: by a typed line, by a name on the page of quotations, from somebody's own page."""

import pytest
from builders import a_quotation, a_store, an_entity, the_entities
from terminal import stray_controls
from test_journeys import shows, timeline
from test_quotations_page import every, gathered, narrowed
from test_seven_questions import begun

from store import quotations, roster, utterances
from store.database import open_store
from store.entities import all_entities
from store.errors import NotFound
from store.utterances import By
from tui.parts import typed_lines

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)


@pytest.fixture(scope="module")
def store(sample):
    with open_store(sample) as opened:
        yield opened


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("said kirby", "kirby"),
        ("Said by John Kirby ", "John Kirby"),
        ("everything said by kirby", "kirby"),
        ("everything kirby said", "kirby"),
        ("what Kim Jong Un said", "Kim Jong Un"),
        ("quotations of kirby", "kirby"),
        ("words by kirby", "kirby"),
        ("said", None),
        ("kirby", None),
        ("kirby said", None),
        ("side by side jan 2 2024", None),
        ("quotations, by speaker and by date", None),
        ("words", None),
    ],
)
def test_a_line_that_asks_for_somebody_s_words(line, name):
    assert typed_lines.speaker(line) == name


def test_by_each_of_their_names_whoever_is_quoted_is_meant(store):
    for entity in all_entities(store):
        for name in (entity.name, *(alias.name for alias in entity.aliases)):
            found = roster.speaking(store, name)
            assert found is not None
            named = [each for each in all_entities(store) if name in (each.name, *(a.name for a in each.aliases))]
            if any(each.quotations for each in named):
                assert found.quotations, name
    assert roster.speaking(store, "Anton").id == "antony-blinken"
    assert (roster.speaking(store, "putin").id, roster.speaking(store, "putin").quotations) == ("vladimir-putin", 0)
    assert roster.speaking(store, "nobody at all") is None


@pytest.mark.parametrize("by", [*By])
def test_where_each_speaker_begins(store, by):
    found = gathered(store, by)
    speakers = [line.quotation.speaker for line in every(found)]
    for entity in all_entities(store):
        place = speakers.index(entity.id) + 1 if entity.id in speakers else None
        assert found.place_of_speaker(store, entity.id) == place
    with pytest.raises(NotFound):
        found.place_of_speaker(store, "nobody")


def test_a_speaker_is_looked_for_in_what_is_in_view(store):
    some = [each for each in utterances.gather(narrowed(store, "in:2024-01"), By.SPEAKER) if each is not None][-1]
    assert some.place_of_speaker(store, "john-kirby") is not None
    assert some.place_of_speaker(store, "matthew-miller") is None


@SIZES
@pytest.mark.parametrize("name", ["Kirby", "Miller"])
def test_everything_that_somebody_said_by_one_typed_line(sample, store, size, name):
    entity = roster.speaking(store, name)
    said = [quotation.text for quotation in quotations.spoken_by(store, entity.id)]
    with begun(sample, size) as terminal:
        terminal.press(":", *f"said {name}", "enter")
        terminal.expect(f"{entity.name} · {len(said)} quotations")
        terminal.settle()
        first = next(place for place in range(1, 24) if f" {place} of 23" in terminal.text())
        whole = set()
        for number in range(len(said)):
            terminal.expect(f"{first + number} of 23")
            terminal.settle(0.3)
            seen = "".join(terminal.text().replace("▏", "").split()).replace("▌", "").replace("▎", "")
            whole |= {text for text in said if "".join(text.split())[:200] in seen}
            terminal.press("j")
        assert whole == set(said)
        assert not stray_controls(terminal.raw)


def test_whoever_is_not_quoted_is_said_to_be_and_shown(sample):
    with begun(sample, (80, 24)) as terminal:
        terminal.press(":", *"said putin")
        terminal.expect("Vladimir Putin, who is not quoted in this chronology")
        terminal.press("enter")
        terminal.expect("4 events · 0 quotations")
        terminal.press('"')
        terminal.expect("Vladimir Putin is not quoted in what is in view.")
        assert shows(terminal, "Quotations by speaker")


def test_a_name_is_typed_on_the_page_of_quotations(sample):
    with begun(sample, (80, 24)) as terminal:
        terminal.press('"', "/", *"kirb")
        terminal.expect("John Kirby  5 quotations in the whole store")
        terminal.press(*"x")
        terminal.expect("Nobody with such a name is quoted")
        terminal.press("backspace", "esc")
        terminal.expect("1 of 23")
        terminal.press("s", "/", *"iller")
        terminal.expect("Matthew Miller  8 quotations")
        terminal.press("enter")
        terminal.expect("16 of 23")
        assert not stray_controls(terminal.raw)


def test_from_the_page_of_somebody_to_what_they_said(sample):
    with begun(sample, (80, 24)) as terminal:
        terminal.press(":", *"kirby", "enter")
        terminal.expect("Appears with")
        terminal.press('"')
        terminal.expect("9 of 23")
        terminal.press("q", "q", "e", "/", *"miller", "enter", '"')
        terminal.expect("16 of 23")


def test_whoever_is_not_quoted_leaves_the_page_where_it_was(sample):
    with begun(sample, (80, 24)) as terminal:
        terminal.press('"', "j", "j", "q", "e")
        terminal.expect("Entities by number of events")
        terminal.press('"')
        terminal.expect("Russia is not quoted in what is in view.")
        terminal.expect("3 of 23")
        terminal.press("q", "q", '"')
        terminal.expect("3 of 23")


def test_the_page_is_opened_at_a_speaker_by_the_command_line(sample):
    with timeline(sample, "--page", "quotations:speaker=john-kirby") as terminal:
        terminal.expect("9 of 23")
    with timeline(sample, "--page", "quotations:speaker=%1b]0;nobody") as terminal:
        terminal.expect("1 of 23")
        assert not stray_controls(terminal.raw)


def test_a_hostile_name_is_shown_and_does_nothing(tmp_path):
    evil = an_entity("evil", name="[bold]Evil[/] \u202eName")
    path = a_store(tmp_path, entities=[*the_entities(), evil], quotations=[a_quotation("q1", speaker="evil")])
    with timeline(path) as terminal:
        terminal.press(":", *"said [bold]e")
        terminal.expect("what was said by [bold]Evil[/]")
        terminal.press("enter")
        terminal.expect("1 of 1")
        terminal.press("/", *"evil")
        terminal.expect("1 quotation in the whole store")
        assert "\u202e" not in terminal.text()
        assert not stray_controls(terminal.raw)
