"""A past day of which no figures were kept, as its reader had it worked out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Sum

from compliance.forms import Filters
from compliance.models import Calculation, Standing
from people.models import Person
from people.queries.scopes import Scope


class WorkedOut:
    """Like the figures kept of a day, but with what is known now."""

    has_list = False

    def __init__(self, scope: Scope, calculation: Calculation) -> None:
        self.calculation = calculation
        self.everywhere = calculation.figures.exclude(after="").order_by()
        self.figures = self.everywhere.filter(unit__in=scope.units)

    def counts(self) -> Iterable[tuple[str, str, date | None, int]]:
        grouped = self.figures.values_list("measure", "after").annotate(total=Sum("number"))
        return [(measure, status, None, number) for measure, status, number in grouped]

    def sizes(self) -> Iterable[tuple[str, int, int]]:
        return self.everywhere.values_list("measure", "unit_id").annotate(total=Sum("number"))

    def by_part(self, measure: str, part_of: Mapping[int, int]) -> Iterable[tuple[int, str, int]]:
        rows = self.figures.filter(measure=measure).values_list("unit_id", "after")
        return laid_into_parts(rows.annotate(total=Sum("number")), part_of)

    def listed(self, asked: Filters) -> Sequence[Standing]:
        return []

    def named(self, rows: Sequence[Standing]) -> Sequence[Standing]:
        return rows

    def of(self, people: Collection[int]) -> Iterable[Standing]:
        return []


def laid_into_parts(
    rows: Iterable[tuple[int, str, int]], part_of: Mapping[int, int]
) -> Iterable[tuple[int, str, int]]:
    """`rows`: unit, status, how many; `part_of`: the part that each unit belongs to, if any."""
    return ((part_of[unit], status, number) for unit, status, number in rows if unit in part_of)


def worked_out(scope: Scope, reader: Person, on: date) -> Calculation | None:
    """The reader's latest of this day that holds all of the part."""
    done = Calculation.objects.visible_to(reader).filter(
        kind=Calculation.Kind.PAST_DAY, state=Calculation.State.DONE, day=on
    )
    above = [unit.pk for unit in (*scope.above, scope.unit) if unit]
    whole = done.filter(unit=None) if scope.is_everything or scope.unit is None else done.none()
    return (done.filter(unit__in=above) | whole).first()
