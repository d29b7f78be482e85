"""Which decisions about self-regulation can be made, and which are late on record."""

from datetime import date, timedelta
from typing import Literal

from policy.facts import Decision
from policy.months import ONE_DAY, add_months
from policy.rulebook import Rulebook
from policy.self_regulation import Standing
from policy.wording import spoken

Outcome = Literal["approved", "kept", "suspended", "withdrawn"]


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


def worth_a_look(
    standing: Standing,
    since: date | None,
    *,
    post_started: date | None,
    returned_on: date | None,
    on: date,
    book: Rulebook,
) -> list[str]:
    """A new post or a return changes nothing by itself; the manager is pointed at it (GAP-24)."""
    if standing.status != "approved" or since is None:
        return []
    rules = book.exclusions
    occasions = (
        ("In a new post since", post_started, rules.position_change_months),
        ("Back from a long absence since", returned_on, rules.returner_months),
    )
    return [
        f"{what} {spoken(day)}. Approval goes on: is it still right?"
        for what, day, months in occasions
        if day and since < day <= on <= add_months(day, months)
    ]
