"""From which day on something has been kept long enough (P22 is silent: BURY-13f, GAP-11)."""

import calendar
from datetime import date

from policy.months import ONE_DAY, add_months


def listed_from(start: date, months: int) -> date:
    """The day after the last one on which it is kept: left on 31 March 2024, 24 months, is kept on
    31 March 2026 and listed on 1 April."""
    return add_months(start, months) + ONE_DAY


def last_start_listed(on: date, months: int) -> date:
    """The latest clock start of all that is listed on the day."""
    kept_last = on - ONE_DAY
    year, month = divmod(kept_last.year * 12 + kept_last.month - 1 - months, 12)
    days = calendar.monthrange(year, month + 1)[1]
    if kept_last.day == calendar.monthrange(kept_last.year, kept_last.month)[1]:
        return date(year, month + 1, days)
    return date(year, month + 1, min(kept_last.day, days))
