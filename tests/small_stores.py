"""A store of a few events, written row by row, and ways to spoil it. For tests of the reading side alone.

A test that starts from a dataset uses `builders` instead.
"""

import sqlite3
from pathlib import Path

from store import schema
from store.dates import parse
from store.derived_tables import DERIVED

KHARKIV = "Fragments of a missile fell on Kharkiv on 2 January.\nOfficials said on Thursday that it came from abroad."
LETTER = "“We sent nothing”, the ministry wrote. It called the report “a rumour”."
SHA256 = "ab" * 32

EVENTS = (
    # id, date, kind, status, title
    ("embargo", "2006-10-14", "sanction", "happened", "The Council imposes an embargo"),
    ("talks", "2023-09", "meeting", "happened", "The leaders meet"),
    ("plan", "2023-09-13/2023-09-17", "meeting", "planned", "A visit is announced"),
    ("strike", "2024-01-02", "attack", "claimed", "A missile hits Kharkiv"),
    ("denial", "2024-01-11", "statement", "denied", "The ministry denies a delivery"),
    ("rumour", None, "statement", "disputed", "Someone speaks of a factory"),
    ("workers", None, "transfer", "claimed", "Workers are said to have left"),
)


def small_store(path: Path) -> Path:
    """Write the store: 7 events of which 2 are undated, 2 sources, 3 entities, 2 quotations. Returns the path."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.FORMAT}")
    connection.executescript(schema.TABLES)
    connection.execute("BEGIN")
    _sources(connection)
    _entities(connection)
    _events(connection)
    _evidence(connection)
    connection.execute("COMMIT")
    connection.executescript(DERIVED + schema.EVENT_NAMES + schema.INDICES + schema.VIEWS + schema.FULL_TEXT)
    dated = "SELECT min(id), lo, day, hi FROM event WHERE day IS NOT NULL GROUP BY day, lo, hi ORDER BY 1"
    connection.execute(f"INSERT INTO event_run {dated}")
    for table in schema.FULL_TEXT_TABLES:
        connection.execute(f"INSERT INTO {table}({table}) VALUES('rebuild')")
    connection.close()
    return path


def _sources(connection: sqlite3.Connection) -> None:
    meta = {"dataset": "small", "title": "A small chronology", "description": "For tests."}
    connection.executemany("INSERT INTO meta VALUES(?, ?)", meta.items())
    insert = (
        "INSERT INTO source(id, slug, title, publisher, published, published_basis, rights, kind, sha256, characters,"
        " events) VALUES(?, ?, ?, ?, ?, ?, 'theirs', ?, ?, ?, ?)"
    )
    rows = [
        (1, "report", "Fragments found", "The Paper", "2024-01-12", "stated", "digest", SHA256, 900, 3),
        (2, "letter", "[A letter]", None, None, None, "original", None, None, 1),
    ]
    connection.executemany(insert, rows)
    connection.executemany("INSERT INTO source_text VALUES(?, ?)", [(1, KHARKIV), (2, LETTER)])
    line = KHARKIV.index("\n")
    paragraphs = [(1, 1, 0, line), (1, 2, line + 1, len(KHARKIV)), (2, 1, 0, len(LETTER))]
    connection.executemany("INSERT INTO paragraph VALUES(?, ?, ?, ?)", paragraphs)
    passages = [
        (1, 1, 1, 0, line, 100, 180),
        (2, 1, 2, line + 1, len(KHARKIV), 200, 260),
        (3, 2, 1, 0, LETTER.index(" It"), None, None),
        (4, 2, 1, LETTER.index("“a"), LETTER.index("”."), None, None),
    ]
    connection.executemany("INSERT INTO passage VALUES(?, ?, ?, ?, ?, ?, ?)", passages)


def _entities(connection: sqlite3.Connection) -> None:
    insert = "INSERT INTO entity VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"
    rows = [
        (1, "russia", "Russia", "state", "A state.", None, None, 2, 0),
        (2, "moscow", "Moscow", "place", None, 1, 1, 0, 0),
        (3, "ministry", "Foreign Ministry", "organisation", None, None, 1, 1, 2),
    ]
    connection.executemany(insert, rows)
    aliases = [(1, "Russian Federation", "name"), (1, "RF", "weak"), (3, "MID", "alias")]
    connection.executemany("INSERT INTO alias VALUES(?, ?, ?)", aliases)
    start = KHARKIV.index("Kharkiv")
    connection.execute("INSERT INTO mention VALUES(1, ?, ?, 2)", (start, start + 7))


def _events(connection: sqlite3.Connection) -> None:
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(row[2] for row in EVENTS), 1)}
    connection.executemany("INSERT INTO kind VALUES(?, ?)", ((number, kind) for kind, number in kinds.items()))
    insert = (
        "INSERT INTO event(id, slug, kind_id, status, edtf, lo, hi, day, reach, sources, voices, title, summary)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    reach = None
    for number, (name, edtf, kind, status, title) in enumerate(EVENTS, 1):
        date = parse(edtf) if edtf else None
        days = (date.lo, date.hi, date.sort_day) if date else (None, None, None)
        row = (number, name, kinds[kind], status, edtf, *days, reach if date else None, 1, 1, title, f"About {name}.")
        connection.execute(insert, row)
        if date and date.hi is not None:
            reach = max(reach or date.hi, date.hi)
    connection.execute("UPDATE event SET sources = 2, fulfils = 'plan' WHERE slug = 'strike'")


def _evidence(connection: sqlite3.Connection) -> None:
    connection.executemany("INSERT INTO tag VALUES(?, ?)", [(1, "arms"), (2, "missiles")])
    connection.executemany("INSERT INTO event_tag VALUES(?, ?)", [(4, 1), (4, 2), (1, 1)])
    roles = [(4, 1, "by"), (4, 1, "named"), (4, 3, "named"), (5, 3, "by")]
    connection.executemany("INSERT INTO event_entity VALUES(?, ?, ?)", roles)
    citations = [
        (1, 1, 1, "context", None, None, None, None),
        (2, 4, 1, "reports", None, "2024-01-02", "on 2 January", "computed"),
        (3, 4, 2, "confirms", 1, "2024-01-11", "on Thursday", "computed"),
        (4, 4, 3, "denies", 3, None, None, None),
        (5, 5, 3, "reports", 3, None, None, None),
    ]
    connection.executemany("INSERT INTO citation VALUES(?, ?, ?, ?, ?, ?, ?, ?)", citations)
    day = parse("2024-01-11").sort_day
    quotations = [
        (1, "a-rumour", 3, 1, 4, 4, None, None, "a rumour"),
        (2, "nothing", 3, 1, 3, 5, "2024-01-11", day, "We sent nothing"),
    ]
    connection.executemany("INSERT INTO quotation VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", quotations)


def spoil(path: Path, *statements: str) -> Path:
    """Change the store as no honest program would: any value in any column. Returns the path."""
    strict = "WHERE type = 'table' AND sql LIKE '%STRICT%'"
    _rewrite(path, f"UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '/****/') {strict}")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = 1")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    _rewrite(path, "UPDATE sqlite_schema SET sql = replace(sql, '/****/', 'STRICT')")
    return path


def _rewrite(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = 1")
    connection.execute(statement)
    connection.close()
