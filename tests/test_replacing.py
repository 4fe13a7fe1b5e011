"""A build takes the place of the old store in one step, or not at all: whatever goes wrong, the old one is as it
was.
"""

import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import a_dataset, a_store, an_event, the_events
from outside import names, rows, run

from store import chronology
from store.checking import check_store
from store.database import open_store
from store.errors import DatasetError, OpenError
from store.loading import build


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Path]:
    """A store that has to be as it was at the end of the test, alone in its folder."""
    folder = tmp_path / "stores"
    folder.mkdir()
    store = folder / "old.db"
    build(a_dataset(tmp_path, name="old"), store)
    before = store.read_bytes()
    yield store
    assert store.read_bytes() == before
    assert names(folder) == ["old.db"]


def test_a_dataset_with_faults_leaves_the_old_store(tmp_path: Path, old: Path) -> None:
    folder = a_dataset(tmp_path, events=[*the_events(), an_event("x", kind="riot", status="over")])
    with pytest.raises(DatasetError) as refused:
        build(folder, old)
    fields = [problem.where.rpartition(" ")[2] for problem in refused.value.problems]
    assert fields == ["kind", "status"]


@pytest.mark.parametrize("stage", ["reading", "entities", "events", "quotations", "indices", "checking"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, BrokenPipeError, MemoryError])
def test_an_interruption_at_any_stage_leaves_the_old_store(
    tmp_path: Path, old: Path, stage: str, error: type[BaseException]
) -> None:
    def interrupt(reached: str, done: int) -> None:
        if reached == stage:
            raise error

    with pytest.raises(error):
        build(a_dataset(tmp_path), old, progress=interrupt)


def test_a_kill_at_any_moment_leaves_a_whole_store(tmp_path: Path) -> None:
    one = a_dataset(tmp_path, name="one")
    other = a_dataset(tmp_path, name="other", events=[*the_events(), an_event("moved", date="2024-01-11")])
    whole = set()
    for folder in (one, other):
        build(folder, tmp_path / "whole.db")
        whole.add((tmp_path / "whole.db").read_bytes())
    stores = tmp_path / "stores"
    stores.mkdir()
    target = stores / "target.db"
    build(one, target)
    script = """if True:
        import sys; from pathlib import Path; from store.loading import build
        *folders, target = map(Path, sys.argv[1:])
        build(folders[0], target)
        print("ready", flush=True)
        while True:
            for folder in folders:
                build(folder, target)
    """
    chance = random.Random(1718)
    for _ in range(12):
        process = run(script, one, other, target)
        assert process.stdout and process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.08))
        process.kill()
        process.communicate()
        assert target.read_bytes() in whole
    assert check_store(target) == []
    build(one, target)
    assert names(stores) == ["target.db"]  # and nothing of those that were killed


LIMITED = """if True:
    import resource, sys; from pathlib import Path
    from store.errors import TimelineError; from store.loading import build
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    try:
        build(Path(sys.argv[1]), Path(sys.argv[2]))
    except TimelineError as error:
        print(error)
"""


@pytest.mark.parametrize("pages", [0, 1, 2, 7, 20, 40])
def test_a_disk_without_room_leaves_the_old_store_and_one_sentence(tmp_path: Path, old: Path, pages: int) -> None:
    process = run(LIMITED, a_dataset(tmp_path), old, pages * 8192)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert out.startswith("the store could not be written: ")
    assert out.endswith("make room on the disk, or choose another one\n")
    assert out.count("\n") == 1


def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp())  # not below tmp_path, which only its owner may enter
    script = """if True:
        import os, sys; from pathlib import Path
        from store.errors import OpenError; from store.loading import build
        import sqlite_utils, store.dates.relative
        target = Path(sys.argv[2])
        if os.geteuid() == 0:
            os.seteuid(65534)
        try:
            build(Path(sys.argv[1]), target)
        except OpenError as error:
            print(error)
    """
    try:
        data = a_dataset(folder)
        target = folder / "a.db"
        folder.chmod(0o555)
        out, err = run(script, data, target).communicate()
    finally:
        folder.chmod(0o755)
    assert (out, err) == (f"{folder}: may not be written to; change its permissions or choose another folder\n", "")
    assert names(folder) == ["dataset"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OpenError, match="nowhere: there is no such folder"):
        build(a_dataset(tmp_path), tmp_path / "nowhere" / "a.db")


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(OpenError, match="is a folder"):
        build(a_dataset(tmp_path), tmp_path)


@pytest.mark.parametrize("data", [b"", b"dear diary", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(84)])
def test_a_file_that_is_no_store_is_not_overwritten(tmp_path: Path, data: bytes) -> None:
    diary = tmp_path / "diary"
    diary.write_bytes(data)
    with pytest.raises(OpenError, match="is not a timeline store, so it is not overwritten"):
        build(a_dataset(tmp_path), diary)
    assert diary.read_bytes() == data


def test_another_programs_database_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mail.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mail(text)")
    connection.close()
    with pytest.raises(OpenError, match="is not a timeline store"):
        build(a_dataset(tmp_path), path)
    assert rows(path, "SELECT name FROM sqlite_schema") == [("mail",)]


def test_a_device_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(OpenError, match="is not a timeline store"):
        build(a_dataset(tmp_path), Path("/dev/null"))


def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    link = tmp_path / "latest.db"
    link.symlink_to(store)
    before = store.stat().st_ino
    build(a_dataset(tmp_path, name="again"), link)
    assert link.is_symlink()
    assert store.stat().st_ino != before


def test_an_open_reader_keeps_the_old_store(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with open_store(store) as reader:
        build(a_dataset(tmp_path, name="new", events=[*the_events(), an_event("moved")]), store)
        assert chronology.summary(reader).events == 4
        assert reader.replaced()
    with open_store(store) as reader:
        assert chronology.summary(reader).events == 5


def test_the_file_of_a_build_that_runs_is_no_stray(tmp_path: Path) -> None:
    first, second = a_dataset(tmp_path, name="first"), a_dataset(tmp_path, name="second")
    target = tmp_path / "stores" / "a.db"
    target.parent.mkdir()
    seen: list[str] = []

    def meanwhile(stage: str, done: int) -> None:
        if stage == "events":
            script = (
                "import sys; from pathlib import Path; from store.loading import build; build(*map(Path, sys.argv[1:]))"
            )
            assert run(script, second, target).communicate() == ("", "")
            seen.extend(names(target.parent))

    build(first, target, progress=meanwhile)
    assert len(seen) == 2  # the other's store, and the file that this build is writing
    assert names(target.parent) == ["a.db"]


def test_a_name_that_is_almost_a_strays_is_left_alone(tmp_path: Path) -> None:
    for name in (".a.db.0123456.building", ".b.db.01234567.building", "a.db.01234567.building"):
        (tmp_path / name).write_text("mine")
    (tmp_path / ".a.db.01234567.building").write_text("a stray")
    build(a_dataset(tmp_path), tmp_path / "a.db")
    left = names(tmp_path)
    assert ".a.db.01234567.building" not in left
    assert len(left) == 5
