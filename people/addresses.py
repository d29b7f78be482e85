"""A new address opens an account: HR asks for it, somebody else in HR confirms it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from people import audit, post
from people.models import Grant, NewAddress, Person
from people.queries.addresses import is_taken


@transaction.atomic
def ask_for_new_addresses(
    *, wanted: Mapping[int, str], by: Person | None, now: datetime, using: str
) -> None:
    """In the transaction of an import. Each person is told at the address that they have, and HR
    once. Asking again for what waits already changes nothing, nor who asked."""
    waiting = dict(NewAddress.objects.using(using).values_list("person", "address"))
    new = {pk: address for pk, address in wanted.items() if waiting.get(pk) != address}
    if not new:
        return
    NewAddress.objects.using(using).filter(pk__in=new).delete()
    for person in Person.objects.using(using).filter(pk__in=new):
        asked = NewAddress.objects.using(using).create(
            person=person,
            address=new[person.pk],
            asked_by_id=by.pk if by else None,
            asked_at=now,
        )
        audit.record("new_address_asked", asked, by=by, using=using)
        post.hand_over("new_address_asked", person, using=using)
    tell_hr(but=by, now=now, using=using)


def tell_hr(*, but: Person | None, now: datetime, using: str) -> None:
    """Those of the whole organisation: one letter each, however many addresses wait."""
    grants = Grant.objects.using(using).current(timezone.localdate(now))
    keeping = grants.filter(grant=Grant.Kind.HR, unit=None).values("person")
    others = Person.objects.using(using).filter(pk__in=keeping, invited_at__isnull=False)
    for person in others.exclude(pk=but.pk if but else None):
        post.hand_over("new_addresses_to_confirm", person, using=using)


@transaction.atomic
def confirm_new_address(*, new: NewAddress, by: Person) -> bool:
    """By somebody else than who asked. The person is told at the address before. False where
    something else waits meanwhile, or nothing, or somebody else has the address."""
    if is_taken(new) or not take(new):
        return False
    person = Person.objects.get(pk=new.pk)
    before = person.history.first()
    person.email = new.address
    person.save(update_fields=["email"])
    audit.record("new_address_confirmed", person, by=by)
    post.hand_over("address_changed", person, about=before)
    return True


@transaction.atomic
def refuse_new_address(*, new: NewAddress, by: Person) -> bool:
    """Also by who asked. The address that was stays."""
    if not take(new):
        return False
    audit.record("new_address_refused", new, by=by)
    return True


def take(new: NewAddress) -> bool:
    """What was looked at, if it waits still: whoever comes second takes nothing."""
    return bool(NewAddress.objects.filter(pk=new.pk, address=new.address).delete()[0])
