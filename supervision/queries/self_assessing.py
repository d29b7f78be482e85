from typing import Any

from supervision.models import PLR, SelfAssessment


def last_self_assessment(plr: PLR) -> dict[str, Any]:
    """What the reportee wrote last time, to be looked at while writing; their own words alone."""
    earlier = SelfAssessment.objects.filter(
        plr__reportee=plr.reportee_id, plr__self_assessment_shared_at__isnull=False
    ).exclude(pk=plr.pk)
    found = (
        earlier.filter(plr__planned_for__lt=plr.planned_for).order_by("-plr__planned_for").first()
    )
    return found.body if found else {}
