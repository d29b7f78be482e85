"""By the clock: what lapsed is handed back, seeds are committed, what is due is drawn."""

from celery import shared_task
from django.utils import timezone

from assurance import actions, reminding
from assurance.actions.calibrating import draw_calibrations
from notices import clock


@shared_task
def look_after_samples() -> None:
    """Each night. What was committed tonight is drawn with tomorrow night at the earliest."""
    now = timezone.now()
    on = timezone.localdate(now)
    actions.hand_back_what_lapsed(on=on, now=now)
    actions.draw_all_due(on=on, now=now)
    draw_calibrations(on=on, now=now)
    actions.commit_seeds(on=on)


@shared_task
def send_reminders() -> None:
    """Several times a day, by the clock of the database, as all reminders: nothing comes twice."""
    reminding.send_reminders(on=clock.today())
