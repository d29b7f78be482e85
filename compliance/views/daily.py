from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from compliance import access, telling
from compliance.forms import DailyChoiceForm
from compliance.queries import morning as queries
from people.paging import page_links, page_of


@require_http_methods(["GET", "HEAD", "POST"])
def daily(request: HttpRequest) -> HttpResponse:
    """What the daily message is about, and whether one wants it on every working morning."""
    if not access.gets_daily_check(request.user):
        raise Http404
    form = DailyChoiceForm(initial={"wanted": wanted(request)})
    if request.method == "POST":
        form = DailyChoiceForm(request.POST)
        if form.is_valid():
            telling.choose(person=request.user, only_when_late=form.only_when_late())
            messages.success(request, "Saved. What is late is told in any case.")
            return redirect("compliance:daily")
    on = queries.latest_morning(timezone.localdate())
    standings = queries.standings_for(request.user)
    page = page_of(queries.changes_for(request.user, on), request.GET.get("page"))
    context = {
        "form": form,
        "on": on,
        "before": queries.morning_before(on),
        "page": page,
        "pagination": page_links(page, request.GET),
        "late": standings.late().count(),
        "coming": standings.falling().count(),
    }
    return render(request, "compliance/daily.html", context)


def wanted(request: HttpRequest) -> str:
    return "late" if telling.wants_only_late(request.user) else "all"
