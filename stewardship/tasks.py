from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from stewardship.disposing import due, ledger, running
from stewardship.models import Disposal, Tombstone


@shared_task
def dispose(disposal_id: int) -> None:
    """So many people at a time; the rest is queued again."""
    if running.carry_out(disposal_id):
        dispose.delay(disposal_id)
    write_ledger()


@shared_task
def look_after_disposals() -> None:
    """Lists whose worker was killed go on, and the ledger gets what it lacks."""
    for disposal_id in Disposal.objects.under_way().values_list("pk", flat=True):
        dispose.delay(disposal_id)
    write_ledger()


@shared_task
def count_what_is_due() -> None:
    due.count_all(timezone.localdate())


def write_ledger() -> None:
    if settings.DISPOSAL_LEDGER:
        ledger.catch_up(Path(settings.DISPOSAL_LEDGER), Tombstone.objects.order_by("at", "pk"))
