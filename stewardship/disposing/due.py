"""What is past its time is counted at night by the batch role, which alone sees every table:
whoever reads the list sees numbers and days of records that they may not open."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import add, or_
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Least, TruncDate

from people.models import Person
from policy.retention import last_start_listed
from policy.rulebook.retention import KeptKind
from policy.rulebook.retention_checks import NAME_AND_ADDRESS
from stewardship.disposing.holdings import HOLDINGS, Holding
from stewardship.models import LegalHold, RetentionDue, kinds_on


def count_all(on: date) -> None:
    """Of every kind, also of those that are off: who decides on one sees what it would mean."""
    for kind in kinds_on(on).values():
        count(kind, on, settings.DISPOSAL_DATABASE)


def count(kind: KeptKind, on: date, db: str) -> None:
    with transaction.atomic(using=db):
        rows = RetentionDue.objects.using(db)
        rows.filter(kind=kind.key).delete()
        rows.bulk_create(
            RetentionDue(
                kind=kind.key,
                person_id=one.pk,
                number=one.number,
                since=one.since,
                counted_on=on,
            )
            for one in listed(kind, on, db)
        )


def due(kind: KeptKind, on: date, db: str) -> QuerySet[Person]:
    """Of whom something of that kind is listed on the day. A hold, or coming back, ends it."""
    until = last_start_listed(on, kind.months)
    holds = LegalHold.objects.using(db).lasting()
    if kind.key != NAME_AND_ADDRESS:
        holds = holds.of_everything()
    people = Person.objects.using(db).exclude(pk__in=holds.values("person"))
    if kind.counts_from_leaving:
        people = people.filter(left__lte=until)
    if kind.key == NAME_AND_ADDRESS:
        people = people.exclude(has_something_left(kinds_on(on), db))
    return people.filter(any_of(counted(kind.key), until, db))


def any_of(holdings: Sequence[Holding], until: date, db: str) -> Q:
    return reduce(or_, (Q(Exists(of_person(one.free(db, until), one))) for one in holdings))


def has_something_left(kinds: dict[str, KeptKind], db: str) -> Q:
    """Records that count from leaving: while there are any, the name stays with them."""
    holdings = [
        one
        for key, kind in kinds.items()
        if kind.counts_from_leaving and key != NAME_AND_ADDRESS
        for one in counted(key)
    ]
    return reduce(or_, (Q(Exists(of_person(one.everything(db), one))) for one in holdings))


def counted(kind: str) -> list[Holding]:
    return [one for one in HOLDINGS[kind] if one.counted]


def of_person(rows: QuerySet, holding: Holding) -> QuerySet:
    return rows.order_by().filter(**{holding.person: OuterRef("pk")})


def listed(kind: KeptKind, on: date, db: str) -> QuerySet[Any]:
    """With `number` of records and `since`, when the clock began."""
    until = last_start_listed(on, kind.months)
    holdings = counted(kind.key)
    numbers = [number_of(one, until, db) for one in holdings]
    people = due(kind, on, db).annotate(number=reduce(add, numbers))
    return people.annotate(since=since(holdings, until, db)).order_by("pk")


def number_of(holding: Holding, until: date, db: str) -> Coalesce:
    of_one = of_person(holding.free(db, until), holding).annotate(whose=F(holding.person))
    total = of_one.values("whose").annotate(total=Count("pk", distinct=True)).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def since(holdings: Sequence[Holding], until: date, db: str) -> Any:
    """The last day of service, or the oldest of the records that have a clock of their own."""
    if not holdings[0].day:
        return F("left")
    oldest = [
        Subquery(
            of_person(one.free(db, until), one)
            .annotate(whose=F(one.person))
            .values("whose")
            .annotate(oldest=Min(TruncDate(one.day)))
            .values("oldest"),
            output_field=DateField(),
        )
        for one in holdings
    ]
    return Least(*oldest) if len(oldest) > 1 else oldest[0]
