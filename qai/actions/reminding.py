"""Who is reminded of a decision on self-regulation that is to be made, or put on record."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from govuk.dates import uk_date
from notices.actions import tell
from people.models import Person, Posting
from people.queries import line_managers_of
from people.rules import book_on
from policy.calendar import is_working_day
from policy.self_regulating import Reminder, reminders_due
from qai.actions.self_regulation import page_of
from qai.queries.self_regulation import regulated, regulating_roles


@transaction.atomic
def remind_of_self_regulation(*, on: date) -> None:
    """Each step once, however often this runs; on a working day (P22-3.2c, GAP-15)."""
    if not is_working_day(on):
        return
    book = book_on(on)
    posted = Posting.objects.current(on).filter(role__in=regulating_roles(book))
    decided_about = Person.objects.in_service(on).filter(
        pk__in=posted.values("person"), self_regulation_decisions__isnull=False
    )
    people = decided_about.distinct().in_bulk()
    due = {
        pk: reminders
        for pk, found in regulated(people.keys(), on=on).items()
        if (reminders := reminders_due(found.standing, on=on, book=book))
    }
    managers = line_managers_of(people=due, on=on)
    above = line_managers_of(people=[one.pk for one in managers.values()], on=on)
    for pk, reminders in due.items():
        if pk in managers:
            remind(people[pk], reminders, manager=managers[pk], above=above)


def remind(
    reportee: Person,
    reminders: tuple[Reminder, ...],
    *,
    manager: Person,
    above: Mapping[int, Person],
) -> None:
    for reminder in reminders:
        told = {kind_of(reminder): manager}
        if reminder.escalated and manager.pk in above:
            told["self_regulation_escalated"] = above[manager.pk]
        for kind, person in told.items():
            tell(
                people=[person],
                kind=kind,
                about=reportee,
                step=f"{reminder.day}:{reminder.days}",
                path=page_of(reportee) if person == manager else "/",
                facts={
                    "reportee": reportee.name,
                    "by": manager.name,
                    "day": uk_date(reminder.day),
                },
            )


def kind_of(reminder: Reminder) -> str:
    if reminder.matter == "consideration":
        return "self_regulation_waits"
    return "self_regulation_not_recorded" if reminder.days > 0 else "self_regulation_to_record"
