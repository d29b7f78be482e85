"""What waits for a mail is mailed, whatever day it is."""

from datetime import date

from django.utils import timezone

from notices.digests import bundle
from notices.models import Notice
from notices.sending import send_all_waiting

MONDAY = date(2026, 11, 23)


def mail_everything() -> int:
    """How many notices are in the mails."""
    bundle(on=MONDAY)
    send_all_waiting(now=timezone.now())
    return Notice.objects.shown().filter(state__in=("sent", "bundled")).count()
