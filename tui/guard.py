"""Text from anywhere, made safe to show: one character in, one character out.

A source may hold characters that move the cursor, set the clipboard, reverse the reading order or cannot be
seen at all. `guard` puts a visible mark in place of each of them and leaves real writing alone, so that an
offset into the text is still an offset into what is shown. Everything printed on the command line goes
through `say` and `complain`, and an exception nobody caught through the hook of `install_excepthook`.

The policy, and the text that proves it: tests/hostile.json. Two things follow from it and are worth knowing.
A slice is judged by itself, so slice at the edge of a cluster (`tui.cells.clusters`) or a mark that has lost
its base is shown as U+FFFD. A character this Python does not know (its `unicodedata`) has no known width and
is shown as U+FFFD too.
"""

import os
import re
import sys
import time
from itertools import groupby
from types import TracebackType
from typing import TextIO
from unicodedata import category

REPLACED = "\ufffd"
NEWLINE = "\u2424"
DROPPED = "\u2060"  # stands for a mark too many; has no width and never reaches the terminal
MOST_MARKS = 8
INTERNAL_ERROR = 70  # EX_SOFTWARE
BROKEN_PIPE = 141  # as if by SIGPIPE
INTERRUPTED = 130  # as if by SIGINT

_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_BLANK = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_PICTURES = frozenset(map(chr, range(0x2400, 0x2425)))
_LAYOUT = frozenset((" ", NEWLINE))
_NOTHING = frozenset(" \n\u3000")  # nothing visible that a mark could stand on
_KNOWN_LIMIT = 20_000  # a text that uses every code point must not fill the memory

# Western prose passes without a look at each character. (Wider ranges take milliseconds to compile.)
_unusual = re.compile("[^\n -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u203e\u2500-\u259f]").search

_marks: set[str] = set()  # every mark and joiner met so far


def _shown(char: str) -> str:
    """What stands for one character, its neighbours aside."""
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if char in _JOINERS or char == DROPPED:
        return char
    if char in _BLANK or 0xFE00 <= code <= 0xFE0D or 0xE0100 <= code <= 0xE01EF:
        return REPLACED
    kind = category(char)
    if kind in _UNSEEN:
        return REPLACED
    return " " if kind == "Zs" and char != "\u3000" else char


class _Table(dict[int, str]):
    """A table for str.translate that works out a character the first time it is met."""

    def __missing__(self, code: int) -> str:
        char = _shown(chr(code))
        if char in _JOINERS or char == DROPPED or category(char) in ("Mn", "Mc", "Me"):
            _marks.add(char)
        if len(self) < _KNOWN_LIMIT:
            self[code] = char
        return char


_body = _Table({0x0A: "\n"})
_field = _Table({0x0A: NEWLINE})


def guard(text: str) -> str:
    """A field of one line, safe to show: a line break in it is a visible mark."""
    if text.isascii() and text.isprintable():
        return text
    return _guarded(text, _field) if "\n" in text or _unusual(text) else text


def guard_body(text: str) -> str:
    """A text of many lines, safe to show: "\\n" is kept, a lone carriage return is a visible mark."""
    if text.isascii() and text.isprintable():
        return text
    return _guarded(text, _body) if _unusual(text) else text


def _guarded(text: str, table: _Table) -> str:
    shown = text.translate(table)
    if shown.isascii() or _marks.isdisjoint(shown):
        return shown
    return _marks_on_bases(shown)


def _marks_on_bases(text: str) -> str:
    """Marks and joiners need something visible to stand on, and no base carries more than a few of them."""
    out: list[str] = []
    base = " "  # the last character that is not a mark
    full = False  # it carries as many marks as it may
    spare = False  # a U+2060 here was written when this text was guarded before
    for are_marks, part in groupby(text, _marks.__contains__):
        stretch = "".join(part)
        if are_marks:
            stretch, full = _on_base(stretch, base, spare)
        else:
            spare = full and stretch == REPLACED
        base = stretch[-1]
        out.append(stretch)
    return "".join(out)


def _on_base(marks: str, base: str, spare: bool) -> tuple[str, bool]:
    """One run of marks as it is shown, and whether its base could carry no more."""
    if base in _NOTHING and len(marks) > MOST_MARKS + 1:
        return REPLACED * len(marks), False
    out: list[str] = []
    run = 0
    for mark in marks:
        spare = spare and mark == DROPPED
        if spare or run > MOST_MARKS:
            out.append(DROPPED)
        elif mark == DROPPED or base in _NOTHING or (mark in _JOINERS and base == REPLACED):
            out.append(REPLACED)
            base, run = REPLACED, 0
        else:
            run += 1
            out.append(mark if run <= MOST_MARKS else REPLACED)
    return "".join(out), run == MOST_MARKS


def hidden(text: str) -> int:
    """How many characters of a text the guard puts a mark in place of; spacing does not count."""
    shown = guard(text)
    if shown is text:
        return 0
    pairs = zip(text, shown, strict=True)
    return sum(new == DROPPED or (new != old and new not in _LAYOUT) for old, new in pairs)


def placeholder(text: str, instead: str = "(untitled)") -> str:
    """A guarded title, or the words that stand for one that would look empty."""
    shown = guard(text)
    return instead if not shown.strip() else shown


def to_ascii_marks(text: str) -> str:
    """Guarded text for a terminal without glyphs for the marks, such as the Linux console."""
    if text.isascii():
        return text
    return "".join("?" if char == REPLACED or char in _PICTURES else char for char in text)


def say(text: str) -> None:
    """Print guarded text and a line break on standard output."""
    put(text + "\n", sys.stdout)


def complain(text: str) -> None:
    """Print guarded text and a line break on standard error."""
    put(text + "\n", sys.stderr)


def put(text: str, stream: TextIO | None) -> None:
    """Write guarded text as it is, without adding a line break; argparse's messages come this way.

    A reader that has gone away (`timeline … | head`) ends the program quietly.
    """
    if stream is None:  # started without one, as under pythonw or with the descriptor closed
        return
    shown = guard_body(text).replace(DROPPED, "")
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        stream.write(shown.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        _let_go_of(stream)
        if stream is sys.stdout:
            raise SystemExit(BROKEN_PIPE) from None
    except OSError:
        _let_go_of(stream)
        if stream is sys.stdout:  # data that can't be written (a full disk) must not look like success
            raise


def _let_go_of(stream: TextIO) -> None:
    """Python flushes the stream once more as it ends, and would report the same failure again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


def install_excepthook() -> None:
    """From here on an exception nobody caught is one plain sentence and exit status 70."""
    sys.excepthook = _last_words


def _last_words(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        raise SystemExit(INTERRUPTED)
    if issubclass(kind, BrokenPipeError):
        raise SystemExit(BROKEN_PIPE)
    import traceback  # slow to load, and hardly ever needed

    report = "".join(traceback.format_exception(kind, error, trace))
    if os.environ.get("TIMELINE_DEBUG") == "1":
        complain(report.rstrip("\n"))
        raise SystemExit(INTERNAL_ERROR)
    what = guard(str(error))[:200] or kind.__name__
    try:
        where = f"The report is in {_write_report(report)}"
    except OSError as problem:
        where = f"The report could not be written ({problem.strerror or problem}); TIMELINE_DEBUG=1 shows it"
    complain(f"timeline: internal error: {what}\n{where}")
    raise SystemExit(INTERNAL_ERROR)


def _write_report(report: str) -> str:
    """Keep the report where only this user reads it: in the state folder, or among the temporary files."""
    python = ".".join(map(str, sys.version_info[:3]))
    text = f"timeline on Python {python}, {sys.platform}\n\n{guard_body(report)}"
    name = time.strftime(f"error-%Y%m%d-%H%M%S-{os.getpid()}.txt")
    state = os.environ.get("XDG_STATE_HOME", "")
    folder = state if os.path.isabs(state) else os.path.expanduser("~/.local/state")
    try:
        return _write_new(os.path.join(folder, "timeline"), name, text)
    except OSError:
        import tempfile  # slow to load, and hardly ever needed

        return _write_new(tempfile.gettempdir(), f"timeline-{name}", text)


def _write_new(folder: str, name: str, text: str) -> str:
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, name)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text.replace(DROPPED, ""))
    return path
