from datetime import datetime

from django.db import transaction

from notices.actions import tell
from people import audit
from people.models import Person
from people.queries import line_manager_of
from supervision.actions.planning import facts_of
from supervision.models import PLR, Record


@transaction.atomic
def answer_record(*, plr: PLR, answer: str, comment: str, now: datetime) -> bool:
    """The reportee has read the record; a disagreement goes to the line manager's manager."""
    disagrees = answer == PLR.Answer.DISAGREE
    manager = line_manager_of(person_id=plr.reportee_id, on=now.date()) or plr.led_by
    above = line_manager_of(person_id=manager.pk, on=now.date()) if disagrees else None
    unanswered = PLR.objects.filter(pk=plr.pk, state=PLR.State.FINALISED, answer="")
    if not unanswered.update(answer=answer, answered_at=now, disagreement_with=above):
        return False
    Record.objects.filter(pk=plr.pk).update(reportee_comment=comment)
    audit.record("record_answered", plr, by=plr.reportee, answer=answer)
    tell(
        people=[manager, *([above] if above else [])],
        kind="record_disputed" if disagrees else "record_acknowledged",
        about=plr,
        path=plr.get_absolute_url(),
        facts=facts_of(plr),
    )
    return True


@transaction.atomic
def settle_disagreement(*, plr: PLR, settlement: str, by: Person, now: datetime) -> bool:
    """The answer of the line manager's manager; their sight of the record ends with it."""
    unsettled = PLR.objects.filter(pk=plr.pk, disagreement_with=by, disagreement_settled_at=None)
    if not unsettled.update(disagreement_settled_at=now):
        return False
    Record.objects.filter(pk=plr.pk).update(settlement=settlement)
    audit.record("disagreement_settled", plr, by=by)
    manager = line_manager_of(person_id=plr.reportee_id, on=now.date()) or plr.led_by
    tell(
        people={plr.reportee, manager} - {by},
        kind="disagreement_settled",
        about=plr,
        path=plr.get_absolute_url(),
        facts=facts_of(plr) | {"by": by.name},
    )
    return True
