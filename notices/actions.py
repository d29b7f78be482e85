from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Model

from notices.calendar import Entry, to_plain
from notices.mailing import DAILY, FOR_CALENDARS, OPTIONAL
from notices.models import CalendarFeed, Notice, Unmailed, new_key
from notices.outsiders import OutsideMessage
from people import audit
from people.models import Person


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
    told = [notice_of(one, person) for one in tellings for person in one.people if person.is_active]
    choose_how(told)
    Notice.objects.bulk_create(told, ignore_conflicts=True)
    if any(notice.state == Notice.State.WAITING for notice in told):
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


def choose_how(notices: Collection[Notice]) -> None:
    """At once, with the message of the day, or on the page of messages alone."""
    asked = {notice.kind for notice in notices} & OPTIONAL.keys()
    people = {notice.person_id for notice in notices}
    unmailed = Unmailed.objects.filter(kind__in=asked, person__in=people) if asked else ()
    without = {(one.person_id, one.kind) for one in unmailed}
    for notice in notices:
        if (notice.person_id, notice.kind) in without or is_useless(notice.kind):
            notice.state = Notice.State.UNMAILED
        elif notice.kind in DAILY:
            notice.state = Notice.State.DAILY


def is_useless(kind: str) -> bool:
    """For calendars alone, where mail does not carry their entries."""
    return kind in FOR_CALENDARS and not settings.MAIL_CARRIES_CALENDARS


def wake_sender() -> None:
    """Should the broker be away, nothing is lost: the sweep of the next minute finds what waits."""
    current_app.signature("notices.tasks.send_waiting").delay()


@transaction.atomic
def see(*, person: Person, now: datetime) -> None:
    """Whoever opened the page of their messages has seen them all."""
    Notice.objects.filter(person=person).unseen().update(seen_at=now)


@transaction.atomic
def send_again(*, notice: Notice | OutsideMessage, by: Person) -> bool:
    """One that the mail server never confirmed. False where it was settled meanwhile."""
    unconfirmed = type(notice).objects.unconfirmed().filter(pk=notice.pk)
    if not unconfirmed.update(state=notice.State.WAITING, claimed_at=None):
        return False
    audit.record("notice_sent_again", notice, by=by)
    transaction.on_commit(wake_sender, robust=True)
    return True


@transaction.atomic
def choose_mail(*, person: Person, wanted: Collection[str]) -> None:
    """Of the kinds that may be left out, these are mailed."""
    unmailed = OPTIONAL.keys() - set(wanted)
    Unmailed.objects.filter(person=person).delete()
    Unmailed.objects.bulk_create(
        [Unmailed(person=person, kind=kind) for kind in sorted(unmailed)], ignore_conflicts=True
    )
    audit.record("mail_chosen", person, by=person, unmailed=sorted(unmailed))


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
