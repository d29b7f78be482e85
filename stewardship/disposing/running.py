"""A confirmed list is carried out: one transaction a person, so that it can stop anywhere."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from people import audit
from people.models import Person
from people.rules import book_on
from policy.rulebook.retention import KeptKind
from policy.rulebook.retention_checks import NAME_AND_ADDRESS
from stewardship.disposing.bin import Bin
from stewardship.disposing.holdings import HOLDINGS
from stewardship.models import (
    Disposal,
    DisposalItem,
    LegalHold,
    RetentionDue,
    RetentionSwitch,
    Tombstone,
    kinds_on,
)

AT_ONCE = 50
State = DisposalItem.State


def carry_out(disposal_id: int, *, most: int = AT_ONCE) -> bool:
    """The next of those that wait. Whether there are more; a list without any is finished."""
    db = settings.DISPOSAL_DATABASE
    waiting = DisposalItem.objects.using(db).filter(
        disposal=disposal_id, disposal__in=Disposal.objects.using(db).under_way()
    )
    for pk in waiting.filter(state=State.WAITING).values_list("pk", flat=True)[:most]:
        dispose_of(pk, db)
    if waiting.filter(state=State.WAITING).exists():
        return True
    under_way = Disposal.objects.using(db).under_way().filter(pk=disposal_id)
    under_way.update(finished_at=timezone.now())
    return False


def dispose_of(item_id: int, db: str) -> None:
    """Nothing for a task that comes twice. Everything is asked once more, with the person locked:
    whoever sets a hold locks them too."""
    with transaction.atomic(using=db):
        found = DisposalItem.objects.using(db).select_for_update(skip_locked=True, of=("self",))
        item = found.filter(pk=item_id, state=State.WAITING).select_related("disposal").first()
        if item is None:
            return
        person = Person.objects.using(db).select_for_update().get(pk=item.person_id)
        kind = kinds_on(timezone.localdate())[item.disposal.kind]
        state = why_kept(person, item.disposal, kind, db)
        if state is None:
            number, left = throw_all(kind.key, person.pk, item.disposal.until, db)
            state = State.IN_PART if left else State.DONE
            remember(item, person, number, kind, db)
            RetentionDue.objects.using(db).filter(kind=kind.key, person=person).delete()
        item.state, item.done_at = state, timezone.now()
        item.save(using=db, update_fields=["state", "done_at"])


def why_kept(person: Person, disposal: Disposal, kind: KeptKind, db: str) -> str | None:
    if is_held(person, kind.key, db):
        return State.HELD
    if not RetentionSwitch.objects.using(db).on().filter(kind=kind.key).exists():
        return State.STOPPED
    if kind.counts_from_leaving and not has_left(person, by=disposal.until):
        return State.STOPPED
    return None


def is_held(person: Person, kind: str, db: str) -> bool:
    """A hold on one record keeps that record, and the name of whoever it is about."""
    holds = LegalHold.objects.using(db).lasting().filter(person=person)
    return holds.exists() if kind == NAME_AND_ADDRESS else holds.of_everything().exists()


def has_left(person: Person, *, by: date) -> bool:
    return person.left is not None and person.left <= by


def throw_all(kind: str, person_id: int, until: date, db: str) -> tuple[int, int]:
    """How many records of that kind went, and how many had to stay for what refers to them."""
    bin, number, left = Bin(db), 0, 0
    for holding in HOLDINGS[kind]:
        rows = holding.free(db, until).filter(**{holding.person: person_id})
        gone = holding.way(bin, rows)
        number += gone if holding.counted else 0
    for holding in HOLDINGS[kind]:
        left += holding.free(db, until).filter(**{holding.person: person_id}).count()
    return number, left


def remember(item: DisposalItem, person: Person, number: int, kind: KeptKind, db: str) -> None:
    """`person` as they were read before: their staff number may be gone from the database."""
    disposal = item.disposal
    keeps_number = book_on(timezone.localdate()).retention.keep_staff_number
    Tombstone.objects.using(db).create(
        kind=kind.key,
        person_id=person.pk,
        staff_number=person.staff_number if keeps_number else "",
        since=item.since,
        until=disposal.until,
        rule=disposal.rule,
        number=number,
        disposal_id=disposal.pk,
        proposed_by_id=disposal.proposed_by_id,
        confirmed_by_id=disposal.confirmed_by_id,
    )
    audit.record(
        "records_disposed_of",
        disposal,
        by=None,
        using=db,
        of=kind.key,
        person=person.pk,
        number=number,
    )
