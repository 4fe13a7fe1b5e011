"""What many tests start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from over_ssh import server as server
from small_stores import small_store

from store import loading
from store.database import Store, open_store

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a store."""
    path = tmp_path_factory.mktemp("sample") / "sample.timeline"
    loading.build(ROOT / "sample_data", path)
    return path


@pytest.fixture(scope="session", autouse=True)
def _nothing_attached(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What whoever runs the tests has attached, marked or rebound is none of their business, and they need no hints."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        patch.setenv("TIMELINE_NO_HINTS", "1")
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small store's file."""
    return small_store(tmp_path / "small.timeline")


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same, open."""
    with open_store(path) as opened:
        yield opened
