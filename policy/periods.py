"""Calendar months, quarters and years of account: fixed, because they hold tasks (AMB-64)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from policy.months import ONE_DAY, add_months

PeriodKind = Literal["month", "quarter", "year"]
LENGTH: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}
FIRST_MONTH_OF_YEAR = 4


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Named by its first day. A year runs from April to March, as quarters do."""

    kind: PeriodKind
    start: date

    @property
    def end(self) -> date:
        return self.next.start - ONE_DAY

    @property
    def next(self) -> "Period":
        return Period(self.kind, add_months(self.start, LENGTH[self.kind]))

    @property
    def previous(self) -> "Period":
        return period_of(self.kind, self.start - ONE_DAY)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        """'November 2026', or 'October to December 2026'."""
        if self.kind == "month":
            return f"{self.start:%B %Y}"
        same_year = self.start.year == self.end.year
        first = f"{self.start:%B}" if same_year else f"{self.start:%B %Y}"
        return f"{first} to {self.end:%B %Y}"


def period_of(kind: PeriodKind, day: date) -> Period:
    length = LENGTH[kind]
    months_in = (day.month - FIRST_MONTH_OF_YEAR) % length
    year, month = divmod(day.year * 12 + day.month - 1 - months_in, 12)
    return Period(kind, date(year, month + 1, 1))


def latest(kind: PeriodKind, day: date, number: int) -> list[Period]:
    """The period of the day and those before it, earliest first."""
    found = [period_of(kind, day)]
    while len(found) < number:
        found.insert(0, found[0].previous)
    return found
