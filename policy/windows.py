"""Columns and due dates: so many in any so many months (AMB-01 to AMB-09, AMB-22, AMB-23)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from policy.clock import Clock
from policy.counting import Events
from policy.months import add_months
from policy.rulebook.compliance import ColumnRule, Headline

Status = Literal["compliant", "non_compliant", "excluded", "not_applicable"]


class Column(NamedTuple):
    """`counted` of the `required` count on the day. `due`: the last day on which enough will.

    A `due` in the past is the date that was missed (AMB-06).
    """

    key: str
    months: int
    status: Status
    required: int
    counted: int
    due: date | None
    at_most_of_each: int | None = None


def judge_columns(
    rules: Iterable[ColumnRule], events: Events, clock: Clock, as_of: date, grace_days: int = 0
) -> tuple[Column, ...]:
    """Every column on one day. `grace_days` after a due date are still in time."""
    first = clock.due_from
    if first is None:
        return tuple(Column(r.key, r.months, "excluded", r.required, 0, None) for r in rules)
    all_of_them = events.between(first, as_of)
    late_after = as_of - timedelta(days=grace_days)
    excluded = clock.exclusion is not None
    columns = []
    for rule in rules:
        counting = all_of_them
        if rule.at_most_of_each is not None:
            counting = events.newest_of_each(rule.at_most_of_each, first, as_of)
        columns.append(_column(rule, counting, first, excluded, as_of, late_after))
    return tuple(columns)


def _column(
    rule: ColumnRule,
    counting: Sequence[date],
    first: date,
    excluded: bool,
    as_of: date,
    late_after: date,
) -> Column:
    """Until its full length has passed since `first`, a column is not applicable (AMB-09).

    A due date before `late_after` is late.
    """
    key, months, required = rule.key, rule.months, rule.required
    untested_until = due = add_months(first, months)
    if len(counting) >= required:
        due = add_months(counting[-required], months)
    status: Status = "compliant" if late_after <= due else "non_compliant"
    if excluded:
        status = "excluded"
    elif as_of <= untested_until:
        status = "not_applicable"
    counted = 0
    for day in reversed(counting):
        if add_months(day, months) < as_of:
            break
        counted += 1
    return Column(key, months, status, required, counted, due, rule.at_most_of_each)


def overall(columns: Sequence[Column], headline: Headline) -> Status:
    """Compliant if the columns that decide are (AMB-02)."""
    if columns[0].status == "excluded":
        return "excluded"
    decisive = deciding(columns, headline)
    if not decisive:
        return "not_applicable"
    met = all(column.status == "compliant" for column in decisive)
    return "compliant" if met else "non_compliant"


def deciding(columns: Sequence[Column], headline: Headline) -> Sequence[Column]:
    """Of those that are tested on the day, the shortest and the longest, or as the policy says."""
    tested = [c for c in columns if c.status in ("compliant", "non_compliant")]
    if len(tested) <= 1 or headline == "all":
        return tested
    if headline == "shortest":
        return tested[:1]
    return tested[-1:] if headline == "longest" else (tested[0], tested[-1])
