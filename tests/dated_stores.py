"""Small stores that are only about dates: one event on each of them."""

from pathlib import Path

from builders import a_citation, a_store, an_event

CITED = [a_citation(), a_citation("minutes", 2, "The council resolves to close the bridge on 11 January 2024.")]

EVERY_SORT = (
    "Y-13000000000", "-0500/-0400", "-0043-03-15", "0000", "0001", "1066", "19XX", "195X", "1939-09-01?", "../1945",
    "1939/..", "201X", "2006", "2006-10", "2006-10-14", "2022-21", "2023-09~", "2023-12-30", "2023-12-30/2024-01-02",
    "[2023-12-30,2024-01-02]", "2024", "2024-01", "2024-01-01", "2024-01-02", "2024-01-02", "2024-01-02~",
    "../2024-01-11", "2024-01-11/..", "2024-01-11", "2024-05-16", "9999-12-31", None, None,
)  # fmt: skip
"""Dates of every sort, far apart and close together, and none."""


def a_chronology(folder: Path, dates: list[str | None]) -> Path:
    """A store with an event on each of these dates."""
    events = [an_event(f"event-{number}", date=date, citation=CITED) for number, date in enumerate(dates, 1)]
    return a_store(folder, events=events, quotations=[])
