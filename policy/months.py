"""Calendar months, counted forward, and London dates (AMB-03 to AMB-06, AMB-11)."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=100_000)
def add_months(day: date, months: int) -> date:
    """The same day-number `months` later, or the last day of that month if it has none."""
    if months < 0:
        raise ValueError("Count months forward from the event, never back from today (AMB-05)")
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def london_date(moment: datetime) -> date:
    """The London calendar date of a moment, which has to know its time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone has no London date")
    return moment.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both included. No `end`: still going on."""

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Interval:
    """A time between meetings as people agree it: so many months, or so many weeks."""

    months: int = 0
    weeks: int = 0

    def __post_init__(self) -> None:
        if (self.months > 0) == (self.weeks > 0) or min(self.months, self.weeks) < 0:
            raise ValueError("An interval is a number of months or a number of weeks")

    def after(self, day: date) -> date:
        return add_months(day, self.months) + timedelta(weeks=self.weeks)

    def longer_than(self, months: int) -> bool:
        """Whenever it is begun: 13 weeks count as three months, 14 weeks are longer."""
        return self.months > months or self.weeks * 7 > months * 31

    def shorter_than(self, months: int) -> bool:
        """Whenever it is begun: 13 weeks are as good as three months, 12 weeks are shorter."""
        return self.months < months if self.months else self.weeks * 7 < months * 30

    def __str__(self) -> str:
        number, unit = (self.months, "month") if self.months else (self.weeks, "week")
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
