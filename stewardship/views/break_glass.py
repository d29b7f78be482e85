"""Break-glass: for those with the permission. For everybody else there is no such page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import second_factor
from people.models import BreakGlass
from people.paging import page_links, page_of
from people.rules import book_on
from people.typed import typed_in
from people.views.finding import or_404, require
from stewardship import access
from stewardship.actions import break_glass as actions
from stewardship.forms.break_glass import LATER, BreakGlassForm, DeferralForm
from stewardship.queries import break_glass as queries
from stewardship.views.just_now import way_to_confirm

HOME = "stewardship:break_glass"


def rules():
    return book_on(timezone.localdate()).disclosure


def not_just_now(request: HttpRequest) -> HttpResponse | None:
    """Where the second factor was not used just now: the way to it; what was typed is shown."""
    if second_factor.was_used_just_now(request):
        return None
    if typed := typed_in(request):
        return render(request, "second_factor_needed.html", {"typed": typed}, status=403)
    return way_to_confirm(request, request.get_full_path())


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is open now, what waits, and everything that was opened."""
    or_404(request.user if access.breaks_glass(request.user) else None)
    now = timezone.now()
    page = page_of(queries.history(request.user), request.GET.get("page"))
    context = {
        "open": queries.open_now(request.user, now=now),
        "waiting": [
            {
                "grant": grant,
                "may_answer": access.may_answer_deferral(request.user, grant),
                "may_open": access.may_open_now(request.user, grant),
            }
            for grant in queries.not_opened(request.user)
        ],
        "page": page,
        "pagination": page_links(page, request.GET),
        "rules": rules(),
    }
    return render(request, "stewardship/break_glass.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    or_404(request.user if access.breaks_glass(request.user) else None)
    if way := not_just_now(request):
        return way
    form = BreakGlassForm(
        request.POST if request.method == "POST" else None, by=request.user, rules=rules()
    )
    if request.method == "POST" and form.is_valid():
        return opened_or_asked(request, form.cleaned_data)
    context = {"form": form, "rules": rules(), **back()}
    return render(request, "stewardship/break_glass_begin.html", context)


def opened_or_asked(request: HttpRequest, given: dict) -> HttpResponse:
    about, reason = given["staff_number"], given["reason"]
    why = {"about": about, "reason": reason, "by": request.user, "now": timezone.now()}
    if given["telling"] == LATER:
        actions.ask_to_tell_later(deferral_reason=given["deferral_reason"], **why)
        messages.success(request, "Others with this permission are asked. Nothing is open yet.")
        return redirect(HOME)
    actions.break_glass(**why)
    messages.success(request, f"The records of {about} are open to you. {about} is told.")
    return redirect("people:person", about.pk)


def visible_grant(request: HttpRequest, pk: int) -> BreakGlass:
    return or_404(queries.grant_for(request.user, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person says whether the person may be told later, and when."""
    grant = visible_grant(request, pk)
    require(access.may_answer_deferral(request.user, grant))
    form = DeferralForm(request.POST if request.method == "POST" else None, rules=rules())
    if request.method == "POST" and form.is_valid():
        tell_on = form.cleaned_data["tell_on"]
        by = {"by": request.user, "now": timezone.now()}
        if actions.answer_deferral(grant=grant, tell_on=tell_on, **by):
            messages.success(request, f"{grant.reader} is told what you answered.")
        else:
            messages.info(request, "Somebody else has answered already: the first answer stands.")
        return redirect(HOME)
    context = {"form": form, "grant": grant, **back()}
    return render(request, "stewardship/break_glass_answer.html", context)


@require_POST
def open_now(request: HttpRequest, pk: int) -> HttpResponse:
    """What a second person has answered is opened by whoever asked."""
    grant = visible_grant(request, pk)
    require(access.may_open_now(request.user, grant))
    if not second_factor.was_used_just_now(request):
        return way_to_confirm(request, reverse(HOME))
    actions.open_records(grant=grant, now=timezone.now())
    messages.success(request, f"The records of {grant.about} are open to you.")
    return redirect("people:person", grant.about_id)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Before its time is over, by the reader or by anybody else with the permission."""
    grant = visible_grant(request, pk)
    actions.close_records(grant=grant, by=request.user, now=timezone.now())
    messages.success(request, f"The records of {grant.about} are closed.")
    return redirect(HOME)


def back() -> dict[str, str]:
    return {"back_url": reverse(HOME), "back_text": "Break-glass"}
