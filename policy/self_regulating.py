"""What is asked of a line manager about self-regulation, and when they are reminded of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from policy.facts import Decision
from policy.months import ONE_DAY
from policy.rulebook import Rulebook
from policy.self_regulation import Standing

Outcome = Literal["approved", "kept", "suspended", "withdrawn"]
Matter = Literal["consideration", "record"]


@dataclass(frozen=True, slots=True)
class Reminder:
    """`days`: after consideration opened, or (negative: before) the last day for the record.

    `day`: when consideration opened, or the last day for the record.
    """

    matter: Matter
    day: date
    days: int
    escalated: bool = False


def outcomes_open(standing: Standing) -> tuple[Outcome, ...]:
    """The decisions that can be made today (AMB-59, AMB-60, AMB-62, AMB-63)."""
    if standing.status == "approved":
        considered = standing.consideration_open_since is not None
        return ("kept", "suspended", "withdrawn") if considered else ("suspended", "withdrawn")
    if standing.status == "suspended":
        return ("approved", "withdrawn") if standing.eligible else ("kept", "withdrawn")
    return ("approved",) if standing.eligible else ()


def first_day_for(
    outcome: Outcome, standing: Standing, last: Decision | None, *, today: date
) -> date:
    """The earliest day on which this decision can have been made.

    The box is ticked today; to keep approval is an answer to what opened consideration.
    """
    if outcome == "approved" or last is None:
        return today
    after_last = last.decided_on + ONE_DAY
    since = standing.consideration_open_since
    return max(after_last, since) if outcome == "kept" and since else after_last


def is_recorded_late(decision: Decision, book: Rulebook) -> bool:
    """After the last day for it; an approval is on record by being ticked (AMB-61)."""
    if decision.recorded_on is None or decision.outcome == "approved":
        return False
    within = timedelta(days=book.self_regulation.record_within_days)
    return decision.recorded_on > decision.decided_on + within


def reminders_due(standing: Standing, *, on: date, book: Rulebook) -> tuple[Reminder, ...]:
    """The latest step that was reached of each matter; earlier ones were sent, or are past."""
    found = (_consideration(standing, on, book), _record(standing, on, book))
    return tuple(reminder for reminder in found if reminder)


def _consideration(standing: Standing, on: date, book: Rulebook) -> Reminder | None:
    """Advice: the policy sets no limit (GAP-15)."""
    since = standing.consideration_open_since
    if since is None:
        return None
    rules = book.reminders["self_regulation_consideration"]
    escalates_after = rules.escalate_days_after
    steps = [*rules.days_after, *([escalates_after] if escalates_after else [])]
    days = _latest(steps, since, on)
    if days is None:
        return None
    return Reminder("consideration", since, days, escalated=days == escalates_after)


def _record(standing: Standing, on: date, book: Rulebook) -> Reminder | None:
    due = standing.decision_record_due
    if due is None:
        return None
    rules = book.reminders["self_regulation_record"]
    days = _latest([*(-days for days in rules.days_before), *rules.days_after], due, on)
    return None if days is None else Reminder("record", due, days)


def _latest(steps: Iterable[int], day: date, on: date) -> int | None:
    return max((days for days in steps if day + timedelta(days=days) <= on), default=None)
