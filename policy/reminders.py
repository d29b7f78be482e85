"""When somebody is reminded of something that has a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from policy.calendar import add_working_days, is_working_day, working_day_on_or_before
from policy.rulebook.judging import Reminder
from policy.wording import spoken

# A morning on which nothing was sent is made up for in the week after it.
MADE_UP_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """`days`: after the day that it is about, or (negative) before it; names the step."""

    due_on: date
    days: int
    escalated: bool = False


def steps(rule: Reminder, day: date) -> list[Step]:
    """All steps of a reminder about that day, earliest first.

    One before the day that falls on a day off is told on the working day before.
    """
    before = [
        Step(working_day_on_or_before(day - timedelta(days=days)), -days)
        for days in rule.days_before
    ]
    after = [Step(day + timedelta(days=days), days) for days in rule.days_after]
    worked = [(add_working_days(day, days)) for days in rule.working_days_after]
    found = [*before, *after, *(Step(due_on, (due_on - day).days) for due_on in worked)]
    if rule.escalate_days_after is not None:
        days = rule.escalate_days_after
        found.append(Step(day + timedelta(days=days), days, escalated=True))
    return sorted(found)


def step_due(rule: Reminder, day: date, *, on: date) -> Step | None:
    """The latest step that is due on that day; one that a later step has overtaken is not sent."""
    due = [step for step in steps(rule, day) if step.due_on <= on]
    latest = due[-1] if due else None
    return latest if latest and on - latest.due_on < MADE_UP_FOR else None


def sentence_for(rule: Reminder, step: Step, *, person: str, day: date, is_own: bool) -> str:
    """Blank where nothing is said to them.

    A date never moves; while it can be kept, the working day before a day off is named (AMB-11).
    """
    said = (rule.says if is_own else rule.says_of).format(person=person, day=spoken(day))
    if said and step.days < 0 and not is_working_day(day):
        said += f" The last working day before is {spoken(working_day_on_or_before(day))}."
    return said
