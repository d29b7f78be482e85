"""Agreed intervals that have to be made, or looked at again (P22-2.1b, P22-2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, Subquery

from people.models import Person, Posting
from people.rules import book_on
from policy import cadence
from policy.months import london_date
from supervision.models import AgreedInterval

LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class IntervalDue:
    """`agreed_on` is None where an interval has to be agreed for the first time."""

    person_id: int
    day: date
    agreed_on: date | None


def intervals_due(*, on: date) -> Iterator[IntervalDue]:
    """Everybody in service for whom there is such a day, past or to come; one query."""
    book = book_on(on)
    new = timedelta(days=LONGEST_MONTH * book.cadence.months_new_in_post)
    latest = AgreedInterval.objects.filter(person=OuterRef("person")).latest_first()
    posts = (
        Posting.objects.current(on)
        .filter(person__in=Person.objects.in_service(on))
        .annotate(agreed_at=Subquery(latest.values("agreed_at")[:1]))
        .filter(Q(agreed_at__isnull=False) | Q(start__gte=on - new))
        .order_by()
    )
    rows = posts.values_list("person_id", "start", "employment_type", "agreed_at")
    for person_id, start, employment_type, agreed_at in rows.iterator():
        if not book.employment_types[employment_type].reported:
            continue
        agreed_on = day_of(agreed_at)
        day = cadence.interval_due(agreed_on, post_started=start, on=on, book=book)
        if day:
            yield IntervalDue(person_id, day, agreed_on)


def day_of(agreed_at: datetime | None) -> date | None:
    return london_date(agreed_at) if agreed_at else None
