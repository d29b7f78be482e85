"""What is on the screen as a sheet: the people that the filters find, or the figures."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from compliance.forms import Filters
from compliance.queries.dashboard import Dashboard, dashboard, titles
from compliance.queries.sources import Source
from people import sheets
from people.queries.scopes import Scope
from policy.rulebook import Rulebook

PEOPLE = (
    "Name",
    "Staff number",
    "Role",
    "Team",
    "Measure",
    "Status",
    "Due",
    "Falls out on",
    "Excluded until",
)
FIGURES = ("Measure", "In time", "Late", "Per cent in time", "Excluded", "Not yet testable")


def export(
    kind: str,
    scope: Scope,
    source: Source,
    asked: Filters,
    *,
    book: Rulebook,
    on: date,
    today: date,
) -> HttpResponse:
    head: Sequence[str] = PEOPLE
    rows = people(source, asked, book)
    if scope.figures_only or not source.has_list:
        board = dashboard(scope, source, asked, on=on, today=today, book=book)
        head, rows = FIGURES, figures(board)
    make, content_type = sheets.KINDS[kind]
    name = f"compliance-{on.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make(head, rows), content_type=content_type, headers=headers)


def people(source: Source, asked: Filters, book: Rulebook) -> Iterator[tuple[Any, ...]]:
    measure = titles(book)[asked.measure]
    for row in source.named(list(source.listed(asked))):
        role = book.roles[row.role].title
        person = row.person
        status = "Late: too few so far" if row.is_short else row.get_status_display()
        days = (row.next_due, row.falls_out_on, row.excluded_until)
        yield (person.name, person.staff_number, role, row.unit_name, measure, status, *days)


def figures(board: Dashboard) -> Iterator[tuple[Any, ...]]:
    for one in board.measures:
        share = one.share
        if share is None:
            yield (one.title, "not shown: a group under five could be worked out")
        else:
            numbers = (share.compliant, share.late, share.per_cent, share.excluded, share.untested)
            yield (one.title, *numbers)
