"""Which standards have been assessed in the last 12 months (P22-2.4a, P22-2.4b, AMB-51)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policy.months import add_months
from policy.rulebook import Rulebook


@dataclass(frozen=True)
class LastAssessed:
    """The last day on which a standard was graded. None: never, as far as is known."""

    standard: str
    on: date | None


@dataclass(frozen=True)
class Coverage:
    """`missing` and `by_age` begin with what was never assessed, or not for longest."""

    covered: int
    missing: tuple[str, ...]
    by_age: tuple[LastAssessed, ...]
    safe_count: int


def latest(days: Sequence[date], as_of: date) -> date | None:
    """The last of these days, in order, that is not after `as_of`."""
    number = bisect_right(days, as_of)
    return days[number - 1] if number else None


def coverage(assessed: Iterable[tuple[date, str]], as_of: date, book: Rulebook) -> Coverage:
    """From the standards that managers graded in PLRs, as (day held, standard)."""
    months = book.duties["standards_coverage"].months
    last: dict[str, date | None] = dict.fromkeys(book.standards)
    safe_days = set()
    for day, standard in assessed:
        if day > as_of:
            continue
        last[standard] = max(day, last[standard] or day)
        if standard == "safe" and as_of <= add_months(day, months):
            safe_days.add(day)
    by_age = sorted(last, key=lambda key: last[key] or date.min)
    ages = tuple(LastAssessed(key, last[key]) for key in by_age)
    missing = tuple(
        age.standard for age in ages if age.on is None or add_months(age.on, months) < as_of
    )
    return Coverage(len(last) - len(missing), missing, ages, len(safe_days))
