from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from people.paging import page_links, page_of
from people.views.finding import or_404, require
from stewardship import retention_access as access
from stewardship.actions import retention as actions
from stewardship.queries import retention as queries
from stewardship.queries.retention import KindToday

DECIDED = "That was decided meanwhile. This is how it stands now."


@login_not_required
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """For everybody, in plain words: what is kept for how long, and that people decide."""
    kinds = queries.periods(timezone.localdate())
    return render(request, "stewardship/retention/kept.html", {"kinds": kinds})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    or_404(access.keeps_records(request.user) or None)
    context = {"kinds": queries.kinds_today(timezone.localdate())}
    return render(request, "stewardship/retention/home.html", context)


def kind_for(request: HttpRequest, key: str) -> KindToday:
    or_404(access.keeps_records(request.user) or None)
    return or_404(queries.kind_today(key, timezone.localdate()))


@require_safe
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Whose records of that kind have been kept long enough today: numbers and days."""
    today = kind_for(request, kind)
    rows = queries.due_now(today.kind, timezone.localdate())
    page = page_of(rows, request.GET.get("page"))
    context = {
        "today": today,
        "kind": today.kind,
        "page": page,
        "pagination": page_links(page, request.GET),
        "may_confirm": today.switch and access.may_confirm_switch(request.user, today.switch),
        "most": actions.MOST_PEOPLE,
    }
    return render(request, "stewardship/retention/kind.html", context)


@require_POST
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    today = kind_for(request, kind)
    if not actions.ask_to_switch_on(kind=today.kind, by=request.user, now=timezone.now()):
        messages.info(request, DECIDED)
    return redirect("stewardship:retention_kind", kind)


@require_POST
def confirm(request: HttpRequest, kind: str) -> HttpResponse:
    switch = or_404(kind_for(request, kind).switch)
    require(access.may_confirm_switch(request.user, switch))
    if not actions.confirm_switch(switch=switch, by=request.user, now=timezone.now()):
        messages.info(request, DECIDED)
    return redirect("stewardship:retention_kind", kind)


@require_POST
def switch_off(request: HttpRequest, kind: str) -> HttpResponse:
    switch = or_404(kind_for(request, kind).switch)
    if not actions.switch_off(switch=switch, by=request.user, now=timezone.now()):
        messages.info(request, DECIDED)
    return redirect("stewardship:retention_kind", kind)


@require_POST
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    today = kind_for(request, kind)
    disposal = actions.propose(
        kind=today.kind, by=request.user, on=timezone.localdate(), now=timezone.now()
    )
    if disposal is None:
        messages.info(request, "There is nothing to propose, or a list waits already.")
        return redirect("stewardship:retention_kind", kind)
    return redirect(disposal)
