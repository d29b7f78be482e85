"""Sending what was written about a record: it is locked, and the record closes."""

from datetime import date, datetime

from django.db import transaction

from assurance.actions.opening import close_one
from assurance.actions.telling import tell_of_feedback
from assurance.models import Draw, Marking, MarkingContent
from assurance.models.marking import FIRST
from drafts.actions import claim
from people import audit


@transaction.atomic
def send_marking(*, marking: Marking, version: int, on: date, now: datetime) -> bool:
    """Twice is once. Raises StaleRecord when the text is not the one that was checked."""
    if not Marking.objects.waiting().filter(pk=marking.pk).update(sent_at=now):
        return False
    draft = claim(MarkingContent, marking, version)
    MarkingContent.objects.filter(pk=draft.pk).update(version=version + 1)
    close_one(marking, now=now)
    audit.record("marking_sent", marking, by=marking.marker, draw=marking.draw_id)
    if marking.position == FIRST and not marking.draw.is_calibration:
        Draw.objects.open().filter(pk=marking.draw_id).update(sent_on=on)
        tell_of_feedback(marking.draw)
    return True
