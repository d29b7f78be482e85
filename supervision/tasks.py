"""By the clock: what is planned follows the ties of the day, and requests are looked after."""

from celery import shared_task
from django.utils import timezone

from supervision.actions.feedback_reminding import look_after_feedback
from supervision.actions.passing_on import follow_ties as follow


@shared_task
def follow_ties() -> None:
    follow(on=timezone.localdate(), now=timezone.now())


@shared_task
def look_after_requests() -> None:
    look_after_feedback(on=timezone.localdate(), now=timezone.now())
