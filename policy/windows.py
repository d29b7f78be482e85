"""Columns and due dates: so many in any so many months (AMB-01 to AMB-09, AMB-22, AMB-23)."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from policy.clock import Clock
from policy.counting import Events
from policy.months import add_months
from policy.rulebook.compliance import ColumnRule

Status = Literal["compliant", "non_compliant", "excluded", "not_applicable"]


class Column(NamedTuple):
    """`counted` of the `required` count on the day. `due`: the day on which too few will.

    A `due` in the past is the date that was missed (AMB-06).
    """

    key: str
    months: int
    status: Status
    required: int
    counted: int
    due: date | None


def judge_column(rule: ColumnRule, events: Events, clock: Clock, as_of: date) -> Column:
    """One column on one day. Until its full length has passed it is not applicable (AMB-09)."""
    if clock.due_from is None:
        return Column(rule.key, rule.months, "excluded", rule.required, 0, None)
    counting = _counting(rule, events, clock.due_from, as_of)
    untested_until = add_months(clock.due_from, rule.months)
    due = untested_until
    if len(counting) >= rule.required:
        due = add_months(counting[-rule.required], rule.months)
    status: Status = "compliant" if as_of <= due else "non_compliant"
    if clock.exclusion:
        status = "excluded"
    elif as_of <= untested_until:
        status = "not_applicable"
    counted = _still_counting(counting, rule.months, as_of)
    return Column(rule.key, rule.months, status, rule.required, counted, due)


def overall(columns: Sequence[Column]) -> Status:
    """Compliant if the shortest and the longest applicable column are (AMB-02)."""
    if any(column.status == "excluded" for column in columns):
        return "excluded"
    tested = [column for column in columns if column.status != "not_applicable"]
    if not tested:
        return "not_applicable"
    deciding = (tested[0], tested[-1])
    met = all(column.status == "compliant" for column in deciding)
    return "compliant" if met else "non_compliant"


def _counting(rule: ColumnRule, events: Events, first: date, as_of: date) -> list[date]:
    if rule.at_most_of_each is None:
        return events.between(first, as_of)
    return events.newest_of_each(rule.at_most_of_each, first, as_of)


def _still_counting(dates: Sequence[date], months: int, as_of: date) -> int:
    number = 0
    for day in reversed(dates):
        if add_months(day, months) < as_of:
            break
        number += 1
    return number
