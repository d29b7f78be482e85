"""Whose work somebody may look at, as a list to search."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from people.models import Person
from people.models.ties import posted_in
from people.queries.people import Search, in_post
from people.rules import book_on
from policy.rulebook import Rulebook
from qai.access import sources_held, sources_open_to


def looks_at_work(by: Person, book: Rulebook) -> bool:
    """Has anybody's work to look at: the page of audits then offers to begin one."""
    reach = by.reach
    return bool(reach.reports or reach.supervised or _units(by, book) or _everywhere(by, book))


def people_open_to(by: Person, book: Rulebook, search: Search) -> QuerySet[Any]:
    """Those in post today, by name; never oneself."""
    people = Person.objects.exclude(pk=by.pk)
    if not _everywhere(by, book):
        reach = by.reach
        own = Q(pk__in=reach.reports | reach.supervised)
        units = _units(by, book)
        people = people.filter(own | posted_in(units, reach.on, person="pk") if units else own)
    rows = in_post(people, on=by.reach.on).filter(role__isnull=False)
    if search.text:
        rows = rows.filter(name__icontains=search.text)
    return rows.order_by("name", "staff_number")


@dataclass(frozen=True)
class Offer:
    """What the policy knows for one role that the reader could do."""

    audit: bool
    observe: bool


def offers(by: Person, book: Rulebook) -> dict[str, Offer]:
    """By role, so that a list offers nothing that leads nowhere."""
    sources = sources_held(by, book)
    usable = {tool for source in sources for tool in source.tools}
    observes = any(source.observes for source in sources)
    return {
        role: Offer(
            audit=any(tool.key in usable for tool in book.audit_tools_for(role)),
            observe=observes and bool(book.settings_for(role)),
        )
        for role in book.roles
    }


def _everywhere(by: Person, book: Rulebook) -> bool:
    granting = {grant for source in book.qai.sources.values() for grant in source.grants}
    return bool(by.reach.unlimited_grants & granting)


def _units(by: Person, book: Rulebook) -> frozenset[int]:
    found: set[int] = set()
    for source in book.qai.sources.values():
        keys = (*source.grants, *(["role"] if by.reach.role in source.roles else []))
        for key in keys:
            found |= by.reach.units_of.get(key, frozenset())
    return frozenset(found)


def person_open_to(by: Person, pk: int) -> Person | None:
    """None for one's own work and for everybody whose work one may not look at."""
    book = book_on(by.reach.on)
    person = Person.objects.in_service(by.reach.on).filter(pk=pk).first()
    return person if person and sources_open_to(by, person, book) else None


def person_whose_pieces_are_open_to(reader: Person, pk: int) -> Person | None:
    """Whoever sees the person's facts, works with them, or may look at their work."""
    person = Person.objects.filter(pk=pk).first()
    if person is None:
        return None
    sees = pk in reader.reach.supervised or Person.objects.visible_to(reader).filter(pk=pk).exists()
    return person if sees or person_open_to(reader, pk) else None
