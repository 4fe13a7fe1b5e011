"""What reading a date costs, beside the readers that others have: python -m tests.benchmarks.dates.

Microseconds a call, the median of several runs, without any cache. `date.fromisoformat` reads days alone;
`dateutil.parser.isoparse` reads years, months and days, but can't say which it was given.
"""

import statistics
import timeit
from contextlib import suppress
from datetime import date

from dateutil.parser import isoparse

from store.dates import parse, read
from store.dates.relative import resolve
from store.dates.typed import typed
from store.errors import DateError
from tests.test_times_typed import READ, REFUSED

FORMS = [
    "2006", "2023-09", "2024-01-11", "2023-09~", "201X", "1985-04-XX", "2001-21", "2024-01-01/2024-01-07",
    "../2024-01-11", "1985-04-12T23:20:30Z", "-0043-03-15", "Y-170000002", "2024-W01", "[2023-12-30,2024-01-02]",
]  # fmt: skip
RUNS, CALLS = 9, 5_000
TEXTS = (*READ, *REFUSED, "9" * 100_000, "jan " * 25_000)


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
    slowest, text = max((microseconds(lambda text=text: understood(text), 20), text) for text in TEXTS)
    print(f"{'the slowest to go to':>26} {slowest:8.2f} µs  {text[:30]!a}, of {len(TEXTS)} in test_times_typed.py")


def understood(text):
    with suppress(DateError):
        typed(text, today=1, here=1)


if __name__ == "__main__":
    main()
