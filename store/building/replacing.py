"""A file that is made anew beside the old one and takes its place in one step: for `store.loading`.

Until that step nothing at the old name changes, whatever happens: an error, Ctrl+C, a kill, a full disk. What a
killed program leaves behind is a hidden temporary file, which the next one removes; one that is still being written
holds a lock, and stays.
"""

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.errors import OpenError
from store.schema import APPLICATION_ID

_HEADER = 100
_REASONS = {
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "is no folder",
    errno.EACCES: "may not be written to; change its permissions or choose another folder",
    errno.EPERM: "may not be written to; change its permissions or choose another folder",
    errno.EROFS: "is on a disk that can only be read; choose another folder",
    errno.ENOSPC: "is on a disk that is full; make room or choose another folder",
    errno.EDQUOT: "is on a disk where your quota is used up; make room or choose another folder",
    errno.ENAMETOOLONG: "has no room for a name as long as that; choose a shorter one",
}


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """The path of a new, empty file for the block to fill; it is then synced and takes the place of the target.

    If the block raises, the new file is removed and the target stays as it is. A target that is a link stays one:
    what it points to is replaced. Raises OpenError, before the block is run, for a target that is something other
    than a store, and for a folder that can't be written to.
    """
    target = Path(os.path.realpath(target))
    refuse_other(target)
    _remove_strays(target)
    file, path = _new(target)
    try:
        yield path
        _put_in_place(file, path, target)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    finally:
        os.close(file)


def replace_text(target: Path, text: str) -> None:
    """Put a text in the place of a file, in one step. Raises OpenError where its folder can't be written to."""
    target = Path(os.path.realpath(target))
    _remove_strays(target)
    file, path = _new(target)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
        _put_in_place(file, path, target)
    except OSError as error:
        raise _refused(target.parent, error) from error
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(file)


def _put_in_place(file: int, path: Path, target: Path) -> None:
    try:
        os.fsync(file)
        os.replace(path, target)
    except OSError as error:
        raise _refused(target.parent, error) from error
    with suppress(OSError):  # the new name then lasts through a power cut; not every system can
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def refuse_other(target: Path) -> None:
    """Raise OpenError where something stands at a path that is not a store, and may not be overwritten."""
    try:
        found = target.stat()
        if stat.S_ISDIR(found.st_mode):
            raise OpenError(f"{target}: is a folder; give the store a name in it")
        header = b""
        if stat.S_ISREG(found.st_mode):
            with target.open("rb") as file:
                header = file.read(_HEADER)
    except FileNotFoundError:
        return
    except OSError as error:
        raise OpenError(f"{target}: can't be looked at ({error.strerror}); choose another name") from error
    if header[:16] != b"SQLite format 3\0" or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise OpenError(
            f"{target}: is not a timeline store, so it is not overwritten; remove it or choose another name"
        )


def _new(target: Path) -> tuple[int, Path]:
    """A new file beside the target, open and locked, with the permissions that the umask leaves."""
    while True:
        path = target.with_name(f".{target.name}.{secrets.token_hex(4)}.building")
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666)
        except FileExistsError:
            continue
        except OSError as error:
            raise _refused(target.parent, error) from error
        with suppress(OSError):  # a disk without locks: at worst another build takes this one's file for a stray
            _lock(file)
        with suppress(OSError):
            # another build may have removed the file between its making and its lock
            if os.path.samestat(os.fstat(file), os.stat(path)):
                return file, path
        os.close(file)


def _refused(folder: Path, error: OSError) -> OpenError:
    reason = _REASONS.get(error.errno or 0) or f"can't be written to ({error.strerror or error})"
    return OpenError(f"{folder}: {reason}")


def _remove_strays(target: Path) -> None:
    """Remove what builds of this target that were killed have left."""
    name = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}\.building(-journal)?")
    with suppress(OSError):
        for path in target.parent.iterdir():
            if name.fullmatch(path.name):
                _remove_unlocked(path)


def _remove_unlocked(path: Path) -> None:
    with suppress(OSError):
        file = os.open(path, os.O_RDWR)
        try:
            _lock(file)
            path.unlink()
        finally:
            os.close(file)


def _lock(file: int) -> None:
    """Hold a file until it is closed or the program ends. Raises OSError where another program holds it."""
    if sys.platform != "win32":  # there, a file that is open can't be removed, which does as well
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(file, LOCK_EX | LOCK_NB)
