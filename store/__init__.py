"""Everything that is kept: dates, records, the SQLite store, and building and checking it.

Nothing in here imports `tui`, textual or rich; SQL is written nowhere else.
"""
