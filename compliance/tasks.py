"""By the clock: the projection of the day, its figures, and whether the projection is right."""

import logging

from celery import shared_task
from django.utils import timezone

from compliance import actions
from compliance.queries.comparing import differences

log = logging.getLogger(__name__)


@shared_task
def rebuild_standings() -> None:
    actions.rebuild(on=timezone.localdate())


@shared_task
def begin_the_day() -> None:
    """A new day moves due dates: everybody is judged anew, and the figures are kept."""
    today = timezone.localdate()
    actions.rebuild(on=today)
    actions.take_snapshot(on=today)


@shared_task
def compare_standings() -> None:
    """A difference is an error: somebody changed facts past the one registration point."""
    found = differences(timezone.localdate())
    if found:
        log.error("Standings of %s people differ from a fresh derivation: %s", len(found), found)
        actions.refresh(people=found, on=timezone.localdate())
