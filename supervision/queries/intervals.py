"""Agreed intervals that have to be made, or looked at again (P22-2.1b, P22-2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, Subquery

from people.models import Person, Posting
from people.rules import book_on
from policy import cadence
from policy.months import london_date
from supervision.models import AgreedInterval, SupportNeed

LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class IntervalDue:
    """`agreed_on` is None where an interval has to be agreed for the first time.

    `for_support`: because greater support is needed, which nobody but the two may read.
    """

    person_id: int
    day: date
    agreed_on: date | None
    for_support: bool = False


def intervals_due(*, on: date) -> Iterator[IntervalDue]:
    """Everybody in service for whom there is such a day, past or to come; one query."""
    book = book_on(on)
    new = timedelta(days=LONGEST_MONTH * book.cadence.months_new_in_post)
    latest = AgreedInterval.objects.filter(person=OuterRef("person")).latest_first()
    needed = SupportNeed.objects.lasting().filter(person=OuterRef("person"))
    posts = (
        Posting.objects.current(on)
        .filter(person__in=Person.objects.in_service(on))
        .annotate(
            agreed_at=Subquery(latest.values("agreed_at")[:1]),
            needed_since=Subquery(needed.values("began_at")),
        )
        .filter(Q(agreed_at__isnull=False) | Q(needed_since__isnull=False) | Q(start__gte=on - new))
        .order_by()
    )
    columns = ("person_id", "start", "employment_type", "agreed_at", "needed_since")
    for person_id, start, employment_type, agreed_at, needed_since in posts.values_list(
        *columns
    ).iterator():
        if not book.employment_types[employment_type].reported:
            continue
        agreed_on, since = day_of(agreed_at), day_of(needed_since)
        day = cadence.interval_due(
            agreed_on, post_started=start, on=on, book=book, support_since=since
        )
        if day:
            yield IntervalDue(person_id, day, agreed_on, for_support=day == since)


def day_of(moment: datetime | None) -> date | None:
    return london_date(moment) if moment else None
