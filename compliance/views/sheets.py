"""What was worked out, as a sheet in which nothing is run as a formula."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from compliance.models import CalculatedChange, Calculation
from compliance.queries.calculations import SIDES, SideBySide
from people import sheets
from policy import rulebook

NOT_SHOWN = "not shown: a group under five could be worked out"


def changes_sheet(calculation: Calculation, rows: Iterable[CalculatedChange]) -> HttpResponse:
    before, after = SIDES[Calculation.Kind(calculation.kind)]
    head = ("Name", "Staff number", "Role", "Team", "Measure", before, after, "Why")
    return as_csv(calculation, "changes", head, people(calculation, rows))


def people(calculation: Calculation, rows: Iterable[CalculatedChange]) -> Iterator[tuple[Any, ...]]:
    roles = rulebook.in_force(settings.RULEBOOK, calculation.day).roles
    for row in rows:
        yield (
            row.person.name,
            row.person.staff_number,
            roles[row.role].title,
            row.unit.name,
            calculation.titles[row.measure],
            row.get_before_display(),
            row.get_after_display(),
            row.why,
        )


def figures_sheet(calculation: Calculation, board: SideBySide) -> HttpResponse:
    before, after = SIDES[Calculation.Kind(calculation.kind)]
    words = ("in time", "late", "per cent", "excluded", "not yet testable")
    numbers = [f"{side}: {word}" for side in (before, after) for word in words]
    head = (
        "Measure",
        *numbers,
        f"{before}: falls out in 30 days",
        f"{after}: falls out in 30 days",
    )
    return as_csv(calculation, "figures", head, figures(board))


def figures(board: SideBySide) -> Iterator[tuple[Any, ...]]:
    for one in board.measures:
        if one.pair is None:
            yield (one.title, NOT_SHOWN)
        else:
            sides = (one.pair.before, one.pair.after)
            yield (
                one.title,
                *(
                    number
                    for side in sides
                    for number in (
                        side.compliant,
                        side.late,
                        side.per_cent,
                        side.excluded,
                        side.untested,
                    )
                ),
                *one.pair.falling,
            )


def as_csv(
    calculation: Calculation, what: str, head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> HttpResponse:
    make, content_type = sheets.KINDS["csv"]
    name = f"{calculation.kind}-{what}-{calculation.day.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make(head, rows), content_type=content_type, headers=headers)
