"""What the compliance page of a unit or a team shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from compliance import pictures
from compliance.forms import FALLING, Filters
from compliance.models import HEADLINE, LOOK_AHEAD, Calculation, Standing
from compliance.pictures import Week
from compliance.queries.past import Past, months_before
from compliance.queries.shares import Share, by_measure
from compliance.queries.sources import Counts, Kept, Projected, Source
from compliance.queries.worked_out import WorkedOut
from govuk.charts import Chart
from people.queries.scopes import Scope
from people.queries.small_groups import key_of, shown_by_measure
from people.queries.units import UnitInTree
from policy.rulebook import Rulebook

ALL_TOGETHER = "All measures together"
OF_A_TEAM = " Worked out with what is known now, for the people who report to you now."


@dataclass(frozen=True)
class Measured:
    """One measure of many people. `share` is None where a small group could be worked out."""

    key: str
    title: str
    share: Share | None
    past: Sequence[int | None]


@dataclass(frozen=True)
class Part:
    unit: UnitInTree
    share: Share


@dataclass(frozen=True)
class Dashboard:
    measures: list[Measured]
    parts: list[Part]
    parts_not_shown: int
    parts_chart: Chart | None
    weeks: list[Week]
    weeks_chart: Chart | None
    trend_chart: Chart | None
    is_kept: bool
    is_missing: bool
    worked_out: Calculation | None
    stale: date | None

    @property
    def has_names(self) -> bool:
        return not self.is_kept and self.worked_out is None

    @property
    def falling(self) -> int:
        return sum(week.number for week in self.weeks)

    @property
    def is_empty(self) -> bool:
        return not self.measures


def dashboard(
    scope: Scope, source: Source, asked: Filters, *, on: date, today: date, book: Rulebook
) -> Dashboard:
    counts = list(source.counts())
    counted, past = by_measure(counts), months_before(scope, on=on, today=today)
    shown = shown_by_measure(scope.tree, source.sizes()) if scope.figures_only else None
    every_part = parts_of(scope, source, asked.measure)
    parts = [p for p in every_part if shown is None or p.unit.pk in shown[asked.measure]]
    weeks = weeks_of(falling(counts, asked.measure), on)
    title = titles(book)[asked.measure]
    return Dashboard(
        measures=[
            Measured(
                key=key,
                title=name,
                share=counted[key] if shown is None or key_of(scope) in shown[key] else None,
                past=line(past, key),
            )
            for key, name in titles(book).items()
            if key in counted
        ],
        parts=parts,
        parts_not_shown=len(every_part) - len(parts),
        parts_chart=pictures.parts(title, [(p.unit.name, p.share) for p in parts]),
        weeks=weeks,
        weeks_chart=None if scope.figures_only else pictures.weeks(title, weeks),
        trend_chart=pictures.months(
            title, points(past, asked.measure), OF_A_TEAM if scope.people is not None else ""
        ),
        is_kept=isinstance(source, Kept),
        is_missing=isinstance(source, Kept) and not source.is_kept,
        worked_out=source.calculation if isinstance(source, WorkedOut) else None,
        stale=stale(source, today),
    )


def stale(source: Source, today: date) -> date | None:
    """Of which day the standings are, where they come from a projection that is behind."""
    as_of = source.as_of if isinstance(source, Projected) else None
    return as_of if as_of and as_of < today else None


def titles(book: Rulebook) -> dict[str, str]:
    measures = {key: entry.title for key, entry in book.measures.items()}
    duties = {key: entry.title for key, entry in book.duties.items()}
    return {HEADLINE: ALL_TOGETHER, **measures, **duties}


def parts_of(scope: Scope, source: Source, measure: str) -> list[Part]:
    if not scope.parts:
        return []
    part_of = {pk: unit.pk for unit, units in scope.parts for pk in units}
    shares = {unit.pk: Share() for unit, _ in scope.parts}
    for part, status, number in source.by_part(measure, part_of):
        shares[part].add(status, number)
    return [Part(unit, shares[unit.pk]) for unit, _ in scope.parts if shares[unit.pk].total]


def falling(counts: Counts, measure: str) -> dict[date, int]:
    days: dict[date, int] = {}
    for key, _, day, number in counts:
        if key == measure and day:
            days[day] = days.get(day, 0) + number
    return days


def number_listed(board: Dashboard, asked: Filters) -> int | None:
    """How many the list of people holds, where the figures above it have counted them."""
    shares = {one.key: one.share for one in board.measures}
    share = shares.get(asked.measure)
    if share is None or asked.role or asked.due_by or asked.status == FALLING:
        return None
    return share.numbers.get(asked.status, 0) if asked.status else share.total


def weeks_of(days: Mapping[date, int], today: date) -> list[Week]:
    """Seven days each from tomorrow, up to thirty days."""
    last_of_all, weeks = today + LOOK_AHEAD, []
    first = today + timedelta(days=1)
    while first <= last_of_all:
        last = min(first + timedelta(days=6), last_of_all)
        number = sum(count for day, count in days.items() if first <= day <= last)
        weeks.append(Week(first, last, number))
        first = last + timedelta(days=1)
    return weeks


def line(past: Past, measure: str) -> list[int | None]:
    return [value for _, value in points(past, measure)]


def points(past: Past, measure: str) -> list[tuple[str, int | None]]:
    return [
        (f"{day:%b %Y}", shares[measure].per_cent if measure in shares else None)
        for day, shares in sorted(past.items())
    ]


def cells(source: Source, rows: Sequence[Standing]) -> dict[int, dict[str, Standing]]:
    """Every measure of the people on the page, by person."""
    found: dict[int, dict[str, Standing]] = {}
    for row in source.of({row.person_id for row in rows}):
        found.setdefault(row.person_id, {})[row.measure] = row
    return found
