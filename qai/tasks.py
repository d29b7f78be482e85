"""By the clock: who is reminded of what in quality assurance."""

from celery import shared_task
from django.utils import timezone

from qai.actions.reminding import remind_of_self_regulation


@shared_task
def send_reminders() -> None:
    remind_of_self_regulation(on=timezone.localdate())
