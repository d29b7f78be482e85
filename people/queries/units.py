"""The tree of units, in memory: an organisation has hundreds, not millions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import QuerySet

from people.models import Person, Unit


class UnitInTree(NamedTuple):
    """What a page says of a unit; thousands are made for one page."""

    pk: int
    parent_id: int | None
    name: str
    kind: str

    def __str__(self) -> str:
        return self.name


class UnitTree:
    def __init__(self, units: Iterable[UnitInTree] = ()):
        self.units = {unit.pk: unit for unit in units}
        self.children: defaultdict[int | None, list[UnitInTree]] = defaultdict(list)
        for unit in self.units.values():
            self.children[unit.parent_id].append(unit)

    @property
    def roots(self) -> list[UnitInTree]:
        """Below no unit of this tree."""
        return [unit for unit in self.units.values() if unit.parent_id not in self.units]

    def depth_first(self) -> Iterator[tuple[int, UnitInTree]]:
        """(depth, unit), each unit before those below it."""
        for unit in self.roots:
            yield from self._walk(unit, 0)

    def with_all_below(self, unit_id: int) -> set[int]:
        """The unit and every unit below it; empty when the tree does not hold it."""
        found = [unit_id] if unit_id in self.units else []
        for pk in found:
            if pk in self.children:
                found += [child.pk for child in self.children[pk]]
        return set(found)

    def _walk(self, unit: UnitInTree, depth: int) -> Iterator[tuple[int, UnitInTree]]:
        yield depth, unit
        for child in self.children[unit.pk]:
            yield from self._walk(child, depth + 1)


def all_units() -> QuerySet[Unit]:
    """As a page lists them."""
    return Unit.objects.order_by("name", "code")


def tree_of(units: QuerySet[Unit]) -> UnitTree:
    """In the order of the query."""
    return UnitTree(UnitInTree(*row) for row in units.values_list(*UnitInTree._fields))


def with_all_above(unit_id: int | None) -> list[int]:
    """The unit, the one that it is part of, and so on to the top."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    found: list[int] = []
    while unit_id is not None:
        found.append(unit_id)
        unit_id = parents.get(unit_id)
    return found


def units_overseen_by(reader: Person) -> UnitTree:
    units = all_units()
    if not reader.reach.everywhere:
        units = units.filter(pk__in=reader.reach.overseen)
    return tree_of(units)
