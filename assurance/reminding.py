"""Who is reminded of what they owe, by the rule file; it joins the message of the day."""

from collections.abc import Iterator
from datetime import date

from assurance.queries.owing import Ledger, Owed, Row
from notices.reminding import Reminder, remind
from people.models import Absence, Person, Posting, ReportingLine
from policy.calendar import is_working_day
from policy.reminders import sentence_for, step_due

OWED = ("due", "late")


def send_reminders(*, on: date) -> int:
    """How many were told that had not been told before."""
    return remind(owed(on=on), on=on)


def owed(*, on: date) -> Iterator[Reminder]:
    """Nothing on a day on which nobody works, and nothing to whoever is away (AMB-45)."""
    if not is_working_day(on):
        return
    ledger = Ledger(on)
    away = set(Absence.objects.current(on).values_list("person_id", flat=True))
    there = Person.objects.in_service(on).filter(locked_at=None)
    told = set(there.values_list("pk", flat=True)) - away
    managers = dict(ReportingLine.objects.current(on).values_list("person_id", "manager_id"))
    for row in ledger.rows():
        for task in row.tasks:
            if task.duty.status in OWED and is_reminded(row, task):
                yield from reminders_of(row, task, ledger, managers, told)


def is_reminded(row: Row, task: Owed) -> bool:
    """A person once something is drawn for them; an area always; what is planned by hand never."""
    if row.programme.owed_by == "person":
        return task.draw is not None
    return row.programme.of == "area"


def heads_of(row: Row, ledger: Ledger) -> list[int]:
    """Who owes it: the person, or whoever is head of the area today."""
    if row.person:
        return [row.person.pk]
    if row.area is None:
        return []
    posts = Posting.objects.current(ledger.on).filter(unit=row.area, role__in=row.programme.roles)
    return list(posts.order_by("person_id").values_list("person_id", flat=True))


def reminders_of(
    row: Row, task: Owed, ledger: Ledger, managers: dict[int, int], told: set[int]
) -> Iterator[Reminder]:
    key = "area_audit" if row.area else "sample"
    rule = ledger.book.reminders[key]
    step = step_due(rule, task.duty.by, on=ledger.on)
    if step is None:
        return
    heads = heads_of(row, ledger)
    above = [managers[one] for one in heads if one in managers] if step.escalated else []
    subject = row.area.pk if row.area else heads[0]
    for person in dict.fromkeys([*heads, *above]):
        is_own = row.person is not None and person == row.person.pk
        words = sentence_for(rule, step, person=row.name, day=task.duty.by, is_own=is_own)
        if words and person in told:
            of = f"assurance.{row.programme.key}"
            yield Reminder(person, key, of, subject, task.duty.by, step.days, words)
