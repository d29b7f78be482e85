"""By the clock: what is planned follows the ties of the day."""

from celery import shared_task
from django.utils import timezone

from supervision.actions.passing_on import follow_ties as follow


@shared_task
def follow_ties() -> None:
    follow(on=timezone.localdate(), now=timezone.now())
