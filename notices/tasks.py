from celery import shared_task
from django.utils import timezone

from notices import clock, digests, outside, sending


@shared_task
def send_waiting() -> None:
    now = timezone.now()
    sending.send_all_waiting(now=now)
    outside.send_all_waiting(now=now)


@shared_task
def send_digests() -> None:
    """A second time on one day nothing is made of what came in between: that waits."""
    digests.bundle(on=clock.today())
