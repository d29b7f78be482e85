"""Three lists of people in service: with their facts, with their accounts, and the directory."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from people.access import sees_all_accounts
from people.models import Person
from people.models.person import PersonQuerySet
from people.models.ties import posted_in

SORTS = {
    "name": ("name", "staff_number"),
    "unit": ("unit_name", "name", "staff_number"),
    "manager": ("manager_name", "name", "staff_number"),
    "joined": ("joined", "name", "staff_number"),
}


@dataclass(frozen=True)
class Search:
    text: str = ""
    units: frozenset[int] = frozenset()
    sort: str = "name"


def with_facts(reader: Person, search: Search) -> QuerySet[Any]:
    """For those who oversee: everybody whose facts they may see."""
    rows = in_post(Person.objects.visible_to(reader), on=reader.reach.on)
    named = Q(name__icontains=search.text) | Q(staff_number__istartswith=search.text)
    return narrowed(rows, search, named).order_by(*SORTS[search.sort])


def with_accounts(reader: Person, search: Search) -> QuerySet[Any]:
    """For system administrators: accounts, and nothing of supervision."""
    rows = in_post(Person.objects.all(), on=reader.reach.on)
    named = Q(name__icontains=search.text) | Q(staff_number__istartswith=search.text)
    return narrowed(rows, search, named).order_by(*SORTS["name"])


def accounts_kept_by(reader: Person) -> QuerySet[Person]:
    """Whose account the reader may put right: HR those of their register, administrators all."""
    reach = reader.reach
    if sees_all_accounts(reader) or reach.hr_everywhere:
        return Person.objects.all()
    return Person.objects.filter(posted_in(reach.hr_units, reach.on, person="pk"))


def directory(reader: Person, search: Search) -> QuerySet:
    """For everybody: name, role and team."""
    rows = in_post(Person.objects.all(), on=reader.reach.on)
    named = Q(name__icontains=search.text)
    return (
        narrowed(rows, search, named).order_by(*SORTS["name"]).values("name", "role", "unit_name")
    )


def in_post(people: PersonQuerySet, *, on: date) -> QuerySet[Any]:
    """Those in service on the day, with `role`, `unit_name` and `manager_name` of the day."""
    return people.in_service(on).annotate(
        posting=FilteredRelation("postings", condition=holds("postings", on)),
        line=FilteredRelation("lines", condition=holds("lines", on)),
        role=F("posting__role"),
        unit_name=F("posting__unit__name"),
        manager_name=F("line__manager__name"),
    )


def holds(span: str, on: date) -> Q:
    open_ended = Q(**{f"{span}__end": None}) | Q(**{f"{span}__end__gte": on})
    return open_ended & Q(**{f"{span}__start__lte": on})


def narrowed(rows: QuerySet[Any], search: Search, named: Q) -> QuerySet[Any]:
    if search.text:
        rows = rows.filter(named)
    if search.units:
        rows = rows.filter(posting__unit__in=search.units)
    return rows
