"""By the clock: who is told at last, which copies are deleted, who is reminded."""

from celery import shared_task
from django.utils import timezone

from notices import clock
from stewardship import reminding
from stewardship.actions.break_glass import tell_all_due
from stewardship.actions.subject_access import forget_copies


@shared_task
def look_after_openings() -> None:
    """Each night: whoever was to be told later is told on the day that was set."""
    tell_all_due(now=timezone.now())
    forget_copies(on=timezone.localdate())


@shared_task
def remind_of_requests() -> None:
    """Several times a day, by the clock of the database: nothing comes twice."""
    reminding.send_reminders(on=clock.today())
