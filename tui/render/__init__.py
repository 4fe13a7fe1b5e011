"""A record as lines of styled text: pure functions that know neither Textual nor a terminal.

Everything that comes from a store is guarded here, on its way into a `Span`. The screen, the first frame and the
tests all draw from these functions.
"""
