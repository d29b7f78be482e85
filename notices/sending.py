"""The outbox is emptied: each message at most once, and honest about what was not confirmed."""

import logging
from collections.abc import Callable
from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from notices import mail
from notices.actions import wake_sender
from notices.models import Notice
from notices.notify import NotTaken, Refused
from notices.outbox import OutboxQuerySet, Outgoing

BATCH = 500
# Refused by the server, or nothing that a mail can be addressed to.
OF_ONE_ADDRESS = (SMTPRecipientsRefused, Refused, ValueError)
SendOne = Callable[[int, datetime, BaseEmailBackend], bool]
log = logging.getLogger(__name__)


def send_all_waiting(*, now: datetime) -> int:
    """Returns how many notices this caller sent."""
    return send_batch(Notice.objects.waiting(), send, now=now)


def send_batch(waiting: OutboxQuerySet, send_one: SendOne, *, now: datetime) -> int:
    """Sends what waits, oldest first; returns how many this caller sent.

    While the mail server does not answer, nothing is claimed, so that nothing is given up. After
    a full batch the next one follows at once.
    """
    batch = list(waiting.order_by("created_at", "pk").values_list("pk", flat=True)[:BATCH])
    if not batch:
        return 0
    with get_connection() as server:
        sent = sum(send_one(pk, now, server) for pk in batch)
    if len(batch) == BATCH:
        wake_sender()
    return sent


def send(pk: int, now: datetime, server: BaseEmailBackend) -> bool:
    """Sends a notice at most once; whoever may not be told any more is not mailed."""
    notice = Notice.objects.select_related("person").claim(pk, now=now)
    if notice is None:
        return False
    message = mail.write(notice, server=server)
    if message is None:
        notice.settle(Notice.State.UNMAILED)
        return False
    return hand_over(notice, message, now=now)


def hand_over(claimed: Outgoing, message: EmailMessage, *, now: datetime) -> bool:
    """A claim without an answer stays on the 'not confirmed' list.

    What the server says that it did not take goes back to those that wait. An address that it
    refuses, or that is none, holds up nobody else.
    """
    try:
        message.send()
    except OF_ONE_ADDRESS:
        name = claimed._meta.verbose_name
        log.warning("Nothing can be sent to the address of %s %s", name, claimed.pk)
        return False
    except NotTaken:
        claimed.settle(claimed.State.WAITING)
        raise
    claimed.settle(claimed.State.SENT, sent_at=now)
    return True
