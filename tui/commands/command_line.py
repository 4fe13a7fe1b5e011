"""The grammar of the command line: which commands there are, and what each of them takes."""

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from typing import NoReturn

from store.dates.stepping import Unit
from tui.guard import put

USAGE = 2
"""The exit code of a wrong command line."""
OPEN = "open"
FORMATS = ("markdown", "plain", "bibtex", "csl-json")
"""What an event or the sources are written in for other programs."""
ENTITY, MARKS = "entity", "marks"
FILTERED = ("events", "sources", "entities", "quotations", MARKS)
"""The commands that take a filter."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose messages are guarded: they quote what was typed."""

    commands: Mapping[str, argparse.ArgumentParser]
    """The parsers of its commands."""

    def _print_message(self, message: str, file: object = None) -> None:
        put(message, sys.stderr if file is None else file)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """One sentence and the way to the help."""
        self.exit(USAGE, f"timeline: {message}\nTry `{self.prog} --help`.\n")


def parser() -> Parser:
    """The whole command line."""
    top = Parser(
        prog="timeline",
        usage="timeline [STORE | FOLDER] [--at DATE] [--event ID] [--filter LINE] …\n       timeline COMMAND …",
        description="Browse a chronology whose every line is traceable to the words it rests on. "
        "Without a command: opens STORE, or the store of the dataset in FOLDER, or the sample.",
        epilog="timeline open --help lists the options of the screen, timeline COMMAND --help those of a command.",
    )
    top.add_argument("--version", action="version", version=f"timeline {_version()}")
    commands = top.add_subparsers(prog="timeline", dest="command", metavar="COMMAND", parser_class=Parser)
    viewer = commands.add_parser(OPEN, help="open a store or a dataset on the screen (what happens without a command)")
    viewer.add_argument("target", nargs="?", metavar="STORE|FOLDER", help="the sample where it is left out")
    viewer.add_argument("--at", metavar="DATE", help="begin there: 2023-12-30, jan 2024, end")
    _place(viewer)
    viewer.add_argument("--ascii", action="store_true", help="draw with ASCII signs only")
    viewer.add_argument("--theme", choices=("dark", "light", "plain"), help="colours; plain: none")
    build = commands.add_parser("build", help="build a store from the dataset in a folder")
    build.add_argument("folder", metavar="FOLDER", help="the dataset")
    build.add_argument("store", metavar="STORE", help="the file to be made; a store that is there is replaced")
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
    marks = commands.add_parser(MARKS, help="print the marked events with notes, quotations and citations")
    _filter(marks)
    written = marks.add_mutually_exclusive_group()
    written.add_argument("--markdown", dest="form", action="store_const", const="markdown", help="as Markdown")
    written.add_argument("--json", dest="form", action="store_const", const="json", help="as JSON")
    keys = commands.add_parser("keys", help="print the keys that are in force, and what is wrong with your own")
    form = keys.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--template", action="store_true", help="print a file for your own keys, to begin with")
    completion = commands.add_parser("completion", help="print the completion script for a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"))
    top.commands = commands.choices
    return top


def understood(top: Parser, arguments: list[str]) -> tuple[argparse.Namespace, argparse.ArgumentParser]:
    """The options that were typed, and the parser of their command; ends the program where they are wrong."""
    options, strange = top.parse_known_args(arguments)
    command = top.commands[options.command]
    if strange and options.command == OPEN and (near := _near(options.target or "", top.commands)):
        command.error(f"there is no command {options.target}; did you mean {near}?")
    if strange:
        command.error(f"{' '.join(strange)} is not understood")
    return options, command


def _near(word: str, known: Iterable[str]) -> str:
    """The command that is nearly called so; empty where none is, or where it is a file."""
    from difflib import get_close_matches

    return "" if os.path.exists(word) else next(iter(get_close_matches(word[:40], known, n=1)), "")


def _place(viewer: argparse.ArgumentParser) -> None:
    """Where to begin; `:link` prints these. Without any of them one begins where one was."""
    viewer.add_argument("--event", metavar="ID", help="begin at this event")
    viewer.add_argument("--filter", metavar="LINE", help="narrow to this: in:2024-01-01/2024-01-07")
    zooms = ("all", *(unit.value for unit in reversed(Unit)))
    viewer.add_argument("--zoom", metavar="UNIT", choices=zooms, help="all, century, decade, year … day")
    page = "open this page over the chronology: card, reader:passage=2; more than once, each over the one before"
    viewer.add_argument("--page", metavar="PAGE", action="append", default=[], help=page)
    viewer.add_argument("--fresh", action="store_true", help="begin at the start, not where you were")


_LISTINGS = {
    "events": "print the chronology",
    "show": "print one event with all that stands behind it",
    ENTITY: "print all about one entity: whom it appears with, what it said, what is said of it, its events",
    "sources": "print the sources",
    "entities": "print the entities with their other names",
    "quotations": "print what was said, by date",
}


def _filter(command: argparse.ArgumentParser) -> None:
    what = "a store or a dataset, the sample where it is left out; and what to list: by:blinken after:2024"
    command.add_argument("words", nargs="*", metavar="[STORE|FOLDER] [FILTER]", help=what)


def _listing(command: argparse.ArgumentParser, name: str) -> None:
    if name in FILTERED:
        _filter(command)
        command.add_argument("--count", action="store_true", help="only how many there are")
    else:
        command.add_argument("target", nargs="?", metavar="STORE|FOLDER", help="the sample where it is left out")
    if name == ENTITY:
        command.add_argument("id", metavar="NAME", help="its id, its name, or any other name of it")
    if name == "show":
        command.add_argument("id", metavar="ID", help="the event's id, as `timeline events --json` gives it")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    if name in ("show", "sources"):
        form.add_argument("--format", choices=FORMATS, help="with full citations, for another program")
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


def with_command(arguments: list[str]) -> list[str]:
    """`timeline STORE` is short for `timeline open STORE`; what a filter's command takes is put in order."""
    known = {
        OPEN,
        "build",
        "check",
        "attach",
        "detach",
        "keys",
        MARKS,
        "completion",
        *_LISTINGS,
        "-h",
        "--help",
        "--version",
    }
    if not arguments or arguments[0] not in known:
        return [OPEN, *arguments]
    return _options_first(arguments) if arguments[0] in FILTERED else arguments


_VALUED = ("--from", "--to", "--order", "--format")


def _options_first(arguments: list[str]) -> list[str]:
    """The options before all else, so that a filter may have several words, and one that begins with a `-`."""
    options, words = list[str](), list[str]()
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "--":
            words.extend(rest)
        elif argument == "-h" or (argument.startswith("--") and " " not in argument):
            options.append(argument)
            if len(argument) > 2 and any(name.startswith(argument) for name in _VALUED):
                options.extend(next(([value] for value in rest), []))
        else:
            words.append(argument)
    # A blank at the start is no part of the filter, and no option begins with one.
    return [arguments[0], *options, *(f" {word}" if word.startswith("-") else word for word in words)]
