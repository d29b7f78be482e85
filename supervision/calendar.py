"""A PLR as an entry in the calendars of both sides."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q

from notices.calendar import Entry
from people.models import Person
from people.rules import book_on
from supervision.models import PLR

DAYS_BACK = timedelta(days=60)


def entry_of(plr: PLR, *, leader: Person, changed_at: datetime, cancelled: bool = False) -> Entry:
    sides = [one for one in (plr.reportee, leader, plr.joined_by) if one]
    return Entry(
        key=f"plr-{plr.pk}",
        sequence=plr.sequence,
        title="Performance and learning review",
        day=plr.planned_for,
        starts_at=plr.starts_at,
        minutes=book_on(plr.planned_for).cadence.meeting_minutes,
        place=plr.place,
        path=plr.get_absolute_url(),
        attendees=tuple((person.name, person.email) for person in sides),
        changed_at=changed_at,
        cancelled=cancelled,
    )


def meetings_of(person: Person, today: date) -> Iterable[Entry]:
    """The PLRs that somebody has, leads or joins: what is to come, and what was of late."""
    own = Q(reportee=person) | Q(led_by=person) | Q(joined_by=person)
    plrs = PLR.objects.filter(own, planned_for__gte=today - DAYS_BACK)
    related = plrs.exclude(state=PLR.State.CANCELLED).select_related(
        "reportee", "led_by", "joined_by"
    )
    for plr in related.order_by("planned_for"):
        yield entry_of(plr, leader=plr.led_by, changed_at=plr.created_at)


def entries_led_by(person: Person, *, today: date) -> list[Entry]:
    """What is planned and theirs to lead."""
    plrs = PLR.objects.filter(led_by=person, state=PLR.State.SCHEDULED, planned_for__gte=today)
    related = plrs.select_related("reportee", "led_by", "joined_by").order_by("planned_for")
    return [entry_of(plr, leader=person, changed_at=plr.created_at) for plr in related]
