"""The measures of Appendix 1 and the two duties beside them, on one day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from policy.clock import Clock
from policy.counting import Events
from policy.coverage import latest
from policy.months import add_months
from policy.rulebook.compliance import DutyEntry, Headline, MeasureEntry, MeasureRule, Windows
from policy.windows import Column, Status, deciding, judge_columns, overall


@dataclass(frozen=True, slots=True)
class Measure:
    """`next_due`: the day by which something is needed next, or was; None if no day can be given.

    `missing`: the standards not assessed in 12 months, for the advice on coverage.
    """

    key: str
    title: str
    status: Status
    next_due: date | None
    clause: str
    columns: tuple[Column, ...] = ()
    missing: tuple[str, ...] = ()
    headline: Headline = "shortest_and_longest"

    @property
    def deciding(self) -> Sequence[Column]:
        return deciding(self.columns, self.headline)


def window_measure(
    entry: MeasureEntry,
    rule: MeasureRule,
    events: Events,
    *,
    windows: Windows,
    clock: Clock,
    joined: date,
    as_of: date,
) -> Measure:
    grace, headline = windows.grace_days, windows.headline
    columns = judge_columns(rule.columns.values(), events, clock, as_of, grace)
    status, next_due = overall(columns, headline), columns[0].due
    starter_due = starter_duty(entry, events, clock=clock, joined=joined)
    if starter_due:
        done = bool(clock.due_from and events.between(clock.due_from, as_of))
        status = _with_starter(status, as_of - timedelta(days=grace), starter_due, done)
        next_due = next_due if done else starter_due
    return Measure(
        entry.key, entry.title, status, next_due, rule.clause, columns, headline=headline
    )


def starter_duty(entry: MeasureEntry, events: Events, *, clock: Clock, joined: date) -> date | None:
    """The day by which a new starter needs the first one (AMB-41).

    Somebody whose clock starts again within six months of joining has six months from then.
    """
    if entry.starter_months is None or clock.due_from is None:
        return None
    if clock.due_from > add_months(joined, entry.starter_months):
        return None
    return add_months(clock.due_from, entry.starter_months)


def return_plr(
    entry: DutyEntry, plrs: Events, *, returned_on: date | None, clock: Clock, as_of: date
) -> Measure:
    """Met by a PLR from the latest return to three months after it (P22-2.3, AMB-38)."""
    excluded = clock.exclusion is not None and clock.exclusion.reason == "employment_type"
    if returned_on is None or excluded:
        status: Status = "excluded" if excluded else "not_applicable"
        return Measure(entry.key, entry.title, status, None, entry.clause)
    due = add_months(returned_on, entry.months)
    if plrs.between(returned_on, min(due, as_of)):
        return Measure(entry.key, entry.title, "compliant", None, entry.clause)
    status = "non_compliant" if as_of > due else "not_applicable"
    return Measure(entry.key, entry.title, status, due, entry.clause)


def standards_coverage(
    entry: DutyEntry,
    assessed: Mapping[str, Sequence[date]],
    *,
    clock: Clock,
    as_of: date,
) -> Measure:
    """Advice: all standards in 12 months (P22-2.4a, AMB-51)."""
    months, first = entry.months, clock.due_from
    last = {standard: latest(days, as_of) for standard, days in assessed.items()}
    missing = tuple(
        key for key, day in last.items() if day is None or add_months(day, months) < as_of
    )
    status: Status = "non_compliant" if missing else "compliant"
    due = None
    if first:
        due = add_months(min(max(day or first, first) for day in last.values()), months)
        if as_of <= add_months(first, months):
            status = "not_applicable"
    if clock.exclusion:
        status = "excluded"
    return Measure(entry.key, entry.title, status, due, entry.clause, missing=missing)


def _with_starter(status: Status, late_after: date, starter_due: date, done: bool) -> Status:
    """The first one by the duty's day; until then, nothing is tested."""
    if status in ("excluded", "non_compliant") or late_after <= starter_due:
        return status
    return "compliant" if done else "non_compliant"
