"""The sample dataset is without fault, and the check finds what is wrong with a broken copy of it."""

import re
import shutil
from pathlib import Path

import pytest
from broken import Break, append, change, link, remove, replace_bytes, write

from store.checking import check_dataset, check_store
from store.errors import DatasetError
from store.loading import build

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data"
EVENTS, SOURCES, ENTITIES, QUOTATIONS = "events.toml", "sources.toml", "entities.toml", "quotations.toml"
TEXT = "texts/004-joint-statement.txt"

EMBARGO = 'words = "its first nuclear bomb test in 2006"'
BLINKEN = 'text = "We will not hesitate to take further actions."'
LAUNCH = 'date = "2023-12-30"\ndate_text = "on Dec. 30"'

BROKEN: dict[str, tuple[Break, str, str]] = {
    "span off by one": (
        change(EVENTS, EMBARGO, f"{EMBARGO}\nstart = 0\nend = 35"),
        r"^events\.toml:\d+: event nuclear-test-2006, citation 1", "holds",
    ),
    "words cut short": (
        change(EVENTS, EMBARGO, EMBARGO.replace("its", "is")), "citation 1, field words", "does not stand",
    ),
    "wrong paragraph": (
        change(EVENTS, "paragraph = 12\n" + EMBARGO, "paragraph = 11\n" + EMBARGO), "field words", "paragraph 12",
    ),
    "no such paragraph": (
        change(EVENTS, "paragraph = 12\n", "paragraph = 120\n"), "field paragraph", "no paragraph 120",
    ),
    "wrong day": (
        change(EVENTS, LAUNCH, LAUNCH.replace("12-30", "12-31")),
        r"^events\.toml:\d+: event .*, citation \d, field date",
        "is 2023-12-31, but “on Dec. 30” in a source published .* means 2023-12-30",
    ),
    "wrong year": (
        change(EVENTS, LAUNCH, LAUNCH.replace("2023", "2024")), "field date", "“on Dec. 30” .* means 2023-12-30",
    ),
    "wrong weekday": (
        change(EVENTS, 'date_text = "On Thursday"', 'date_text = "On Friday"'), "field date_text", "does not stand",
    ),
    "event day without support": (
        change(EVENTS, 'date = "2006"\nseq = 1', 'date = "2005"\nseq = 1'), "nuclear-test-2006, field date",
        "citations say 2006",
    ),
    "more precise than the source": (
        change(EVENTS, 'date = "2006"\nseq = 1', 'date = "2006-10-09"\nseq = 1'), "nuclear-test-2006, field date",
        "says more",
    ),
    "unknown entity": (
        change(EVENTS, 'id = "north-korea"', 'id = "north-corea"'), "entity 1, field id", "did you mean “north-korea”",
    ),
    "unknown voice": (
        change(EVENTS, 'attributed_to = "state-department"', 'attributed_to = "state-dept"'), "field attributed_to",
        "state-dep",
    ),
    "unknown source": (
        change(EVENTS, '"000-sanctions"', '"000-sanction"'), "field source", "did you mean “000-sanctions”",
    ),
    "unknown event": (
        change(QUOTATIONS, '"munitions-tour"', '"munition-tour"'), "kim-major-weapons, field event", "munitions-tour",
    ),
    "unknown speaker": (change(QUOTATIONS, '"antony-blinken"', '"anthony-blinken"'), "field speaker", "antony-blinken"),
    "unknown kind": (
        change(EVENTS, 'kind = "embargo"', 'kind = "embargos"'), "arms-embargo-2006, field kind", "“embargo”",
    ),
    "unknown tag": (
        change(EVENTS, '"united nations"]', '"united nation"]'), "field tags", "did you mean “united nations”",
    ),
    "duplicate event": (
        change(EVENTS, 'id = "arms-embargo-2006"', 'id = "nuclear-test-2006"'), "nuclear-test-2006, field id",
        "taken already at",
    ),
    "duplicate entity": (
        change(ENTITIES, 'id = "brian-nelson"', 'id = "antony-blinken"'), "antony-blinken, field id",
        r"entities\.toml:\d+",
    ),
    "duplicate source": (
        change(SOURCES, 'id = "001-benzinga"', 'id = "000-sanctions"'), "000-sanctions, field id", "taken",
    ),
    "invalid date": (
        change(EVENTS, 'date = "2006"\nseq = 1', 'date = "2006-00"\nseq = 1'), "nuclear-test-2006", "2006-00",
    ),
    "date of publication that is none": (
        change(SOURCES, '"2024-05-17"', '"17 May 2024"'), "field published", "17 May 2024",
    ),
    "quotation not in its passage": (
        change(QUOTATIONS, BLINKEN, BLINKEN.replace("will not", "won’t")), "blinken-further-actions, field text",
        "not stand",
    ),
    "quotation longer in the original": (
        change(QUOTATIONS, "end = 988", "end = 989"), "blinken-further-actions, field original",
        "exactly as it is here",
    ),
    "beyond the original": (
        change(EVENTS, "start = 2101, end = 2146", "start = 2300, end = 2346"), "field original", "2323",
    ),
    "entity that stands for itself": (
        change(ENTITIES, 'stands_for = "russia"', 'stands_for = "moscow"'), "entity moscow, field stands_for",
        "moscow → moscow",
    ),
    "bad TOML": (change(EVENTS, '[[event]]', '[[event]'), r"^events\.toml:\d+$", "is not TOML"),
    "missing file": (remove(QUOTATIONS), r"^quotations\.toml$", "no such file"),
    "missing text": (remove(TEXT), "source 004-joint-statement, field text", "no file texts/004-joint-statement.txt"),
    "BOM": (
        lambda folder: write(TEXT, b"\xef\xbb\xbf" + (folder / TEXT).read_bytes())(folder), f"^{TEXT}:1",
        "byte order mark",
    ),
    "CRLF": (replace_bytes(EVENTS, b"\n", b"\r\n"), r"^events\.toml:1$", "CRLF"),
    "NUL": (replace_bytes(TEXT, b"Ukraine", b"Ukr\0ine", 1), f"^{TEXT}:\\d+$", "NUL"),
    "not UTF-8": (replace_bytes(ENTITIES, b"Antony", b"Ant\xf6ny", 1), r"^entities\.toml:\d+$", "0xF6"),
    "link out of the folder": (link(TEXT, "/etc/hostname"), "004-joint-statement", "leads out"),
    "unknown field": (change(EVENTS, "summary =", "sumary ="), r"^events\.toml:\d+: event .*, field sumary", "summary"),
    "one event more": (
        append(EVENTS, '[[event]]\nid = "x"\n'), r"^dataset\.toml:\d+: expected, field events", "expected, but",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sample") / "sample.db"
    build(SAMPLE, target)
    return target


def test_the_sample_is_without_fault() -> None:
    assert [str(problem) for problem in check_dataset(SAMPLE)] == []


def test_the_store_of_the_sample_is_without_fault(sample_store: Path) -> None:
    assert [str(problem) for problem in check_store(sample_store)] == []


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_copy_of_the_sample_is_found_out(tmp_path: Path, fault: str) -> None:
    broken, where, what = BROKEN[fault]
    folder = tmp_path / "sample"
    shutil.copytree(SAMPLE, folder)
    broken(folder)
    problems = check_dataset(folder)
    found = [problem for problem in problems if re.search(where, problem.where) and re.search(what, problem.what)]
    assert found, "\n".join(map(str, problems))
    assert found[0].fatal
    with pytest.raises(DatasetError, match=re.escape(str(found[0]))):
        build(folder, tmp_path / "refused.db")
    assert [path.name for path in tmp_path.iterdir()] == ["sample"]
