"""Everybody is judged anew by as many workers as there are; whoever is last finishes it.

A share that comes twice is judged once; one that was lost with its worker, or with the broker, is
taken up again. Nothing but the database knows what is done.
"""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from compliance import actions
from compliance.models import Rebuild, Share
from people.models import Person

PEOPLE_IN_A_SHARE = 500
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('compliance_rebuild'))"


@transaction.atomic
def share_out(*, on: date, now: datetime, keep_figures: bool) -> Rebuild:
    """One that goes on is given up; what it was to keep of the day is kept by this one."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    going_on = Rebuild.objects.select_for_update().filter(finished_at=None)
    keep_figures |= any(one.keeps_figures and one.on == on for one in going_on)
    going_on.delete()
    rebuild = Rebuild.objects.create(on=on, begun_at=now, keeps_figures=keep_figures)
    ids = list(Person.objects.in_service(on).order_by("pk").values_list("pk", flat=True))
    shares = [ids[n : n + PEOPLE_IN_A_SHARE] for n in range(0, len(ids), PEOPLE_IN_A_SHARE)]
    Share.objects.bulk_create(
        Share(rebuild=rebuild, first=share[0], last=share[-1]) for share in shares
    )
    return rebuild


def judge_share(share_id: int) -> None:
    """Nothing for a share that is done, or whose rebuild was given up."""
    share = Share.objects.open().select_related("rebuild").filter(pk=share_id).first()
    if share is None:
        return
    on = share.rebuild.on
    people = Person.objects.in_service(on).filter(pk__range=(share.first, share.last))
    actions.judge_in_chunks(list(people.order_by("pk").values_list("pk", flat=True)), on=on)
    Share.objects.open().filter(pk=share_id).update(done_at=timezone.now())
    finish_if_last(share.rebuild_id)


@transaction.atomic
def finish_if_last(rebuild_id: int) -> None:
    """Two that are last wait for one another here: one of them sees that nothing is open."""
    going_on = Rebuild.objects.select_for_update().filter(pk=rebuild_id, finished_at=None)
    rebuild = going_on.first()
    if rebuild is None or rebuild.shares.open().exists():
        return
    actions.finish(on=rebuild.on)
    if rebuild.keeps_figures:
        actions.take_snapshot(on=rebuild.on)
    Rebuild.objects.exclude(pk=rebuild_id).delete()
    going_on.update(finished_at=timezone.now())
