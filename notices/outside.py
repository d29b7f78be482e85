"""Telling people who have no account here; sent at most once, as everything in the outbox."""

import logging
from collections.abc import Callable
from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string

from notices.actions import wake_sender
from notices.notify import NotTaken, Refused
from notices.outsiders import OutsideMessage

LinkMaker = Callable[[int], str | None]
BATCH = 500
_makers: dict[str, LinkMaker] = {}
log = logging.getLogger(__name__)


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
    """Sends what waits, oldest first; returns how many this caller sent."""
    batch = list(OutsideMessage.objects.waiting().values_list("pk", flat=True)[:BATCH])
    if not batch:
        return 0
    with get_connection() as server:
        return sum(send(message_id=pk, now=now, server=server) for pk in batch)


def send(*, message_id: int, now: datetime, server: BaseEmailBackend) -> bool:
    """A claim without an answer stays on the 'not confirmed' list; what was not taken waits.

    What there is no link to any more is dropped.
    """
    message = OutsideMessage.objects.claim(message_id, now=now)
    if message is None:
        return False
    path = _makers[message.subject_kind](message.subject_id)
    if path is None:
        message.delete()
        return False
    try:
        written(message, path, server=server).send()
    except (SMTPRecipientsRefused, Refused):
        log.warning("The mail server refused the address of outside message %s", message_id)
        return False
    except NotTaken:
        message.settle(OutsideMessage.State.WAITING)
        raise
    message.settle(OutsideMessage.State.SENT, sent_at=now)
    return True


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
