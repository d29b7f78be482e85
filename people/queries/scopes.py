"""Which part of the organisation a page is about: a unit with all below it, or one's own team."""

from collections.abc import Iterator
from dataclasses import dataclass

from people.models import Person
from people.queries.units import UnitInTree, UnitTree, all_units, tree_of, units_overseen_by


@dataclass(frozen=True)
class Scope:
    """`units` and all below are looked at; or, for a manager, the `people` who report to them.

    `parts`: the units one step down, each with all below it. `above`: the way up, outermost first.
    `figures_only`: for management information, who see no names (and no group under five).
    """

    title: str
    tree: UnitTree
    unit: UnitInTree | None = None
    units: frozenset[int] = frozenset()
    people: frozenset[int] | None = None
    parts: tuple[tuple[UnitInTree, frozenset[int]], ...] = ()
    above: tuple[UnitInTree, ...] = ()
    figures_only: bool = False
    is_everything: bool = False

    @property
    def is_team(self) -> bool:
        """Small enough to be judged at once, on any day."""
        return self.people is not None or (self.unit is not None and self.unit.kind == "team")


def oversees_everything(reader: Person) -> bool:
    return reader.reach.everywhere or "mis" in reader.reach.unlimited_grants


def sees_figures_only(reader: Person) -> bool:
    return "mis" in reader.reach.unlimited_grants and not reader.reach.oversees


def team_scope(reader: Person) -> Scope | None:
    """The people who report to the reader; None without any."""
    if not reader.is_active or not reader.reach.reports:
        return None
    return Scope("My team", tree_of(all_units()), people=reader.reach.reports)


def whole_scope(reader: Person) -> Scope | None:
    """All that the reader oversees; None for those who oversee nothing.

    An organisation that has no units yet is all there is, for those who oversee everything.
    """
    tree = tree_for(reader)
    roots = tree.roots
    if len(roots) == 1:
        return scope_from(tree, roots[0], reader)
    if not roots and not (reader.is_active and oversees_everything(reader)):
        return None
    return Scope(
        "All that you oversee",
        tree,
        units=frozenset(tree.units),
        parts=parts_of(tree, roots),
        figures_only=sees_figures_only(reader),
    )


def unit_scope(reader: Person, pk: int) -> Scope | None:
    """None for a unit that the reader does not oversee."""
    tree = tree_for(reader)
    unit = tree.units.get(pk)
    return scope_from(tree, unit, reader) if unit else None


def tree_for(reader: Person) -> UnitTree:
    if reader.is_active and sees_figures_only(reader):
        return tree_of(all_units())
    if reader.is_active and reader.reach.oversees:
        return units_overseen_by(reader)
    return UnitTree()


def scope_from(tree: UnitTree, unit: UnitInTree, reader: Person) -> Scope:
    below = frozenset(tree.with_all_below(unit.pk))
    return Scope(
        title=unit.name,
        tree=tree,
        unit=unit,
        units=below,
        parts=parts_of(tree, tree.children[unit.pk]),
        above=tuple(reversed(list(ancestors(tree, unit)))),
        figures_only=sees_figures_only(reader),
        is_everything=unit.parent_id is None and len(tree.units) == len(below),
    )


def parts_of(
    tree: UnitTree, units: list[UnitInTree]
) -> tuple[tuple[UnitInTree, frozenset[int]], ...]:
    return tuple((unit, frozenset(tree.with_all_below(unit.pk))) for unit in units)


def ancestors(tree: UnitTree, unit: UnitInTree) -> Iterator[UnitInTree]:
    parent = tree.units.get(unit.parent_id or 0)
    while parent:
        yield parent
        parent = tree.units.get(parent.parent_id or 0)
