"""Lists of what is to go, and what went."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from people import second_factor, sheets
from people.paging import page_links, page_of
from people.views.finding import or_404, require
from stewardship import retention_access as access
from stewardship.actions import retention as actions
from stewardship.forms.retention import ConfirmDisposalForm
from stewardship.models import Disposal
from stewardship.queries import disposals as queries
from stewardship.views.just_now import way_to_confirm
from stewardship.views.retention import DECIDED


def visible_disposal(request: HttpRequest, pk: int) -> Disposal:
    return get_object_or_404(queries.disposals_for(request.user), pk=pk)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, visible_disposal(request, pk), ConfirmDisposalForm())


def page(request: HttpRequest, disposal: Disposal, form: ConfirmDisposalForm) -> HttpResponse:
    shown = page_of(queries.items_of(disposal), request.GET.get("page"))
    context = {
        "disposal": disposal,
        "kind": queries.kind_of(disposal.kind),
        "totals": queries.totals_of(disposal),
        "form": form,
        "page": shown,
        "pagination": page_links(shown, request.GET),
        "may_confirm": access.may_confirm(request.user, disposal),
        "asks_first": not second_factor.was_used_just_now(request),
        "may_withdraw": access.may_withdraw(request.user, disposal),
    }
    return render(request, "stewardship/retention/list.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """What cannot be brought back: with a second factor that was used just now."""
    disposal = visible_disposal(request, pk)
    require(access.may_confirm(request.user, disposal))
    if not second_factor.was_used_just_now(request):
        return way_to_confirm(request, disposal.get_absolute_url())
    form = ConfirmDisposalForm(request.POST)
    if not form.is_valid():
        return page(request, disposal, form)
    if not actions.confirm(disposal=disposal, by=request.user, now=timezone.now()):
        messages.info(request, DECIDED)
    return redirect(disposal)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    disposal = visible_disposal(request, pk)
    require(access.may_withdraw(request.user, disposal))
    if not actions.withdraw(disposal=disposal, by=request.user, now=timezone.now()):
        messages.info(request, DECIDED)
    return redirect(disposal)


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    or_404(access.keeps_records(request.user) or None)
    page = page_of(queries.tombstones_for(request.user), request.GET.get("page"))
    context = {
        "page": page,
        "lines": queries.in_words(page),
        "pagination": page_links(page, request.GET),
    }
    return render(request, "stewardship/retention/history.html", context)


@require_safe
def sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole history as CSV or XLSX: numbers and days, as on the page."""
    or_404(access.keeps_records(request.user) or None)
    if kind not in sheets.KINDS:
        raise Http404
    make, content_type = sheets.KINDS[kind]
    rows = queries.as_rows(queries.tombstones_for(request.user))
    name = f"disposals-{timezone.localdate().isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make(queries.HEAD, rows), content_type=content_type, headers=headers)
