"""Whoever needs greater support meets more often, for as long as it is needed (P22-2.2c)."""

from datetime import datetime

from django.db import transaction

from people import audit
from people.models import Person
from supervision.models import SupportNeed


@transaction.atomic
def begin_support(*, person: Person, reason: str, by: Person, now: datetime) -> bool:
    """False where it is needed already."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if SupportNeed.objects.lasting().filter(person=person).exists():
        return False
    need = SupportNeed.objects.create(person=person, reason=reason, begun_by=by, began_at=now)
    audit.record("support_begun", need, by=by)
    return True


@transaction.atomic
def end_support(*, need: SupportNeed, reason: str, by: Person, now: datetime) -> bool:
    """False for whoever comes second."""
    lasting = SupportNeed.objects.lasting().filter(pk=need.pk)
    if not lasting.update(ended_at=now, ended_by=by, why_ended=reason):
        return False
    audit.record("support_ended", need, by=by)
    return True
