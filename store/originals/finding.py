"""The documents in files and folders that somebody names. Nothing is known by its file's name."""

import stat
from collections.abc import Iterable
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
                files_below = (each for each in path.rglob("*") if not _is_hidden(each.relative_to(path)))
                inside = list(islice((each for each in files_below if each.is_file()), MOST_FILES + 1))
                found.update((each, None) for each in sorted(inside))
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


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


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
