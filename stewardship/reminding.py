"""Who is reminded of a request that is to be answered; it joins the message of the day."""

from collections.abc import Iterator
from datetime import date

from notices.reminding import Reminder, remind
from people.rules import book_on
from policy.calendar import is_working_day
from policy.reminders import sentence_for, step_due
from stewardship.models import AccessRequest
from stewardship.queries.subject_access import who_answers

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
        for person in who_answers(request, on=on):
            of = AccessRequest._meta.label_lower
            yield Reminder(person.pk, KEY, of, request.pk, day, step.days, said)
