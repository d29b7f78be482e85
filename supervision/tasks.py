"""By the clock: who is reminded of what in supervision."""

from celery import shared_task
from django.utils import timezone

from supervision.actions.reminding import remind_of_meetings


@shared_task
def send_reminders() -> None:
    remind_of_meetings(on=timezone.localdate())
