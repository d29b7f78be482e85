"""What the compliance page of a unit or a team shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from compliance import pictures
from compliance.forms import Filters
from compliance.models import HEADLINE, LOOK_AHEAD, Figure, Standing
from compliance.pictures import Week
from compliance.queries.shares import Share, by_measure, without_small
from compliance.queries.sources import Counts, Kept, Source
from govuk.charts import Chart
from people.models import Unit
from people.queries.scopes import Scope
from policy.rulebook import Rulebook

MONTHS_SHOWN = 13
ALL_TOGETHER = "All measures together"


@dataclass(frozen=True)
class Measured:
    """One measure of many people. `share` is None where the group is too small to be shown."""

    key: str
    title: str
    share: Share | None
    past: Sequence[int | None]


@dataclass(frozen=True)
class Part:
    unit: Unit
    share: Share


@dataclass(frozen=True)
class Dashboard:
    measures: list[Measured]
    parts: list[Part]
    parts_chart: Chart | None
    weeks: list[Week]
    weeks_chart: Chart | None
    trend_chart: Chart | None
    is_kept: bool

    @property
    def falling(self) -> int:
        return sum(week.number for week in self.weeks)

    @property
    def is_empty(self) -> bool:
        return not self.measures


def dashboard(
    scope: Scope, source: Source, asked: Filters, *, on: date, book: Rulebook
) -> Dashboard:
    counts = list(source.counts())
    counted, past = by_measure(counts), months_before(scope, on)
    shares = shown(counted, scope)
    parts = parts_of(scope, source, asked.measure)
    weeks = weeks_of(falling(counts, asked.measure), on)
    title = titles(book)[asked.measure]
    return Dashboard(
        measures=[
            Measured(key, name, shares.get(key), line(past, key))
            for key, name in titles(book).items()
            if key in counted
        ],
        parts=parts,
        parts_chart=pictures.parts(title, [(p.unit.name, p.share) for p in parts]),
        weeks=weeks,
        weeks_chart=None if scope.figures_only else pictures.weeks(title, weeks),
        trend_chart=pictures.months(title, points(past, asked.measure)),
        is_kept=isinstance(source, Kept),
    )


def titles(book: Rulebook) -> dict[str, str]:
    measures = {key: entry.title for key, entry in book.measures.items()}
    duties = {key: entry.title for key, entry in book.duties.items()}
    return {HEADLINE: ALL_TOGETHER, **measures, **duties}


def parts_of(scope: Scope, source: Source, measure: str) -> list[Part]:
    if not scope.parts:
        return []
    part_of = {pk: unit.pk for unit, units in scope.parts for pk in units}
    shares = {unit.pk: Share() for unit, _ in scope.parts}
    for unit_id, status, number in source.by_unit(measure):
        if unit_id in part_of:
            shares[part_of[unit_id]].add(status, number)
    if scope.figures_only:
        shares = without_small(shares)
    return [Part(unit, shares[unit.pk]) for unit, _ in scope.parts if unit.pk in shares]


def falling(counts: Counts, measure: str) -> dict[date, int]:
    days: dict[date, int] = {}
    for key, _, day, number in counts:
        if key == measure and day:
            days[day] = days.get(day, 0) + number
    return days


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


Past = dict[date, dict[str, Share]]


def months_before(scope: Scope, on: date) -> Past:
    """The figures kept at the end of each month of the last year; none of a manager's team."""
    past: Past = {}
    if scope.people is not None:
        return past
    since = on - timedelta(days=31 * MONTHS_SHOWN)
    kept = Figure.objects.month_ends(since).filter(snapshot__day__lte=on)
    if not scope.is_everything:
        kept = kept.filter(unit__in=scope.units)
    rows = kept.order_by().values_list("snapshot__day", "measure", "status")
    for day, measure, status, number in rows.annotate(total=Sum("number")):
        past.setdefault(day, {}).setdefault(measure, Share()).add(status, number)
    return {day: shown(shares, scope) for day, shares in past.items()}


def shown(shares: dict[str, Share], scope: Scope) -> dict[str, Share]:
    """Without groups under five, for those who see figures only."""
    if not scope.figures_only:
        return shares
    return {key: share for key, share in shares.items() if not share.is_small}


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
