"""What many tests start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_stores import small_store

from store.database import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small store's file."""
    return small_store(tmp_path / "small.timeline")


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same, open."""
    with open_store(path) as opened:
        yield opened
