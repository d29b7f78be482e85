"""Dates as people write them and as we write them back. Plain functions over plain values."""

import datetime as dt
import re

from django.utils import timezone

PARTS = ("day", "month", "year")
MONTH_NAMES = (
    "jan january",
    "feb february",
    "mar march",
    "apr april",
    "may",
    "jun june",
    "jul july",
    "aug august",
    "sep sept september",
    "oct october",
    "nov november",
    "dec december",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(\d{1,2}|[a-z]+)\.?,?[\s./-]+(\d{4}|\d{2})", re.I
)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
YEARS_AHEAD_OF_A_SHORT_YEAR = 10


class DateError(ValueError):
    """`code`: year, month_first or invalid. `parts`: the boxes that are wrong."""

    def __init__(self, code: str, parts: list[str]):
        super().__init__(code)
        self.code = code
        self.parts = parts


def split_whole_date(text: str) -> tuple[str, str, str] | None:
    """Day, month and year of a date pasted into one box: 27/3/2026, 27 March 2026, 2026-03-27."""
    if found := DAY_FIRST.fullmatch(text.strip()):
        return found[1], found[2], found[3]
    if found := YEAR_FIRST.fullmatch(text.strip()):
        return found[3], found[2], found[1]
    return None


def full_year(text: str, *, today: dt.date) -> int:
    """26 is 2026 and 98 is 1998: a year of two numbers lies at most ten years ahead of today."""
    year = int(text)
    if len(text) == 2:
        year += today.year - today.year % 100
        if year > today.year + YEARS_AHEAD_OF_A_SHORT_YEAR:
            year -= 100
    return year


def wrong_parts(day: str, month: str, year: str) -> list[str]:
    right = {
        "day": len(day) <= 2 and day.isdecimal() and 1 <= int(day) <= 31,
        "month": len(month) <= 2 and month.isdecimal() and 1 <= int(month) <= 12,
        "year": year.isdecimal() and len(year) in (2, 4),
    }
    return [part for part in PARTS if not right[part]]


def parse_date(day: str, month: str, year: str, *, today: dt.date) -> dt.date:
    """Month names and all decimal digits are understood. Raises DateError."""
    month = str(MONTHS.get(month.lower().rstrip("."), month))
    wrong = wrong_parts(day, month, year)
    if wrong == ["year"]:
        raise DateError("year", wrong)
    if (
        wrong == ["month"]
        and month.isdecimal()
        and len(month) == 2
        and 13 <= int(month) <= 31
        and int(day) <= 12
    ):
        raise DateError("month_first", wrong)
    if wrong:
        raise DateError("invalid", wrong)
    try:
        return dt.date(full_year(year, today=today), int(month), int(day))
    except ValueError:
        raise DateError("invalid", list(PARTS)) from None


def as_date(value: dt.date | dt.datetime) -> dt.date:
    """The calendar day here, for a moment in any time zone."""
    if isinstance(value, dt.datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


def uk_date(value: dt.date | dt.datetime | None) -> str:
    """Fri 15 January 2027"""
    if not value:
        return ""
    day = as_date(value)
    return f"{day:%a} {day.day} {day:%B} {day.year}"


def uk_moment(value: dt.datetime | None) -> str:
    """Fri 15 January 2027 at 14:30"""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{uk_date(local)} at {local:%H:%M}"


def time_near(value: dt.datetime | None) -> str:
    """14:30 today; 14:30 on Fri 15 January 2027 on every other day."""
    if not value:
        return ""
    local = timezone.localtime(value)
    day = "" if local.date() == timezone.localdate() else f" on {uk_date(local)}"
    return f"{local:%H:%M}{day}"


def distance(days: int) -> str:
    """in 9 days; tomorrow; today; yesterday; 9 days ago. Months from 60 days on, years from two."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    size = abs(days)
    if size < 60:
        words = f"{size} days"
    elif size < 731:
        words = f"{max(2, size * 12 // 365)} months"
    else:
        words = f"{size * 4 // 1461} years"
    return f"in {words}" if days > 0 else f"{words} ago"


def uk_date_near(value: dt.date | dt.datetime | None, today: dt.date | None = None) -> str:
    """Fri 15 January 2027, in 9 days"""
    if not value:
        return ""
    days = (as_date(value) - (today or timezone.localdate())).days
    return f"{uk_date(value)}, {distance(days)}"
