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

from store.errors import DatasetError, FilterError, NotFound, OpenError, QueryError, TimelineError
from tui import environment
from tui.commands import options_of_filter, options_of_time
from tui.commands.command_line import ENTITY, FILTERED, MARKS, OPEN, USAGE, parser, understood, with_command
from tui.guard import complain, install_excepthook, put

OK, FAILED, CANT_OPEN, INTERRUPTED = 0, 1, 3, 130


def main(arguments: Sequence[str]) -> int:
    """Runs the command line and returns the exit code."""
    environment.scrub()
    install_excepthook()
    try:
        return _run(with_command(list(arguments)))
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


def _run(arguments: list[str]) -> int:
    top = parser()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(top)
    options, command = understood(top, arguments)
    if options.command in FILTERED:
        options_of_filter.told_apart(options)
    if options.command == "events":
        options.selection = options_of_time.selection(command, options)
    if getattr(options, "format", None) and getattr(options, "originals", False):
        command.error("--format never has the words of originals; leave --originals out")
    if options.command == OPEN:
        options.line = options.filter or ""
    if options.command == OPEN and options.at is not None:
        options_of_time.typed_date(command, "--at", options.at)
    if options.command == OPEN:
        from tui import linking

        linking.check(command, options)
    done: dict[str, Callable[[argparse.Namespace], int]] = {
        OPEN: _open,
        "build": _build,
        "check": _check,
        "attach": _attach,
        "detach": _attach,
        MARKS: _marks,
        "keys": _keys,
        "completion": _completion,
    }
    return _filtered(options, done.get(options.command, _list))


def _open(options: argparse.Namespace) -> int:
    terminal = environment.terminal_kind()
    if not terminal.screen:
        if sys.stdout is not None and sys.stdout.isatty():
            complain(terminal.why)
        options.command, options.json, options.count = "events", False, False
        return _list(options)
    from tui import linking, opening, state
    from tui.first_frame import FirstFrame
    from tui.render.glyphs import ASCII, UNICODE

    glyphs = ASCII if options.ascii or terminal.ascii else UNICODE
    opened = opening.open_target(options.target, complain)
    try:
        file = state.file_for(opening.state_folder(), options.target, opened.summary.dataset)
        known = linking.asked_for(opened, options, state.NOWHERE if options.fresh else state.read(file))
        palette = f"timeline-{_theme(options.theme or known.colours, terminal)}"
        notice = _own_keys()
        first = FirstFrame(opened, glyphs, palette, known.path)
        try:
            from tui.app import view

            return view(opened, glyphs, palette, first, known, state.Saver(file), notice)
        finally:
            first.take_back()
    finally:
        opened.close()


def _own_keys() -> str:
    """Puts the user's own keys in force, if there are any; what is to be said if they are not to be understood."""
    from tui import keys, opening

    path = opening.config_folder() / "keys.toml"
    if not os.path.lexists(path):
        return ""
    from tui import rebinding

    rebound = rebinding.read(path)
    if rebound.table != keys.TABLE:
        keys.use(rebound.table)
    return rebinding.notice(rebound)


def _keys(options: argparse.Namespace) -> int:
    from tui import opening, rebinding
    from tui.commands import key_sheet

    path = opening.config_folder() / rebinding.NAME
    rebound = rebinding.read(path)
    if options.template:
        chunks = key_sheet.template(path)
    else:
        chunks = iter((key_sheet.as_json(rebound, path), "\n")) if options.json else key_sheet.text(rebound, path)
    for chunk in chunks:
        put(chunk, sys.stdout)
    if options.template:
        return OK
    for problem in rebound.problems:
        complain(f"{path}: {problem}")
    if rebound.problems:
        complain("Because of this the usual keys are in force.")
    return FAILED if rebound.problems else OK


def _theme(wanted: str | None, terminal: environment.Terminal) -> str:
    """The colours asked for, if the terminal has them."""
    return (wanted or "dark") if terminal.colour and not terminal.ansi else "plain"


def _build(options: argparse.Namespace) -> int:
    import signal

    from store import loading

    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that what was begun is removed
    if options.originals:
        from tui.commands import originals

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
        from tui.commands import originals

        wrong = originals.confirm(target, Path(options.originals))
    complain(f"{target}: {wrong} {'problem' if wrong == 1 else 'problems'}." if wrong else f"{target}: all is well.")
    return FAILED if wrong else OK


def _attach(options: argparse.Namespace) -> int:
    from tui.commands import originals

    return originals.attach(options) if options.command == "attach" else originals.detach(options)


def _list(options: argparse.Namespace) -> int:
    from tui import opening
    from tui.commands import listing

    if options.command in ("show", ENTITY) and options.target and not os.path.exists(options.target):
        options.target, options.id = _in_order(options.target, options.id)
    options.filter = options_of_filter.asked(options) if options.command in FILTERED else None
    with opening.open_reading(options.target, complain) as store:
        for chunk in listing.chunks(store, options):
            put(chunk, sys.stdout)
    return OK


def _filtered(options: argparse.Namespace, act: Callable[[argparse.Namespace], int]) -> int:
    """Does what takes a filter; says what is wrong with it, and where."""
    try:
        return act(options)
    except FilterError as error:
        options_of_filter.point_at(options.line, error)
        return USAGE


def _marks(options: argparse.Namespace) -> int:
    from store.marks.keeping import Marks, identity
    from tui import opening
    from tui.commands import exporting, listing

    plain, asked = not listing.writes_unicode(), options_of_filter.asked(options)
    with (
        opening.open_reading(options.target, complain) as store,
        Marks(opening.state_folder(), identity(store)) as marks,
    ):
        only = listing.kept(store, marks, asked) if asked else None
        for chunk in exporting.chunks(store, marks, options.form or "text", only=only, ascii_only=plain):
            put(chunk, sys.stdout)
        if marks.trouble is not None:
            raise OpenError(marks.trouble)
    return OK


def _in_order(target: str, name: str) -> tuple[str, str]:
    """STORE and ID or NAME, also where they were typed the other way round."""
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
