"""Three places that standings of many people come from, each asked in the same way.

A team is judged at once, on any day; more people come from the projection of today; the figures
of an earlier day from those that were kept of it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Min, Sum

from compliance.forms import FALLING, Filters
from compliance.judging import standings_on
from compliance.models import Figure, Order, Snapshot, Standing, StandingQuerySet, Tally
from compliance.queries.worked_out import WorkedOut, laid_into_parts, worked_out
from people.models import Person
from people.models.ties import posted_in
from people.queries.scopes import Scope

Counts = Iterable[tuple[str, str, date | None, int]]
ByUnit = Iterable[tuple[int, str, int]]
PartOf = Mapping[int, int]
Sizes = Iterable[tuple[str, int, int]]
Listed = Sequence[Standing]

TALLIED_BY_PART = """
with recursive below (unit, part) as (
    select id, id from people_unit where id = any(%s)
    union all
    select people_unit.id, part from people_unit join below on parent_id = below.unit
)
select part, status, sum(number)::int
from compliance_tally join below on unit = unit_id
where measure = %s
group by part, status
"""
IN_A_CELL = ("person_id", "measure", "as_of", "status", "next_due")
IN_A_LINE = (
    *IN_A_CELL,
    "unit_id",
    "role",
    "falls_out_on",
    "excluded_until",
    "person__name",
    "person__staff_number",
)


class Projected:
    """The projection, as PostgreSQL counts it. `as_of`: of which day its oldest standing is."""

    has_list = True
    as_of: date | None = None

    def __init__(self, scope: Scope, reader: Person) -> None:
        rows = Standing.objects.all() if scope.figures_only else Standing.objects.visible_to(reader)
        self.rows = rows if scope.is_everything else rows.filter(unit__in=scope.units)
        self.scope = scope

    def counts(self) -> Counts:
        grouped = Tally.objects if self.scope.is_everything else self.rows
        columns = grouped.order_by().values_list("measure", "status", "falls_out_on")
        if self.scope.is_everything:
            rows = list(columns.annotate(total=Sum("number"), since=Min("oldest")))
        else:
            rows = list(columns.annotate(total=Count("pk"), since=Min("as_of")))
        self.as_of = min((row[4] for row in rows), default=None)
        return [row[:4] for row in rows]

    def sizes(self) -> Sizes:
        rows = Tally.objects.order_by().values_list("measure", "unit_id")
        return rows.annotate(total=Sum("number"))

    def by_part(self, measure: str, part_of: PartOf) -> ByUnit:
        if self.scope.is_everything:
            return tallied_by_part(measure, set(part_of.values()))
        rows = self.rows.filter(measure=measure).order_by().values_list("unit_id", "status")
        return laid_into_parts(rows.annotate(number=Count("pk")), part_of)

    def listed(self, asked: Filters) -> StandingQuerySet:
        rows = self.rows.filter(measure=asked.measure)
        if asked.status == FALLING:
            rows = rows.filter(falls_out_on__isnull=False)
            if asked.due_by:
                rows = rows.filter(falls_out_on__lte=asked.due_by)
        else:
            if asked.status:
                rows = rows.filter(status=asked.status)
            if asked.due_by:
                rows = rows.filter(next_due__lte=asked.due_by)
        if asked.role:
            rows = rows.filter(role=asked.role)
        return rows.in_order(asked.order).select_related("person").only(*IN_A_LINE)

    def named(self, rows: Sequence[Standing]) -> Listed:
        """With their units from the tree."""
        for row in rows:
            row.unit_name = self.scope.tree.units[row.unit_id].name
        return rows

    def of(self, people: Collection[int]) -> Iterable[Standing]:
        return Standing.objects.filter(person__in=people).only(*IN_A_CELL)


class Judged:
    """A team, worked out live on the day that is asked for."""

    has_list = True

    def __init__(self, scope: Scope, reader: Person, *, on: date, today: date) -> None:
        people = {person.pk: person for person in team_on(scope, reader, on)}
        self.rows = [row for rows in standings_on(people, on, today) for row in rows]
        for row in self.rows:
            row.person = people[row.person_id]
            row.unit_name = str(scope.tree.units.get(row.unit_id) or row.unit)

    def counts(self) -> Counts:
        counted = Counter((row.measure, row.status, row.falls_out_on) for row in self.rows)
        return [(*key, number) for key, number in counted.items()]

    def sizes(self) -> Sizes:
        return [(row.measure, row.unit_id, 1) for row in self.rows]

    def by_part(self, measure: str, part_of: PartOf) -> ByUnit:
        rows = ((row.unit_id, row.status, 1) for row in self.rows if row.measure == measure)
        return laid_into_parts(rows, part_of)

    def listed(self, asked: Filters) -> Listed:
        return sorted((row for row in self.rows if fits(row, asked)), key=ORDERS[asked.order])

    def named(self, rows: Sequence[Standing]) -> Listed:
        return rows

    def of(self, people: Collection[int]) -> Iterable[Standing]:
        return [row for row in self.rows if row.person_id in people]


class Kept:
    """The figures that were kept of a past day; they have no names."""

    has_list = False

    def __init__(self, scope: Scope, *, on: date) -> None:
        self.is_kept = Snapshot.objects.filter(day=on).exists()
        self.everywhere = Figure.objects.filter(snapshot__day=on).order_by()
        self.figures = self.everywhere.filter(unit__in=scope.units)

    def counts(self) -> Counts:
        grouped = self.figures.values_list("measure", "status").annotate(total=Sum("number"))
        return [(measure, status, None, number) for measure, status, number in grouped]

    def sizes(self) -> Sizes:
        rows = self.everywhere.values_list("measure", "unit_id")
        return rows.annotate(total=Sum("number"))

    def by_part(self, measure: str, part_of: PartOf) -> ByUnit:
        rows = self.figures.filter(measure=measure).values_list("unit_id", "status")
        return laid_into_parts(rows.annotate(total=Sum("number")), part_of)

    def listed(self, asked: Filters) -> Listed:
        return []

    def named(self, rows: Sequence[Standing]) -> Listed:
        return rows

    def of(self, people: Collection[int]) -> Iterable[Standing]:
        return []


def tallied_by_part(measure: str, parts: Collection[int]) -> ByUnit:
    """An organisation has thousands of units and some ten parts: PostgreSQL lays them together."""
    with connection.cursor() as cursor:
        cursor.execute(TALLIED_BY_PART, [list(parts), measure])
        return cursor.fetchall()


Source = Projected | Judged | Kept | WorkedOut


def source_for(scope: Scope, reader: Person, *, on: date, today: date) -> Source:
    if scope.is_team and not scope.figures_only:
        return Judged(scope, reader, on=on, today=today)
    if on == today:
        return Projected(scope, reader)
    kept = Kept(scope, on=on)
    calculation = None if kept.is_kept else worked_out(scope, reader, on)
    return WorkedOut(scope, calculation) if calculation else kept


def team_on(scope: Scope, reader: Person, on: date) -> Iterable[Person]:
    people = Person.objects.visible_to(reader).in_service(on)
    if scope.people is not None:
        return people.filter(pk__in=scope.people)
    return people.filter(posted_in(scope.units, on, person="pk"))


def fits(row: Standing, asked: Filters) -> bool:
    day = row.falls_out_on if asked.status == FALLING else row.next_due
    return (
        row.measure == asked.measure
        and (asked.status != FALLING or row.falls_out_on is not None)
        and asked.status in ("", FALLING, row.status)
        and asked.role in ("", row.role)
        and (asked.due_by is None or (day is not None and day <= asked.due_by))
    )


def urgency(row: Standing) -> tuple[bool, date, str]:
    return not row.is_late, row.next_due or date.max, row.person.name


def name_of(row: Standing) -> str:
    return row.person.name


def due(row: Standing) -> tuple[date, str]:
    return row.next_due or date.max, row.person.name


ORDERS: Mapping[str, Callable[[Standing], Any]] = {
    "": urgency,
    Order.NAME: name_of,
    Order.DUE: due,
}
