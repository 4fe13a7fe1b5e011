"""How a screen is divided: for the screens, and for the first frame, which must agree to the cell."""

WIDE = 100
"""Columns from which on two panes stand side by side."""

_AXIS_HEIGHTS = ((48, 9), (36, 7), (20, 5), (14, 4), (8, 1))
"""The rows of a screen from which on the time axis has so many."""


def list_width(columns: int) -> int:
    """The columns that the list has of a screen; the card has the rest."""
    return columns if columns < WIDE else columns * 11 // 20


def axis_height(rows: int) -> int:
    """The rows that the time axis has of a screen, where it is shown."""
    return next((height for least, height in _AXIS_HEIGHTS if rows >= least), 0)
