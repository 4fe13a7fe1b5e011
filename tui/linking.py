"""A place as one line for a shell, and back: `timeline STORE --at … --filter '…' --event …` opens exactly that.

The values of a page besides the chronology follow its name: `reader:passage=2,event=strike`; the event is left out
where it is the one under the cursor of the chronology.
"""

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace

from store import chronology, filters, returning
from store.errors import FilterError, NotFound
from store.selecting import resolve
from tui import keys
from tui.guard import guard
from tui.opening import Opened, start_at
from tui.places import CHRONOLOGY, DEEPEST, Path, Place, Value
from tui.state import State

_NO_PAGES = (CHRONOLOGY, keys.MOVING, keys.AXIS, keys.MATRIX, keys.EVERYWHERE)
PAGES = [name for name in keys.PLACES if name not in _NO_PAGES]
"""The pages that can be named."""


def words(path: Path, named: str | None, date: str | None) -> Iterator[str]:
    """The words of the command that opens a place, as a program is given them.

    `named`: the store or the dataset, None for the sample; `date`: the EDTF date of the event, None for undated.
    """
    here = path[0]
    yield "timeline"
    if named is not None:
        yield os.path.abspath(named)
    if date is not None:
        yield from _option("--at", date)
    if here.text("filter") and here.flag("on", True):
        yield from _option("--filter", here.text("filter"))
    if here.text("event"):
        yield from _option("--event", here.text("event"))
    if (zoom := here.text("zoom")) not in ("", "all"):
        yield from ("--zoom", zoom)
    for place in path[1:]:
        at = {key: value for key, value in place.at.items() if (key, value) != ("event", here.text("event"))}
        values = ",".join(f"{_typed(key)}={_typed(value)}" for key, value in at.items())
        yield from ("--page", f"{place.page}:{values}" if values else place.page)


def _option(name: str, value: str) -> tuple[str, ...]:
    """A value that begins with a dash would be taken for another option."""
    return (f"{name}={value}",) if value.startswith("-") else (name, value)


def _typed(value: Value) -> str:
    from urllib.parse import quote

    return quote(str(value), safe=":/")


def check(top: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Ends the program where an option names no place."""
    if options.filter is not None:
        try:
            filters.parse(options.filter)
        except FilterError as error:
            top.error(f"--filter: {error} (at “{guard(options.filter[error.start : error.end])}”)")
    if len(options.page) >= DEEPEST:
        top.error(f"--page: at most {DEEPEST - 1} pages")
    for text in options.page:
        if _page(text).page not in PAGES:
            top.error(f"--page: there is no page {guard(text[:50])}; there are {', '.join(PAGES)}")


def _page(text: str) -> Place:
    from urllib.parse import unquote

    name, _, values = text.partition(":")
    pairs = (pair.partition("=") for pair in values.split(",") if pair)
    return Place(name, {unquote(key): unquote(value) for key, _, value in pairs})


def asked_for(opened: Opened, options: argparse.Namespace, state: State) -> State:
    """The state with the place that the options name, if they name one; the one before is the last visited.

    Raises DateError for what is no time, FilterError for a name in the filter and NotFound for an event that the store
    does not have, and QueryError.
    """
    if not (
        options.page or any(word is not None for word in (options.at, options.event, options.filter, options.zoom))
    ):
        return state
    trouble, ordinal = state.trouble, 0
    if options.event is not None:
        ordinal = returning.number(opened.rows, options.event)
        if not ordinal and options.at is None:
            raise NotFound(_no_event(opened, options.event))
        if not ordinal:
            trouble = f"There is no event {options.event}: this is the nearest to {options.at}."
    if not ordinal:
        ordinal = start_at(opened, options.at) if options.at is not None else 1
    place = Place(CHRONOLOGY, {}, {"zoom": options.zoom or "all"})
    if opened.summary.events:
        row = chronology.row(opened.rows, ordinal)
        kept = returning.remembered(row)
        place = replace(place, at={"event": row.id}, how={**kept.apart, **place.how})
    if options.filter:
        resolve(opened.rows, filters.parse(options.filter))
        place = replace(place, at={**place.at, "filter": options.filter, "on": True})
    event = {"event": place.text("event")}
    pages = (replace(page, at={**event, **page.at}) for page in map(_page, options.page))
    past = (*state.past, state.path) if state.path else state.past
    return replace(state, path=(place, *pages), past=past, future=(), trouble=trouble)


def _no_event(opened: Opened, name: str) -> str:
    try:
        chronology.ordinal_of(opened.rows, name)
    except NotFound as error:
        return str(error)
    return f"there is no event {name}"
