"""Which units' figures management information may see, so that no group under five shows.

Figures of a unit hold those of every unit below it. Whoever sees a unit and some of the units
below it can subtract: what remains is a group of its own. So a unit is shown only if what remains
between it and the nearest units shown below it is nobody, or five people and more. Where less
remains, the smallest unit below is left out and its people join what remains. The remainders are
all that can be worked out from any number of pages, because units never overlap.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from people.queries.scopes import Scope
from people.queries.units import UnitInTree, UnitTree

FEWEST = 5
ALL_UNITS = 0


def key_of(scope: Scope) -> int:
    return scope.unit.pk if scope.unit else ALL_UNITS


def shown_by_measure(
    tree: UnitTree, people: Iterable[tuple[str, int, int]]
) -> dict[str, frozenset[int]]:
    """`people`: measure, unit, and how many of those posted there it is about."""
    sizes: dict[str, dict[int, int]] = {}
    for measure, unit, number in people:
        of_measure = sizes.setdefault(measure, {})
        of_measure[unit] = of_measure.get(unit, 0) + number
    return {measure: shown_units(tree, of_measure) for measure, of_measure in sizes.items()}


def shown_units(tree: UnitTree, sizes: Mapping[int, int]) -> frozenset[int]:
    """`sizes`: the people posted in each unit itself. `ALL_UNITS` stands for the whole tree."""
    groups = Groups(tree, sizes)
    roots = tree.roots
    groups.look_at(ALL_UNITS, roots)
    return frozenset(groups.rests)


@dataclass
class Groups:
    """Of each unit shown: the people in it, the nearest units shown below, and who remains."""

    tree: UnitTree
    sizes: Mapping[int, int]
    totals: dict[int, int] = field(default_factory=dict)
    nearest: dict[int, set[int]] = field(default_factory=dict)
    rests: dict[int, int] = field(default_factory=dict)

    def look_at(self, pk: int, units: Iterable[UnitInTree]) -> tuple[int, set[int]]:
        """Who remains above the nearest units shown, and these units."""
        rest, nearest = self.sizes.get(pk, 0), set()
        for unit in units:
            rest_below, shown_below = self.look_at(unit.pk, self.tree.children[unit.pk])
            rest += rest_below
            nearest |= shown_below
        total = rest + sum(self.totals[shown] for shown in nearest)
        while is_small(rest) and nearest:
            rest += self.leave_out(nearest)
        if not total or is_small(rest):
            return rest, nearest
        self.totals[pk], self.nearest[pk], self.rests[pk] = total, nearest, rest
        return 0, {pk}

    def leave_out(self, shown: set[int]) -> int:
        """The smallest of them is shown no more; who remained in it remains above now."""
        left_out = min(shown, key=lambda unit: (not self.rests[unit], self.totals[unit], unit))
        shown.remove(left_out)
        shown |= self.nearest[left_out]
        return self.rests.pop(left_out)


def is_small(number: int) -> bool:
    return 0 < number < FEWEST
