"""Judgements, questions, overrides, graders, on a page; these and what is done as sheets."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance import access
from assurance.queries.programmes import tables_for
from assurance.queries.reports import Report, Share
from assurance.views.home import BACK
from people import sheets
from people.views.finding import or_404

NOT_SHOWN = "not shown: a group under five could be worked out"
Table = tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]


def report_for(request: HttpRequest) -> Report:
    or_404(access.sees_reports(request.user) or None)
    return Report(request.user, timezone.localdate())


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    report = report_for(request)
    context = {
        "forms": [in_words(report, key) for key in report.book.assurance.forms],
        "overrides": report.overrides(),
        "far": report.far_graders(),
        **BACK,
    }
    return render(request, "assurance/reports.html", context)


def in_words(report: Report, key: str) -> dict[str, Any]:
    form = report.form(key)
    return {
        "form": form,
        "titles": [one.title for one in form.judgements.values()],
        "shares": [(one, parts_of(one, form)) for one in report.judgements(key)],
        "scores": report.scores(key),
    }


def parts_of(share: Share, form) -> list[int]:
    return [share.parts.get(key, 0) for key in form.judgements]


@require_safe
def sheet(request: HttpRequest, part: str, kind: str) -> HttpResponse:
    """One part of the page as CSV or XLSX; what is not shown there is not in it."""
    report = report_for(request)
    if part not in TABLES or kind not in sheets.KINDS:
        raise Http404
    head, rows = TABLES[part](report)
    make, content_type = sheets.KINDS[kind]
    name = f"samples-{part}-{report.on.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make(head, rows), content_type=content_type, headers=headers)


def completion_table(report: Report) -> Table:
    head = ("Programme", "Period", "Done", "Due", "Late", "Not owed")
    statuses = ("done", "due", "late", "not_owed")
    rows = (
        (table.programme.title, str(one.period), *(one.numbers[status] for status in statuses))
        for table in tables_for(report.reader, on=report.on)
        for one in table.completion
    )
    return head, rows


def judgements_table(report: Report) -> Table:
    head = ("Form", "Area", "Judgement", "Records")
    rows = (
        (form.title, share.area.name, judgement.title, number_of(share, key))
        for form in report.book.assurance.forms.values()
        for share in report.judgements(form.key)
        for key, judgement in form.judgements.items()
    )
    return head, rows


def questions_table(report: Report) -> Table:
    head = ("Form", "Question", "Mean in hundredths", "Records")
    rows = (
        (form.title, score.text, round(100 * score.mean), score.number)
        for form in report.book.assurance.forms.values()
        for score in report.scores(form.key)
    )
    return head, rows


def overrides_table(report: Report) -> Table:
    head = ("Area", "PLRs with a proposed grade", "Another grade chosen")
    rows = (
        (share.area.name, *(number_of(share, key) for key in (None, "other")))
        for share in report.overrides()
    )
    return head, rows


def number_of(share: Share, key: str | None) -> int | str:
    if not share.shown:
        return NOT_SHOWN
    return share.number if key is None else share.parts.get(key, 0)


TABLES = {
    "completion": completion_table,
    "judgements": judgements_table,
    "questions": questions_table,
    "overrides": overrides_table,
}
