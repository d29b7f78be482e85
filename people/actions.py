"""What changes in an account: one transaction, one audit line, and its letter."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from people import audit, post
from people.models import Person


@transaction.atomic
def invite(*, person: Person, by: Person, now: datetime) -> None:
    """The link is made when the mail is sent. Inviting again sends another."""
    Person.objects.filter(pk=person.pk).update(invited_at=now)
    audit.record("person_invited", person, by=by)
    post.hand_over("invitation", person)


@transaction.atomic
def lock(*, person: Person, by: Person, now: datetime) -> None:
    """Ends every session at its next request. Locking twice is locking once."""
    if Person.objects.filter(pk=person.pk, locked_at=None).update(locked_at=now):
        audit.record("account_locked", person, by=by)


@transaction.atomic
def unlock(*, person: Person, by: Person) -> None:
    if Person.objects.filter(pk=person.pk, locked_at__isnull=False).update(locked_at=None):
        audit.record("account_unlocked", person, by=by)


@transaction.atomic
def set_password(*, person: Person, password: str) -> None:
    """By the person alone. Ends every other session, and says so by mail."""
    person.set_password(password)
    person.save(update_fields=["password"])
    audit.record("password_set", person, by=person)
    post.hand_over("password_changed", person)


@transaction.atomic
def ask_for_new_password(*, person: Person) -> None:
    """Whoever asks, the link goes to the person's own address."""
    post.hand_over("password_link", person)


def tell_of_new_addresses(*, people: Collection[int], using: str) -> None:
    """At the address that each had: with the new one a new password can be asked for."""
    invited = Person.objects.using(using).filter(pk__in=people, invited_at__isnull=False)
    for person in invited:
        if before := person.history.using(using).exclude(email=person.email).first():
            post.hand_over("address_changed", person, about=before, using=using)


@transaction.atomic
def open_account(*, person: Person, now: datetime) -> None:
    """In a demonstration alone: as invited, without mail."""
    if not settings.DEMO:
        raise PermissionDenied
    if Person.objects.filter(pk=person.pk, invited_at=None).update(invited_at=now):
        audit.record("person_invited", person, by=None)
