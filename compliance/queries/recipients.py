"""Who is told of whom by the daily compliance check (P22-A1.12)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from people.models import Grant, Person, Posting, ReportingLine, Unit
from people.queries.units import tree_of
from policy.rulebook import Rulebook


def recipients(on: date, book: Rulebook) -> dict[int, set[int]]:
    """Line managers of their team; heads of practice and above, directors and HR of their part."""
    told: defaultdict[int, set[int]] = defaultdict(set)
    for manager, person in lines(on):
        told[manager].add(person)
    tree, posted = tree_of(Unit.objects.all()), people_by_unit(on)
    for person, unit in [*overseers(on, book), *granted(on)]:
        units = tree.with_all_below(unit) if unit else set(tree.units)
        told[person] |= {pk for below in units for pk in posted[below]} - {person}
    return told


def lines(on: date) -> Iterable[tuple[int, int]]:
    return ReportingLine.objects.current(on).order_by().values_list("manager_id", "person_id")


def people_by_unit(on: date) -> defaultdict[int, set[int]]:
    posted: defaultdict[int, set[int]] = defaultdict(set)
    in_service = Posting.objects.current(on).filter(person__in=Person.objects.in_service(on))
    for unit, person in in_service.order_by().values_list("unit_id", "person_id"):
        posted[unit].add(person)
    return posted


def overseers(on: date, book: Rulebook) -> Iterable[tuple[int, int]]:
    roles = [role.key for role in book.roles.values() if role.oversees]
    postings = Posting.objects.current(on).filter(role__in=roles).order_by()
    return postings.values_list("person_id", "unit_id")


def granted(on: date) -> Iterable[tuple[int, int | None]]:
    overseeing = (Grant.Kind.HR, Grant.Kind.DIRECTOR)
    grants = Grant.objects.current(on).filter(grant__in=overseeing).order_by()
    return grants.values_list("person_id", "unit_id")
