from functools import partial

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from people import actions, sign_ins
from people.models import Person


@shared_task
def forget_old_sign_ins() -> None:
    """Sessions that have ended, and the addresses of sign-ins that were kept long enough."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("pk")).delete()
    sign_ins.forget_addresses()


def ask_for_new_password(*, person: Person | None) -> None:
    """None where nobody has the address. A worker does the rest, as that takes time."""
    asked = partial(send_password_link.delay, person.pk if person else None)
    transaction.on_commit(asked, robust=True)


@shared_task
def send_password_link(person: int | None) -> None:
    """None: somebody typed an address that nobody has."""
    for asked in Person.objects.filter(pk=person):
        actions.send_password_link(person=asked)
