"""Two people switch a kind of record on, and two people agree to each list of what goes."""

from datetime import date, datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Q

from people import audit
from people.models import Person
from policy.retention import last_start_listed
from policy.rulebook.retention import KeptKind
from stewardship import tasks
from stewardship.models import Disposal, DisposalItem, RetentionSwitch
from stewardship.queries.retention import due_now

MOST_PEOPLE = 2000


@transaction.atomic
def ask_to_switch_on(*, kind: KeptKind, by: Person, now: datetime) -> bool:
    """Nothing is listed before another person confirms. Asking twice is asking once."""
    asked, is_new = RetentionSwitch.objects.get_or_create(
        kind=kind.key, ended_at=None, defaults={"asked_by": by, "asked_at": now}
    )
    if is_new:
        audit.record("retention_asked_for", asked, by=by, of=kind.key)
    return is_new


@transaction.atomic
def confirm_switch(*, switch: RetentionSwitch, by: Person, now: datetime) -> bool:
    """It is counted at once. False where it was decided meanwhile, or by whoever asked."""
    asked = RetentionSwitch.objects.standing().filter(pk=switch.pk, confirmed_at=None)
    if not asked.exclude(asked_by=by).update(confirmed_by=by, confirmed_at=now):
        return False
    audit.record("retention_switched_on", switch, by=by, of=switch.kind)
    transaction.on_commit(tasks.count_what_is_due.delay, robust=True)
    return True


@transaction.atomic
def switch_off(*, switch: RetentionSwitch, by: Person, now: datetime) -> bool:
    """One person is enough to keep. Lists of that kind stop where they are."""
    standing = RetentionSwitch.objects.standing().filter(pk=switch.pk)
    if not standing.update(ended_by=by, ended_at=now):
        return False
    waiting = Disposal.objects.proposed().filter(kind=switch.kind)
    waiting.update(withdrawn_by=by, withdrawn_at=now)
    audit.record("retention_switched_off", switch, by=by, of=switch.kind)
    return True


def propose(*, kind: KeptKind, by: Person, on: date, now: datetime) -> Disposal | None:
    """All that is listed today. None where that is nothing, or where a list waits already."""
    if not RetentionSwitch.objects.on().filter(kind=kind.key).exists():
        return None
    try:
        return list_what_is_due(kind=kind, by=by, on=on, now=now)
    except IntegrityError:
        return None


@transaction.atomic
def list_what_is_due(*, kind: KeptKind, by: Person, on: date, now: datetime) -> Disposal | None:
    """Raises IntegrityError where a list of that kind waits already."""
    people = list(due_now(kind, on)[:MOST_PEOPLE])
    if not people:
        return None
    disposal = Disposal.objects.create(
        kind=kind.key,
        until=last_start_listed(on, kind.months),
        rule=f"{kind.period} ({kind.clause})",
        proposed_by=by,
        proposed_at=now,
    )
    DisposalItem.objects.bulk_create(
        DisposalItem(disposal=disposal, person_id=one.person_id, since=one.since, number=one.number)
        for one in people
    )
    audit.record("disposal_proposed", disposal, by=by, of=kind.key, people=len(people))
    return disposal


@transaction.atomic
def confirm(*, disposal: Disposal, by: Person, now: datetime) -> bool:
    """Sets it going. False where it was decided meanwhile, or by whoever proposed it."""
    proposed = Disposal.objects.proposed().filter(~Q(proposed_by=by), pk=disposal.pk)
    if not proposed.update(confirmed_by=by, confirmed_at=now):
        return False
    audit.record("disposal_confirmed", disposal, by=by, of=disposal.kind)
    transaction.on_commit(partial(tasks.dispose.delay, disposal.pk), robust=True)
    return True


@transaction.atomic
def withdraw(*, disposal: Disposal, by: Person, now: datetime) -> bool:
    proposed = Disposal.objects.proposed().filter(pk=disposal.pk)
    if not proposed.update(withdrawn_by=by, withdrawn_at=now):
        return False
    audit.record("disposal_withdrawn", disposal, by=by, of=disposal.kind)
    return True
