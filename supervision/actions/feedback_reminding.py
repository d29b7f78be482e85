"""Who is told by the clock about feedback: practice supervisors, people outside, leaders."""

from datetime import date, datetime, timedelta

from django.db import transaction

from people import audit
from people.rules import book_on
from policy.calendar import is_working_day
from policy.reminders import MADE_UP_FOR, step_due
from supervision.actions.feedback_answering import tell_if_readable
from supervision.actions.feedback_asking import ask_for_contributions_due, tell_asked
from supervision.models import FeedbackAnswer, FeedbackInvitation, FeedbackRequest


@transaction.atomic
def look_after_feedback(*, on: date, now: datetime) -> None:
    """However often this runs, each is asked and told once; a morning missed is made up for."""
    if is_working_day(on):
        ask_for_contributions_due(on=on, now=now)
        remind_outside(on=on)
    tell_of_unnamed(on=on)
    forget_too_few(on=on)


def remind_outside(*, on: date) -> None:
    """At the steps of the rule file, until they answer or the request closes."""
    rule = book_on(on).reminders["feedback"]
    outside = FeedbackInvitation.objects.to_remind(on).filter(person=None)
    for invitation in outside.select_related("request__asked_by", "request__plr"):
        step = step_due(rule, invitation.request.until, on=on)
        if step:
            tell_asked(invitation, step=str(step.days), again=True)


def tell_of_unnamed(*, on: date) -> None:
    """Of those that closed in the last days, whoever leads the PLR."""
    closed = (on - MADE_UP_FOR, on - timedelta(days=1))
    requests = FeedbackRequest.objects.filter(named=False, closes_on__range=closed)
    for request in requests.select_related("plr__reportee", "plr__led_by"):
        tell_if_readable(request, on=on)


def forget_too_few(*, on: date) -> None:
    """What nobody will ever read, because it could be traced to its writer, is deleted."""
    unread = FeedbackAnswer.objects.never_to_be_read(on)
    requests = FeedbackRequest.objects.filter(pk__in=unread.values("request"))
    for request in list(requests):
        FeedbackAnswer.objects.filter(request=request).delete()
        audit.record("feedback_deleted_unread", request, by=None)
