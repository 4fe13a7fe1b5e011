"""Day numbers: the one integer scale on which every date of a chronology lies.

The calendar is the proleptic Gregorian one of ISO 8601 with astronomical years (0 is 1 BCE, -43 is 44 BCE).
0001-01-01 is day 1, as `date.toordinal` counts, but without its limits: pure integer arithmetic, so that a
year of twenty billion, or of minus twenty billion, is as exact as this one. `datetime` is never used.
"""

from store.errors import DateError

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# The arithmetic starts its years on 1 March, so that the leap day comes last. 0000-03-01 is day -305.
_DAYS_BEFORE = tuple((153 * ((month + 9) % 12) + 2) // 5 - 306 for month in range(1, 13))
_DAYS_IN_400_YEARS = 146_097


def is_leap(year: int) -> bool:
    """Whether an astronomical year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in a month (1 to 12) of an astronomical year. Raises DateError for a month there is none of."""
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month:02}; months go from 01 to 12")
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The day number of a calendar day. Raises DateError for a day that the calendar does not have."""
    if (day > 28 or day < 1) and not 1 <= day <= month_length(year, month):
        raise DateError(_no_such_day(year, month, day))
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month:02}; months go from 01 to 12")
    if month <= 2:
        year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400 + _DAYS_BEFORE[month - 1] + day


def _no_such_day(year: int, month: int, day: int) -> str:
    if day < 1:
        return "there is no day 00; days go from 01 on"
    return f"{MONTH_NAMES[month - 1]} {iso_year(year)} has {month_length(year, month)} days"


def civil(day: int) -> tuple[int, int, int]:
    """The astronomical year, the month and the day of a day number (H. Hinnant's civil_from_days)."""
    era, of_era = divmod(day + 305, _DAYS_IN_400_YEARS)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    from_march = (5 * of_year + 2) // 153
    month = from_march + 3 if from_march < 10 else from_march - 9
    year = year_of_era + era * 400 + (month <= 2)
    return year, month, of_year - (153 * from_march + 2) // 5 + 1


def weekday(day: int) -> int:
    """The day of the week of a day number: 0 for Monday to 6 for Sunday."""
    return (day - 1) % 7


def week_start(day: int) -> int:
    """The day number of the Monday on or before a day: the first day of its ISO week."""
    return day - weekday(day)


def iso_week_start(year: int, week: int) -> int:
    """The day number of the Monday of an ISO 8601 week; week 1 holds 4 January.

    Raises DateError for a week that the year does not have.
    """
    first = week_start(day_number(year, 1, 4))
    weeks = (week_start(day_number(year + 1, 1, 4)) - first) // 7
    if not 1 <= week <= weeks:
        raise DateError(f"there is no week {week:02} in {iso_year(year)}; its weeks go from 01 to {weeks}")
    return first + 7 * (week - 1)


def iso(day: int) -> str:
    """A day number as text that `store.dates.parse` reads back as the same day.

    `2024-01-11`, `-0043-03-15` (44 BCE) and, beyond four digits, `Y10000-01-01` or `Y-10000-01-01`: a longer
    year is marked with Y, as in ISO 8601-2. EDTF level 1 has the Y for years alone; a month and a day after
    it are our extension.
    """
    year, month, of_month = civil(day)
    return f"{iso_year(year)}-{month:02}-{of_month:02}"


def iso_year(year: int) -> str:
    """An astronomical year as EDTF writes it: `2024`, `-0043`, `Y10000`."""
    if -9999 <= year <= 9999:
        return f"-{-year:04}" if year < 0 else f"{year:04}"
    return f"Y{year}"
