from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.paging import page_links, page_of
from people.sheets import as_csv
from qai.forms.self_regulation import OverviewForm
from qai.queries import self_regulation_overview as queries
from qai.queries.self_regulation_overview import STATUSES, WAITING, Figure, Row

PEOPLE = (
    "Name",
    "Staff number",
    "Team",
    "Status",
    "Since",
    "Under consideration since",
    "Record due by",
    "Can be approved",
    "Last piece of work",
)
NUMBERS = ("Advisers", *STATUSES.values(), *WAITING.values())
TOO_FEW = "fewer than five"


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Advisers of a team or an area, with what is asked about each; or figures alone."""
    reader, today = request.user, timezone.localdate()
    by_name, by_number = queries.sees_names(reader), queries.sees_figures(reader)
    if not by_name and not by_number:
        raise Http404
    form = OverviewForm(request.GET, tree=queries.units_for(reader))
    rows = queries.rows_for(reader, form.filters(), on=today) if by_name else []
    figures = queries.figures_for(reader, on=today) if by_number else []
    if request.GET.get("export") == "csv":
        return sheet(rows, figures, by_name=by_name, today=today)
    page = page_of(rows, request.GET.get("page"))
    context = {
        "form": form,
        "by_name": by_name,
        "by_number": by_number,
        "page": page,
        "pagination": page_links(page, request.GET),
        "figures": figures,
        "numbers": NUMBERS,
        "statuses": STATUSES,
        "today": today,
    }
    status = 400 if form.errors else 200
    return render(request, "qai/self_regulation_overview.html", context, status=status)


def sheet(
    rows: Sequence[Row], figures: Sequence[Figure], *, by_name: bool, today: date
) -> HttpResponse:
    text = as_csv(PEOPLE, people(rows)) if by_name else as_csv(("Part", *NUMBERS), parts(figures))
    name = f"self-regulation-{today.isoformat()}.csv"
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def people(rows: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        standing = row.found.standing
        yield (
            row.person.name,
            row.person.staff_number,
            row.unit.name,
            STATUSES[row.status],
            row.since,
            standing.consideration_open_since,
            standing.decision_record_due,
            "yes" if standing.eligible else "no",
            row.last_piece_on,
        )


def parts(figures: Sequence[Figure]) -> Iterator[tuple[Any, ...]]:
    for figure in figures:
        yield (figure.unit.name, *(figure.numbers or [TOO_FEW]))
