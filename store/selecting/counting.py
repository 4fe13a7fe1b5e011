"""On how many sources and voices events rest, as sets of events."""

from array import array

from store.database import WHOLE_TABLE, Store
from store.filters.parts import Number
from store.selecting.events import bits_of, bits_of_flags
from store.selecting.memory import column, memory

_MOST = 255
"""From here on numbers are not told apart in memory."""


def counted_so(store: Store, part: Number) -> int:
    """The events with so many sources or voices. Raises QueryError."""
    known = memory(store)
    if max(part.least or 0, part.most or 0) >= _MOST:
        return _many(store, part, known.size)
    sql = f"SELECT json_group_array(min(max({part.name}, 0), {_MOST})) FROM event WHERE id BETWEEN ? AND ?"
    numbers: array[int] = known.table(part.name, lambda: column(store, sql, known.size, "B"))
    least, most = part.least or 0, _MOST if part.most is None else part.most
    wanted = bytes(least <= number <= most for number in range(_MOST + 1))
    return bits_of_flags(numbers.tobytes().translate(wanted))


def _many(store: Store, part: Number, size: int) -> int:
    """The same for numbers that have to be asked for."""
    most = 2**62 if part.most is None else part.most
    sql = f"SELECT id FROM event WHERE {part.name} BETWEEN ? AND ?"
    rows = store.query(sql, (part.least or 0, most), deadline=WHOLE_TABLE)
    return bits_of((number for (number,) in rows), size, "the table event")
