"""How often themes are found, by quarter and part of the organisation: people, never names.

A number counts people in whose work a theme was found. Whoever may not read the findings sees no
number under five, nor one from which such a number could be worked out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from govuk import charts
from govuk.charts import Chart
from people.models import Person
from people.queries.scopes import Scope, parts_of, scope_from, tree_for
from people.queries.small_groups import key_of, shown_units
from people.queries.units import UnitInTree, UnitTree, all_units, tree_of
from qai.access import keeps_themes
from qai.models import Theme

QUARTERS = 8
MY_TEAM = "team"

SQL = """
with found as (
    select theme_id, person_id, day from qai_themefound
    where side = %(side)s and finalised_on is not null and day >= %(since)s
)
select found.theme_id, date_trunc('quarter', found.day)::date, found.person_id,
    (array_agg(posting.unit_id order by found.day desc))[1]
from found
join people_posting posting on posting.person_id = found.person_id
    and posting.start <= found.day and (posting."end" is null or posting."end" >= found.day)
group by 1, 2, 3
"""


@dataclass(frozen=True, order=True)
class Quarter:
    """Calendar quarters, the same as those of the financial year from April."""

    start: date

    @property
    def key(self) -> str:
        return self.start.isoformat()

    @property
    def title(self) -> str:
        last = self.start.replace(month=self.start.month + 2)
        return f"{self.start:%B} to {last:%B %Y}"

    @property
    def short(self) -> str:
        last = self.start.replace(month=self.start.month + 2)
        return f"{self.start:%b}–{last:%b %y}"


def quarters_to(day: date) -> list[Quarter]:
    """The quarter of the day and those before it, earliest first."""
    year, index = day.year, (day.month - 1) // 3
    numbers = [year * 4 + index - back for back in range(QUARTERS)]
    return [Quarter(date(number // 4, number % 4 * 3 + 1, 1)) for number in reversed(numbers)]


@dataclass(frozen=True)
class Found:
    """A theme was found in the work of one person, of one unit, in one quarter."""

    theme_id: int
    quarter: Quarter
    person_id: int
    unit_id: int


Cell = tuple[int, Quarter]


def found_since(quarter: Quarter, side: str) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"side": side, "since": quarter.start})
        return [
            Found(theme, Quarter(start), person, unit)
            for theme, start, person, unit in cursor.fetchall()
        ]


def scope_of(reader: Person, part: str) -> Scope | None:
    """What the reader asks for if they may see it, else the most that they may see."""
    if part == MY_TEAM and reader.is_active and reader.reach.reports:
        return team(reader)
    tree = tree_seen_by(reader)
    unit = next((unit for unit in tree.units.values() if str(unit.pk) == part), None)
    if unit:
        return scope_from(tree, unit, reader)
    if tree.units:
        return whole(reader, tree)
    return team(reader) if reader.is_active and reader.reach.reports else None


def team(reader: Person) -> Scope:
    return Scope("My team", UnitTree(), people=reader.reach.reports)


def tree_seen_by(reader: Person) -> UnitTree:
    keeps = reader.is_active and keeps_themes(reader)
    return tree_of(all_units()) if keeps else tree_for(reader)


def whole(reader: Person, tree: UnitTree) -> Scope:
    roots = tree.roots
    if len(roots) == 1:
        return scope_from(tree, roots[0], reader)
    return Scope(
        "All that you oversee",
        tree,
        units=frozenset(tree.units),
        parts=parts_of(tree, roots),
        is_everything=keeps_themes(reader),
    )


@dataclass(frozen=True)
class Counted:
    """Numbers of people by theme and quarter; None where a number is not to be shown."""

    scope: Scope
    cells: Mapping[Cell, Sequence[Found]]
    groups: Mapping[Cell, frozenset[int]]

    def number(self, cell: Cell) -> int | None:
        scope = self.scope
        if scope.people is not None:
            return sum(one.person_id in scope.people for one in self.cells.get(cell, ()))
        if scope.unit or scope.is_everything:
            return self._shown(cell, key_of(scope), scope.units)
        parts = [self._shown(cell, unit.pk, below) for unit, below in scope.parts]
        known = [number for number in parts if number is not None]
        return sum(known) if len(known) == len(parts) else None

    def by_part(self, cell: Cell) -> list[tuple[UnitInTree, int | None]]:
        return [(unit, self._shown(cell, unit.pk, below)) for unit, below in self.scope.parts]

    def _shown(self, cell: Cell, key: int, units: frozenset[int]) -> int | None:
        here = sum(one.unit_id in units for one in self.cells.get(cell, ()))
        return here if not here or key in self.groups[cell] else None


def counted_in(scope: Scope, found: Iterable[Found]) -> Counted:
    """Small groups are looked for in the whole organisation, so that all readers see alike."""
    tree = tree_of(all_units())
    cells: dict[Cell, list[Found]] = {}
    for one in found:
        cells.setdefault((one.theme_id, one.quarter), []).append(one)
    groups = {
        cell: shown_units(tree, Counter(one.unit_id for one in there))
        for cell, there in cells.items()
    }
    return Counted(scope, cells, groups)


@dataclass(frozen=True)
class ThemeRow:
    theme: Theme
    numbers: tuple[int | None, ...]


def rows_of(
    counted: Counted, themes: Iterable[Theme], quarters: Sequence[Quarter]
) -> list[ThemeRow]:
    """Themes that were found at all, those found most in the last quarter first."""
    used = {theme_id for theme_id, _ in counted.cells}
    rows = [
        ThemeRow(theme, tuple(counted.number((theme.pk, quarter)) for quarter in quarters))
        for theme in themes
        if theme.pk in used
    ]
    return sorted(rows, key=lambda row: [-(number or 0) for number in reversed(row.numbers)])


def chart_of(row: ThemeRow, quarters: Sequence[Quarter], side: str) -> Chart | None:
    known = [number for number in row.numbers if number is not None]
    if not any(known):
        return None
    return charts.trend(
        id="theme",
        title=f"{row.theme.title}: people in whose {side} it was found, by quarter",
        summary=summary_of(row, quarters),
        head=("Quarter", "People"),
        points=[(one.short, number) for one, number in zip(quarters, row.numbers, strict=True)],
        maximum=max(4 * -(-max(known) // 4), 4),
        unit="",
    )


def summary_of(row: ThemeRow, quarters: Sequence[Quarter]) -> str:
    shown = [pair for pair in zip(quarters, row.numbers, strict=True) if pair[1] is not None]
    (first, before), (last, now) = shown[0], shown[-1]
    return f"{before} in {first.title}, {now} in {last.title}."
