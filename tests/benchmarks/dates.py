"""What reading a date costs, beside the readers that others have: python tests/benchmarks/dates.py.

Microseconds a call, the median of several runs, without any cache. `date.fromisoformat` reads days alone;
`dateutil.parser.isoparse` reads years, months and days, but can't say which it was given.
"""

import statistics
import timeit
from datetime import date

from dateutil.parser import isoparse

from store.dates import parse, read
from store.dates.relative import resolve
from store.dates.typed import typed

FORMS = [
    "2006", "2023-09", "2024-01-11", "2023-09~", "201X", "1985-04-XX", "2001-21", "2024-01-01/2024-01-07",
    "../2024-01-11", "1985-04-12T23:20:30Z", "-0043-03-15", "Y-170000002", "2024-W01", "[2023-12-30,2024-01-02]",
]  # fmt: skip
RUNS, CALLS = 9, 5_000


def microseconds(call, calls=CALLS):
    return statistics.median(timeit.repeat(call, number=calls, repeat=RUNS)) / calls * 1e6


def main():
    fastest = microseconds(lambda: date.fromisoformat("2024-01-11"))
    others = microseconds(lambda: isoparse("2024-01-11"))
    print(f"{'date.fromisoformat':>26} {fastest:8.2f} µs\n{'dateutil isoparse':>26} {others:8.2f} µs")
    for form in FORMS:
        taken = microseconds(lambda form=form: read(form))
        print(f"{form:>26} {taken:8.2f} µs  {taken / others:5.2f} × isoparse  {taken / fastest:6.1f} × fromisoformat")
    day = parse("2024-01-11")
    print(f"{'parse, read before':>26} {microseconds(lambda: parse('2024-01-11')):8.2f} µs")
    print(f"{'sort_key':>26} {microseconds(lambda: day.sort_key):8.2f} µs")
    print(f"{'display, shown before':>26} {microseconds(lambda: day.display):8.2f} µs")
    print(f"{'resolve “on Thursday”':>26} {microseconds(lambda: resolve('on Thursday', day), 500):8.2f} µs")
    print(f"{'typed “jan 2 2024”':>26} {microseconds(lambda: typed('jan 2 2024', today=1, here=1), 500):8.2f} µs")


if __name__ == "__main__":
    main()
