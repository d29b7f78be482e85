"""By the clock: the projection of the day, its figures, and whether the projection is right."""

import logging

from celery import chain, shared_task
from django.utils import timezone

from compliance import actions, calculating, reminding, sharing_out, telling
from compliance.models import Calculation, Share
from compliance.queries.comparing import differences
from notices import clock
from notices.tasks import send_digests

log = logging.getLogger(__name__)


@shared_task
def rebuild_standings() -> None:
    begin_a_rebuild(keep_figures=False)


@shared_task
def begin_the_day() -> None:
    """A new day moves due dates: everybody is judged anew, and the figures are kept."""
    begin_a_rebuild(keep_figures=True)


def begin_a_rebuild(*, keep_figures: bool) -> None:
    on, now = timezone.localdate(), timezone.now()
    rebuild = sharing_out.share_out(on=on, now=now, keep_figures=keep_figures)
    for share in rebuild.shares.values_list("pk", flat=True):
        judge_share.delay(share)
    sharing_out.finish_if_last(rebuild.pk)


@shared_task
def judge_share(share_id: int) -> None:
    sharing_out.judge_share(share_id)


@shared_task
def take_up_lost_shares() -> None:
    for share in Share.objects.lost(timezone.now()).values_list("pk", flat=True):
        judge_share.delay(share)


@shared_task
def work_through_the_morning() -> None:
    """Several times a day, one after the other: what was missed is made up, nothing comes twice.

    The message of the day comes last, so that it holds what the others found.
    """
    chain(send_reminders.si(), tell_morning.si(), send_digests.si()).delay()


@shared_task
def send_reminders() -> None:
    """By the clock of the database: a server that is ahead reminds nobody early."""
    reminding.send_reminders(on=clock.today())


@shared_task
def tell_morning() -> None:
    """The daily compliance check (P22-A1.12)."""
    telling.tell_morning(on=clock.today())


@shared_task
def compare_standings() -> None:
    """A difference is an error: somebody changed facts past the one registration point."""
    today = timezone.localdate()
    found = differences(today)
    actions.note_comparison(on=today, differing=len(found))
    if found:
        log.error("Standings of %s people differ from a fresh derivation: %s", len(found), found)
        actions.refresh(people=found, on=today)


@shared_task
def work_out_calculation(calculation_id: int) -> None:
    """Nothing for a task that comes twice."""
    started = {"state": Calculation.State.WORKING, "worked_on_at": timezone.now()}
    if not Calculation.objects.advance(calculation_id, Calculation.State.WAITING, **started):
        return
    try:
        calculating.work_out(Calculation.objects.get(pk=calculation_id))
    except Exception:
        failed = {"state": Calculation.State.FAILED}
        Calculation.objects.advance(calculation_id, Calculation.State.WORKING, **failed)
        raise


@shared_task
def look_after_calculations() -> None:
    """Forgets them after a week, and says so of those on which nobody works any more."""
    now = timezone.now()
    Calculation.objects.expired(now).delete()
    Calculation.objects.given_up(now).update(state=Calculation.State.FAILED)
