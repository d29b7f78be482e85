"""Who is reminded of a request that is to be answered; it joins the message of the day."""

from collections.abc import Iterator
from datetime import date

from notices.reminding import Reminder, remind
from people.models import Grant, Person
from people.queries.units import with_all_above
from people.rules import book_on
from policy.calendar import is_working_day
from policy.reminders import sentence_for, step_due
from stewardship.models import AccessRequest

KEY = "subject_access"


def send_reminders(*, on: date) -> int:
    """How many were told that had not been told before."""
    return remind(owed(on=on), on=on)


def owed(*, on: date) -> Iterator[Reminder]:
    """Nothing on a day on which nobody works."""
    if not is_working_day(on):
        return
    rule = book_on(on).reminders[KEY]
    for request in AccessRequest.objects.open().select_related("person", "reviewer"):
        step = step_due(rule, request.due_on, on=on)
        if step is None:
            continue
        name, day = request.person.name, request.due_on
        said = sentence_for(rule, step, person=name, day=day, is_own=False)
        for person in told_of(request, on):
            of = AccessRequest._meta.label_lower
            yield Reminder(person, KEY, of, request.pk, day, step.days, said)


def told_of(request: AccessRequest, on: date) -> list[int]:
    """The reviewer; where there is none, or none any more, everybody in HR who could be."""
    if request.reviewer and request.reviewer.is_active:
        return [request.reviewer.pk]
    hr = Grant.objects.current(on).filter(grant=Grant.Kind.HR)
    covering = hr.filter(unit=None) | hr.filter(unit__in=with_all_above(request.unit_id))
    there = Person.objects.in_service(on).filter(locked_at=None).exclude(pk=request.person_id)
    return list(there.filter(pk__in=covering.values("person")).values_list("pk", flat=True))
