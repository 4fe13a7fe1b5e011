"""How a screen is divided: for the screens, and for the first frame, which must agree to the cell."""

WIDE = 100
"""Columns from which on two panes stand side by side."""


def list_width(columns: int) -> int:
    """The columns that the list has of a screen; the card has the rest."""
    return columns if columns < WIDE else columns * 11 // 20
