"""What was worked out, side by side, as far as the reader may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from compliance import pictures
from compliance.models import (
    HEADLINE,
    CalculatedChange,
    CalculatedChangeQuerySet,
    Calculation,
    CalculationQuerySet,
    Status,
)
from compliance.queries.shares import Share
from govuk.charts import Chart
from people.models import Person
from people.queries.scopes import Scope, unit_scope, whole_scope
from people.queries.small_groups import key_of, shown_by_measure
from people.queries.units import UnitInTree
from policy.wording import counted

LATE = Status.NON_COMPLIANT
SIDES = {
    Calculation.Kind.WHAT_IF: ("Today", "What if"),
    Calculation.Kind.PAST_DAY: ("As known on the day", "As known now"),
}
LATER = {
    "plr": ("PLR", "PLRs"),
    "meeting": ("general meeting", "general meetings"),
    "audit": ("case file audit", "case file audits"),
    "observation": ("observation", "observations"),
    "absence": ("time left out", "times left out"),
}
WORSE = Q(after=LATE) & ~Q(before=LATE)
BETTER = Q(before=LATE) & ~Q(after=LATE)
CHANGES = {"": Q(), "worse": WORSE, "better": BETTER, "other": ~(WORSE | BETTER)}


@dataclass
class Pair:
    """The same people judged in two ways. `worse`: late after, and not before.

    `falling`: how many fall out in the next 30 days before and after.
    """

    before: Share = field(default_factory=Share)
    after: Share = field(default_factory=Share)
    worse: int = 0
    better: int = 0
    falling: tuple[int, int] = (0, 0)

    def add(self, before: str, after: str, number: int) -> None:
        if before:
            self.before.add(before, number)
        if after:
            self.after.add(after, number)
        self.worse += number if after == LATE != before else 0
        self.better += number if before == LATE != after else 0

    @property
    def points(self) -> int | None:
        """Percentage points gained or lost; None where nobody is tested on one side."""
        before, after = self.before.per_cent, self.after.per_cent
        return None if before is None or after is None else after - before

    @property
    def difference(self) -> str:
        """'+12 points', with a sign that is a minus; 'none'."""
        if not self.points:
            return "none" if self.points == 0 else ""
        sign = "+" if self.points > 0 else "−"
        return f"{sign}{abs(self.points)} {'point' if abs(self.points) == 1 else 'points'}"


@dataclass(frozen=True)
class Compared:
    """`pair` is None where a small group could be worked out from it."""

    key: str
    title: str
    pair: Pair | None


@dataclass(frozen=True)
class ComparedPart:
    unit: UnitInTree
    pair: Pair


@dataclass(frozen=True)
class SideBySide:
    measures: list[Compared]
    parts: list[ComparedPart]
    parts_not_shown: int
    chart: Chart | None


def calculations_of(reader: Person) -> CalculationQuerySet:
    return Calculation.objects.visible_to(reader).select_related("unit")


def scope_of(reader: Person, calculation: Calculation, wanted: int | None) -> Scope | None:
    """The part that is looked at; None for one that the reader, or the calculation, has not."""
    whole = part(reader, calculation.unit_id)
    if whole is None or wanted is None:
        return whole
    return part(reader, wanted) if wanted in whole.units else None


def part(reader: Person, pk: int | None) -> Scope | None:
    return unit_scope(reader, pk) if pk else whole_scope(reader)


def side_by_side(calculation: Calculation, scope: Scope, measure: str) -> SideBySide:
    columns = ("unit_id", "measure", "before", "after", "number")
    rows = list(calculation.figures.order_by().values_list(*columns))
    pairs, shown, key = pairs_by_measure(rows, scope), shown_keys(rows, scope), key_of(scope)
    add_falling(pairs, calculation, scope)
    seen = {name: pair for name, pair in pairs.items() if shown is None or key in shown[name]}
    every_part = parts_of(rows, scope, measure)
    parts = [one for one in every_part if shown is None or one.unit.pk in shown[measure]]
    before, after = SIDES[Calculation.Kind(calculation.kind)]
    pair, title = seen.get(measure), calculation.titles[measure]
    return SideBySide(
        measures=[
            Compared(name, words, seen.get(name))
            for name, words in calculation.titles.items()
            if name in pairs
        ],
        parts=parts,
        parts_not_shown=len(every_part) - len(parts),
        chart=pictures.sides(title, [(before, pair.before), (after, pair.after)]) if pair else None,
    )


Rows = Sequence[tuple[int, str, str, str, int]]


def pairs_by_measure(rows: Rows, scope: Scope) -> dict[str, Pair]:
    pairs: dict[str, Pair] = {}
    for unit, measure, before, after, number in rows:
        if unit in scope.units:
            pairs.setdefault(measure, Pair()).add(before, after, number)
    return pairs


def add_falling(pairs: dict[str, Pair], calculation: Calculation, scope: Scope) -> None:
    for unit, measure, before, after in calculation.falling:
        if unit in scope.units and measure in pairs:
            so_far = pairs[measure].falling
            pairs[measure].falling = (so_far[0] + before, so_far[1] + after)


def parts_of(rows: Rows, scope: Scope, wanted: str) -> list[ComparedPart]:
    part_of = {pk: unit.pk for unit, units in scope.parts for pk in units}
    pairs = {unit.pk: Pair() for unit, _ in scope.parts}
    for unit, measure, before, after, number in rows:
        if measure == wanted and unit in part_of:
            pairs[part_of[unit]].add(before, after, number)
    found = [ComparedPart(unit, pairs[unit.pk]) for unit, _ in scope.parts]
    return [one for one in found if one.pair.before.total or one.pair.after.total]


def shown_keys(rows: Rows, scope: Scope) -> dict[str, frozenset[int]] | None:
    """Units that management information may see, before and after; None for everybody else."""
    if not scope.figures_only:
        return None
    before = shown_by_measure(scope.tree, sizes((u, m, b, n) for u, m, b, _, n in rows))
    after = shown_by_measure(scope.tree, sizes((u, m, a, n) for u, m, _, a, n in rows))
    return {
        measure: before.get(measure, after.get(measure, frozenset()))
        & after.get(measure, before.get(measure, frozenset()))
        for measure in {*before, *after}
    }


def sizes(rows: Iterable[tuple[int, str, str, int]]) -> Iterable[tuple[str, int, int]]:
    return [(measure, unit, number) for unit, measure, status, number in rows if status]


def changes_for(
    reader: Person, calculation: Calculation, scope: Scope, *, measure: str, change: str
) -> CalculatedChangeQuerySet:
    """Nobody for those who see figures only."""
    if scope.figures_only:
        return CalculatedChange.objects.none()
    rows = CalculatedChange.objects.visible_to(reader).filter(
        CHANGES[change], of=calculation, measure=measure, unit__in=scope.units
    )
    return rows.select_related("person", "unit").order_by("person__name", "person_id")


def later_in_words(calculation: Calculation) -> list[str]:
    """'12 PLRs', 'one case file audit': put on record after the day that is looked at."""
    later = calculation.later
    return [counted(later[kind], *words) for kind, words in LATER.items() if kind in later]


def measure_or_all(calculation: Calculation, wanted: str) -> str:
    return wanted if wanted in calculation.titles else HEADLINE
