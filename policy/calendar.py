"""Working days in England and Wales: Monday to Friday without bank holidays."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import holidays

from policy.months import ONE_DAY
from policy.wording import spoken

SATURDAY = 5
KNOWN_UNTIL = date(holidays.country_holidays("GB").end_year, 12, 31)
WARN_BEFORE = timedelta(days=2 * 365)


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """The bank holidays of England and Wales in that year, by date."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def day_off(day: date) -> str | None:
    """Why nobody is expected to work on that day, in words. None on a working day."""
    if day.weekday() >= SATURDAY:
        return f"a {day:%A}"
    name = bank_holidays(day.year).get(day)
    return f"a bank holiday ({name})" if name else None


def is_working_day(day: date) -> bool:
    return day_off(day) is None


def working_day_on_or_before(day: date) -> date:
    """The day to name in a reminder: a due date itself never moves (AMB-11)."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def working_day_after(day: date) -> date:
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


def add_working_days(day: date, number: int) -> date:
    """The `number`-th working day after `day`."""
    for _ in range(number):
        day = working_day_after(day)
    return day


def running_out(today: date) -> str | None:
    """A sentence for the system administrator when the list of bank holidays is near its end."""
    if today < KNOWN_UNTIL - WARN_BEFORE:
        return None
    return (
        f"Bank holidays are known until {spoken(KNOWN_UNTIL)} only. "
        "Install a newer version of this application before then."
    )
