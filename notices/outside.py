"""Telling people who have no account here; sent at most once, as everything in the outbox."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string

from notices.actions import wake_sender
from notices.outsiders import OutsideMessage
from notices.sending import hand_over, send_batch

LinkMaker = Callable[[int], str | None]
_makers: dict[str, LinkMaker] = {}


def offer(subject_kind: str, maker: LinkMaker) -> None:
    """Names who makes the path of a new link to a subject; the room above does so, once.

    The maker returns None where nothing is asked any more.
    """
    _makers[subject_kind] = maker


@transaction.atomic
def tell_outside(
    *, name: str, email: str, kind: str, about: Model, facts: dict[str, str], step: str = ""
) -> None:
    """Queues one message, once for each subject and step; sent after the transaction."""
    message = OutsideMessage(
        name=name,
        email=email,
        kind=kind,
        subject_kind=about._meta.label_lower,
        subject_id=about.pk,
        step=step,
        facts=facts,
    )
    OutsideMessage.objects.bulk_create([message], ignore_conflicts=True)
    transaction.on_commit(wake_sender, robust=True)


def send_all_waiting(*, now: datetime) -> int:
    """Returns how many messages this caller sent."""
    return send_batch(OutsideMessage.objects.waiting(), send, now=now)


def send(pk: int, now: datetime, server: BaseEmailBackend) -> bool:
    """Sends a message at most once; what there is no link to any more is dropped."""
    message = OutsideMessage.objects.claim(pk, now=now)
    if message is None:
        return False
    path = _makers[message.subject_kind](message.subject_id)
    if path is None:
        message.delete()
        return False
    return hand_over(message, written(message, path, server=server), now=now)


def written(message: OutsideMessage, path: str, *, server: BaseEmailBackend) -> EmailMessage:
    words = {
        "name": message.name,
        "sentence": message.sentence,
        "link": f"{settings.BASE_URL}{path}",
    }
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=render_to_string("mail/outside.txt", words),
        to=[message.email],
        connection=server,
    )
    mail.attach_alternative(render_to_string("mail/outside.html", words), "text/html")
    return mail
