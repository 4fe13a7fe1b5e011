"""Dates that tell the truth: EDTF, day numbers, steps in time, and dates in the words of articles and of readers.

The rest of the program takes `Date` and what belongs to it from here; `days`, `stepping`, `relative` and `typed` are
asked for by name.
"""

from store.dates.date import Date, certain, order_key, parse, possible, read
from store.dates.edtf import Precision

__all__ = ["Date", "Precision", "certain", "order_key", "parse", "possible", "read"]
