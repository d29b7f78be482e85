"""The outbox is emptied: each message at most once, and honest about what was not confirmed."""

import logging
from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from notices import mail
from notices.actions import BATCH, wake_sender
from notices.models import Notice
from notices.notify import NotTaken, Refused

log = logging.getLogger(__name__)


def send_all_waiting(*, now: datetime) -> int:
    """Sends what waits, oldest first; returns how many this caller sent.

    While the mail server does not answer, nothing is claimed, so that nothing is given up. After
    a full batch the next one follows at once.
    """
    waiting = Notice.objects.waiting().order_by("created_at", "pk").values_list("pk", flat=True)
    batch = list(waiting[:BATCH])
    if not batch:
        return 0
    with get_connection() as server:
        sent = sum(send_or_log(notice_id=pk, now=now, server=server) for pk in batch)
    if len(batch) == BATCH:
        wake_sender()
    return sent


def send_or_log(*, notice_id: int, now: datetime, server: BaseEmailBackend) -> bool:
    """An address that the mail server refuses holds up nobody else."""
    try:
        return send(notice_id=notice_id, now=now, server=server)
    except (SMTPRecipientsRefused, Refused):
        log.warning("The mail server refused the address of notice %s", notice_id)
        return False


def send(*, notice_id: int, now: datetime, server: BaseEmailBackend) -> bool:
    """Sends a notice at most once: a claim without an answer stays on the 'not confirmed' list.

    What the server says that it did not take goes back to those that wait.
    """
    notice = Notice.objects.claim(notice_id, now=now)
    if notice is None:
        return False
    message = mail.write(notice, server=server)
    if message is None:
        notice.settle(Notice.State.UNMAILED)
        return False
    try:
        message.send()
    except NotTaken:
        notice.settle(Notice.State.WAITING)
        raise
    notice.settle(Notice.State.SENT, sent_at=now)
    return True
