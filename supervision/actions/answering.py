from datetime import datetime

from django.db import transaction
from django.utils import timezone

from people import audit
from people.models import Person
from people.queries import line_manager_of
from supervision.actions.telling import tell_about
from supervision.models import PLR, Record
from supervision.queries.leading import settler_of


@transaction.atomic
def answer_record(*, plr: PLR, answer: str, comment: str, now: datetime) -> bool:
    """The reportee has read the record; a disagreement goes to the line manager's manager.

    The first answer stands: False for any other.
    """
    disagrees = answer == PLR.Answer.DISAGREE
    manager = _manager_of_record(plr, now)
    above = settler_of(plr, on=timezone.localdate(now)) if disagrees else None
    unanswered = PLR.objects.filter(pk=plr.pk, state=PLR.State.FINALISED, answer="")
    if not unanswered.update(answer=answer, answered_at=now, disagreement_with=above):
        return False
    Record.objects.filter(pk=plr.pk).update(reportee_comment=comment)
    audit.record("record_answered", plr, by=plr.reportee, answer=answer)
    kind = "record_disputed" if disagrees else "record_acknowledged"
    tell_about(plr, [manager, *([above] if above else [])], kind, by=plr.reportee)
    return True


@transaction.atomic
def settle_disagreement(*, plr: PLR, settlement: str, by: Person, now: datetime) -> bool:
    """The answer of the line manager's manager; their sight of the record ends with it.

    False where it was settled, or has passed to somebody else, meanwhile.
    """
    unsettled = PLR.objects.filter(pk=plr.pk, disagreement_with=by, disagreement_settled_at=None)
    if not unsettled.select_for_update().exists():
        return False
    Record.objects.filter(pk=plr.pk).update(settlement=settlement)
    unsettled.update(disagreement_settled_at=now)
    audit.record("disagreement_settled", plr, by=by)
    people = [plr.reportee, _manager_of_record(plr, now)]
    tell_about(plr, people, "disagreement_settled", by=by)
    return True


def _manager_of_record(plr: PLR, now: datetime) -> Person:
    """Today's line manager, whoever led the PLR."""
    return line_manager_of(person_id=plr.reportee_id, on=timezone.localdate(now)) or plr.led_by
