from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from notices.calendar import feed
from people.rules import book_on
from policy.calendar import running_out
from supervision import access, actions
from supervision.actions import Wish
from supervision.calendar import entries_led_by
from supervision.forms import IntervalForm, YearForm
from supervision.queries import year as queries
from supervision.queries.year import PersonYear
from supervision.rules import rules_for_person
from supervision.views.finding import or_404, require, visible_person


@require_http_methods(["GET", "HEAD", "POST"])
def plan_year(request: HttpRequest) -> HttpResponse:
    """A year of PLRs for the whole team: offered, changed, saved at once."""
    or_404(request.user.reach.reports or None)
    today = timezone.localdate()
    years = queries.year_of(request.user, today=today, book=book_on(today))
    form = YearForm(request.POST if request.method == "POST" else None, years=years, today=today)
    if request.method == "POST" and form.is_valid():
        wishes = [Wish(*one) for one in form.wishes()]
        number = actions.plan_year(wishes=wishes, by=request.user, now=timezone.now())
        plural = "" if number == 1 else "s"
        messages.success(request, f"{number} PLR{plural} planned. Everybody is told of theirs.")
        return redirect("supervision:year")
    context = {
        "form": form,
        "rows": [row_of(year, form) for year in years],
        "running_out": running_out(today),
        "offered": sum(len(year.offered) for year in years),
        "today": today,
        "until": today + queries.YEAR,
        "days_off": [day.isoformat() for day in queries.days_off(today)],
        "back_url": "/",
        "back_text": "Home",
    }
    return render(request, "supervision/year.html", context)


def row_of(year: PersonYear, form: YearForm) -> dict[str, Any]:
    dates, for_all = form.dates_of(year), form.for_all_of(year)
    is_open = any(one.is_open for one in (for_all, *dates))
    return {"year": year, "dates": dates, "for_all": for_all, "is_open": is_open}


@require_safe
def year_calendar(request: HttpRequest) -> HttpResponse:
    """What one leads in the coming year, to be put into a calendar at once."""
    or_404(request.user.reach.reports or None)
    entries = entries_led_by(request.user, today=timezone.localdate())
    return HttpResponse(
        feed(entries, name="PLR"),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": "attachment; filename=plrs.ics"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def interval(request: HttpRequest, pk: int) -> HttpResponse:
    """How often somebody and their line manager agreed to meet, with its history."""
    person, today = visible_person(request, pk), timezone.localdate()
    own = person.pk == request.user.pk
    require(own or access.manages(request.user, person.pk))
    rules = rules_for_person(person.pk, on=today)
    may_agree = access.manages(request.user, person.pk)
    form = IntervalForm(
        request.POST if request.method == "POST" else None, role=rules.role, rulebook=rules.book
    )
    if request.method == "POST":
        require(may_agree)
        if form.is_valid():
            actions.agree_interval(
                person=person,
                interval=form.interval(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "The interval is kept. The dates offered follow it.")
            return redirect("supervision:interval", person.pk)
    context = {
        "person": person,
        "own": own,
        "form": form if may_agree else None,
        "agreed": queries.intervals_of(person, reader=request.user),
        "support": queries.support_needed([person.pk]).get(person.pk),
        "role": rules.role_entry,
        "back_url": reverse("people:person", args=[person.pk]),
        "back_text": "Own page" if own else person.name,
    }
    return render(request, "supervision/interval.html", context)
