"""The documents in files and folders that somebody names. Nothing is known by its file's name."""

import os
import stat
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from store.errors import OpenError
from store.originals.recipe import LARGEST, NotText

MOST_FILES = 10_000


def files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and all files in the folders named, hidden ones aside. Raises OpenError."""
    found: dict[Path, None] = {}
    for path in paths:
        try:
            if path.is_dir():
                found.update((each, None) for each in sorted(islice(_below(path), MOST_FILES + 1)))
            else:
                path.stat()
                found[path] = None
        except FileNotFoundError:
            raise OpenError(f"{path}: there is no such file or folder") from None
        except (OSError, ValueError) as error:
            raise OpenError(f"{path}: can't be looked at ({getattr(error, 'strerror', None) or error})") from None
    if len(found) > MOST_FILES:
        raise OpenError(f"there are more than {MOST_FILES:,} files; name a smaller folder")
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder, hidden ones aside; links to folders are not followed. Raises OSError, OpenError."""
    for number, (where, folders, names) in enumerate(os.walk(folder, onerror=_refuse)):
        if number > MOST_FILES:
            raise OpenError(f"{folder}: has more than {MOST_FILES:,} folders in it; name a smaller one")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(where, name)
            if not name.startswith(".") and path.is_file():
                yield path


def _refuse(error: OSError) -> None:
    where = os.fsdecode(error.filename) if error.filename else "a folder"
    raise OpenError(f"{where}: can't be looked into ({error.strerror})")


def content(path: Path) -> bytes:
    """The bytes of a file. Raises NotText for one that can't be read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotText("is no file that can be read")
        if found.st_size > LARGEST:
            raise NotText(f"is larger than {LARGEST >> 20} MiB")
        return path.read_bytes()
    except OSError as error:
        raise NotText(f"can't be read ({error.strerror})") from None
