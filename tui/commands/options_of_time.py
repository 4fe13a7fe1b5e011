"""The options of the command line that are times: --at, and the window and order of a listing."""

import argparse
from typing import TYPE_CHECKING

from store.errors import DateError
from tui.guard import guard

if TYPE_CHECKING:
    from store.dates import Date
    from tui.commands.selection import Selection


def selection(top: argparse.ArgumentParser, options: argparse.Namespace) -> "Selection":
    """The events that the options ask for; ends the program where they ask for none."""
    from store.windows import Order, Window
    from tui.commands.selection import Selection

    bounds = []
    for option, text, side in (("--from", options.start, "lo"), ("--to", options.end, "hi")):
        found = None if text is None else typed_date(top, option, text)
        bound = None if found is None else getattr(found, side)
        if found is not None and bound is None:
            end = "first" if side == "lo" else "last"
            top.error(f"{option}: {found.display} has no {end} day; leave the option out")
        bounds.append(bound)
    lo, hi = bounds
    if lo is not None and hi is not None and lo > hi:
        top.error(f"--from {guard(options.start)} is after --to {guard(options.end)}; turn them round")
    return Selection(Window(lo, hi), options.certain, Order(options.order))


def typed_date(top: argparse.ArgumentParser, option: str, text: str) -> "Date | None":
    """The date that an option gives; None for the edges of a chronology. Ends the program where it gives neither."""
    from datetime import date

    from store.dates.typed import typed
    from store.going import EDGES

    if option == "--at" and text.strip().lower() in EDGES:
        return None
    try:
        return typed(text, today=date.today().toordinal(), here=None)
    except DateError as error:
        top.error(f"{option}: {error}")
