"""Opening the records of one person: with a reason, for an hour, and the person is told."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from govuk.dates import uk_date
from notices.actions import tell
from people import audit
from people.models import BreakGlass, Grant, Person
from people.rules import book_on


@transaction.atomic
def break_glass(*, about: Person, reason: str, by: Person, now: datetime) -> BreakGlass:
    """The person is told in the same transaction."""
    grant = BreakGlass.objects.begin(reader=by, about=about, reason=reason, asked_at=now)
    open_records(grant=grant, now=now)
    return grant


@transaction.atomic
def ask_to_tell_later(
    *, about: Person, reason: str, deferral_reason: str, by: Person, now: datetime
) -> BreakGlass:
    """Nothing is open before a second person has answered."""
    grant = BreakGlass.objects.begin(
        reader=by, about=about, reason=reason, deferral_reason=deferral_reason, asked_at=now
    )
    audit.record("break_glass_deferral_asked", grant, by=by, about=about.pk)
    others = Person.objects.filter(pk__in=holders(timezone.localdate(now)))
    told = others.exclude(pk__in=[by.pk, about.pk])
    path = f"/records/break-glass/{grant.pk}/answer/"
    tell(people=told, kind="break_glass_to_answer", about=grant, path=path, facts={"by": by.name})
    return grant


def holders(on: date) -> set[int]:
    """Who has the permission, and is no system administrator."""
    grants = Grant.objects.current(on)
    having = grants.filter(grant=Grant.Kind.BREAK_GLASS).values_list("person", flat=True)
    void = grants.filter(grant=Grant.Kind.SYSTEM_ADMIN).values_list("person", flat=True)
    return set(having) - set(void)


@transaction.atomic
def answer_deferral(*, grant: BreakGlass, tell_on: date | None, by: Person, now: datetime) -> bool:
    """With a day the person is told on that day; with none at once. The first answer stands."""
    waiting = BreakGlass.objects.waiting().filter(pk=grant.pk)
    if not waiting.update(deferral_by=by, deferral_answered_at=now, tell_on=tell_on):
        return False
    day = tell_on.isoformat() if tell_on else ""
    audit.record("break_glass_deferral_answered", grant, by=by, tell_on=day)
    facts = {"by": by.name}
    path = "/records/break-glass/"
    tell(people=[grant.reader], kind="break_glass_answered", about=grant, path=path, facts=facts)
    return True


@transaction.atomic
def open_records(*, grant: BreakGlass, now: datetime) -> bool:
    """From now for as long as the rule file says. Opening twice is opening once."""
    minutes = book_on(timezone.localdate(now)).disclosure.break_glass_minutes
    unopened = BreakGlass.objects.filter(pk=grant.pk, opened_at=None)
    ends_at = now + timedelta(minutes=minutes)
    if not unopened.update(opened_at=now, ends_at=ends_at):
        return False
    grant.opened_at, grant.ends_at = now, ends_at
    audit.record("break_glass_opened", grant, by=grant.reader, about=grant.about_id)
    if grant.tell_on is None or grant.tell_on <= timezone.localdate(now):
        tell_person(grant, now=now)
    return True


@transaction.atomic
def close_records(*, grant: BreakGlass, by: Person, now: datetime) -> bool:
    if not BreakGlass.objects.open(now).filter(pk=grant.pk).update(closed_at=now):
        return False
    audit.record("break_glass_closed", grant, by=by)
    return True


def tell_person(grant: BreakGlass, *, now: datetime) -> None:
    """Somebody who is locked out is told once they can sign in again."""
    if not grant.about.is_active:
        return
    tell(
        people=[grant.about],
        kind="record_opened_by_break_glass",
        about=grant,
        path="/who-has-read-my-records/",
        facts={"by": grant.reader.name, "day": uk_date(timezone.localdate(grant.opened_at))},
    )
    BreakGlass.objects.filter(pk=grant.pk).update(told_at=now)
    audit.record("break_glass_told", grant, by=None)


def tell_all_due(*, now: datetime) -> int:
    """Those whose day has come, and those who could not be told before: each in its own turn."""
    due = BreakGlass.objects.to_be_told(timezone.localdate(now)).select_related("reader", "about")
    told = [grant for grant in due if grant.about.is_active]
    for grant in told:
        with transaction.atomic():
            tell_person(grant, now=now)
    return len(told)
