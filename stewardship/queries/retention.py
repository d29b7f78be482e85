"""What has been kept long enough, by kind and person: counts and days, never contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, or_
from typing import Any

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
    Value,
)
from django.db.models.functions import Coalesce, Least, TruncDate

from people.models import Person
from policy.retention import last_start_listed
from policy.rulebook.retention import KeptKind
from policy.rulebook.retention_checks import NAME_AND_ADDRESS
from stewardship.disposing.holdings import HOLDINGS, Holding
from stewardship.models import Disposal, LegalHold, RetentionSwitch, kinds_on

DB = "default"


@dataclass(frozen=True)
class KindToday:
    """One kind with its switch and the list that waits, as they are today.

    `people`: of whom something is past its time; none where it is not counted.
    """

    kind: KeptKind
    switch: RetentionSwitch | None
    disposal: Disposal | None
    people: int | None = None

    @property
    def is_on(self) -> bool:
        return self.switch is not None and self.switch.is_on


def kinds_today(on: date) -> list[KindToday]:
    switches = {
        one.kind: one
        for one in RetentionSwitch.objects.standing().select_related("asked_by", "confirmed_by")
    }
    open_lists = Disposal.objects.filter(finished_at=None, withdrawn_at=None)
    disposals = {one.kind: one for one in open_lists.select_related("proposed_by", "confirmed_by")}
    kinds = kinds_on(on)
    are_on = [kind for key, kind in kinds.items() if key in switches and switches[key].is_on]
    numbers = numbers_due(are_on, on) if are_on else {}
    return [
        KindToday(kind, switches.get(key), disposals.get(key), numbers.get(key))
        for key, kind in kinds.items()
    ]


def numbers_due(kinds: Sequence[KeptKind], on: date) -> dict[str, int]:
    """Of how many people something is listed, all these kinds in one statement."""
    counts = {
        f"due_{kind.key}": Subquery(
            due(kind, on).order_by().annotate(one=Value(1)).values("one")
            .annotate(number=Count("pk")).values("number"),
            output_field=IntegerField(),
        )
        for kind in kinds
    }  # fmt: skip
    row: dict[str, Any] = Person.objects.order_by("pk").values(**counts)[:1].get()
    return {kind.key: row[f"due_{kind.key}"] or 0 for kind in kinds}


def due(kind: KeptKind, on: date) -> QuerySet[Person]:
    """Of whom something of that kind is listed on the day. A hold, or coming back, ends it."""
    until = last_start_listed(on, kind.months)
    holds = LegalHold.objects.lasting()
    if kind.key != NAME_AND_ADDRESS:
        holds = holds.of_everything()
    people = Person.objects.exclude(pk__in=holds.values("person"))
    if kind.counts_from_leaving:
        people = people.filter(left__lte=until)
    if kind.key == NAME_AND_ADDRESS:
        people = people.exclude(has_something_left(kinds_on(on)))
    return people.filter(any_of(counted(kind.key), until))


def any_of(holdings: Sequence[Holding], until: date) -> Q:
    return reduce(or_, (Q(Exists(of_person(one.free(DB, until), one))) for one in holdings))


def has_something_left(kinds: dict[str, KeptKind]) -> Q:
    """Records that count from leaving: while there are any, the name stays with them."""
    holdings = [
        one
        for key, kind in kinds.items()
        if kind.counts_from_leaving and key != NAME_AND_ADDRESS
        for one in counted(key)
    ]
    return reduce(or_, (Q(Exists(of_person(one.everything(DB), one))) for one in holdings))


def counted(kind: str) -> list[Holding]:
    return [one for one in HOLDINGS[kind] if one.counted]


def of_person(rows: QuerySet, holding: Holding) -> QuerySet:
    return rows.order_by().filter(**{holding.person: OuterRef("pk")})


def listed(kind: KeptKind, on: date) -> QuerySet[Any]:
    """With `number` of records and `since`, when the clock began.

    Whoever left first comes first; where each record has a clock of its own, by name.
    """
    until = last_start_listed(on, kind.months)
    holdings = counted(kind.key)
    numbers = [number_of(one, until) for one in holdings]
    people = due(kind, on).annotate(number=reduce(add, numbers), since=since(holdings, until))
    return people.order_by("left" if kind.counts_from_leaving else "name", "pk")


def number_of(holding: Holding, until: date) -> Coalesce:
    of_one = of_person(holding.free(DB, until), holding).annotate(whose=F(holding.person))
    total = of_one.values("whose").annotate(total=Count("pk", distinct=True)).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def since(holdings: Sequence[Holding], until: date) -> Any:
    """The last day of service, or the oldest of the records that have a clock of their own."""
    if not holdings[0].day:
        return F("left")
    oldest = [
        Subquery(
            of_person(one.free(DB, until), one)
            .annotate(whose=F(one.person))
            .values("whose")
            .annotate(oldest=Min(TruncDate(one.day)))
            .values("oldest"),
            output_field=DateField(),
        )
        for one in holdings
    ]
    return Least(*oldest) if len(oldest) > 1 else oldest[0]


def kind_today(key: str, on: date) -> KindToday | None:
    """Without counting people; None for a kind that the rule file does not know."""
    kind = kinds_on(on).get(key)
    if kind is None:
        return None
    people = ("asked_by", "confirmed_by")
    switch = RetentionSwitch.objects.standing().filter(kind=key).select_related(*people).first()
    waiting = Disposal.objects.filter(kind=key, finished_at=None, withdrawn_at=None).first()
    return KindToday(kind, switch, waiting)


def periods(on: date) -> list[tuple[KeptKind, bool]]:
    """Each kind, and whether its retention is on."""
    switched_on = set(RetentionSwitch.objects.on().values_list("kind", flat=True))
    return [(kind, key in switched_on) for key, kind in kinds_on(on).items()]
