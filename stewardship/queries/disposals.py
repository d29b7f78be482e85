"""Lists of what is to go, and what went: who agreed, when, by which rule, how many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from people.models import Person
from policy.rulebook.retention import KeptKind
from stewardship.models import Disposal, DisposalItem, Tombstone, kinds_on

HEAD = (
    "Number", "Kind", "Person number", "Staff number", "Clock from", "Up to", "Rule", "Records",
    "Proposed by", "Confirmed by", "Disposed of on",
)  # fmt: skip
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Line:
    """One tombstone with the names that its numbers still lead to."""

    stone: Tombstone
    kind: str
    proposed_by: str
    confirmed_by: str
    day: date


def disposals_for(person: Person) -> QuerySet[Disposal]:
    return Disposal.objects.visible_to(person).select_related(
        "proposed_by", "confirmed_by", "withdrawn_by"
    )


def items_of(disposal: Disposal) -> QuerySet[DisposalItem]:
    return DisposalItem.objects.filter(disposal=disposal).select_related("person")


def totals_of(disposal: Disposal) -> list[tuple[str, int, int]]:
    """For each state in words: how many people, how many records were listed of them."""
    found = DisposalItem.objects.filter(disposal=disposal).order_by().values("state")
    states = found.annotate(people=Count("pk"), records=Sum("number"))
    numbers = {row["state"]: (row["people"], row["records"]) for row in states}
    return [
        (title, *numbers[state]) for state, title in DisposalItem.State.choices if state in numbers
    ]


def kind_of(key: str) -> KeptKind:
    return kinds_on(timezone.localdate())[key]


def tombstones_for(person: Person) -> QuerySet[Tombstone]:
    return Tombstone.objects.visible_to(person)


def in_words(stones: Iterable[Tombstone]) -> list[Line]:
    stones = list(stones)
    kinds = kinds_on(timezone.localdate())
    numbers = {pk for one in stones for pk in (one.proposed_by_id, one.confirmed_by_id)}
    names = dict(Person.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return [
        Line(
            stone=one,
            kind=kinds[one.kind].title,
            proposed_by=names.get(one.proposed_by_id, f"Person {one.proposed_by_id}"),
            confirmed_by=names.get(one.confirmed_by_id, f"Person {one.confirmed_by_id}"),
            day=timezone.localdate(one.at),
        )
        for one in stones
    ]


def as_rows(stones: Iterable[Tombstone]) -> Iterator[Row]:
    for line in in_words(stones):
        one = line.stone
        yield (
            str(one.pk), line.kind, one.person_id, one.staff_number, one.since, one.until,
            one.rule, one.number, line.proposed_by, line.confirmed_by, line.day,
        )  # fmt: skip
