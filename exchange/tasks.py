from celery import shared_task
from django.utils import timezone

from exchange import jobs
from exchange.models import Import, ImportContent

State = Import.State


@shared_task
def check_import(import_id: int) -> None:
    work_on(import_id, State.CHECKING)


@shared_task
def apply_import(import_id: int) -> None:
    work_on(import_id, State.APPLYING)


@shared_task
def look_after_imports() -> None:
    """Forgets files after a day, and says so of imports on which nobody works any more."""
    now = timezone.now()
    ImportContent.objects.expired(now).delete()
    Import.objects.given_up(now).update(state=State.FAILED)


def work_on(import_id: int, state: str) -> None:
    """Nothing for a task that comes twice, after the first has ended."""
    given = Import.objects.filter(pk=import_id, state=state).select_related("by").first()
    if given is None:
        return
    work = jobs.check if state == State.CHECKING else jobs.carry_out
    try:
        work(given)
    except Exception:
        Import.objects.advance(import_id, state, state=State.FAILED)
        raise
