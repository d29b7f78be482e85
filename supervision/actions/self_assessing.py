from datetime import datetime

from django.db import transaction

from notices.actions import tell
from people import audit
from supervision.actions.planning import facts_of
from supervision.models import PLR


@transaction.atomic
def share_self_assessment(*, plr: PLR, now: datetime) -> bool:
    """Opens it to whoever leads the PLR and locks it; sharing twice is sharing once."""
    unshared = PLR.objects.open().filter(pk=plr.pk, self_assessment_shared_at=None)
    if not unshared.update(self_assessment_shared_at=now):
        return False
    audit.record("self_assessment_shared", plr, by=plr.reportee)
    tell(
        people=[plr.led_by],
        kind="self_assessment_shared",
        about=plr,
        step=now.isoformat(timespec="seconds"),
        path=plr.get_absolute_url(),
        facts=facts_of(plr),
    )
    return True


@transaction.atomic
def take_back_self_assessment(*, plr: PLR) -> bool:
    """Its writer goes on with it, and nobody else sees it, until the record is begun."""
    shared = PLR.objects.filter(pk=plr.pk, state=PLR.State.SCHEDULED)
    if not shared.exclude(self_assessment_shared_at=None).update(self_assessment_shared_at=None):
        return False
    audit.record("self_assessment_taken_back", plr, by=plr.reportee)
    return True
