"""Originals are recognised by what is in them, kept apart from the store, and never believed more than they show."""

import json
import os
import sqlite3
import stat

import pytest
from builders import MINUTES, a_store
from documents import ARTICLE, EXACT, built, with_originals
from outside import run
from test_cli import run as run_timeline

from store.database import open_store
from store.errors import OpenError
from store.originals import attaching, finding, hashing, shelf
from store.originals.records import State, Verdict
from tui import cli


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of one's own, where nothing is attached yet."""
    for name in ("DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


@pytest.fixture
def store(folder):
    dataset, _ = with_originals(folder)
    return built(dataset, folder)


def attached(store, folder, *files):
    """What attaching these contents gives, by the reader's own shelf."""
    paths = []
    for number, content in enumerate(files):
        path = folder / f"file{number}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    with open_store(store) as opened:
        return attaching.attach(opened, folder / "own.originals", paths)


def counts(judged):
    return {verdict.value: count for verdict, count in judged.counts.items() if count}


@pytest.mark.parametrize(
    "content",
    [
        ARTICLE.encode(),
        b"\xef\xbb\xbf" + ARTICLE.encode(),
        ARTICLE.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode(),
        ARTICLE.replace("\n", "\r").encode(),
    ],
    ids=["as it is", "BOM", "CRLF", "BOM and CRLF", "CR"],
)
def test_the_same_text_is_verified_whatever_its_line_ends(store, folder, content):
    found = attached(store, folder, content)
    assert found.files[0].sources == (("gazette", State.VERIFIED),)
    assert (found.sources[0].state, counts(found.sources[0])) == (State.VERIFIED, {"exact": 5})


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode()], ids=["BOM and CRLF"])
def test_an_original_that_was_measured_with_a_mark_and_other_line_ends_is_verified_both_ways(folder, raw):
    dataset, _ = with_originals(folder, raw=raw)
    store = built(dataset, folder)
    for content in (raw, ARTICLE.encode()):
        assert attached(store, folder, content).sources[0].state is State.VERIFIED


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: text.replace("Thursday", "thursday"), {"exact": 4, "lost": 1}),
        (lambda text: text.replace("\u00a0", " "), {"exact": 3, "lost": 2}),
        (lambda text: text.replace("café\u0301", "cafe\u0301"), {"exact": 4, "lost": 1}),
        (lambda text: "A line before.\n" + text, {"moved": 5}),
        (lambda text: text + text, {"exact": 5}),
        (lambda text: f"{text.strip()}\n\nOne\n\n{text}"[10:], {"ambiguous": 5}),
        (lambda text: text.replace("ARNHOLT", "ARNHOLM"), {"exact": 5}),
        (lambda text: text[: text.index("Engineers")], {"exact": 3, "lost": 2}),
        (lambda text: text[text.index("“It isn’t") :], {"moved": 4, "lost": 1}),
    ],
    ids=["letter", "no-break space", "mark", "line before", "twice", "twice elsewhere", "outside", "head", "tail"],
)
def test_a_changed_copy_differs_and_each_passage_says_how(store, folder, change, expected):
    text = change(ARTICLE)
    judged = attached(store, folder, text).sources[0]
    assert (judged.state, counts(judged)) == (State.DIFFERS, expected)
    for sought, placed in judged.passages:
        words = ARTICLE[sought.start : sought.end]
        assert all(text[start:end] == words for start, end in placed.places)
        if placed.verdict is Verdict.AMBIGUOUS:
            assert len(placed.places) == text.count(words) > 1


def test_any_other_file_is_none(store, folder):
    others = [
        "",
        "short",
        "An article about something else, long enough to be one. " * 30,
        b"\xff\xfe\x00",
        b"\xe9t\xe9",
    ]
    found = attached(store, folder, *others, ARTICLE.upper())
    assert all(looked.sources == () for looked in found.files)
    assert "UTF-16" in found.files[3].why and "not UTF-8" in found.files[4].why
    assert found.sources[0].state is State.ABSENT and found.sources[0].file is None
    assert not (folder / "own.originals").exists()


def test_a_changed_copy_never_takes_the_place_of_a_verified_original(store, folder):
    changed = ARTICLE.replace("Thursday", "Friday")
    for files in ([ARTICLE, changed], [changed, ARTICLE]):
        found = attached(store, folder, *files)
        assert {looked.sources for looked in found.files} == {
            (("gazette", State.VERIFIED),),
            (("gazette", State.DIFFERS),),
        }
        assert found.sources[0].state is State.VERIFIED
    assert attached(store, folder, changed).sources[0].state is State.VERIFIED


def test_of_two_changed_copies_the_better_one_is_kept_in_any_order(store, folder):
    worse, better = ARTICLE.replace("t", "T", 9), ARTICLE.replace("Thursday", "Thursdax")
    for files in ([worse, better], [better, worse]):
        assert counts(attached(store, folder, *files).sources[0]) == {"exact": 4, "lost": 1}
        (folder / "own.originals").unlink()


def test_a_worse_copy_never_takes_the_place_of_a_better_one_and_the_report_says_so(store, folder, capsys):
    better, worse = ARTICLE.replace("Thursday", "Thursdax"), ARTICLE[: ARTICLE.index("Engineers")]
    file = folder / "originals" / "whatever.bin"
    attempts = [(worse, False, "3 exact, 2 lost"), (better, False, "4 exact, 1 lost"), (worse, True, "4 exact, 1 lost")]
    for text, outdone, counted in attempts:
        file.write_text(text, encoding="utf-8", newline="")
        assert cli.main(["attach", str(store), str(file)]) == 0
        said = capsys.readouterr().out
        assert ("whatever.bin: source gazette, differs; not kept, for what is attached is better" in said) is outdone
        assert f"gazette: differs, {counted}" in said


def test_what_is_attached_survives_a_rebuild_and_is_judged_anew(folder):
    dataset, _ = with_originals(folder)
    store = built(dataset, folder)
    attached(store, folder, ARTICLE)
    (dataset / "sources.toml").write_text((dataset / "sources.toml").read_text().replace("The gazette", "The paper"))
    again = built(dataset, folder, "again.timeline")
    with open_store(again) as opened:
        (judged,) = attaching.attach(opened, folder / "own.originals", []).sources
    assert judged.state is State.VERIFIED
    assert sum(judged.counts.values()) == 5


def test_the_store_and_the_dataset_hold_no_word_of_an_original(store, folder):
    before = store.read_bytes()
    attached(store, folder, ARTICLE)
    assert store.read_bytes() == before
    for words in EXACT:
        assert words.encode() not in before
        for path in (folder / "dataset").rglob("*"):
            assert path.is_dir() or words.encode() not in path.read_bytes()


def test_only_the_reader_may_read_what_is_attached(store, folder):
    umask = os.umask(0)
    try:
        with open_store(store) as opened:
            attaching.attach(opened, folder / "new" / "own.originals", [folder / "originals"])
    finally:
        os.umask(umask)
    assert stat.S_IMODE((folder / "new" / "own.originals").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "new").stat().st_mode) == 0o700


def test_nothing_is_left_in_the_file_after_detaching(store, folder):
    attached(store, folder, ARTICLE)
    path = folder / "own.originals"
    assert b"traffic on Thursday" in path.read_bytes()
    with open_store(store) as opened:
        assert attaching.detach(opened, path) == ["gazette"]
        assert attaching.detach(opened, path) == []
        assert attaching.attach(opened, path, []).sources[0].state is State.ABSENT
    assert b"traffic on Thursday" not in path.read_bytes()


HOSTILE = {
    "text": b"not a database at all, but long enough to be taken for one " * 20,
    "other database": "CREATE TABLE something(a)",
    "view": "CREATE VIEW original AS SELECT 'gazette' AS source, 'x' AS name, NULL AS salt, x'41' AS content",
    "trigger": None,
    "truncated": None,
    "not text": None,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_damaged_file_is_refused_in_a_sentence(store, folder, kind, capsys):
    path = folder / "own.originals"
    content = HOSTILE[kind]
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        connection = sqlite3.connect(path)
        connection.execute(content)
        connection.close()
    else:
        attached(store, folder, ARTICLE)
        if kind == "truncated":
            path.write_bytes(path.read_bytes()[:6000])
        connection = sqlite3.connect(path)
        if kind == "trigger":
            connection.execute("CREATE TRIGGER t AFTER INSERT ON original BEGIN DELETE FROM original; END")
        if kind == "not text":
            connection.execute("UPDATE original SET content = x'ff'")
            connection.commit()
        connection.close()
    before = path.read_bytes()
    with open_store(store) as opened:
        with pytest.raises(OpenError, match=r"own\.originals: ") as raised:
            attaching.attach(opened, path, [])
        assert "\n" not in str(raised.value)
        if kind not in ("not text",):
            with pytest.raises(OpenError):
                attaching.attach(opened, path, [folder / "originals"])
            assert path.read_bytes() == before


def test_a_name_that_a_store_gives_its_dataset_leads_nowhere_else():
    for name in ("", "../../etc/passwd", "a/b", "ä", "A", "x" * 500, "\ud800", ".hidden"):
        found = shelf.file_name(name)
        assert "/" not in found and len(found) < 120 and not found.startswith("."), name


WRITER = """
import sys
from pathlib import Path
from store.originals import shelf
from store.originals.shelf import Kept
for number in range(20):
    shelf.keep(Path(sys.argv[1]), [Kept(f"{sys.argv[2]}-{number}", "name", None, b"content " * 100)])
    shelf.names(Path(sys.argv[1]))
"""


def test_two_programs_may_attach_at_once(tmp_path):
    path = tmp_path / "own.originals"
    programs = [run(WRITER, path, name) for name in ("one", "other")]
    for program in programs:
        _, said = program.communicate(timeout=60)
        assert program.returncode == 0, said
    assert len(shelf.names(path)) == 40


def test_the_command_says_what_each_file_is(store, folder, capsys):
    (folder / "originals" / "notes \x1b[31m.txt").write_text("nothing of use")
    assert cli.main(["attach", str(store), str(folder / "originals")]) == 0
    said = capsys.readouterr()
    assert "whatever.bin: source gazette, verified" in said.out and "no original of this store" in said.out
    assert "gazette: verified, 5 exact" in said.out
    assert "1 of 1 original verified, 1 file of no use here." in said.err
    assert "\x1b" not in said.out + said.err


def test_the_command_tells_passages_that_are_not_in_their_place(store, folder, capsys):
    (folder / "originals" / "whatever.bin").write_text(ARTICLE.replace("on Thursday", "on Friday", 1), encoding="utf-8")
    assert cli.main(["attach", str(store), str(folder / "originals")]) == 0
    said = capsys.readouterr().out
    assert "gazette: differs, 1 exact, 3 moved, 1 lost" not in said  # what stands before the change stays exact
    assert "moved to" in said and ": lost" in said and "verified" not in said


def entries(capsys):
    return json.loads(capsys.readouterr().out)


def test_as_json_there_is_an_entry_for_each_source(store, folder, capsys):
    nothing = folder / "nothing"
    nothing.mkdir()
    zero = {"exact": 0, "moved": 0, "ambiguous": 0, "lost": 0}
    assert cli.main(["attach", str(store), str(nothing), "--json"]) == 1
    assert entries(capsys) == [{"source": "gazette", "file": None, "state": "absent", "passages": zero}]
    assert cli.main(["attach", "--json", str(store), str(folder / "originals")]) == 0
    file = str(folder / "originals" / "whatever.bin")
    verified = {"source": "gazette", "file": file, "state": "verified", "passages": {**zero, "exact": 5}}
    assert entries(capsys) == [verified]
    assert cli.main(["attach", str(store), str(nothing), "--json"]) == 1
    assert entries(capsys) == [verified]


def test_the_whole_path_of_an_attached_file_is_kept(store, folder, capsys, monkeypatch):
    monkeypatch.chdir(folder)
    assert cli.main(["attach", "--json", str(store), "originals"]) == 0
    assert entries(capsys)[0]["file"] == str(folder / "originals" / "whatever.bin")


def test_a_source_whose_document_the_store_has_is_listed_and_needs_no_file(folder, capsys):
    store = a_store(folder)
    (folder / "minutes").write_text(MINUTES, encoding="utf-8")
    assert cli.main(["attach", str(store), str(folder / "minutes"), "--json"]) == 0
    gazette, minutes = entries(capsys)
    assert (gazette["source"], gazette["state"]) == ("gazette", "absent")
    exact = {"exact": 2, "moved": 0, "ambiguous": 0, "lost": 0}
    assert minutes == {"source": "minutes", "file": None, "state": "verified", "passages": exact}
    assert not (folder / "data").exists()
    connection = sqlite3.connect(store)
    connection.execute("UPDATE source_text SET text = replace(text, 'resolves', 'RESOLVES')")
    connection.commit()
    connection.close()
    cli.main(["attach", str(store), str(folder / "minutes"), "--json"])
    assert entries(capsys)[1]["state"] == "differs"


def test_a_folder_of_very_many_files_is_refused(store, folder, monkeypatch):
    monkeypatch.setattr(finding, "MOST_FILES", 3)
    (folder / "originals" / ".hidden").write_text("x")
    for number in range(3):
        assert len(finding.files([folder / "originals"])) == number + 1
        (folder / "originals" / f"more{number}").write_text("x")
    with pytest.raises(OpenError, match="more than 3 files"):
        finding.files([folder / "originals"])


def test_what_can_not_be_read_is_told_and_the_rest_is_attached(store, folder, capsys):
    os.mkfifo(folder / "originals" / "pipe")
    (folder / "originals" / "gone").symlink_to("nowhere")
    assert cli.main(["attach", str(store), str(folder / "originals" / "pipe"), str(folder / "originals")]) == 0
    said = capsys.readouterr().out
    assert "pipe: is no file that can be read" in said and "source gazette, verified" in said


def test_bad_input_is_one_sentence(store, folder, capsys):
    cli.main(["sources"])  # so that the sample's store is built
    capsys.readouterr()
    for arguments, code in (
        (["attach", str(store), str(folder / "gone")], 3),
        (["attach", str(store)], 3),
        (["attach", str(folder / "gone\x1b[0m")], 3),
        (["detach", str(store), "nobody"], 1),
    ):
        assert cli.main(arguments) == code, arguments
        said = capsys.readouterr()
        assert said.out == "" and "\x1b" not in said.err and "Traceback" not in said.err
        assert said.err.count("\n") == 1
    assert not (folder / "data").exists()


def test_sources_say_what_is_at_hand_and_words_are_copied_by_a_named_flag_alone(store, folder, capsys):
    assert cli.main(["attach", str(store), str(folder / "originals")]) == 0
    capsys.readouterr()
    cli.main(["sources", str(store), "--json"])
    assert entries(capsys)[0]["original"]["state"] == "verified"
    outputs = []
    for command in (["events"], ["show", "closed"], ["sources"], ["entities"], ["quotations"]):
        for more in ([], ["--json"]):
            assert cli.main([command[0], str(store), *command[1:], *more]) == 0
            outputs.append(capsys.readouterr().out)
    assert not any(EXACT[0] in text or "told reporters" in text for text in outputs)
    assert cli.main(["show", str(store), "closed", "--originals"]) == 0
    said = capsys.readouterr()
    assert EXACT[0] in said.out
    assert f"{len(EXACT[0]) + len(EXACT[1])} characters of attached originals are copied." in said.err
    assert cli.main(["show", str(store), "closed", "--originals", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["citations"][0]["original_words"] == EXACT[0]


def test_words_of_a_changed_copy_are_said_to_be_that(store, folder, capsys):
    file = folder / "originals" / "whatever.bin"
    show = ["show", str(store), "closed", "--originals"]
    for text, said, state, verdict in (
        (ARTICLE.replace("ARNHOLT", "ARNHOLM"), "a copy that differs, exact", "differs", "exact"),
        ("Before. " + ARTICLE, "a copy that differs, moved", "differs", "moved"),
        (ARTICLE, "verified, exact", "verified", "exact"),
    ):
        file.write_text(text, encoding="utf-8", newline="")
        assert cli.main(["attach", str(store), str(file)]) == 0
        capsys.readouterr()
        assert cli.main(show) == 0
        assert f"original ({said}): {EXACT[0]}" in capsys.readouterr().out
        assert cli.main([*show, "--json"]) == 0
        citation = json.loads(capsys.readouterr().out)["citations"][0]
        assert (citation["original_words"], citation["original_state"]) == (EXACT[0], state)
        assert citation["original_verdict"] == verdict


def test_what_is_attached_for_a_source_that_the_store_has_no_more_can_be_detached(store, folder, capsys):
    assert cli.main(["attach", str(store), str(folder / "originals")]) == 0
    for file in ("sources.toml", "events.toml", "quotations.toml"):
        path = folder / "dataset" / file
        path.write_text(path.read_text(encoding="utf-8").replace('"gazette"', '"paper"'), encoding="utf-8")
    again = built(folder / "dataset", folder, "again.timeline")
    capsys.readouterr()
    assert cli.main(["detach", str(again), "gazette"]) == 0
    assert "Detached gazette." in capsys.readouterr().err
    assert cli.main(["detach", str(again), "gazette"]) == 1


def test_nobody_needs_the_framework_to_attach():
    program = "import sys\nimport tui.commands.originals\nprint({'textual', 'rich', 'sqlite_utils'} & set(sys.modules))"
    found = run(program)
    assert found.communicate(timeout=60)[0].strip() == "set()"


def test_a_file_that_ends_in_a_million_blanks_is_looked_at_in_no_time(tmp_path, capsys):
    for blank in " \n\t":
        text = "Of no source at all. " + blank * 1_000_000
        assert hashing.opened(text, {"00" * 20: "ab"}) == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_can_not_be_looked_into_is_not_taken_for_an_empty_one(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    with pytest.raises(OpenError, match="can't be looked"):
        finding.files([tmp_path])


def test_a_pipe_is_no_store_and_no_original(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    done = run_timeline("attach", str(tmp_path / "pipe"), XDG_DATA_HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode in (1, 3) and "Traceback" not in done.stderr


def test_a_data_folder_that_can_not_be_looked_into_is_said_and_nothing_breaks(tmp_path):
    far = str(tmp_path / ("a" * 300))
    done = run_timeline("attach", str(tmp_path), XDG_DATA_HOME=far, XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 3 and "can't be read or written" in done.stderr and "standard output" not in done.stderr


def test_no_name_is_no_folder(tmp_path):
    done = run_timeline("attach", "", XDG_DATA_HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 3 and "has no name" in done.stderr
