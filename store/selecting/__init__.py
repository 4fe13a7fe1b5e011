"""Which events of a store a filter keeps, part by part. For workers: whatever takes time stops on `Store.interrupt`.

A set of events is one whole number, a bit for each event, so that "and", "or" and "not" cost the same whatever they
combine. What a part keeps comes from posting lists, from the tables of time or from the full text, and is remembered
with the store that it was asked of.
"""

from store.selecting.events import EventSet
from store.selecting.excluding import NOTHING_EXCLUDED, Excluding
from store.selecting.names import missing, names_in, resolve
from store.selecting.own import NOTHING_OWN, Own, asks_for_marks, asks_for_notes, asks_for_own
from store.selecting.picking import picked
from store.selecting.quoting import excluding_quotations, select_quotations
from store.selecting.select import Explained, PartCount, explain, select

__all__ = [
    "NOTHING_EXCLUDED",
    "NOTHING_OWN",
    "EventSet",
    "Excluding",
    "Explained",
    "Own",
    "PartCount",
    "asks_for_marks",
    "asks_for_notes",
    "asks_for_own",
    "excluding_quotations",
    "explain",
    "missing",
    "names_in",
    "picked",
    "resolve",
    "select",
    "select_quotations",
]
