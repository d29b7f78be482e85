import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPRecipientsRefused

from celery import current_app
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Model

from notices import mail
from notices.calendar import Entry, to_plain
from notices.models import CalendarFeed, Notice, new_key
from people import audit
from people.models import Person

BATCH = 500
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Telling:
    """What several people are told of one subject.

    `facts` are the names and days that the kind's sentences mention: never what was written.
    """

    people: Iterable[Person]
    kind: str
    about: Model
    path: str
    facts: Mapping[str, str]
    step: str = ""
    entry: Entry | None = None


def tell(
    *,
    people: Iterable[Person],
    kind: str,
    about: Model,
    path: str,
    facts: Mapping[str, str],
    step: str = "",
    entry: Entry | None = None,
) -> None:
    """Queues one notice a person, once for each subject and step; sent after the transaction."""
    tell_each([Telling(people, kind, about, path, facts, step, entry)])


@transaction.atomic
def tell_each(tellings: Iterable[Telling]) -> None:
    """All of them at once. Whoever has left or is locked out is told nothing."""
    notices = Notice.objects.bulk_create(
        [notice_of(one, person) for one in tellings for person in one.people if person.is_active],
        ignore_conflicts=True,
    )
    if notices:
        transaction.on_commit(wake_sender, robust=True)


def notice_of(telling: Telling, person: Person) -> Notice:
    return Notice(
        person=person,
        kind=telling.kind,
        subject_kind=telling.about._meta.label_lower,
        subject_id=telling.about.pk,
        step=telling.step,
        path=telling.path,
        facts=telling.facts,
        entry=to_plain(telling.entry) if telling.entry else None,
    )


def wake_sender() -> None:
    """Should the broker be away, nothing is lost: the sweep of the next minute finds what waits."""
    current_app.signature("notices.tasks.send_waiting").delay()


def send_all_waiting(*, now: datetime) -> int:
    """Sends what waits, oldest first; returns how many this caller sent.

    While the mail server does not answer, nothing is claimed, so that nothing is given up.
    """
    waiting = Notice.objects.waiting().order_by("created_at", "pk").values_list("pk", flat=True)
    batch = list(waiting[:BATCH])
    if not batch:
        return 0
    with get_connection() as server:
        return sum(send_or_log(notice_id=pk, now=now, server=server) for pk in batch)


def send_or_log(*, notice_id: int, now: datetime, server: BaseEmailBackend) -> bool:
    """An address that the mail server refuses holds up nobody else."""
    try:
        return send(notice_id=notice_id, now=now, server=server)
    except SMTPRecipientsRefused:
        log.warning("The mail server refused the address of notice %s", notice_id)
        return False


def send(*, notice_id: int, now: datetime, server: BaseEmailBackend) -> bool:
    """Sends a notice at most once: a claim without an answer stays on the 'not confirmed' list."""
    notice = Notice.objects.claim(notice_id, now=now)
    if notice is None:
        return False
    mail.send(notice, server=server)
    notice.mark_sent(now=now)
    return True


@transaction.atomic
def see(*, person: Person, now: datetime) -> None:
    """Whoever opened the page of their messages has seen them all."""
    Notice.objects.filter(person=person).unseen().update(seen_at=now)


@transaction.atomic
def send_again(*, notice: Notice, by: Person) -> bool:
    """One that the mail server never confirmed. False where it was settled meanwhile."""
    unconfirmed = Notice.objects.unconfirmed().filter(pk=notice.pk)
    if not unconfirmed.update(state=Notice.State.WAITING, claimed_at=None):
        return False
    audit.record("notice_sent_again", notice, by=by)
    transaction.on_commit(wake_sender, robust=True)
    return True


@transaction.atomic
def make_feed(*, person: Person, now: datetime) -> CalendarFeed:
    """One address a person: the one before is revoked."""
    made = {"key": new_key(), "made_at": now}
    feed, _ = CalendarFeed.objects.update_or_create(person=person, defaults=made)
    audit.record("calendar_feed_made", person, by=person)
    return feed


@transaction.atomic
def revoke_feed(*, person: Person) -> None:
    if CalendarFeed.objects.filter(person=person).delete()[0]:
        audit.record("calendar_feed_revoked", person, by=person)
