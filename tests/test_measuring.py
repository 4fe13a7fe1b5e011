"""The hashes that a dataset carries are made from originals at hand, and what it says of them is computed again."""

import re
import sqlite3

import pytest
from builders import a_citation, a_dataset, a_source, an_event
from documents import ARTICLE, EXACT, QUOTED, built, with_originals
from outside import names, rows

from store import loading
from store.checking import check_dataset, check_store, confirm
from store.errors import DatasetError
from store.originals import hashing
from store.originals.recipe import document
from tui import cli


@pytest.fixture
def made(tmp_path):
    """A dataset with hashes, and the folder of its originals."""
    return with_originals(tmp_path)


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_the_hashes_are_in_the_dataset_and_in_the_store_and_no_word_is(made, tmp_path):
    dataset, _ = made
    assert check_dataset(dataset) == []
    text = (dataset / "originals.toml").read_text()
    assert text.isascii() and not any(word in text for word in re.findall(r"\w{5,}", ARTICLE))
    store = built(dataset, tmp_path)
    spans = rows(store, 'SELECT start, "end", hash FROM original_span ORDER BY start')
    assert len(spans) == len(EXACT) + 1
    salt = hashing.salt_of(ARTICLE)
    assert all(hashing.hash_of(salt, ARTICLE[start:end]) == hashed for start, end, hashed in spans)
    assert rows(store, "SELECT count(*) FROM original_seal")[0][0] > 0
    assert rows(store, "SELECT value FROM meta WHERE key = 'recipe'") == []


def test_all_is_confirmed_by_the_dataset_and_by_the_store(made, tmp_path):
    dataset, originals = made
    for target in (dataset, built(dataset, tmp_path)):
        found = confirm(target, originals)
        assert [str(problem) for problem in found.problems] == []
        assert (found.originals, found.sources, found.passages, found.hashes) == (1, 1, 5, 5)
        assert (found.quotations, found.dates, found.without_hash) == (1, 2, 0)


def test_without_the_originals_the_hashes_stay_as_they_are(made, tmp_path, capsys):
    dataset, _ = made
    before = (dataset / "originals.toml").read_bytes()
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    assert loading.hash_originals(dataset, nothing).made == ()
    assert (dataset / "originals.toml").read_bytes() == before
    assert cli.main(["build", str(dataset), str(tmp_path / "plain.timeline")]) == 0
    assert (dataset / "originals.toml").read_bytes() == before
    assert cli.main(["build", str(dataset), str(tmp_path / "x.timeline"), "--originals", str(nothing)]) == 0
    assert "Made the hashes of 0 originals; those of 1 other stay as they were." in capsys.readouterr().err
    assert (dataset / "originals.toml").read_bytes() == before
    assert cli.main(["build", str(dataset), str(tmp_path / "y.timeline"), "--originals", str(tmp_path / "gone")]) == 3
    assert "y.timeline" not in names(tmp_path)


def test_the_hashes_of_one_original_are_made_and_those_of_others_kept(made, tmp_path):
    dataset, originals = made
    change(dataset / "originals.toml", 'source = "gazette"', 'source = "gone"')
    found = loading.hash_originals(dataset, originals)
    assert (found.made, found.kept) == (("gazette",), ())
    assert check_dataset(dataset) == []


def test_hashes_of_another_original_are_left_out_and_mentioned(made, tmp_path):
    dataset, originals = made
    other = "0" * 64
    change(
        dataset / "originals.toml",
        re.findall(r'^sha256 = "(\w+)"', (dataset / "originals.toml").read_text(), re.M)[0],
        other,
    )
    (problem,) = check_dataset(dataset)
    assert not problem.fatal and "of another original" in problem.what
    assert rows(built(dataset, tmp_path), "SELECT count(*) FROM original_span") == [(0,)]
    assert confirm(dataset, originals).without_hash == 5


def test_a_quotation_that_is_not_verbatim_is_found_and_nothing_is_hashed(made):
    dataset, originals = made
    before = (dataset / "originals.toml").read_bytes()
    for file in ("quotations.toml", "events.toml", "texts/gazette.txt"):
        change(dataset / file, QUOTED, "It isn’t safe,")
    (problem,) = [problem for problem in confirm(dataset, originals).problems if problem.fatal]
    assert "quotation not-safe" in problem.where and "is not what stands in the original" in problem.what
    with pytest.raises(DatasetError):
        loading.hash_originals(dataset, originals)
    assert (dataset / "originals.toml").read_bytes() == before


def test_a_position_that_is_off_by_one_has_another_hash(made):
    dataset, originals = made
    text = (dataset / "events.toml").read_text()
    (start, end), *_ = re.findall(r"original = \{ start = (\d+), end = (\d+) \}", text)
    change(dataset / "events.toml", f"start = {start}, end = {end}", f"start = {int(start) - 1}, end = {end}")
    found = confirm(dataset, originals)
    assert (found.passages, found.hashes, found.without_hash) == (5, 4, 1)


def test_a_date_that_the_originals_words_do_not_give_is_found(made):
    dataset, originals = made
    article = ARTICLE.index("1931")
    place = f"start = {article - 3}, end = {article + 4}"
    change(dataset / "events.toml", place, f"start = {article - 10}, end = {article}")
    (problem,) = [each for each in confirm(dataset, originals).problems if each.fatal]
    assert "can't be computed from the original" in problem.what


LEFT = "On Jan. 11, 2024 the ship left; a week later, on Jan. 18, it was seen again, and on Jan. 18 searched.\n"


def dated(tmp_path, words, date, basis="stated", **more):
    """The fatal problems, and the number of dates confirmed, of one date whose original is `LEFT`."""
    original = {"sha256": document(LEFT.encode()).sha256, "characters": len(LEFT), "bytes": len(LEFT)}
    digest = f"The ship left ({words})."
    place = {"start": 0, "end": len(LEFT) - 1}
    citation = a_citation(words=digest, original=place, date=date, date_text=words, basis=basis, **more)
    events = [an_event("left", date=date, citation=[citation])]
    texts = {"gazette.txt": f"{digest}\n"}
    dataset = a_dataset(
        tmp_path, sources=[a_source(original=original)], texts=texts, entities=[], events=events, quotations=[]
    )
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "any").write_text(LEFT)
    found = confirm(dataset, originals)
    return [problem.what for problem in found.problems if problem.fatal], found.dates


@pytest.mark.parametrize(
    ("words", "date", "why"),
    [("Jan. 1", "2024-01-01", "does not stand in"), ("Jan. 18", "2023-01-18", "stands in 2 places")],
    ids=["part of another", "several"],
)
def test_words_of_a_date_are_words_of_their_own_and_stand_once(tmp_path, words, date, why):
    (what,), confirmed = dated(tmp_path, words, date)
    assert why in what and "original_date" in what and confirmed == 0


def test_words_of_a_date_that_stand_once_are_confirmed(tmp_path):
    assert dated(tmp_path, "on jan. 11, 2024", "2024-01-11") == ([], 1)


def test_a_date_of_the_first_report_has_no_words_to_be_confirmed(tmp_path):
    place = {"start": LEFT.index("the ship"), "end": LEFT.index(";")}
    assert dated(tmp_path, "the ship left", "2024-01-12", "first reported", original_date=place) == ([], 0)


def test_a_changed_copy_confirms_nothing(made):
    dataset, originals = made
    (originals / "whatever.bin").write_text(ARTICLE.replace("1931", "1932"), encoding="utf-8")
    found = confirm(dataset, originals)
    assert [problem.fatal for problem in found.problems] == [True]
    assert "changed copy" in found.problems[0].what
    assert (found.originals, found.passages, found.dates) == (0, 0, 0)


def test_the_command_says_what_it_confirmed_and_fails_where_it_could_not(made, tmp_path, capsys):
    dataset, originals = made
    assert cli.main(["check", str(dataset), "--originals", str(originals)]) == 0
    said = capsys.readouterr().err
    assert "1 of 1 original; 5 positions, 5 span hashes, 1 direct quotation, 2 dates confirmed." in said
    (originals / "whatever.bin").unlink()
    assert cli.main(["check", str(dataset), "--originals", str(originals)]) == 1
    said = capsys.readouterr().err
    assert "not verified" in said and "0 of 1 original" in said
    assert "has none of the originals" in said and "all is well" not in said and ": 1 problem." in said
    assert cli.main(["check", str(dataset), "--originals", str(tmp_path / "gone")]) == 3


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("context-salted-v1", "plain-v0", "plain-v0"),
        ('proof = "', 'proof = "x', "not of the form"),
        ("-", "~", "not of the form"),
        ("spans = [", "spans = [ 7,", "in quotes"),
        ("[[original]]", "[[orginal]]", "no such field"),
    ],
    ids=["recipe", "proof", "span", "number", "table"],
)
def test_a_damaged_file_of_hashes_is_named_with_its_line(made, old, new, what):
    dataset, _ = made
    text = (dataset / "originals.toml").read_text()
    head, body = text.split("\n", 1)
    (dataset / "originals.toml").write_text(
        f"{head}\n{body.replace(old, new, 1)}" if old != "-" else re.sub(r"(\d)-(\d)", r"\1~\2", text, count=1)
    )
    problems = [problem for problem in check_dataset(dataset) if problem.where.startswith("originals.toml")]
    assert any(what in problem.what for problem in problems), problems


def test_a_store_with_damaged_hashes_says_so(made, tmp_path):
    dataset, _ = made
    store = built(dataset, tmp_path)
    connection = sqlite3.connect(store)
    connection.execute(f"UPDATE original_span SET hash = '{'g' * 40}'")
    connection.commit()
    connection.close()
    assert cli.main(["attach", str(store), str(tmp_path / "originals")]) == 1
    assert check_store(store) == []  # sound as a store; what its hashes say is for `--originals`


def test_the_place_of_date_words_keeps_to_the_passage(made):
    dataset, _ = made
    text = (dataset / "events.toml").read_text()
    (place,) = re.findall(r"original_date = (.*)", text)
    change(dataset / "events.toml", place, "{ start = 0, end = 5 }")
    (problem,) = check_dataset(dataset)
    assert "original_date" in problem.where and "but the passage from" in problem.what
