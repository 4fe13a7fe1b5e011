"""Where words stand in a text: every passage has one place, and no other is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dataset.placing import Misplaced, locate, paragraphs

TEXT = "\nFirst paragraph.\n\n\nThe second: a, b and a.\nThird"


def words(text: str, span: tuple[int, int]) -> str:
    return text[slice(*span)]


def test_every_line_that_is_not_empty_is_a_paragraph() -> None:
    assert [words(TEXT, span) for span in paragraphs(TEXT)] == ["First paragraph.", "The second: a, b and a.", "Third"]
    assert paragraphs("") == paragraphs("\n\n") == []


@given(st.text(alphabet="ab\n 𝄞"))
def test_paragraphs_are_the_lines_of_the_text(text: str) -> None:
    assert [words(text, span) for span in paragraphs(text)] == [line for line in text.split("\n") if line]


@given(st.text(alphabet="ab\n", min_size=1), st.data())
def test_a_span_within_a_paragraph_is_found_again(text: str, data: st.DataObject) -> None:
    spans = paragraphs(text)
    if not spans:
        return
    number = data.draw(st.integers(1, len(spans)))
    first, last = spans[number - 1]
    start = data.draw(st.integers(first, last - 1))
    end = data.draw(st.integers(start + 1, last))
    assert locate(text, spans, number, text[start:end], start, end) == (start, end)
    try:
        assert locate(text, spans, number, text[start:end]) == (start, end)
    except Misplaced as error:
        assert "more than once" in str(error)


def test_words_are_found_without_a_position() -> None:
    assert words(TEXT, locate(TEXT, paragraphs(TEXT), 2, "b and a")) == "b and a"


def test_the_position_tells_the_same_words_apart() -> None:
    second = TEXT.rindex(" a.") + 1
    assert locate(TEXT, paragraphs(TEXT), 2, "a", second, second + 1) == (second, second + 1)


@pytest.mark.parametrize(
    ("paragraph", "found", "start", "end", "field", "what"),
    [
        (4, "Third", None, None, "paragraph", "there is no paragraph 4; the text has 3"),
        (0, "Third", None, None, "paragraph", "there is no paragraph 0"),
        (1, "Third", None, None, "words", "stands in paragraph 3"),
        (3, "third", None, None, "words", "the text has “Third”"),
        (3, "Fourth", None, None, "words", "exactly as they stand"),
        (2, "a", None, None, "words", "more than once"),
        (2, "a", 32, None, "end", "together"),
        (2, "a", None, 33, "start", "together"),
        (2, "a", 33, 34, "start", "holds “,”, not “a”; the words stand at 32 to 33"),
        (1, "a, b", 32, 36, "start", "is not in paragraph 1, which goes from 1 to 17"),
        (1, "", 5, 5, "start", "not “”"),
        (3, "Third", -5, -1, "start", "not “Third”"),
    ],
)
def test_what_has_no_one_place_is_refused_with_the_field_that_is_wrong(
    paragraph: int, found: str, start: int | None, end: int | None, field: str, what: str
) -> None:
    with pytest.raises(Misplaced, match=what) as refused:
        locate(TEXT, paragraphs(TEXT), paragraph, found, start, end)
    assert refused.value.field == field


def test_quotation_marks_of_another_kind_are_pointed_out() -> None:
    text = "He said: “It’s done.”"
    with pytest.raises(Misplaced, match=r"the text has ““It’s done\.””"):
        locate(text, paragraphs(text), 1, '"It\'s done."')


def test_a_span_over_two_paragraphs_is_refused() -> None:
    start, end = TEXT.index("a."), TEXT.index("Third") + 3
    with pytest.raises(Misplaced, match="is not in paragraph 2") as refused:
        locate(TEXT, paragraphs(TEXT), 2, TEXT[start:end], start, end)
    assert "\n" not in str(refused.value)
