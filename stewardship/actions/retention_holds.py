"""Legal holds are set and ended. Both wait for a disposal of the same person to end, and it for
them: whoever comes second sees what the first has done."""

from datetime import datetime

from django.db import transaction

from people import audit
from people.models import Person
from stewardship.models import LegalHold, LegalHoldReason


@transaction.atomic
def hold(
    *,
    person: Person,
    reason: str,
    by: Person,
    now: datetime,
    record_kind: str = "",
    record_id: int | None = None,
) -> LegalHold | None:
    """Of a person, or of one record about them. None where it is held already."""
    Person.objects.select_for_update().get(pk=person.pk)
    of = {"person": person, "record_kind": record_kind, "record_id": record_id}
    if LegalHold.objects.lasting().filter(**of).exists():
        return None
    made = LegalHold.objects.create(**of, set_by=by, set_at=now)
    LegalHoldReason.objects.create(hold=made, text=reason)
    audit.record("legal_hold_set", made, by=by)
    return made


@transaction.atomic
def end_hold(*, hold: LegalHold, by: Person, now: datetime) -> bool:
    """What it kept is listed again by its own period. Ending twice is ending once."""
    if not LegalHold.objects.lasting().filter(pk=hold.pk).update(ended_by=by, ended_at=now):
        return False
    audit.record("legal_hold_ended", hold, by=by)
    return True
