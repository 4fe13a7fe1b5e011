"""The sample against the articles themselves, wherever those are at hand; they are never part of the repository.

They are looked for in the folder that TIMELINE_ORIGINALS names, else in shared/originals beside the checkout. Each is
recognised by its sha256. Without them these tests are skipped.
"""

import hashlib
import os
import re
import tomllib
from pathlib import Path

import pytest

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


def test_no_sentence_of_an_article_is_in_the_repository(texts):
    """No run of eight words or more of an original stands in any file, on-record quotations apart."""
    on_record = set().union(*(_runs(each["text"]) for each in _load("quotations") if each["direct"]))
    taboo = set().union(*map(_runs, texts.values())) - on_record
    found = {f"{path.relative_to(ROOT)}: {' '.join(run)}" for path, text in _files() for run in _runs(text) & taboo}
    assert not found, "\n".join(sorted(found))
