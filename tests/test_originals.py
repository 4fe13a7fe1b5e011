"""The sample against the articles themselves, wherever those are at hand; they are never part of the repository.

They are looked for in the folder that TIMELINE_ORIGINALS names, else in shared/originals beside the checkout. Each is
recognised by its sha256. Without them these tests are skipped.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from store import checking, loading
from store.database import open_store
from store.originals import attaching, hashing
from store.originals.records import State, Verdict
from tui import cli

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_data"
NAMED = os.environ.get("TIMELINE_ORIGINALS")
FOLDER = Path(NAMED) if NAMED else ROOT.parent / "shared" / "originals"
RUN = 8
OPENING, CLOSING = "“", ".”)"
NOT_OURS = {".git", ".venv", "__pycache__", "build", "dist", "node_modules"}
NOT_OURS |= {f".{tool}_cache" for tool in ("mypy", "pytest", "ruff", "import_linter")} | {".hypothesis"}

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the originals are not at hand; name their folder in TIMELINE_ORIGINALS",
)


def _load(name):
    return tomllib.loads((SAMPLE / f"{name}.toml").read_text(encoding="utf-8"))[name.removesuffix("s")]


def _words(text):
    return re.findall(r"[^\W_]+", text.lower())


def _runs(text):
    words = _words(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _files():
    """The texts of the repository, without what tools leave there."""
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in NOT_OURS and not name.endswith(".egg-info")]
        if Path(folder).resolve() == FOLDER.resolve():
            below.clear()
            continue
        for name in names:
            path = Path(folder, name)
            try:
                yield path, path.read_text(encoding="utf-8")
            except (UnicodeDecodeError, OSError):
                continue


@pytest.fixture(scope="module")
def originals():
    """The articles' bytes by the source's id."""
    at_hand = {}
    for path in FOLDER.iterdir():
        if path.is_file():
            data = path.read_bytes()
            at_hand[hashlib.sha256(data).hexdigest()] = data
    found = {each["id"]: at_hand.get(each["original"]["sha256"]) for each in _load("sources")}
    missing = [name for name, data in found.items() if data is None]
    assert not missing, f"no file in the folder of the originals has the sha256 of {', '.join(missing)}"
    return found


@pytest.fixture(scope="module")
def texts(originals):
    return {name: data.decode("utf-8") for name, data in originals.items()}


def _passages():
    """What stands at a place of an original: a name for messages, and the entry."""
    for event in _load("events"):
        for number, citation in enumerate(event["citation"], 1):
            yield f"{event['id']}, citation {number}", citation
    for quotation in _load("quotations"):
        yield f"quotation {quotation['id']}", quotation


def _paragraph_at(text, position):
    """The number of the paragraph, counting the lines that have text."""
    return sum(bool(line.strip()) for line in text[:position].split("\n")[:-1]) + 1


def test_every_original_is_as_long_as_its_source_says(originals, texts):
    for source in _load("sources"):
        name, said = source["id"], source["original"]
        assert (len(texts[name]), len(originals[name])) == (said["characters"], said["bytes"]), name


def test_every_passage_is_whole_words_of_its_paragraph(texts):
    """From the first letter of a word, or a quotation mark, to the end of one."""
    for name, entry in _passages():
        text = texts[entry["source"]]
        start, end = entry["original"]["start"], entry["original"]["end"]
        assert 0 <= start < end <= len(text), name
        words, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
        assert "\n" not in words, name
        assert _paragraph_at(text, start) == entry["paragraph"], name
        assert words[0].isalnum() or words[0] in OPENING, f"{name}: begins with {words[:20]!r}"
        assert not before or before.isspace() or before in OPENING, f"{name}: begins within {before + words[:20]!r}"
        assert words[-1].isalnum() or words[-1] in CLOSING, f"{name}: ends with {words[-20:]!r}"
        assert not after.isalnum(), f"{name}: ends within {words[-20:] + after!r}"


def test_direct_quotations_are_the_exact_words(texts):
    for quotation in _load("quotations"):
        if quotation["direct"]:
            place = quotation["original"]
            assert texts[quotation["source"]][place["start"] : place["end"]] == quotation["text"], quotation["id"]


def test_no_direct_quotation_is_left_out(texts):
    kept = {(each["source"], each["text"]) for each in _load("quotations") if each["direct"]}
    said = {(name, words.removesuffix(",")) for name, text in texts.items() for words in re.findall("“([^”]*)”", text)}
    assert said == kept


def _taboo(texts):
    """The runs of words that may stand nowhere: those of the articles, on-record quotations apart."""
    on_record = set().union(*(_runs(each["text"]) for each in _load("quotations") if each["direct"]))
    return set().union(*map(_runs, texts.values())) - on_record


def test_no_sentence_of_an_article_is_in_the_repository(texts):
    """No run of eight words or more of an original stands in any file, on-record quotations apart."""
    taboo = _taboo(texts)
    found = {f"{path.relative_to(ROOT)}: {' '.join(run)}" for path, text in _files() for run in _runs(text) & taboo}
    assert not found, "\n".join(sorted(found))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The sample's store."""
    path = tmp_path_factory.mktemp("sample") / "sample.timeline"
    loading.build(SAMPLE, path)
    return path


def _attached(store, folder, *contents):
    """What is known after these files were attached under other names, the last first."""
    paths = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.dat"
        path.write_bytes(content)
        paths.insert(0, path)
    with open_store(store) as opened:
        return {each.source: each for each in attaching.attach(opened, folder / "own.originals", paths).sources}


def _states(found):
    return {name: each.state for name, each in found.items()}


def test_all_five_are_verified_and_every_passage_is_exact(store, originals, tmp_path):
    for turn in range(len(originals)):
        names = [*originals][turn:] + [*originals][:turn]
        found = _attached(store, tmp_path, *(originals[name] for name in names))
        assert set(_states(found).values()) == {State.VERIFIED}
        assert all(placed.verdict is Verdict.EXACT for each in found.values() for _, placed in each.passages)
        assert sum(len(each.passages) for each in found.values()) > 140


def test_every_quotation_is_verbatim_and_every_date_confirmed(store):
    dated = [each for event in _load("events") for each in event["citation"] if "date" in each]
    for target in (SAMPLE, store):
        found = checking.confirm(target, FOLDER)
        assert [str(problem) for problem in found.problems] == []
        assert (found.originals, found.quotations, found.without_hash) == (5, 12, 0)
        assert found.dates == sum(each["basis"] in ("stated", "computed") for each in dated)
        assert found.passages == found.hashes == len(list(_passages()))


def test_with_none_and_with_two(store, originals, tmp_path):
    assert set(_states(_attached(store, tmp_path)).values()) == {State.ABSENT}
    two = [*originals][1:3]
    found = _states(_attached(store, tmp_path, *(originals[name] for name in two)))
    assert {name for name, state in found.items() if state is State.VERIFIED} == set(two)
    assert list(found.values()).count(State.ABSENT) == 3


@pytest.mark.parametrize("at", [0.0, 0.31, 0.5, 0.77, 1.0])
@pytest.mark.parametrize("edit", ["change", "insert", "delete"])
def test_with_one_altered_by_a_single_character(store, texts, tmp_path, at, edit):
    for name, text in texts.items():
        place = min(int(at * len(text)), len(text) - 1)
        middle, after = {"change": ("#", 1), "insert": ("#", 0), "delete": ("", 1)}[edit]
        altered = text[:place] + middle + text[place + after :]
        (tmp_path / name).mkdir(exist_ok=True)
        judged = _attached(store, tmp_path / name, altered.encode())[name]
        assert judged.state is State.DIFFERS, name
        for sought, placed in judged.passages:
            words = text[sought.start : sought.end]
            assert all(altered[start:end] == words for start, end in placed.places)
            assert (placed.verdict is Verdict.LOST) == (words not in altered)


def test_with_other_line_ends_and_a_byte_order_mark(store, originals, tmp_path):
    for change in (lambda data: data.replace(b"\n", b"\r\n"), lambda data: b"\xef\xbb\xbf" + data):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        found = _attached(store, folder, *map(change, originals.values()))
        assert set(_states(found).values()) == {State.VERIFIED}


def test_the_committed_hashes_are_those_of_the_originals(texts):
    """And no seal opens with words that the sample tells itself."""
    file = tomllib.loads((SAMPLE / "originals.toml").read_text(encoding="utf-8"))
    ours = "\n".join(path.read_text(encoding="utf-8") for path in SAMPLE.rglob("*.t*") if path.name != "originals.toml")
    for entry in file["original"]:
        text = texts[entry["source"]]
        salt = hashing.salt_of(text)
        assert entry["proof"] == hashing.proof_of(salt)
        assert hashing.opened(text, dict.fromkeys(entry["seals"], entry["proof"])) == {entry["proof"]: salt}
        assert hashing.opened(ours, dict.fromkeys(entry["seals"], entry["proof"])) == {}


def test_no_sentence_of_an_article_is_in_the_wheel(texts, tmp_path):
    pytest.importorskip("build")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    built = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    taboo = _taboo(texts)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        for name in wheel.namelist():
            assert not _runs(wheel.read(name).decode("utf-8", "replace")) & taboo, name


def test_no_sentence_of_an_article_is_in_the_store_or_in_any_export_without_the_flag(
    store, originals, texts, tmp_path, monkeypatch, capsys
):
    for name in ("DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    assert cli.main(["attach", str(store), str(FOLDER)]) == 0
    taboo = _taboo(texts)
    assert not _runs(store.read_bytes().decode("utf-8", "replace")) & taboo
    outputs = [capsys.readouterr().out]
    commands = [[name, str(store)] for name in ("events", "sources", "entities", "quotations")]
    commands += [["show", str(store), event["id"]] for event in _load("events")]
    for command in commands:
        for more in ([], ["--json"]):
            assert cli.main([*command, *more]) == 0
            outputs.append(capsys.readouterr().out)
    assert all(outputs) and not any(_runs(text) & taboo for text in outputs)
    assert cli.main(["show", str(store), "sanctions-january", "--originals", "--json"]) == 0
    said = capsys.readouterr()
    copied = [each["original_words"] for each in json.loads(said.out)["citations"]]
    assert set().union(*map(_runs, copied)) & taboo
    assert f"{sum(map(len, copied)):,} characters of attached originals are copied." in said.err
