from celery import shared_task
from django.utils import timezone

from notices import actions, outside


@shared_task
def send_waiting() -> None:
    actions.send_all_waiting(now=timezone.now())
    outside.send_all_waiting(now=timezone.now())
