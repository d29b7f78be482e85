"""Which standards have been assessed in the last 12 months (P22-2.4a, P22-2.4b, AMB-51)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy.months import add_months
from policy.rulebook import Rulebook

COVERAGE_MONTHS = 12


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


def coverage(assessed: Iterable[tuple[date, str]], as_of: date, book: Rulebook) -> Coverage:
    """From the standards that managers graded in PLRs, as (day held, standard)."""
    until_now = [(day, standard) for day, standard in assessed if day <= as_of]
    last = {key: max((d for d, s in until_now if s == key), default=None) for key in book.standards}
    by_age = sorted(last, key=lambda key: last[key] or date.min)
    missing = tuple(key for key in by_age if not _covers(last[key], as_of))
    safe_days = {day for day, standard in until_now if standard == "safe" and _covers(day, as_of)}
    return Coverage(
        covered=len(last) - len(missing),
        missing=missing,
        by_age=tuple(LastAssessed(key, last[key]) for key in by_age),
        safe_count=len(safe_days),
    )


def _covers(day: date | None, as_of: date) -> bool:
    return day is not None and as_of <= add_months(day, COVERAGE_MONTHS)
