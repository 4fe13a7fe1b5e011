"""The filter language: one line that a person can type, read aloud and share, and what it is taken apart into.

It knows no store: which names there are, and which events a filter keeps, is for `store.selecting`. The grammar is in
README.md. `parse` and `Filter.line` are each other's inverse.
"""

from store.filters.describing import describe
from store.filters.filter import EVERYTHING, Filter
from store.filters.parsing import parse
from store.filters.parts import (
    All,
    AnyOf,
    Dated,
    Field,
    Flag,
    Not,
    Number,
    Part,
    Phrase,
    Prefix,
    Word,
    all_of,
    any_of,
    negated,
)
from store.filters.printing import line_of

__all__ = [
    "EVERYTHING",
    "All",
    "AnyOf",
    "Dated",
    "Field",
    "Filter",
    "Flag",
    "Not",
    "Number",
    "Part",
    "Phrase",
    "Prefix",
    "Word",
    "all_of",
    "any_of",
    "describe",
    "line_of",
    "negated",
    "parse",
]
