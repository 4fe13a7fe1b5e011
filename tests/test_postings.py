"""Posting lists say again exactly what was put in, in whichever form is shorter."""

from array import array

import pytest
from builders import a_dataset
from hypothesis import given
from hypothesis import strategies as st

from store.building.postings import FACETS, Postings, decode, encode
from store.checking import examine


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[int], int]:
    events = draw(st.integers(1, 3000))
    return sorted(draw(st.sets(st.integers(1, events), max_size=400))), events


@given(lists())
def test_what_is_encoded_is_decoded(ids_and_events: tuple[list[int], int]) -> None:
    ids, events = ids_and_events
    form, data = encode(array("I", ids), events)
    assert list(decode(form, data)) == ids
    assert len(data) <= 4 * len(ids) or form == "bits"


@given(lists())
def test_bits_are_taken_where_more_than_one_event_in_32_has_the_value(ids_and_events: tuple[list[int], int]) -> None:
    ids, events = ids_and_events
    form, data = encode(array("I", ids), events)
    assert (form == "bits") == (len(ids) > events / 32)
    assert len(data) == (4 * len(ids) if form == "array" else (events + 7) // 8)


@given(lists(), lists())
def test_bits_meet_as_whole_numbers(one: tuple[list[int], int], other: tuple[list[int], int]) -> None:
    """A reader may take the bytes as one large number, the lowest bit for event 1."""
    events = max(one[1], other[1])
    numbers = []
    for ids in (one[0], other[0]):
        everything = array("I", sorted({*ids, *range(1, events // 16)}))
        form, data = encode(everything, events)
        numbers.append((set(everything), int.from_bytes(data, "little") if form == "bits" else None))
    (first, first_bits), (second, second_bits) = numbers
    if first_bits is not None and second_bits is not None:
        assert (first_bits & second_bits).bit_count() == len(first & second)


def test_ids_are_little_endian() -> None:
    assert encode(array("I", [1, 258]), 1_000_000) == ("array", b"\x01\0\0\0\x02\x01\0\0")
    assert encode(array("I", [1, 10]), 10) == ("bits", b"\x01\x02")


@pytest.mark.parametrize(("form", "data"), [("roaring", b""), ("array", b"\0\0\0")])
def test_bytes_that_are_no_posting_are_refused(form: str, data: bytes) -> None:
    with pytest.raises(ValueError):
        decode(form, data)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 500))))
def test_ids_may_be_gathered_in_any_order(pairs: list[tuple[str, int]]) -> None:
    postings = Postings()
    for key, event in pairs:
        postings.add("speaker", key, event)
    found = {key: list(decode(form, data)) for _, key, _, form, data in postings.rows(500)}
    assert found == {key: sorted({event for each, event in pairs if each == key}) for key, _ in pairs}


def test_every_facet_of_the_events_has_its_lists(tmp_path) -> None:
    dataset, problems = examine(a_dataset(tmp_path))
    assert not problems
    postings = Postings()
    for source in dataset.sources:
        postings.add_source(source)
    for number, event in enumerate(dataset.events, 1):
        postings.add_event(number, event)
    postings.add_quotation(1, dataset.quotations[0])
    found = {(facet, key): list(decode(form, data)) for facet, key, _, form, data in postings.rows(4)}
    assert {facet for facet, _ in found} == set(FACETS) - {"denied-by"}  # gathered from the rows of a store
    assert found["entity", "bridge"] == [1, 2, 3, 4]
    assert found["source", "minutes"] == [1, 3]
    assert found["precision", "undated"] == [2]
    assert found["tag", "traffic"] == [1, 2]
    assert found["speaker", "ida-brandt"] == [1]
