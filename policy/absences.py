"""Absences laid together, and those of them that are long-term (AMB-34 to AMB-40)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from policy.calendar import add_working_days, is_working_day, working_day_after
from policy.facts import Absence
from policy.months import ONE_DAY
from policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class LongAbsence:
    """An unbroken absence that counts as long-term.

    `long_from`: its 20th day, if it has one. `family_from`: the first day of leave that is left
    out from the start. `back_on`: the first day back at work; None while it is not known.
    """

    start: date
    long_from: date | None
    family_from: date | None
    back_on: date | None

    @property
    def excluded_from(self) -> date:
        return min(day for day in (self.long_from, self.family_from) if day)

    def holds_on(self, day: date) -> bool:
        return self.excluded_from <= day and (self.back_on is None or day < self.back_on)


def long_absences(
    absences: Iterable[Absence], known_on: date, book: Rulebook
) -> tuple[LongAbsence, ...]:
    """The long-term ones among what was recorded by `known_on`, the earliest first."""
    known = [a for a in absences if a.recorded_on is None or a.recorded_on <= known_on]
    runs: list[list[Absence]] = []
    for absence in sorted(known, key=lambda absence: absence.start):
        if runs and _follows(absence, runs[-1][-1]):
            runs[-1].append(absence)
        else:
            runs.append([absence])
    return tuple(long for run in runs if (long := _long(run, book)))


def _follows(later: Absence, earlier: Absence) -> bool:
    """No working day lies between them: together they are one absence (AMB-36)."""
    back = _back_on(earlier)
    if back is None or later.start <= back:
        return True
    first_at_work = back if is_working_day(back) else working_day_after(back)
    return later.start <= first_at_work


def _back_on(absence: Absence) -> date | None:
    if absence.returned_on:
        return absence.returned_on
    return absence.end + ONE_DAY if absence.end else None


def _long(run: Sequence[Absence], book: Rulebook) -> LongAbsence | None:
    start, back_on = run[0].start, _back_on(run[-1])
    last_away = run[-1].end or (back_on - ONE_DAY if back_on else None)
    long_from: date | None = _day_number(start, book)
    if last_away and long_from and last_away < long_from:
        long_from = None
    family = (a.start for a in run if book.absence_kinds[a.kind].treatment == "from_first_day")
    family_from = next(family, None)
    if long_from is None and family_from is None:
        return None
    return LongAbsence(start, long_from, family_from, back_on)


def _day_number(start: date, book: Rulebook) -> date:
    """The day on which an absence becomes long-term. Its first day is day 1."""
    days = book.exclusions.long_absence_days
    if book.exclusions.long_absence_basis == "working":
        return add_working_days(start - ONE_DAY, days)
    return start + timedelta(days=days - 1)
