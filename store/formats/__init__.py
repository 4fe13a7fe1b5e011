"""What leaves a store for other programs: an event, a quotation, a passage or a list of sources, as text.

One module a format, all with the same four functions: `event`, `quotation`, `passage` and `bibliography`. Each takes
records and, where the full citation is wanted, the sources by their ids; none asks the store anything.

Whatever the records hold, a format's own structure can't be broken by it: markup is escaped, a field of one line stays
on one line. Characters that act on a terminal or can't be seen are not a format's business: records are guarded by
whoever takes text out of the program (`tui.parts.copying`, `tui.guard.put`), since only there is known where it goes.
"""

from store.formats import bibtex, csl_json, markdown, plain

__all__ = ["bibtex", "csl_json", "markdown", "plain"]
