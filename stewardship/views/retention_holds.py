from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.paging import page_links, page_of
from people.views.finding import or_404, require
from stewardship import retention_access as access
from stewardship.actions import retention_holds as actions
from stewardship.forms.retention import FindPersonForm, HoldForm
from stewardship.models import LegalHold
from stewardship.queries import holds as queries


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Holds so far; and by staff number the way to a new one."""
    or_404(access.keeps_records(request.user) or None)
    form = FindPersonForm(
        request.POST or None, find=lambda number: queries.person_of(request.user, number)
    )
    if form.is_valid():
        return redirect("stewardship:hold_person", form.person.pk)
    page = page_of(queries.holds_for(request.user), request.GET.get("page"))
    context = {"form": form, "page": page, "pagination": page_links(page, request.GET)}
    return render(request, "stewardship/retention/holds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hold_person(request: HttpRequest, pk: int) -> HttpResponse:
    or_404(access.keeps_records(request.user) or None)
    person = get_object_or_404(queries.people_to_hold(request.user), pk=pk)
    form = HoldForm(request.POST or None, records=queries.records_of(person))
    if form.is_valid():
        made = actions.hold(
            person=person,
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
            **form.record(),
        )
        if made is None:
            messages.info(request, "That is held already.")
            return redirect("stewardship:holds")
        return redirect("stewardship:hold", made.pk)
    context = {"form": form, "person": person}
    return render(request, "stewardship/retention/hold_person.html", context)


def visible_hold(request: HttpRequest, pk: int) -> LegalHold:
    return get_object_or_404(queries.holds_for(request.user), pk=pk)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    hold = visible_hold(request, pk)
    context = {
        "hold": hold,
        "reason": queries.reason_of(request.user, hold),
        "may_end": access.may_end_hold(request.user, hold),
    }
    return render(request, "stewardship/retention/hold.html", context)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    hold = visible_hold(request, pk)
    require(access.may_end_hold(request.user, hold))
    if not actions.end_hold(hold=hold, by=request.user, now=timezone.now()):
        messages.info(request, "It was ended meanwhile.")
    return redirect("stewardship:hold", pk)
