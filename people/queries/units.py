"""The tree of units, in memory: an organisation has hundreds, not millions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from people.models import Person, Unit


class UnitTree:
    def __init__(self, units: Iterable[Unit]):
        self.units = {unit.pk: unit for unit in units}
        self.children: defaultdict[int | None, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            self.children[unit.parent_id].append(unit)

    def depth_first(self) -> Iterator[tuple[int, Unit]]:
        """(depth, unit), each unit before those below it."""
        for unit in self.units.values():
            if unit.parent_id not in self.units:
                yield from self._walk(unit, 0)

    def with_all_below(self, unit_id: int) -> set[int]:
        """The unit and every unit below it; empty when the tree does not hold it."""
        unit = self.units.get(unit_id)
        return {found.pk for _, found in self._walk(unit, 0)} if unit else set()

    def _walk(self, unit: Unit, depth: int) -> Iterator[tuple[int, Unit]]:
        yield depth, unit
        for child in self.children[unit.pk]:
            yield from self._walk(child, depth + 1)


def with_all_above(unit_id: int | None) -> list[int]:
    """The unit, the one that it is part of, and so on to the top."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    found: list[int] = []
    while unit_id is not None:
        found.append(unit_id)
        unit_id = parents.get(unit_id)
    return found


def units_overseen_by(reader: Person) -> UnitTree:
    units = Unit.objects.order_by("name", "code")
    if not reader.reach.everywhere:
        units = units.filter(pk__in=reader.reach.overseen)
    return UnitTree(units)
