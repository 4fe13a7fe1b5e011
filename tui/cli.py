"""The command `timeline`: what was asked for, by whom it is done, and how it ends.

Exit codes: 0 all is well, 1 not found or a check that failed, 2 wrong usage, 3 can't be opened, 130 interrupted.
Standard output carries data only. Whatever a command needs is imported when that command runs: the viewer shows its
first screen sooner.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from store.errors import DatasetError, NotFound, OpenError, QueryError, TimelineError
from tui import environment, options_of_time
from tui.guard import complain, install_excepthook, put

OK, FAILED, USAGE, CANT_OPEN, INTERRUPTED = 0, 1, 2, 3, 130
OPEN = "open"


class Parser(argparse.ArgumentParser):
    """An argument parser whose messages are guarded: they quote what was typed."""

    def _print_message(self, message: str, file: object = None) -> None:
        put(message, sys.stderr if file is None else file)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """One sentence and the way to the help."""
        self.exit(USAGE, f"timeline: {message}\nTry `{self.prog} --help`.\n")


def parser() -> Parser:
    """The whole command line."""
    top = Parser(
        prog="timeline",
        usage="timeline [STORE | FOLDER] [--at DATE] [--ascii] [--theme THEME]\n       timeline COMMAND …",
        description="Browse a chronology whose every line is traceable to the words it rests on. "
        "Without a command: opens STORE, or the store of the dataset in FOLDER, or the sample.",
    )
    top.add_argument("--version", action="version", version=f"timeline {_version()}")
    commands = top.add_subparsers(prog="timeline", dest="command", metavar="COMMAND", parser_class=Parser)
    viewer = commands.add_parser(OPEN, help="open a store or a dataset on the screen (what happens without a command)")
    viewer.add_argument("target", nargs="?", metavar="STORE|FOLDER")
    viewer.add_argument("--at", metavar="DATE", help="begin there: 2023-12-30, jan 2024, end")
    viewer.add_argument("--ascii", action="store_true", help="draw with ASCII signs only")
    viewer.add_argument("--theme", choices=("dark", "light", "plain"), help="colours; plain: none")
    build = commands.add_parser("build", help="build a store from the dataset in a folder")
    build.add_argument("folder", metavar="FOLDER")
    build.add_argument("store", metavar="STORE")
    build.add_argument("--originals", metavar="FOLDER", help="make the hashes of these originals' passages anew first")
    check = commands.add_parser("check", help="say everything that is wrong with a dataset or a store")
    check.add_argument("target", nargs="?", metavar="FOLDER|STORE", help="the sample where it is left out")
    check.add_argument("--originals", metavar="FOLDER", help="compute again all that these originals allow")
    attach = commands.add_parser("attach", help="attach originals, so that the reader shows their own words")
    attach.add_argument("paths", nargs="+", metavar="[STORE] FILE|FOLDER", help="of the sample where no store is named")
    attach.add_argument("--json", action="store_true", help="as JSON")
    detach = commands.add_parser("detach", help="take attached originals away again")
    detach.add_argument("paths", nargs="*", metavar="[STORE] SOURCE", help="ids of sources; all where none is named")
    for name, what in _LISTINGS.items():
        _listing(commands.add_parser(name, help=what), name)
    completion = commands.add_parser("completion", help="print the completion script for a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"))
    return top


_LISTINGS = {
    "events": "print the chronology",
    "show": "print one event with all that stands behind it",
    "sources": "print the sources",
    "entities": "print the entities with their other names",
    "quotations": "print what was said, by date",
}


def _listing(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument("target", nargs="?", metavar="STORE|FOLDER", help="the sample where it is left out")
    if name == "show":
        command.add_argument("id", metavar="ID", help="the event's id, as `timeline events --json` gives it")
    command.add_argument("--json", action="store_true", help="as JSON")
    if name == "show":
        command.add_argument("--originals", action="store_true", help="also the passages in attached originals' words")
    if name == "events":
        _window(command)


def _window(command: argparse.ArgumentParser) -> None:
    command.add_argument("--from", dest="start", metavar="DATE", help="what may be on or after it: 2023-12, jan 2 2024")
    command.add_argument("--to", dest="end", metavar="DATE", help="what may be on or before it; a year is all of it")
    members = command.add_mutually_exclusive_group()
    members.add_argument("--certain", action="store_true", help="only what lies wholly between --from and --to")
    members.add_argument("--possible", action="store_true", help="also what may lie there (so it is without this)")
    order = ("start", "end", "reverse")
    command.add_argument("--order", choices=order, default="start", help="by start, by end, or the latest first")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("timeline-explorer")
    except PackageNotFoundError:
        return "(not installed)"


def main(arguments: Sequence[str]) -> int:
    """Runs the command line and returns the exit code."""
    environment.scrub()
    install_excepthook()
    try:
        return _run(_with_command(list(arguments)))
    except DatasetError as error:
        for problem in error.problems:
            complain(str(problem))
        return FAILED
    except (NotFound, QueryError) as error:
        complain(f"timeline: {error}")
        return FAILED
    except OpenError as error:
        complain(f"timeline: {error}")
        return CANT_OPEN
    except TimelineError as error:
        complain(f"timeline: {error}")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _with_command(arguments: list[str]) -> list[str]:
    """`timeline STORE` is short for `timeline open STORE`."""
    known = {OPEN, "build", "check", "attach", "detach", "completion", *_LISTINGS, "-h", "--help", "--version"}
    return arguments if arguments and arguments[0] in known else [OPEN, *arguments]


def _run(arguments: list[str]) -> int:
    top = parser()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(top)
    options = top.parse_args(arguments)
    if options.command == "events":
        options.selection = options_of_time.selection(top, options)
    if options.command == OPEN and options.at is not None:
        options_of_time.typed_date(top, "--at", options.at)
    done: dict[str, Callable[[argparse.Namespace], int]] = {
        OPEN: _open,
        "build": _build,
        "check": _check,
        "attach": _attach,
        "detach": _attach,
        "completion": _completion,
    }
    return done.get(options.command, _list)(options)


def _open(options: argparse.Namespace) -> int:
    terminal = environment.terminal_kind()
    if not terminal.screen:
        if sys.stdout is not None and sys.stdout.isatty():
            complain(terminal.why)
        options.command, options.json = "events", False
        return _list(options)
    from tui import opening
    from tui.first_frame import FirstFrame
    from tui.render.glyphs import ASCII, UNICODE

    glyphs = ASCII if options.ascii or terminal.ascii else UNICODE
    palette = f"timeline-{_theme(options.theme, terminal)}"
    opened = opening.open_target(options.target, complain)
    try:
        if options.at is not None:
            opened.start = opening.start_at(opened, options.at)
        first = FirstFrame(opened, glyphs, palette)
        try:
            from tui.app import view

            return view(opened, glyphs, palette, first)
        finally:
            first.take_back()
    finally:
        opened.close()


def _theme(wanted: str | None, terminal: environment.Terminal) -> str:
    """The colours asked for, if the terminal has them."""
    return (wanted or "dark") if terminal.colour and not terminal.ansi else "plain"


def _build(options: argparse.Namespace) -> int:
    import signal

    from store import loading

    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that what was begun is removed
    if options.originals:
        from tui import originals

        originals.rehash(Path(options.folder), Path(options.originals))
    summary = loading.build(Path(options.folder), Path(options.store))
    from tui.render.lines import plural

    complain(f"Built {options.store}: {plural(summary.events, 'event')}, {plural(summary.sources, 'source')}.")
    return OK


def _check(options: argparse.Namespace) -> int:
    from store import checking
    from tui.opening import sample_folder

    target = Path(options.target) if options.target else sample_folder()
    if not target.exists():
        raise OpenError(f"{target}: there is no such file or folder")
    problems = checking.check_dataset(target) if target.is_dir() else checking.check_store(target)
    for problem in problems:
        complain(str(problem))
    wrong = sum(1 for problem in problems if problem.fatal)
    if options.originals and not wrong:
        from tui import originals

        wrong = originals.confirm(target, Path(options.originals))
    complain(f"{target}: {wrong} {'problem' if wrong == 1 else 'problems'}." if wrong else f"{target}: all is well.")
    return FAILED if wrong else OK


def _attach(options: argparse.Namespace) -> int:
    from tui import originals

    return originals.attach(options) if options.command == "attach" else originals.detach(options)


def _list(options: argparse.Namespace) -> int:
    from tui import listing, opening

    if options.command == "show" and options.target and not os.path.exists(options.target):
        options.target, options.id = _in_order(options.target, options.id)
    with opening.open_reading(options.target, complain) as store:
        for chunk in listing.chunks(store, options):
            put(chunk, sys.stdout)
    return OK


def _in_order(target: str, name: str) -> tuple[str, str]:
    """STORE and ID, also where they were typed the other way round."""
    return (name, target) if os.path.exists(name) else (target, name)


def _completion(options: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    put(shellcode(["timeline"], shell=options.shell), sys.stdout)
    return OK


def run() -> None:
    """The console script."""
    try:
        code = main(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        os._exit(OK)
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    except OSError as error:
        complain(f"timeline: standard output can't be written: {error.strerror}")
        os._exit(FAILED)
    sys.exit(code)


if __name__ == "__main__":
    run()
