from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compliance import access
from compliance.queries import morning as queries
from people.paging import page_links, page_of


@require_safe
def daily(request: HttpRequest) -> HttpResponse:
    """What the daily message is about."""
    if not access.gets_daily_check(request.user):
        raise Http404
    on = queries.latest_morning(timezone.localdate())
    standings = queries.standings_for(request.user)
    page = page_of(queries.changes_for(request.user, on), request.GET.get("page"))
    context = {
        "on": on,
        "before": queries.morning_before(on),
        "page": page,
        "pagination": page_links(page, request.GET),
        "late": standings.late().count(),
        "coming": standings.falling().count(),
    }
    return render(request, "compliance/daily.html", context)
