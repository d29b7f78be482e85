"""Asking what is kept about oneself, and HR's side: the list, one request, what becomes of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from govuk.dates import uk_date
from people.paging import page_links, page_of
from people.rules import book_on
from people.views.finding import or_404, require
from stewardship import access
from stewardship.actions import subject_access as actions
from stewardship.forms.subject_access import ExtendForm, RecordRequestForm
from stewardship.models import AccessRequest
from stewardship.queries import subject_access as queries

MINE, REQUESTS = "stewardship:mine", "stewardship:requests"


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one asked, by when it is answered, and the copy."""
    found = queries.own_requests(request.user)
    context = {
        "requests": found,
        "has_open_one": any(one.is_open for one in found),
        "copies": queries.copies_open_to(request.user),
        "rules": book_on(timezone.localdate()).disclosure,
    }
    return render(request, "stewardship/mine.html", context)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    asked = actions.ask(person=request.user, by=request.user, asked_on=timezone.localdate())
    messages.success(request, f"You have asked. The answer is due by {uk_date(asked.due_on)}.")
    return redirect(MINE)


@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: HttpRequest) -> HttpResponse:
    """HR: what is to be answered, days left first; and one that came by letter."""
    or_404(request.user if access.answers_requests(request.user) else None)
    form = RecordRequestForm(
        request.POST if request.method == "POST" else None,
        by=request.user,
        initial={"asked_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        asked = actions.ask(
            person=given["staff_number"],
            by=request.user,
            asked_on=given["asked_on"],
            way=given["way"],
        )
        messages.success(request, "The request is written down.")
        return redirect(asked)
    page = page_of(queries.closed_requests(request.user), request.GET.get("page"))
    context = {
        "form": form,
        "open": queries.open_requests(request.user),
        "page": page,
        "pagination": page_links(page, request.GET),
    }
    return render(request, "stewardship/requests.html", context)


def visible_request(request: HttpRequest, pk: int) -> AccessRequest:
    return or_404(queries.request_for(request.user, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts of one request. Sent (POST), it says that the request is complex."""
    asked = visible_request(request, pk)
    form = ExtendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(access.may_extend(request.user, asked))
        if form.is_valid():
            actions.extend(request=asked, by=request.user, **form.cleaned_data)
            messages.success(request, f"{asked.person} is told, and can read why.")
            return redirect(asked)
    context = {
        "asked": asked,
        "form": form,
        "may_take": access.may_take(request.user, asked),
        "wrote_down": asked.is_open and access.wrote_down(request.user, asked),
        "may_extend": access.may_extend(request.user, asked),
        "may_review": access.may_review(request.user, asked),
        "may_withdraw": access.may_withdraw(request.user, asked),
        "hands_over": queries.copy_for(request.user, pk) is not None,
        "back_url": "/records/requests/",
        "back_text": "Records",
    }
    return render(request, "stewardship/request.html", context)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    asked = visible_request(request, pk)
    require(access.may_take(request.user, asked))
    actions.take(request=asked, by=request.user)
    messages.success(request, "This request is yours. Nobody else can look it through now.")
    return redirect(asked)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """By whoever asked, or by HR of what was asked by other means."""
    asked = or_404(queries.any_request_for(request.user, pk))
    require(access.may_withdraw(request.user, asked))
    actions.withdraw(request=asked, by=request.user, now=timezone.now())
    messages.success(request, "The request is withdrawn.")
    return redirect(MINE if asked.person_id == request.user.pk else asked)
