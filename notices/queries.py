from datetime import datetime, timedelta

from notices.models import Notice, NoticeQuerySet, Unmailed
from notices.outbox import OutboxQuerySet
from notices.outsiders import OutsideMessage
from people.models import Person

# The mail server has answered long before, or never will.
GIVEN_UP_AFTER = timedelta(minutes=15)


def messages_of(person: Person) -> NoticeQuerySet:
    """One's own, newest first."""
    return Notice.objects.visible_to(person).shown()


def unmailed_kinds(person: Person) -> set[str]:
    """Of which the person wants no mail."""
    return set(Unmailed.objects.visible_to(person).values_list("kind", flat=True))


def not_confirmed(now: datetime) -> NoticeQuerySet:
    """Handed to the mail server, which never answered; oldest first."""
    waited = Notice.objects.unconfirmed().filter(claimed_at__lt=now - GIVEN_UP_AFTER)
    return waited.select_related("person").order_by("claimed_at")


def not_confirmed_outside(now: datetime) -> OutboxQuerySet:
    """The same of people who have no account; oldest first."""
    waited = OutsideMessage.objects.unconfirmed().filter(claimed_at__lt=now - GIVEN_UP_AFTER)
    return waited.order_by("claimed_at")
