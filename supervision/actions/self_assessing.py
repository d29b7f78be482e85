from datetime import datetime

from django.db import transaction
from django.utils import timezone

from drafts.actions import claim
from people import audit
from supervision.actions.telling import tell_about
from supervision.models import PLR, SelfAssessment
from supervision.queries.leading import leader_of


@transaction.atomic
def share_self_assessment(*, plr: PLR, version: int, now: datetime) -> bool:
    """Opens it to whoever leads the PLR and locks it; sharing twice is sharing once.

    Raises StaleRecord when the text is not the one that was looked at. A save that is still on its
    way finds another version.
    """
    unshared = PLR.objects.open().filter(pk=plr.pk, self_assessment_shared_at=None)
    if not unshared.update(self_assessment_shared_at=now):
        return False
    draft = claim(SelfAssessment, plr, version)
    SelfAssessment.objects.filter(pk=draft.pk).update(version=version + 1)
    audit.record("self_assessment_shared", plr, by=plr.reportee)
    leader = leader_of(plr, on=timezone.localdate(now))
    step = now.isoformat(timespec="seconds")
    tell_about(plr, [leader], "self_assessment_shared", by=plr.reportee, step=step)
    return True


@transaction.atomic
def take_back_self_assessment(*, plr: PLR) -> bool:
    """Its writer goes on with it, and nobody else sees it, until the record is begun."""
    shared = PLR.objects.filter(pk=plr.pk, state=PLR.State.SCHEDULED)
    if not shared.exclude(self_assessment_shared_at=None).update(self_assessment_shared_at=None):
        return False
    audit.record("self_assessment_taken_back", plr, by=plr.reportee)
    return True
