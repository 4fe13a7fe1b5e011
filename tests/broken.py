"""Ways to break a dataset's files, for the tests of what a check finds."""

from collections.abc import Callable
from pathlib import Path

Break = Callable[[Path], None]


def change(file: str, old: str, new: str, *, nth: int = 1) -> Break:
    """Replace the nth occurrence of a text in a file."""

    def broken(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        position = -1
        for _ in range(nth):
            position = text.index(old, position + 1)
        made = text[:position] + new + text[position + len(old) :]
        path.write_text(made, encoding="utf-8", newline="")

    return broken


def append(file: str, text: str) -> Break:
    """Add text to the end of a file."""

    def broken(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8", newline="") as opened:
            opened.write(text)

    return broken


def write(file: str, data: bytes) -> Break:
    """Give a file other bytes."""

    def broken(folder: Path) -> None:
        (folder / file).write_bytes(data)

    return broken


def replace_bytes(file: str, old: bytes, new: bytes, count: int = -1) -> Break:
    """Replace bytes everywhere in a file, or the first `count` times."""

    def broken(folder: Path) -> None:
        data = (folder / file).read_bytes()
        assert old in data
        (folder / file).write_bytes(data.replace(old, new, count))

    return broken


def remove(file: str) -> Break:
    """Remove a file."""

    def broken(folder: Path) -> None:
        (folder / file).unlink()

    return broken


def link(file: str, target: str) -> Break:
    """Put a link in the place of a file."""

    def broken(folder: Path) -> None:
        (folder / file).unlink()
        (folder / file).symlink_to(target)

    return broken


def both(*breaks: Break) -> Break:
    """One after the other."""

    def broken(folder: Path) -> None:
        for each in breaks:
            each(folder)

    return broken
